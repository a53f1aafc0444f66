"""Tolls and running totals: "the toll has risen to 16", "the war has killed thousands since May"."""

from __future__ import annotations

from timeline.claims.figure_words import FigureWords, operated, read_figure_words
from timeline.claims.grammar import read_grammar
from timeline.claims.triggers import Trigger

SUBJECT_END = 5  # words at the end of a subject among which its noun stands: "the war in Sudan"
TOLL_REACH = 24  # words from "toll" to its number: "the toll from a drone attack on a market in … has risen to 16"


def is_toll(trigger: Trigger) -> bool:
    """Whether a trigger names a count of the dead, and not their death: "the death toll"."""
    return trigger.form.is_noun and trigger.form.words[-1] in read_figure_words().toll_words


def is_total(words: tuple[str, ...], begin: int, first: int, end: int, known: FigureWords) -> bool:
    """Whether the figure that begins at ``first`` sums up a war, or the words from the figure before it (``begin``) to
    the next comma behind ``end`` say that it is a running total: "since May"."""
    stop = next((index for index in range(end, len(words)) if words[index] in ",;."), len(words))
    start = next((index + 1 for index in range(end - 1, begin, -1) if words[index] in ",;"), begin)
    near = words[start:stop]
    toll = toll_before(words, first, known)
    named = () if toll is None else words[toll + 1 : first]
    grown = toll is not None and (
        not known.single_events.isdisjoint(named) or read_grammar().prepositions.isdisjoint(named[:1])
    )
    if toll is not None and not grown and not known.beyond.isdisjoint(words[toll:first]):
        return True  # "the death toll in Gaza has passed 35,000"
    return _sums_up_a_war(words, first, known) or any(
        near[at : at + len(phrase)] == phrase and not (grown and phrase[-1] == "to")
        for at, word in enumerate(near)
        for phrase in known.totals.get(word, ())
    )


def _sums_up_a_war(words: tuple[str, ...], first: int, known: FigureWords) -> bool:
    """Whether the figure is what a war has cost until now: "the war, which began in 2023, has killed thousands"."""
    grammar = read_grammar()
    have = next((at for at in range(first - 1, max(-1, first - TOLL_REACH), -1) if words[at] in grammar.have), 0)
    if not have or words[have] == "had" or words[have - 1] in grammar.modals:
        return False
    before = words[:have]
    commas = [at for at, word in enumerate(before) if word == ","]
    subject = before[: commas[0]] if len(commas) >= 2 and commas[-1] == have - 1 else before
    nouns = [word for word in subject if word in known.long_events]
    return bool(nouns) and subject[-SUBJECT_END:].count(nouns[-1]) > 0


def toll_before(words: tuple[str, ...], first: int, known: FigureWords) -> int | None:
    """Where the word "toll" stands whose number begins at ``first``: "the toll from the raid has risen to 16"."""
    if not first or words[first - 1] not in known.toll_verbs:
        return None
    ahead = range(first - 1, max(-1, first - TOLL_REACH), -1)
    place = next((at for at in ahead if words[at] in known.toll_words), None)
    return None if place is None or not {";", "."}.isdisjoint(words[place:first]) else place


def toll_unit(words: tuple[str, ...], index: int, last: int, known: FigureWords) -> tuple[str, int] | None:
    """The dead whom a toll counts without a word for them: "risen to 16"."""
    toll = toll_before(words, operated(words, index, None, None, known)[0], known)
    followed = last < len(words) and words[last].isalpha() and words[last] not in known.after_count | {"by", "from"}
    return None if toll is None or followed else ("people", last - 1)
