"""Who takes part in an event and where it was: names near the trigger, with their part in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.claims.actors import (
    Mention,
    Names,
    find_names,
    join_names,
    make_names,
    read_actors,
    read_capitals,
    read_unnamed,
)
from timeline.claims.clauses import Clauses, is_finite_at, with_first_half
from timeline.claims.gazetteer import find_place_names, known_place, read_place_words
from timeline.claims.grammar import read_grammar
from timeline.claims.lists import modes
from timeline.claims.sentences import Sentence, is_headline
from timeline.claims.sources import outlet_names
from timeline.claims.triggers import Trigger
from timeline.lexicon.loader import read_toml
from timeline.types import Actor, Place, Span

OBJECT_REACH = 6
PLACE_REACH = 4  # words behind a nationality among which the place stands that it describes: "'s northern port city"
NAME_LENGTH = 3  # words of a photographer's name


@dataclass(frozen=True, slots=True)
class Mentions:
    """The names of a sentence: known actors, known places, people whom no list knows, and groups without a name."""

    actors: tuple[Mention, ...]
    places: tuple[Mention, ...]
    people: tuple[Mention, ...]
    unnamed: tuple[Mention, ...]
    capitals: tuple[Mention, ...] = ()

    def without(self, sentence: Sentence, spans: Sequence[Span]) -> Mentions:
        """The names that stand in none of ``spans``: who tells of an event takes no part in it."""

        def free(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
            return tuple(
                mention
                for mention in mentions
                if not any(span.begin <= sentence.begins[mention.first] < span.end for span in spans)
            )

        if not spans:
            return self
        kept = (self.actors, self.places, self.people, self.unnamed, self.capitals)
        return Mentions(*map(free, kept))


@dataclass(frozen=True, slots=True)
class NameWords:
    """The word lists of names.toml."""

    particles: frozenset[str]
    introductions: frozenset[str]
    titles: frozenset[str]
    media: frozenset[str]
    not_names: frozenset[str]
    calendar: frozenset[str]
    credits: frozenset[str]
    picture_words: frozenset[str]


@lru_cache(maxsize=1)
def read_name_words() -> NameWords:
    data = read_toml("en/claims/names.toml")
    return NameWords(**{name: frozenset(data[name]) for name in NameWords.__dataclass_fields__})


@lru_cache(maxsize=1)
def _media_names() -> Names:
    """The names of outlets and of those who are credited with pictures."""
    credits = read_name_words().credits
    return join_names(outlet_names()[0], make_names([(credit, credit) for credit in sorted(credits)]))


def find_mentions(sentence: Sentence, text: str) -> Mentions:
    """Every name of the sentence; the names of outlets and of picture agencies are none of them ("The Times of Israel"
    is not Israel), and neither is a photographer's ("Ann Lee/Getty Images", "(Photo by Ann Lee)")."""
    known = find_names(sentence, text, read_actors()[0])
    media = tuple(
        # "the Al-Quds Brigades" are not the paper Al-Quds
        mention
        for mention in find_names(sentence, text, _media_names())
        if not any(actor.first == mention.first and actor.last > mention.last for actor in known)
    )
    hidden = {index for mention in media for index in _words(mention)}
    hidden |= _photographers(sentence, text, hidden)
    actors = tuple(
        mention for mention in known if mention.first not in hidden and not _describes_media(sentence, mention)
    )
    spans = {(mention.first, mention.last) for mention in actors}  # "Burkina Faso" is both state and place
    longer = {index for mention in actors if mention.last - mention.first > 1 for index in _words(mention)}
    places = tuple(
        mention
        for mention in find_place_names(sentence, text)
        if mention.first not in hidden
        and (mention.first not in longer or mention.last - mention.first > 2 or (mention.first, mention.last) in spans)
    )
    taken = hidden | {index for mention in (*actors, *places) for index in _words(mention)}
    people = find_people(sentence, text, taken)
    taken |= {index for mention in people for index in _words(mention)}
    capitals = tuple(mention for mention in find_names(sentence, text, read_capitals()) if mention.first not in hidden)
    actors = tuple(
        mention
        for mention in actors
        if not _is_only_where(sentence, mention, places) and not _is_of_a_place(sentence, mention)
    )
    return Mentions(actors, places, people, _unnamed(sentence, text, taken), capitals)


def _is_only_where(sentence: Sentence, mention: Mention, places: Sequence[Mention]) -> bool:
    """Whether the name of a state says only where something was: "a raid in Niger"."""
    before = sentence.words[mention.first - 1] if mention.first else ""
    named = any((place.first, place.last) == (mention.first, mention.last) for place in places)
    return named and before in read_grammar().where


