"""Anchors of counted dates ("two months ago", "a week before the raid") and of durations."""

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
    Case,
    coarser,
    dated,
    from_published,
    undated,
    unit_around,
    unknown_unit,
)
from timeline.dates.meanings import Length, Shift
from timeline.dates.placed import Placed
from timeline.dates.said import duration_value
from timeline.types import Anchor, AnchorKind, Granularity, Interval, TimexType, Unanchored

ROUNDED = ("M", "Q", "Y", "DE", "CE", "ML")
"""Units whose counted dates are rounded out to whole months."""
FINE_UNITS = ("D", "h", "m", "s")


def place_shift(meaning: Shift, context: Context, case: Case) -> Placed:
    """ "two months ago", "two days later", "a week before the raid"."""
    if meaning.origin == "event":
        return _place_from_event(meaning, context, case)
    point = context.last
    if context.finer and meaning.unit in FINE_UNITS and not context.waiting:
        point = context.finer  # a year told in passing is too wide to count days from
    years_ago = meaning.unit == "Y" and meaning.low == 1 and meaning.sign < 0
    compared = years_ago and not context.narrative and meaning.origin != "plain"
    quarter = context.quarter if compared else None
    if quarter and quarter.interval.earliest:
        if context.longer:
            return _place_year_before(quarter, case)
        earlier = unit_around(quarter.interval.earliest, "Q", -4)
        trace = (f"'{case.words}' compares with '{quarter.words}': the same quarter of the year before",)
        return dated(earlier, Granularity.QUARTER, AnchorKind.EXPRESSION, trace, ref=quarter.id)
    if case.compared and compared and context.running and context.running.granularity is Granularity.MONTH:
        return _place_month_before(context.running, case)
    if case.apposed and meaning.origin == "running" and meaning.sign > 0:  # "Today, one year later, …"
        same = case.apposed
        trace = (f"'{case.words}' stands beside '{same.words}' and is that very date",)
        return dated(same.interval, same.granularity, AnchorKind.EXPRESSION, trace, ref=same.id)
    if meaning.origin == "running" and point and point.interval.is_closed:
        return _shift_from_point(meaning, point, case)
    if meaning.origin == "running" and context.narrative:
        return undated(unknown_unit(meaning.unit), "the narrative has not yet said a date that this could count from")
    if meaning.low is None:
        return _vague_shift(meaning, context, case)
    return _shift_from_published(meaning, context, case)


def _place_month_before(month: Point, case: Case) -> Placed:
    """ "9 percent in June, compared with 6 percent a year ago": the June before."""
    assert month.interval.earliest
    earlier = unit_around(month.interval.earliest, "M", -12)
    trace = (f"'{case.words}' is compared with '{month.words}': the same month of the year before",)
    return dated(earlier, Granularity.MONTH, AnchorKind.EXPRESSION, trace, ref=month.id)


def _place_year_before(quarter: Point, case: Case) -> Placed:
    """ "a year earlier" where the text has gone on from the quarter to nine months or the year."""
    assert quarter.interval.earliest
    earlier = unit_around(quarter.interval.earliest, "Y", -1)
    trace = (f"'{case.words}' compares months or a year that '{quarter.words}' is of: the year before",)
    return dated(earlier, Granularity.YEAR, AnchorKind.EXPRESSION, trace, ref=quarter.id)


def _place_from_event(meaning: Shift, context: Context, case: Case) -> Placed:
    """ "two days after the siege": from the date of the event, where the text has said it; else a bare length."""
    if case.apposed and (meaning.event != "anniversary" or case.apposed.granularity is Granularity.DAY):
        return _place_beside(meaning, context, case.apposed, case)
    if case.event and case.event.interval.is_closed and meaning.low is not None:
        placed = _shift_from_point(meaning, case.event, case)
        if isinstance(placed.anchor, Anchor):
            say = f"the text dates that event before: '{case.event.words}'"
            trace = (say, *placed.anchor.trace)
            day = placed.anchor.interval
            placed = replace(placed, anchor=replace(placed.anchor, kind=AnchorKind.EVENT, trace=trace))
            if meaning.event == "anniversary" and day.is_day:  # an anniversary is a day, not about a year later
                placed = dated(day, Granularity.DAY, AnchorKind.EVENT, trace, ref=case.event.words)
        if context.narrative or meaning.event:
            return placed
        return replace(placed, type=TimexType.DURATION, value=duration_value(meaning.low, meaning.unit), remember=None)
    reason = f"'{case.words}' counts from an event, and the text does not say here when that was"
    unknown = UNKNOWN_DAY if meaning.event == "anniversary" else unknown_unit(meaning.unit)
    value = unknown if meaning.event else duration_value(meaning.low, meaning.unit)
    return undated(value, reason, TimexType.DURATION)


