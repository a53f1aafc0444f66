"""Tagging a text without the rest of the pipeline: the front door `tag`, and the line format of ``timeline tag``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from timeline.calendar import interval_of_edtf
from timeline.dates import tag_text
from timeline.errors import TimelineError
from timeline.language import language_of
from timeline.types import OPEN, Dating, Evidence, InputProblem, Interval, TimeExpression

FIELDS = ("begin", "end", "text", "type", "value", "mod", "earliest", "latest", "edtf", "anchor", "rule")


def tag(
    text: str, *, published: str | date | Interval | None = None, language: str | None = None
) -> tuple[TimeExpression, ...]:
    """The time expressions of ``text``, in order, anchored on ``published`` where they depend on it.

    ``published`` is an ISO date or EDTF text, a date or an interval; ``language`` an ISO 639-1 code, without one
    it is guessed from the text. Raises `TimelineError` where ``published`` is no date.
    """
    if isinstance(published, date):
        published = Interval(published, published)
    known = published if isinstance(published, Interval) else read_published(published)
    return tag_text(text, published=known, language=language or language_of(text))


def tag_lines(lines: Iterable[str], name: str, problems: list[InputProblem]) -> Iterator[str]:
    """The time expressions of every document, as JSON lines. A line that cannot be read is added to ``problems``
    with its number, and the next lines are still done."""
    for row, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = read_document(line)
            published = read_published(document["dct"])
        except TimelineError as error:
            what, _, fix = str(error).partition("; ")
            problems.append(InputProblem(name, row, what, fix))
            continue
        for timex in tag_text(document["text"], published=published, language=document["language"]):
            found = timex.to_dict()
            yield json.dumps({"doc": document["doc"]} | {field: found[field] for field in FIELDS}, ensure_ascii=False)


def read_document(line: str) -> dict[str, Any]:
    """One line of the input. Raises `TimelineError` "what; what to do"."""
    try:
        document = json.loads(line)
    except json.JSONDecodeError as error:
        raise TimelineError(f"not JSON ({error.msg} at column {error.colno}); write one JSON object a line") from error
    except RecursionError as error:
        raise TimelineError("nested too deeply; write one flat JSON object a line") from error
    if not isinstance(document, dict) or not isinstance(document.get("text"), str):
        raise TimelineError('no "text"; write {"doc": …, "text": …, "dct": …}')
    language = document.get("language")
    return {
        "doc": document.get("doc"),
        "text": document["text"],
        "dct": document.get("dct"),
        "language": language if isinstance(language, str) and language else language_of(document["text"]),
    }


def read_published(text: object) -> Interval:
    """A publication date as `Interval`: ISO date, ISO date-time or EDTF; `None` or empty is unknown, both ends open.

    A date-time counts as the day that is written, in its own zone. Raises `TimelineError` with the accepted forms.

    >>> read_published("2017-02").latest
    datetime.date(2017, 2, 28)
    >>> read_published("2017-02-07T23:30:00+02:00").is_day
    True
    """
    if text is None or text == "":
        return OPEN
    if isinstance(text, str):
        for read in (interval_of_edtf, _day_of_date_time):
            try:
                return read(text.strip())
            except ValueError:
                continue
    raise TimelineError(
        f"{text!r} is not a publication date; write it as 2017-02-07, 2017-02, 2017 or 2024-10-08/2024-10-09"
    )


def read_dating(text: str, evidence: Evidence) -> Dating:
    """The publication date that a person typed. Raises `TimelineError` that names the accepted forms."""
    interval = read_published(text)
    if interval == OPEN:
        raise TimelineError("the publication date is empty; write it as 2017-02-07, 2017-02 or A/B")
    edtf = interval.earliest.isoformat() if interval.is_day and interval.earliest else text.strip()
    return Dating(interval.earliest, interval.latest, edtf, (evidence,))


def _day_of_date_time(text: str) -> Interval:
    day = datetime.fromisoformat(text).date()
    return Interval(day, day)
