"""Figures of claims: which stand for a whole, which exclude each other, and which only replaces an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from timeline.events.outlets import outlet_name
from timeline.lexicon.loader import read_toml
from timeline.types import Article, Claim, Figure, Status

HAPPENED = (Status.ASSERTED, Status.REPORTED, Status.HISTORICAL, Status.ALLEGED)


def lone_figures(claim: Claim) -> Iterator[Figure]:
    """The figures that stand alone in their kind and are no running total; "six men and one woman" is a sum that
    nobody gave."""
    kinds = [(figure.unit, figure.of) for figure in claim.figures]
    return (figure for figure in claim.figures if kinds.count((figure.unit, figure.of)) == 1 and not figure.total)


def differ(mine: Figure, theirs: Figure) -> bool:
    """Whether two figures of the same thing exclude each other: "at least eight" and "ten" do not.

    >>> differ(Figure(8, None, "people", "killed", "at least 8"), Figure(10, 10, "people", "killed", "ten"))
    False
    """
    if mine.unit != theirs.unit or mine.of != theirs.of or not mine.of:
        return False
    low = max(_least(mine), _least(theirs))
    highs = [figure.high for figure in (mine, theirs) if figure.high is not None]
    return bool(highs) and low > min(highs)


def _least(figure: Figure) -> float:
    """What a figure says at the least; of a vague word ("dozens") our reading is one of several, and half of it
    excludes nothing yet."""
    return (figure.low or 0) / (2 if _vague_word(figure.text.lower()) and figure.high is None else 1)


def as_acled(figure: Figure) -> float | None:
    """What ACLED, which counts the dead alone, codes for a vague figure, where it says so: 12 for "dozens"."""
    return (
        _acled_words().get(_vague_word(figure.text.lower())) if figure.high is None and figure.of == "killed" else None
    )


@lru_cache(maxsize=1)
def _acled_words() -> dict[str, float]:
    return {word: float(value) for word, value in read_toml("en/events.toml")["acled"].items()}


@lru_cache(maxsize=10_000)
def _vague_word(text: str) -> str:
    """The vague word or words that a figure's text in lower case begins with, "" where it gives a number."""
    return max((word for word in _vague_words() if f"{text} ".startswith(f"{word} ")), key=len, default="")


@lru_cache(maxsize=1)
def _vague_words() -> tuple[str, ...]:
    return tuple(read_toml("en/claims/figures.toml")["vague"])


def updates(mine: Figure, theirs: Figure, one: Article, other: Article) -> bool:
    """Whether the later of two articles only brings the earlier's figure up to date: a higher one, or any that the same
    outlet gives."""
    first, second = one.published.latest, other.published.latest
    if first is None or second is None or first == second or mine.low is None or theirs.low is None:
        return False
    return outlet_name(one) == outlet_name(other) or (theirs.low > mine.low) == (second > first)


def raises(mine: Figure, theirs: Figure) -> bool:
    """Whether two figures of the same thing give two numbers, even where the lower one is a minimum."""
    return mine.of == theirs.of != "" and mine.unit == theirs.unit and mine.low != theirs.low


def counts_again(later: Claim, one: Claim) -> bool:
    """Whether a claim gives the toll of its article anew, behind the other: "The toll had risen to 19"."""
    word = later.trigger.text.lower()
    return later.article == one.article and later.begin > one.begin and word in _tolls()


@lru_cache(maxsize=1)
def _tolls() -> frozenset[str]:
    return frozenset(read_toml("en/events.toml")["resumption"]["tolls"])


def plain_number(value: float) -> str:
    """A number as a reader writes it.

    >>> plain_number(43.0), plain_number(2.5)
    ('43', '2.5')
    """
    return str(int(value)) if value == int(value) else str(value)
