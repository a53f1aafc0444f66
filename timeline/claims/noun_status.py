"""What the words around a noun say of its event: "a failed raid", "plans to launch a raid", "the raid on Homs"."""

from __future__ import annotations

from itertools import pairwise

from timeline.claims.clauses import Clauses
from timeline.claims.grammar import Grammar, read_grammar
from timeline.claims.sentences import Sentence, is_headline
from timeline.claims.triggers import Trigger
from timeline.claims.verb_status import CHAIN, base_status, opens_condition, verb_chain
from timeline.types import Status

SUPPORT_REACH = 6  # words between a noun and the verb that makes an event of it
UNDONE_REACH = 8  # words behind a noun in which the verb stands that says what became of it
BESIDE = 3  # words before a noun that can qualify it: "a failed suicide attack"


def noun_status(
    sentence: Sentence, clauses: Clauses, trigger: Trigger, before: tuple[str, ...], grammar: Grammar, *, timed: bool
) -> Status | None:
    words = sentence.words
    beside = words[max(0, trigger.first - BESIDE) : trigger.first]
    if "no" in beside or "without" in beside[-1:] or "any" in beside[-1:]:
        return Status.NEGATED if "no" in beside else None
    if "attempt" in words[trigger.first : trigger.last + 1] or not grammar.attempts.isdisjoint(beside):
        # "does not seek a wider war"
        return None if not grammar.negations.isdisjoint(before[-CHAIN:]) else Status.ATTEMPTED
    undone = _undone(words, trigger, grammar) or _foretold(words, trigger, grammar)
    if undone is not None:
        return undone
    if opens_condition(sentence, trigger):
        return Status.CONDITIONAL
    if "of" in beside and not grammar.generic_governors.isdisjoint(words[max(0, trigger.first - 6) : trigger.first]):
        return None
    around = words[max(0, trigger.first - 5) : trigger.first]
    if not grammar.conditionals.isdisjoint(around):
        # "may be relevant to the inquiry", "to prevent an attack": of the one the event is taken for granted, of the
        # other it is the fear that is told
        presupposed = around[-1] in grammar.definites or not grammar.fears.isdisjoint(around)
        return None if presupposed else Status.CONDITIONAL
    governed = _governed_status(before, grammar)
    if governed is not Status.ASSERTED:
        return governed
    if _is_nominal_use(words, trigger, grammar) or not grammar.opposers.isdisjoint(beside):
        return None
    if not _one_event(sentence, clauses, trigger, grammar, timed=timed):
        return None
    planned = grammar.plans & set(beside[-2:])
    if planned or (_future_clause(before) and not grammar.past_links.intersection(before[-5:])):
        return Status.PLANNED
    return Status.ASSERTED


def _undone(words: tuple[str, ...], trigger: Trigger, grammar: Grammar) -> Status | None:
    """What a verb beside the noun undoes of its event: "the attack was foiled", "cancelled the strike"."""
    beside = words[max(0, trigger.first - BESIDE) : trigger.first]
    behind = words[trigger.last : trigger.last + UNDONE_REACH]
    place = next((index for index, word in enumerate(behind) if word in grammar.be or word in grammar.have), None)
    said = _phrases(beside) | _phrases(() if place is None else behind[place : place + 4])
    if said & grammar.thwarted:
        return Status.ATTEMPTED
    return Status.NEGATED if said & grammar.cancelled else None


def _foretold(words: tuple[str, ...], trigger: Trigger, grammar: Grammar) -> Status | None:
    """What the predicate of the noun says of its taking place: "the truce was due to begin", "the talks never took
    place"."""
    behind = words[trigger.last : trigger.last + UNDONE_REACH]
    ends = (word in grammar.relatives or word in grammar.subordinators or not word[0].isalnum() for word in behind)
    behind = behind[: next((index for index, is_end in enumerate(ends) if is_end), len(behind))]
    auxiliaries = grammar.be | grammar.have | grammar.do | grammar.modals | {"never"} - {"to"}
    place = next((index for index, word in enumerate(behind) if word in auxiliaries), None)
    if place is None or grammar.takes_place.isdisjoint(behind[place:]):
        return None
    said = set(behind[place:])
    if said & grammar.negations:
        return Status.NEGATED
    foretold = said & (grammar.to_come | grammar.future) or (said & grammar.to_come_with_to and "to" in said)
    if foretold and behind[place] not in grammar.have:  # "the attack had been planned for months" was carried out
        return Status.PLANNED
    return Status.CONDITIONAL if behind[place] in grammar.conditionals else None


