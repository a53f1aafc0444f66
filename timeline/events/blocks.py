"""Which claims are compared at all: those that meet in a block by family, name and time.

A block is what shares a family of events and a name, place or rare word. One that is crowded is parted by time; where a
month of it is crowded still, its claims must share a second key as well; and where even that is a crowd ("Gaza" and
"Israel" in one month of war), each is compared with its neighbours in time. So no claim is compared with more than a
fixed number of others for each of its keys, and none is dropped because its town is often in the news.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from timeline.events.features import Features

RAREST = 6  # words of a claim by which it is looked up
SMALL = 60  # claims of a block that are all compared, whatever their dates
CROWD = 120  # claims of a block of one month that are all compared
MONTH = 32  # days
NARROW = 62  # days: what is dated no better is looked for among what was told at its time
BEFORE = 62  # days before its telling in which an undated event is looked for


def find_candidates(features: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """Pairs of claims by their place in the sequence, the smaller first, each once."""
    leaves = [sorted(leaf) for leaf in _leaves(features)]
    of_claim: list[list[int]] = [[] for _ in features]
    for number, leaf in enumerate(leaves):
        for index in leaf:
            of_claim[index].append(number)
    place = {item.claim.id: index for index, item in enumerate(features)}
    for index, item in enumerate(features):
        if item.takes_up is not None:
            leaves.append(sorted((place[item.takes_up], index)))
            for one in leaves[-1]:
                of_claim[one].append(len(leaves) - 1)
    for one, numbers in enumerate(of_claim):
        later: set[int] = set()
        for number in numbers:
            leaf = leaves[number]
            later.update(leaf[bisect_right(leaf, one) :])
        yield from ((one, other) for other in sorted(later))


def _leaves(features: Sequence[Features]) -> Iterator[list[int]]:
    """The blocks as they are compared in the end."""
    keys = [tuple(_keys(item)) for item in features]
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, item in enumerate(features):
        for key in keys[index]:
            blocks[item.family, key].append(index)
    for (_, key), block in blocks.items():
        if len(block) <= SMALL:
            yield block
            continue
        months: dict[int, list[int]] = defaultdict(list)
        for index in block:
            for month in _months(features[index]):
                months[month].append(index)
        for month_block in months.values():
            yield from [month_block] if len(month_block) <= CROWD else _parted(month_block, key, keys, features)


def _parted(
    block: list[int], key: str, keys: Sequence[tuple[str, ...]], features: Sequence[Features]
) -> Iterator[list[int]]:
    """A crowded block by each second key; of a pair of keys the one is enough."""
    parts: dict[str, list[int]] = defaultdict(list)
    for index in block:
        for second in keys[index]:
            if second > key:
                parts[second].append(index)
    for part in parts.values():
        if len(part) <= CROWD:
            yield part
            continue
        part.sort(key=lambda index: (_day(features[index]), index))
        for begin in range(0, len(part) - CROWD // 2, CROWD // 2):
            yield part[begin : begin + CROWD]


def _keys(item: Features) -> Iterator[str]:
    yield from sorted(item.people | item.places | item.actors)
    yield from sorted(item.words, key=lambda word: (-item.words[word], word))[:RAREST]


def _months(item: Features) -> range:
    """The months (numbered from the beginning of the calendar) in which a claim can meet others: those of its date, or
    those up to its telling; what has neither meets its like."""
    if item.last - item.first <= NARROW:
        first, last = item.first - 1, item.last + 1
    elif item.told_until is not None:
        last = item.told_until.toordinal()
        first = last - BEFORE
    else:
        return range(1)
    return range(int(first) // MONTH, int(last) // MONTH + 1)


def _day(item: Features) -> float:
    """The day by which a claim stands among its neighbours."""
    if item.last - item.first <= NARROW:
        return item.first
    return float(item.told_until.toordinal()) if item.told_until else 0.0
