"""Calendar arithmetic: months, weeks, seasons and longer stretches as intervals; EDTF and TIMEX3 text to and fro.

Pure functions. Intervals are inclusive (`timeline.types.Interval`). Years run from 1 to 9999, as in `datetime`;
what lies outside has no interval. EDTF is Level 2 of ISO 8601-2 as far as this program writes it.
"""

from __future__ import annotations

import calendar as gregorian
import re
from datetime import date, timedelta

from timeline.types import OPEN, Granularity, Interval

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


def _season_year(first: date) -> int:
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


# --- EDTF -------------------------------------------------------------------------------------------------------------


def edtf_of(interval: Interval, granularity: Granularity, vague: bool = False) -> str | None:
    """The EDTF text of an interval; ``vague`` marks it as approximate (``~``). None where both ends are open.

    >>> edtf_of(month_of(2020, 6), Granularity.MONTH)
    '2020-06'
    >>> edtf_of(Interval(date(2016, 2, 1), date(2016, 4, 30)), Granularity.RANGE, vague=True)
    '2016-02~/2016-04~'
    """
    mark = "~" if vague else ""
    first, last = interval.earliest, interval.latest
    if first is None and last is None:
        return None
    if first is None or last is None:
        return f"{first}{mark}/.." if first else f"../{last}{mark}"
    named = _named_edtf(first, last, granularity)
    if named is not None:
        return named + mark
    begin, end = _rounded_ends(first, last)
    return f"{begin}{mark}/{end}{mark}"


def _named_edtf(first: date, last: date, granularity: Granularity) -> str | None:
    """The single EDTF name of the stretch ``first`` to ``last``, where it has one of its own."""
    if first == last:
        return first.isoformat()
    year = f"{first.year:04}"
    if _is_year(first, last):
        return year
    if _is_month(first, last):
        return f"{year}-{first.month:02}"
    whole = Interval(first, last)
    if (
        granularity is Granularity.QUARTER
        and first.month % 3 == 1
        and whole == quarter_of(first.year, first.month // 3 + 1)
    ):
        return f"{year}-{33 + first.month // 3}"
    if granularity is Granularity.HALF and first.month % 6 == 1 and whole == half_of(first.year, first.month // 6 + 1):
        return f"{year}-{40 + first.month // 6}"
    if granularity is Granularity.SEASON:
        for season, (month, _) in SEASON_MONTHS.items():
            named = _season_year(first)
            if first.month == month and named <= 9999 and whole == season_of(named, season):
                return f"{named:04}-{SEASON_CODES[season]}"
    for length in (10, 100, 1000):
        if whole == _x_years(first.year // length, length):
            return str(first.year // length).zfill(5 - len(str(length))) + "X" * (len(str(length)) - 1)
    return None


def _is_year(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year


def _is_month(first: date, last: date) -> bool:
    same = first.day == 1 and (first.year, first.month) == (last.year, last.month)
    return same and last.day == gregorian.monthrange(last.year, last.month)[1]


def _x_years(prefix: int, length: int) -> Interval:
    return years_of(prefix * length, prefix * length + length - 1)


def _rounded_ends(first: date, last: date) -> tuple[str, str]:
    """Both ends of an EDTF interval, as years or months where the days are the outermost of them."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04}", f"{last.year:04}"
    if first.day == 1 and last == month_of(last.year, last.month).latest:
        return f"{first.year:04}-{first.month:02}", f"{last.year:04}-{last.month:02}"
    return first.isoformat(), last.isoformat()


_EDTF_DATE = re.compile(r"(?P<year>-?[0-9X]{4,6})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?[~?%]?\Z")


def interval_of_edtf(text: str) -> Interval:
    """The interval that an EDTF text names; open (``..``) and unknown (empty) ends are None.

    >>> interval_of_edtf("2016-21")
    Interval(earliest=datetime.date(2016, 3, 1), latest=datetime.date(2016, 5, 31))
    >>> interval_of_edtf("201X").latest
    datetime.date(2019, 12, 31)

    Raises ValueError where the text is not EDTF, or a form of it that this program does not use.
    A year before 1 has no days here: its interval is open to the past and ends with the first day of the year 1.
    """
    begin, slash, end = text.strip().partition("/")
    if not slash:
        return _interval_of_edtf_date(begin)
    first = OPEN if begin in ("", "..") else _interval_of_edtf_date(begin)
    last = OPEN if end in ("", "..") else _interval_of_edtf_date(end)
    return Interval(first.earliest, last.latest)


def _interval_of_edtf_date(text: str) -> Interval:
    match = _EDTF_DATE.match(text)
    if not match:
        raise ValueError(f"not an EDTF date: {text!r}; write 2017-02-07, 2017-02, 2017, 201X or first/last")
    year, month, day_text = match["year"], match["month"], match["day"]
    if year.startswith("-") or year == "0000":
        return Interval(None, date.min)
    if "X" in year:
        return years_of(int(year.replace("X", "0")), int(year.replace("X", "9")))
    if month in (None, "XX"):
        return year_of(int(year))
    if "X" in month:
        raise ValueError(f"not an EDTF month that is used here: {text!r}; write 01 to 12, 21 to 41 or XX")
    if day_text is None or "X" in day_text:
        return _interval_of_edtf_month(int(year), int(month), text)
    return day(date(int(year), int(month), int(day_text)))


def _interval_of_edtf_month(year: int, month: int, text: str) -> Interval:
    """Months are 01 to 12; above come the seasons (21-24), quarters (33-36) and halves (40-41)."""
    if 1 <= month <= 12:
        return month_of(year, month)
    for season, code in SEASON_CODES.items():
        if month == code:
            return season_of(year, season)
    if 33 <= month <= 36:
        return quarter_of(year, month - 32)
    if 40 <= month <= 41:
        return half_of(year, month - 39)
    raise ValueError(f"no such month or season: {text!r}; write 01 to 12, or 21 to 41 for seasons, quarters and halves")


# --- TIMEX3 -----------------------------------------------------------------------------------------------------------

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
        return _x_years(year, 10 ** (4 - len(match["year"])))
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

    >>> timex_of(week_of(date(2017, 12, 17)), Granularity.WEEK)
    '2017-W50'
    """
    first = interval.earliest
    if first is None or interval.latest is None:
        return None
    value = _timex_name(first, granularity)
    if granularity is Granularity.YEAR:
        return value if _is_year(first, interval.latest) else None
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
            return f"{_season_year(first):04}-{season}" if season else None
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


# --- for readers ------------------------------------------------------------------------------------------------------


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
    'some time after 6 December 2017'
    """
    first, last = interval.earliest, interval.latest
    if first is None and last is None:
        return "unknown"
    if first is None or last is None:
        edge = plus_days(first, -1) if first else plus_days(last, 1) if last else date.min
        return f"some time {'after' if first else 'before'} {in_words(edge)}"
    if first == last:
        return in_words(first)
    return _describe_stretch(first, last)


def _describe_stretch(first: date, last: date) -> str:
    whole = Interval(first, last)
    if whole == month_of(first.year, first.month):
        return f"{gregorian.month_name[first.month]} {first.year}"
    if whole == year_of(first.year):
        return str(first.year)
    for length, name in ((10, "{}s"), (100, "the {}s")):
        if whole == _x_years(first.year // length, length):
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


def precision_in_words(interval: Interval, granularity: Granularity, vague: bool) -> str:
    """How precise a date is, for a reader: "day", "month", "about two months", "unknown".

    >>> precision_in_words(Interval(date(2016, 2, 1), date(2016, 4, 30)), Granularity.RANGE, True)
    'about 3 months'
    """
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
