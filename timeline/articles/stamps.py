"""Lines above an article that state its outlet, date or writer: "The Courier | February 7, 2017", "By Jane Doe"."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from timeline import dates
from timeline.articles.outlets import known_outlet, outlet_at_start
from timeline.articles.rules import rule_files, spaced
from timeline.errors import RuleError
from timeline.lexicon.loader import read_toml
from timeline.types import Anchor, AnchorKind, Granularity, Interval, Outlet, TimexType

METADATA = "en/articles/metadata.toml"
PAGES = "en/articles/pages.toml"
_LONGEST = 160
_SHORT = 6
_NAME_WORDS = 6
_PAPERS = range(1600, 2200)
"""Years in which there are papers, by the calendar in which their days are stored."""
_MARKS = " ,;-–—•·["
_SEPARATOR = re.compile(r" ?[|·•‧／ـ] ?| [-–—/] ")
_CLOCK = re.compile(
    r"(?<![\d.])\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?![\d.])|[+-]\d{2}:?\d{2}\b|\b\d{1,2} ?(?=[ap]\.?m\b)|[()\[\]]",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ]\d{2}:\d{2}[\d:.]{0,12} ?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
# The signs for year, month and day of Chinese, Japanese and Korean.
_SIGNED = re.compile(r"(?P<year>\d{4}) ?[年년] ?(?P<month>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日일]")
_NUMERIC = re.compile(r"(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d{2})")


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day that a line states; an interval of two days where figures can be read both ways, with a ``doubt``."""

    interval: Interval
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """What one line above an article states; a date that no word explains is that of publication.

    ``labelled`` tells that a word does ("Published: …"). ``page`` is a date that is told as the day of the page itself
    ("Today: …"); ``in_page_head`` tells that the line stands in the frame of the page, above the headline.
    """

    text: str
    published: StatedDay | None = None
    modified: StatedDay | None = None
    outlet: Outlet | None = None
    byline: str | None = None
    other: str | None = None
    page: StatedDay | None = None
    labelled: bool = False
    in_page_head: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing in the line says that its date is the article's: no word for it, no writer beside it."""
        return not self.labelled and self.byline is None and self.modified is None


@dataclass(frozen=True, slots=True)
class _DatedPart:
    """A day, the key of the word that says what it is, and the writer named beside it."""

    day: StatedDay
    label: str | None
    byline: str | None


@cache
def metadata() -> dict[str, Any]:
    """The tables of ``metadata.toml``, with the labels, fillers and bylines of all languages.

    A page can have its frame in another language than its article.
    """
    tables = read_toml(METADATA)
    for name in rule_files("metadata.toml"):
        other = read_toml(name) if name != METADATA else {}
        for key, labels in other.get("labels", {}).items():
            tables["labels"][key] += labels
        tables["stamp"]["ignored"] += other.get("stamp", {}).get("ignored", [])
        tables["byline"] += other.get("byline", [])
    return tables


@cache
def _byline_rules() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(block["pattern"]) for block in metadata()["byline"])


def is_place_line(line: str) -> bool:
    """Whether a place alone stands in ``line``, in capitals as datelines have it: "BASEL, SWITZERLAND"."""
    return any(re.fullmatch(block["pattern"], spaced(line).strip()) for block in metadata()["place_line"])


def find_stamp(line: str, *, country: str | None = None, language: str = "en") -> Stamp | None:
    """What the whole ``line`` states about its article; ``None`` where it holds anything else, or no date or writer."""
    plain = " ".join(spaced(line).strip("#*_ ").split())
    if not plain or len(plain) > _LONGEST or not re.search(r"[^\W\d_]|\d", plain):
        return None
    days: dict[str, StatedDay] = {}
    outlet: Outlet | None = None
    byline: str | None = None
    other: str | None = None
    labelled = False
    for part in _parts(plain):
        name = find_byline(part)
        found = known_outlet(part) if name is None else None
        country = found.country if found and found.country else country
        dated = _dated_part(part, country, language) if name is None and found is None else None
        if name:
            byline = byline or name
        elif found:
            outlet = outlet or found
        elif dated:
            days.setdefault(dated.label or "published", dated.day)
            labelled = labelled or dated.label == "published"
            byline = byline or dated.byline
        elif opened := _outlet_and_day(part, country, language):
            outlet = outlet or opened[0]
            days.setdefault(opened[1].label or "published", opened[1].day)
        elif titled := _name_and_day(part, country, language):
            other = other or titled[0]
            days.setdefault("published", titled[1])
        elif len(part.split()) <= _SHORT and (other is None or days):
            other = other or part
        else:
            return None
    if not days and (byline is None or other):
        return None
    return Stamp(
        text=line,
        published=days.get("published"),
        modified=days.get("modified"),
        page=days.get("page"),
        outlet=outlet,
        byline=byline,
        other=other,
        labelled=labelled,
    )


