"""What a sentence does with an event: says that it happened, was tried, is planned … or speaks of no one event."""

from __future__ import annotations

from itertools import pairwise

from timeline.claims.clauses import Clauses
from timeline.claims.grammar import Grammar, read_grammar
from timeline.claims.sentences import Sentence
from timeline.claims.triggers import Trigger
from timeline.types import Status

CHAIN = 6  # words before an infinitive in which the verb that governs it stands: "asked the leaders to give up"
PAST_LINKS = frozenset({"after", "following", "since"})
ANY = frozenset({"every", "any", "each"})
HARM = frozenset({"kill", "wound", "arrest", "displace"})  # what is done to people, and as a participle describes them
BEFORE_NOUN = frozenset({"and", ",", "or", "bring", "bringing", "treat", "treating", ""})
NOBODY = frozenset({"no", "nobody", "none"})
BESIDE = 3  # words before a noun that can qualify it: "a failed suicide attack"


def find_status(sentence: Sentence, clauses: Clauses, trigger: Trigger, *, timed: bool) -> Status | None:
    """The status of the event, or ``None`` where the words name no one event ("air raids are feared", "to deter an
    attack"). ``timed`` says whether a time expression stands in the same clause."""
    grammar = read_grammar()
    before = _before_in_clause(sentence, clauses, trigger)
    if trigger.form.is_noun:
        status = _noun_status(sentence, clauses, trigger, before, grammar, timed=timed)
    else:
        status = _verb_status(sentence, trigger, before, grammar)
    if status is Status.ASSERTED:
        return _shaded(sentence, clauses, trigger, before, grammar)
    return status


def _before_in_clause(sentence: Sentence, clauses: Clauses, trigger: Trigger) -> tuple[str, ...]:
    """The words of the trigger's clause that stand before it."""
    clause = clauses.of_word[trigger.first]
    return tuple(word for index, word in enumerate(sentence.words[: trigger.first]) if clauses.of_word[index] == clause)


def _verb_status(sentence: Sentence, trigger: Trigger, before: tuple[str, ...], grammar: Grammar) -> Status | None:
    name = trigger.form.name
    chain = _verb_chain(before, grammar)
    if sentence.words[0] == "should" or ANY.intersection(before[-3:]):
        return Status.CONDITIONAL  # "Should the truce be broken", "every rocket fired"
    if not grammar.conditionals.isdisjoint(chain):
        return Status.CONDITIONAL
    if chain[-1:] == ("be",) and len(chain) == 1:
        return Status.CONDITIONAL  # "a condition that all be released"
    if not grammar.negations.isdisjoint(chain) or not NOBODY.isdisjoint(before[-6:]):
        return Status.NEGATED
    if name == "base":
        return _base_status(before, chain, grammar)
    if name == "ing":
        return _ing_status(sentence, trigger, before, chain, grammar)
    if name == "third":
        return Status.ASSERTED if trigger.entry.speech else Status.HABITUAL
    last = before[-1] if before else ""
    after = sentence.words[trigger.last] if trigger.last < len(sentence.words) else ""
    describes = trigger.entry.mode in HARM and last in BEFORE_NOUN and after not in grammar.determiners
    if describes and not chain and _is_nominal(after, grammar):
        return None  # "and injured fighters are treated"
    attributive = last in grammar.determiners and last not in grammar.pronouns and last != "that"
    if not chain and attributive and _is_nominal(after, grammar):
        return None  # "the captured soldiers"
    if "to" in chain or any(word in ("will", "'ll", "shall") for word in chain):
        return _base_status(before, chain, grammar)
    if chain and chain[-1] in ("is", "are") and name == "past" and "being" not in chain:
        return Status.HABITUAL  # "is investigated", "are killed"
    return Status.ASSERTED


def _verb_chain(before: tuple[str, ...], grammar: Grammar) -> tuple[str, ...]:
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
        or word in ("not", "never", "also", "then", "since", "already", "once", "later", "allegedly", "n't")
        or word.endswith("ly")
    )


def _base_status(before: tuple[str, ...], chain: tuple[str, ...], grammar: Grammar) -> Status | None:
    if "to" in chain or (before and before[-1] == "to"):
        place = len(before) - 1 - before[::-1].index("to")
        governing = before[max(0, place - CHAIN) : place]
        if governing[-3:-1] == ("in", "an") or governing[-3:-1] == ("in", "a"):
            return None  # a purpose: "in an effort to", "in a bid to"
        for word in reversed(governing):
            if word in grammar.attempts:
                return Status.ATTEMPTED
            if word in grammar.plans:
                return Status.PLANNED
            if word in grammar.habits:
                return Status.HABITUAL
            if word in grammar.allegations:
                return Status.ALLEGED
        return None  # a purpose: "deployed to deter an attack"
    if not grammar.conditionals.isdisjoint(chain):
        return Status.CONDITIONAL
    if any(word in ("will", "shall", "'ll") for word in chain):
        return Status.PLANNED
    if "did" in chain:
        return Status.ASSERTED
    return None


