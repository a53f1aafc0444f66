"""Anchors of names with a direction: "last May", "this September", "next Friday", "June last year"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from timeline import calendar
from timeline.calendar import plus_days
from timeline.dates.context import Context
from timeline.dates.counting import UNKNOWN_DAY, Case, coarser, dated, from_published, month_or_day, undated
from timeline.dates.feasts import FeastDay as Reckoned
from timeline.dates.feasts import feast_after, feast_before, feast_intervals
from timeline.dates.meanings import CalendarDate, Directed, FeastDay, YearPart
from timeline.dates.place_dates import weekday_near
from timeline.dates.place_stretches import year_part
from timeline.dates.placed import Placed
from timeline.dates.tense import OVER
from timeline.types import Anchor, AnchorKind, Granularity, Interval

FAR = 8
"""Against the tense a feast is the one to come, where the last one is so many times farther."""
TWO_YEARS = 730
"""A date of so many days or more names no year for "that December"."""
WINTER_FROM = 8
"""From this month on "this winter" is the one to come, which has the name of the next year."""


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
        found = _directed(target, direction, plus_days(dct, 7 * meaning.weeks), case.tense)
        return calendar.day(plus_days(found.earliest, meaning.days)) if meaning.days and found.earliest else found

    def trace(origin: str) -> str:
        beside = {-1: "the day before ", 1: "the day after "}.get(meaning.days, "")
        return f"'{case.words}' is {beside}{which} {origin}"

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
    if point is None or point.interval.earliest is None or (point.interval.days or TWO_YEARS) >= TWO_YEARS:
        return undated(_unknown_of(target), "the text has not yet said a year that this could count from")
    year = point.interval.earliest.year + offset
    if isinstance(target, YearPart) and target.name == "WI" and not offset:
        year += coarser(point.granularity, Granularity.MONTH) or point.interval.earliest.month >= WINTER_FROM
    interval = _in_year(target, year)
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
    choice: Reckoned | None
    if tense < 0 and before and after and (dct - before.begin) > FAR * (after.begin - dct) and tense != OVER:
        choice = after  # "they could leave from Christmas on, he said", in a November
    elif tense < 0 or not after:
        choice = before
    elif tense > 0 or not before:
        choice = after
    else:
        choice = before if (dct - before.begin) <= (after.begin - dct) else after
    if choice is None:
        raise ValueError(f"no {key} is known near {dct}")
    return choice.interval
