"""Gives the date expressions of other languages their dates: explicit ones from the calendar, the others by context.

The context (`Story`) is the publication date, and in a narrative the running date: what the text last dated. Nothing
falls back to the publication date where it is not known: such an expression is `Unanchored`, and says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from timeline import calendar
from timeline.dates.locale_rules import Found, value_of
from timeline.dates.locale_words import Words
from timeline.types import OPEN, Anchor, AnchorKind, Granularity, Interval, TimexType, Unanchored

UNIT_GRANULARITY = {
    "D": Granularity.DAY,
    "W": Granularity.WEEK,
    "M": Granularity.MONTH,
    "Y": Granularity.YEAR,
    "DE": Granularity.DECADE,
    "CE": Granularity.CENTURY,
}
UNIT_WORDS = {"D": "day", "W": "week", "M": "month", "Y": "year", "DE": "decade", "CE": "century"}
NO_PUBLICATION = "counted from the publication date, which is not known"
LENGTH = "a length of time, without a place in the calendar"
SAME_DAY = "counted from the day that the text named last"
BEGUN_YEARS = 2
"""A decade of two digits is the present one only when it is so far on; "the twenties" of 2020 are those of 1920."""

WIDE_DAYS = 200
"""A date wider than this is a year: any month of it carries it on."""

STEP_DAYS = 45
"""After a look back, a date so few days after the one before it carries that line on."""

SOFT = {"D": 0, "W": 3, "M": 15, "Y": 183}
"""Days on either side that "n units ago" may mean: half a unit, and none for days."""


@dataclass(frozen=True, slots=True)
class Story:
    """What the text has told so far: publication date, whether it is a narrative, and the date it named last."""

    published: Interval
    narrative: bool = False
    last: Interval = OPEN
    last_id: str | None = None
    before: Interval = OPEN
    """The date before ``last`` where ``last`` looked back ("as on 8 December 1919"): the story may go on from there."""
    last_day: Interval = OPEN
    last_day_id: str | None = None
    coming: bool = False
    """True where the sentence speaks of what is to come: decides the direction of a weekday."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Type, TIMEX3 value and anchor of an expression; ``running`` is false for what does not move the story on."""

    type: TimexType
    value: str
    anchor: Anchor | Unanchored
    given: tuple[str, ...] = ()
    mod: str | None = None
    running: bool = True


def anchor_found(found: Found, words: Words, story: Story) -> Meaning | None:
    """The meaning of an expression; None where its numbers are no date (31 June)."""
    parts = {}
    for group, word in found.parts.items():
        known = value_of(words, group, word)
        parts[group] = word if known is None else known
    try:
        return _BY_KIND[found.kind](parts, words, story)
    except (ValueError, OverflowError):  # 30 February, week 54: numbers in the shape of a date
        return None


# --- explicit dates ---------------------------------------------------------------------------------------------------


def _calendar(parts: Mapping[str, str], words: Words, story: Story) -> Meaning | None:
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
        return _dated(calendar.year_of(year), Granularity.YEAR, kind, ref, trace, ("year",), mod)
    given = tuple(name for name, has in (("year", "year" in parts), ("month", month), ("day", day)) if has)
    if season:
        interval = calendar.season_of(year, season)
        return _dated(interval, Granularity.SEASON, kind, ref, trace, (*given, "season"), mod)
    if day is None:
        interval = calendar.month_of(year, int(month or 1))
        return _dated(interval, Granularity.MONTH, kind, ref, trace, given, mod)
    if month is None:
        return _day_of_running_month(day, story)
    when = date(year, int(month), day)
    trace += _numeric_doubt(parts, words)
    return _on_day(calendar.day(when), parts, kind, ref, trace, given)


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
    return _dated(interval, Granularity.DECADE, AnchorKind.CALENDAR, None, trace, ("decade",), mod)


_ROMAN = {"I": 1, "V": 5, "X": 10, "І": 1, "Х": 10}


def _century(text: str, mod: str | None) -> Meaning | None:
    number = int(text) if text.isdigit() else _roman(text.upper())
    if not 1 <= number <= 21:
        return None
    interval = calendar.years_of((number - 1) * 100, number * 100 - 1)
    trace = (f"the text names the century: number {number}",)
    return _dated(interval, Granularity.CENTURY, AnchorKind.CALENDAR, None, trace, ("century",), mod)


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
        return year, (f"year {year} carried on from the date named before",), AnchorKind.EXPRESSION, story.last_id
    middle = 15 if season is None else 16
    at = month or (calendar.SEASON_MONTHS[season][0] + 1 if season else 1)
    return (*_nearest_year(at if at <= 12 else 1, int(parts.get("day", middle)), story.published), None)


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