def _ing_status(
    sentence: Sentence, trigger: Trigger, before: tuple[str, ...], chain: tuple[str, ...], grammar: Grammar
) -> Status | None:
    if any(word in grammar.be for word in chain):
        return Status.CONDITIONAL if not grammar.conditionals.isdisjoint(chain) else Status.ASSERTED
    last = sentence.words[trigger.first - 1] if trigger.first else ""
    if last == "of" or last == "and":
        governing = sentence.words[max(0, trigger.first - 14) : trigger.first]
        return Status.ALLEGED if not grammar.allegations.isdisjoint(governing) else None
    if last in ("after", "following", "before", "while", "since", "including", "by"):
        return Status.ASSERTED
    return None


def _noun_status(
    sentence: Sentence, clauses: Clauses, trigger: Trigger, before: tuple[str, ...], grammar: Grammar, *, timed: bool
) -> Status | None:
    words = sentence.words
    beside = words[max(0, trigger.first - BESIDE) : trigger.first]
    if "no" in beside or "without" in beside[-1:] or "any" in beside[-1:]:
        return Status.NEGATED if "no" in beside else None
    if "attempt" in words[trigger.first : trigger.last + 1] or not grammar.attempts.isdisjoint(beside):
        return Status.ATTEMPTED
    if words[0] == "should":
        return Status.CONDITIONAL
    if "of" in beside and not grammar.generic_governors.isdisjoint(words[max(0, trigger.first - 6) : trigger.first]):
        return None
    if not grammar.conditionals.isdisjoint(words[max(0, trigger.first - 5) : trigger.first]):
        return Status.CONDITIONAL
    if _is_nominal_use(words, trigger, grammar) or not grammar.opposers.isdisjoint(beside):
        return None
    if not _one_event(sentence, clauses, trigger, grammar, timed=timed):
        return None
    planned = grammar.plans & set(beside[-2:])
    if planned or (_future_clause(before) and not PAST_LINKS.intersection(before[-5:])):
        return Status.PLANNED
    return Status.ASSERTED


def _is_nominal_use(words: tuple[str, ...], trigger: Trigger, grammar: Grammar) -> bool:
    """Whether the noun only describes another: "missile defence system", "strike force", "arrest record"."""
    after = words[trigger.last] if trigger.last < len(words) else ""
    return (
        trigger.form.name == "singular"
        and after.isalpha()
        and after not in grammar.prepositions
        and (
            after.endswith(("s", "er", "or", "ion", "ment", "zone", "line", "plan", "site", "scene"))
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
    complement = after in (
        "of",
        "on",
        "by",
        "in",
        "against",
        "between",
        "near",
        "at",
        "with",
        "that",
        "which",
        "carried",
    )
    tied = any(word in ("after", "during", "following", "in", "amid", "since", "when", "amidst") for word in before)
    if trigger.form.name == "singular":
        return counted and (supported or timed or complement or tied)
    return (supported and (counted or timed or complement)) or (timed and (counted or complement))


def _future_clause(before: tuple[str, ...]) -> bool:
    """Whether the words before a noun speak of what is to come: "will include a visit", "set to grow with it"."""
    if any(word in ("will", "'ll", "upcoming", "forthcoming", "expected", "planned") for word in before):
        return True
    return any(pair in (("set", "to"), ("due", "to"), ("about", "to")) for pair in pairwise(before))


def _shaded(
    sentence: Sentence, clauses: Clauses, trigger: Trigger, before: tuple[str, ...], grammar: Grammar
) -> Status:
    """ASSERTED, unless a word of the clause takes something away: likely, reportedly, often."""
    near = before[-8:] + sentence.words[trigger.last : trigger.last + 2]
    opening = clauses.clauses[clauses.of_word[trigger.first]]
    if opening.opener in ("if", "unless", "whether"):
        return Status.CONDITIONAL
    governing = _governing_words(sentence, clauses, trigger)
    if not grammar.allegations.isdisjoint(near) or not (
        grammar.allegations & {"likely", "appears", "seems"}
    ).isdisjoint(governing):
        return Status.ALLEGED
    if "reportedly" in near:
        return Status.REPORTED
    clause = clauses.of_word[trigger.first]
    mates = {word for index, word in enumerate(sentence.words) if clauses.of_word[index] == clause}
    if not grammar.habits.isdisjoint(near) or "notorious" in mates:
        return Status.HABITUAL
    return Status.ASSERTED


def _governing_words(sentence: Sentence, clauses: Clauses, trigger: Trigger) -> tuple[str, ...]:
    """The words before the trigger's clause, where it is reported content ("It's likely that …")."""
    number = clauses.of_word[trigger.first]
    clause = clauses.clauses[number]
    if clause.parent is None or clause.kind not in ("content", "relative"):
        return ()
    first = clauses.of_word.index(number)
    return tuple(sentence.words[max(0, first - 5) : first + 1])


def _is_nominal(word: str, grammar: Grammar) -> bool:
    return word.isalpha() and word not in grammar.prepositions and word not in grammar.conjunctions