def _parts(plain: str) -> list[str]:
    """What stands between bars, and before each further label: "October 7, 2024 Updated October 8, 2024"."""
    parts = []
    for bar in _SEPARATOR.split(plain):
        starts = [0, *(found.start() for found in _label_words().finditer(bar) if found.start()), len(bar)]
        parts += [bar[begin:end].strip() for begin, end in itertools.pairwise(starts)]
    return [part for part in parts if part]


@cache
def _label_words() -> re.Pattern[str]:
    words = sorted((word for table in metadata()["labels"].values() for word in table), key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?<!-)(?:{'|'.join(map(re.escape, words))})(?![^\W_])", re.IGNORECASE)


def starts_with_label(line: str) -> bool:
    """Whether a short line with a figure in it begins with a word for a date, as "Published: 7 February 2017" does."""
    return len(line) <= _LONGEST and re.search(r"\d", line) is not None and _label_words().match(line) is not None


def find_byline(part: str) -> str | None:
    """The name in a writer's line: "By Jane Doe" -> "Jane Doe"; ``None`` where it is none."""
    for pattern in _byline_rules():
        found = pattern.fullmatch(part)
        if found:
            return found["name"]
    return None


def _dated_part(part: str, country: str | None, language: str) -> _DatedPart | None:
    """The one day that ``part`` states; beside it a label, clock times and fillers, or the writer's line before it."""
    if not re.search(r"\d", part):
        return None
    label, rest = _labelled(part)
    placed = _placed_day(rest, country, language)
    if placed is None:
        return None
    day, begin, end = placed
    byline = None
    for beside in (rest[:begin].strip(" ,;-–—"), rest[end:].strip(" ,;-–—")):
        name = None if _is_filler(beside) else _writer(_without_filler(_CLOCK.sub("", beside)))
        if name is None and not _is_filler(beside):
            return None
        byline = byline or name
    return _DatedPart(day, label, byline)


def _outlet_and_day(part: str, country: str | None, language: str) -> tuple[Outlet, _DatedPart] | None:
    """A registered name with nothing but a date behind it: "Agence France-Presse September 3, 2022 2:05 PM"."""
    opened = outlet_at_start(part)
    if opened is None:
        return None
    dated = _dated_part(part[opened[1] :].strip(_MARKS), opened[0].country or country, language)
    return (opened[0], dated) if dated else None


def _name_and_day(part: str, country: str | None, language: str) -> tuple[str, StatedDay] | None:
    """A name as papers and stations have it, a comma, and nothing but a date: "The Kestrel Post, 9 July 2012"."""
    name, comma, rest = part.partition(",")
    if not comma or not is_press_name(name.strip()):
        return None
    day = stated_day(rest.strip(), country=country, language=language)
    return (name.strip(), day) if day else None


def is_press_name(text: str) -> bool:
    """A name of few words, each with a capital where the script has them, with a word that papers and stations use."""
    words = text.split()
    if not 1 < len(words) <= _NAME_WORDS or text[-1:] in ".?!" or not all(word[0].isalpha() for word in words):
        return False
    small = [word for word in words if word[0].islower() and len(word) > len("the")]
    return not small and any(word.casefold() in metadata()["banner"]["press_words"] for word in words)


def _writer(text: str) -> str | None:
    """The name in a writer's line, which the words of a clock may open: "am In Headlines by Jane Doe"."""
    words = text.split()
    for number in range(len(words)):
        if name := find_byline(" ".join(words[number:])):
            return name
        if not _is_filler(words[number]):
            return None
    return None


def _without_filler(text: str) -> str:
    """A line of the writer without the words for the date behind it: "By Jane Doe on Monday,"."""
    words = text.strip(_MARKS).split()
    while len(words) > 2 and words[-1].strip(_MARKS + ".").casefold() in metadata()["stamp"]["ignored"]:
        words.pop()
    return " ".join(words).strip(_MARKS)


def _placed_day(text: str, country: str | None, language: str) -> tuple[StatedDay, int, int] | None:
    """The one day in ``text`` and where it stands: ISO, in figures, or in words."""
    for found in (_ISO.search(text), _SIGNED.search(text), _NUMERIC.search(text)):
        if found:
            stated = stated_day(found[0], country=country, language=language)
            return (stated, found.start(), found.end()) if stated else None
    tagged = _tagged_day(_CLOCK.sub(lambda clock: " " * len(clock[0]), text), language)
    return (StatedDay(tagged[0]), tagged[1], tagged[2]) if tagged else None


