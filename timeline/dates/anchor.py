"""Anchoring: from what an expression says to the days it can mean, with the steps in words.

One function a kind of meaning, on real dates. The context is a value that is handed on from expression to expression.
What depends on the publication date is reckoned for both ends of the publication interval; where the two differ, the
answer is as wide as they are apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from timeline import calendar
from timeline.calendar import in_words, plus_days, plus_months
from timeline.dates.context import Context, Point
from timeline.dates.feasts import feast_after, feast_before, feast_intervals
from timeline.dates.find import Found
from timeline.dates.meanings import (
    CalendarDate,
    Directed,
    Edge,
    FeastDay,
    Length,
    Meaning,
    Moment,
    NamedPeriod,
    Recurring,
    Reference,
    Shift,
    Unit,
    Within,
    YearPart,
    Years,
)
from timeline.dates.periods import period_of
from timeline.dates.placed import Placed
from timeline.dates.readings import duration_value
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
NEAR_TIE, MONTH_TIE = 1.5, 4.0
"""A date without its year is the nearest one; the tense of its clause overrules only where the other is hardly farther."""
UNKNOWN_DAY, UNKNOWN_MONTH = "XXXX-XX-XX", "XXXX-XX"


@dataclass(frozen=True, slots=True)
class Case:
    """What one expression brings to its anchoring: its words, the tense of its clause (-1, 0 unknown, 1), softness."""

    words: str
    tense: int
    about: bool
    mod: str | None
    soft: Softness
    event: Point | None = None


def anchor_expression(found: Found, context: Context, case: Case) -> Placed:
    """The anchor of a found expression in its context."""
    meaning = found.reading.meaning
    placed = _PLACERS[type(meaning)](meaning, context, case)
    return replace(placed, type=found.reading.type) if found.reading.type else placed


# --- building blocks --------------------------------------------------------------------------------------------------


def _dated(
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


def _undated(value: str, reason: str, type: TimexType = TimexType.DATE, trace: tuple[str, ...] = ()) -> Placed:
    return Placed(type, value, Unanchored(reason, trace))


NO_DATE = "the article's publication date is not known, and no earlier date in the text says"


def _from_published(
    context: Context,
    reckon: Callable[[date], Interval],
    granularity: Granularity,
    trace: Callable[[str], str],
    *,
    unknown: str = UNKNOWN_DAY,
    vague: bool = False,
) -> Placed:
    """Count from the publication date; from both its ends where it is an interval."""
    ends = context.published
    if ends == OPEN:
        return _undated(unknown, NO_DATE + "; give the article its date")
    try:
        low = reckon(ends.earliest) if ends.earliest else OPEN
        high = low if ends.is_day else reckon(ends.latest) if ends.latest else OPEN
    except (ValueError, OverflowError):
        return _undated(unknown, "the date would lie outside the years 1 to 9999")
    whole = calendar.hull(low, high)
    origin = calendar.describe_interval(ends)
    steps = (trace(f"the publication date, {origin}"),)
    if low != high:
        steps += ("the publication date is only known as a stretch, so the answer is as wide as that",)
        granularity = Granularity.DAY if granularity is Granularity.DAY else Granularity.RANGE
        return _dated(whole, granularity, AnchorKind.PUBLISHED, steps, value=unknown, vague=vague)
    return _dated(whole, granularity, AnchorKind.PUBLISHED, steps, vague=vague)


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


# --- calendar dates ---------------------------------------------------------------------------------------------------


def _place_date(meaning: CalendarDate, context: Context, case: Case) -> Placed:
    if meaning.year is not None:
        return _place_full(meaning, case)
    if meaning.month is not None:
        return _place_month(meaning, context, case)
    if meaning.day is not None:
        return _place_day_of_month(meaning, context, case)
    return _place_weekday(meaning, context, case)


def _place_full(meaning: CalendarDate, case: Case) -> Placed:
    year = meaning.year
    assert year is not None
    trace = (f"'{case.words}' is a date of the calendar",)
    if year < 0:
        trace = (f"'{case.words}' is before Christ; this program's calendar of days begins with the year 1",)
        edtf = f"-{-year - 1:04}" if year < -1 else "0000"
        anchor = Anchor(AnchorKind.CALENDAR, None, None, date.min, edtf, Granularity.YEAR, trace)
        return Placed(TimexType.DATE, f"BC{-year:04}", anchor)
    if not 1 <= year <= 9998:
        return _undated(f"{year:04}", "the year lies outside 1 to 9998")
    if meaning.month is None:
        return _dated(calendar.year_of(year), Granularity.YEAR, AnchorKind.CALENDAR, trace)
    if meaning.day is None:
        return _dated(calendar.month_of(year, meaning.month), Granularity.MONTH, AnchorKind.CALENDAR, trace)
    when = _day_in(year, meaning.month, meaning.day)
    if when is None:
        return _undated(f"{year:04}-{meaning.month:02}-{meaning.day:02}", "the calendar has no such day")
    return _dated(calendar.day(when), Granularity.DAY, AnchorKind.CALENDAR, trace)


def _day_in(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_or_day(year: int, month: int, day: int | None) -> Interval:
    """A month, or a day of it; raises ValueError where the year has no such day."""
    return calendar.day(date(year, month, day)) if day else calendar.month_of(year, month)


def _place_month(meaning: CalendarDate, context: Context, case: Case) -> Placed:
    """A month or day without its year: the narrative's year, or the nearest to the publication date by tense."""
    month, day = meaning.month, meaning.day
    assert month is not None
    granularity = Granularity.DAY if day else Granularity.MONTH
    unknown = f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
    point = context.running
    if point and point.interval.earliest and (context.narrative or context.published == OPEN):
        year = _year_by_running(month, point.interval.earliest)
        when = _day_in(year, month, day or 1)
        if when is None:
            return _undated(unknown, f"the year {year} has no such day")
        said = f"'{case.words}' has no year; the text last spoke of '{point.words}', so the year is {year}"
        return _dated(_month_or_day(year, month, day), granularity, AnchorKind.EXPRESSION, (said,), ref=point.id)
    tense = {-1: " (the clause is in the past)", 1: " (the clause is about the future)", 0: ""}[case.tense]
    return _from_published(
        context,
        lambda dct: _nearest_month(month, day, dct, case.tense),
        granularity,
        lambda origin: f"'{case.words}' has no year; it is the one nearest to {origin}{tense}",
        unknown=unknown,
    )


