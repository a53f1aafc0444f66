"""Who takes part in an event and where it was: names near the trigger, with their part in it."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.claims.actors import Mention, find_names, read_actors, read_places
from timeline.claims.clauses import Clauses
from timeline.claims.grammar import read_grammar
from timeline.claims.sentences import Sentence
from timeline.claims.triggers import Trigger
from timeline.types import Actor, Place

PARTICLES = ("al", "el", "abu", "bin", "ibn", "de", "van", "von", "al-", "ad-din", "abd")


def find_actors(
    sentence: Sentence, clauses: Clauses, trigger: Trigger, named: Sequence[Mention], people: Sequence[Mention]
) -> tuple[Actor, ...]:
    """The actors of the trigger's clause, the nearest on each side first, with their role."""
    clause = clauses.of_word[trigger.first]
    near = [mention for mention in (*named, *people) if clauses.of_word[mention.first] == clause]
    passive = _is_passive(sentence, trigger)
    roles: dict[str, str] = {}
    for mention in sorted(near, key=lambda mention: abs(mention.first - trigger.first)):
        role = _role(sentence, trigger, mention, passive)
        if role in roles.values() and mention not in people and role != "other":
            role = "other"
        roles.setdefault(mention.name, role)
    return tuple(Actor(name, role) for name, role in roles.items())


def _is_passive(sentence: Sentence, trigger: Trigger) -> bool:
    grammar = read_grammar()
    before = sentence.words[max(0, trigger.first - 3) : trigger.first]
    return trigger.form.name in ("past", "participle") and any(word in grammar.be for word in before)


def _role(sentence: Sentence, trigger: Trigger, mention: Mention, passive: bool) -> str:
    words = sentence.words
    before = words[mention.first - 1] if mention.first else ""
    if trigger.form.is_noun:
        if before == "by" or mention.last in (trigger.first, trigger.first - 1):
            return "agent"
        return "patient" if before in ("of", "on", "against") and mention.first >= trigger.last else "other"
    if mention.last <= trigger.first:
        return "patient" if passive else "agent"
    if before == "by":
        return "agent"
    return "patient" if mention.first - trigger.last <= 4 and not passive else "other"


def find_places(
    sentence: Sentence, clauses: Clauses, trigger: Trigger, mentions: Sequence[Mention]
) -> tuple[Place, ...]:
    """The places of the trigger's clause; where it names none, those that stand in no other clause than its parent's."""
    _, known = read_places()
    number = clauses.of_word[trigger.first]
    for clause in (number, clauses.clauses[number].parent):
        names = dict.fromkeys(mention.name for mention in mentions if clauses.of_word[mention.first] == clause)
        if names:
            return tuple(known[name].place for name in names)
    return ()


def mentions_of(sentence: Sentence, text: str) -> tuple[tuple[Mention, ...], tuple[Mention, ...], tuple[Mention, ...]]:
    """The known actors, the known places, and the people of a sentence that no list knows."""
    actors = tuple(
        mention for mention in find_names(sentence, text, read_actors()[0]) if not _describes_media(sentence, mention)
    )
    places = tuple(
        mention
        for mention in find_names(sentence, text, read_places()[0])
        if not any(actor.first <= mention.first < actor.last and actor.last - actor.first > 1 for actor in actors)
    )
    taken = {index for mention in (*actors, *places) for index in range(mention.first, mention.last)}
    return actors, places, find_people(sentence, text, taken)


def _describes_media(sentence: Sentence, mention: Mention) -> bool:
    after = sentence.words[mention.last] if mention.last < len(sentence.words) else ""
    return after in ("media", "newspaper", "newspapers", "press", "television", "reports", "leaders'", "officials'")


def find_people(sentence: Sentence, text: str, taken: set[int]) -> tuple[Mention, ...]:
    """Names of two words or more that no list knows ("Abed al-Hila al-Qishta"): capitals, with Arabic particles."""
    found: list[Mention] = []
    index = 0
    while index < len(sentence.words):
        last = index
        while last < len(sentence.words) and last not in taken and _in_name(sentence, text, last):
            last += 1
        while last > index and sentence.words[last - 1] in PARTICLES:
            last -= 1
        if last - index >= 2 and not (index == 0 and sentence.words[0] in read_grammar().determiners):
            found.append(Mention(index, last, text[sentence.begins[index] : sentence.ends[last - 1]]))
        index = max(last, index + 1)
    return tuple(found)


def _in_name(sentence: Sentence, text: str, index: int) -> bool:
    word = text[sentence.begins[index] : sentence.ends[index]]
    grammar = read_grammar()
    low = sentence.words[index]
    if (
        low in grammar.determiners
        or low in grammar.prepositions
        or low in grammar.pronouns
        or low in grammar.conjunctions
    ):
        return False
    return (word[:1].isupper() and word[1:2].islower()) or (
        low.startswith(("al-", "el-", "ad-", "an-", "ibn-", "abu-")) and any(map(str.isupper, word))
    )
