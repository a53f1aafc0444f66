"""What an expression says by itself, before it is counted from anything: the values between finding and anchoring."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.types import Granularity, TimexType

DAY_FIRST, MONTH_FIRST = "the day first", "the month first"
"""The orders of dates in digits, as a trace tells them."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date as far as it is said: "6 December", "the 13th", "June 2020", "1917", "Friday, Oct. 23", "264 BC".

    ``year`` is negative before Christ (-264 is 264 BC); ``weekday`` is 1 for Monday to 7. ``order`` is that of digits
    which can be read in no other one; ``why`` says how a doubt about the order was settled. ``until`` and ``since`` are
    the other weekday of a range ("Monday to Friday").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    order: str = ""
    why: str = ""
    until: int | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class NumericDate:
    """A date in digits whose day and month could change places ("08/10/2023"); ``doubt`` says why it stays so."""

    year: int
    first: int
    second: int
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class YearPart:
    """A season (SP, SU, FA, WI), quarter (Q1-Q4) or half (H1, H2), of a year where it is said.

    ``begins`` when a winter is told to begin in that year ("the winter of 1836-37")."""

    name: str
    year: int | None = None
    begins: bool = False

    @property
    def granularity(self) -> Granularity:
        return {"Q": Granularity.QUARTER, "H": Granularity.HALF}.get(self.name[0], Granularity.SEASON)


@dataclass(frozen=True, slots=True)
class Years:
    """A decade or century: ``prefix`` and ``length`` in years (199, 10: the 1990s; 18, 100: the 19th century)."""

    prefix: int
    length: int
    before_christ: bool = False
    two_digits: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A whole unit named by its place: "last week" (-1, published), "this year", "that month" (0, running),
    "the following day" (+1, running), "today", "tomorrow", "the weekend" (direction by tense: offset None).
    ``own`` is of the day of speaking, whatever quarter the text reports of ("the current quarter")."""

    unit: str
    offset: int | None
    running: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Directed:
    """A weekday, month, season or feast with a direction: "last May" (-1), "this September" (0), "next Friday" (1).

    ``weeks`` and ``days`` move it ("the day before last Tuesday"); ``running`` counts from the running date ("the
    following Monday")."""

    target: CalendarDate | YearPart | FeastDay
    direction: int
    weeks: int = 0
    running: bool = False
    days: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from a point: "two months ago" (-1, published), "two days later" (+1, running),
    "a week before the raid" (-1, event); the origin "plain" is the published
    one, never a quarter that is compared. ``low`` and ``high`` are None for "some", "years later"."""

    low: float | None
    high: float | None
    unit: str
    sign: int
    origin: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: so many units ("two weeks", "several years", "2 1/2 hours"); ``window`` -1 for "the last two weeks",
    +1 for "the next few days", 0 for a bare length. ``running`` counts from the running date."""

    low: float | None
    high: float | None
    unit: str
    window: int = 0
    running: bool = False
    word: str = ""


@dataclass(frozen=True, slots=True)
class Recurring:
    """A set of times with its TIMEX3 value."""

    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Past, present or future without a date: ``value`` is PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True)
class FeastDay:
    """A feast or named day (key of the feast file), of a year where it is said; ``eve`` is the day before it,
    ``about`` the month around it ("the Christmas Offensive")."""

    key: str
    year: int | None = None
    eve: bool = False
    about: bool = False


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A period or day that the periods file names, with its source; ``day`` is what the words say by themselves ("the
    September 11 attacks"), for a text that is older than the period."""

    key: str
    day: CalendarDate | None = None


@dataclass(frozen=True, slots=True)
class HijriYear:
    """A year of the Islamic calendar."""

    year: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day (TIMEX3: "T22:00", "TNI") on the day that ``on`` says, or on the day in question; ``zone`` is that
    of the clock, as it is written. ``spill`` -1: it may have begun on the day before ("overnight"); 1: it goes on into
    the next day ("the night of 3 March")."""

    time: str
    on: Meaning | None = None
    shift: int = 0
    zone: str = ""
    spill: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning (START), middle (MID) or end (END) of a stretch ("early 1990"), or the part of it that was before
    (EARLIER) or will be after (LATER) the day of speaking ("earlier this month")."""

    of: Meaning
    mod: str


@dataclass(frozen=True, slots=True)
class Within:
    """A unit inside a stretch: "the last week of August", "the first day of 1918"; ``ordinal`` 0 is the unit around it
    ("the week of March 6"). Of a ``weekday`` the days are counted ("the third Tuesday of May")."""

    unit: str
    ordinal: int
    of: Meaning
    count: int = 1
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class Ending:
    """A quarter or year by its last day: "the quarter ended Sept. 30"."""

    unit: str
    on: CalendarDate


@dataclass(frozen=True, slots=True)
class Apposed:
    """What the date behind it tells again: "three days earlier, on 21 February"; ``words`` are of that date."""

    of: CalendarDate
    words: str


Meaning = (
    CalendarDate
    | NumericDate
    | YearPart
    | Years
    | Unit
    | Directed
    | Shift
    | Length
    | Recurring
    | Reference
    | FeastDay
    | NamedPeriod
    | HijriYear
    | Moment
    | Edge
    | Within
    | Apposed
    | Ending
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A meaning with what stands around it: TIMEX3 ``mod``, soft borders, the parts that the text gives itself where
    the labels of the rule do not name them."""

    meaning: Meaning
    mod: str | None = None
    about: bool = False
    type: TimexType | None = None
    given: tuple[str, ...] = ()
