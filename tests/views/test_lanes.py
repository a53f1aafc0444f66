"""What must hold for any marks: nothing covers anything, nothing is lost in the counts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.views.lanes import STEP_WORDS, STEPS, TOUCHING, WIDEST, axis_range, density, lane_counts, spread, step_for

Ends = tuple[int | None, int | None]
DAYS = st.integers(700_000, 700_900)


@st.composite
def ends(draw: st.DrawFn) -> Ends:
    low, high = sorted((draw(DAYS), draw(DAYS)))
    return draw(st.sampled_from([(low, low), (low, high), (None, high), (low, None)]))


@given(st.lists(ends(), max_size=40))
def test_no_two_marks_of_a_row_touch(marks: list[Ends]) -> None:
    extent = (700_000, 700_900)
    room = (extent[1] - extent[0]) * TOUCHING
    rows = spread(marks, extent)
    for one in range(len(marks)):
        for two in range(one):
            if rows[one] == rows[two]:
                assert _gap(marks[one], marks[two], extent) >= room * 0.999


def _gap(one: Ends, two: Ends, extent: tuple[int, int]) -> float:
    (begin_one, end_one), (begin_two, end_two) = (
        (extent[0] if low is None else low, extent[1] if high is None else high) for low, high in (one, two)
    )
    return max(begin_two - end_one, begin_one - end_two)


def test_coincident_days_get_a_row_each() -> None:
    assert sorted(spread([(5, 5)] * 4, (0, 10))) == [0, 1, 2, 3]


def test_days_stand_above_bars() -> None:
    assert spread([(0, 10), (5, 5), (None, 8)], (0, 10)) == [1, 0, 2]


@given(st.lists(ends(), max_size=60))
def test_density_counts_every_day_once(marks: list[Ends]) -> None:
    bins = density(marks)
    assert sum(one.certain for one in bins) <= len([m for m in marks if None not in m])
    assert sum(one.certain for one in bins) >= len([m for m in marks if m[0] == m[1] and m[0] is not None])
    assert all(before.end < after.begin for before, after in itertools.pairwise(bins))
    assert len(bins) <= 60


@given(st.lists(ends(), min_size=1, max_size=60), st.sampled_from([(700_000.0, 700_901.0), (700_300.0, 700_400.5)]))
def test_lane_counts_lose_nothing(marks: list[Ends], edges: tuple[float, float]) -> None:
    _, counts = lane_counts([(f"lane {at % 3}", *mark) for at, mark in enumerate(marks)], edges, 7)
    assert sum(sum(row) for row in counts.values()) == len(marks)
    assert all(len(row) <= (edges[1] - edges[0]) // 7 + 1 for row in counts.values())


AXES: list[tuple[str, list[Ends], Ends | None]] = [
    ("an open beginning does not stretch it", [(None, 2_000), (5_000, 5_030)], (5_000, 5_030)),
    ("an open end does not stretch it", [(100, None), (5_000, 5_000), (5_003, 5_003)], (5_000, 5_003)),
    ("six years do not stretch it", [(4_000, 6_190), (5_000, 5_007)], (5_000, 5_007)),
    ("two years are told well enough", [(4_000, 4_730), (5_000, 5_000)], (4_000, 5_000)),
    ("a day long ago is known, and is shown", [(10, 10), (5_000, 5_000)], (10, 5_000)),
    ("where all is wide, what is closed decides", [(1_000, 9_000), (None, 20_000)], (1_000, 9_000)),
    ("where all is open, the known ends decide", [(1_000, None), (None, 900)], (900, 1_000)),
    ("where nothing is known, there is no axis", [(None, None)], None),
]


@pytest.mark.parametrize(("marks", "range_"), [row[1:] for row in AXES], ids=[row[0] for row in AXES])
def test_what_sets_the_range_of_the_axis(marks: list[Ends], range_: Ends | None) -> None:
    assert axis_range(marks) == range_


@given(st.lists(ends(), min_size=1, max_size=40), st.lists(ends(), max_size=8))
def test_open_and_wide_ones_never_move_the_range(told: list[Ends], more: list[Ends]) -> None:
    closed = [(low, high) for low, high in told if low is not None and high is not None]
    known = [(low, high) for low, high in closed if high - low < WIDEST]  # among wide ones alone, these decide
    loose: list[Ends] = [(low, None) if low is None or high is None else (low - 9_000, high) for low, high in more]
    if known:
        assert axis_range([*known, *loose]) == axis_range(known)
        bins = density([*known, *loose])
        assert bins[0].begin >= min(low for low, _ in known)


def test_every_step_has_its_word() -> None:
    assert set(STEP_WORDS) == set(STEPS)
    assert step_for((0, 10**7), 60) == STEPS[-1]
