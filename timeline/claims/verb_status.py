"""What the words around a verb say of its event: that it happened, was tried, is planned, comes again …"""

from __future__ import annotations

from timeline.claims.clauses import Clauses, is_finite_at
from timeline.claims.cues import read_cues
from timeline.claims.grammar import Grammar, read_grammar
from timeline.claims.lists import modes
from timeline.claims.sentences import Sentence, is_headline
from timeline.claims.triggers import Trigger
from timeline.types import Status

MOVES = ("RETREAT", "DEFECT", "MOBILIZE")  # types whose -ing form before a noun describes it
CHAIN = 6  # words before an infinitive in which the verb that governs it stands: "asked the leaders to give up"


def verb_status(sentence: Sentence, clauses: Clauses, trigger: Trigger, before: tuple[str, ...]) -> Status | None:
    grammar = read_grammar()
    name = trigger.form.name
    chain = verb_chain(before, grammar)
    if grammar.every.intersection(before[-3:]) or not grammar.norms.isdisjoint(chain):
        return None  # "every rocket fired", "should not be prosecuted"
    if _kept_from(before, chain):
        return None  # "to keep him from being hurt"
    if not grammar.nearly.isdisjoint(chain) and name != "base":
        return None  # "was almost killed"
    if opens_condition(sentence, trigger) or not grammar.conditionals.isdisjoint(chain):
        return Status.CONDITIONAL  # "Should the truce be broken", "would be attacked"
    if chain[-1:] == ("be",) and len(chain) == 1:
        return Status.CONDITIONAL  # "a condition that all be released"
    if not grammar.negations.isdisjoint(chain) or not grammar.nobody.isdisjoint(before[-CHAIN:]):
        return Status.NEGATED
    if name == "base":
        bare = not chain and before[-1:] != ("to",)
        return _present(sentence, clauses, trigger) if bare else base_status(before, chain, grammar)
    if name == "ing":
        return _ing_status(sentence, trigger, before, chain, grammar)
    if name == "third":
        return Status.ASSERTED if trigger.entry.speech else _present(sentence, clauses, trigger)
    if _describes(sentence, trigger, before, chain):
        return None
    if "to" in chain or not grammar.future.isdisjoint(chain):
        return base_status(before, chain, grammar)
    if {"is", "are"}.intersection(chain) and name in ("past", "participle") and "being" not in chain:
        standing = "are" in chain and trigger.entry.mode not in modes("done_to_people") | modes("suspicion")
        return Status.HABITUAL if standing else habit(sentence, clauses, trigger)  # "weapons are smuggled"
    return Status.ASSERTED


def _kept_from(before: tuple[str, ...], chain: tuple[str, ...]) -> bool:
    """Whether the words before "being hurt" say that it was kept from happening."""
    word = before[len(before) - len(chain) - 1] if len(before) > len(chain) else ""
    return chain[:1] == ("being",) and word in read_grammar().kept_from


def _describes(sentence: Sentence, trigger: Trigger, before: tuple[str, ...], chain: tuple[str, ...]) -> bool:
    """Whether a past form only describes a noun: "and injured fighters are treated", "the captured soldiers"."""
    grammar = read_grammar()
    last = before[-1] if before else ""
    after = sentence.words[trigger.last] if trigger.last < len(sentence.words) else ""
    if chain or not is_nominal(after, grammar):
        return False
    of_people = trigger.entry.mode in modes("done_to_people") and after not in grammar.determiners
    if of_people and (not last or last in grammar.before_adjective):
        return True
    return last in grammar.determiners and last not in grammar.pronouns and last != "that"


def habit(sentence: Sentence, clauses: Clauses, trigger: Trigger) -> Status | None:
    """HABITUAL for a present tense in whose clause a word says that it comes again ("bombs the port daily"); a bare
    present ("the army controls the port", a caption) tells no event."""
    clause = clauses.of_word[trigger.first]
    mates = (word for index, word in enumerate(sentence.words) if clauses.of_word[index] == clause)
    grammar = read_grammar()
    return Status.HABITUAL if any(word in grammar.habits or word in grammar.regular for word in mates) else None


