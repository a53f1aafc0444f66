"""The words of figures.toml: numbers, what stands before them, whom they count and what befell them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from timeline.lexicon.loader import read_toml

NEAR_SHARE = 0.1  # "almost 30", "about 40": a tenth to the side that the word leaves open


@dataclass(frozen=True, slots=True)
class FigureWords:
    """The lists of figures.toml: numbers, vague numbers, operators by length, units and victim classes by word."""

    numbers: dict[str, float]
    multipliers: dict[str, float]
    vague: dict[tuple[str, ...], tuple[float, float | None]]
    operators: tuple[tuple[tuple[str, ...], str], ...]
    units: dict[str, str]
    victims: dict[str, str]
    beyond: frozenset[str]
    new_clause: frozenset[str]
    toll_verbs: frozenset[str]
    toll_words: frozenset[str]
    single_events: frozenset[str]
    long_events: frozenset[str]
    no_people: frozenset[str]
    with_object: frozenset[str]
    befalls_things: frozenset[str]
    no_victim_beyond: frozenset[str]
    subset_words: frozenset[str]
    among: tuple[tuple[str, ...], ...]
    totals: dict[str, tuple[tuple[str, ...], ...]]
    after_count: frozenset[str]


@lru_cache(maxsize=1)
def read_figure_words() -> FigureWords:
    data: dict[str, Any] = read_toml("en/claims/figures.toml")
    return FigureWords(
        numbers={word: float(value) for word, value in data["numbers"].items()},
        multipliers={word: float(value) for word, value in data["multipliers"].items()},
        vague={
            tuple(word.split()): (float(low), float(high) if high != "" else None)
            for word, (low, high) in data["vague"].items()
        },
        operators=tuple(
            sorted(
                ((tuple(words.split()), kind) for words, kind in data["operators"].items()),
                key=lambda pair: -len(pair[0]),
            )
        ),
        units={word: unit for unit, words in data["units"].items() for word in words},
        victims={word: victim for victim, words in data["victims"].items() for word in words},
        beyond=frozenset(data["beyond"]),
        new_clause=frozenset(data["new_clause"]),
        toll_verbs=frozenset(data["toll_verbs"]),
        toll_words=frozenset(data["toll_words"]),
        single_events=frozenset(data["single_events"]),
        long_events=frozenset(data["long_events"]),
        no_people=frozenset(data["no_people"]),
        with_object=frozenset(data["with_object"]),
        befalls_things=frozenset(data["befalls_things"]),
        no_victim_beyond=frozenset(data["no_victim_beyond"]),
        subset_words=frozenset(data["subset_words"]),
        among=tuple(tuple(phrase.split()) for phrase in data["among"]),
        totals=_by_first_word(data["totals"]),
        after_count=frozenset(data["after_count"]),
    )


def _by_first_word(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    split = [tuple(phrase.split()) for phrase in phrases]
    return {words[0]: tuple(other for other in split if other[0] == words[0]) for words in split}


def number_at(words: tuple[str, ...], index: int) -> float | None:
    """The plain number that the word at ``index`` writes, in figures or words; ``None`` where it writes none."""
    return value_of(words[index], read_figure_words())


def value_of(word: str, known: FigureWords) -> float | None:
    if word in known.numbers:
        return known.numbers[word]
    tens, dash, ones = word.partition("-")
    if dash and tens in known.numbers and ones in known.numbers:
        return known.numbers[tens] + known.numbers[ones]
    plain = word.replace(",", "")
    if plain.isascii() and plain.replace(".", "", 1).isdigit() and len(plain) < 12:
        return float(plain)
    return None


def operated(
    words: tuple[str, ...], index: int, low: float | None, high: float | None, known: FigureWords
) -> tuple[int, float | None, float | None]:
    """Where the figure begins with its operator, and its bounds by it."""
    for operator, kind in known.operators:
        first = index - len(operator)
        if first >= 0 and words[first:index] == operator:
            if kind == "low":
                return first, low, None
            if kind == "range":
                return first, low, high
            if kind == "high":
                return first, None, high
            if low is not None and high is not None:
                return first, low * (1 - NEAR_SHARE), high * (1 + NEAR_SHARE)
            return first, low, high
    if index and words[index - 1] in known.beyond:
        return index, low, None  # "has passed 35,000"
    return index, low, high


def befalls_people(word: str, known: FigureWords) -> bool:
    return known.victims[word] not in known.befalls_things
