"""The readings: from the words of a match to its meaning. Few, small and pure; rules choose them by name.

A reading returns None where the words make no sense together ("31 February"); the next best rule is then tried.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from timeline.dates.feasts import feast_names
from timeline.dates.meanings import (
    DAY_FIRST,
    MONTH_FIRST,
    CalendarDate,
    Directed,
    Edge,
    FeastDay,
    HijriYear,
    Meaning,
    Moment,
    NamedPeriod,
    NumericDate,
    Reading,
    Recurring,
    Reference,
    Unit,
    Within,
    YearPart,
    Years,
)
from timeline.dates.periods import period_named
from timeline.dates.readings_counts import (
    read_ago_this,
    read_anniversary,
    read_from_weekday,
    read_length,
    read_months_period,
    read_ordinal_unit,
    read_recurring,
    read_shift,
    read_weekdays_ago,
)
from timeline.dates.said import SHORT_YEARS_FROM, Said, year_in_full
from timeline.dates.words import squeezed
from timeline.types import TimexType

EDGES = {"START": "START", "MID": "MID", "END": "END", "EARLIER": "START", "LATER": "END"}
"""What stands before a stretch, and its TIMEX3 mod; "earlier this month" is cut by the day of speaking."""
WHOLE_DAY = ("year", "month", "day")
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _date(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """Any calendar date: year, month, day, weekday as far as the match has them."""
    month, day = said.value("month"), said.value("day")
    year = year_in_full(said)
    if said.has("year") and year is None:
        return None
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= (MONTH_DAYS[month - 1] if month else 31):
        return None
    last_month = said.value("last_month")
    if year and last_month and month and last_month < month:
        year -= 1  # "December and January 1918": the year belongs to the second
    meaning = CalendarDate(year, month, day, said.value("weekday"))
    if meaning.month == 2 and meaning.day == 29 and meaning.year and meaning.year > 0 and not _leap(meaning.year):
        return None
    return _with_edge(said, meaning)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _with_edge(said: Said, meaning: Meaning) -> Reading:
    """Put "early", "the end of", "about" around a meaning."""
    edge = said.value("edge")
    if edge in EDGES:
        return Reading(Edge(meaning, edge), EDGES[edge])
    approx = said.has("about")
    return Reading(meaning, "APPROX" if approx else None, approx)


def _iso(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """Digits in a fixed order: options give it ("dmy", "mdy", "ymd"), and ``why`` where another one could be meant."""
    text = said.text("digits")
    if text:
        year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    else:
        parts = [said.value(label) for label in ("one", "two", "three")]
        year, month, day = (parts[options["order"].index(field)] for field in "ymd")
    if said.has("hour") and _clock(said) is None:
        return None
    when = _day_in_digits(_year_of_digits(year), month, day)
    if when is None:
        return None
    if day <= 12 and day != month:
        when = replace(when, why=options.get("why", ""))
    return Reading(Moment(_clock(said) or "", when, zone=_zone(said)) if said.has("hour") else when, given=WHOLE_DAY)


def _either_order(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """Digits of which either day or month comes first; certain where the calendar has only one of the two."""
    first, second, year = said.value("one"), said.value("two"), _year_of_digits(said.value("three"))
    day_first, month_first = _day_in_digits(year, second, first), _day_in_digits(year, first, second)
    if day_first and month_first:
        if first == second:
            return Reading(day_first, given=WHOLE_DAY)
        return Reading(NumericDate(year, first, second), given=("year",))
    certain, order = (day_first, DAY_FIRST) if day_first else (month_first, MONTH_FIRST)
    return Reading(replace(certain, order=order), given=WHOLE_DAY) if certain else None


def _year_of_digits(year: int) -> int:
    if year >= 100:
        return year
    return year + (1900 if year >= SHORT_YEARS_FROM else 2000)


def _day_in_digits(year: int, month: int, day: int) -> CalendarDate | None:
    if not (1000 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= MONTH_DAYS[month - 1]):
        return None
    return None if month == 2 and day == 29 and not _leap(year) else CalendarDate(year, month, day)


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
    direction = said.value("direction")
    if direction is not None:
        return _with_edge(said, Directed(YearPart(name), direction))
    offset = said.value("year_direction")
    if offset is not None:
        return _with_edge(said, Directed(YearPart(name), 10 + offset))
    return _with_edge(said, YearPart(name, year))


def _decade(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the 1990s", "the nineties", "the '80s"."""
    number = said.value("decade")
    if number is None or number % 10:
        return None
    short = number < 100
    if not short and number % 100 == 0:
        return _with_edge(said, Years(number // 100, 100))  # "the 1800s" are a hundred years
    return _with_edge(said, Years((1900 + number) // 10 if short else number // 10, 10, said.has("bc"), short))


def _century(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the 19th century" is 18; before Christ "the 9th century BC" is BC08."""
    number = said.value("ordinal")
    if number is None or not 1 <= number <= 30:
        return None
    return _with_edge(said, Years(int(number) - 1, 100, said.has("bc")))


def _unit(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "last week", "that month", "the following day", "today": options or labels give unit and offset."""
    unit = options.get("unit") or said.value("unit")
    offset = options["offset"] if "offset" in options else said.value("direction")
    if unit in ("s", "m", "h"):
        return None
    meaning = Unit(unit, offset, bool(options.get("running", False)), bool(options.get("own", False)))
    return _with_edge(said, meaning)


def _weekend(said: Said, options: Mapping[str, Any]) -> Reading | None:
    return _with_edge(said, Unit("WE", said.value("direction"), False))


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
        return _with_edge(said, Directed(target, 10 + said.value("year_direction")))
    if said.has("week_direction"):
        return _with_edge(said, Directed(target, 0, said.value("week_direction")))
    return _with_edge(said, Directed(target, direction, running=bool(options.get("running", False))))


def _feast_key(said: Said) -> str:
    """The key of the feast whose name was found."""
    said_name = squeezed("".join(said.tokens["feast"]))
    return next(key for name, key in feast_names("en").items() if squeezed(name) == said_name)


def _feast(said: Said, options: Mapping[str, Any]) -> Reading | None:
    meaning = FeastDay(_feast_key(said), year_in_full(said), said.has("eve"), options.get("part") == "month")
    part = said.value("part")
    return Reading(Moment(part, meaning)) if part else _with_edge(said, meaning)


def _period(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """A named period, by its name or by the key that the rule gives."""
    return Reading(NamedPeriod(options.get("key") or period_named(squeezed("".join(said.tokens["period"])))))


def _reference(said: Said, options: Mapping[str, Any]) -> Reading | None:
    value = options.get("value") or said.value("ref")
    return Reading(Reference(value), None, True)


def _moment(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """A clock time or part of the day, with the day where it is said."""
    time = _clock(said) if said.has("hour") or said.has("hhmm") else said.value("part")
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
        inner = _date(said, {})
        if inner is None:
            return None
        on = inner.meaning
    elif said.has("day"):
        on = CalendarDate(day=said.value("day"))
    elif "offset" in options:
        on = Unit("D", options["offset"])
    mod = EDGES.get(said.value("edge") or "")
    return Reading(Moment(time, on, said.value("step") or 0, _zone(said), bool(options.get("overnight"))), mod)


def _zone(said: Said) -> str:
    """The zone of a clock as it is written, and for the letters of the military their hours from UTC."""
    letter = said.text("month")[:1].lower() if said.classes.get("month") == "dtg_month" else ""
    written = said.tokens.get("zone", ())
    zone = letter or (" " if "".join(written).isalpha() else "").join(written)  # "local time", "+02:00"
    form = said.words["zone_letter"].get(zone.lower())
    if not zone or form is None:
        return zone
    return f"zone {zone.upper()} (UTC{form.value:+d})" if form.value else f"zone {zone.upper()} (UTC)"


def _clock(said: Said) -> str | None:
    """ "10:35 a.m." is T10:35; noon is T12:00; the military 1430 is T14:30."""
    hour, minute = said.value("hour"), said.value("minute") or 0
    if said.has("hhmm"):
        hour, minute = divmod(said.value("hhmm"), 100)
    meridiem = said.text("meridiem").lower()[:1]
    if meridiem:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if meridiem == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    return f"T{hour:02}:{minute:02}"


def _part_of_any_day(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "at night", "daytime": a part of any day."""
    return Reading(Recurring("XXXX-XX-XX" + (options.get("value") or said.value("part"))), type=TimexType.TIME)


def _anaphor_day(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the 13th", "the night of the 4th": a day of the month in question."""
    day = said.value("day")
    return Reading(CalendarDate(day=int(day))) if day and 1 <= day <= 31 else None


def _within(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the last week of August", "the first two months of 1939", "the first day of the year"."""
    ordinal, unit = said.value("ordinal"), said.value("unit")
    number = said.number("n")
    count = int(number[0]) if number and number[0] else 1
    if said.has("month") or said.has("year"):
        inner = _date(said, {})
        of: Meaning | None = inner.meaning if inner else None
    else:
        of = Unit(said.value("of_unit"), said.value("direction") or 0, True)
    if of is None or ordinal is None:
        return None
    if not number and said.text("unit").lower() in said.words["long_units"] and ordinal in (1, -1):
        return Reading(Edge(of, "END" if ordinal < 0 else "START"), "END" if ordinal < 0 else "START")
    return Reading(Within(unit, int(ordinal), of, count))


def _week_of(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the week of March 6": the week with that day."""
    inner = _date(said, {})
    return Reading(Within("W", 0, inner.meaning)) if inner else None


def _hijri_year(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "1402 AH": a year of the Islamic calendar."""
    return Reading(HijriYear(said.value("ah")))


def _named_day(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """ "the September 11 attacks": the day of a period, and what the date says by itself."""
    day = CalendarDate(month=options["month"], day=options["day"])
    inner = _date(said, {})
    return Reading(NamedPeriod(options["key"], day)) if inner and inner.meaning == day else None


def _date_group(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """A military date-time group: 061430ZDEC17 is 6 December 2017, 14:30 of zone Z."""
    digits = said.text("digits") or said.text("day") + said.text("hhmm")
    month, year = said.value("month"), year_in_full(said)
    if month is None or year is None:
        return None
    on = _day_in_digits(year, month, int(digits[:2]))
    if on is None:
        return None
    return Reading(Moment(f"T{digits[2:4]}:{digits[4:]}", on, zone=_zone(said)), given=(*WHOLE_DAY, "hour"))


ReadingFunction = Callable[[Said, Mapping[str, Any]], Reading | None]

READINGS: Mapping[str, ReadingFunction] = {
    "date": _date,
    "digits": _iso,
    "digits-of-either-order": _either_order,
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
    "part-of-any-day": _part_of_any_day,
    "moment": _moment,
    "day-of-month": _anaphor_day,
    "within": _within,
    "ordinal-unit": read_ordinal_unit,
    "anniversary": read_anniversary,
    "date-time-group": _date_group,
    "weekdays-ago": read_weekdays_ago,
    "from-weekday": read_from_weekday,
    "ago-this": read_ago_this,
    "months-period": read_months_period,
    "week-of": _week_of,
    "hijri-year": _hijri_year,
    "named-day": _named_day,
}


def typed(reading: Reading, options: Mapping[str, Any]) -> Reading:
    """The reading with the TIMEX3 type that its rule fixes, if any."""
    return replace(reading, type=TimexType(options["type"])) if "type" in options else reading