def _place_beside(meaning: Shift, context: Context, same: Point, case: Case) -> Placed:
    """ "on 28 October, 11 days before the vote": that very date, told again by its distance to an event."""
    trace = (f"'{case.words}' stands beside '{same.words}' and is that very date",)
    placed = dated(same.interval, same.granularity, AnchorKind.EXPRESSION, trace, ref=same.id)
    if context.narrative or meaning.event:
        return replace(placed, remember=None)
    return replace(placed, type=TimexType.DURATION, value=duration_value(meaning.low, meaning.unit), remember=None)


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
    if (unit == "D" and not case.about) or meaning.event == "exact":
        return from_published(
            context,
            lambda dct: Interval(moved(dct, low, unit), moved(dct, high, unit)),
            Granularity.DAY,
            lambda origin: (
                f"'{case.words}' counts {_count_words(meaning)} {'back' if sign < 0 else 'on'} from {origin}"
            ),
        )
    soft = case.soft.days(unit, meaning.low, case.mod, case.about, sign)

    def reckon(dct: date) -> Interval:
        return _softened(Interval(moved(dct, low, unit), moved(dct, high, unit)), unit, soft, case.about)[0]

    def trace(origin: str) -> str:
        return f"'{case.words}' counts {_count_words(meaning)} {'back' if sign < 0 else 'on'} from {origin}"

    placed = from_published(context, reckon, Granularity.RANGE, trace, unknown=unknown_unit(unit), vague=True)
    return _named_by_unit(placed, context, unit, low, _told_soft(unit, soft, case.about))


def _named_by_unit(placed: Placed, context: Context, unit: str, count: float, told: str) -> Placed:
    """The value of a counted date names its unit ("two months ago" is a month); the interval keeps its soft borders,
    rounded to whole months where the unit is a month or longer."""
    if isinstance(placed.anchor, Unanchored) or not context.today.is_day:
        return placed
    assert context.today.earliest
    point = moved(context.today.earliest, count, unit)
    if unit in ("h", "m", "s", "WE"):
        whole, granularity = calendar.day(point), Granularity.DAY
    else:
        near = "Y" if unit in ("DE", "CE", "ML") else unit  # "a decade ago" is ten years ago, not the decade before
        whole, granularity = unit_around(point, near), UNITS[near]
    interval = placed.anchor.interval
    vague = interval.earliest != interval.latest
    value = calendar.timex_of(whole, granularity)
    answer = dated(
        interval,
        Granularity.RANGE,
        placed.anchor.kind,
        (*placed.anchor.trace, told),
        ref=placed.anchor.ref,
        vague=vague,
        value=value,
    )
    return replace(answer, remember=whole, granularity=granularity)


