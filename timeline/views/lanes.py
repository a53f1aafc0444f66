"""Geometry of the lanes, without drawing: rows for marks that coincide, and counts in bins of time."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Ends = tuple[int | None, int | None]

# A dot is some 10 pixels wide and a plot on a phone some 350: two marks nearer than this part of the whole touch.
TOUCHING = 1 / 40
WIDEST = 731  # days: a longer stretch, or one with an open end, says too little of when to decide what a picture shows
STEPS = (1, 2, 7, 14, 30, 91, 182, 365, 730, 1826, 3652, 36524)
STEP_WORDS = {1: "day", 7: "week"} | {step: f"{step:,} days" for step in STEPS if step not in {1, 7}}


@dataclass(frozen=True, slots=True)
class Bin:
    """Marks in one stretch of time, ``begin`` to ``end``, both inclusive: ``certain`` lie wholly in it,
    ``possible`` have an interval that reaches beyond it. Marks with an open end are in no bin."""

    begin: int
    end: int
    certain: int
    possible: int


def axis_range(marks: Iterable[Ends]) -> tuple[int, int] | None:
    """The first and the last day that an axis shows: of what is closed and at most `WIDEST` days wide; where there is
    no such thing of what is closed, and else of every end that is known. What lies beyond runs out of the picture.

    >>> axis_range([(5, 9), (1, 5000), (None, 80), (7, 11)]), axis_range([(None, 80)]), axis_range([(None, None)])
    ((5, 11), (80, 80), None)
    """
    every = list(marks)
    closed = [(low, high) for low, high in every if low is not None and high is not None]
    telling = [day for low, high in closed if high - low < WIDEST for day in (low, high)]
    days = (
        telling
        or [day for both in closed for day in both]
        or [day for ends in every for day in ends if day is not None]
    )
    return (min(days), max(days)) if days else None


def spread(marks: Sequence[Ends], extent: tuple[int, int]) -> list[int]:
    """The row of each mark, so that no two in a row touch; days come first, so that they are on top.

    ``marks`` are inclusive ends, ``extent`` the first and last day of the whole drawing: what lies beyond is drawn at
    its edge.
    """
    first, last = extent
    room = max((last - first) * TOUCHING, 0.5)
    rows = [0] * len(marks)
    taken: list[list[tuple[float, float]]] = []
    for index in sorted(range(len(marks)), key=lambda place: _length(marks[place])):
        low, high = marks[index]
        begin = min(max(first if low is None else low, first), last) - room / 2
        end = min(max(last if high is None else high, first), last) + room / 2
        row = next((at for at, stretches in enumerate(taken) if _free(stretches, begin, end)), len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].insert(bisect_right(taken[row], (begin, end)), (begin, end))
        rows[index] = row
    return rows


def _length(ends: Ends) -> float:
    low, high = ends
    return float("inf") if low is None or high is None else float(high > low)


def _free(stretches: list[tuple[float, float]], begin: float, end: float) -> bool:
    """Whether nothing in the sorted, disjoint ``stretches`` overlaps ``begin`` to ``end``."""
    at = bisect_right(stretches, (begin, end))
    if at and stretches[at - 1][1] > begin:
        return False
    return at == len(stretches) or stretches[at][0] >= end


def step_for(extent: tuple[int, int], most: int) -> int:
    """The shortest step in days that covers ``extent`` in at most ``most`` bins.

    >>> step_for((0, 59), 60), step_for((0, 364), 60)
    (1, 7)
    """
    days = extent[1] - extent[0] + 1
    return next((step for step in STEPS if days <= step * most), STEPS[-1])


def density(marks: Sequence[Ends], *, most: int = 60) -> tuple[Bin, ...]:
    """Counts of closed marks over the `axis_range`, every bin that is not empty, in order."""
    closed = [(low, high) for low, high in marks if low is not None and high is not None]
    extent = axis_range(closed)
    if extent is None:
        return ()
    step = step_for(extent, most)
    last = (extent[1] - extent[0]) // step
    certain: Counter[int] = Counter()
    possible: Counter[int] = Counter()
    for low, high in closed:
        begin, end = (low - extent[0]) // step, (high - extent[0]) // step
        (certain if begin == end else possible).update(range(max(begin, 0), min(end, last) + 1))
    return tuple(
        Bin(extent[0] + at * step, extent[0] + (at + 1) * step - 1, certain[at], possible[at])
        for at in sorted(certain.keys() | possible.keys())
    )


def lane_counts(
    marks: Iterable[tuple[str, int | None, int | None]], edges: tuple[float, float], step: int
) -> tuple[int, dict[str, list[int]]]:
    """First day of the bins and, for each lane, how many marks begin in each bin of ``step`` days.

    ``marks`` are lane, low and high. A mark counts once: where it begins; with an open beginning, where it ends. What
    lies beyond the ``edges`` counts in the outermost bin.
    """
    first, last = int(edges[0]), max(int(edges[1]) - 1, int(edges[0]))
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for lane, low, high in marks:
        known = low if low is not None else high
        if known is not None:
            found[lane][(min(max(known, first), last) - first) // step] += 1
    bins = max((at for counts in found.values() for at in counts), default=0) + 1
    return first, {lane: [counts[at] for at in range(bins)] for lane, counts in found.items()}
