"""Actors and places named in a text: the lexicon's names with their aliases, longest first, in linear time."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from timeline.claims.sentences import Sentence, find_sentences
from timeline.errors import RuleError
from timeline.lexicon.loader import read_table, read_toml
from timeline.types import Place

UNNAMED = "generic"  # the class of groups without a name
NO_NAME = 3  # how a name must be written, beside those of `_capitals`: with a capital, and by itself
SHORT = 3  # names of up to three letters must stand in capitals: "IS", "PA", "UN"


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of actors.toml; ``part_of`` is the name of what it belongs to."""

    name: str
    kind: str
    part_of: str | None


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A row of places.csv; ``within`` is the name of what it lies in."""

    place: Place
    kind: str
    within: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: words ``first`` to ``last`` (half-open), and whom or what it names."""

    first: int
    last: int
    name: str


Spellings = tuple[tuple[tuple[str, ...], int, str], ...]
LONG_LIST = 8  # names with one first word from which on they are parted by the second


@dataclass(frozen=True, slots=True)
class Names:
    """Names by their first word, each a list of (words, capitals wanted, name), longest first.

    ``parted`` has the long lists ("the", "al") once more by the second word; under "" are the names of one word, which
    stand at the end of the others too.
    """

    by_first_word: dict[str, Spellings]
    parted: dict[str, dict[str, Spellings]] = field(init=False)

    def __post_init__(self) -> None:
        long = {word: _parted(found) for word, found in self.by_first_word.items() if len(found) > LONG_LIST}
        object.__setattr__(self, "parted", long)


def _parted(found: Spellings) -> dict[str, Spellings]:
    alone = tuple(item for item in found if len(item[0]) == 1)
    parts: dict[str, list[tuple[tuple[str, ...], int, str]]] = {"": []}
    for item in found:
        if len(item[0]) > 1:
            parts.setdefault(item[0][1], []).append(item)
    return {second: (*items, *alone) for second, items in parts.items()}


@lru_cache(maxsize=1)
def read_actors() -> tuple[Names, dict[str, KnownActor]]:
    """The names of actors.toml, without those of groups that have none (`read_unnamed`), and every actor by name."""
    spellings, known = _read_spellings()
    return make_names([(alias, name) for alias, name in spellings if known[name].kind != UNNAMED]), known


@lru_cache(maxsize=1)
def read_unnamed() -> Names:
    """The words for groups without a name: "rebels", "the police"."""
    spellings, known = _read_spellings()
    return make_names([(alias, name) for alias, name in spellings if known[name].kind == UNNAMED])


@lru_cache(maxsize=1)
def read_capitals() -> Names:
    """The seats that stand for their governments where they act: "Nairobi sent an envoy"."""
    return make_names(
        [
            (capital, block["name"])
            for block in read_toml("actors.toml")["actor"]
            for capital in block.get("capital", ())
        ]
    )


def is_unnamed(actor: str) -> bool:
    """Whether the actor is a group without a name, which makes no two events one."""
    known = read_actors()[1]
    return actor in known and known[actor].kind == UNNAMED


def _read_spellings() -> tuple[list[tuple[str, str]], dict[str, KnownActor]]:
    known: dict[str, KnownActor] = {}
    spellings: list[tuple[str, str]] = []
    owner: dict[str, str] = {}
    for block in read_toml("actors.toml")["actor"]:
        actor = KnownActor(block["name"], block["class"], block.get("part_of"))
        known[actor.name] = actor
        for alias in block["aliases"]:
            if owner.setdefault(alias.lower(), actor.name) != actor.name:
                raise RuleError(
                    f"lexicon/actors.toml: {alias!r} stands under {owner[alias.lower()]!r} and {actor.name!r}; "
                    "keep it in one"
                )
            spellings.append((alias, actor.name))
    return spellings, known


