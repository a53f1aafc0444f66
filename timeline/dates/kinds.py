"""Which kind of text it is: news, which counts from its own day, or a narrative, which goes on from date to date."""

from __future__ import annotations

from collections.abc import Callable

from timeline.dates.context import Context
from timeline.dates.find import Found
from timeline.dates.meanings import (
    CalendarDate,
    Directed,
    Edge,
    FeastDay,
    Meaning,
    Moment,
    NumericDate,
    Shift,
    Unit,
    Within,
    YearPart,
)
from timeline.types import OPEN, Granularity, Interval

NARRATIVE_YEARS, COUNTED_WEIGHT = 3, 4
"""A text narrates that names at least so many dates of other years, and so many times more than it counts from its
own day ("Friday", "last week", "two days ago")."""
OLD_YEARS = 20
"""A text that speaks of nothing younger than this, and of nothing of its own day, narrates from the first year on."""
FULL_YEARS = 1000
"""Years before this one have fewer than four digits."""


def first_context(found: list[Found], published: Interval, is_news: Callable[[Found], bool]) -> Context:
    """The context at the beginning of a text, with the decision whether it is news or a narrative.

    ``is_news`` tells whether an expression is used as news has it: of the future, or of a year in passing.
    """
    own_years = {end.year for end in (published.earliest, published.latest) if end}
    dated = [_year_said(one.reading.meaning) for one in found]
    years = [year for year in dated if year is not None]
    past = [year for year in years if not own_years or all(abs(year - own) > 1 for own in own_years)]
    counted = sum(_counts_from_today(one.reading.meaning) for one in found)
    old = (
        bool(past)
        and len(past) == len(years)
        and all(abs(year - own) >= OLD_YEARS for year in past for own in own_years)
    )
    begins = old or _begins_in(past, found, dated)
    enough = 1 if begins and counted == 0 and not any(map(is_news, found)) else NARRATIVE_YEARS
    narrative = len(past) >= enough and len(past) > COUNTED_WEIGHT * counted
    if not own_years:
        narrative = len(years) > counted and len(years) >= 2
    kind = "a narrative" if narrative else "news"
    why = (
        f"the text is read as {kind}: {len(past)} dates of other years than its own, {counted} counted from its own day"
    )
    return Context(published if own_years else OPEN, narrative, why)


def tells_of_antiquity(found: list[Found]) -> bool:
    """Whether numbers of three digits can be years in a text: it names its era, or has two of them before any other
    year, and counts nothing from its own day."""
    short, sure = 0, False
    for one in found:
        year = _year_said(one.reading.meaning)
        if one.only == "ancient":
            short += 1
        elif year is not None and year < FULL_YEARS:
            return True
        elif year is not None and short < 2:
            return False
        sure = sure or _counts_from_today(one.reading.meaning)
    return short >= 2 and not sure


def _year_said(meaning: Meaning) -> int | None:
    if isinstance(meaning, Edge):
        return _year_said(meaning.of)
    if isinstance(meaning, Moment) and meaning.on:
        return _year_said(meaning.on)
    if isinstance(meaning, Within):
        return _year_said(meaning.of)
    return meaning.year if isinstance(meaning, CalendarDate | NumericDate | YearPart | FeastDay) else None


def _begins_in(past: list[int], found: list[Found], dated: list[int | None]) -> bool:
    """Whether the first date of a text is one of those years, so that what follows without a year goes on from it."""
    first = next((year for one, year in zip(found, dated, strict=True) if _is_calendar(one.reading.meaning)), None)
    return first in past


def _is_calendar(meaning: Meaning) -> bool:
    """Whether an expression names a date of the calendar, with its year or without: the first one sets the text."""
    inner = meaning.of if isinstance(meaning, Edge | Within) else meaning
    return isinstance(inner, CalendarDate | YearPart | FeastDay)


def _counts_from_today(meaning: Meaning) -> bool:
    if isinstance(meaning, Edge | Within):
        return _counts_from_today(meaning.of)
    if isinstance(meaning, Moment):  # "Friday morning"
        return meaning.on is not None and _counts_from_today(meaning.on)
    if isinstance(meaning, Unit):
        return not meaning.running
    if isinstance(meaning, YearPart):
        return meaning.granularity is Granularity.QUARTER and meaning.year is None
    if isinstance(meaning, CalendarDate):
        return meaning.weekday is not None and meaning.day is None
    if isinstance(meaning, Directed):
        return not meaning.running
    return isinstance(meaning, Shift) and meaning.origin == "published"
