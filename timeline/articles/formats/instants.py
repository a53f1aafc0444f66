"""Dates as tables and records hold them: cells of a spreadsheet, seconds since 1970, days without marks."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

_EPOCH_SECONDS = range(315_532_800, 4_102_444_800)
"""Seconds since 1970 of the years 1980 to 2099; fewer are a year, a day number, or a count of something else."""

_SHEET_DAYS = range(29_221, 73_051)
"""The day numbers of spreadsheets for the same years."""

_SHEET_EPOCH = date(1899, 12, 30)
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})(?P<zone>Z?))?"
)


def written_date(value: object) -> tuple[str, str | None] | None:
    """A date as text that the reading of dates understands, and in words what was done to it; ``None`` for no date.

    Text stays as it is, but for days and times without any marks.

    >>> written_date("7 Feb 2017"), written_date(date(2017, 2, 7))
    (('7 Feb 2017', None), ('2017-02-07', None))
    >>> written_date(1486461600)
    ('2017-02-07T10:00:00Z', '1486461600 read as seconds since 1970, in UTC')
    """
    if isinstance(value, datetime):
        at_midnight = value.tzinfo is None and (value.hour, value.minute, value.second) == (0, 0, 0)
        return (value.date().isoformat() if at_midnight else value.isoformat(timespec="seconds")), None
    if isinstance(value, date):
        return value.isoformat(), None
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _of_number(value)
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    compact = _COMPACT.fullmatch(text)
    if compact and (written := _spelled(compact)):
        return written, None
    return _of_number(int(text)) if re.fullmatch(r"\d{9,19}", text) else (text, None)


def _of_number(value: int | float) -> tuple[str, str | None] | None:
    """A year, a day without marks, the day number of a spreadsheet, or the time since 1970 in seconds or smaller."""
    try:
        whole = int(value)
    except (ValueError, OverflowError):
        return None
    if 1900 <= whole < 2100 and whole == value:
        return str(whole), None
    compact = _COMPACT.fullmatch(str(whole))
    if compact and (written := _spelled(compact)):
        return written, None
    if whole in _SHEET_DAYS:
        day = _SHEET_EPOCH + timedelta(days=whole)
        return day.isoformat(), f"{value} read as the day number of a spreadsheet"
    for unit, factor in (("", 1), ("thousandths of ", 10**3), ("millionths of ", 10**6), ("billionths of ", 10**9)):
        if whole // factor in _EPOCH_SECONDS:
            when = datetime.fromtimestamp(whole // factor, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            return when, f"{value} read as {unit}seconds since 1970, in UTC"
    return None


def _spelled(compact: re.Match[str]) -> str | None:
    """ISO with marks; ``None`` where there is no such day."""
    try:
        day = date(int(compact["year"]), int(compact["month"]), int(compact["day"])).isoformat()
    except ValueError:
        return None
    clock = f"T{compact['hour']}:{compact['minute']}:{compact['second']}{compact['zone']}"
    return day + (clock if compact["hour"] else "")
