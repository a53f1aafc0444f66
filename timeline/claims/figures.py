"""Numbers of a claim: operator, number, what is counted, and of what ("at least eight Palestinians … killed")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from timeline.claims.sentences import Sentence
from timeline.lexicon.loader import read_toml
from timeline.types import Figure

UNIT_REACH = 5  # words behind the number in which its unit stands: "eight more young Palestinian civilians"
VICTIM_REACH = 14  # words behind the unit in which stands what they suffered
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
    subset_words: frozenset[str]
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
        subset_words=frozenset(data["subset_words"]),
        totals=_by_first_word(data["totals"]),
        after_count=frozenset(data["after_count"]),
    )


def _by_first_word(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    split = [tuple(phrase.split()) for phrase in phrases]
    return {words[0]: tuple(other for other in split if other[0] == words[0]) for words in split}


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A figure and the words it stands in; ``subset`` where it is a part of an earlier figure ("half of which")."""

    figure: Figure
    first: int
    last: int
    subset: bool


def find_figures(sentence: Sentence, text: str, in_time: frozenset[int]) -> tuple[FigureMention, ...]:
    """The numbers of the sentence that count people, rockets, strikes or buildings; words in ``in_time`` (of time
    expressions) are none: "two weeks", "2014"."""
    known = read_figure_words()
    words = sentence.words
    found: list[FigureMention] = []
    index = 0
    while index < len(words):
        number = None if index in in_time or words[index : index + 2] == ("one", "of") else _number(words, index, known)
        if number is None:
            index += 1
            continue
        low, high, last = number
        unit = _unit(words, last, known) or _people_unsaid(words, last, known)
        if unit is not None:
            unit_name, unit_at = unit
            first, low, high = _operated(words, index, low, high, known)
            victim = _victim(words, index, unit_at, known)
            written = text[sentence.begins[first] : sentence.ends[unit_at]]
            subset = _is_part(words, index, last, known)
            total = _is_total(words, found[-1].last if found else 0, unit_at + 1, known)
            found.append(
                FigureMention(Figure(low, high, unit_name, victim, written, total), first, unit_at + 1, subset)
            )
        index = last
    return tuple(found)


def _is_total(words: tuple[str, ...], begin: int, end: int, known: FigureWords) -> bool:
    """Whether the words from the figure before to the next comma behind say that it is a running total: "since May"."""
    stop = next((index for index in range(end, len(words)) if words[index] in ",;."), len(words))
    start = next((index + 1 for index in range(end - 1, begin, -1) if words[index] in ",;"), begin)
    near = words[start:stop]
    return any(
        near[at : at + len(phrase)] == phrase for at, word in enumerate(near) for phrase in known.totals.get(word, ())
    )


def _is_part(words: tuple[str, ...], first: int, last: int, known: FigureWords) -> bool:
    """Whether a number is a part of one before it: "including ten", "two of them"."""
    of_them = words[last : last + 1] == ("of",) and words[last + 1 : last + 2] in (("whom",), ("which",), ("them",))
    return of_them or not known.subset_words.isdisjoint(words[max(0, first - 3) : first])


def _number(words: tuple[str, ...], index: int, known: FigureWords) -> tuple[float | None, float | None, int] | None:
    """(low, high, where it ends) of a number that stands at ``index``."""
    for size in (2, 1):
        vague = known.vague.get(words[index : index + size])
        if vague is not None and len(words[index : index + size]) == size:
            return vague[0], vague[1], index + size
    value = _value(words[index], known)
    if value is None:
        return None
    last = index + 1
    while last < len(words) and words[last] in known.multipliers:
        value *= known.multipliers[words[last]]
        last += 1
    return value, value, last


def number_at(words: tuple[str, ...], index: int) -> float | None:
    """The plain number that the word at ``index`` writes, in figures or words; ``None`` where it writes none."""
    return _value(words[index], read_figure_words())


def _value(word: str, known: FigureWords) -> float | None:
    if word in known.numbers:
        return known.numbers[word]
    tens, dash, ones = word.partition("-")
    if dash and tens in known.numbers and ones in known.numbers:
        return known.numbers[tens] + known.numbers[ones]
    plain = word.replace(",", "")
    if plain.isascii() and plain.replace(".", "", 1).isdigit() and len(plain) < 12:
        return float(plain)
    return None


def _unit(words: tuple[str, ...], last: int, known: FigureWords) -> tuple[str, int] | None:
    """The unit of the number and where it stands; the last unit word of its noun phrase ("Palestinian civilians")."""
    if words[last : last + 1] == ("of",) and words[last + 1 : last + 2] in (("the",), ("these",), ("them",), ("whom",)):
        return ("people", last + 1) if words[last + 1] in ("whom", "them") else None
    found = None
    for index in range(last, min(last + UNIT_REACH, len(words))):
        word = words[index]
        if word in known.units:
            found = known.units[word], index
        elif found is not None:
            return found
        elif word in known.victims and index == last:
            return "people", index  # "over 1,300 killed"
        elif word in (",", ".", ";", "(", "and") or word in known.victims:
            return None
    return found


def _people_unsaid(words: tuple[str, ...], last: int, known: FigureWords) -> tuple[str, int] | None:
    """People who are counted without being called so: "killing 60.", "more than 300 have died"."""
    after = words[last : last + 1]
    if after and after[0] not in known.after_count:
        return None
    near = words[max(0, last - 6) : last] + (words[last : last + 4] if after and after[0].isalpha() else ())
    return ("people", last - 1) if any(word in known.victims for word in near) else None


def _operated(
    words: tuple[str, ...], index: int, low: float | None, high: float | None, known: FigureWords
) -> tuple[int, float | None, float | None]:
    """Where the figure begins with its operator, and its bounds by it."""
    for operator, kind in known.operators:
        first = index - len(operator)
        if first >= 0 and words[first:index] == operator:
            if kind == "low":
                return first, low, None
            if kind == "high":
                return first, None, high
            if low is not None and high is not None:
                return first, low * (1 - NEAR_SHARE), high * (1 + NEAR_SHARE)
            return first, low, high
    return index, low, high


def _victim(words: tuple[str, ...], first: int, unit_at: int, known: FigureWords) -> str:
    """What the counted are said to have suffered: the nearest victim word behind, else before; "" where none stands."""
    for index in range(unit_at, min(unit_at + VICTIM_REACH, len(words))):
        if words[index] in known.victims:
            return known.victims[words[index]]
    for index in range(first - 1, max(-1, first - 7), -1):
        if words[index] in known.victims:
            return known.victims[words[index]]
    return ""
