"""What must hold for any marks: nothing covers anything, nothing is lost in the counts."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from timeline.views.lanes import STEP_WORDS, STEPS, TOUCHING, density, lane_counts, spread, step_for

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


@given(st.lists(ends(), min_size=1, max_size=60))
def test_lane_counts_lose_nothing(marks: list[Ends]) -> None:
    _, counts = lane_counts([(f"lane {at % 3}", *mark) for at, mark in enumerate(marks)], 700_000.0, 7)
    assert sum(sum(row) for row in counts.values()) == len(marks)


def test_every_step_has_its_word() -> None:
    assert set(STEP_WORDS) == set(STEPS)
    assert step_for((0, 10**7), 60) == STEPS[-1]