def _is_of_a_place(sentence: Sentence, mention: Mention) -> bool:
    """Whether a nationality only says where a place lies: "the Sudanese city of El Obeid"."""
    words = sentence.words
    for index in range(mention.last, min(mention.last + PLACE_REACH, len(words))):
        if words[index] in read_place_words():
            return True
        if words[index] != "'s" and (not words[index].isalpha() or is_finite_at(words, index)):
            return False
        if words[index] in read_grammar().prepositions or words[index] in read_grammar().conjunctions:
            return False
    return False


def _unnamed(sentence: Sentence, text: str, taken: set[int]) -> tuple[Mention, ...]:
    """Groups without a name: none beside a name ("Turkish soldiers"), none before another noun ("police station")."""
    return tuple(
        mention
        for mention in find_names(sentence, text, read_unnamed())
        if taken.isdisjoint(range(mention.first - 2, mention.last + 1)) and not _is_attribute(sentence, mention.last)
    )


def _is_attribute(sentence: Sentence, after: int) -> bool:
    """Whether the words that end before ``after`` describe a noun behind them."""
    words, grammar = sentence.words, read_grammar()
    if after >= len(words) or is_headline(sentence):
        return False
    closed = grammar.prepositions | grammar.conjunctions | grammar.relatives | grammar.subordinators | grammar.modals
    word = words[after]
    if word in closed | grammar.chain_adverbs | grammar.determiners or word.endswith(("ing", "ly")):
        return False
    return word == "'s" or (word.isalpha() and not is_finite_at(words, after))


def _photographers(sentence: Sentence, text: str, media: set[int]) -> set[int]:
    """The words of the names that stand before a slash and a medium, or behind a word for a picture."""
    words, found = sentence.words, set()
    for index in range(len(words)):
        if words[index] == "/" and index + 1 in media:
            before = index
            while before > 0 and index - before < NAME_LENGTH and _in_name(sentence, text, before - 1):
                before -= 1
            found |= set(range(before, index))
        elif words[index] in read_name_words().picture_words and words[index + 1 : index + 2] in ((":",), ("by",)):
            after = index + 2
            while after < len(words) and after - index < NAME_LENGTH + 2 and _in_name(sentence, text, after):
                after += 1
            found |= set(range(index + 2, after))
    return found


def _words(mention: Mention) -> range:
    return range(mention.first, mention.last)


def _describes_media(sentence: Sentence, mention: Mention) -> bool:
    after = sentence.words[mention.last] if mention.last < len(sentence.words) else ""
    return after in read_name_words().media


def find_people(sentence: Sentence, text: str, taken: set[int]) -> tuple[Mention, ...]:
    """Names that no list knows: two capitals or more ("Abed al-Hila al-Qishta"), or one that is introduced as a name
    ("a man called Omar", "the second man, Omar,")."""
    known = read_name_words()
    found: list[Mention] = []
    index = 0
    while index < len(sentence.words):
        if text[sentence.begins[index]].islower() and "-" not in sentence.words[index]:
            index += 1  # most words; the others are looked at closely
            continue
        last = index
        while last < len(sentence.words) and last not in taken and _in_name(sentence, text, last):
            last += 1
        while last > index and sentence.words[last - 1] in known.particles:
            last -= 1
        first = index
        while first < last and sentence.words[first] in known.titles:
            first += 1
        if last - first >= 2 or (last - first == 1 and first > 0 and _introduced(sentence, first)):
            found.append(Mention(first, last, text[sentence.begins[first] : sentence.ends[last - 1]]))
        index = max(last, index + 1)
    return tuple(found)


def _introduced(sentence: Sentence, index: int) -> bool:
    before = sentence.words[index - 1]
    if before == "," and index > 1:
        return sentence.words[index - 2] in read_name_words().introductions
    return before in read_name_words().introductions


def _in_name(sentence: Sentence, text: str, index: int) -> bool:
    word = text[sentence.begins[index] : sentence.ends[index]]
    if word.islower() or not word[0].isalpha():
        return False
    low = sentence.words[index]
    grammar = read_grammar()
    if low in grammar.determiners or low in grammar.prepositions or low in grammar.pronouns:
        return False
    known = read_name_words()
    if low in grammar.conjunctions or low in grammar.subordinators or low in known.not_names or low in known.calendar:
        return False
    prefixed = low.startswith(("al-", "el-", "ad-", "an-", "ibn-", "abu-", "ben-")) and any(map(str.isupper, word))
    return prefixed or (word[:1].isupper() and word[1:2].islower())


def find_actors(sentence: Sentence, clauses: Clauses, trigger: Trigger, mentions: Mentions) -> tuple[Actor, ...]:
    """The actors of the trigger's clause with their role, the nearest first; a clause that has no subject of its own
    ("fled and joined …") takes the one of the clause that it continues."""
    named = _roles(sentence, clauses, trigger, (*mentions.people, *mentions.actors))
    filled = {role for role in named.values() if role != "other"}
    unnamed = _roles(sentence, clauses, trigger, mentions.unnamed)
    if "agent" not in filled:
        seats = _roles(sentence, clauses, trigger, mentions.capitals)
        named |= {name: role for name, role in seats.items() if role == "agent" and name not in named}
        filled = {role for role in named.values() if role != "other"}
    # "rebels" takes a part that no name has
    named |= {name: role for name, role in unnamed.items() if role != "other" and role not in filled}
    return tuple(Actor(name, role) for name, role in named.items())


