"""How many claims, where on the axis and in which lane: what the overview of a large case is drawn from."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from timeline.case.connection import opened
from timeline.case.filter import ALL, NONE, Filter, names_of, tally_of, where
from timeline.case.rows import MORE
from timeline.case.store import Store
from timeline.views.lanes import WIDEST, step_for

Axis = Literal["event", "published", "lag"]
Lanes = Literal["outlet", "type", "place", "actor"]
MOST_BINS = 60
MOST_LANES = 60


@dataclass(frozen=True, slots=True)
class Lane:
    """Counts of one lane in each bin: ``certain`` claims lie wholly in it, ``possible`` ones reach beyond it (each is
    counted in every bin that it touches). ``total`` is the number of claims that have a place on the axis."""

    name: str
    total: int
    certain: tuple[int, ...]
    possible: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Density:
    """How many claims, where on the axis. Bin i covers days ``first + i * step`` to ``first + (i + 1) * step - 1``, as
    ordinals (on the axis of lag: days from event to publication). ``open`` claims have an end that is not known, or so
    wide a time that they lie beyond what sets the range (`axis_range`), and stand in no bin; ``nowhere`` are those with
    no place on the axis at all. The fullest lane is first; ``others`` is the number of lanes beyond the most, whose
    claims are in the last lane, named `OTHERS`."""

    first: int
    step: int
    bins: int
    lanes: tuple[Lane, ...]
    open: int
    nowhere: int
    others: int = 0


OTHERS = "\x00others"


def density(
    store: Store,
    wanted: Filter = ALL,
    *,
    lanes: Lanes = "outlet",
    axis: Axis = "event",
    bins: int = MOST_BINS,
    window: tuple[int, int] | None = None,
    most: int = MOST_LANES,
) -> Density:
    """Counts by lane and stretch of time in at most ``bins`` stretches, over the `axis_range` of the claims, or over
    ``window`` (first and last day, inclusive): what touches it."""
    low, high = _ends(axis)
    with opened(store.path) as base:
        meets, values = where(base, wanted)
        first, last, missing, nowhere = _extent(base, meets, values, low, high)
        if window is not None:
            first, last = window
        if first is None or last is None:
            return Density(0, 1, 0, (), missing, nowhere)
        step = step_for((first, last), bins)
        count_of = (last - first) // step + 1
        plus = "" if window else "+"  # looked up in the index only where that leaves most of the claims out
        placed = (first, last, count_of, first, first, step, count_of, last, first, step)
        tally: Counter[int] = Counter()
        for lane, tables, only in _lane(lanes):
            asked = (
                f"SELECT ((coalesce({lane}, 0) * 2 + ({low} < ? OR {high} > ?)) * ? + (max({low}, ?) - ?) / ?) * ? "
                f"+ (min({high}, ?) - ?) / ? FROM {tables} "
                f"WHERE {meets} AND {only} AND {plus}{low} <= ? AND {plus}{high} >= ?"
            )
            tally += tally_of(base, asked, (*placed, *values, last, first))
        made, others = _lanes_of(_unpacked(tally, count_of), count_of, most)
        known = names_of(base, [key for key, *_ in made if isinstance(key, int)])
    shown = tuple(Lane(known.get(key, key or NONE), total, tuple(sure), tuple(may)) for key, total, sure, may in made)
    return Density(first, step, count_of, shown, missing, nowhere, others)


def _unpacked(tally: Counter[int], bins: int) -> Iterator[tuple[int | None, int, int, int, bool]]:
    """lane, first bin, last bin, how many, and whether they reach beyond the window."""
    for packed, number in tally.items():
        rest, end = divmod(packed, bins)
        rest, begin = divmod(rest, bins)
        lane, beyond = divmod(rest, 2)
        yield lane or None, begin, end, number, bool(beyond)


def _lanes_of(
    rows: Iterable[Sequence[Any]], bins: int, most: int
) -> tuple[list[tuple[Any, int, list[int], list[int]]], int]:
    """Lanes with total and counts, the fullest first, and how many of them went into the last one."""
    by_lane: dict[Any, list[Sequence[Any]]] = defaultdict(list)
    for row in rows:
        by_lane[row[0]].append(row)
    sizes = {key: sum(row[3] for row in some) for key, some in by_lane.items()}
    order = sorted(by_lane, key=lambda key: (key is None, -sizes[key], str(key)))
    others = 0
    if len(order) > most:
        kept, rest = order[: most - 1], order[most - 1 :]
        by_lane[OTHERS] = [row for key in rest for row in by_lane[key]]
        sizes[OTHERS] = sum(sizes[key] for key in rest)
        order, others = [*kept, OTHERS], len(rest)
    return [(key, sizes[key], *_counted(by_lane[key], bins)) for key in order], others


def _counted(rows: Iterable[Sequence[Any]], bins: int) -> tuple[list[int], list[int]]:
    """Certain and possible counts a bin. A claim over many bins is put down at both ends, and summed up at last."""
    certain, change = [0] * bins, [0] * (bins + 1)
    for _, begin, end, number, beyond in rows:
        if begin == end and not beyond:
            certain[begin] += number
        else:
            change[begin] += number
            change[end + 1] -= number
    possible, sum_so_far = [], 0
    for at in range(bins):
        sum_so_far += change[at]
        possible.append(sum_so_far)
    return certain, possible


def _extent(
    base: sqlite3.Connection, where: str, values: Sequence[Any], low: str, high: str
) -> tuple[int | None, int | None, int, int]:
    """First and last day as `axis_range` has them of the claims with both ends; how many have one end only, or lie
    beyond; how many none."""
    narrow = f"CASE WHEN {high} - {low} < {WIDEST} THEN"
    asked = (
        f"SELECT min({narrow} {low} END), max({narrow} {high} END), "
        f"min(CASE WHEN {high} IS NOT NULL THEN {low} END), max(CASE WHEN {low} IS NOT NULL THEN {high} END), "
        f"count({low}), count({high}), count({low} + {high}), count(*) FROM claim AS c WHERE {where}"
    )
    first, last, lowest, highest, lows, highs, both, every = base.execute(asked, values).fetchone()
    beyond = 0
    if first is None:
        first, last = lowest, highest
    elif (first, last) != (lowest, highest):
        both_known = f"{low} IS NOT NULL AND {high} IS NOT NULL"
        asked = f"SELECT count(*) FROM claim AS c WHERE {where} AND {both_known} AND ({high} < ? OR {low} > ?)"
        beyond = base.execute(asked, (*values, first, last)).fetchone()[0]
    return first, last, lows + highs - 2 * both + beyond, every - (lows + highs - both)


def _ends(axis: Axis) -> tuple[str, str]:
    if axis == "published":
        return "c.published_low", "c.published_high"
    return ("c.low", "c.high") if axis == "event" else ("(c.published_low - c.high)", "(c.published_high - c.low)")


def _lane(lanes: Lanes) -> list[tuple[str, str, str]]:
    """What to look through: the lane of a row, the tables, a condition. The first actor and place of a claim stand in
    its row; only where there are more the table of names is looked into."""
    found = [(f"c.{lanes}", "claim AS c", "1")]
    if lanes in MORE:
        tables = f"claim AS c JOIN claim_name AS n ON n.role = '{lanes}' AND n.claim = c.position"
        found.append(("n.name", tables, f"c.more & {MORE[lanes]} AND n.name != c.{lanes}"))
    return found
