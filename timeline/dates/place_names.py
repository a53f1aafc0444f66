"""Anchors of feasts, named periods, sets, and of words for past, present and future."""

from __future__ import annotations

from dataclasses import replace

from timeline import calendar
from timeline.calendar import plus_days
from timeline.dates.context import Context
from timeline.dates.counting import UNKNOWN_DAY, Case, dated, from_published, undated
from timeline.dates.feasts import feast_intervals, feast_reach, hijri_year
from timeline.dates.meanings import FeastDay, HijriYear, NamedPeriod, Recurring, Reference
from timeline.dates.periods import period_of
from timeline.dates.place_dates import place_date
from timeline.dates.place_directed import feast_near, middle_day
from timeline.dates.placed import Placed
from timeline.types import OPEN, Anchor, AnchorKind, Granularity, Interval, TimexType

MONTH_LONG = 25
"""A feast of so many days or more ("Ramadan") has the month of its middle as value, no day."""


def place_recurring(meaning: Recurring, context: Context, case: Case) -> Placed:
    if case.apposed and meaning.value == UNKNOWN_DAY:  # "on 21 July, the fifth day of the siege"
        same = case.apposed
        trace = (f"'{case.words}' stands beside '{same.words}' and is that very date",)
        answer = dated(same.interval, same.granularity, AnchorKind.EXPRESSION, trace, ref=same.id)
        return replace(answer, remember=None)
    if case.is_today and meaning.value == UNKNOWN_DAY and not context.narrative:  # "It is the second day of the siege"
        return from_published(
            context,
            calendar.day,
            Granularity.DAY,
            lambda origin: f"'{case.words}' is said of the present, so it is {origin}",
        )
    return undated(meaning.value, "a time that comes again and again, not one date", TimexType.SET)


def place_reference(meaning: Reference, context: Context, case: Case) -> Placed:
    """ "now", "recently", "soon": a soft stretch around, before or after the publication date."""
    value = meaning.value
    back, ahead = {
        "PRESENT_REF": (0, 0),
        "PAST_REF": (case.soft.recently_days, 0),
        "FUTURE_REF": (0, case.soft.soon_days),
    }[value]
    if context.narrative:
        return undated(value, "a vague word in a narrative, whose 'now' is not the day of publication")
    placed = from_published(
        context,
        lambda dct: Interval(plus_days(dct, -back), plus_days(dct, ahead)),
        Granularity.VAGUE,
        lambda origin: f"'{case.words}' is vague; {back} days before to {ahead} days after {origin} are allowed for",
        unknown=value,
        vague=True,
    )
    return replace(placed, value=value, remember=None)


def place_feast(meaning: FeastDay, context: Context, case: Case) -> Placed:
    placed = _place_feast(meaning, context, case)
    anchor = placed.anchor
    if meaning.about and isinstance(anchor, Anchor) and anchor.earliest:
        month = calendar.month_of(anchor.earliest.year, anchor.earliest.month)
        trace = (*anchor.trace, "what has its name from the feast was around it, not on the day")
        return dated(month, Granularity.MONTH, anchor.kind, trace, ref=anchor.ref, vague=True)
    if not meaning.eve or not isinstance(anchor, Anchor) or not anchor.interval.is_closed:
        return placed
    assert anchor.earliest and anchor.latest
    eve = Interval(plus_days(anchor.earliest, -1), plus_days(anchor.latest, -1))
    return _feast_dated(eve, anchor.kind, (*anchor.trace, "its eve is the day before"), anchor.ref)


def _place_feast(meaning: FeastDay, context: Context, case: Case) -> Placed:
    year = meaning.year
    if year is not None:
        days = feast_intervals(meaning.key, year) if 1 <= year <= 9998 else ()
        if not days:
            return undated(f"{year:04}", f"no such feast is reckoned for {year}")
        interval = Interval(days[0].earliest, days[-1].latest)
        trace = (f"'{case.words}' was on {calendar.describe_interval(interval)}",)
        return _feast_dated(interval, AnchorKind.CALENDAR, trace, None)
    point = context.running
    if (context.narrative or context.published == OPEN) and point and point.interval.earliest:
        days = feast_intervals(meaning.key, point.interval.earliest.year)
        if days:
            trace = (f"'{case.words}' has no year; the text last spoke of '{point.words}'",)
            return _feast_dated(days[0], AnchorKind.EXPRESSION, trace, point.id)
    placed = from_published(
        context,
        lambda dct: feast_near(meaning.key, dct, case.tense),
        Granularity.DAY,
        lambda origin: f"'{case.words}' has no year; it is the one nearest to {origin} by the tense of the clause",
    )
    anchor = placed.anchor
    reach = feast_reach(meaning.key)
    if reach and isinstance(anchor, Anchor) and not _is_near(anchor.interval, context.today, reach):
        return undated(UNKNOWN_DAY, f"'{case.words}' is kept on other days elsewhere, and none is near this text")
    if isinstance(anchor, Anchor) and context.today.is_day:
        return _feast_dated(anchor.interval, anchor.kind, anchor.trace, anchor.ref)
    return placed


def _is_near(interval: Interval, today: Interval, days: int) -> bool:
    """Whether a stretch lies within so many days of the day of speaking."""
    pairs = [(interval.earliest, today.latest), (interval.latest, today.earliest)]
    return all(one and other and abs((one - other).days) <= days for one, other in pairs)


def _feast_dated(interval: Interval, kind: AnchorKind, trace: tuple[str, ...], ref: str | None) -> Placed:
    """A feast of one day is a day; where moon or sunset leave a doubt, the value is the middle day."""
    assert interval.earliest and interval.latest
    days = (interval.latest - interval.earliest).days
    granularity = Granularity.DAY if days == 0 else Granularity.RANGE
    if days:
        trace += (f"moon, sunset or custom leave {days + 1} days",)
    middle = middle_day(interval).isoformat()
    value = middle if days < MONTH_LONG else middle[:7]
    return dated(interval, granularity, kind, trace, ref=ref, value=value)


def place_period(meaning: NamedPeriod, context: Context, case: Case) -> Placed:
    period = period_of(meaning.key)
    interval = period.interval
    assert interval.earliest
    if meaning.day and context.published.latest and context.published.latest < interval.earliest:
        return place_date(meaning.day, context, case)  # a text older than the period means another day
    granularity = Granularity.DAY if interval.is_day else Granularity.RANGE
    trace = (f"'{case.words}' is {period.name}, {calendar.describe_interval(interval)}; source: {period.source}",)
    value = interval.earliest.isoformat() if interval.is_day else None
    if value is None:
        same = interval.latest and interval.earliest.year == interval.latest.year
        value = f"{interval.earliest.year:04}" if same else f"{interval.earliest.isoformat()[:3]}"
    return dated(interval, granularity, AnchorKind.CALENDAR, trace, value=value)


def place_hijri_year(meaning: HijriYear, context: Context, case: Case) -> Placed:
    """ "1402 AH": from its first day to its last by the Umm al-Qura calendar, a day either way for the moon."""
    interval = hijri_year(meaning.year)
    if interval is None or interval.earliest is None:
        return undated(UNKNOWN_DAY, f"no calendar here reckons the year {meaning.year} of the Hijra")
    told = "by the Umm al-Qura calendar, with a day before and after for the sighting of the moon"
    trace = (f"'{case.words}' is the year {meaning.year} of the Hijra, {told}",)
    value = f"{plus_days(interval.earliest, 180).year:04}"  # TIMEX3 has no name for it: the year of its middle
    return dated(interval, Granularity.RANGE, AnchorKind.CALENDAR, trace, value=value)
