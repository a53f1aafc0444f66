"""Stretches of the calendar as intervals: months, weeks, seasons, years; and moving by days and months."""

from __future__ import annotations

import calendar as gregorian
from datetime import date, timedelta

from timeline.types import Interval

SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
"""First and last month of the meteorological seasons of the northern half; winter ends in the next year."""

SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
"""The codes of EDTF level 1 for seasons; quarters are 33-36 and halves 40-41 in level 2."""


def day(when: date) -> Interval:
    """The interval of one day."""
    return Interval(when, when)


def month_of(year: int, month: int) -> Interval:
    """The days of a month.

    >>> month_of(2024, 2).latest
    datetime.date(2024, 2, 29)
    """
    return Interval(date(year, month, 1), date(year, month, gregorian.monthrange(year, month)[1]))


def months_of(year: int, first: int, last: int) -> Interval:
    """From the first day of month ``first`` to the last day of month ``last``; a smaller one is of the next year."""
    end = month_of(year + (last < first), last)
    return Interval(date(year, first, 1), end.latest)


def year_of(year: int) -> Interval:
    return Interval(date(year, 1, 1), date(year, 12, 31))


def years_of(first: int, last: int) -> Interval:
    """All days of the years ``first`` to ``last``, cut to the years that dates can hold (1 to 9999)."""
    if last < 1 or first > 9999:
        raise ValueError(f"years {first} to {last} lie outside 1 to 9999")
    return Interval(date(max(first, 1), 1, 1), date(min(last, 9999), 12, 31))


def quarter_of(year: int, quarter: int) -> Interval:
    return months_of(year, 3 * quarter - 2, 3 * quarter)


def half_of(year: int, half: int) -> Interval:
    return months_of(year, 6 * half - 5, 6 * half)


def season_of(year: int, season: str) -> Interval:
    """Season "SP", "SU", "FA" or "WI" of a year: meteorological, northern; the winter of a year is that of its January.

    >>> season_of(2016, "WI").earliest
    datetime.date(2015, 12, 1)
    """
    return months_of(year - 1 if season == "WI" else year, *SEASON_MONTHS[season])


def season_year(first: date) -> int:
    """The year that names the season which begins with ``first``: a winter has that of its January."""
    return first.year + (first.month == 12)


def week_of(when: date) -> Interval:
    """The ISO week, Monday to Sunday, that holds a day."""
    monday = plus_days(when, -when.weekday())
    return Interval(monday, plus_days(monday, 6))


def iso_week(year: int, week: int) -> Interval:
    """Week ``week`` of ISO year ``year``; raises ValueError where the year has no such week."""
    monday = date.fromisocalendar(year, week, 1)
    return Interval(monday, monday + timedelta(6))


def plus_days(when: date, days: int) -> date:
    """``when`` moved by days, held inside the years 1 to 9999."""
    return date.fromordinal(min(max(when.toordinal() + days, 1), date.max.toordinal()))


def plus_months(when: date, months: int) -> date:
    """``when`` moved by months, on the same day or the last one of a shorter month; held inside the years 1 to 9999.

    >>> plus_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    count = when.year * 12 + when.month - 1 + months
    year, month = divmod(count, 12)
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    return date(year, month + 1, min(when.day, gregorian.monthrange(year, month + 1)[1]))


def widen(interval: Interval, *, before: int, after: int) -> Interval:
    """The interval with ``before`` and ``after`` days more on its closed ends."""
    return Interval(
        interval.earliest and plus_days(interval.earliest, -before),
        interval.latest and plus_days(interval.latest, after),
    )


def hull(one: Interval, other: Interval) -> Interval:
    """The smallest interval that holds both; an open end stays open."""
    return Interval(
        min(one.earliest, other.earliest) if one.earliest and other.earliest else None,
        max(one.latest, other.latest) if one.latest and other.latest else None,
    )


def is_year(first: date, last: date) -> bool:
    """Whether two days are the first and last of a year."""
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year


def is_month(first: date, last: date) -> bool:
    """Whether two days are the first and last of a month."""
    same = first.day == 1 and (first.year, first.month) == (last.year, last.month)
    return same and last.day == gregorian.monthrange(last.year, last.month)[1]


def x_years(prefix: int, length: int) -> Interval:
    """The years whose number begins with ``prefix``: 199 and ``length`` 10 are the 1990s, 18 and 100 the 1800s."""
    return years_of(prefix * length, prefix * length + length - 1)