def _roles(sentence: Sentence, clauses: Clauses, trigger: Trigger, mentions: Sequence[Mention]) -> dict[str, str]:
    clause = clauses.of_word[trigger.first]
    near = [mention for mention in mentions if clauses.of_word[mention.first] == clause]
    passive = _is_passive(sentence, trigger)
    roles: dict[str, str] = {}
    for mention in sorted(near, key=lambda mention: abs(mention.first - trigger.first)):
        roles.setdefault(mention.name, _role(sentence, trigger, mention, passive))
    if not any(mention.last <= trigger.first for mention in near) and not trigger.form.is_noun:
        for mention in _subject_before(sentence, clauses, clause, mentions, trigger):
            roles.setdefault(mention.name, "patient" if passive else "agent")
    return roles


def _subject_before(
    sentence: Sentence, clauses: Clauses, clause: int, mentions: Sequence[Mention], trigger: Trigger
) -> list[Mention]:
    kind = clauses.clauses[clause]
    if kind.kind not in ("coordinate", "relative") or kind.parent is None or kind.parent not in clauses.of_word:
        return []  # "And | who fled": the sentence opens with the clause, and its parent has no word
    start = clauses.of_word.index(kind.parent)
    before = [
        mention
        for mention in mentions
        if clauses.of_word[mention.first] == kind.parent
        and mention.last <= trigger.first
        and not (mention.first and sentence.words[mention.first - 1] in read_grammar().prepositions)
    ]
    if kind.kind == "relative":
        return before[-1:]
    return [mention for mention in before if mention.first - start <= OBJECT_REACH][:1]


def _is_passive(sentence: Sentence, trigger: Trigger) -> bool:
    grammar = read_grammar()
    before = sentence.words[max(0, trigger.first - 3) : trigger.first]
    if trigger.entry.mode in modes("suffered"):
        return True  # "six civilians died"
    if trigger.form.name not in ("past", "participle"):
        return False
    after = sentence.words[trigger.last] if trigger.last < len(sentence.words) else "."
    harmed = trigger.entry.mode in modes("done_to_people") - {"arrest"} and (
        after in grammar.prepositions or not after.isalnum()
    )
    # "Colombia's ELN kidnapped": a possessive is no auxiliary
    return harmed or any(word in grammar.be and word != "'s" for word in before)


def _role(sentence: Sentence, trigger: Trigger, mention: Mention, passive: bool) -> str:
    words = sentence.words
    before = words[mention.first - 1] if mention.first else ""
    if trigger.form.is_noun:
        if before == "by" or (mention.last <= trigger.first and trigger.first - mention.last <= 2):
            return "agent"
        return "patient" if before in ("of", "on", "against") and mention.first >= trigger.last else "other"
    if before in read_grammar().prepositions and before not in ("by", "of") and mention.last <= trigger.first:
        return "other"
    if mention.last <= trigger.first:
        if _is_object_before(sentence, trigger, mention):
            return "other"
        return "patient" if passive else "agent"
    if before == "by":
        # "shot down 21 drones launched by Russia": of the verb that stands nearer
        nearer = any(is_finite_at(words, index) for index in range(trigger.last, mention.first - 1))
        return "other" if nearer else "agent"
    if before in read_grammar().prepositions:
        return "other"
    return "patient" if mention.first - trigger.last <= OBJECT_REACH and not passive else "other"


def _is_object_before(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether a name before a verb is the object of the verb before it: "killed 12 soldiers, captured 20 others"."""
    words = sentence.words
    if "," not in words[mention.last : trigger.first]:
        return False
    ahead = range(max(0, mention.first - OBJECT_REACH), mention.first)
    verbs = [index for index in ahead if is_finite_at(words, index)]
    return bool(verbs) and read_grammar().subordinators.isdisjoint(words[verbs[-1] : mention.first])


def find_places(clauses: Clauses, trigger: Trigger, mentions: Sequence[Mention]) -> tuple[Place, ...]:
    """The places of the trigger's clause; where it names none, those of the clause that tells the same moment, or of
    the one that it hangs on."""
    number = clauses.of_word[trigger.first]
    parent = clauses.clauses[number].parent
    moment = {
        # "nine were killed when a shell hit a clinic in El Fasher"
        place
        for place, clause in enumerate(clauses.clauses)
        if clause.opener == "when" and number in with_first_half(clauses, place)
    }
    for group in ({number}, moment, {parent}):
        names = dict.fromkeys(mention.name for mention in mentions if clauses.of_word[mention.first] in group)
        if names:
            return tuple(known.place for name in names if (known := known_place(name)))
    return ()
