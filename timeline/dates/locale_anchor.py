"""Gives the date expressions of other languages their dates: explicit ones from the calendar, the others by context.

The context (`Story`) is the publication date, and in a narrative the running date: what the text last dated. Nothing
falls back to the publication date where it is not known: such an expression is `Unanchored`, and says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from timeline import calendar
from timeline.dates.feasts import FeastDay, feast_after, feast_before, feast_days
from timeline.dates.locale_calendar import anchor_calendar
from timeline.dates.locale_rules import Found, value_of
from timeline.dates.locale_story import Meaning, Story, dated
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
SOFT = {"D": 0, "W": 3, "M": 15, "Y": 183}
"""Days on either side that "n units ago" may mean: half a unit, and none for days."""


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
        return dated(interval, Granularity.RANGE, kind, ref, trace, (given,), mod, unknown)
    return dated(interval, granularity, kind, ref, trace, (given,), mod)


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
        return dated(Interval(first, last), Granularity.RANGE, kind, ref, trace, ("weekday",), None, value)
    return _with_part(dated(calendar.day(first), Granularity.DAY, kind, ref, trace, ("weekday",)), parts.get("part"))


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
    return dated(interval, Granularity.WEEKEND, week.anchor.kind, week.anchor.ref, week.anchor.trace, ("weekend",))


def _feast(parts: Mapping[str, str], words: Words, story: Story) -> Meaning | None:
    """A feast of the year given, or else the last one before the publication date (the next, of what is to come)."""
    key = parts["feast"]
    if "year" in parts:
        days = feast_days(key, int(parts["year"]))
        return _on_feast(days[0], AnchorKind.CALENDAR, ("the text gives the year of the feast",)) if days else None
    when = story.published.earliest if story.published.is_day else None
    day = None if when is None else feast_after(key, when) if story.coming else feast_before(key, when)
    if day is None:
        why = Unanchored("a feast, and the publication date does not decide of which year")
        return Meaning(TimexType.DATE, "XXXX", why, ("feast",), None, False)
    side = "the next" if story.coming else "the last"
    return _on_feast(day, AnchorKind.PUBLISHED, (f"no year is given; {side} such feast, by the publication date",))


def _on_feast(day: FeastDay, kind: AnchorKind, trace: tuple[str, ...]) -> Meaning:
    single = day.begin == day.end
    exact = single and day.interval.is_day
    value = day.begin.isoformat() if single else f"{day.begin.year:04}"
    steps = (*trace, f"{day.name}: {calendar.describe_interval(Interval(day.begin, day.end))}")
    granularity = Granularity.DAY if exact else Granularity.RANGE
    return dated(
        day.interval, granularity, kind, None, (*steps, day.note) if day.note else steps, ("feast",), None, value
    )


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
    meaning = dated(
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
    meaning = dated(base, Granularity.TIME, kind, story.last_day_id if running else None, trace, (given,))
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
    "calendar": anchor_calendar,
    "relative-day": _relative_day,
    "weekday": _weekday,
    "weekend": _weekend,
    "turn": _turn,
    "that": _that,
    "stepped": _stepped,
    "ago": _ago,
    "feast": _feast,
    "duration": _duration,
    "clock": _clock,
    "part": _part,
    "set": _set,
    "reference": _reference,
}
