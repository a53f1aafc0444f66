"""Whether "last year" stands for the figure of a year before: "compared with a loss of $3 million last year"."""

from __future__ import annotations

from timeline.dates.rules import Rules
from timeline.dates.words import Tokens

REACH = 24
"""How many tokens before an expression the word of comparison can stand."""
STOPS = frozenset(".;!?")


def is_compared(tokens: Tokens, first: int, last: int, rules: Rules) -> bool:
    """Whether a figure is compared with one of the time that the tokens ``first`` to ``last`` name.

    Either the figure stands directly before ("from $20 million last year"), or behind its genitive ("from last year's
    $20 million").
    """
    words, comparing = tokens.words, rules.words["comparing"]
    before = words[max(first - 2, 0)]
    if words[last : last + 3][1:] == ["s", " "] and before in comparing:
        return _is_figure(words[last + 3 : last + 5])
    if before in comparing:  # "up 9 percent in June from a year earlier"
        return True
    if not (before[:1].isdigit() or before in rules.words["money"]):
        return False
    for place in range(first - 3, max(first - REACH, -1), -1):
        if words[place] in STOPS and not words[place + 1 : place + 2][0].isdecimal():
            return False
        if words[place] in comparing:
            return True
    return False


def _is_figure(words: list[str]) -> bool:
    return any(word.isdecimal() for word in words)
