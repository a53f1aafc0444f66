"""Expressions that the date behind them completes: "at 11 a.m. on 11 November", "from early March to 22 June 1944"."""

from __future__ import annotations

from dataclasses import replace

from timeline.dates.find import Found
from timeline.dates.meanings import (
    Apposed,
    CalendarDate,
    Directed,
    Edge,
    Ending,
    FeastDay,
    Length,
    Meaning,
    Moment,
    NumericDate,
    Shift,
)
from timeline.dates.rules import Rules

ENDING_UNITS = ("Q", "Y")
"""Units that companies name by their last day."""


def joined(found: list[Found], text: str, rules: Rules) -> list[Found]:
    """Expressions that the whole date behind them completes: clock times ("at 11 a.m. on 11 November 1918", "at 22:30
    (19:30 GMT) on 1 April"), and counts that are told again ("three days earlier, on 21 February")."""
    joined = []
    for index, one in enumerate(found):
        for after in found[index + 1 : index + 3]:
            joint = _joint(one, after, _between(text[one.end : after.begin]), text, rules)
            if joint is not None:
                one = replace(one, reading=replace(one.reading, meaning=joint))
                break
        joined.append(_follower(one, found[index - 1], text) if index else one)
    return joined


def _follower(one: Found, before: Found, text: str) -> Found:
    """The second of two names with one direction ("next spring or summer"): the one that comes after the first."""
    first, second = before.reading.meaning, one.reading.meaning
    if not isinstance(first, Directed) or not isinstance(second, Directed) or one.last - one.first != 1:
        return one
    if first.direction != second.direction or text[before.end : one.begin].strip() not in ("or", "and"):
        return one
    return replace(one, reading=replace(one.reading, meaning=Directed(second.target, 1, running=True)))


def _in_year_of(meaning: Meaning, day: Meaning) -> Meaning | None:
    """The month or day that begins a range, in the year that its end gives ("from early March to 22 June 1944")."""
    if isinstance(meaning, Edge):
        inner = _in_year_of(meaning.of, day)
        return replace(meaning, of=inner) if inner else None
    whole = isinstance(day, CalendarDate) and day.year and day.month
    if not whole or not isinstance(meaning, CalendarDate) or meaning.year or not meaning.month:
        return None
    assert isinstance(day, CalendarDate) and day.year and day.month
    return replace(meaning, year=day.year - (meaning.month > day.month))


def _is_year(meaning: Meaning) -> bool:
    return isinstance(meaning, CalendarDate) and bool(meaning.year) and meaning.month is meaning.weekday is None


def _between(text: str) -> str:
    """What stands between two expressions, without what is in brackets."""
    begin, end = text.find("("), text.rfind(")")
    return (text[:begin] + text[end + 1 :] if 0 <= begin < end else text).strip(" )\n")


def _joint(one: Found, after: Found, between: str, text: str, rules: Rules) -> Meaning | None:
    """What ``one`` means together with the date ``after`` it; None where they do not belong together."""
    meaning, day = one.reading.meaning, after.reading.meaning
    if isinstance(meaning, FeastDay | CalendarDate) and between == "in" and _is_year(day):
        assert isinstance(day, CalendarDate)
        bare = isinstance(meaning, FeastDay) or (meaning.month is not None and meaning.weekday is None)
        return replace(meaning, year=day.year) if bare and meaning.year is None else None
    if isinstance(meaning, FeastDay) and between == "," and isinstance(day, CalendarDate) and day.day and day.year:
        return replace(meaning, year=day.year) if meaning.year is None else None
    if not (isinstance(day, NumericDate) or (isinstance(day, CalendarDate) and (day.day or day.weekday))):
        return None
    if between in rules.words["ends"]:
        if not isinstance(meaning, Length) or meaning.low != 1 or meaning.unit not in ENDING_UNITS:
            return None
        return Ending(meaning.unit, day) if isinstance(day, CalendarDate) and day.month else None
    if between in rules.words["range_word"]:
        return _in_year_of(meaning, day)
    if isinstance(meaning, Moment) and meaning.on is None and between in ("on", ""):
        return replace(meaning, on=day)
    told_again = isinstance(meaning, Shift) and meaning.origin == "running"
    if told_again and isinstance(day, CalendarDate) and day.day and between in (",", ", on"):
        return Apposed(day, text[after.begin : after.end])
    return None
