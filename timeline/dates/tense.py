"""The tense of the clause around an expression: it decides whether a bare "Friday" or "May" is behind or ahead."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

from timeline.dates.rules import Rules
from timeline.dates.words import Tokens

BACK, AHEAD = 40, 30
"""How many tokens before and after an expression are looked at; a sentence end stops both."""
STOPS = frozenset(".;!?")
GOVERNED = 3
"""A past verb so many tokens before a date, with "in" or "on" between, is dated by it: "said in April"."""
POSSESSIVE = frozenset("'’")
EITHER = 2
"""Ahead of something that is past: "talks were to begin on Friday" leaves open whether that Friday is over."""
CUE_CLASSES = ("future_cue", "past_cue", "planned", "obliging", "pledge", "pledge_noun", "agenda")
SHORT_CLAUSE = 6
"""Behind "are closed" a weekday no more tokens away is the next one."""
OVER = -2
"""What is over without doubt: "the year ended Jan. 31"."""
QUOTES = frozenset("'\"’”)")


def tense_around(tokens: Tokens, first: int, last: int, rules: Rules, *, bare_day: bool = False) -> int:
    """-1 past, -2 over without doubt, 1 future, 2 what was to come (`EITHER`), 0 unknown: by the nearest cue before the
    expression, else after it.

    ``bare_day`` is for a weekday: a verb of the agenda in the present ("leaves Tuesday") then tells of what is to come.
    """
    words = tokens.words
    if last < len(words) and words[last] in POSSESSIVE:
        if first > 1 and words[first - 2].lower() in rules.words["ahead_of"]:
            return 1  # "until Tuesday's vote"
        return -1  # "Wednesday's ruling" was on the last Wednesday, whatever the clause says
    if _is_led_ahead(words, first, rules):
        return 1
    if not bare_day and words[last + 1 : last + 2] and words[last + 1] in rules.words["modal"]:
        return 1  # "he warned that the second half would be slow"
    if words[max(first - 2, 0)] in rules.words["surely_past"]:
        return OVER
    if not bare_day and _is_risen_from(words, first, rules):
        return OVER
    until = _until(words, first, rules)
    if not bare_day and words[max(first - 2, 0)] in rules.words["through"]:
        return 0
    before, clause = _cue(tokens, range(first - 1, max(first - BACK, -1), -1), rules, bare_day=bare_day, until=until)
    if until:
        return before or 1
    if before and clause:
        return before
    after, _ = _cue(tokens, range(last, min(last + AHEAD, len(words))), rules, bare_day=bare_day)
    return after or min(before, 0)  # what another clause has ahead says nothing of this one


def _until(words: list[str], first: int, rules: Rules) -> bool:
    """ "postponed until Tuesday" is ahead; "not until Tuesday" and "Until Tuesday, they had …" are not."""
    before = [word for word in words[max(first - 12, 0) : first] if not word.isspace()]
    while before and before[-1] in rules.words["at_least"]:
        before.pop()  # "until at least Tuesday"
    return before[-1:] != [] and before[-1] in rules.words["until_words"] and before[-2:-1] != ["not"]


def _is_led_ahead(words: list[str], first: int, rules: Rules) -> bool:
    """ "as early as Tuesday", "no later than Friday" are to come."""
    before = [word.lower() for word in words[max(first - 6, 0) : first] if not word.isspace()]
    return " ".join(before[-3:]) in rules.data["ahead_phrases"]["words"]


def _cue(tokens: Tokens, places: range, rules: Rules, *, bare_day: bool, until: bool = False) -> tuple[int, bool]:
    """The sense of the first cue among tokens, and whether it stands in the same clause ("he agreed to buy it, but in
    July he let it go"): will, due … are ahead; was, said, and words in -ed are behind.

    Before an "until", only what lasted ("went on until Friday") is behind; "postponed until Friday" is ahead.
    """
    classes, words, clause, cues = rules.words, tokens.words, True, _cue_words(rules)
    for place in places:
        word = words[place]
        if word in STOPS:
            if _ends_sentence(words, place):
                return 0, clause
            continue
        if word in classes["contrast"] and words[place - 2 : place] == [",", " "]:
            clause = False
        if word in cues or word.endswith("ed"):
            sense = _sense(words, place, places[0], rules, bare_day=bare_day, until=until)
            if sense:
                return sense, clause
    return 0, clause


@lru_cache(maxsize=4)
def _cue_words(rules: Rules) -> frozenset[str]:
    """All the words that can say something of the time; the others need no second look."""
    return frozenset(word for name in CUE_CLASSES for word in rules.words[name])


def _sense(words: list[str], place: int, start: int, rules: Rules, *, bare_day: bool, until: bool) -> int:
    """What the word at ``place`` says of the time of an expression beside ``start``; 0 for nothing."""
    word, classes = words[place], rules.words
    if word in classes["planned"] and words[place + 1 : place + 3] == [" ", "for"]:
        return EITHER if bare_day else 1  # "a summit planned for June"
    if word in classes["obliging"] and _infinitive_follows(words, place):
        return EITHER if bare_day and not classes["obliging"][word].value else 1
    pledged = word in classes["pledge"] or (not bare_day and word in classes["pledge_noun"])
    if word in classes["future_cue"] or (pledged and _infinitive_follows(words, place)):
        return 1 if until else -1 if _is_perfect(words, place) else 1
    if bare_day and word in classes["agenda"] and abs(start - place) < classes["agenda"][word].value:
        return 1
    if word in classes["past_cue"] or (len(word) > 4 and word.endswith("ed") and word.islower()):
        if until:
            return -1 if word in classes["lasting"] else 1
        if not _is_passive(words, place, classes["passive_of"]):
            governs = start - place == GOVERNED and words[place + 2] in classes["dates_a_verb"]
            return OVER if governs else -1
        before = [other for other in words[max(place - 4, 0) : place] if not other.isspace()]
        is_now = bool(before) and before[-1] in classes["obliging"] and classes["obliging"][before[-1]].value == 1
        present = bare_day and is_now and start - place < SHORT_CLAUSE
        if word in classes["planned"] or present:
            return 1  # "elections are planned for the end of June", "banks are closed Thursday"
    return 0


def _is_passive(words: list[str], place: int, auxiliaries: Container[str]) -> bool:
    """ "will be signed", "are being held", "is widely expected": the participle says nothing of the time."""
    before = [word for word in words[max(place - 4, 0) : place] if not word.isspace()]
    return any(word in auxiliaries for word in before[-1:]) or (
        len(before) > 1 and before[-1].endswith("ly") and before[-2] in auxiliaries
    )


def in_one_sentence(tokens: Tokens, begin: int, end: int) -> bool:
    """Whether no sentence ends between two tokens."""
    return not any(
        word in STOPS and _ends_sentence(tokens.words, begin + place)
        for place, word in enumerate(tokens.words[begin:end])
    )


def _is_risen_from(words: list[str], first: int, rules: Rules) -> bool:
    """ "a high in June from $29.75 in March": the month of the figure that was left behind."""
    before = [word for word in words[max(first - 16, 0) : first] if not word.isspace()]
    if before[-1:] != ["in"] or "from" not in before[-8:]:
        return False
    figure = before[len(before) - before[::-1].index("from") : -1]
    return any(word.isdecimal() for word in figure) and all(
        word.isdecimal() or word in rules.words["money"] or word in "$£€.,%" for word in figure
    )


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
    after = place + 1
    while after < len(words) and words[after] in QUOTES:
        after += 1
    if after + 1 >= len(words) or not words[after].isspace():
        return after >= len(words)
    return words[after + 1][:1].isupper() and (len(words[place - 1]) > 3 or after > place + 1)
