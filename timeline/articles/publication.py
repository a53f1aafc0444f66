"""When an article says it was published or changed: what its file states, a line above it, its address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from timeline import calendar
from timeline.articles.clean import Cleaned
from timeline.articles.stamps import StatedDay, find_stamp, granularity_of, stated_day
from timeline.types import Dating, Evidence, Interval, Outlet

_URL_DAY = re.compile(r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?=/|-|$|\?|\.)")
_URL_SLACK = 1
"""Days by which an address may differ: papers put up in the evening what they print for the next day."""
_NOTES = {
    "caption": "a dropped caption: what it shows was before the article was published, or on that day",
    "archive-banner": "the banner of an archive that holds articles of these years",
}


@dataclass(frozen=True, slots=True)
class Publication:
    """The dates an article states; ``published`` has open ends and no EDTF text where it states none."""

    published: Dating
    modified: Dating | None
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Writing:
    """How dates are written where the article is from."""

    country: str | None
    language: str


@dataclass(frozen=True, slots=True)
class _Stated:
    """A date and where it was stated; ``edtf`` where it was stated in that form."""

    interval: Interval
    evidence: Evidence
    edtf: str | None = None


def find_publication(
    cleaned: Cleaned, fields: Mapping[str, str], outlet: Outlet | None, language: str = "en"
) -> Publication:
    """The dates as the file states them first, then the lines above the article, then its address.

    Of the lines those come first whose date a word explains. A date in the head of the page is the article's or the
    day on which somebody looked at it: it is evidence, and dates nothing by itself.

    Captions and archive banners date nothing by themselves: they are handed on as evidence.
    """
    writing = _Writing(outlet.country if outlet else None, language)
    doubts: list[str] = []
    stated = _from_field(fields, "published", writing, doubts)
    modified = _from_field(fields, "modified", writing, doubts)
    lines_published, lines_modified = _from_lines(cleaned, writing, doubts)
    published = [*stated, *lines_published, *_from_url(fields.get("url"))]
    for other in published[1:]:
        if not _agree(published[0].interval, other.interval, slack=_URL_SLACK if other.evidence.kind == "url" else 0):
            doubts.append(
                f"published {calendar.describe_interval(published[0].interval)}, "
                f"but another place says {calendar.describe_interval(other.interval)} ({other.evidence.text!r})"
            )
    page, page_doubts = _of_page(cleaned, published)
    doubts += page_doubts
    return Publication(
        _dating(published, (*page, *_hints(cleaned))),
        _dating([*modified, *lines_modified], ()) if modified or lines_modified else None,
        tuple(doubts),
    )


def given_or_stated(stated: Dating, given: Dating | None) -> tuple[Dating, tuple[str, ...]]:
    """The date the article states, else the one the user gives; where both differ, the article's and a doubt."""
    if given is None:
        return stated, ()
    if stated.edtf is None:
        return Dating(given.earliest, given.latest, given.edtf, (*given.basis, *stated.basis)), ()
    if _agree(stated.interval, given.interval):
        return stated, ()
    return stated, (
        f"you gave {calendar.describe_interval(given.interval)} as the publication date, but the article states "
        f"{calendar.describe_interval(stated.interval)}, which was taken",
    )


def _agree(one: Interval, other: Interval, slack: int = 0) -> bool:
    """Whether two intervals share a day, or are no more than ``slack`` days apart."""
    gap = timedelta(days=slack)
    late_enough = one.latest is None or other.earliest is None or other.earliest - one.latest <= gap
    early_enough = one.earliest is None or other.latest is None or one.earliest - other.latest <= gap
    return late_enough and early_enough


def _dating(stated: list[_Stated], hints: tuple[Evidence, ...]) -> Dating:
    evidence = (*(one.evidence for one in stated), *hints)
    if not stated:
        return Dating(None, None, None, evidence)
    interval = stated[0].interval
    edtf = stated[0].edtf or calendar.edtf_of(interval, granularity_of(interval))
    return Dating(interval.earliest, interval.latest, edtf, evidence)