def _vague_shift(meaning: Shift, context: Context, case: Case) -> Placed:
    """ "a few years ago", "decades ago", "years later" without a point to count from."""
    value = "PAST_REF" if meaning.sign < 0 else "FUTURE_REF"
    least, most = case.soft.vague_count
    unit, sign = meaning.unit, meaning.sign
    low, high = sorted((sign * least, sign * most))
    placed = from_published(
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
    if meaning.low is None or meaning.high is None:
        least, most = case.soft.vague_count
        begin, end = sorted((sign * least, sign * most))
        interval = Interval(moved(first, begin, unit), moved(last, end, unit))
        trace = (f"'{case.words}' gives no number; {least} to {most} {UNIT_NAMES[unit]}s {way} from {origin}",)
        vague_value = "FUTURE_REF" if sign > 0 else "PAST_REF"
        answer = dated(
            interval, Granularity.VAGUE, AnchorKind.EXPRESSION, trace, ref=point.id, value=vague_value, vague=True
        )
        return replace(answer, remember=None)
    low, high = sorted((sign * meaning.low, sign * meaning.high))
    interval = Interval(moved(first, low, unit), moved(last, high, unit))
    granularity, value = _granularity_and_value(interval, point, unit)
    steps = [f"'{case.words}' counts {_count_words(meaning)} {way} from {origin}"]
    whole = interval
    if meaning.event != "anniversary" and coarser(UNITS[unit], point.granularity):
        soft = case.soft.days(unit, meaning.low, case.mod, case.about, sign)
        assert interval.earliest
        whole = unit_around(interval.earliest, unit)
        interval, told = _softened(interval, unit, soft, case.about)
        steps.append(told)
    vague = case.about or (interval != whole and UNITS[unit] not in (Granularity.DAY, Granularity.TIME))
    kind = Granularity.RANGE if interval != whole and not interval.is_day else granularity
    placed = dated(interval, kind, AnchorKind.EXPRESSION, tuple(steps), ref=point.id, value=value, vague=vague)
    if value is not None and "X" in value:
        return replace(placed, remember=None)
    return replace(placed, remember=whole, granularity=granularity)


def _softened(interval: Interval, unit: str, soft: tuple[int, int], about: bool) -> tuple[Interval, str]:
    """A counted date with its soft borders (days before and after), and how wide they are in words."""
    wide = calendar.widen(interval, before=soft[0], after=soft[1])
    assert wide.earliest and wide.latest
    if _is_rounded(unit, about):
        last = calendar.month_of(wide.latest.year, wide.latest.month).latest
        wide = Interval(wide.earliest.replace(day=1), last)
    return wide, _told_soft(unit, soft, about)


def _is_rounded(unit: str, about: bool) -> bool:
    """Whole months are meant by years and by plain months; "about two months ago" has its own width."""
    return unit in ROUNDED and not (unit == "M" and about)


def _told_soft(unit: str, soft: tuple[int, int], about: bool) -> str:
    rounded = ", rounded out to whole months" if _is_rounded(unit, about) else ""
    softly = f"{soft[0]} days before and {soft[1]} days after are allowed for{rounded}"
    return f"a count of {UNIT_NAMES[unit]}s has soft borders: {softly}"


def _granularity_and_value(interval: Interval, point: Point, unit: str) -> tuple[Granularity, str | None]:
    """How fine a date is that was counted from another: no finer than either; None leaves the value to the interval."""
    fine = UNITS[unit]
    if fine is Granularity.TIME:
        return Granularity.DAY, calendar.timex_of(interval, Granularity.DAY)
    if coarser(point.granularity, fine):
        return Granularity.RANGE, _partly(interval, fine)
    granularity = fine if coarser(fine, point.granularity) else point.granularity
    if granularity not in (Granularity.DAY, Granularity.TIME) and interval.earliest:
        return granularity, calendar.timex_of(unit_around(interval.earliest, unit), fine)
    return granularity, None


def _partly(interval: Interval, granularity: Granularity) -> str:
    """The value of a date of which only the year (or month) is known, X for the rest."""
    first, last = interval.earliest, interval.latest
    assert first and last
    if first.year != last.year:
        return UNKNOWN_DAY if granularity is Granularity.DAY else "XXXX"
    if granularity is Granularity.DAY:
        return f"{first.year:04}-{first.month:02}-XX" if first.month == last.month else f"{first.year:04}-XX-XX"
    return f"{first.year:04}-XX" if granularity is Granularity.MONTH else f"{first.year:04}"


def place_length(meaning: Length, context: Context, case: Case) -> Placed:
    """A duration; with a window ("the last two weeks") it also has a place in time."""
    counted = meaning.low if meaning.high == meaning.low else meaning.high
    value = duration_value(counted, meaning.unit) if meaning.unit != "X" else "PXD"
    if not meaning.window or meaning.unit == "X":
        return undated(value, "a duration without a place in time", TimexType.DURATION)
    unit, sign = meaning.unit, meaning.window
    count = counted if counted is not None else case.soft.recent_count
    stretch = f"{count:g} {UNIT_NAMES[unit]}s" + (" (no number is said)" if counted is None else "")
    way = "up to" if sign < 0 else "from"
    placed = from_published(
        context,
        lambda dct: Interval(*sorted((dct, moved(dct, sign * count, unit)))),
        Granularity.RANGE if counted is not None else Granularity.VAGUE,
        lambda origin: f"'{case.words}' is a stretch of {stretch} {way} {origin}",
        unknown=value,
        vague=counted is None,
    )
    return replace(placed, type=TimexType.DURATION, value=value, remember=None)
