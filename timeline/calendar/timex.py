"""TIMEX3 values of intervals, to and fro."""

from __future__ import annotations

import re
from datetime import date, timedelta

from timeline.calendar.stretches import (
    SEASON_MONTHS,
    day,
    half_of,
    is_year,
    iso_week,
    month_of,
    quarter_of,
    season_of,
    season_year,
    x_years,
    year_of,
)
from timeline.types import Granularity, Interval

_TIMEX_DATE = re.compile(
    r"(?P<year>\d{2,4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>\w\w(?::\d\d(?::\d\d)?)?Z?))?)?))?\Z"
)


def interval_of_timex(value: str) -> Interval | None:
    """The days that a TIMEX3 value names; None where it names none (``PXW``, ``PRESENT_REF``, ``XXXX-06``).

    >>> interval_of_timex("2017-W50").earliest
    datetime.date(2017, 12, 11)
    >>> interval_of_timex("201").latest
    datetime.date(2019, 12, 31)
    """
    match = _TIMEX_DATE.match(value)
    if not match:
        return None
    try:
        return _interval_of_parts(match)
    except ValueError:
        return None


def _interval_of_parts(match: re.Match[str]) -> Interval:
    year = int(match["year"])
    if len(match["year"]) < 4:
        return x_years(year, 10 ** (4 - len(match["year"])))
    if match["week"]:
        week = iso_week(year, int(match["week"]))
        return Interval(week.earliest and week.earliest + timedelta(5), week.latest) if match["weekend"] else week
    if match["quarter"]:
        return quarter_of(year, int(match["quarter"]))
    if match["half"]:
        return half_of(year, int(match["half"]))
    if match["season"]:
        return season_of(year, match["season"])
    if match["day"]:
        return day(date(year, int(match["month"]), int(match["day"])))
    return month_of(year, int(match["month"])) if match["month"] else year_of(year)


def timex_of(interval: Interval, granularity: Granularity) -> str | None:
    """The TIMEX3 date value of an interval of its granularity; None where TIMEX3 has no name for it.

    >>> timex_of(Interval(date(2017, 12, 11), date(2017, 12, 17)), Granularity.WEEK)
    '2017-W50'
    """
    first = interval.earliest
    if first is None or interval.latest is None:
        return None
    value = _timex_name(first, granularity)
    if granularity is Granularity.YEAR:
        return value if is_year(first, interval.latest) else None
    if granularity in (Granularity.DAY, Granularity.TIME):
        return value if first == interval.latest else None
    return value if value and (granularity is Granularity.MILLENNIUM or interval_of_timex(value) == interval) else None


def _timex_name(first: date, granularity: Granularity) -> str | None:
    """The TIMEX3 name of the stretch of a granularity that begins with ``first``."""
    year = f"{first.year:04}"
    match granularity:
        case Granularity.DAY | Granularity.TIME:
            return first.isoformat()
        case Granularity.WEEK | Granularity.WEEKEND:
            iso = first.isocalendar()
            return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if granularity is Granularity.WEEKEND else "")
        case Granularity.MONTH:
            return f"{year}-{first.month:02}"
        case Granularity.SEASON:
            season = next((name for name, (month, _) in SEASON_MONTHS.items() if month == first.month), None)
            return f"{season_year(first):04}-{season}" if season else None
        case Granularity.QUARTER:
            return f"{year}-Q{(first.month + 2) // 3}"
        case Granularity.HALF:
            return f"{year}-H{(first.month + 5) // 6}"
        case Granularity.YEAR:
            return year
        case Granularity.DECADE:
            return year[:3]
        case Granularity.CENTURY:
            return year[:2]
        case Granularity.MILLENNIUM:
            return year[:1]
        case _:
            return None
