"""Places named in a sentence: the conflict places of places.csv, and the towns of the gazetteer where the text says, by
their name or by the words around it, that a place is meant.

The gazetteer is made from GeoNames (CC BY 4.0) by data/places/make_gazetteer.py. A name that two towns of like size
share is a place without coordinates: which one is meant is not guessed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from timeline.claims.actors import KnownPlace, Mention, Names, find_names, join_names, read_actors, read_places
from timeline.claims.sentences import Sentence
from timeline.errors import RuleError
from timeline.lexicon.loader import read_data, read_toml
from timeline.types import Place

FILE = "gazetteer.csv"
_WORD = re.compile(r"\w+(?:[-'.]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Town:
    """A row of the gazetteer. ``alone``: the name says by itself that it is a place."""

    known: KnownPlace
    alone: bool


@dataclass(frozen=True, slots=True)
class _Cues:
    before: frozenset[str]
    behind: frozenset[str]
    titles: frozenset[str]


@lru_cache(maxsize=1)
def read_towns() -> tuple[Names, dict[str, Town]]:
    """The spellings of the gazetteer's towns, and every town by name; no spelling of places.csv or of an actor."""
    taken = {" ".join(words) for names in (read_places()[0], read_actors()[0]) for words in _spellings(names)}
    towns: dict[str, Town] = {}
    spellings: dict[str, list[tuple[tuple[str, ...], int, str]]] = {}
    for row in csv.DictReader(read_data(FILE).splitlines(), strict=True):
        name = row["name"]
        towns[name] = _town(row)
        for spelling in (name, *filter(None, row["aliases"].split(";"))):
            words = tuple(_WORD.findall(spelling.lower()))
            if " ".join(words) not in taken:
                spellings.setdefault(words[0], []).append((words, 1, name))
    ordered = {word: tuple(sorted(found, key=lambda item: -len(item[0]))) for word, found in spellings.items()}
    return Names(ordered), towns


def _town(row: dict[str, str]) -> Town:
    try:
        lat, lon = (float(row[side]) if row[side] else None for side in ("lat", "lon"))
    except (ValueError, TypeError) as error:
        raise RuleError(f"lexicon/{FILE}: {row['name']}: {error}; make the file again") from error
    return Town(KnownPlace(Place(row["name"], lat, lon), row["kind"], row["within"]), row["alone"] == "yes")


def _spellings(names: Names) -> Iterator[tuple[str, ...]]:
    return (words for found in names.by_first_word.values() for words, _, _ in found)


@lru_cache(maxsize=1)
def every_name() -> Names:
    """The spellings of both lists as one."""
    return join_names(read_places()[0], read_towns()[0])


def known_place(name: str) -> KnownPlace | None:
    """What is known of the place called ``name``; ``None`` where neither list has it."""
    listed = read_places()[1].get(name)
    if listed:
        return listed
    town = read_towns()[1].get(name)
    return town.known if town else None


def is_within(inner: str, outer: str) -> bool:
    """Whether one place of the lists lies in another, or is it.

    >>> is_within("Rafah", "Gaza Strip"), is_within("Gaza Strip", "Rafah"), is_within("El Obeid", "Sudan")
    (True, False, True)
    """
    for _ in range(6):
        if inner == outer:
            return True
        known = known_place(inner)
        if known is None:
            return False
        inner = known.within
    return False


def find_place_names(sentence: Sentence, text: str) -> tuple[Mention, ...]:
    """The places that the sentence names, in order and without overlap."""
    towns = read_towns()[1]
    listed = read_places()[1]
    return tuple(
        mention
        for mention in find_names(sentence, text, every_name())
        if mention.name in listed or _is_town(sentence, text, mention, alone=towns[mention.name].alone)
    )


def _is_town(sentence: Sentence, text: str, mention: Mention, *, alone: bool) -> bool:
    """Whether the words around a town's name say that it is one, or the name does and nothing speaks against it."""
    if _has_cue(sentence, text, mention):
        return True
    before = sentence.words[mention.first - 1] if mention.first else ""
    if _has_title(sentence, mention):
        return False
    written = text[sentence.begins[mention.first - 1] :][:1] if mention.first else ""
    behind = text[sentence.begins[mention.last] :][:1] if mention.last < len(sentence.words) else ""
    # "Jose Calamba", "Calamba Trading Company": a name beside the name
    part_of_a_name = (written.isupper() and before.isalpha() and mention.first > 1) or behind.isupper()
    return alone and not part_of_a_name


def _has_title(sentence: Sentence, mention: Mention) -> bool:
    """Whether "Mr", "Col." or another title stands before the name, or before the name before it."""
    before = [word for word in sentence.words[max(0, mention.first - 3) : mention.first] if word != "."]
    return any(word in _read_cues().titles for word in before[-2:])


def _has_cue(sentence: Sentence, text: str, mention: Mention) -> bool:
    words, cues = sentence.words, _read_cues()
    one = words[mention.first - 1] if mention.first else ""
    two = " ".join(words[max(0, mention.first - 2) : mention.first])
    after = words[mention.last] if mention.last < len(words) else ""
    if after and text[sentence.begins[mention.last]].isupper() and after not in cues.behind:
        return False  # "in Abdi Osman's house"
    return one in cues.before or two in cues.before or after in cues.behind


@lru_cache(maxsize=1)
def read_place_words() -> frozenset[str]:
    """Nouns for a place, which an adjective before them says to lie in a country."""
    return frozenset(read_toml("en/claims/places.toml")["nouns"])


@lru_cache(maxsize=1)
def _read_cues() -> _Cues:
    block = read_toml("en/claims/places.toml")
    return _Cues(frozenset(block["before"]), frozenset(block["behind"]), frozenset(block["titles"]))
