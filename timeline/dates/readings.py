"""The readings: from the words of a match to its meaning. Few, small and pure; rules choose them by name.

A reading returns None where the words make no sense together ("31 February"); the next best rule is then tried.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from timeline.dates.feasts import feast_names
from timeline.dates.meanings import (
    CalendarDate,
    Directed,
    Edge,
    FeastDay,
    HijriYear,
    Meaning,
    Moment,
    NamedPeriod,
    Reading,
    Recurring,
    Reference,
    Unit,
    Within,
    YearPart,
    Years,
)
from timeline.dates.periods import period_named
from timeline.dates.readings_clock import read_date_group, read_moment, read_night_of_two_days, read_part_of_any_day
from timeline.dates.readings_counts import (
    read_ago_this,
    read_anniversary,
    read_day_beside,
    read_from_weekday,
    read_length,
    read_months_period,
    read_ordinal_unit,
    read_recurring,
    read_shift,
    read_weekdays_ago,
)
from timeline.dates.readings_dates import read_date, read_digits, read_either_order, with_edge
from timeline.dates.said import Said, year_in_full
from timeline.dates.words import squeezed
from timeline.types import TimexType


def _year_part(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """A season, or the nth quarter or half, of a year."""
    name = said.value("season")
    if name is None:
        number = said.value("ordinal") or said.value("n")
        kind = options.get("kind") or said.value("kind")
        if number is None or kind is None or not 1 <= number <= {"Q": 4, "H": 2}[kind]:
            return None
        name = f"{kind}{int(number)}"
    year = year_in_full(said)
    if options.get("kind") == "two-years":
        if name != "WI" or year is None:
            return None
        return with_edge(said, YearPart("WI", year, True))
    direction = said.value("direction")
    if direction is not None:
        return with_edge(said, Directed(YearPart(name), direction))
    offset = said.value("year_direction")
    if offset is not None:
        return with_edge(said, Directed(YearPart(name), 10 + offset))
    return with_edge(said, YearPart(name, year))


def _decade(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the 1990s", "the nineties", "the '80s"."""
    number = said.value("decade")
    if number is None or number % 10:
        return None
    short = number < 100
    if not short and number % 100 == 0:
        return with_edge(said, Years(number // 100, 100))  # "the 1800s" are a hundred years
    return with_edge(said, Years((1900 + number) // 10 if short else number // 10, 10, said.has("bc"), short))


def _century(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the 19th century" is 18; before Christ "the 9th century BC" is BC08."""
    number = said.value("ordinal")
    if number is None or not 1 <= number <= 30:
        return None
    return with_edge(said, Years(int(number) - 1, 100, said.has("bc")))


def _unit(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "last week", "that month", "the following day", "today": options or labels give unit and offset."""
    unit = options.get("unit") or said.value("unit")
    offset = options["offset"] if "offset" in options else said.value("direction")
    if unit in ("s", "m", "h"):
        return None
    meaning = Unit(unit, offset, bool(options.get("running", False)), bool(options.get("own", False)))
    return with_edge(said, meaning)


def _weekend(said: Said, options: Mapping[str, Any]) -> Reading | None:
    return with_edge(said, Unit("WE", said.value("direction"), False))


def _directed(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "last May", "next Friday", "this summer", "last Thanksgiving"."""
    direction = options["direction"] if "direction" in options else said.value("direction")
    target: CalendarDate | YearPart | FeastDay
    if said.has("weekday"):
        target = CalendarDate(weekday=said.value("weekday"))
    elif said.has("month"):
        target = CalendarDate(month=said.value("month"), day=said.value("day"))
    elif said.has("season"):
        target = YearPart(said.value("season"))
    else:
        target = FeastDay(_feast_key(said))
    if said.has("year_direction"):
        return with_edge(said, Directed(target, 10 + said.value("year_direction")))
    if said.has("week_direction"):
        return with_edge(said, Directed(target, 0, said.value("week_direction")))
    return with_edge(said, Directed(target, direction, running=bool(options.get("running", False))))


def _feast_key(said: Said) -> str:
    """The key of the feast whose name was found."""
    said_name = squeezed("".join(said.tokens["feast"]))
    return next(key for name, key in feast_names("en").items() if squeezed(name) == said_name)


def _feast(said: Said, options: Mapping[str, Any]) -> Reading | None:
    meaning = FeastDay(_feast_key(said), year_in_full(said), said.has("eve"), options.get("part") == "month")
    part = said.value("part")
    return Reading(Moment(part, meaning)) if part else with_edge(said, meaning)


def _period(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """A named period, by its name or by the key that the rule gives."""
    return Reading(NamedPeriod(options.get("key") or period_named(squeezed("".join(said.tokens["period"])))))


def _reference(said: Said, options: Mapping[str, Any]) -> Reading | None:
    value = options.get("value") or said.value("ref")
    return Reading(Reference(value), None, True)


def _anaphor_day(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the 13th", "the night of the 4th": a day of the month in question."""
    day = said.value("day")
    return Reading(CalendarDate(day=int(day))) if day and 1 <= day <= 31 else None


def _within(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the last week of August", "the first two months of 1939", "the first day of the year"."""
    ordinal, unit = said.value("ordinal"), said.value("unit")
    number = said.number("n")
    count = int(number[0]) if number and number[0] else 1
    weekday = said.value("weekday")
    of: Meaning | None
    if said.has("century"):
        of = Years(int(said.value("century")) - 1, 100)
    elif said.has("month") or said.has("year"):
        of = CalendarDate(year_in_full(said), said.value("month"))
    else:
        of = Unit(said.value("of_unit"), said.value("direction") or 0, True)
    if of is None or ordinal is None:
        return None
    if not number and said.text("unit").lower() in said.words["long_units"] and ordinal in (1, -1):
        return Reading(Edge(of, "END" if ordinal < 0 else "START"), "END" if ordinal < 0 else "START")
    if weekday:
        return Reading(Within("D", int(ordinal), of, weekday=weekday))
    return Reading(Within(unit, int(ordinal), of, count))


def _edge_of(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the first half of March": a half of a month or season."""
    if said.has("season"):
        return with_edge(said, YearPart(said.value("season"), year_in_full(said)))
    inner = read_date(said, {})
    return inner if inner and said.value("edge") else None


def _week_of(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the week of March 6": the week with that day."""
    inner = read_date(said, {})
    return Reading(Within("W", 0, inner.meaning)) if inner else None


def _hijri_year(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "1402 AH": a year of the Islamic calendar."""
    return Reading(HijriYear(said.value("ah")))


def _named_day(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the September 11 attacks": the day of a period, and what the date says by itself."""
    day = CalendarDate(month=options["month"], day=options["day"])
    inner = read_date(said, {})
    return Reading(NamedPeriod(options["key"], day)) if inner and inner.meaning == day else None


ReadingFunction = Callable[[Said, Mapping[str, Any]], Reading | None]

READINGS: Mapping[str, ReadingFunction] = {
    "date": read_date,
    "digits": read_digits,
    "digits-of-either-order": read_either_order,
    "year-part": _year_part,
    "decade": _decade,
    "century": _century,
    "unit": _unit,
    "weekend": _weekend,
    "directed": _directed,
    "feast": _feast,
    "period": _period,
    "length": read_length,
    "shift": read_shift,
    "recurring": read_recurring,
    "reference": _reference,
    "quarter-of-year": lambda said, options: Reading(YearPart("Q", year_in_full(said))),
    "latest-quarter": lambda said, options: Reading(Unit("Q", None, True)),
    "mid-unit": lambda said, options: Reading(Edge(Unit(said.value("unit"), 0), "MID"), "MID"),
    "nothing": lambda said, options: None,
    "day-of-operation": lambda said, options: Reading(Recurring("XXXX-XX-XX"), type=TimexType.DATE),
    "moment-at-night": lambda said, options: Reading(Moment("TNI", CalendarDate(weekday=said.value("weekday")))),
    "that-time": lambda said, options: Reading(Unit("D", 0, True)),
    "part-of-any-day": read_part_of_any_day,
    "moment": read_moment,
    "day-of-month": _anaphor_day,
    "within": _within,
    "ordinal-unit": read_ordinal_unit,
    "anniversary": read_anniversary,
    "date-time-group": read_date_group,
    "night-of-two-days": read_night_of_two_days,
    "day-beside": read_day_beside,
    "day-of-direction-month": lambda said, options: Reading(
        Within("D", said.value("day"), Unit("M", said.value("month_direction")))
    ),
    "weekdays-ago": read_weekdays_ago,
    "from-weekday": read_from_weekday,
    "ago-this": read_ago_this,
    "months-period": read_months_period,
    "week-of": _week_of,
    "edge-of": _edge_of,
    "hijri-year": _hijri_year,
    "named-day": _named_day,
}


def typed(reading: Reading, options: Mapping[str, Any]) -> Reading:
    """The reading with the TIMEX3 type that its rule fixes, if any."""
    return replace(reading, type=TimexType(options["type"])) if "type" in options else reading
