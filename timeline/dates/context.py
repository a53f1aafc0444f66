"""What the anchoring of an expression may rest on: publication date, kind of text, and what was dated before it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.calendar import quarter_of
from timeline.dates.find import Found
from timeline.dates.meanings import (
    Directed,
    Ending,
    Length,
    Meaning,
    Shift,
    Unit,
    YearPart,
)
from timeline.dates.placed import Placed
from timeline.types import Anchor, AnchorKind, Granularity, Interval

LONGER = (("M", 6), ("M", 9), ("Y", 1))
"""Lengths, as unit and count, that companies report of beside the quarter."""
COUNTED_KINDS = (AnchorKind.PUBLISHED, AnchorKind.DATELINE, AnchorKind.QUOTED)
"""What counts from the day of speaking tells nothing of the running date of a narrative."""
DATELINE_DAYS = 10
"""A day in a dateline that is farther from that of publication is no dateline's."""
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
class Ancient:
    """A year before Christ (negative) that was said last; ``left`` when one date after Christ was said since."""

    year: int
    id: str
    words: str
    left: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """All that anchoring may look at.

    ``running`` is the last date said, ``finer`` the last day where that is none, ``quarter`` the quarter that the
    text is about (``longer`` when it has gone on to figures of more than that, ``ending`` before the date on which it
    ended), ``waiting`` a date of another age that is not yet confirmed, ``ahead`` the date that a flashback has left,
    ``ancient`` the year before Christ of which the text speaks.
    """

    published: Interval
    narrative: bool
    why: str
    dateline: Point | None = None
    speech: Point | None = None
    running: Point | None = None
    finer: Point | None = None
    quarter: Point | None = None
    longer: bool = False
    ending: bool = False
    waiting: Point | None = None
    ahead: Point | None = None
    ancient: Ancient | None = None

    def after(
        self, found: Found, placed: Placed, id: str, words: str, *, attribute: bool = False, since: bool = False
    ) -> Context:
        """The context behind an expression that was placed.

        A narrative is not moved by what counts from its publication ("now"), and not at once by an aside of
        another age ("the largest battle since 1813"), or a year that only qualifies a noun (``attribute``: "the 1978
        treaty") or is only looked back to (``since``): such a date waits until a second one of its time confirms it.
        """
        if _is_longer(found.reading.meaning) and not self.narrative:
            return replace(self, longer=True)
        if _is_a_quarter(found.reading.meaning) and self.quarter is None and not self.narrative:
            return replace(self, ending=True)
        if placed.ancient is not None:
            return replace(self, ancient=Ancient(placed.ancient, id, words))
        if placed.remember is None or not isinstance(placed.anchor, Anchor):
            return self
        if self.ancient and placed.anchor.kind is AnchorKind.CALENDAR:
            return replace(self, ancient=None if self.ancient.left else replace(self.ancient, left=True))._moved(
                found, placed, id, words, attribute, since
            )
        return self._moved(found, placed, id, words, attribute, since)

    def _moved(self, found: Found, placed: Placed, id: str, words: str, attribute: bool, since: bool) -> Context:
        """The context behind an expression that has a date."""
        assert placed.remember is not None and isinstance(placed.anchor, Anchor)
        point = Point(placed.remember, placed.granularity, id, words, found.begin)
        if not self.narrative:
            return replace(
                self,
                running=point,
                finer=self._finer_than(point),
                quarter=self._quarter_after(found, point),
                ending=False,
                longer=self.longer and point.granularity is not Granularity.QUARTER,
            )
        if placed.anchor.kind in COUNTED_KINDS or _looks_back(found.reading.meaning):
            return self
        if point.granularity in (Granularity.DECADE, Granularity.CENTURY):
            return self  # "the largest of the 1930s": too wide to go on from
        if self.running is None or self._is_confirmed(point) or not self._is_aside(point, attribute, since):
            return replace(self, running=point, waiting=None, ahead=self._left_behind(point, placed.anchor.kind))
        return replace(self, waiting=point)

    def _finer_than(self, point: Point) -> Point | None:
        """The day said before a year in passing: "struck on Thursday; host of the 2012 Games since the day before"."""
        if point.granularity in (Granularity.DAY, Granularity.MONTH, Granularity.WEEK):
            return None
        return self.running if self.running and self.running.granularity is Granularity.DAY else self.finer

    def written(self, placed: Placed, id: str, words: str, begin: int) -> Context:
        """The context behind the dateline: the day in it is what "today" counts from."""
        if placed.granularity is not Granularity.DAY or placed.remember is None or not placed.remember.is_day:
            return self
        day, ends = placed.remember.earliest, (self.published.earliest, self.published.latest)
        if day and any(end and abs((day - end).days) > DATELINE_DAYS for end in ends):
            return self
        return replace(self, dateline=Point(placed.remember, Granularity.DAY, id, words, begin))

    def _is_aside(self, point: Point, attribute: bool, since: bool) -> bool:
        """Whether a date is of another age, or an earlier year that only qualifies a noun.

        A date told to the month or day is where the narrative has gone.
        """
        assert self.running
        first, last = self.running.interval.earliest, point.interval.earliest
        if since and first and last and last < first:
            return True
        if point.granularity in (Granularity.DAY, Granularity.MONTH, Granularity.QUARTER):
            return False
        bare_and_back = point.granularity is Granularity.YEAR and first and last and last.year < first.year
        return bool(attribute and bare_and_back) or not _near(self.running, point)

    def _is_confirmed(self, point: Point) -> bool:
        """Whether a date is of the time of the one that waits: two in a row are no aside."""
        if self.waiting is None or self.running is None or not _near(self.waiting, point):
            return False
        first, second = self.waiting.interval.earliest, point.interval.earliest
        return not _near(self.running, point) or bool(first and second and first.year == second.year)

    def _left_behind(self, point: Point, kind: AnchorKind) -> Point | None:
        """The running date that a flashback leaves, to come back to; None where the text moves on.

        A date with its own year begins a flashback or ends one; one without stays in the flashback it is in.
        """
        farthest = self.running if kind is AnchorKind.CALENDAR else self.ahead
        if farthest is None or farthest.interval.earliest is None or point.interval.latest is None:
            return None
        return farthest if point.interval.latest < farthest.interval.earliest else None

    def _quarter_after(self, found: Found, point: Point) -> Point | None:
        """The quarter that the text is about, behind a date; "the quarter ended Sept. 30" names it by its last day."""
        last = point.interval.latest
        if self.ending and last and point.granularity is Granularity.DAY:
            return replace(
                point, interval=quarter_of(last.year, (last.month + 2) // 3), granularity=Granularity.QUARTER
            )
        return point if self._is_reported(found, point) else self.quarter

    def _is_reported(self, found: Found, point: Point) -> bool:
        """Whether a quarter is over, so that the text reports of it; one to come is only expected."""
        meaning = found.reading.meaning
        named = isinstance(meaning, YearPart) and len(meaning.name) > 1 and point.granularity is Granularity.QUARTER
        if not named or self.quarter is None:
            return named
        today, end, known = self.published.latest, point.interval.latest, self.quarter.interval.latest
        return bool(end and known and (today is None or end <= today) and (end > known or (today and known > today)))

    @property
    def today(self) -> Interval:
        """The day that "today" means: of the quoted speech, of the dateline, else of publication."""
        if self.speech:
            return self.speech.interval
        return self.dateline.interval if self.dateline else self.published

    @property
    def last(self) -> Point | None:
        """The date said last, even one of another age: "in 1995 …, and the following year"."""
        return self.waiting or self.running


def _is_a_quarter(meaning: Meaning) -> bool:
    if isinstance(meaning, Ending):
        return meaning.unit == "Q"
    return isinstance(meaning, Length) and (meaning.unit, meaning.low) == ("Q", 1)


def _is_longer(meaning: Meaning) -> bool:
    """Whether figures are of more than a quarter: "in the first nine months", "the year ended"."""
    if isinstance(meaning, Ending):
        return meaning.unit == "Y"
    return isinstance(meaning, Length) and (meaning.unit, meaning.low) in LONGER and meaning.window >= 0


def _looks_back(meaning: Meaning) -> bool:
    """Whether an expression only glances back ("the previous year", "two months earlier")."""
    if isinstance(meaning, Shift):
        return meaning.sign < 0
    if isinstance(meaning, Unit):
        return meaning.offset is not None and meaning.offset < 0
    return isinstance(meaning, Directed) and meaning.direction < 0


def _near(one: Point, other: Point) -> bool:
    """Whether two points are of one age; an open end is near to nothing."""
    first, second = one.interval.earliest, other.interval.earliest
    return first is not None and second is not None and abs(first.year - second.year) <= AGE_YEARS
