"""Anchoring: from what an expression says to the days it can mean, with the steps in words.

One function a kind of meaning, on real dates. The context is a value that is handed on from expression to expression.
What depends on the publication date is reckoned for both ends of the publication interval; where the two differ, the
answer is as wide as they are apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from timeline import calendar
from timeline.calendar import plus_days
from timeline.dates.context import COUNTED_KINDS, Context
from timeline.dates.counting import UNIT_NAMES, UNITS, UNKNOWN_DAY, Case, dated, from_published, undated, unit_around
from timeline.dates.find import Found
from timeline.dates.meanings import (
    Apposed,
    CalendarDate,
    Directed,
    Edge,
    Ending,
    FeastDay,
    HijriYear,
    Length,
    Meaning,
    Moment,
    NamedPeriod,
    NumericDate,
    Recurring,
    Reference,
    Shift,
    Unit,
    Within,
    YearPart,
    Years,
)
from timeline.dates.numeric import place_numeric
from timeline.dates.place_ancient import place_from_ancient
from timeline.dates.place_counts import moved, place_length, place_shift
from timeline.dates.place_dates import place_date
from timeline.dates.place_directed import place_directed
from timeline.dates.place_names import place_feast, place_hijri_year, place_period, place_recurring, place_reference
from timeline.dates.place_stretches import place_ending, place_unit, place_year_part, place_years
from timeline.dates.placed import Placed
from timeline.dates.said import duration_value
from timeline.types import Anchor, AnchorKind, Granularity, Interval, TimexType, Unanchored


def anchor_expression(found: Found, context: Context, case: Case) -> Placed:
    """The anchor of a found expression in its context."""
    meaning = found.reading.meaning
    placed = _place(meaning, context, case)
    return replace(placed, type=found.reading.type) if found.reading.type else placed


def _place(meaning: Meaning, context: Context, case: Case) -> Placed:
    if context.ancient:
        ancient = place_from_ancient(meaning, context, case)
        if ancient:
            return ancient
    return _PLACERS[type(meaning)](meaning, context, case)


def _place_moment(meaning: Moment, context: Context, case: Case) -> Placed:
    """A time of day on its day; without one, on the day last spoken of in a narrative, else on that of publication."""
    if meaning.on is not None:
        on = _place(meaning.on, context, case)
    else:
        on = _place_day_in_question(context, case, meaning.shift)
    day = on.value if len(on.value) == 10 else UNKNOWN_DAY
    if isinstance(on.anchor, Unanchored):
        return Placed(TimexType.TIME, day + meaning.time, on.anchor)
    say = (
        f"'{case.words}' is {meaning.time[1:]} of that day"
        if meaning.time[1:2].isdigit()
        else f"'{case.words}' is a part of that day"
    )
    steps = (*on.anchor.trace, say)
    if meaning.zone:
        steps += (f"the clock is that of {meaning.zone}; the day is as it is written there, not moved to another zone",)
    anchor = replace(on.anchor, granularity=Granularity.TIME, trace=steps)
    unsaid = meaning.on is None and meaning.time == "TNI" and anchor.kind in COUNTED_KINDS
    if meaning.spill or unsaid:  # "through the night", in an article of the day after
        before = unsaid or meaning.spill < 0
        steps += ("a night begins on the day before" if before else "a night goes on into the next day",)
        first = plus_days(anchor.earliest, -before) if anchor.earliest else None
        night = Interval(first, plus_days(anchor.latest, not before) if anchor.latest else None)
        edtf = calendar.edtf_of(night, Granularity.RANGE)
        anchor = replace(anchor, earliest=night.earliest, latest=night.latest, edtf=edtf, trace=steps)
        anchor = replace(anchor, granularity=Granularity.RANGE)
    return Placed(TimexType.TIME, day + meaning.time, anchor, on.remember, on.granularity)


def _place_day_in_question(context: Context, case: Case, shift: int) -> Placed:
    """The day that a time without a day is of: the one last spoken of (moved by "the next morning"), else today."""
    point = context.running
    if point and point.granularity is Granularity.DAY and point.interval.earliest and point.interval.is_day:
        trace = (f"'{case.words}' names no day; the text last spoke of '{point.words}'",)
        day = calendar.day(plus_days(point.interval.earliest, shift))
        return dated(day, Granularity.DAY, AnchorKind.EXPRESSION, trace, ref=point.id)
    if context.narrative:
        return undated(UNKNOWN_DAY, "the text does not say on which day")
    return from_published(
        context,
        lambda dct: calendar.day(plus_days(dct, shift)),
        Granularity.DAY,
        lambda origin: f"'{case.words}' names no day; it is {origin}" + (f", {shift:+} day" if shift else ""),
    )


def _place_apposed(meaning: Apposed, context: Context, case: Case) -> Placed:
    """ "three days earlier, on 21 February": the date that follows says when."""
    placed = _PLACERS[CalendarDate](meaning.of, context, replace(case, words=meaning.words))
    if isinstance(placed.anchor, Unanchored):
        return placed
    trace = (*placed.anchor.trace, f"'{case.words}' stands beside '{meaning.words}' and is that very date")
    return replace(placed, anchor=replace(placed.anchor, trace=trace))


def _place_edge(meaning: Edge, context: Context, case: Case) -> Placed:
    """ "early 1990", "the end of the month": the value of the whole, the days of its part."""
    whole = _place(meaning.of, context, case)
    anchor = whole.anchor
    if isinstance(anchor, Unanchored) or anchor.interval.is_day:
        return whole
    if anchor.earliest is None or anchor.latest is None:
        return _place_half_open_edge(whole, anchor, meaning, context)
    part, name = _part_of(anchor.interval, meaning.mod, context, case)
    trace = (*anchor.trace, f"the words around it narrow {calendar.describe_interval(anchor.interval)} to {name}")
    edtf = calendar.edtf_of(part, Granularity.RANGE, True)
    narrowed = Anchor(anchor.kind, anchor.ref, part.earliest, part.latest, edtf, Granularity.RANGE, trace, True)
    return replace(whole, anchor=narrowed)


def _place_half_open_edge(whole: Placed, anchor: Anchor, meaning: Edge, context: Context) -> Placed:
    """The edge of what has one known end: only "earlier this month" says more, that it was over on the day."""
    today = context.today.latest
    if meaning.mod != "EARLIER" or today is None or anchor.latest is None or anchor.latest <= today:
        return whole
    part = Interval(anchor.earliest, today)
    steps = (*anchor.trace, "it was over on the day of speaking")
    edtf = calendar.edtf_of(part, Granularity.RANGE, True)
    return replace(whole, anchor=replace(anchor, latest=today, edtf=edtf, trace=steps, vague=True))


def _part_of(whole: Interval, mod: str, context: Context, case: Case) -> tuple[Interval, str]:
    """The part of a closed stretch that ``mod`` means, and its name in words."""
    first, last, today = whole.earliest, whole.latest, context.today
    assert first and last
    if mod == "EARLIER" and today.latest and first <= today.latest <= last:
        return Interval(first, today.latest), "what was over of it"
    if mod == "LATER" and today.earliest and first <= today.earliest <= last:
        return Interval(today.earliest, last), "what was left of it"
    share = {"EARLIER": "START", "LATER": "END"}.get(mod, mod)
    low, high = case.soft.shares[share]
    size = (last - first).days
    name = {"START": "its first half", "MID": "its middle half", "END": "its second half"}[share]
    return Interval(plus_days(first, round(size * low)), plus_days(first, round(size * high))), name


def _place_within(meaning: Within, context: Context, case: Case) -> Placed:
    """ "the last week of August": a unit, or several, at the beginning or end of a stretch."""
    of = _place(meaning.of, context, case)
    value = duration_value(meaning.count, meaning.unit)
    if isinstance(of.anchor, Unanchored) or not of.anchor.interval.is_closed:
        return undated(value, "the stretch that it is a part of has no date", TimexType.DURATION)
    first, last = of.anchor.earliest, of.anchor.latest
    assert first and last
    if meaning.weekday:
        return _place_nth_weekday(meaning, of.anchor, first, last, case)
    count, unit = meaning.count, meaning.unit
    if meaning.ordinal == 0:
        trace = (*of.anchor.trace, f"'{case.words}' is the {UNIT_NAMES[unit]} around that day")
        return dated(unit_around(first, unit), UNITS[unit], of.anchor.kind, trace, ref=of.anchor.ref)
    if meaning.ordinal < 0:
        part = Interval(max(first, plus_days(moved(last, -count, unit), 1)), last)
    else:
        begin = moved(first, (meaning.ordinal - 1) * count, unit)
        end = plus_days(moved(first, meaning.ordinal * count, unit), -1)
        if begin > last:
            return undated(value, "the stretch has no such part")
        part = Interval(begin, min(max(end, begin), last))
    trace = (*of.anchor.trace, f"'{case.words}' is {calendar.describe_interval(part)}")
    granularity = Granularity.DAY if part.is_day else Granularity.RANGE
    if part.is_day:
        return dated(part, granularity, of.anchor.kind, trace, ref=of.anchor.ref)
    placed = dated(part, granularity, of.anchor.kind, trace, ref=of.anchor.ref, value=value, type=TimexType.DURATION)
    return replace(placed, remember=of.remember, granularity=of.granularity)


def _place_nth_weekday(meaning: Within, of: Anchor, first: date, last: date, case: Case) -> Placed:
    """ "the third Tuesday of May", "the last Friday in November": the day of a month."""
    month = (plus_days(first, step) for step in range((last - first).days + 1))
    days = [day for day in month if day.isoweekday() == meaning.weekday]
    at = meaning.ordinal - 1 if meaning.ordinal > 0 else -1
    if at >= len(days):
        return undated(UNKNOWN_DAY, "the month has no such day")
    trace = (*of.trace, f"'{case.words}' is {calendar.in_words(days[at])}")
    return dated(calendar.day(days[at]), Granularity.DAY, of.kind, trace, ref=of.ref)


_PLACERS: dict[type, Callable[..., Placed]] = {
    CalendarDate: place_date,
    NumericDate: place_numeric,
    YearPart: place_year_part,
    Years: place_years,
    Unit: place_unit,
    Directed: place_directed,
    Shift: place_shift,
    Length: place_length,
    Recurring: place_recurring,
    Reference: place_reference,
    FeastDay: place_feast,
    NamedPeriod: place_period,
    HijriYear: place_hijri_year,
    Moment: _place_moment,
    Edge: _place_edge,
    Within: _place_within,
    Apposed: _place_apposed,
    Ending: place_ending,
}
