"""Which date an event has that an expression counts from: "two days after relieving the siege".

The words of the event are looked for in the sentences before that have a date; nothing is guessed where none fits.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.dates.context import Point
from timeline.dates.find import Found
from timeline.dates.words import Tokens

EVENT_TOKENS = 24
"""How many tokens behind "after" or "before" can name the event."""
SENTENCES_BACK = 8
"""How many dates before are looked at."""
INDEFINITE = frozenset(("a", "an", "another", "similar"))
STEM, SHORTEST = 5, 5
"""Words agree by their first letters ("relieving", "relieved"); shorter ones say too little."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression that was dated: its tokens and its point."""

    first: int
    last: int
    point: Point


def find_event(tokens: Tokens, found: Found, dated: list[Dated], *, strict: bool) -> Point | None:
    """The date of the event that ``found`` counts from: of a dated sentence that speaks of it in the same words.

    One such word is enough in a narrative; news (``strict``) speaks of many like events at once, and needs two.
    "after a similar raid" names one that was not spoken of: None.
    """
    begin = found.last + 2
    if any(word.lower() in INDEFINITE for word in tokens.words[begin : begin + 3]):
        return None
    event = _stems(tokens, begin, min(found.last + EVENT_TOKENS, len(tokens.words)), stop=True)
    for one in reversed(dated[-SENTENCES_BACK:]):
        first, last = _sentence(tokens, one, found.first)
        if len(event & _stems(tokens, first, last)) > strict:
            return one.point
    return None


def _stems(tokens: Tokens, begin: int, end: int, *, stop: bool = False) -> set[str]:
    """The beginnings of the long words between two tokens; ``stop`` ends at the first comma or full stop."""
    stems = set()
    for word in tokens.words[begin:end]:
        if stop and word in ",.;:()":
            break
        if len(word) >= SHORTEST and word.isalpha():
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
