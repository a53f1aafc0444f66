"""What a sentence does with an event: says that it happened, was tried, is planned … or speaks of no one event."""

from __future__ import annotations

from timeline.claims.clauses import Clauses
from timeline.claims.cues import read_cues
from timeline.claims.grammar import Grammar, read_grammar
from timeline.claims.noun_status import noun_status
from timeline.claims.sentences import Sentence
from timeline.claims.triggers import Trigger
from timeline.claims.verb_status import CHAIN, verb_status
from timeline.types import Status

NEAR = 8  # words of the clause before a trigger in which "allegedly" or "often" shades it


def find_status(sentence: Sentence, clauses: Clauses, trigger: Trigger, *, timed: bool) -> Status | None:
    """The status of the event, or ``None`` where the words name no one event ("air raids are feared", "to deter an
    attack"). ``timed`` says whether a time expression stands in the same clause."""
    grammar = read_grammar()
    before = _before_in_clause(sentence, clauses, trigger)
    if trigger.form.is_noun:
        status = noun_status(sentence, clauses, trigger, before, grammar, timed=timed)
    else:
        status = verb_status(sentence, clauses, trigger, before)
    if status is Status.ASSERTED:
        status = _shaded(sentence, clauses, trigger, before, grammar)
    # "warned that it would hold them responsible": what may be said is no speech
    return None if status is Status.CONDITIONAL and trigger.entry.speech else status


def _before_in_clause(sentence: Sentence, clauses: Clauses, trigger: Trigger) -> tuple[str, ...]:
    """The words of the trigger's clause that stand before it; with the verb that governs it where the clause is what
    was said and an infinitive: "vowed | to attack the town"."""
    clause = clauses.of_word[trigger.first]
    head = sentence.words[: trigger.first]
    before = tuple(word for index, word in enumerate(head) if clauses.of_word[index] == clause)
    first = clauses.of_word.index(clause)
    if before[:1] == ("to",) and clauses.clauses[clause].kind == "content":
        return sentence.words[max(0, first - CHAIN) : first] + before
    return before


def _shaded(
    sentence: Sentence, clauses: Clauses, trigger: Trigger, before: tuple[str, ...], grammar: Grammar
) -> Status:
    """ASSERTED, unless a word of the clause takes something away: likely, reportedly, often."""
    near = before[-NEAR:] + sentence.words[trigger.last : trigger.last + 2]
    opening = clauses.clauses[clauses.of_word[trigger.first]]
    if opening.opener in grammar.conditions:
        return Status.CONDITIONAL
    governing = _governing_words(sentence, clauses, trigger)
    if _is_doubted(sentence, clauses, trigger) or not grammar.appearances.isdisjoint(governing):
        return Status.ALLEGED
    if "reportedly" in near:
        return Status.REPORTED
    clause = clauses.of_word[trigger.first]
    mates = {word for index, word in enumerate(sentence.words) if clauses.of_word[index] == clause}
    habits = grammar.habits - grammar.goes_on if trigger.form.is_noun else grammar.habits
    if not habits.isdisjoint(near) or "notorious" in mates:
        return Status.HABITUAL
    return Status.ASSERTED


def _is_doubted(sentence: Sentence, clauses: Clauses, trigger: Trigger) -> bool:
    """Whether a word near the trigger in its clause makes an allegation of it; "claimed responsibility for the raid"
    and "the blast claimed 30 lives" make none."""
    grammar, words = read_grammar(), sentence.words
    clause = clauses.of_word[trigger.first]
    before = [index for index in range(trigger.first) if clauses.of_word[index] == clause][-NEAR:]
    claims = read_cues().claiming
    before = [
        # "claimed the bombing": for oneself, and that is no doubt
        index
        for index in before
        if not (words[index] in claims and words[index + 1] in grammar.determiners)
    ]
    return any(
        words[index] in grammar.allegations and grammar.taken.isdisjoint(words[index + 1 : index + 5])
        for index in (*before, *range(trigger.last, min(trigger.last + 2, len(words))))
    )


def _governing_words(sentence: Sentence, clauses: Clauses, trigger: Trigger) -> tuple[str, ...]:
    """The words before the trigger's clause, where it is reported content ("It's likely that …")."""
    number = clauses.of_word[trigger.first]
    clause = clauses.clauses[number]
    if clause.parent is None or clause.kind not in ("content", "relative"):
        return ()
    first = clauses.of_word.index(number)
    return tuple(sentence.words[max(0, first - 5) : first + 1])