def _year_by_running(month: int, last: date) -> int:
    """The year of a month in a narrative that last spoke of ``last``: the same, or the next after a December."""
    return last.year + 1 if last.month - month >= 9 else last.year


def _nearest_month(month: int, day: int | None, dct: date, tense: int) -> Interval:
    """The month (or day) nearest to ``dct``, before it (-1) or after it (1); its own counts for both."""
    candidates = []
    for year in (dct.year - 1, dct.year, dct.year + 1, dct.year - 2, dct.year + 2):
        if 1 <= year <= 9999 and _day_in(year, month, day or 1):
            candidates.append(_month_or_day(year, month, day))
    if not candidates:
        raise ValueError("no year near has this day")
    nearest = min(candidates, key=lambda one: _distance(one, dct))
    if _fits(nearest, dct, tense):
        return nearest
    fitting = min((one for one in candidates if _fits(one, dct, tense)), key=lambda one: _distance(one, dct))
    # "on Nov. 3" in a May: past and coming are nearly as far, so the tense decides; "due Jan. 2" in a November is near
    tie = NEAR_TIE if day else MONTH_TIE
    return fitting if _distance(fitting, dct) < tie * _distance(nearest, dct) else nearest


def _fits(interval: Interval, dct: date, tense: int) -> bool:
    assert interval.earliest and interval.latest
    return tense == 0 or (interval.earliest <= dct if tense < 0 else interval.latest >= dct)


def _distance(interval: Interval, dct: date) -> int:
    assert interval.earliest and interval.latest
    if interval.earliest <= dct <= interval.latest:
        return 0
    return min(abs((interval.earliest - dct).days), abs((interval.latest - dct).days))


def _place_day_of_month(meaning: CalendarDate, context: Context, case: Case) -> Placed:
    """ "the 13th": of the month last spoken of, else of the month of publication."""
    day, point = meaning.day, context.running
    assert day is not None
    if point and point.interval.earliest:
        base = point.interval.earliest
        when = _day_in(base.year, base.month, day)
        if when:
            trace = (f"'{case.words}' names no month; the text last spoke of '{point.words}'",)
            return _dated(calendar.day(when), Granularity.DAY, AnchorKind.EXPRESSION, trace, ref=point.id)
    return _from_published(
        context,
        lambda dct: calendar.day(dct.replace(day=day)),
        Granularity.DAY,
        lambda origin: f"'{case.words}' names no month; it is the month of {origin}",
        unknown=f"XXXX-XX-{day:02}",
    )


def _place_weekday(meaning: CalendarDate, context: Context, case: Case) -> Placed:
    """A bare weekday: the last one up to the publication date, the next one where the clause is about the future."""
    weekday = meaning.weekday
    assert weekday is not None
    if context.narrative and context.running and context.running.granularity is Granularity.DAY:
        point = context.running
        assert point.interval.earliest
        ahead = (weekday - point.interval.earliest.isoweekday()) % 7
        trace = (f"'{case.words}' is the first one from '{point.words}' on, the date last spoken of",)
        when = calendar.day(plus_days(point.interval.earliest, ahead))
        return _dated(when, Granularity.DAY, AnchorKind.EXPRESSION, trace, ref=point.id)
    which = "the next one after" if case.tense > 0 else "the last one up to"
    return _from_published(
        context,
        lambda dct: calendar.day(_weekday_near(weekday, dct, case.tense)),
        Granularity.DAY,
        lambda origin: f"'{case.words}' is {which} {origin}",
        unknown=f"XXXX-WXX-{weekday}",
    )


