"""Which date an event has that an expression counts from: "two days after relieving the siege".

The words of the event are looked for in the sentences around that have a date; nothing is guessed where none fits.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from timeline.calendar import day
from timeline.dates.context import Point
from timeline.dates.find import Found
from timeline.dates.meanings import CalendarDate
from timeline.dates.words import Tokens
from timeline.types import Granularity

EVENT_TOKENS = 24
"""How many tokens behind "after" or "before" can name the event."""
SENTENCES_BACK = EVENTS_AHEAD = 8
"""How many dates before, and how many behind, are looked at."""
STEM, SHORTEST = 5, 5
"""Words agree by their first letters ("relieving", "relieved"); shorter ones say too little."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression that was dated: its tokens and its point; ``whole`` when it gave year and month itself."""

    first: int
    last: int
    point: Point
    whole: bool = True


def whole_dates(found: list[Found], text: str, article: str) -> list[Dated]:
    """The dates of a text that need nothing else to be known: with day, month and year."""
    whole = []
    for one in found:
        meaning = one.reading.meaning
        if isinstance(meaning, CalendarDate) and meaning.year and meaning.year > 0 and meaning.month and meaning.day:
            interval = day(date(meaning.year, meaning.month, meaning.day))
            words = text[one.begin : one.end]
            point = Point(interval, Granularity.DAY, f"{article}-t{one.begin}", words, one.begin)
            whole.append(Dated(one.first, one.last, point))
    return whole


def find_event(
    tokens: Tokens,
    found: Found,
    dated: list[Dated],
    later: list[Dated],
    *,
    strict: bool,
    indefinite: Container[str],
) -> Point | None:
    """The date of the event that ``found`` counts from: of a dated sentence that speaks of it in the same words.

    ``dated`` are the dates before, ``later`` the whole dates behind, both in the order of the text. One shared word is
    enough in a narrative, which has told the event before; news (``strict``) speaks of many like events at once, of
    the same people and places, and needs two that are no names.
    "after a similar raid" (``indefinite`` words) names one that was not spoken of: None.
    """
    begin = found.last + 2
    if any(word.lower() in indefinite for word in tokens.words[begin : begin + 3]):
        return None
    event = _stems(tokens, begin, min(found.last + EVENT_TOKENS, len(tokens.words)), stop=True, names=not strict)
    near: list[Dated] = [*reversed(dated[-SENTENCES_BACK:]), *(later if strict else ())]
    for one in near:
        first, last = _sentence(tokens, one, found.first if one.first < found.first else len(tokens.words))
        if len(event & _stems(tokens, first, last)) > strict:
            return one.point
    return None


def _stems(tokens: Tokens, begin: int, end: int, *, stop: bool = False, names: bool = True) -> set[str]:
    """The beginnings of the long words between two tokens; ``stop`` ends at the first comma or full stop."""
    stems = set()
    for word in tokens.words[begin:end]:
        if stop and word in ",.;:()":
            break
        if len(word) >= SHORTEST and word.isalpha() and (names or word.islower()):
            stems.add(word[:STEM].lower())
    return stems


def _sentence(tokens: Tokens, one: Dated, limit: int) -> tuple[int, int]:
    """The clause around a dated expression, up to full stops or blank lines, not beyond ``limit``."""
    begin, end = one.first, one.last
    while (
        begin > 0
        and one.first - begin < 60
        and tokens.words[begin - 1] not in ".;"
        and "\n\n" not in tokens.words[begin - 1]
    ):
        begin -= 1
    while end < limit and end - one.last < 60 and tokens.words[end] not in ".;" and "\n\n" not in tokens.words[end]:
        end += 1
    return begin, end
