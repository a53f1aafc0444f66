"""Explicit dates of other languages: what the text says of day, month, season, year, decade or century.

A missing year comes from the running date of a narrative or is the nearest to the publication date; the trace says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from timeline import calendar
from timeline.dates.locale_story import Meaning, Story, dated
from timeline.dates.locale_words import Words
from timeline.types import Anchor, AnchorKind, Granularity, Interval, TimexType, Unanchored

BEGUN_YEARS = 2
"""A decade of two digits is the present one only when it is so far on; "the twenties" of 2020 are those of 1920."""

AHEAD = 2
"""News tells of the past: a day ahead without a year counts as so many times farther."""

WIDE_DAYS = 200
"""A date wider than this is a year: any month of it carries it on."""

SPRING = 3
"""From this month on, the winter that a narrative speaks of is the coming one, whose January is of the next year."""

STEP_DAYS = 45
"""After a look back, a date so few days after the one before it carries that line on."""


def anchor_calendar(parts: Mapping[str, str], words: Words, story: Story) -> Meaning | None:
    mod = parts.get("mod")
    if "yearbc" in parts:
        return _before_christ(int(parts["yearbc"]), parts.get("seasonany"), parts.get("monthlong"), mod)
    if "decade" in parts or "decadeword" in parts:
        return _decade(parts, story, mod)
    if "century" in parts:
        return _century(parts["century"], mod)
    month = parts.get("month") or parts.get("monthlong") or parts.get("monthnum")
    season = parts.get("season") or parts.get("seasonany")
    year, trace, kind, ref = _year(parts, int(month) if month else None, season, story)
    day = int(parts["day"]) if "day" in parts else None
    if year is None:
        return _without_year(int(month) if month else None, day, season, mod)
    if month is None and day is None and season is None:
        return dated(calendar.year_of(year), Granularity.YEAR, kind, ref, trace, ("year",), mod)
    given = tuple(name for name, has in (("year", "year" in parts), ("month", month), ("day", day)) if has)
    if season:
        if season == "WI" and "year" in given:
            return _winter(year, kind, ref, trace, mod)
        # a winter by the year of its January, so that nothing hangs on which of its two years names it
        interval = calendar.months_of(year - 1, 12, 2) if season == "WI" else calendar.season_of(year, season)
        return dated(interval, Granularity.SEASON, kind, ref, trace, (*given, "season"), mod)
    if day is None:
        interval = calendar.month_of(year, int(month or 1))
        return dated(interval, Granularity.MONTH, kind, ref, trace, given, mod)
    if month is None:
        return _day_of_running_month(day, story)
    when = date(year, int(month), day)
    trace += _numeric_doubt(parts, words)
    return _on_day(calendar.day(when), parts, kind, ref, trace, given)


def _winter(year: int, kind: AnchorKind, ref: str | None, trace: tuple[str, ...], mod: str | None) -> Meaning:
    """The winter "of" a year: the one that ended in it or the one that began in it; both are so called."""
    both = calendar.hull(calendar.months_of(year - 1, 12, 2), calendar.months_of(year, 12, 2))
    steps = (*trace, f"the winter that ended in {year} or the one that began in it: both are allowed for")
    edtf = calendar.edtf_of(both, Granularity.RANGE, True)
    anchor = Anchor(kind, ref, both.earliest, both.latest, edtf, Granularity.RANGE, steps, True)
    return Meaning(TimexType.DATE, f"{year:04}-WI", anchor, ("year", "season"), mod, False)


def _before_christ(year: int, season: str | None, month: str | None, mod: str | None) -> Meaning:
    if year == 0:
        raise ValueError("no year 0 before Christ")
    trace = (f"the text names the year {year} before Christ",)
    anchor = Anchor(AnchorKind.CALENDAR, None, None, date.min, f"-{year - 1:04}", Granularity.YEAR, trace)
    return Meaning(
        TimexType.DATE,
        f"BC{year:04}" + (f"-{season}" if season else f"-{int(month):02}" if month else ""),
        anchor,
        ("year",),
        mod,
    )


def _decade(parts: Mapping[str, str], story: Story, mod: str | None) -> Meaning | None:
    number = int(parts.get("decade") or parts["decadeword"])
    trace: tuple[str, ...] = ("the text names the decade",)
    if number < 100:
        near = (story.last if story.narrative else story.published).earliest
        century = 1900 if near is None else near.year - near.year % 100
        number += century if near is None or century + number + BEGUN_YEARS <= near.year else century - 100
        trace = (f"the text names the decade by two digits; read as the {number}s",)
    interval = calendar.years_of(number, number + 9)
    return dated(interval, Granularity.DECADE, AnchorKind.CALENDAR, None, trace, ("decade",), mod)


_ROMAN = {"I": 1, "V": 5, "X": 10, "І": 1, "Х": 10}


def _century(text: str, mod: str | None) -> Meaning | None:
    number = int(text) if text.isdigit() else _roman(text.upper())
    if not 1 <= number <= 21:
        return None
    interval = calendar.years_of((number - 1) * 100, number * 100 - 1)
    trace = (f"the text names the century: number {number}",)
    return dated(interval, Granularity.CENTURY, AnchorKind.CALENDAR, None, trace, ("century",), mod)


def _roman(text: str) -> int:
    """A Roman number; letters of the Cyrillic keyboard count too.

    >>> _roman("XVIII"), _roman("XIX")
    (18, 19)
    """
    digits = [_ROMAN.get(letter, 0) for letter in text]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))


def _year(
    parts: Mapping[str, str], month: int | None, season: str | None, story: Story
) -> tuple[int | None, tuple[str, ...], AnchorKind, str | None]:
    """The year of a date, where it is from, and the anchor that this makes."""
    if "year" in parts or "yearearly" in parts:
        return int(parts.get("year") or parts["yearearly"]), ("the text gives the year",), AnchorKind.CALENDAR, None
    if "yearend" in parts:
        end = parts["yearend"]
        first = int(parts["firstyear"])
        year = int(end) if len(end) == 4 else first - first % 100 + int(end)
        if year < first:
            raise ValueError("the range ends before it begins")
        return year, ("the text gives the range of years",), AnchorKind.CALENDAR, None
    near = story.last.earliest
    if "shortyear" in parts:
        century = (near or story.published.earliest or date(1900, 1, 1)).year // 100 * 100
        return century + int(parts["shortyear"]), ("the text gives two digits of the year",), AnchorKind.CALENDAR, None
    if "sameyear" in parts or (story.narrative and near is not None):
        if near is None:
            return None, (), AnchorKind.CALENDAR, None
        year = near.year if "sameyear" in parts else _running_year(month, int(parts.get("day", 1)), story)
        if season == "WI" and near.month >= SPRING and (story.last.days or 0) < WIDE_DAYS:
            year = near.year + 1  # from spring on, the coming winter
        return year, (f"year {year} carried on from the date named before",), AnchorKind.EXPRESSION, story.last_id
    turn = parts.get("turn") or parts.get("turnafter") or ("-1" if "since" in parts else "")
    middle = 15 if season is None else 16
    at = month or (calendar.SEASON_MONTHS[season][0] + 1 if season else 1)
    return (*_nearest_year(at if at <= 12 else 1, int(parts.get("day", middle)), story, turn), None)


def _running_year(month: int | None, day: int, story: Story) -> int:
    """The year in a narrative: that of the date before, or the next where December is followed by January; after a
    look back, that of the line of dates which the new one carries on by a short step."""
    year = _year_after(month, story.last)
    before = story.before.earliest
    if before is None or month is None:
        return year
    here, there = (date(_year_after(month, line), month, min(day, 28)) for line in (story.last, story.before))
    step = (there - before).days
    going_on = 0 <= (here - (story.last.earliest or here)).days <= step
    return there.year if 0 <= step <= STEP_DAYS and not going_on else year


def _year_after(month: int | None, line: Interval) -> int:
    assert line.earliest is not None
    wide = (line.days or 0) > WIDE_DAYS
    turn = month is not None and not wide and line.earliest.month >= 10 and month <= 3
    return line.earliest.year + turn


def _nearest_year(month: int, day: int, story: Story, turn: str) -> tuple[int | None, tuple[str, ...], AnchorKind]:
    """The year next to the publication date; by ``turn`` that of the last such day ("-1") or the next ("1")."""
    published = story.published
    if published.earliest is None or published.latest is None:
        return None, (), AnchorKind.PUBLISHED
    years = {_nearest(month, day, when, turn, story.coming) for when in (published.earliest, published.latest)}
    if len(years) > 1:
        return None, (), AnchorKind.PUBLISHED
    year = years.pop()
    which = {"-1": "the last such day before", "1": "the first such day after"}.get(turn, "the nearest to")
    return year, (f"no year is given; {year} is {which} the publication date",), AnchorKind.PUBLISHED


def _nearest(month: int, day: int, when: date, turn: str, coming: bool) -> int:
    """The nearest year; a day ahead counts as farther than one past, unless the sentence speaks of what is to come."""

    def cost(year: int) -> int:
        days = (date(min(max(year, 1), 9999), month, min(day, 28)) - when).days
        if (turn == "-1" and days > 0) or (turn == "1" and days < 0):
            return 9 * abs(days) + 9 * 366
        return abs(days) * (AHEAD if days > 0 and not coming else 1)

    return min((when.year - 1, when.year, when.year + 1), key=cost)


def _without_year(month: int | None, day: int | None, season: str | None, mod: str | None) -> Meaning | None:
    if day is not None and month is not None:
        date(2024, month, day)  # 31 June is no date in any year
    if season:
        value = f"XXXX-{season}"
    elif month is None:
        return None
    else:
        value = f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
    why = Unanchored("no year is given, and the publication date does not decide it", ("the text gives no year",))
    return Meaning(TimexType.DATE, value, why, tuple(n for n, v in (("month", month), ("day", day)) if v), mod, False)


def _day_of_running_month(day: int, story: Story) -> Meaning | None:
    """ "5-го": a day of the month that the text named last."""
    near = story.last_day.earliest or story.last.earliest
    if near is None or (story.last.days or 0) > 31:
        return None
    when = date(near.year, near.month, day)
    trace = (f"no month is given; {near:%Y-%m} carried on from the date named before",)
    return dated(
        calendar.day(when), Granularity.DAY, AnchorKind.EXPRESSION, story.last_day_id or story.last_id, trace, ("day",)
    )


def _numeric_doubt(parts: Mapping[str, str], words: Words) -> tuple[str, ...]:
    if "monthnum" not in parts or parts.get("mark") in (None, ".") or int(parts["day"]) > 12:
        return ()
    if parts["day"] == parts["monthnum"]:
        return ()
    order = "day first" if words.order == "DMY" else "month first" if words.order == "MDY" else "year first"
    return (f"in doubt: day and month could change places; read {order}, as this language writes it",)


def _on_day(
    interval: Interval,
    parts: Mapping[str, str],
    kind: AnchorKind,
    ref: str | None,
    trace: tuple[str, ...],
    given: tuple[str, ...],
) -> Meaning:
    night = "nightto" in parts or "nightfrom" in parts
    part = "NI" if night else parts.get("part")
    if night:
        interval = calendar.widen(interval, before=1, after=0)
        trace += ("the night begins on the evening before",)
    granularity = Granularity.TIME if part else Granularity.DAY
    meaning = dated(interval, granularity, kind, ref, trace, given)
    if part is None or interval.latest is None:
        return meaning
    evening = interval.earliest if "nightfrom" in parts else interval.latest
    value = f"{(evening or interval.latest).isoformat()}T{part}"
    return Meaning(TimexType.TIME, value, meaning.anchor, (*given, "part of day"))