def _weekday_near(weekday: int, dct: date, tense: int) -> date:
    if tense > 0:
        return plus_days(dct, (weekday - dct.isoweekday() - 1) % 7 + 1)
    return plus_days(dct, -((dct.isoweekday() - weekday) % 7))  # "on Tuesday", and the article is from a Tuesday


# --- stretches --------------------------------------------------------------------------------------------------------


def _place_year_part(meaning: YearPart, context: Context, case: Case) -> Placed:
    if meaning.year is not None:
        interval = _year_part(meaning.name, meaning.year)
        trace = (f"'{case.words}' is a part of the year {meaning.year}; seasons are meteorological, of the north",)
        return _dated(interval, meaning.granularity, AnchorKind.CALENDAR, trace)
    point = context.running
    unknown = f"XXXX-{meaning.name}"
    if point and point.interval.earliest and (context.narrative or context.published == OPEN):
        year = point.interval.earliest.year
        trace = (f"'{case.words}' has no year; the text last spoke of '{point.words}', so the year is {year}",)
        return _dated(_year_part(meaning.name, year), meaning.granularity, AnchorKind.EXPRESSION, trace, ref=point.id)
    return _from_published(
        context,
        lambda dct: _nearest_part(meaning.name, dct, case.tense),
        meaning.granularity,
        lambda origin: (
            f"'{case.words}' has no year; it is the one nearest to {origin}"
        ),
        unknown=unknown,
    )


def _year_part(name: str, year: int) -> Interval:
    if name[0] == "Q":
        return calendar.quarter_of(year, int(name[1]))
    if name[0] == "H":
        return calendar.half_of(year, int(name[1]))
    return calendar.season_of(year, name)


def _nearest_part(name: str, dct: date, tense: int) -> Interval:
    """The nearest season or quarter; a quarter that is not said to come is one that has begun."""
    candidates = [_year_part(name, dct.year + step) for step in (-1, 0, 1)]
    if name[0] == "Q" and tense <= 0:
        candidates = [one for one in candidates if _fits(one, dct, -1)]
    return min(candidates, key=lambda one: _distance(one, dct))


def _place_years(meaning: Years, context: Context, case: Case) -> Placed:
    prefix, length = meaning.prefix, meaning.length
    value = str(prefix).zfill(3 if length == 10 else 2)
    granularity = Granularity.DECADE if length == 10 else Granularity.CENTURY
    if meaning.before_christ:
        trace = (f"'{case.words}' is before Christ; this program's calendar of days begins with the year 1",)
        anchor = Anchor(AnchorKind.CALENDAR, None, None, date.min, None, granularity, trace)
        return Placed(TimexType.DATE, "BC" + value, anchor)
    trace = (f"'{case.words}' is the years {prefix * length} to {prefix * length + length - 1}",)
    interval = calendar.years_of(prefix * length, prefix * length + length - 1)
    return _dated(interval, granularity, AnchorKind.CALENDAR, trace, value=value)


def _place_unit(meaning: Unit, context: Context, case: Case) -> Placed:
    """ "last week", "that month", "the following day", "today", "the weekend"."""
    unit, granularity = meaning.unit, UNITS[meaning.unit]
    offset = meaning.offset
    if unit == "Q" and offset is None:
        return _place_latest_quarter(context, case)
    if offset is None:  # "the weekend": the one just over, or the one to come
        offset = 0 if case.tense > 0 else -1
    unknown = {"D": UNKNOWN_DAY, "M": UNKNOWN_MONTH, "Y": "XXXX", "W": "XXXX-WXX", "Q": "XXXX-QX"}.get(unit, "XXXX")
    point = context.last
    narrates = context.narrative and unit != "D" and offset == 0
    if (meaning.running or narrates) and point and point.interval.earliest:
        base = point.interval.earliest if offset <= 0 else point.interval.latest or point.interval.earliest
        step = {-1: "the one before", 0: "the one of", 1: "the one after"}.get(offset, f"{offset} from")
        trace = (f"'{case.words}' is {step} '{point.words}', the date last spoken of",)
        if _coarser(point.granularity, granularity):
            return _undated(
                unknown, f"'{point.words}', the date last spoken of, is not known to the {granularity.value}"
            )
        return _dated(unit_around(base, unit, offset), granularity, AnchorKind.EXPRESSION, trace, ref=point.id)
    names = {-1: "the one before that of", 0: "that of", 1: "the one after that of"}
    return _from_published(
        context,
        lambda dct: unit_around(dct, unit, offset),
        granularity,
        lambda origin: f"'{case.words}' is counted in {UNIT_NAMES[unit]}s: {names.get(offset, str(offset))} {origin}",
        unknown=unknown,
    )


