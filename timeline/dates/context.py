"""What the anchoring of an expression may rest on: publication date, kind of text, and what was dated before it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.dates.find import Found
from timeline.dates.meanings import CalendarDate, Directed, Edge, Meaning, Moment, Shift, Unit, YearPart
from timeline.dates.placed import Placed
from timeline.types import OPEN, Anchor, AnchorKind, Granularity, Interval

NARRATIVE_YEARS, COUNTED_WEIGHT = 3, 4
"""A text narrates that names at least so many dates of other years, and so many times more than it counts from its
own day ("Friday", "last week", "two days ago")."""


AGE_YEARS = 5
"""Dates so many years apart are of different ages in a narrative."""


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
    """All that anchoring may look at. ``running`` is the last date said, ``quarter`` the quarter that
    the text is about, ``waiting`` a date of another age that is not yet confirmed."""

    published: Interval
    narrative: bool
    why: str
    dateline: Point | None = None
    running: Point | None = None
    quarter: Point | None = None
    waiting: Point | None = None

    def after(self, found: Found, placed: Placed, id: str, words: str) -> Context:
        """The context behind an expression that was placed.

        A narrative is not moved by what counts from its publication ("now"), and not at once by an aside of
        another age ("the largest battle since 1813"): that date waits until a second one of its time confirms it.
        """
        if placed.remember is None or not isinstance(placed.anchor, Anchor):
            return self
        point = Point(placed.remember, placed.granularity, id, words, found.begin)
        if not self.narrative:
            return replace(self, running=point, quarter=point if self._is_reported(found, point) else self.quarter)
        if placed.anchor.kind is AnchorKind.PUBLISHED:
            return self
        if self.running is None or _near(self.running, point) or (self.waiting and _near(self.waiting, point)):
            return replace(self, running=point, waiting=None)
        return replace(self, waiting=point)

    def _is_reported(self, found: Found, point: Point) -> bool:
        """Whether a quarter is over, so that the text reports of it; one to come is only expected."""
        meaning = found.reading.meaning
        named = isinstance(meaning, YearPart) and len(meaning.name) > 1 and point.granularity is Granularity.QUARTER
        today, end = self.published.latest, point.interval.latest
        return named and (self.quarter is None or today is None or (end is not None and end <= today))

    @property
    def last(self) -> Point | None:
        """The date said last, even one of another age: "in 1995 …, and the following year"."""
        return self.waiting or self.running


def _near(one: Point, other: Point) -> bool:
    """Whether two points are of one age; an open end is near to nothing."""
    first, second = one.interval.earliest, other.interval.earliest
    return first is not None and second is not None and abs(first.year - second.year) <= AGE_YEARS


def first_context(found: list[Found], published: Interval) -> Context:
    """The context at the beginning of a text, with the decision whether it is news or a narrative."""
    own_years = {end.year for end in (published.earliest, published.latest) if end}
    dated = [_year_said(one.reading.meaning) for one in found]
    years = [year for year in dated if year is not None]
    past = [year for year in years if not own_years or all(abs(year - own) > 1 for own in own_years)]
    counted = sum(_counts_from_today(one.reading.meaning) for one in found)
    narrative = len(past) >= NARRATIVE_YEARS and len(past) > COUNTED_WEIGHT * counted
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
