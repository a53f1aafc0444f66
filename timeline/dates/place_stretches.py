"""Anchors of seasons, quarters, decades and whole units ("last week")."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from timeline import calendar
from timeline.calendar import plus_days, plus_months
from timeline.dates.context import Context, Point
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
    undated,
    unit_around,
)
from timeline.dates.meanings import Ending, Unit, YearPart, Years
from timeline.dates.place_ancient import place_ancient
from timeline.dates.place_dates import place_date
from timeline.dates.placed import Placed
from timeline.dates.tense import OVER
from timeline.types import OPEN, Anchor, AnchorKind, Granularity, Interval, TimexType, Unanchored

HALF_A_QUARTER = 45
"""So many days before its last day a quarter is in the middle."""


def place_year_part(meaning: YearPart, context: Context, case: Case) -> Placed:
    if meaning.name == "Q" and meaning.year:
        return _place_like_quarter(meaning.year, context, case)
    if meaning.year is not None and meaning.year < 0:
        return place_ancient(meaning, case)
    if meaning.year is not None:
        interval = year_part(meaning.name, meaning.year)
        if meaning.begins:
            trace = (f"'{case.words}' is the winter that began in {meaning.year}",)
            winter = year_part("WI", meaning.year + 1)
            return dated(winter, Granularity.SEASON, AnchorKind.CALENDAR, trace, value=f"{meaning.year:04}-WI")
        if meaning.name == "WI":
            return _place_winter(meaning.year, case)
        trace = (f"'{case.words}' is a part of the year {meaning.year}; seasons are meteorological, of the north",)
        return dated(interval, meaning.granularity, AnchorKind.CALENDAR, trace)
    beside = case.apposed
    if beside and meaning.granularity is beside.granularity is Granularity.QUARTER and beside.interval.earliest:
        interval = year_part(meaning.name, beside.interval.earliest.year)
        trace = (f"'{case.words}' stands beside '{beside.words}' and is of its year",)
        return dated(interval, Granularity.QUARTER, AnchorKind.EXPRESSION, trace, ref=beside.id)
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
    if quarter is None or context.longer or quarter.interval.earliest is None:
        trace = (f"'{case.words}' is a stretch of the year {year}, and the text does not say which",)
        return dated(calendar.year_of(year), Granularity.YEAR, AnchorKind.CALENDAR, trace)
    interval = calendar.quarter_of(year, (quarter.interval.earliest.month + 2) // 3)
    trace = (f"'{case.words}' is compared with '{quarter.words}', so it is the same quarter",)
    return dated(interval, Granularity.QUARTER, AnchorKind.EXPRESSION, trace, ref=quarter.id)


def _nearest_part(name: str, dct: date, tense: int) -> Interval:
    """The nearest season or quarter; a quarter not said to come is one that has begun, a season fits the tense."""
    candidates = [year_part(name, dct.year + step) for step in (-1, 0, 1)]
    if name[0] == "Q" and tense <= 0:
        candidates = [one for one in candidates if fits(one, dct, -1)]
    elif name in calendar.SEASON_MONTHS or name[0] == "H":
        candidates = [one for one in candidates if fits(one, dct, tense)]
    return min(candidates, key=lambda one: distance(one, dct))


def place_ending(meaning: Ending, context: Context, case: Case) -> Placed:
    """ "the quarter ended July 31": the three months up to that day, with the name of the quarter of most of them;
    of a year only the days are said, for its value is a length."""
    last = place_date(meaning.on, context, replace(case, tense=OVER if case.tense <= 0 else 1))
    value = "P1Y" if meaning.unit == "Y" else "XXXX-QX"
    type_ = TimexType.DURATION if meaning.unit == "Y" else TimexType.DATE
    if isinstance(last.anchor, Unanchored) or last.anchor.latest is None or not last.anchor.interval.is_closed:
        return undated(value, "its last day has no date", type_)
    end = last.anchor.latest
    first = plus_months(plus_days(end, 1), -12 if meaning.unit == "Y" else -3)
    interval = Interval(first, end)
    if meaning.unit == "Q":
        value = calendar.timex_of(unit_around(plus_days(end, -HALF_A_QUARTER), "Q"), Granularity.QUARTER) or value
    trace = (*last.anchor.trace, f"'{case.words}' is {calendar.describe_interval(interval)}, up to its last day")
    kind, ref = last.anchor.kind, last.anchor.ref
    return replace(dated(interval, Granularity.RANGE, kind, trace, ref=ref, value=value, type=type_), remember=None)


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
    reported = unit == "Q" and offset == 0 and not meaning.own and not context.narrative and context.quarter is not None
    if unit == "Q" and (offset is None or reported):
        return _place_latest_quarter(context, case)
    if case.compared and context.quarter and not context.longer and not context.narrative:
        return _place_compared(context.quarter, case)
    if offset is None:  # "the weekend": the one just over, or the one to come
        offset = 0 if case.tense > 0 else -1
    unknown = {"D": UNKNOWN_DAY, "M": UNKNOWN_MONTH, "Y": "XXXX", "W": "XXXX-WXX", "Q": "XXXX-QX"}.get(unit, "XXXX")
    point = context.last
    if unit == "D" and context.finer and not context.waiting:
        point = context.finer
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


def _place_compared(quarter: Point, case: Case) -> Placed:
    """ "from $20 million last year", in a report of a quarter: the same one of the year before."""
    assert quarter.interval.earliest
    earlier = unit_around(quarter.interval.earliest, "Q", -4)
    trace = (f"'{case.words}' is compared with '{quarter.words}': the same quarter of the year before",)
    return dated(earlier, Granularity.QUARTER, AnchorKind.EXPRESSION, trace, ref=quarter.id)


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