def _place_latest_quarter(context: Context, case: Case) -> Placed:
    """"the latest quarter": the one that the text is about, else the last one that was over at publication."""
    quarter = context.quarter
    if quarter:
        trace = (f"'{case.words}' is '{quarter.words}', the quarter that the text is about",)
        return _dated(quarter.interval, Granularity.QUARTER, AnchorKind.EXPRESSION, trace, ref=quarter.id)
    return _from_published(
        context,
        lambda dct: unit_around(dct, "Q", -1),
        Granularity.QUARTER,
        lambda origin: f"'{case.words}' is the last quarter that was over on {origin}",
        unknown="XXXX-QX",
    )


_ORDER = list(Granularity)


def _coarser(one: Granularity, other: Granularity) -> bool:
    return _ORDER.index(one) > _ORDER.index(other)


def _place_directed(meaning: Directed, context: Context, case: Case) -> Placed:
    """ "last May", "this September", "next Friday"; a direction of 9 to 11 is a year: "June last year"."""
    target, direction = meaning.target, meaning.direction
    if direction >= 9:
        return _place_in_year_of(target, direction - 10, context, case)
    which = {-1: "the last one before", 0: "the one next to", 1: "the next one after"}[direction]
    granularity = _granularity_of(target)
    unknown = _unknown_of(target)

    def reckon(dct: date) -> Interval:
        return _directed(target, direction, dct, case.tense)

    def trace(origin: str) -> str:
        return f"'{case.words}' is {which} {origin}"

    point = context.running
    if context.narrative and point and point.interval.is_closed and direction:
        assert point.interval.earliest and point.interval.latest
        base = point.interval.earliest if direction < 0 else point.interval.latest
        said = f"'{case.words}' is {which} '{point.words}', the date last spoken of"
        return _dated(reckon(base), granularity, AnchorKind.EXPRESSION, (said,), ref=point.id)
    return _from_published(context, reckon, granularity, trace, unknown=unknown)


def _granularity_of(target: CalendarDate | YearPart | FeastDay) -> Granularity:
    if isinstance(target, YearPart):
        return target.granularity
    if isinstance(target, CalendarDate):
        return Granularity.MONTH if target.month and not target.day else Granularity.DAY
    return Granularity.DAY


def _unknown_of(target: CalendarDate | YearPart | FeastDay) -> str:
    if isinstance(target, YearPart):
        return f"XXXX-{target.name}"
    if isinstance(target, CalendarDate) and target.month:
        return f"XXXX-{target.month:02}" + (f"-{target.day:02}" if target.day else "")
    return f"XXXX-WXX-{target.weekday}" if isinstance(target, CalendarDate) and target.weekday else UNKNOWN_DAY


def _directed(target: CalendarDate | YearPart | FeastDay, direction: int, dct: date, tense: int) -> Interval:
    if isinstance(target, FeastDay):
        return _feast_near(target.key, dct, direction or tense)
    if isinstance(target, CalendarDate) and target.weekday:
        near = _weekday_near(target.weekday, plus_days(dct, -1) if direction < 0 else dct, direction)
        return calendar.day(unit_weekday(dct, target.weekday) if direction == 0 else near)
    if isinstance(target, YearPart):
        if direction == 0:
            return _year_part(target.name, dct.year)
        steps = (_year_part(target.name, dct.year + step) for step in (-2, -1, 0, 1, 2))
    else:
        assert isinstance(target, CalendarDate) and target.month
        if direction == 0:
            return _month_or_day(dct.year, target.month, target.day)
        month, day = target.month, target.day
        steps = (_month_or_day(dct.year + step, month, day) for step in (-2, -1, 0, 1, 2))
    if direction < 0:
        return [one for one in steps if one.latest and one.latest < dct][-1]
    return next(one for one in steps if one.earliest and one.earliest > dct)


def unit_weekday(dct: date, weekday: int) -> date:
    """The day of the week of ``dct`` that is ``weekday``."""
    return plus_days(dct, weekday - dct.isoweekday())


def _place_in_year_of(target: CalendarDate | YearPart | FeastDay, offset: int, context: Context, case: Case) -> Placed:
    """ "June last year", "the third quarter of this year"."""

    def reckon(dct: date) -> Interval:
        year = dct.year + offset
        if isinstance(target, YearPart):
            return _year_part(target.name, year)
        if isinstance(target, FeastDay):
            return feast_intervals(target.key, year)[0]
        assert target.month
        return _month_or_day(year, target.month, target.day)

    names = {-1: "the year before", 0: "the year of", 1: "the year after"}
    return _from_published(
        context,
        reckon,
        _granularity_of(target),
        lambda origin: f"'{case.words}' is of {names[offset]} {origin}",
        unknown=_unknown_of(target),
    )