def _nearest_year(month: int, day: int, published: Interval) -> tuple[int | None, tuple[str, ...], AnchorKind]:
    if published.earliest is None or published.latest is None:
        return None, (), AnchorKind.PUBLISHED
    years = {_nearest(month, day, when) for when in (published.earliest, published.latest)}
    if len(years) > 1:
        return None, (), AnchorKind.PUBLISHED
    year = years.pop()
    return year, (f"no year is given; {year} is the nearest to the publication date",), AnchorKind.PUBLISHED


def _nearest(month: int, day: int, when: date) -> int:
    day = min(day, 28)
    return min(
        (when.year - 1, when.year, when.year + 1),
        key=lambda year: abs((date(min(max(year, 1), 9999), month, day) - when).days),
    )


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
    return _dated(
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
    meaning = _dated(interval, granularity, kind, ref, trace, given)
    if part is None or interval.latest is None:
        return meaning
    evening = interval.earliest if "nightfrom" in parts else interval.latest
    value = f"{(evening or interval.latest).isoformat()}T{part}"
    return Meaning(TimexType.TIME, value, meaning.anchor, (*given, "part of day"))


def _dated(
    interval: Interval,
    granularity: Granularity,
    kind: AnchorKind,
    ref: str | None,
    trace: tuple[str, ...],
    given: tuple[str, ...],
    mod: str | None = None,
    value: str | None = None,
) -> Meaning:
    """A DATE with the TIMEX3 value of its interval; a month's "beginning" is its first half, softly."""
    value = value or calendar.timex_of(interval, granularity) or "XXXX-XX-XX"
    inside, vague = _part_of(interval, mod)
    named = granularity if not vague else Granularity.RANGE
    anchor = Anchor(
        kind, ref, inside.earliest, inside.latest, calendar.edtf_of(inside, named, vague), granularity, trace, vague
    )
    return Meaning(TimexType.DATE, value, anchor, given, mod)


def _part_of(interval: Interval, mod: str | None) -> tuple[Interval, bool]:
    """The half of a stretch that "beginning", "middle" or "end" leaves, with a soft border."""
    days = interval.days
    if mod not in ("START", "MID", "END") or days is None or interval.earliest is None or interval.latest is None:
        return interval, False
    half, quarter = days // 2, days // 4
    if mod == "START":
        return Interval(interval.earliest, calendar.plus_days(interval.earliest, half)), True
    if mod == "END":
        return Interval(calendar.plus_days(interval.latest, -half), interval.latest), True
    return Interval(calendar.plus_days(interval.earliest, quarter), calendar.plus_days(interval.latest, -quarter)), True


# --- counted from the publication date, or from the running date ------------------------------------------------------


def _base(story: Story, *, running: bool | None = None) -> tuple[Interval, AnchorKind, str | None, str]:
    """What a relative expression is counted from, and how that is said to a reader."""
    if story.narrative if running is None else running:
        if story.last_day.is_closed:
            return story.last_day, AnchorKind.EXPRESSION, story.last_day_id, "the date named before"
        if story.last.is_closed:
            return story.last, AnchorKind.EXPRESSION, story.last_id, "the date named before"
    return story.published, AnchorKind.PUBLISHED, None, "the publication date"


def unit_around(when: date, unit: str, count: int = 0) -> Interval:
    """The day, week, month, year, decade or century ``count`` units after the one that holds ``when``.

    >>> unit_around(date(2017, 12, 6), "M", -1).earliest
    datetime.date(2017, 11, 1)
    """
    if unit == "D":
        return calendar.day(calendar.plus_days(when, count))
    if unit == "W":
        return calendar.week_of(calendar.plus_days(when, 7 * count))
    if unit == "M":
        moved = calendar.plus_months(when.replace(day=1), count)
        return calendar.month_of(moved.year, moved.month)
    size = {"Y": 1, "DE": 10, "CE": 100}[unit]
    first = (when.year // size + count) * size
    return calendar.years_of(first, first + size - 1)


def _moved(base: Interval, unit: str, count: int) -> Interval:
    """The units ``count`` after those of a base that may be wider than a day; open ends stay open."""
    return Interval(
        unit_around(base.earliest, unit, count).earliest if base.earliest else None,
        unit_around(base.latest, unit, count).latest if base.latest else None,
    )


def _shifted(
    unit: str, count: int, given: str, story: Story, *, running: bool | None = None, mod: str | None = None
) -> Meaning:
    base, kind, ref, name = _base(story, running=running)
    unknown = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(unit, "XX")
    if base == OPEN:
        return Meaning(TimexType.DATE, unknown, Unanchored(NO_PUBLICATION), (given,), mod, False)
    interval = _moved(base, unit, count)
    step = "the same" if count == 0 else f"{abs(count)} {'after' if count > 0 else 'before'}"
    trace = (f"{UNIT_WORDS[unit]} {step}, counted from {name}, {calendar.describe_interval(base)}",)
    granularity = UNIT_GRANULARITY[unit]
    value = calendar.timex_of(interval, granularity)
    if value is None:
        return _dated(interval, Granularity.RANGE, kind, ref, trace, (given,), mod, unknown)
    return _dated(interval, granularity, kind, ref, trace, (given,), mod)


def _relative_day(parts: Mapping[str, str], words: Words, story: Story) -> Meaning:
    meaning = _shifted("D", int(parts["relativeday"]), "relative day", story, running=False)
    return _with_part(meaning, parts.get("part"))


def _with_part(meaning: Meaning, part: str | None) -> Meaning:
    if part is None:
        return meaning
    return Meaning(TimexType.TIME, f"{meaning.value}T{part}", meaning.anchor, (*meaning.given, "part of day"))


def _turn(parts: Mapping[str, str], words: Words, story: Story) -> Meaning:
    if "yearword" in parts:
        return _shifted("Y", int(parts["yearword"]), "relative", story)
    count = int(parts.get("turn") or parts["turnafter"])
    return _shifted(parts["turnunit"], count, "relative", story, mod=parts.get("mod"))


def _that(parts: Mapping[str, str], words: Words, story: Story) -> Meaning:
    unit = parts.get("turnunit") or parts["thatunit"]
    running = True if "that" in parts else None
    return _shifted(unit, 0, "relative", story, running=running, mod=parts.get("mod"))


def _stepped(parts: Mapping[str, str], words: Words, story: Story) -> Meaning:
    if not story.last_day.is_closed:
        why = Unanchored("counted from a day that the text does not name")
        return Meaning(TimexType.DATE, "XXXX-XX-XX", why, (), None, False)
    return _shifted("D", int(parts["step"]), "relative day", story, running=True)


def _weekday(parts: Mapping[str, str], words: Words, story: Story) -> Meaning:
    number = int(parts["weekday"])
    base, kind, ref, name = _base(story)
    if base.earliest is None or base.latest is None:
        why = Unanchored(NO_PUBLICATION)
        return _with_part(
            Meaning(TimexType.DATE, f"XXXX-WXX-{number}", why, ("weekday",), None, False), parts.get("part")
        )
    turn = int(parts.get("turn") or parts.get("turnafter") or 0)
    coming = turn > 0 or (turn == 0 and (story.coming or "turn" in parts or story.narrative))
    first, last = (_day_of_week(when, number, coming=coming) for when in (base.earliest, base.latest))
    if turn < 0 and first == base.earliest:
        first, last = calendar.plus_days(first, -7), calendar.plus_days(last, -7) if last == base.latest else last
    side = "next" if coming else "last"
    trace = (f"the {side} such weekday, that day included, counted from {name}, {calendar.describe_interval(base)}",)
    if first != last:
        value = f"XXXX-WXX-{number}"
        return _dated(Interval(first, last), Granularity.RANGE, kind, ref, trace, ("weekday",), None, value)
    return _with_part(_dated(calendar.day(first), Granularity.DAY, kind, ref, trace, ("weekday",)), parts.get("part"))


def _day_of_week(when: date, number: int, *, coming: bool) -> date:
    """The nearest day with ISO weekday ``number`` on or after (``coming``), else on or before, a day."""
    days = (number - when.isoweekday()) % 7 if coming else -((when.isoweekday() - number) % 7)
    return calendar.plus_days(when, days)


def _weekend(parts: Mapping[str, str], words: Words, story: Story) -> Meaning:
    count = int(parts.get("turn") or parts.get("turnafter") or 0)
    week = _shifted("W", count, "relative", story)
    if isinstance(week.anchor, Unanchored) or not week.value[-1].isdigit():
        return Meaning(TimexType.DATE, "XXXX-WXX-WE", week.anchor, ("weekend",), None, False)
    monday = week.anchor.earliest or date.min
    interval = Interval(calendar.plus_days(monday, 5), calendar.plus_days(monday, 6))
    return _dated(interval, Granularity.WEEKEND, week.anchor.kind, week.anchor.ref, week.anchor.trace, ("weekend",))


def _ago(parts: Mapping[str, str], words: Words, story: Story) -> Meaning:
    number, unit = parts["number"], parts["unit"]
    value = _length(number, unit)
    base, kind, ref, name = _base(story)
    if number == "X" or unit not in SOFT or "." in number:
        return Meaning(
            TimexType.DURATION, value, Unanchored("how long ago is not said in numbers"), ("unit",), None, False
        )
    if base == OPEN:
        return Meaning(TimexType.DURATION, value, Unanchored(NO_PUBLICATION), ("number", "unit"), None, False)
    middle = Interval(*(_back(end, int(number), unit) if end else None for end in (base.earliest, base.latest)))
    interval = calendar.widen(middle, before=SOFT[unit], after=SOFT[unit])
    trace = (
        f"{number} {UNIT_WORDS[unit]}(s) before {name}, {calendar.describe_interval(base)}, give or take half a unit",
    )
    meaning = _dated(
        interval, Granularity.RANGE if SOFT[unit] else Granularity.DAY, kind, ref, trace, ("number", "unit")
    )
    if "ago" in parts:  # "vor zwei Jahren": the extent is the length, its place is the anchor
        return Meaning(TimexType.DURATION, value, meaning.anchor, meaning.given, None, False)
    named = calendar.timex_of(unit_around(middle.earliest, unit), UNIT_GRANULARITY[unit]) if middle.earliest else None
    return Meaning(TimexType.DATE, named or meaning.value, meaning.anchor, meaning.given, None, False)


def _back(when: date, number: int, unit: str) -> date:
    if unit in ("D", "W"):
        return calendar.plus_days(when, -number * (7 if unit == "W" else 1))
    return calendar.plus_months(when, -number * (12 if unit == "Y" else 1))


def _length(number: str, unit: str) -> str:
    """The TIMEX3 value of a length: P3D, PT5H, PXW."""
    return f"PT{number}{unit[1]}" if unit in ("TH", "TM", "TS") else f"P{number}{unit}"


def _duration(parts: Mapping[str, str], words: Words, story: Story) -> Meaning:
    if "vagueduration" in parts:
        value = parts["vagueduration"].upper()
    else:
        value = _length(parts.get("number", "X"), parts.get("unit") or parts["plural"])
        if "numbertwo" in parts:
            value += _length(parts["numbertwo"], parts["unittwo"]).removeprefix("P")
    return Meaning(TimexType.DURATION, value, Unanchored(LENGTH), ("unit",), None, False)


def _clock(parts: Mapping[str, str], words: Words, story: Story) -> Meaning:
    clock = f"T{int(parts.get('hour') or parts['numberword']):02}:{parts.get('minute', '00')}"
    return _at(clock, story, "clock time")


def _part(parts: Mapping[str, str], words: Words, story: Story) -> Meaning:
    return _at("T" + (parts.get("part") or parts["partalone"]), story, "part of day")


def _at(time: str, story: Story, given: str) -> Meaning:
    """A time of day: of the day that the text named last, or else of the publication date."""
    base = story.last_day if story.last_day.is_day or story.narrative else story.published
    if not base.is_day or base.earliest is None:
        why = Unanchored("a time of day, and the text does not say of which day")
        return Meaning(TimexType.TIME, f"XXXX-XX-XX{time}", why, (given,), None, False)
    running = base is story.last_day
    kind = AnchorKind.EXPRESSION if running else AnchorKind.PUBLISHED
    trace = (SAME_DAY if running else "a time of day; taken to be that of the publication date",)
    meaning = _dated(base, Granularity.TIME, kind, story.last_day_id if running else None, trace, (given,))
    return Meaning(TimexType.TIME, base.earliest.isoformat() + time, meaning.anchor, (given,), None, False)


def _set(parts: Mapping[str, str], words: Words, story: Story) -> Meaning:
    why = Unanchored("says how often, not when")
    return Meaning(TimexType.SET, parts["set"].upper(), why, (), None, False)


def _reference(parts: Mapping[str, str], words: Words, story: Story) -> Meaning:
    value = parts["reference"].upper()
    base, kind, ref, name = _base(story)
    if base == OPEN or (base.earliest if value == "FUTURE_REF" else base.latest) is None:
        return Meaning(TimexType.DATE, value, Unanchored(NO_PUBLICATION), (), None, False)
    interval = {
        "PAST_REF": Interval(None, base.latest),
        "FUTURE_REF": Interval(base.earliest, None),
    }.get(value, base)
    trace = (f"a vague word, taken from {name}, {calendar.describe_interval(base)}",)
    edtf = calendar.edtf_of(interval, Granularity.VAGUE, True)
    anchor = Anchor(kind, ref, interval.earliest, interval.latest, edtf, Granularity.VAGUE, trace, True)
    return Meaning(TimexType.DATE, value, anchor, (), None, False)


_BY_KIND = {
    "calendar": _calendar,
    "relative-day": _relative_day,
    "weekday": _weekday,
    "weekend": _weekend,
    "turn": _turn,
    "that": _that,
    "stepped": _stepped,
    "ago": _ago,
    "duration": _duration,
    "clock": _clock,
    "part": _part,
    "set": _set,
    "reference": _reference,
}