def _phrases(words: tuple[str, ...]) -> set[str]:
    """The words and the pairs of neighbours."""
    return {*words, *(f"{first} {second}" for first, second in pairwise(words))}


def _governed_status(before: tuple[str, ...], grammar: Grammar) -> Status | None:
    """The status that the verb which makes an event of a noun gives it: "plans to launch a | raid", "did not carry out
    any | strike"; ASSERTED where no such verb stands before the noun, or nothing shades it."""
    place = len(before) - 1
    while place >= max(0, len(before) - SUPPORT_REACH) and before[place] not in grammar.support_verbs:
        if before[place] in grammar.prepositions or before[place] in grammar.pronouns - grammar.determiners:
            return Status.ASSERTED
        place -= 1
    if place < max(0, len(before) - SUPPORT_REACH) or before[place] in grammar.be:
        return Status.ASSERTED
    chain = verb_chain(before[:place], grammar)
    if "to" in chain:
        return base_status(before[:place], chain, grammar)
    if not grammar.negations.isdisjoint(chain):
        return Status.NEGATED
    if not grammar.norms.isdisjoint(chain):
        return None
    if not grammar.conditionals.isdisjoint(chain):
        return Status.CONDITIONAL
    return Status.PLANNED if any(word in ("will", "shall", "'ll") for word in chain) else Status.ASSERTED


def _is_nominal_use(words: tuple[str, ...], trigger: Trigger, grammar: Grammar) -> bool:
    """Whether the noun only describes another: "missile defence system", "strike force", "arrest record"."""
    after = words[trigger.last] if trigger.last < len(words) else ""
    return (
        trigger.form.name == "singular"
        and after.isalpha()
        and after not in grammar.prepositions
        and (
            after.endswith(tuple(grammar.compound_endings))
            and after not in grammar.be
            and after not in grammar.have
            and after not in grammar.support_verbs
            and after not in grammar.relatives
        )
    )


def _one_event(sentence: Sentence, clauses: Clauses, trigger: Trigger, grammar: Grammar, *, timed: bool) -> bool:
    """Whether the noun speaks of something that took place, not of a kind of thing."""
    words = sentence.words
    clause = clauses.of_word[trigger.first]
    mates = [word for index, word in enumerate(words) if clauses.of_word[index] == clause]
    supported = any(word in grammar.support_verbs for word in mates)
    before = words[max(0, trigger.first - 4) : trigger.first]
    after_of = words[trigger.last : trigger.last + 1] == ("of",)
    counted = after_of or any(word in grammar.determiners or word[0].isdigit() or word == "'s" for word in before)
    after = words[trigger.last] if trigger.last < len(words) else ""
    complement = after in grammar.complements
    tied = any(word in grammar.ties for word in before)
    # "artillery fire resumed", and in a headline any noun: "Prisoner swap begins"
    bare = words[trigger.last - 1] in grammar.uncounted or is_headline(sentence)
    if trigger.form.name == "singular" and not bare:
        return counted and (supported or timed or complement or tied)
    return (supported and (counted or timed or complement)) or (timed and (counted or complement))


def _future_clause(before: tuple[str, ...]) -> bool:
    """Whether the words before a noun speak of what is to come: "will include a visit", "set to grow with it"."""
    grammar = read_grammar()
    if not grammar.to_come.isdisjoint(before):
        return True
    return any(first in grammar.to_come_with_to and second == "to" for first, second in pairwise(before))
