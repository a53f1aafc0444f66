"""The building blocks of anchoring: a dated answer, an undated one, and counting from the publication date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from timeline import calendar
from timeline.calendar import plus_days, plus_months
from timeline.dates.context import Context, Point
from timeline.dates.placed import Placed
from timeline.dates.soft import Softness
from timeline.types import OPEN, Anchor, AnchorKind, Granularity, Interval, TimexType, Unanchored

UNITS = {
    "D": Granularity.DAY,
    "W": Granularity.WEEK,
    "WE": Granularity.WEEKEND,
    "M": Granularity.MONTH,
    "Q": Granularity.QUARTER,
    "Y": Granularity.YEAR,
    "DE": Granularity.DECADE,
    "CE": Granularity.CENTURY,
    "ML": Granularity.MILLENNIUM,
    "h": Granularity.TIME,
    "m": Granularity.TIME,
    "s": Granularity.TIME,
}


UNIT_NAMES = {
    **{"D": "day", "W": "week", "WE": "weekend", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade"},
    **{"CE": "century", "ML": "millennium", "h": "hour", "m": "minute", "s": "second", "X": "time"},
}


UNKNOWN_DAY, UNKNOWN_MONTH = "XXXX-XX-XX", "XXXX-XX"


NO_DATE = "the article's publication date is not known, and no earlier date in the text says"


@dataclass(frozen=True, slots=True)
class Case:
    """What one expression brings to its anchoring: its words, the tense of its clause (-1, 0 unknown, 1), softness.

    ``event`` is the date of the event that it counts from, ``apposed`` the date that it stands beside, ``told`` the
    whole date that its sentence told before; ``compared`` when a figure is compared with one of then,
    ``is_today`` behind "it is", ``reported`` right behind a verb of saying.
    """

    words: str
    tense: int
    about: bool
    mod: str | None
    soft: Softness
    event: Point | None = None
    apposed: Point | None = None
    told: Point | None = None
    compared: bool = False
    is_today: bool = False
    reported: bool = False


def dated(
    interval: Interval,
    granularity: Granularity,
    kind: AnchorKind,
    trace: tuple[str, ...],
    *,
    ref: str | None = None,
    value: str | None = None,
    vague: bool = False,
    type: TimexType = TimexType.DATE,
) -> Placed:
    """A date with its anchor; the value is the interval's TIMEX3 name where none is given."""
    edtf = calendar.edtf_of(interval, granularity, vague)
    anchor = Anchor(kind, ref, interval.earliest, interval.latest, edtf, granularity, trace, vague)
    value = value or calendar.timex_of(interval, granularity) or UNKNOWN_DAY
    return Placed(type, value, anchor, interval, granularity)


def undated(value: str, reason: str, type: TimexType = TimexType.DATE, trace: tuple[str, ...] = ()) -> Placed:
    return Placed(type, value, Unanchored(reason, trace))


def from_published(
    context: Context,
    reckon: Callable[[date], Interval],
    granularity: Granularity,
    trace: Callable[[str], str],
    *,
    unknown: str = UNKNOWN_DAY,
    vague: bool = False,
) -> Placed:
    """Count from the publication date, from both its ends where it is an interval; from the dateline's day if any, or
    in quoted words from the day on which they were said.

    What is counted moves on with the day that it counts from, so one known end of that day gives one of the answer.
    """
    ends = context.today
    kind, ref, name = _origin(context)
    if ends == OPEN:
        return undated(unknown, NO_DATE + "; give the article its date")
    try:
        low = reckon(ends.earliest) if ends.earliest else None
        high = low if ends.is_day else reckon(ends.latest) if ends.latest else None
    except (ValueError, OverflowError):
        return undated(unknown, "the date would lie outside the years 1 to 9999")
    whole = Interval(low.earliest if low else None, high.latest if high else None)
    steps: tuple[str, ...] = (trace(f"{name}, {calendar.describe_interval(ends)}"),)
    if low != high:
        steps += ("the publication date is only known as a stretch, so the answer is as wide as that",)
        granularity = Granularity.DAY if granularity is Granularity.DAY else Granularity.RANGE
        return dated(whole, granularity, kind, steps, ref=ref, value=unknown, vague=vague)
    return dated(whole, granularity, kind, steps, ref=ref, vague=vague)


def _origin(context: Context) -> tuple[AnchorKind, str | None, str]:
    """What "today" is counted from: kind, id of its expression, and its name for the reader."""
    if context.speech:
        return AnchorKind.QUOTED, context.speech.id, f"the day of the quoted words ('{context.speech.words}')"
    if context.dateline:
        return AnchorKind.DATELINE, context.dateline.id, "the date of the dateline"
    return AnchorKind.PUBLISHED, None, "the publication date"


def unit_around(when: date, unit: str, offset: int = 0) -> Interval:
    """The whole unit that holds ``when``, moved by ``offset`` units.

    >>> unit_around(date(2017, 2, 7), "M", -1)
    Interval(earliest=datetime.date(2017, 1, 1), latest=datetime.date(2017, 1, 31))
    """
    if unit == "D":
        return calendar.day(plus_days(when, offset))
    if unit in ("W", "WE"):
        week = calendar.week_of(plus_days(when, 7 * offset))
        assert week.earliest
        return week if unit == "W" else Interval(plus_days(week.earliest, 5), week.latest)
    if unit == "M":
        moved = plus_months(when.replace(day=1), offset)
        return calendar.month_of(moved.year, moved.month)
    if unit == "Q":
        moved = plus_months(when.replace(day=1), 3 * offset)
        return calendar.quarter_of(moved.year, (moved.month + 2) // 3)
    length = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}[unit]
    first = (when.year // length + offset) * length
    return calendar.years_of(first, first + length - 1)


def day_in(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_or_day(year: int, month: int, day: int | None) -> Interval:
    """A month, or a day of it; raises ValueError where the year has no such day."""
    return calendar.day(date(year, month, day)) if day else calendar.month_of(year, month)


def fits(interval: Interval, dct: date, tense: int) -> bool:
    assert interval.earliest and interval.latest
    return tense == 0 or (interval.earliest <= dct if tense < 0 else interval.latest >= dct)


def distance(interval: Interval, dct: date) -> int:
    assert interval.earliest and interval.latest
    if interval.earliest <= dct <= interval.latest:
        return 0
    return min(abs((interval.earliest - dct).days), abs((interval.latest - dct).days))


_ORDER = list(Granularity)


def coarser(one: Granularity, other: Granularity) -> bool:
    return _ORDER.index(one) > _ORDER.index(other)


def unknown_unit(unit: str) -> str:
    return {"Y": "XXXX", "M": UNKNOWN_MONTH, "W": "XXXX-WXX", "Q": "XXXX-QX"}.get(unit, UNKNOWN_DAY)
