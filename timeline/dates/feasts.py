"""Feasts and named days of a year: Islamic, Jewish, Christian of both churches, Persian, and the fixed ones.

The rows stand in ``lexicon/feasts.toml``; here is only the reckoning. A Gregorian year can hold an Islamic feast
twice or (rarely, for the feasts of other calendars) not at all, so the whole answer is a tuple. Islamic days are
those of the Umm al-Qura calendar, 1343 to 1500 AH (August 1924 to November 2077); the sighting of the moon may move
them by a day either way, and that day is inside the interval, never hidden.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from timeline.errors import RuleError
from timeline.lexicon.loader import read_toml
from timeline.types import Interval

FILE = "feasts.toml"
RECKONINGS = ("fixed", "weekday", "easter", "islamic", "hebrew", "persian")
UMM_AL_QURA = (date(1924, 8, 1), date(2077, 11, 16))
HEBREW_ADAR, HEBREW_ADAR_TWO = 12, 13


@dataclass(frozen=True, slots=True)
class Feast:
    """One row of the feast file; the fields that its ``reckoning`` does not use are zero or empty."""

    key: str
    name: str
    aliases: tuple[str, ...]
    reckoning: str
    source: str
    month: int = 0
    day: int = 0
    weekday: int = 0
    nth: int = 0
    church: str = ""
    offset: int = 0
    days: int = 1
    whole_month: bool = False
    adar: bool = False
    eve: bool = False
    slack: tuple[int, int] = (0, 0)
    since: int = 0
    reach: int = 0
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class FeastDay:
    """A feast in a certain year: ``begin`` and ``end`` as reckoned, ``interval`` with the doubt of its observance.

    ``note`` says in words why the interval is wider than the days, empty where it is not.
    """

    key: str
    name: str
    begin: date
    end: date
    interval: Interval
    note: str


def feast_days(name: str, year: int) -> tuple[FeastDay, ...]:
    """Every time that the feast ``name`` (key or alias, any case) begins in the Gregorian ``year``, in order.

    Empty where the name is unknown, the feast is younger than the year, or its calendar does not reach so far.

    >>> [day.begin.isoformat() for day in feast_days("eid-al-fitr", 2000)]
    ['2000-01-08', '2000-12-27']
    """
    feast = _feasts().get(feast_names().get(name.lower(), name))
    if feast is None or year < max(feast.since, 1) or year > 9998:
        return ()
    return tuple(_observed(feast, begin) for begin in sorted(_begins(feast, year)))


def feast_intervals(name: str, year: int) -> tuple[Interval, ...]:
    """The intervals of `feast_days`: the days that the feast may have been kept on, moon and eve included."""
    return tuple(day.interval for day in feast_days(name, year))


def feast_interval(name: str, year: int) -> Interval | None:
    """The one interval of the feast in the Gregorian ``year``; ``None`` where there is none, or where there are two.

    >>> feast_interval("yom kippur", 1973)
    Interval(earliest=datetime.date(1973, 10, 5), latest=datetime.date(1973, 10, 6))
    """
    found = feast_intervals(name, year)
    return found[0] if len(found) == 1 else None


def feast_before(name: str, day: date) -> FeastDay | None:
    """The last time that the feast began on or before ``day``; ``None`` where none is known.

    >>> feast_before("eid al-fitr", date(2009, 10, 1)).begin
    datetime.date(2009, 9, 20)
    """
    found = [feast for year in (day.year - 1, day.year) for feast in feast_days(name, year) if feast.begin <= day]
    return found[-1] if found else None


def feast_after(name: str, day: date) -> FeastDay | None:
    """The first time that the feast begins after ``day``; ``None`` where none is known."""
    found = [feast for year in (day.year, day.year + 1) for feast in feast_days(name, year) if feast.begin > day]
    return found[0] if found else None


@lru_cache(maxsize=16)
def feast_names(language: str = "en") -> dict[str, str]:
    """Each name of a feast in ``language``, in lower case, with the feast's key.

    >>> feast_names()["eid ul-fitr"], feast_names("de")["karfreitag"]
    ('eid-al-fitr', 'good-friday')
    """
    found: dict[str, str] = {}
    for feast in _feasts().values():
        names = feast.aliases if language == "en" else dict(feast.names).get(language, ())
        found.update({alias.lower(): feast.key for alias in names})
    return found


def _observed(feast: Feast, begin: date) -> FeastDay:
    length = _month_length(begin) if feast.whole_month else feast.days
    end = begin + timedelta(days=length - 1)
    before, after = feast.slack
    earliest = begin - timedelta(days=before + feast.eve)
    latest = end + timedelta(days=after)
    return FeastDay(feast.key, feast.name, begin, end, Interval(earliest, latest), _note(feast))


def _note(feast: Feast) -> str:
    if feast.reckoning == "islamic":
        return "reckoned by the Umm al-Qura calendar; the sighting of the moon may move it by a day"
    if feast.eve and feast.slack != (0, 0):
        return "begins at sunset of the day before; places differ by a day or two in keeping it"
    if feast.eve:
        return "begins at sunset of the day before"
    return "places differ by a day or two in keeping it" if feast.slack != (0, 0) else ""


def _begins(feast: Feast, year: int) -> Iterator[date]:
    if feast.reckoning == "fixed":
        yield date(year, feast.month, feast.day)
    elif feast.reckoning == "weekday":
        yield _nth_weekday(year, feast)
    elif feast.reckoning == "easter":
        yield easter_sunday(year, feast.church) + timedelta(days=feast.offset)
    elif feast.reckoning == "islamic":
        yield from _islamic_days(year, feast.month, feast.day)
    elif feast.reckoning == "hebrew":
        yield from _hebrew_days(year, feast)
    else:
        yield from _persian_days(year, feast.month, feast.day)


def _nth_weekday(year: int, feast: Feast) -> date:
    month, weekday, nth = feast.month, feast.weekday, feast.nth
    first = date(year, month, feast.day or 1)
    if nth > 0:
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))


def easter_sunday(year: int, church: str = "western") -> date:
    """Easter Sunday of the ``western`` or ``orthodox`` church in the Gregorian calendar.

    >>> easter_sunday(2024), easter_sunday(2024, "orthodox")
    (datetime.date(2024, 3, 31), datetime.date(2024, 5, 5))
    """
    from convertdate import holidays

    return date(*holidays.easter(year, "orthodox" if church == "orthodox" else "western"))


def _islamic_days(year: int, month: int, day: int) -> Iterator[date]:
    from hijridate import Gregorian, Hijri

    first, last = UMM_AL_QURA
    start, end = max(date(year, 1, 1), first), min(date(year, 12, 31), last)
    if start > end:
        return
    hijri_from, hijri_to = (Gregorian(on.year, on.month, on.day).to_hijri().year for on in (start, end))
    for hijri_year in range(hijri_from, hijri_to + 1):
        length = Hijri(hijri_year, month, 1).month_length()
        begin = Hijri(hijri_year, month, min(day, length)).to_gregorian()
        if begin.year == year:
            yield date(begin.year, begin.month, begin.day)


def feast_reach(name: str) -> int | None:
    """How many days around it the bare name of a feast means it; None where it always does."""
    feast = _feasts().get(name)
    return feast.reach or None if feast else None


def hijri_year(year: int) -> Interval | None:
    """The days of a year of the Islamic calendar, one more on each side; None outside 1343 to 1500 AH.

    >>> hijri_year(1402)
    Interval(earliest=datetime.date(1981, 10, 27), latest=datetime.date(1982, 10, 18))
    """
    from hijridate import Hijri

    try:
        first, after = (Hijri(number, 1, 1).to_gregorian() for number in (year, year + 1))
    except (ValueError, OverflowError):
        return None
    before = date(first.year, first.month, first.day) - timedelta(days=1)
    return Interval(before, date(after.year, after.month, after.day))


def _month_length(begin: date) -> int:
    from hijridate import Gregorian

    return int(Gregorian(begin.year, begin.month, begin.day).to_hijri().month_length())


def _hebrew_days(year: int, feast: Feast) -> Iterator[date]:
    from convertdate import hebrew

    for hebrew_year in (year + 3760, year + 3761):
        month = HEBREW_ADAR_TWO if feast.adar and hebrew.leap(hebrew_year) else feast.month
        begin = date(*hebrew.to_gregorian(hebrew_year, month, feast.day))
        if begin.year == year:
            yield begin


def _persian_days(year: int, month: int, day: int) -> Iterator[date]:
    from convertdate import persian

    for persian_year in (year - 622, year - 621):
        if persian_year > 0:
            begin = date(*persian.to_gregorian(persian_year, month, day))
            if begin.year == year:
                yield begin


@lru_cache(maxsize=1)
def _feasts() -> dict[str, Feast]:
    found: dict[str, Feast] = {}
    for row in read_toml(FILE).get("feast", []):
        key = row.get("key", "?")
        try:
            fields = {**row, "aliases": tuple(row["aliases"]), "slack": tuple(row.get("slack", (0, 0)))}
            fields["names"] = tuple((code, tuple(names)) for code, names in row.get("names", {}).items())
            feast = Feast(**fields)
        except (KeyError, TypeError) as error:
            raise RuleError(f"lexicon/{FILE}: feast {key}: {error}; give it the fields named at the top") from error
        if feast.reckoning not in RECKONINGS or key in found:
            raise RuleError(
                f"lexicon/{FILE}: feast {key}: a key given twice, or an unknown reckoning; "
                f"use one of {', '.join(RECKONINGS)}"
            )
        found[key] = feast
    return found
