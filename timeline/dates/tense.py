"""The tense of the clause around an expression: it decides whether a bare "Friday" or "May" is behind or ahead."""

from __future__ import annotations

from timeline.dates.rules import Rules
from timeline.dates.words import Tokens

BACK, AHEAD = 24, 16
"""How many tokens before and after an expression are looked at; a sentence end stops both."""
STOPS = frozenset(".;!?")


def tense_around(tokens: Tokens, first: int, last: int, rules: Rules) -> int:
    """-1 past, 1 future, 0 unknown: by the nearest cue before the expression in its sentence, else after it."""
    found = _cue(tokens, range(first - 1, max(first - BACK, -1), -1), rules)
    return found or _cue(tokens, range(last, min(last + AHEAD, len(tokens.words))), rules)


def _cue(tokens: Tokens, places: range, rules: Rules) -> int:
    future, past, words = rules.words["future_cue"], rules.words["past_cue"], tokens.words
    for place in places:
        word = words[place]
        if word in STOPS and _ends_sentence(words, place):
            return 0
        low = word.lower()
        if low in future:
            return 1
        if low in past or (len(low) > 4 and low.endswith("ed")):
            return -1
    return 0


def _ends_sentence(words: list[str], place: int) -> bool:
    """A dot ends a sentence when white space and a capital follow, and no abbreviation stands before."""
    if words[place] != ".":
        return True
    if place + 2 >= len(words) or not words[place + 1].isspace():
        return place + 1 >= len(words)
    return words[place + 2][:1].isupper() and len(words[place - 1]) > 3