# --- counted dates ----------------------------------------------------------------------------------------------------


def _place_shift(meaning: Shift, context: Context, case: Case) -> Placed:
    """ "two months ago", "two days later", "a week before the raid"."""
    if meaning.origin == "event":
        return _place_from_event(meaning, context, case)
    point = context.last
    years_ago = meaning.unit == "Y" and meaning.low == 1 and meaning.sign < 0
    quarter = context.quarter if years_ago and not context.narrative else None
    if quarter and quarter.interval.earliest:
        earlier = unit_around(quarter.interval.earliest, "Q", -4)
        trace = (f"'{case.words}' compares with '{quarter.words}': the same quarter of the year before",)
        return _dated(earlier, Granularity.QUARTER, AnchorKind.EXPRESSION, trace, ref=quarter.id)
    if meaning.origin == "running" and point and point.interval.is_closed:
        return _shift_from_point(meaning, point, case)
    if meaning.low is None:
        return _vague_shift(meaning, context, case)
    return _shift_from_published(meaning, context, case)


def _place_from_event(meaning: Shift, context: Context, case: Case) -> Placed:
    """"two days after the siege": from the date of the event, where the text has said it; else a bare length."""
    if case.event and meaning.low is not None:
        placed = _shift_from_point(meaning, case.event, case)
        if isinstance(placed.anchor, Anchor):
            say = f"the text dates that event before: '{case.event.words}'"
            return replace(placed, anchor=replace(placed.anchor, kind=AnchorKind.EVENT, trace=(say, *placed.anchor.trace)))
    reason = f"'{case.words}' counts from an event, and the text does not say here when that was"
    return _undated(duration_value(meaning.low, meaning.unit), reason, TimexType.DURATION)


def _unknown_unit(unit: str) -> str:
    return {"Y": "XXXX", "M": UNKNOWN_MONTH, "W": "XXXX-WXX", "Q": "XXXX-QX"}.get(unit, UNKNOWN_DAY)


def moved(when: date, count: float, unit: str) -> date:
    """``when`` moved by a count of units, fractions included ("two and a half years")."""
    if unit in ("h", "m", "s"):
        hours = count * {"h": 1, "m": 1 / 60, "s": 1 / 3600}[unit]
        return plus_days(when, int(hours / 24))
    if unit in ("D", "W", "WE"):
        return plus_days(when, round(count * (1 if unit == "D" else 7)))
    months = count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}[unit]
    months = max(min(months, 200_000), -200_000)
    whole = int(months)
    return plus_days(plus_months(when, whole), round((months - whole) * 30))


def _count_words(meaning: Shift | Length) -> str:
    assert meaning.low is not None
    low = f"{meaning.low:g}"
    count = low if meaning.high == meaning.low else f"{low} to {meaning.high:g}"
    return f"{count} {UNIT_NAMES[meaning.unit]}{'' if count == '1' else 's'}"


def _shift_from_published(meaning: Shift, context: Context, case: Case) -> Placed:
    assert meaning.low is not None and meaning.high is not None
    unit, sign = meaning.unit, meaning.sign
    low, high = sorted((sign * meaning.low, sign * meaning.high))
    if unit == "D" and not case.about:
        return _from_published(
            context,
            lambda dct: Interval(moved(dct, low, unit), moved(dct, high, unit)),
            Granularity.DAY,
            lambda origin: (
                f"'{case.words}' counts {_count_words(meaning)} {'back' if sign < 0 else 'on'} from {origin}"
            ),
        )
    before, after = case.soft.days(unit, meaning.low, case.mod, case.about, sign)

    def reckon(dct: date) -> Interval:
        return calendar.widen(Interval(moved(dct, low, unit), moved(dct, high, unit)), before=before, after=after)

    def trace(origin: str) -> str:
        return f"'{case.words}' counts {_count_words(meaning)} {'back' if sign < 0 else 'on'} from {origin}"

    placed = _from_published(context, reckon, Granularity.RANGE, trace, unknown=_unknown_unit(unit), vague=True)
    return _named_by_unit(placed, context, unit, low, case, (before, after))


