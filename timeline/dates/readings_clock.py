"""The readings of clock times, parts of the day and military date-time groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.dates.meanings import CalendarDate, Meaning, Moment, Reading, Recurring, Unit
from timeline.dates.readings_dates import EDGES, MONTH_DAYS, WHOLE_DAY, day_in_digits, read_date
from timeline.dates.said import Said, clock_of, year_in_full, zone_of
from timeline.types import TimexType


def read_moment(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """A clock time or part of the day, with the day where it is said."""
    time = clock_of(said) if said.has("hour") or said.has("hhmm") else said.value("part")
    time = time or options.get("part")
    if time and said.value("half_day") in ("TAF", "TEV", "TNI") and time < "T12":
        time = f"T{int(time[1:3]) + 12}{time[3:]}"
    if time is None:
        return None
    on: Meaning | None = None
    if said.has("weekday") and not said.has("day"):
        on = CalendarDate(weekday=said.value("weekday"))
    elif said.has("day_word"):
        on = Unit("D", said.value("day_word"))
    elif said.has("month"):
        inner = read_date(said, {})
        if inner is None:
            return None
        on = inner.meaning
    elif said.has("day"):
        on = CalendarDate(day=said.value("day"))
    elif "offset" in options:
        on = Unit("D", options["offset"])
    spill = options.get("spill", 0) if time == "TNI" else 0
    mod = EDGES.get(said.value("edge") or "")
    return Reading(Moment(time, on, said.value("step") or 0, zone_of(said), spill), mod)


def read_night_of_two_days(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the night of 11-12 December": that of the first day, into the second, which must be the next one."""
    month, year = said.value("m1") or said.value("month"), year_in_full(said)
    if year and month and said.value("month") < month:
        year -= 1  # "the night of 31 December to 1 January 1944"
    first, second = said.value("day"), said.value("d2")
    if second - first != 1 and not (second == 1 and first >= 28):
        return None
    on = CalendarDate(year, month, first) if 1 <= month <= 12 and first <= MONTH_DAYS[month - 1] else None
    return Reading(Moment(said.value("part"), on, spill=options["spill"])) if on else None


def read_part_of_any_day(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "at night", "daytime": a part of any day."""
    return Reading(Recurring("XXXX-XX-XX" + (options.get("value") or said.value("part"))), type=TimexType.TIME)


def read_date_group(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """A military date-time group: 061430ZDEC17 is 6 December 2017, 14:30 of zone Z."""
    digits = said.text("digits") or said.text("day") + said.text("hhmm")
    month, year = said.value("month"), year_in_full(said)
    if month is None or year is None:
        return None
    on = day_in_digits(year, month, int(digits[:2]))
    if on is None:
        return None
    return Reading(Moment(f"T{digits[2:4]}:{digits[4:]}", on, zone=zone_of(said)), given=(*WHOLE_DAY, "hour"))