def _present(sentence: Sentence, clauses: Clauses, trigger: Trigger) -> Status | None:
    """What a bare present tells: a habit, or in a headline what has happened: "Rebels seize airport, army says"."""
    status = habit(sentence, clauses, trigger)
    verb_before = any(is_finite_at(sentence.words, index) for index in range(trigger.first))
    told = is_headline(sentence) and not (trigger.form.name == "base" and verb_before)  # "rejects truce offer"
    return Status.ASSERTED if status is None and told else status


def opens_condition(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the trigger stands in the condition that an inversion opens: "Should the truce be broken, …"."""
    return sentence.words[0] in read_grammar().inverted and "," not in sentence.words[: trigger.first]


def verb_chain(before: tuple[str, ...], grammar: Grammar) -> tuple[str, ...]:
    """The auxiliaries, adverbs and negations directly before the verb: "has since been"."""
    first = len(before)
    while first > 0 and _in_chain(before[first - 1], grammar):
        first -= 1
    return before[first:]


def _in_chain(word: str, grammar: Grammar) -> bool:
    return (
        word in grammar.be
        or word in grammar.have
        or word in grammar.do
        or word in grammar.modals
        or word in grammar.chain_adverbs
        or word.endswith("ly")
    )


def base_status(before: tuple[str, ...], chain: tuple[str, ...], grammar: Grammar) -> Status | None:
    if "to" in chain or (before and before[-1] == "to"):
        place = len(before) - 1 - before[::-1].index("to")
        governing = before[max(0, place - CHAIN) : place]
        if governing[-3:-1] == ("in", "an") or governing[-3:-1] == ("in", "a"):
            return None  # a purpose: "in an effort to", "in a bid to"
        for word in reversed(governing):
            if word in grammar.refusals:
                return Status.NEGATED
            if word in grammar.attempts:
                return None if not grammar.negations.isdisjoint(governing) else Status.ATTEMPTED
            if word in grammar.plans:
                return Status.PLANNED
            if word in grammar.habits and word in governing[-2:]:
                return Status.HABITUAL
            if word in grammar.allegations:
                return Status.ALLEGED
        return None  # a purpose: "deployed to deter an attack"
    if not grammar.conditionals.isdisjoint(chain):
        return Status.CONDITIONAL
    if any(word in ("will", "shall", "'ll") for word in chain):
        return Status.PLANNED
    return Status.ASSERTED if "did" in chain else None


def _ing_status(
    sentence: Sentence, trigger: Trigger, before: tuple[str, ...], chain: tuple[str, ...], grammar: Grammar
) -> Status | None:
    if any(word in grammar.be for word in chain):
        return Status.CONDITIONAL if not grammar.conditionals.isdisjoint(chain) else Status.ASSERTED
    last = sentence.words[trigger.first - 1] if trigger.first else ""
    after = sentence.words[trigger.last] if trigger.last < len(sentence.words) else "."
    if last in read_cues().denied_forms:
        return Status.DENIED  # "denied bombing the camp"
    if last in grammar.phases:
        return Status.ASSERTED  # "began deporting"
    if trigger.entry.type in MOVES and is_nominal(after, grammar) and after not in grammar.determiners:
        return None  # "mines left by retreating troops"
    if last == "of" or last == "and":
        governing = sentence.words[max(0, trigger.first - 14) : trigger.first]
        return Status.ALLEGED if not grammar.allegations.isdisjoint(governing) else None
    if last in grammar.before_gerund:
        return Status.ASSERTED
    result = last == "," and grammar.to_come.isdisjoint(before) and grammar.conditionals.isdisjoint(before)
    if result and grammar.plans.isdisjoint(before) and trigger.entry.mode in modes("harm"):
        return Status.ASSERTED  # "hit the market, killing six"
    return None


def is_nominal(word: str, grammar: Grammar) -> bool:
    return word.isalpha() and word not in grammar.prepositions and word not in grammar.conjunctions