def _from_field(fields: Mapping[str, str], name: str, writing: _Writing, doubts: list[str]) -> list[_Stated]:
    text = fields.get(name)
    if not text:
        return []
    day, edtf = _field_day(text, writing)
    if day is None:
        doubts.append(
            f"{name}: {text!r} is no date that is understood: write 2017-02-07, 2017-02, 2017-02-07/2017-02-09 "
            "or 7 February 2017"
        )
        return []
    if day.doubt:
        doubts.append(f"{name}: {day.doubt}")
    return [_Stated(day.interval, Evidence("front-matter", text, f"the file states it as {name}"), edtf)]


def _field_day(text: str, writing: _Writing) -> tuple[StatedDay | None, str | None]:
    """A day, or an interval in EDTF (and that text), which must be closed on one side at least."""
    day = stated_day(text, country=writing.country, language=writing.language)
    if day:
        return day, None
    try:
        interval = calendar.interval_of_edtf(text.strip())
    except ValueError:
        stamp = find_stamp(text, country=writing.country, language=writing.language)
        return (stamp.published if stamp else None), None
    return (StatedDay(interval), text.strip()) if interval.earliest or interval.latest else (None, None)


def _from_lines(cleaned: Cleaned, writing: _Writing, doubts: list[str]) -> tuple[list[_Stated], list[_Stated]]:
    published: list[_Stated] = []
    modified: list[_Stated] = []
    # Read again, since figures are read by the outlet's country, which may be known only now.
    lines = [
        find_stamp(line.text, country=writing.country, language=writing.language) or line
        for line in cleaned.stamps
        if not line.in_page_head
    ]
    for stamp in sorted(lines, key=lambda stamp: not stamp.labelled):
        for day, dated, note in (
            (stamp.published, published, "the line above the article gives its date"),
            (stamp.modified, modified, "the line above the article says when it was changed"),
        ):
            if day:
                doubts += [day.doubt] if day.doubt else []
                dated.append(_Stated(day.interval, Evidence("masthead", stamp.text, note)))
    return published, modified


def _of_page(cleaned: Cleaned, published: list[_Stated]) -> tuple[tuple[Evidence, ...], list[str]]:
    """What the head of the page shows as its day, and the doubt: the only date there is, or one before publication."""
    shown = []
    doubts = []
    for stamp in cleaned.stamps:
        day = stamp.page or (stamp.published if stamp.in_page_head else None)
        if day is None:
            continue
        told = calendar.describe_interval(day.interval)
        shown.append(Evidence("page-date", stamp.text, f"the head of the page shows {told}: published by then"))
        if not published:
            doubts.append(
                f"the head of the page shows {told}, the day of the article or that of a visit to the page: "
                "it was not taken; state the publication date"
            )
        elif not _may_follow(published[0].interval, day.interval):
            doubts.append(f"the head of the page shows {told}, which is before the publication date that was taken")
    return tuple(shown), doubts


def _may_follow(published: Interval, page: Interval) -> bool:
    gap = timedelta(days=_URL_SLACK)  # the article may be of the next day where the page is of another time zone
    return published.earliest is None or page.latest is None or published.earliest - page.latest <= gap


def _from_url(url: str | None) -> list[_Stated]:
    found = _URL_DAY.search(url) if url else None
    if url is None or found is None:
        return []
    day = stated_day(f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}")
    return [_Stated(day.interval, Evidence("url", url, "the address carries the day it was put up"))] if day else []


def _hints(cleaned: Cleaned) -> tuple[Evidence, ...]:
    """Dropped captions with a figure in them and archive banners, for whoever dates articles that state no date."""
    hints: dict[tuple[str, str], Evidence] = {}
    for passage in cleaned.dropped:
        kind = passage.evidence or ""
        if kind in _NOTES and re.search(r"\d{4}", passage.text):
            hints.setdefault((kind, passage.text), Evidence(kind, passage.text, _NOTES[kind]))
    return tuple(hints.values())
