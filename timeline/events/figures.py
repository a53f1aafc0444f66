"""Figures of claims: which stand for a whole, which exclude each other, and which only replaces an earlier one."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events.outlets import outlet_name
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
    low = max(mine.low or 0, theirs.low or 0)
    highs = [figure.high for figure in (mine, theirs) if figure.high is not None]
    return bool(highs) and low > min(highs)


def updates(mine: Figure, theirs: Figure, one: Article, other: Article) -> bool:
    """Whether the later of two articles only brings the earlier's figure up to date: a higher one, or any that the same
    outlet gives."""
    first, second = one.published.latest, other.published.latest
    if first is None or second is None or first == second or mine.low is None or theirs.low is None:
        return False
    return outlet_name(one) == outlet_name(other) or (theirs.low > mine.low) == (second > first)


def plain_number(value: float) -> str:
    """A number as a reader writes it.

    >>> plain_number(43.0), plain_number(2.5)
    ('43', '2.5')
    """
    return str(int(value)) if value == int(value) else str(value)