def _named_by_unit(
    placed: Placed, context: Context, unit: str, count: float, case: Case, soft: tuple[int, int]
) -> Placed:
    """The value of a counted date names its unit ("two months ago" is a month); the interval keeps its soft borders,
    rounded to whole months where the unit is a month or longer."""
    if isinstance(placed.anchor, Unanchored) or not context.published.is_day:
        return placed
    assert context.published.earliest
    point = moved(context.published.earliest, count, unit)
    if unit in ("h", "m", "s", "WE"):
        whole, granularity = calendar.day(point), Granularity.DAY
    else:
        whole, granularity = unit_around(point, unit), UNITS[unit]
    interval = placed.anchor.interval
    assert interval.earliest and interval.latest
    if unit in ("M", "Q", "Y", "DE", "CE", "ML"):
        last = calendar.month_of(interval.latest.year, interval.latest.month).latest
        interval = Interval(interval.earliest.replace(day=1), last)
    say = f"a count of {UNIT_NAMES[unit]}s has soft borders: {soft[0]} days before and {soft[1]} days after are allowed for"
    vague = interval.earliest != interval.latest
    value = calendar.timex_of(whole, granularity)
    dated = _dated(
        interval, Granularity.RANGE, AnchorKind.PUBLISHED, (*placed.anchor.trace, say), vague=vague, value=value
    )
    return replace(dated, remember=whole, granularity=granularity)


def _vague_shift(meaning: Shift, context: Context, case: Case) -> Placed:
    """ "a few years ago", "decades ago", "years later" without a point to count from."""
    value = "PAST_REF" if meaning.sign < 0 else "FUTURE_REF"
    least, most = case.soft.vague_count
    unit, sign = meaning.unit, meaning.sign
    low, high = sorted((sign * least, sign * most))
    placed = _from_published(
        context,
        lambda dct: Interval(moved(dct, low, unit), moved(dct, high, unit)),
        Granularity.VAGUE,
        lambda origin: (
            f"'{case.words}' gives no number; {least} to {most} {UNIT_NAMES[unit]}s from {origin} are allowed for"
        ),
        unknown=value,
        vague=True,
    )
    return replace(placed, value=value, remember=None)


def _shift_from_point(meaning: Shift, point: Point, case: Case) -> Placed:
    """ "two days later", "a year earlier": from the date last spoken of."""
    first, last = point.interval.earliest, point.interval.latest
    assert first and last
    unit, sign = meaning.unit, meaning.sign
    origin = f"'{point.words}' ({calendar.describe_interval(point.interval)}), the date last spoken of"
    way = "on" if sign > 0 else "back"
    if meaning.low is None:
        least, most = case.soft.vague_count
        low, high = sorted((sign * least, sign * most))
        interval = Interval(moved(first, low, unit), moved(last, high, unit))
        trace = (f"'{case.words}' gives no number; {least} to {most} {UNIT_NAMES[unit]}s {way} from {origin}",)
        value = "FUTURE_REF" if sign > 0 else "PAST_REF"
        placed = _dated(
            interval, Granularity.VAGUE, AnchorKind.EXPRESSION, trace, ref=point.id, value=value, vague=True
        )
        return replace(placed, remember=None)
    assert meaning.high is not None
    low, high = sorted((sign * meaning.low, sign * meaning.high))
    interval = Interval(moved(first, low, unit), moved(last, high, unit))
    trace = (f"'{case.words}' counts {_count_words(meaning)} {way} from {origin}",)
    granularity = UNITS[unit] if _coarser(UNITS[unit], point.granularity) else point.granularity
    value = None
    if _coarser(point.granularity, UNITS[unit]):
        value = _partly(interval, UNITS[unit])
        granularity = Granularity.RANGE
    elif granularity in (Granularity.MONTH, Granularity.YEAR, Granularity.QUARTER) and interval.earliest:
        value = calendar.timex_of(unit_around(interval.earliest, unit), UNITS[unit])
    if granularity is Granularity.TIME:
        granularity, value = Granularity.DAY, calendar.timex_of(interval, Granularity.DAY)
    vague = case.about or UNITS[unit] not in (Granularity.DAY, Granularity.TIME)
    placed = _dated(interval, granularity, AnchorKind.EXPRESSION, trace, ref=point.id, value=value, vague=vague)
    return placed if value is None or "X" not in value else replace(placed, remember=None)


def _partly(interval: Interval, granularity: Granularity) -> str:
    """The value of a date of which only the year (or month) is known, X for the rest."""
    first, last = interval.earliest, interval.latest
    assert first and last
    if first.year != last.year:
        return UNKNOWN_DAY if granularity is Granularity.DAY else "XXXX"
    if granularity is Granularity.DAY:
        return f"{first.year:04}-{first.month:02}-XX" if first.month == last.month else f"{first.year:04}-XX-XX"
    return f"{first.year:04}-XX" if granularity is Granularity.MONTH else f"{first.year:04}"


# --- durations, sets, references --------------------------------------------------------------------------------------


