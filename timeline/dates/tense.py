"""The tense of the clause around an expression: it decides whether a bare "Friday" or "May" is behind or ahead."""

from __future__ import annotations

from timeline.dates.rules import Rules
from timeline.dates.words import Tokens

BACK, AHEAD = 40, 30
"""How many tokens before and after an expression are looked at; a sentence end stops both."""
STOPS = frozenset(".;!?")
POSSESSIVE = frozenset("'’")


def tense_around(tokens: Tokens, first: int, last: int, rules: Rules) -> int:
    """-1 past, 1 future, 0 unknown: by the nearest cue before the expression in its sentence, else after it."""
    if last < len(tokens.words) and tokens.words[last] in POSSESSIVE:
        if first > 1 and tokens.words[first - 2].lower() in rules.words["ahead_of"]:
            return 1  # "until Tuesday's vote"
        return -1  # "Wednesday's ruling" was on the last Wednesday, whatever the clause says
    if _until(tokens.words, first):
        return 1
    before = _cue(tokens, range(first - 1, max(first - BACK, -1), -1), rules)
    return before or _cue(tokens, range(last, min(last + AHEAD, len(tokens.words))), rules)


def _until(words: list[str], first: int) -> bool:
    """ "postponed until Tuesday" is ahead; "not until Tuesday" and "Until Tuesday, they had …" are not."""
    return words[max(first - 2, 0) : first] == ["until", " "] and words[max(first - 4, 0) : first - 2] != ["not", " "]


def _cue(tokens: Tokens, places: range, rules: Rules) -> int:
    """The sense of the first cue among tokens: will, due … are ahead; was, said, and words in -ed are behind."""
    future, past, pledge, words = (
        rules.words["future_cue"],
        rules.words["past_cue"],
        rules.words["pledge"],
        tokens.words,
    )
    for place in places:
        word = words[place]
        if word in STOPS:
            if _ends_sentence(words, place):
                return 0
            continue
        if word in future or (word in pledge and _infinitive_follows(words, place)):
            return -1 if _is_perfect(words, place) else 1
        if word in past or (len(word) > 4 and word.endswith("ed") and word.islower()):
            return -1
    return 0


def _infinitive_follows(words: list[str], place: int) -> bool:
    """ "planned to leave", not "planned the raid"."""
    return words[place + 1 : place + 3] == [" ", "to"]


def _is_perfect(words: list[str], place: int) -> bool:
    """ "it had been due to expire on Friday" is over."""
    return "had" in words[max(place - 10, 0) : place]


def _ends_sentence(words: list[str], place: int) -> bool:
    """A dot ends a sentence when white space and a capital follow, and no abbreviation stands before."""
    if words[place] != ".":
        return True
    if place + 2 >= len(words) or not words[place + 1].isspace():
        return place + 1 >= len(words)
    return words[place + 2][:1].isupper() and len(words[place - 1]) > 3