@lru_cache(maxsize=1)
def read_places() -> tuple[Names, dict[str, KnownPlace]]:
    known: dict[str, KnownPlace] = {}
    spellings: list[tuple[str, str]] = []
    for row in read_table("places.csv"):
        name = row["name"]
        known[name] = KnownPlace(Place(name, float(row["lat"]), float(row["lon"])), row["kind"], row["within"])
        spellings += [(alias, name) for alias in (name, *filter(None, row["aliases"].split(";")))]
    return make_names(spellings), known


def make_names(spellings: list[tuple[str, str]], *, beside_names: bool = False) -> Names:
    """Names to look for, from pairs of (spelling, name that it means); with ``beside_names`` an acronym that can be a
    first name is none beside another name: "Amna Idris" is not the agency AMNA."""
    by_first_word: dict[str, list[tuple[tuple[str, ...], int, str]]] = {}
    for alias, name in spellings:
        words = _words(alias)
        like_a_name = beside_names and len(words) == 1 and alias.isupper() and len(alias) > SHORT
        by_first_word.setdefault(words[0], []).append((words, NO_NAME if like_a_name else _capitals(alias), name))
    return Names({word: tuple(sorted(found, key=lambda item: -len(item[0]))) for word, found in by_first_word.items()})


def join_names(one: Names, other: Names) -> Names:
    """The names of two lists as one list."""
    joined = dict(one.by_first_word)
    for word, found in other.by_first_word.items():
        joined[word] = tuple(sorted((*joined.get(word, ()), *found), key=lambda item: -len(item[0])))
    return Names(joined)


def _capitals(alias: str) -> int:
    """How a name must be written: 2 in capitals, 1 with one, 0 as it likes (a description: "naval commandos")."""
    if alias.islower():
        return 0
    return 2 if len(alias.strip(".")) <= SHORT else 1


def _words(alias: str) -> tuple[str, ...]:
    return find_sentences(alias)[0].words


def find_names(sentence: Sentence, text: str, names: Names) -> tuple[Mention, ...]:
    """Every known name of the sentence, in order and without overlap, the longest at each place."""
    words = sentence.words
    if names.by_first_word.keys().isdisjoint(words):
        return ()
    found = []
    index = 0
    while index < len(words):
        mention = None
        known = names.by_first_word.get(words[index], ())
        if len(known) > LONG_LIST:
            parts = names.parted[words[index]]
            known = parts.get(words[index + 1] if index + 1 < len(words) else "") or parts[""]
        for spelling, capitals, name in known:
            last = index + len(spelling)
            if words[index:last] != spelling:
                continue
            written = text[sentence.begins[index] : sentence.ends[last - 1]]
            if capitals == NO_NAME and _is_part_of_a_name(sentence, text, index):
                continue
            if not capitals or (written.isupper() if capitals == 2 else any(letter.isupper() for letter in written)):
                mention = Mention(index, last, name)
                break
        if mention:
            found.append(mention)
            index = mention.last
        else:
            index += 1
    return tuple(found)


def _is_part_of_a_name(sentence: Sentence, text: str, index: int) -> bool:
    """Whether a word written with a capital stands right beside another word written like it ("WAFA News" does not)."""

    def written(at: int) -> str:
        return text[sentence.begins[at] : sentence.ends[at]] if 0 <= at < len(sentence.words) else ""

    own, others = written(index), (written(index - 1) if index > 1 else "", written(index + 1))
    return any(
        other.isalpha()
        and other[0].isupper()
        and (other.isupper() or not own.isupper())
        and other.lower() not in _beside_acronyms()
        for other in others
    )


@lru_cache(maxsize=1)
def _beside_acronyms() -> frozenset[str]:
    return frozenset(read_toml("en/claims/names.toml")["beside_acronyms"])


def belongs_to(actor: str, whole: str) -> bool:
    """Whether one actor of the lexicon is, or is part of, another."""
    _, known = read_actors()
    for _ in range(6):
        if actor == whole:
            return True
        part_of = known[actor].part_of if actor in known else None
        if part_of is None:
            return False
        actor = part_of
    return False