def _place_length(meaning: Length, context: Context, case: Case) -> Placed:
    """A duration; with a window ("the last two weeks") it also has a place in time."""
    counted = meaning.low if meaning.high == meaning.low else meaning.high
    value = duration_value(counted, meaning.unit) if meaning.unit != "X" else "PXD"
    if not meaning.window or meaning.unit == "X":
        return _undated(value, "a duration without a place in time", TimexType.DURATION)
    unit, sign = meaning.unit, meaning.window
    count = counted if counted is not None else case.soft.recent_count
    least = "no number is said; " if counted is None else ""
    placed = _from_published(
        context,
        lambda dct: Interval(*sorted((dct, moved(dct, sign * count, unit)))),
        Granularity.RANGE if counted is not None else Granularity.VAGUE,
        lambda origin: (
            f"'{case.words}' is a stretch of {least}{count:g} {UNIT_NAMES[unit]}s {'up to' if sign < 0 else 'from'} {origin}"
        ),
        unknown=value,
        vague=counted is None,
    )
    return replace(placed, type=TimexType.DURATION, value=value, remember=None)


def _place_recurring(meaning: Recurring, context: Context, case: Case) -> Placed:
    return _undated(meaning.value, "a time that comes again and again, not one date", TimexType.SET)


def _place_reference(meaning: Reference, context: Context, case: Case) -> Placed:
    """ "now", "recently", "soon": a soft stretch around, before or after the publication date."""
    value = meaning.value
    back, ahead = {
        "PRESENT_REF": (0, 0),
        "PAST_REF": (case.soft.recently_days, 0),
        "FUTURE_REF": (0, case.soft.soon_days),
    }[value]
    if context.narrative:
        return _undated(value, "a vague word in a narrative, whose 'now' is not the day of publication")
    placed = _from_published(
        context,
        lambda dct: Interval(plus_days(dct, -back), plus_days(dct, ahead)),
        Granularity.VAGUE,
        lambda origin: f"'{case.words}' is vague; {back} days before to {ahead} days after {origin} are allowed for",
        unknown=value,
        vague=True,
    )
    return replace(placed, value=value, remember=None)


# --- feasts, periods, times of day, edges -----------------------------------------------------------------------------


def _feast_near(key: str, dct: date, tense: int) -> Interval:
    """The feast nearest to ``dct``, before (-1) or after (1) it; raises ValueError where none is known."""
    before, after = feast_before(key, dct), feast_after(key, dct)
    if tense < 0 or not after:
        choice = before
    elif tense > 0 or not before:
        choice = after
    else:
        choice = before if (dct - before.begin) <= (after.begin - dct) else after
    if choice is None:
        raise ValueError(f"no {key} is known near {dct}")
    return choice.interval


def _place_feast(meaning: FeastDay, context: Context, case: Case) -> Placed:
    year = meaning.year
    if year is not None:
        days = feast_intervals(meaning.key, year) if 1 <= year <= 9998 else ()
        if not days:
            return _undated(f"{year:04}", f"no such feast is reckoned for {year}")
        interval = Interval(days[0].earliest, days[-1].latest)
        trace = (f"'{case.words}' was on {calendar.describe_interval(interval)}",)
        return _feast_dated(interval, AnchorKind.CALENDAR, trace, None)
    point = context.running
    if context.narrative and point and point.interval.earliest:
        days = feast_intervals(meaning.key, point.interval.earliest.year)
        if days:
            trace = (f"'{case.words}' has no year; the text last spoke of '{point.words}'",)
            return _feast_dated(days[0], AnchorKind.EXPRESSION, trace, point.id)
    placed = _from_published(
        context,
        lambda dct: _feast_near(meaning.key, dct, case.tense),
        Granularity.DAY,
        lambda origin: f"'{case.words}' has no year; it is the one nearest to {origin} by the tense of the clause",
    )
    anchor = placed.anchor
    if isinstance(anchor, Anchor) and context.published.is_day:
        return _feast_dated(anchor.interval, anchor.kind, anchor.trace, anchor.ref)
    return placed


