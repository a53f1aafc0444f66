"""Where the claims of one event disagree: on its date, its numbers, a name, its place, or whether it happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from timeline.calendar import describe_interval
from timeline.events.origins import outlet_name
from timeline.types import Article, Claim, Conflict, ConflictKind, Figure, Status

HAPPENED = (Status.ASSERTED, Status.REPORTED, Status.HISTORICAL)
AGAINST = (Status.DENIED, Status.NEGATED)


def find_conflicts(claims: Sequence[Claim], articles: Mapping[str, Article]) -> tuple[Conflict, ...]:
    """Every disagreement between claims of different articles, each in one sentence with both sides."""
    found: list[Conflict] = []
    for one, other in combinations(claims, 2):
        if one.article != other.article:
            found += _between(one, other, articles)
    notes: set[str] = set()
    return tuple(conflict for conflict in found if not (conflict.note in notes or notes.add(conflict.note)))


def _between(one: Claim, other: Claim, articles: Mapping[str, Article]) -> Iterator[Conflict]:
    first, second = outlet_name(articles[one.article]), outlet_name(articles[other.article])
    ids = (one.id, other.id)
    if one.time and other.time and _disjoint(one, other):
        yield Conflict(
            ConflictKind.DATE,
            ids,
            f"{first} dates it to {describe_interval(one.time.interval)}, {second} to {describe_interval(other.time.interval)}.",
        )
    for mine in one.figures:
        for theirs in other.figures:
            if _differ(mine, theirs):
                yield Conflict(ConflictKind.FIGURE, ids, f"{first} says “{mine.text}”, {second} says “{theirs.text}”.")
    if (one.status in AGAINST) != (other.status in AGAINST) and (one.status in HAPPENED or other.status in HAPPENED):
        denier, asserter = (first, second) if one.status in AGAINST else (second, first)
        yield Conflict(ConflictKind.STATUS, ids, f"{asserter} says that it happened, {denier} that it did not.")


def _disjoint(one: Claim, other: Claim) -> bool:
    if one.time is None or other.time is None:
        return False
    a, b = one.time.interval, other.time.interval
    return bool(
        (a.latest and b.earliest and a.latest < b.earliest) or (b.latest and a.earliest and b.latest < a.earliest)
    )


def _differ(mine: Figure, theirs: Figure) -> bool:
    """Whether two figures of the same thing exclude each other: "at least eight" and "ten" do not."""
    if mine.unit != theirs.unit or mine.of != theirs.of or not mine.of:
        return False
    low = max(mine.low or 0, theirs.low or 0)
    high = min(
        mine.high if mine.high is not None else float("inf"), theirs.high if theirs.high is not None else float("inf")
    )
    return low > high
