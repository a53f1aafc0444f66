"""Intervals in the words of readers."""

from __future__ import annotations

import calendar as gregorian
from datetime import date

from timeline.calendar.edtf import days_of_one_of
from timeline.calendar.stretches import month_of, x_years, year_of
from timeline.types import OPEN, Granularity, Interval


def in_words(when: date) -> str:
    """A day as readers write it.

    >>> in_words(date(2023, 10, 8))
    '8 October 2023'
    """
    return f"{when.day} {gregorian.month_name[when.month]} {when.year}"


def describe_interval(interval: Interval) -> str:
    """The days of an interval for a reader.

    >>> describe_interval(month_of(2020, 6))
    'June 2020'
    >>> describe_interval(Interval(date(2016, 3, 1), date(2016, 3, 15)))
    'between 1 and 15 March 2016'
    >>> describe_interval(Interval(date(2017, 12, 7), None))
    '7 December 2017 or later'
    """
    first, last = interval.earliest, interval.latest
    if last is None:
        return f"{in_words(first)} or later" if first else "unknown"
    if first is None:
        return f"{in_words(last)} or earlier"
    if first == last:
        return in_words(first)
    return _describe_stretch(first, last)


def describe_date(interval: Interval, edtf: str | None) -> str:
    """The same, where ``edtf`` may say that one of some days is meant and none between them.

    >>> describe_date(Interval(date(2023, 8, 10), date(2023, 10, 8)), "[2023-08-10,2023-10-08]")
    '10 August 2023 or 8 October 2023'
    """
    days = days_of_one_of(edtf)
    return " or ".join(map(in_words, days)) if days else describe_interval(interval)


def _describe_stretch(first: date, last: date) -> str:
    whole = Interval(first, last)
    if whole == month_of(first.year, first.month):
        return f"{gregorian.month_name[first.month]} {first.year}"
    if whole == year_of(first.year):
        return str(first.year)
    for length, name in ((10, "{}s"), (100, "the {}s")):
        if whole == x_years(first.year // length, length):
            return name.format(first.year)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"between {first.year} and {last.year}"
    if first.day == 1 and last == month_of(last.year, last.month).latest:
        begin = gregorian.month_name[first.month] + ("" if first.year == last.year else f" {first.year}")
        return f"between {begin} and {gregorian.month_name[last.month]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"between {first.day} and {in_words(last)}"
    begin = in_words(first).removesuffix(f" {first.year}") if first.year == last.year else in_words(first)
    return f"between {begin} and {in_words(last)}"


_LENGTHS = ((365, "year"), (30, "month"), (7, "week"), (1, "day"))


def precision_in_words(interval: Interval, granularity: Granularity, vague: bool, edtf: str | None = None) -> str:
    """How precise a date is, for a reader: "day", "month", "about two months", "one of 2 days", "unknown".

    >>> precision_in_words(Interval(date(2016, 2, 1), date(2016, 4, 30)), Granularity.RANGE, True)
    'about 3 months'
    >>> either = "[2023-08-10,2023-10-08]"
    >>> precision_in_words(Interval(date(2023, 8, 10), date(2023, 10, 8)), Granularity.DAY, True, either)
    'one of 2 days'
    """
    if choices := days_of_one_of(edtf):
        return f"one of {len(choices)} days"
    days = interval.days
    if days is None:
        return "open on one side" if interval != OPEN else "unknown"
    about = "about " if vague else ""
    if days == 1:
        return "about a day" if vague else "day"
    named = granularity not in (Granularity.RANGE, Granularity.VAGUE, Granularity.TIME, Granularity.DAY)
    if named and not vague:
        return granularity.value
    size, unit = next((size, unit) for size, unit in _LENGTHS if days >= size * 0.9)
    count = max(1, round(days / size))
    return f"{about}{count} {unit}{'s' if count > 1 else ''}"