def _feast_dated(interval: Interval, kind: AnchorKind, trace: tuple[str, ...], ref: str | None) -> Placed:
    """A feast of one day is a day; where moon or sunset leave a doubt, the value is the middle day."""
    assert interval.earliest and interval.latest
    days = (interval.latest - interval.earliest).days
    middle = plus_days(interval.earliest, (days + 1) // 2)
    granularity = Granularity.DAY if days == 0 else Granularity.RANGE
    if days:
        trace += (f"moon, sunset or custom leave {days + 1} days",)
    return _dated(interval, granularity, kind, trace, ref=ref, value=middle.isoformat())


def _place_period(meaning: NamedPeriod, context: Context, case: Case) -> Placed:
    period = period_of(meaning.key)
    interval = period.interval
    assert interval.earliest
    granularity = Granularity.DAY if interval.is_day else Granularity.RANGE
    trace = (f"'{case.words}' is {period.name}, {calendar.describe_interval(interval)}; source: {period.source}",)
    value = interval.earliest.isoformat() if interval.is_day else None
    if value is None:
        same = interval.latest and interval.earliest.year == interval.latest.year
        value = f"{interval.earliest.year:04}" if same else f"{interval.earliest.isoformat()[:3]}X"
    return _dated(interval, granularity, AnchorKind.CALENDAR, trace, value=value)


def _place_moment(meaning: Moment, context: Context, case: Case) -> Placed:
    """A time of day on its day; without one, on the day last spoken of in a narrative, else on that of publication."""
    if meaning.on is not None:
        on = _PLACERS[type(meaning.on)](meaning.on, context, case)
    else:
        on = _place_day_in_question(context, case)
    day = on.value if len(on.value) == 10 else UNKNOWN_DAY
    if isinstance(on.anchor, Unanchored):
        return Placed(TimexType.TIME, day + meaning.time, on.anchor)
    say = (
        f"'{case.words}' is {meaning.time[1:]} of that day"
        if meaning.time[1:2].isdigit()
        else f"'{case.words}' is a part of that day"
    )
    anchor = replace(on.anchor, granularity=Granularity.TIME, trace=(*on.anchor.trace, say))
    return Placed(TimexType.TIME, day + meaning.time, anchor, on.remember, on.granularity)


def _place_day_in_question(context: Context, case: Case) -> Placed:
    point = context.running
    if point and point.granularity is Granularity.DAY and point.interval.is_day:
        trace = (f"'{case.words}' names no day; the text last spoke of '{point.words}'",)
        return _dated(point.interval, Granularity.DAY, AnchorKind.EXPRESSION, trace, ref=point.id)
    if context.narrative:
        return _undated(UNKNOWN_DAY, "the text does not say on which day")
    return _from_published(
        context, calendar.day, Granularity.DAY, lambda origin: f"'{case.words}' names no day; it is {origin}"
    )


def _place_edge(meaning: Edge, context: Context, case: Case) -> Placed:
    """ "early 1990", "the end of the month": the value of the whole, the days of its part."""
    whole = _PLACERS[type(meaning.of)](meaning.of, context, case)
    anchor = whole.anchor
    if isinstance(anchor, Unanchored) or anchor.earliest is None or anchor.latest is None or anchor.interval.is_day:
        return whole
    low, high = case.soft.shares[meaning.mod]
    size = (anchor.latest - anchor.earliest).days
    part = Interval(plus_days(anchor.earliest, round(size * low)), plus_days(anchor.earliest, round(size * high)))
    name = {"START": "the first half", "MID": "the middle half", "END": "the second half"}[meaning.mod]
    trace = (*anchor.trace, f"the words around it narrow {calendar.describe_interval(anchor.interval)} to {name}")
    edtf = calendar.edtf_of(part, Granularity.RANGE, True)
    narrowed = Anchor(anchor.kind, anchor.ref, part.earliest, part.latest, edtf, Granularity.RANGE, trace, True)
    return replace(whole, anchor=narrowed)


def _place_within(meaning: Within, context: Context, case: Case) -> Placed:
    """ "the last week of August": a unit, or several, at the beginning or end of a stretch."""
    of = _PLACERS[type(meaning.of)](meaning.of, context, case)
    value = duration_value(meaning.count, meaning.unit)
    if isinstance(of.anchor, Unanchored) or not of.anchor.interval.is_closed:
        return _undated(value, "the stretch that it is a part of has no date", TimexType.DURATION)
    first, last = of.anchor.earliest, of.anchor.latest
    assert first and last
    count, unit = meaning.count, meaning.unit
    if meaning.ordinal < 0:
        part = Interval(max(first, plus_days(moved(last, -count, unit), 1)), last)
    else:
        begin = moved(first, (meaning.ordinal - 1) * count, unit)
        end = plus_days(moved(first, meaning.ordinal * count, unit), -1)
        if begin > last:
            return _undated(value, "the stretch has no such part")
        part = Interval(begin, min(max(end, begin), last))
    trace = (*of.anchor.trace, f"'{case.words}' is {calendar.describe_interval(part)}")
    granularity = Granularity.DAY if part.is_day else Granularity.RANGE
    if part.is_day:
        return _dated(part, granularity, of.anchor.kind, trace, ref=of.anchor.ref)
    placed = _dated(part, granularity, of.anchor.kind, trace, ref=of.anchor.ref, value=value, type=TimexType.DURATION)
    return replace(placed, remember=of.remember, granularity=of.granularity)


_PLACERS: dict[type, Callable[..., Placed]] = {
    CalendarDate: _place_date,
    YearPart: _place_year_part,
    Years: _place_years,
    Unit: _place_unit,
    Directed: _place_directed,
    Shift: _place_shift,
    Length: _place_length,
    Recurring: _place_recurring,
    Reference: _place_reference,
    FeastDay: _place_feast,
    NamedPeriod: _place_period,
    Moment: _place_moment,
    Edge: _place_edge,
    Within: _place_within,
}

__all__ = ["Case", "Meaning", "Placed", "anchor_expression", "in_words", "moved", "unit_around"]
