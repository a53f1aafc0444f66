"""EDTF text of intervals, to and fro: Level 2 of ISO 8601-2 as far as this program writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import reduce

from timeline.calendar.stretches import (
    SEASON_CODES,
    SEASON_MONTHS,
    day,
    half_of,
    hull,
    is_month,
    is_year,
    month_of,
    quarter_of,
    season_of,
    season_year,
    x_years,
    year_of,
    years_of,
)
from timeline.types import OPEN, Granularity, Interval


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


def edtf_of_one_of(days: Iterable[date]) -> str:
    """The EDTF text of "one of these days", the earliest first.

    >>> edtf_of_one_of((date(2023, 10, 8), date(2023, 8, 10)))
    '[2023-08-10,2023-10-08]'
    """
    return "[" + ",".join(one.isoformat() for one in sorted(days)) + "]"


def days_of_one_of(edtf: str | None) -> tuple[date, ...]:
    """The days of an EDTF text "one of these days"; none where it is another.

    >>> days_of_one_of("[2023-08-10,2023-10-08]")
    (datetime.date(2023, 8, 10), datetime.date(2023, 10, 8))
    >>> days_of_one_of("2023-08-10/2023-10-08")
    ()
    """
    if edtf is None or edtf[:1] != "[" or ".." in edtf:
        return ()
    spans = [_interval_of_edtf_date(member.strip()) for member in edtf.strip("[]").split(",")]
    return tuple(span.earliest for span in spans if span.is_day and span.earliest)


def _named_edtf(first: date, last: date, granularity: Granularity) -> str | None:
    """The single EDTF name of the stretch ``first`` to ``last``, where it has one of its own."""
    if first == last:
        return first.isoformat()
    year = f"{first.year:04}"
    if is_year(first, last):
        return year
    if is_month(first, last):
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
            named = season_year(first)
            if first.month == month and named <= 9999 and whole == season_of(named, season):
                return f"{named:04}-{SEASON_CODES[season]}"
    for length in (10, 100, 1000):
        if whole == x_years(first.year // length, length):
            return str(first.year // length).zfill(5 - len(str(length))) + "X" * (len(str(length)) - 1)
    return None


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

    A set, one of (``[a,b]``) or all of (``{a,b}``) its dates, gives the interval from its earliest to its latest:

    >>> interval_of_edtf("[2023-08-10,2023-10-08]").latest
    datetime.date(2023, 10, 8)

    Raises ValueError where the text is not EDTF, or a form of it that this program does not use.
    A year before 1 has no days here: its interval is open to the past and ends with the first day of the year 1.
    """
    text = text.strip()
    if text[:1] + text[-1:] in ("[]", "{}"):
        return _interval_of_edtf_set(text)
    begin, slash, end = text.partition("/")
    if not slash:
        return _interval_of_edtf_date(begin)
    first = OPEN if begin in ("", "..") else _interval_of_edtf_date(begin)
    last = OPEN if end in ("", "..") else _interval_of_edtf_date(end)
    return Interval(first.earliest, last.latest)


def _interval_of_edtf_set(text: str) -> Interval:
    """The hull of the members of a set: dates, and stretches ``a..b`` of which one end may be open."""
    return reduce(hull, [_interval_of_member(member.strip(), text) for member in text[1:-1].split(",")])


def _interval_of_member(member: str, text: str) -> Interval:
    begin, dots, end = member.partition("..")
    if not dots:
        return _interval_of_edtf_date(member)
    if not begin and not end:
        raise ValueError(f"not an EDTF set: {text!r}; write [2023-08-10,2023-10-08] or [2023-08..2023-10]")
    first = _interval_of_edtf_date(begin) if begin else OPEN
    last = _interval_of_edtf_date(end) if end else OPEN
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
