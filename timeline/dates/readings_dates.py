"""The readings of calendar dates, in words and in digits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from timeline.dates.meanings import DAY_FIRST, MONTH_FIRST, CalendarDate, Edge, Meaning, Moment, NumericDate, Reading
from timeline.dates.said import SHORT_YEARS_FROM, Said, clock_of, year_in_full, zone_of

EDGES = {"START": "START", "MID": "MID", "END": "END", "EARLIER": "START", "LATER": "END"}
"""What stands before a stretch, and its TIMEX3 mod; "earlier this month" is cut by the day of speaking."""
WHOLE_DAY = ("year", "month", "day")
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read_date(said: Said, options: Mapping[str, Any]) -> Reading | None:
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
    others = (said.value("until"), said.value("since"))
    meaning = CalendarDate(year, month, day, said.value("weekday"), until=others[0], since=others[1])
    if meaning.month == 2 and meaning.day == 29 and meaning.year and meaning.year > 0 and not _leap(meaning.year):
        return None
    return with_edge(said, meaning)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def with_edge(said: Said, meaning: Meaning) -> Reading:
    """Put "early", "the end of", "about" around a meaning."""
    edge = said.value("edge")
    if edge in EDGES:
        return Reading(Edge(meaning, edge), EDGES[edge])
    approx = said.has("about")
    return Reading(meaning, "APPROX" if approx else None, approx)


def read_digits(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """Digits in a fixed order: options give it ("dmy", "mdy", "ymd"), and ``why`` where another one could be meant."""
    text = said.text("digits")
    if text:
        year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    else:
        parts = [said.value(label) for label in ("one", "two", "three")]
        year, month, day = (parts[options["order"].index(field)] for field in "ymd")
    if said.has("hour") and clock_of(said) is None:
        return None  # 25:70 is no clock
    when = day_in_digits(_year_of_digits(year), month, day)
    if when is None:
        return None
    if day <= 12 and day != month:
        when = replace(when, why=options.get("why", ""))
    return Reading(
        Moment(clock_of(said) or "", when, zone=zone_of(said)) if said.has("hour") else when, given=WHOLE_DAY
    )


def read_either_order(said: Said, options: Mapping[str, Any]) -> Reading | None:
    """Digits of which either day or month comes first; certain where the calendar has only one of the two."""
    first, second, year = said.value("one"), said.value("two"), _year_of_digits(said.value("three"))
    day_first, month_first = day_in_digits(year, second, first), day_in_digits(year, first, second)
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


def day_in_digits(year: int, month: int, day: int) -> CalendarDate | None:
    if not (1000 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= MONTH_DAYS[month - 1]):
        return None
    return None if month == 2 and day == 29 and not _leap(year) else CalendarDate(year, month, day)
