"""Stamps that programs write: "2017-02-07T23:50:00+02:00", "20170207", "Tue, 07 Feb 2017 23:50:00 GMT", 1486504200."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_ISO = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d{2})(?P=mark)(?P<day>\d{2})"
    r"(?:(?:[Tt ]|, | at )\s?(?P<hour>\d{1,2}):?(?P<minute>\d{2})[\d:.,]{0,14}(?: ?(?P<half>[AaPp]\.?[Mm]\.?))?"
    r" ?(?P<zone>[Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?(?:\[[\w/]{1,40}\])?)?"
)
_WORDS = re.compile(
    r"(?:[A-Za-z]{3,9},? )?(?:(?P<day1>\d{1,2})[ -](?P<month1>[A-Za-z]{3})[A-Za-z]{0,6}\.?[ -]"
    r"|(?P<month2>[A-Za-z]{3})[A-Za-z]{0,6}\.? (?P<day2>\d{1,2}),? )"
    r"(?P<year>\d{4}),? (?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?(?: ?(?P<half>[AaPp]\.?[Mm]\.?))?"
    r" ?(?P<zone>(?:GMT|UTC)(?:[+-]\d{2}:?\d{2})?|[Zz]|[+-]\d{2}:?\d{2}|[A-Z]{2,4})?(?: \([\w ]{1,60}\))?"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})?\Z")
_NO_OFFSET = re.compile(r"[Zz]|(?:UTC|GMT)?(?:[+-]00:?(?:00)?)?")


@dataclass(frozen=True, slots=True)
class Instant:
    """The day of a stamp in its own zone; ``hour`` where it has one; ``is_utc`` where its zone is that of the meridian,
    which is the habit of programs, so that the reader's day may be the next one or the one before.

    ``moment`` is the hour and minute on the clock of the meridian, where the stamp has a zone; ``clock`` is what it
    would be if a stamp without one were of the meridian.
    """

    day: date
    hour: int | None = None
    is_utc: bool = False
    moment: datetime | None = None
    clock: datetime | None = None

    def may_be(self, other: date) -> bool:
        """Whether at this instant it can be the day ``other`` somewhere, for a stamp of the meridian or without a zone.

        >>> Instant(date(2017, 2, 8), 1, is_utc=True).may_be(date(2017, 2, 7))
        True
        """
        shift = (other - self.day).days
        if self.hour is None or not (self.is_utc or self.clock):
            return shift == 0
        return shift == 0 or (shift == 1 and self.hour >= 10) or (shift == -1 and self.hour < 12)


def find_instant(text: str) -> Instant | None:
    """The instant that the whole ``text`` states in a form that programs write; ``None`` for any other.

    >>> find_instant("2017-02-07T23:50:00+02:00").moment.hour, find_instant("Tue, 07 Feb 2017 23:50:00 GMT").is_utc
    (21, True)
    >>> find_instant("20170207").day, find_instant("1486504200000").hour, find_instant("7 February")
    (datetime.date(2017, 2, 7), 21, None)
    """
    text = text.strip()
    if _EPOCH.fullmatch(text):
        moment = datetime.fromtimestamp(int(text[:10]), UTC)
        return Instant(moment.date(), moment.hour, is_utc=True, moment=moment.replace(second=0, tzinfo=None))
    found = _ISO.fullmatch(text)
    if found:
        return _instant(found, found["month"], found["day"])
    found = _WORDS.fullmatch(text)
    if found is None:
        return None
    name = (found["month1"] or found["month2"]).lower()
    if name not in _MONTHS:
        return None
    return _instant(found, str(_MONTHS.index(name) + 1), found["day1"] or found["day2"])


def _instant(found: re.Match[str], month: str, day: str) -> Instant | None:
    try:
        stated = date(int(found["year"]), int(month), int(day))
    except ValueError:
        return None
    if found["hour"] is None:
        return Instant(stated)
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    clock = datetime(stated.year, stated.month, stated.day, min(hour, 23), min(int(found["minute"]), 59))
    zone = found["zone"]
    if not zone:
        return Instant(stated, clock.hour, clock=clock)
    if _NO_OFFSET.fullmatch(zone):
        return Instant(stated, clock.hour, is_utc=True, moment=clock)
    offset = _OFFSET.search(zone)
    return Instant(stated, clock.hour, moment=clock - _shift(offset) if offset else None)


def _shift(offset: re.Match[str]) -> timedelta:
    shift = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
    return -shift if offset["sign"] == "-" else shift