def _labelled(part: str) -> tuple[str | None, str]:
    lower = part.casefold()
    pairs = [(words, label) for label, table in metadata()["labels"].items() for words in table]
    for words, label in sorted(pairs, key=lambda pair: -len(pair[0])):
        if lower.startswith(words) and not lower[len(words) : len(words) + 1].isalnum():
            return label, part[len(words) :].lstrip(": ")
    return None, part


def _is_filler(text: str) -> bool:
    words = re.findall(r"[\w.]+", _CLOCK.sub(" ", text).casefold())
    ignored = metadata()["stamp"]["ignored"]
    return all(word.strip(".") in ignored or word in ignored for word in words if word.strip("."))


def _tagged_day(text: str, language: str) -> tuple[Interval, int, int] | None:
    """The interval and place of the one date in ``text``, if it is a whole day that the text itself gives."""
    anchored = [
        (timex, timex.anchor)
        for timex in dates.tag_text(text, language=language)
        if timex.type in (TimexType.DATE, TimexType.TIME)
    ]
    days = [(timex, anchor) for timex, anchor in anchored if isinstance(anchor, Anchor) and _is_stated(anchor)]
    if len(days) != 1 or len(anchored) > 2:
        return None
    timex, anchor = days[0]
    return anchor.interval, timex.begin, timex.end


def _is_stated(anchor: Anchor) -> bool:
    """Whether the text itself gives the whole day: nothing was counted from elsewhere."""
    return anchor.kind is AnchorKind.CALENDAR and anchor.interval.is_day


def stated_day(text: str, *, country: str | None = None, language: str = "en") -> StatedDay | None:
    """The day that ``text`` (nothing but a date) states: ISO, in figures, or in words with day, month and year.

    >>> stated_day("2017-02-07T23:50:00+02:00").interval == Interval(date(2017, 2, 7), date(2017, 2, 7))
    True
    """
    text = spaced(text).strip()
    iso = _ISO.fullmatch(text)
    if iso:
        day = _day(iso["year"], iso["month"], iso["day"])
        return StatedDay(Interval(day, day)) if day else None
    signed = _SIGNED.fullmatch(text)
    if signed:
        day = _day(signed["year"], signed["month"], signed["day"])
        return StatedDay(Interval(day, day)) if day else None
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        return _numeric_day(numeric, country, language)
    tagged = _tagged_day(text, language)
    return StatedDay(tagged[0]) if tagged and _is_filler(text[: tagged[1]] + " " + text[tagged[2] :]) else None


def _numeric_day(numeric: re.Match[str], country: str | None, language: str) -> StatedDay | None:
    """03/04/2017 by what the outlet's country writes, else by its language; both readings where neither tells."""
    order = metadata()["numeric"]
    day_first = _day(numeric["year"], numeric["second"], numeric["first"])
    month_first = _day(numeric["year"], numeric["first"], numeric["second"])
    if day_first is None or month_first is None or day_first == month_first:
        day = day_first or month_first
        return StatedDay(Interval(day, day)) if day else None
    is_certain = country is not None and country not in (*order["month_first"], *order["either"])
    is_certain = is_certain or (country is None and language in order["day_first_languages"])
    if numeric["mark"] == "." or is_certain:
        return StatedDay(Interval(day_first, day_first))
    if country in order["month_first"]:
        return StatedDay(Interval(month_first, month_first))
    doubt = f"{numeric[0]!r} can be {day_first} or {month_first}: say which"
    return StatedDay(Interval(min(day_first, month_first), max(day_first, month_first)), doubt)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
        return found if found.year in _PAPERS else None
    except ValueError:
        return None


def check_stamps() -> tuple[str, ...]:
    """What is wrong with the rules of bylines and place lines, one line each."""
    wrongs = []
    for block in (*metadata()["byline"], *metadata()["place_line"]):
        try:
            pattern = re.compile(block["pattern"])
        except re.error as error:
            raise RuleError(f"lexicon/{METADATA}: {block['id']}: not a regular expression: {error}") from error
        where = f"{METADATA}: {block['id']}"
        wrongs += [f"{where}: misses {line!r}" for line in block["examples"] if not pattern.fullmatch(line)]
        wrongs += [f"{where}: matches {line!r}" for line in block["rejects"] if pattern.fullmatch(line)]
    return tuple(wrongs)


def is_no_day(interval: Interval) -> bool:
    """Whether an interval is a day that programs write where they have none (the first of their calendar), or one of a
    calendar of other years: 2561 is a Buddhist year, 1397 a Persian one."""
    if interval.earliest is not None and interval.earliest.year not in _PAPERS:
        return True
    return interval.earliest is not None and interval.earliest.isoformat() in _no_days()


@cache
def _no_days() -> frozenset[str]:
    return frozenset(read_toml(PAGES)["nothing"]["days"])


def granularity_of(interval: Interval) -> Granularity:
    """Day for a day, range for anything wider."""
    return Granularity.DAY if interval.is_day else Granularity.RANGE
