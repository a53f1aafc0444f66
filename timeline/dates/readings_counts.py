"""The readings of what is counted: durations, dates so far from another, times that come again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.dates.meanings import CalendarDate, Directed, Length, Reading, Recurring, Shift, Unit, YearPart
from timeline.dates.said import Said, duration_value, year_in_full
from timeline.types import TimexType


def read_length(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """A duration; options give the window (-1 "the last two weeks", +1 "the next few days")."""
    unit = options.get("unit") or said.value("unit")
    low, high = said.number("n") or _default_count(options)
    other = said.number("n2")
    if other:
        low, high = (low, other[0]) if low is not None and other[0] is not None else (None, None)
    low, high = _in_units(said, low), _in_units(said, high)
    window = options["window"] if "window" in options else (said.value("direction") or 0)
    meaning = Length(low, high, unit, window, bool(options.get("running", False)))
    mod = said.value("bound") or ("APPROX" if said.has("about") else None)
    return Reading(meaning, mod, bool(mod) or low is None, None)


def _default_count(options: Mapping[str, Any]) -> tuple[float | None, float | None]:
    count = options.get("count")
    return (None, None) if count is None else (float(count), float(count))


def read_shift(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "two months ago", "three days later", "a week before the raid"."""
    unit = options.get("unit") or said.value("unit")
    low, high = said.number("n") or _default_count(options)
    other = said.number("n2")
    if other:
        low, high = (low, other[0]) if low is not None and other[0] is not None else (None, None)
    low, high = _in_units(said, low), _in_units(said, high)
    sign = options["sign"] if "sign" in options else said.value("sign")
    meaning = Shift(low, high, unit, sign, options["origin"], options.get("event", ""))
    mod = said.value("bound") or ("APPROX" if said.has("about") else None)
    return Reading(meaning, mod, bool(mod) or low is None)


def read_recurring(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "daily", "every Friday", "each year", "twice a week", "Mondays"."""
    if said.has("part") and not said.has("weekday"):
        return Reading(Recurring("XXXX-XX-XX" + said.value("part")))
    if said.has("rate"):
        return Reading(Recurring(said.value("rate")))
    if said.has("weekday"):
        part = said.value("part") or ""
        return Reading(Recurring(f"XXXX-WXX-{said.value('weekday')}{part}"))
    if said.has("month"):
        return Reading(Recurring(f"XXXX-{said.value('month'):02}"))
    if said.has("season"):
        return Reading(Recurring(f"XXXX-{said.value('season')}"))
    number = said.number("n")
    count = 1 if not number or number[0] is None else number[0]
    return Reading(Recurring(duration_value(count, said.value("unit"))))


def read_anniversary(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the first anniversary of the attack": so many years after an event."""
    count = said.value("ordinal")
    if not count or count < 1:
        return None
    return Reading(Shift(float(count), float(count), "Y", 1, "event", "anniversary"), type=TimexType.DATE)


def read_ordinal_unit(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the second day", "the first year": a unit of something that is not said here."""
    unit = said.value("unit")
    if unit == "D":
        return Reading(Recurring("XXXX-XX-XX"), type=TimexType.DATE)
    return Reading(Length(1, 1, unit))


def read_weekdays_ago(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "two Fridays ago": the last Friday but one."""
    number = said.number("n")
    if number is None or number[0] is None or not 1 <= number[0] <= 99:
        return None
    return Reading(Directed(CalendarDate(weekday=said.value("weekday")), -1, 1 - int(number[0])))


def read_from_weekday(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "a week from Friday", "two weeks from Monday": so many weeks after the next one."""
    number = said.number("n")
    if number is None or number[0] is None or said.value("unit") != "W" or number[0] > 99:
        return None
    return Reading(Directed(CalendarDate(weekday=said.value("weekday")), 1, int(number[0])))


def read_day_beside(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the day before last Tuesday": the Monday."""
    step = 1 if said.text("sign").lower() == "after" else -1
    target, direction = CalendarDate(weekday=said.value("weekday")), said.value("direction")
    return Reading(Directed(target, -1 if direction is None else direction, days=step))


def read_ago_this(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "two years ago this month": that very month."""
    number, unit = said.number("n"), said.value("of_unit")
    if number is None or number[0] is None or (said.value("unit"), unit) != ("Y", "M"):
        return None
    return Reading(Unit("M", -12 * int(number[0])))


def read_months_period(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the January-March period": a quarter, where the months make one."""
    first, last = said.value("m1"), said.value("month")
    if last - first != 2 or last % 3:
        return None
    return Reading(YearPart(f"Q{last // 3}", year_in_full(said)))


def _in_units(said: Said, count: float | None) -> float | None:
    """A count of fortnights in weeks."""
    form = said.words["double_week"].get(said.text("unit").lower())
    return count * form.value if form and count is not None else count
