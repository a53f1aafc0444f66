"""Which claims are about the same event: doubtful pairs are refused, and groups are joined by complete link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.events.blocks import find_candidates
from timeline.events.features import Features
from timeline.events.score import Pair, Scorer

BEAR = 2.5  # points below which a pair keeps two groups apart


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one event, by their place in the sequence, and why they were put together."""

    members: tuple[int, ...]
    reasons: tuple[str, ...]


def find_groups(features: Sequence[Features], scorer: Scorer) -> tuple[Group, ...]:
    """Every claim in one group; two groups join at their best pair where no pair across them speaks against it."""
    pairs = sorted(_pairs(features, scorer), key=lambda pair: (-pair.points, pair.one, pair.other))
    group_of = list(range(len(features)))
    members: dict[int, list[int]] = {index: [index] for index in group_of}
    reasons: dict[int, list[str]] = defaultdict(list)
    for pair in pairs:
        one, other = group_of[pair.one], group_of[pair.other]
        if one == other or not _bears(scorer, members[one], members[other]):
            continue
        for index in members[other]:
            group_of[index] = one
        members[one] += members.pop(other)
        reasons[one] += [*reasons.pop(other, []), *pair.reasons]
    return tuple(
        Group(tuple(sorted(found)), tuple(dict.fromkeys(reasons[number]))) for number, found in sorted(members.items())
    )


def _pairs(features: Sequence[Features], scorer: Scorer) -> Iterator[Pair]:
    """Every pair that meets in a block, and is held to be one event."""
    for one, other in find_candidates(features):
        pair = scorer.scored(one, other)
        if pair is not None and pair.joins:
            yield pair


def _bears(scorer: Scorer, one: list[int], other: list[int]) -> bool:
    """Whether every claim of the one group can be about the same event as every claim of the other; a denial need not
    be like every telling of what it denies."""
    for first in one:
        for second in other:
            pair = scorer.pair(first, second)
            if pair is None or (pair.points < BEAR and not scorer.denial(first, second)):
                return False
    return True
