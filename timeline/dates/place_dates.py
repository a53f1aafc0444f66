"""Anchors of calendar dates: whole ones, and those that lack year, month or all but the weekday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from timeline import calendar
from timeline.calendar import plus_days, plus_months
from timeline.dates.context import Context, Point
from timeline.dates.counting import Case, dated, day_in, distance, fits, from_published, month_or_day, undated
from timeline.dates.meanings import CalendarDate
from timeline.dates.place_ancient import place_ancient
from timeline.dates.placed import Placed
from timeline.dates.tense import EITHER, OVER
from timeline.types import OPEN, Anchor, AnchorKind, Granularity, Interval, TimexType

NEAR_TIE, MONTH_TIE = 1.5, 8.0
"""A date without its year is the nearest one; tense overrules only where the other is at most so many times farther."""


DAYS_OF_WEEK = 7
TOO_WIDE = 70
"""A date of so many days or more names no month for "the 13th"."""
FLASHBACK_MONTHS = 3
"""A date without its year that would lie so many months before the one last spoken of ends a flashback."""
TURN_MONTHS = 7
"""A month that lies so many months before the one last spoken of is of the next year: it is nearer there."""


def place_date(meaning: CalendarDate, context: Context, case: Case) -> Placed:
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
    trace: tuple[str, ...] = (f"'{case.words}' is a date of the calendar",)
    if meaning.why:
        trace = (*trace, meaning.why)
    if year < 0:
        return place_ancient(meaning, case)
    if not 1 <= year <= 9998:
        return undated(f"{year:04}", "the year lies outside 1 to 9998")
    if meaning.month is None:
        return dated(calendar.year_of(year), Granularity.YEAR, AnchorKind.CALENDAR, trace)
    if meaning.day is None:
        return dated(calendar.month_of(year, meaning.month), Granularity.MONTH, AnchorKind.CALENDAR, trace)
    when = day_in(year, meaning.month, meaning.day)
    if when is None:
        return undated(f"{year:04}-{meaning.month:02}-{meaning.day:02}", "the calendar has no such day")
    return dated(calendar.day(when), Granularity.DAY, AnchorKind.CALENDAR, trace)


def _place_month(meaning: CalendarDate, context: Context, case: Case) -> Placed:
    """A month or day without its year: the narrative's year, or the nearest to the publication date by tense."""
    month, day = meaning.month, meaning.day
    assert month is not None
    granularity = Granularity.DAY if day else Granularity.MONTH
    unknown = f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
    point = context.running
    if point and point.interval.earliest and (context.narrative or context.published == OPEN):
        point, year = _year_of_narrative(month, day or 31, point, context.ahead)
        when = day_in(year, month, day or 1)
        if when is None:
            return undated(unknown, f"the year {year} has no such day")
        said = f"'{case.words}' has no year; the text last spoke of '{point.words}', so the year is {year}"
        steps = (context.why, said) if context.narrative else (said,)
        return dated(month_or_day(year, month, day), granularity, AnchorKind.EXPRESSION, steps, ref=point.id)
    if context.narrative:
        return undated(unknown, "the narrative has not yet said of which year it speaks")
    told = case.told
    if told and told.interval.earliest and case.tense <= 0:
        when = day_in(_year_by_running(month, told.interval.earliest), month, day or 1)
        if when and context.today.earliest and when <= context.today.earliest:
            trace = (f"'{case.words}' has no year; its sentence spoke of '{told.words}', so the year is {when.year}",)
            return dated(month_or_day(when.year, month, day), granularity, AnchorKind.EXPRESSION, trace, ref=told.id)
    tense = {-1: " (the clause is in the past)", 1: " (the clause is about the future)", 0: ""}[max(case.tense, -1)]
    return from_published(
        context,
        lambda dct: _nearest_month(month, day, dct, case.tense),
        granularity,
        lambda origin: f"'{case.words}' has no year; it is the one nearest to {origin}{tense}",
        unknown=unknown,
    )


def _year_of_narrative(month: int, day: int, point: Point, ahead: Point | None) -> tuple[Point, int]:
    """The year of a month or day in a narrative, and the date it follows from.

    That is the date last spoken of, unless the narrative would then go farther back out of a flashback, while it
    goes on from the date before the flashback.
    """
    first = point.interval.earliest
    assert first
    year = _year_by_running(month, first)
    if ahead and ahead.interval.earliest and 12 * (first.year - year) + first.month - month >= FLASHBACK_MONTHS:
        left = ahead.interval.earliest
        onward = _year_by_running(month, left)
        if onward > year and (onward, month, day) >= (left.year, left.month, left.day):
            return ahead, onward
    return point, year


def _year_by_running(month: int, last: date) -> int:
    """The year of a month in a narrative that last spoke of ``last``: the one in which it is nearer."""
    return last.year + 1 if last.month - month >= TURN_MONTHS else last.year


def _nearest_month(month: int, day: int | None, dct: date, tense: int) -> Interval:
    """The month (or day) nearest to ``dct``, before it (-1) or after it (1); its own counts for both."""
    candidates = []
    for year in (dct.year - 1, dct.year, dct.year + 1, dct.year - 2, dct.year + 2):
        if 1 <= year <= 9999 and day_in(year, month, day or 1):
            candidates.append(month_or_day(year, month, day))
    if not candidates:
        raise ValueError("no year near has this day")
    unsure, tense = tense == 0, tense or -1  # news tells mostly of what was
    nearest = min(candidates, key=lambda one: distance(one, dct))
    if fits(nearest, dct, tense):
        return nearest
    fitting = min((one for one in candidates if fits(one, dct, tense)), key=lambda one: distance(one, dct))
    if tense == OVER:
        return fitting
    # "on Nov. 3" in a May: past and coming are nearly as far, so the tense decides; "due Jan. 2" in a November is near
    tie = NEAR_TIE if day or unsure else MONTH_TIE
    return fitting if distance(fitting, dct) < tie * distance(nearest, dct) else nearest


