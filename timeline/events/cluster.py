"""Which claims are about the same event: doubtful pairs are refused, and groups are joined by complete link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.events.features import Features
from timeline.events.score import Pair, Scorer

BEAR = 2.5  # points below which a pair keeps two groups apart
BLOCK_LARGEST = 200  # a name that more claims share than this tells nothing
RAREST = 6  # words of a claim by which it is looked up


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
    """Every pair that shares a family and a name, place or rare word, and scores enough."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, item in enumerate(features):
        for key in _keys(item):
            blocks[item.family, key].append(index)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) > BLOCK_LARGEST:
            continue
        for place, one in enumerate(block):
            for other in block[place + 1 :]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    pair = scorer.pair(one, other)
                    if pair is not None and pair.joins:
                        yield pair


def _keys(item: Features) -> Iterator[str]:
    yield from sorted(item.people | item.places | item.actors)
    yield from sorted(item.words, key=lambda word: (-item.words[word], word))[:RAREST]


def _bears(scorer: Scorer, one: list[int], other: list[int]) -> bool:
    """Whether every claim of the one group can be about the same event as every claim of the other; a denial need not
    be like every telling of what it denies."""
    for first in one:
        for second in other:
            pair = scorer.pair(first, second)
            if pair is None or (pair.points < BEAR and not scorer.denial(first, second)):
                return False
    return True
