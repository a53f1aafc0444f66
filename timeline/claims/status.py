"""What a sentence does with an event: says that it happened, was tried, is planned … or speaks of no one event."""

from __future__ import annotations

from itertools import pairwise

from timeline.claims.clauses import Clauses
from timeline.claims.grammar import Grammar, read_grammar
from timeline.claims.sentences import Sentence
from timeline.claims.triggers import Trigger
from timeline.types import Status

NEAR = 8  # words of the clause before a trigger in which "allegedly" or "often" shades it
CHAIN = 6  # words before an infinitive in which the verb that governs it stands: "asked the leaders to give up"
PAST_LINKS = frozenset({"after", "following", "since"})
ANY = frozenset({"every", "any", "each"})
SUSPICIONS = frozenset({"suspect", "accuse", "allege"})
HARM = frozenset({"kill", "wound", "arrest", "displace"})  # what is done to people, and as a participle describes them
BEFORE_NOUN = frozenset({"and", ",", "or", "bring", "bringing", "treat", "treating", ""})
NOBODY = frozenset({"no", "nobody", "none"})
SUPPORT_REACH = 6  # words between a noun and the verb that makes an event of it
BESIDE = 3  # words before a noun that can qualify it: "a failed suicide attack"


def find_status(sentence: Sentence, clauses: Clauses, trigger: Trigger, *, timed: bool) -> Status | None:
    """The status of the event, or ``None`` where the words name no one event ("air raids are feared", "to deter an
    attack"). ``timed`` says whether a time expression stands in the same clause."""
    grammar = read_grammar()
    before = _before_in_clause(sentence, clauses, trigger)
    if trigger.form.is_noun:
        status = _noun_status(sentence, clauses, trigger, before, grammar, timed=timed)
    else:
        status = _verb_status(sentence, clauses, trigger, before)
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


def _verb_status(sentence: Sentence, clauses: Clauses, trigger: Trigger, before: tuple[str, ...]) -> Status | None:
    grammar = read_grammar()
    name = trigger.form.name
    chain = _verb_chain(before, grammar)
    if ANY.intersection(before[-3:]) or not grammar.norms.isdisjoint(chain):
        return None  # "every rocket fired", "should not be prosecuted"
    if _opened_by_should(sentence, trigger) or not grammar.conditionals.isdisjoint(chain):
        return Status.CONDITIONAL  # "Should the truce be broken", "would be attacked"
    if chain[-1:] == ("be",) and len(chain) == 1:
        return Status.CONDITIONAL  # "a condition that all be released"
    if not grammar.negations.isdisjoint(chain) or not NOBODY.isdisjoint(before[-6:]):
        return Status.NEGATED
    if name == "base":
        bare = not chain and before[-1:] != ("to",)
        return _habit(sentence, clauses, trigger) if bare else _base_status(before, chain, grammar)
    if name == "ing":
        return _ing_status(sentence, trigger, before, chain, grammar)
    if name == "third":
        return Status.ASSERTED if trigger.entry.speech else _habit(sentence, clauses, trigger)
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
    if {"is", "are"}.intersection(chain) and name in ("past", "participle") and "being" not in chain:
        standing = "are" in chain and trigger.entry.mode not in HARM | SUSPICIONS
        return Status.HABITUAL if standing else _habit(sentence, clauses, trigger)  # "weapons are smuggled"
    return Status.ASSERTED


def _habit(sentence: Sentence, clauses: Clauses, trigger: Trigger) -> Status | None:
    """HABITUAL for a present tense in whose clause a word says that it comes again ("bombs the port daily"); a bare
    present ("the army controls the port", a caption) tells no event."""
    clause = clauses.of_word[trigger.first]
    mates = (word for index, word in enumerate(sentence.words) if clauses.of_word[index] == clause)
    grammar = read_grammar()
    return Status.HABITUAL if any(word in grammar.habits or word in grammar.regular for word in mates) else None


def _opened_by_should(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the trigger stands in the condition that "should" opens: "Should the truce be broken, …"."""
    return sentence.words[0] == "should" and "," not in sentence.words[: trigger.first]


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
        or word in grammar.chain_adverbs
        or word.endswith("ly")
    )


def _base_status(before: tuple[str, ...], chain: tuple[str, ...], grammar: Grammar) -> Status | None:
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
        # "does not seek a wider war"
        return None if not grammar.negations.isdisjoint(before[-CHAIN:]) else Status.ATTEMPTED
    if _opened_by_should(sentence, trigger):
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
    if planned or (_future_clause(before) and not PAST_LINKS.intersection(before[-5:])):
        return Status.PLANNED
    return Status.ASSERTED


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
    chain = _verb_chain(before[:place], grammar)
    if "to" in chain:
        return _base_status(before[:place], chain, grammar)
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
    near = before[-NEAR:] + sentence.words[trigger.last : trigger.last + 2]
    opening = clauses.clauses[clauses.of_word[trigger.first]]
    if opening.opener in ("if", "unless", "whether"):
        return Status.CONDITIONAL
    governing = _governing_words(sentence, clauses, trigger)
    if _is_doubted(sentence, clauses, trigger) or not (grammar.allegations & {"likely", "appears", "seems"}).isdisjoint(
        governing
    ):
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


def _is_nominal(word: str, grammar: Grammar) -> bool:
    return word.isalpha() and word not in grammar.prepositions and word not in grammar.conjunctions
