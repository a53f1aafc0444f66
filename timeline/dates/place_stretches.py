"""Anchors of seasons, quarters, decades, whole units ("last week"), and of names with a direction ("next May")."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from timeline import calendar
from timeline.calendar import plus_days
from timeline.dates.context import Context
from timeline.dates.counting import (
    UNIT_NAMES,
    UNITS,
    UNKNOWN_DAY,
    UNKNOWN_MONTH,
    Case,
    coarser,
    dated,
    distance,
    fits,
    from_published,
    month_or_day,
    undated,
    unit_around,
)
from timeline.dates.feasts import feast_after, feast_before, feast_intervals
from timeline.dates.meanings import CalendarDate, Directed, FeastDay, Unit, YearPart, Years
from timeline.dates.place_dates import weekday_near
from timeline.dates.placed import Placed
from timeline.types import OPEN, Anchor, AnchorKind, Granularity, Interval, TimexType

WINTER_FROM = 8
"""From this month on "this winter" is the one to come, which has the name of the next year."""


def place_year_part(meaning: YearPart, context: Context, case: Case) -> Placed:
    if meaning.name == "Q" and meaning.year:
        return _place_like_quarter(meaning.year, context, case)
    if meaning.year is not None:
        interval = year_part(meaning.name, meaning.year)
        if meaning.name == "WI":
            return _place_winter(meaning.year, case)
        trace = (f"'{case.words}' is a part of the year {meaning.year}; seasons are meteorological, of the north",)
        return dated(interval, meaning.granularity, AnchorKind.CALENDAR, trace)
    point = context.running
    unknown = f"XXXX-{meaning.name}"
    if point and point.interval.earliest and (context.narrative or context.published == OPEN):
        interval = _nearest_part(meaning.name, point.interval.earliest, 0)
        trace = (f"'{case.words}' has no year; it is the one nearest to '{point.words}', the date last spoken of",)
        return dated(interval, meaning.granularity, AnchorKind.EXPRESSION, trace, ref=point.id)
    if context.narrative:
        return undated(unknown, "the narrative has not yet said of which year it speaks")
    return from_published(
        context,
        lambda dct: _nearest_part(meaning.name, dct, case.tense),
        meaning.granularity,
        lambda origin: f"'{case.words}' has no year; it is the one nearest to {origin}",
        unknown=unknown,
    )


def year_part(name: str, year: int) -> Interval:
    if name[0] == "Q":
        return calendar.quarter_of(year, int(name[1]))
    if name[0] == "H":
        return calendar.half_of(year, int(name[1]))
    return calendar.season_of(year, name)


def _place_winter(year: int, case: Case) -> Placed:
    """ "the winter of 1941": the one that ended in that year or the one that began in it; both are so called."""
    interval = calendar.hull(year_part("WI", year), year_part("WI", year + 1))
    trace = (
        f"'{case.words}' may be the winter that ended in {year} or the one that began in it; both are allowed for",
    )
    value = f"{year:04}-WI"
    return dated(interval, Granularity.RANGE, AnchorKind.CALENDAR, trace, value=value, vague=True)


def _place_like_quarter(year: int, context: Context, case: Case) -> Placed:
    """ "the 1988 period": in a report of a third quarter it is the third quarter of 1988, else the whole year."""
    quarter = context.quarter
    if quarter is None or quarter.interval.earliest is None:
        trace = (f"'{case.words}' is a stretch of the year {year}, and the text does not say which",)
        return dated(calendar.year_of(year), Granularity.YEAR, AnchorKind.CALENDAR, trace)
    interval = calendar.quarter_of(year, (quarter.interval.earliest.month + 2) // 3)
    trace = (f"'{case.words}' is compared with '{quarter.words}', so it is the same quarter",)
    return dated(interval, Granularity.QUARTER, AnchorKind.EXPRESSION, trace, ref=quarter.id)


def _nearest_part(name: str, dct: date, tense: int) -> Interval:
    """The nearest season or quarter; a quarter that is not said to come is one that has begun."""
    candidates = [year_part(name, dct.year + step) for step in (-1, 0, 1)]
    if name[0] == "Q" and tense <= 0:
        candidates = [one for one in candidates if fits(one, dct, -1)]
    return min(candidates, key=lambda one: distance(one, dct))


def place_years(meaning: Years, context: Context, case: Case) -> Placed:
    prefix, length = meaning.prefix, meaning.length
    value = str(prefix).zfill(3 if length == 10 else 2)
    granularity = Granularity.DECADE if length == 10 else Granularity.CENTURY
    if meaning.before_christ:
        trace = (f"'{case.words}' is before Christ; this program's calendar of days begins with the year 1",)
        anchor = Anchor(AnchorKind.CALENDAR, None, None, date.min, None, granularity, trace)
        return Placed(TimexType.DATE, "BC" + value, anchor)
    trace = (f"'{case.words}' is the years {prefix * length} to {prefix * length + length - 1}",)
    interval = calendar.years_of(prefix * length, prefix * length + length - 1)
    return dated(interval, granularity, AnchorKind.CALENDAR, trace, value=value)


def place_unit(meaning: Unit, context: Context, case: Case) -> Placed:
    """ "last week", "that month", "the following day", "today", "the weekend"."""
    unit, granularity = meaning.unit, UNITS[meaning.unit]
    offset = meaning.offset
    reported = unit == "Q" and offset == 0 and not context.narrative and context.quarter is not None
    if unit == "Q" and (offset is None or reported):
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
        if coarser(point.granularity, granularity):
            return undated(
                unknown, f"'{point.words}', the date last spoken of, is not known to the {granularity.value}"
            )
        return dated(unit_around(base, unit, offset), granularity, AnchorKind.EXPRESSION, trace, ref=point.id)
    if context.narrative and (meaning.running or unit == "D"):
        return undated(unknown, "the narrative has not yet said a date that this could count from")
    names = {-1: "the one before that of", 0: "that of", 1: "the one after that of"}
    return from_published(
        context,
        lambda dct: unit_around(dct, unit, offset),
        granularity,
        lambda origin: f"'{case.words}' is counted in {UNIT_NAMES[unit]}s: {names.get(offset, str(offset))} {origin}",
        unknown=unknown,
    )


def _place_latest_quarter(context: Context, case: Case) -> Placed:
    """ "the latest quarter": the one that the text is about, else the last one that was over at publication."""
    quarter = context.quarter
    if quarter:
        trace = (f"'{case.words}' is '{quarter.words}', the quarter that the text is about",)
        return dated(quarter.interval, Granularity.QUARTER, AnchorKind.EXPRESSION, trace, ref=quarter.id)
    return from_published(
        context,
        lambda dct: unit_around(dct, "Q", -1),
        Granularity.QUARTER,
        lambda origin: f"'{case.words}' is the last quarter that was over on {origin}",
        unknown="XXXX-QX",
    )


def place_directed(meaning: Directed, context: Context, case: Case) -> Placed:
    """ "last May", "this September", "next Friday"; a direction of 9 to 11 is a year: "June last year"."""
    target, direction = meaning.target, meaning.direction
    if direction >= 9:
        if meaning.running:
            return _place_in_running_year(target, direction - 10, context, case)
        return _place_in_year_of(target, direction - 10, context, case)
    which = {-1: "the last one before", 0: "the one next to", 1: "the next one after"}[direction]
    granularity = _granularity_of(target)
    unknown = _unknown_of(target)

    def reckon(dct: date) -> Interval:
        return _directed(target, direction, plus_days(dct, 7 * meaning.weeks), case.tense)

    def trace(origin: str) -> str:
        return f"'{case.words}' is {which} {origin}"

    point = context.running
    if (context.narrative or meaning.running) and point and point.interval.is_closed and direction:
        assert point.interval.earliest and point.interval.latest
        base = point.interval.earliest if direction < 0 else point.interval.latest
        said = f"'{case.words}' is {which} '{point.words}', the date last spoken of"
        try:
            return dated(reckon(base), granularity, AnchorKind.EXPRESSION, (said,), ref=point.id)
        except ValueError:
            return undated(unknown, "no such date is known near the date last spoken of")
    if context.narrative and not point:
        return undated(unknown, "the narrative has not yet said a date that this could count from")
    placed = from_published(context, reckon, granularity, trace, unknown=unknown)
    if isinstance(target, FeastDay) and isinstance(placed.anchor, Anchor) and context.today.is_day:
        return replace(placed, value=middle_day(placed.anchor.interval).isoformat())
    return placed


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
        return feast_near(target.key, dct, direction or tense)
    if isinstance(target, CalendarDate) and target.weekday:
        near = weekday_near(target.weekday, plus_days(dct, direction), direction)  # never the day itself
        return calendar.day(unit_weekday(dct, target.weekday) if direction == 0 else near)
    if isinstance(target, YearPart):
        if direction == 0:
            coming = target.name == "WI" and dct.month >= WINTER_FROM
            return year_part(target.name, dct.year + coming)
        steps = (year_part(target.name, dct.year + step) for step in (-2, -1, 0, 1, 2))
    else:
        assert isinstance(target, CalendarDate) and target.month
        if direction == 0:
            return month_or_day(dct.year, target.month, target.day)
        month, day = target.month, target.day
        steps = (month_or_day(dct.year + step, month, day) for step in (-2, -1, 0, 1, 2))
    if direction < 0:
        before = [one for one in steps if one.latest and one.latest < dct]
        return max(before, key=lambda one: one.latest or date.min)
    after = [one for one in steps if one.earliest and one.earliest > dct]
    return min(after, key=lambda one: one.earliest or date.max)


def unit_weekday(dct: date, weekday: int) -> date:
    """The day of the week of ``dct`` that is ``weekday``."""
    return plus_days(dct, weekday - dct.isoweekday())


def _place_in_year_of(target: CalendarDate | YearPart | FeastDay, offset: int, context: Context, case: Case) -> Placed:
    """ "June last year", "the third quarter of this year"."""
    names = {-1: "the year before", 0: "the year of", 1: "the year after"}
    value = None
    if isinstance(target, FeastDay) and context.today.is_day and context.today.earliest:
        days = feast_intervals(target.key, context.today.earliest.year + offset)
        value = middle_day(days[0]).isoformat() if days else None
    placed = from_published(
        context,
        lambda dct: _in_year(target, dct.year + offset),
        _granularity_of(target),
        lambda origin: f"'{case.words}' is of {names[offset]} {origin}",
        unknown=_unknown_of(target),
    )
    return replace(placed, value=value) if value and isinstance(placed.anchor, Anchor) else placed


def _in_year(target: CalendarDate | YearPart | FeastDay, year: int) -> Interval:
    """What a name with a direction means in a year; raises ValueError where the year has none."""
    if isinstance(target, YearPart):
        return year_part(target.name, year)
    if isinstance(target, FeastDay):
        days = feast_intervals(target.key, year)
        if not days:
            raise ValueError(f"no {target.key} is reckoned for {year}")
        return days[0]
    assert target.month
    return month_or_day(year, target.month, target.day)


def _place_in_running_year(
    target: CalendarDate | YearPart | FeastDay, offset: int, context: Context, case: Case
) -> Placed:
    """ "November of the following year": of the year after the one last spoken of."""
    point = context.last
    if point is None or point.interval.earliest is None or coarser(point.granularity, Granularity.YEAR):
        return undated(_unknown_of(target), "the text has not yet said a year that this could count from")
    interval = _in_year(target, point.interval.earliest.year + offset)
    which = {-1: "the year before", 0: "the year of", 1: "the year after"}[offset]
    trace = (f"'{case.words}' is of {which} '{point.words}', the date last spoken of",)
    return dated(interval, _granularity_of(target), AnchorKind.EXPRESSION, trace, ref=point.id)


def middle_day(interval: Interval) -> date:
    """The middle day of a closed interval: what a feast is dated to that moon or custom leave some days."""
    assert interval.earliest and interval.latest
    return plus_days(interval.earliest, ((interval.latest - interval.earliest).days + 1) // 2)


def feast_near(key: str, dct: date, tense: int) -> Interval:
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
