"""What the anchoring of an expression may rest on: publication date, kind of text, and what was dated before it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.dates.find import Found
from timeline.dates.meanings import CalendarDate, Directed, Edge, Meaning, Moment, Shift, Unit
from timeline.types import OPEN, Granularity, Interval

NARRATIVE_YEARS = 3
"""A text that names at least so many dates of years other than its own, and more than it counts from today, narrates."""


@dataclass(frozen=True, slots=True)
class Point:
    """A date that was said before: the running date of a text. ``id`` is of its expression, ``words`` its text."""

    interval: Interval
    granularity: Granularity
    id: str
    words: str
    begin: int


@dataclass(frozen=True, slots=True)
class Context:
    """All that anchoring may look at. ``running`` is the last date said, ``dated`` the last one that is a day or month
    ("that month"), ``quarter`` the last quarter."""

    published: Interval
    narrative: bool
    why: str
    dateline: Point | None = None
    running: Point | None = None
    quarter: Point | None = None

    def after(self, point: Point) -> Context:
        """The context behind an expression that was dated."""
        if point.granularity is Granularity.QUARTER:
            return replace(self, running=point, quarter=point)
        return replace(self, running=point)


def first_context(found: list[Found], published: Interval) -> Context:
    """The context at the beginning of a text, with the decision whether it is news or a narrative."""
    own_years = {end.year for end in (published.earliest, published.latest) if end}
    dated = [_year_said(one.reading.meaning) for one in found]
    years = [year for year in dated if year is not None]
    past = [year for year in years if not own_years or all(abs(year - own) > 1 for own in own_years)]
    counted = sum(_counts_from_today(one.reading.meaning) for one in found)
    narrative = len(past) >= NARRATIVE_YEARS and len(past) > 3 * counted
    if not own_years:
        narrative = len(years) > counted and len(years) >= 2
    kind = "a narrative" if narrative else "news"
    why = (
        f"the text is read as {kind}: {len(past)} dates of other years than its own, {counted} counted from its own day"
    )
    return Context(published if own_years else OPEN, narrative, why)


def _year_said(meaning: Meaning) -> int | None:
    if isinstance(meaning, Edge):
        return _year_said(meaning.of)
    if isinstance(meaning, Moment) and meaning.on:
        return _year_said(meaning.on)
    return meaning.year if isinstance(meaning, CalendarDate) else None


def _counts_from_today(meaning: Meaning) -> bool:
    if isinstance(meaning, Unit):
        return not meaning.running
    if isinstance(meaning, CalendarDate):
        return meaning.weekday is not None and meaning.day is None
    return isinstance(meaning, Directed) or (isinstance(meaning, Shift) and meaning.origin == "published")