def _place_day_of_month(meaning: CalendarDate, context: Context, case: Case) -> Placed:
    """ "the 13th": of the month last spoken of, else of the month of publication."""
    day, point = meaning.day, context.running
    assert day is not None
    unknown = f"XXXX-XX-{day:02}"
    if point and (point.interval.days or TOO_WIDE) >= TOO_WIDE:
        point = context.finer
    months = _months_of(point.interval) if point else []
    days = [when for year, month in months if (when := day_in(year, month, day))]
    if point and days:
        said = f"'{case.words}' names no month; the text last spoke of '{point.words}'"
        if len(days) == 1:
            return dated(calendar.day(days[0]), Granularity.DAY, AnchorKind.EXPRESSION, (said,), ref=point.id)
        trace = (said, "which can be of either of two months, and so can this")
        either = Interval(days[0], days[-1])
        value = f"{days[0].year:04}-XX-{day:02}" if days[0].year == days[-1].year else unknown
        edtf = calendar.edtf_of_one_of((days[0], days[-1]))
        anchor = Anchor(
            AnchorKind.EXPRESSION, point.id, days[0], days[-1], edtf, Granularity.DAY, (*trace, "both are kept"), True
        )
        return Placed(TimexType.DATE, value, anchor, either, Granularity.RANGE)
    if context.narrative:
        return undated(unknown, "the narrative has not yet said of which month it speaks")
    return from_published(
        context,
        lambda dct: calendar.day(_day_near(day, dct, case.tense)),
        Granularity.DAY,
        lambda origin: f"'{case.words}' names no month; it is the one nearest to {origin}",
        unknown=unknown,
    )


def _months_of(interval: Interval) -> list[tuple[int, int]]:
    """The months, as year and month, that a date last spoken of can be of: the first and the last of its days."""
    ends = [end for end in (interval.earliest, interval.latest) if end]
    return sorted({(end.year, end.month) for end in ends})


def _day_near(day: int, dct: date, tense: int) -> date:
    """The nearest day of a month with that number, up to ``dct`` (-1, 0), or from it on (1); raises ValueError where
    there is none near."""
    months = [plus_months(dct.replace(day=1), step) for step in (-2, -1, 0, 1, 2)]
    days = [when for month in months if (when := day_in(month.year, month.month, day))]
    fitting = [when for when in days if (when >= dct if tense > 0 else when <= dct)]
    if not fitting:
        raise ValueError("no month near has this day")
    return min(fitting, key=lambda when: abs((when - dct).days))


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
        return dated(when, Granularity.DAY, AnchorKind.EXPRESSION, trace, ref=point.id)
    dct = context.today.earliest
    if case.reported and case.tense <= 0 and context.today.is_day and dct and weekday == dct.isoweekday() % 7 + 1:
        return _place_next_day(dct, context, case)
    ahead = case.tense > 0
    which = "the next one from" if ahead else "the last one up to"
    if case.tense == EITHER:
        which, ahead = "the one nearest to", False
    return from_published(
        context,
        lambda dct: calendar.day(_weekday_of_range(meaning, weekday, dct, case.tense)),
        Granularity.DAY,
        lambda origin: f"'{case.words}' is {which} {origin}{' on' if ahead else ''}",
        unknown=f"XXXX-WXX-{weekday}",
    )


def _place_next_day(dct: date, context: Context, case: Case) -> Placed:
    """ "the army said on Thursday", in an article of a Wednesday: it was brought up to date on the next day, or dated
    in another zone; a week before, one writes "last Thursday"."""
    before, after = plus_days(dct, 1 - DAYS_OF_WEEK), plus_days(dct, 1)
    placed = from_published(context, calendar.day, Granularity.DAY, lambda origin: f"counted from {origin}")
    assert isinstance(placed.anchor, Anchor)
    trace = (
        f"'{case.words}' is the day after the publication date, and what was said then is told as over: "
        f"the article was brought up to date on {calendar.in_words(after)}, or its date is of another zone",
        f"{calendar.in_words(before)}, a week earlier, is kept as possible",
    )
    edtf = calendar.edtf_of_one_of((before, after))
    anchor = replace(
        placed.anchor, earliest=before, latest=after, edtf=edtf, granularity=Granularity.DAY, trace=trace, vague=True
    )
    return Placed(TimexType.DATE, after.isoformat(), anchor, calendar.day(after), Granularity.DAY)


def _weekday_of_range(meaning: CalendarDate, weekday: int, dct: date, tense: int) -> date:
    """A weekday by its tense; of a range ("Monday to Friday") the first is before the last: what is over ends last,
    what is to come begins next."""
    if meaning.until and tense <= 0:
        return plus_days(weekday_near(meaning.until, dct, tense), -((meaning.until - weekday) % 7))
    if meaning.since and tense > 0:
        return plus_days(weekday_near(meaning.since, dct, tense), (weekday - meaning.since) % 7)
    return weekday_near(weekday, dct, tense)


def weekday_near(weekday: int, dct: date, tense: int) -> date:
    """The last such weekday up to ``dct``, or the next one from it on where ``tense`` is ahead.

    An agency names its own day by the weekday, so that day itself counts both ways.
    """
    if tense == EITHER and (dct.isoweekday() - weekday) % 7 < 4:
        tense = -1
    if tense > 0:
        return plus_days(dct, (weekday - dct.isoweekday()) % 7)
    return plus_days(dct, -((dct.isoweekday() - weekday) % 7))  # "on Tuesday", and the article is from a Tuesday
