"""Which claims are compared: in a crowd still the right ones, and no claim with everybody."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from timeline.events.blocks import CROWD, RAREST, SMALL, find_candidates
from timeline.events.features import Features
from timeline.types import Claim, Interval, Span, Status


def feature(number: int, day: date | None, places: tuple[str, ...], *, told: date | None = None) -> Features:
    """A claim of one family, dated to a day, with its places and a word of its own."""
    claim = Claim(f"c{number}", f"a{number}", 0, 4, "fell", Span(0, 4, "fell"), "ASSAULT", None, Status.ASSERTED)
    ordinal = float(day.toordinal()) if day else float("inf")
    return Features(
        claim=claim,
        family="violence",
        people=frozenset(),
        actors=frozenset(),
        places=frozenset(places),
        figures=frozenset(),
        words={f"own{number}": 1.0},
        interval=Interval(day, day) if day else None,
        towns=frozenset(places),
        particular=frozenset(),
        aggregate=False,
        sums=False,
        told_from=told or day,
        told_until=told or day,
        first=ordinal if day else -float("inf"),
        last=ordinal,
    )


START = date(2020, 1, 1)


@pytest.mark.parametrize("count", [SMALL, 10 * SMALL, 50 * SMALL])
def test_two_tellings_meet_however_often_their_town_is_in_the_news(count: int) -> None:
    crowd = [feature(number, START + timedelta(days=number), ("Gaza",)) for number in range(count)]
    day = START + timedelta(days=count // 2)
    pair = feature(count, day, ("Gaza",)), feature(count + 1, None, ("Gaza",), told=day + timedelta(days=2))
    assert (count, count + 1) in set(find_candidates([*crowd, *pair]))


def test_a_second_name_is_enough_where_a_month_is_crowded() -> None:
    crowd = [feature(number, START, ("Gaza",)) for number in range(5 * CROWD)]
    crowd += [feature(5 * CROWD + number, START, ("Gaza", "Rafah")) for number in range(2)]
    assert (5 * CROWD, 5 * CROWD + 1) in set(find_candidates(crowd))


def test_no_claim_is_compared_with_everybody() -> None:
    rnd = random.Random(5)
    names = [f"Town {number}" for number in range(6)]
    crowd = [feature(number, START, tuple(rnd.sample(names, 3))) for number in range(4000)]
    compared = Counter(one for pair in find_candidates(crowd) for one in pair)
    assert max(compared.values()) <= (3 + RAREST) * 3 * CROWD < len(crowd)


def test_each_pair_comes_once_and_the_smaller_first() -> None:
    crowd = [feature(number, START, ("Gaza", "Rafah")) for number in range(SMALL)]
    pairs = list(find_candidates(crowd))
    assert len(pairs) == len(set(pairs)) == SMALL * (SMALL - 1) // 2
    assert all(one < other for one, other in pairs)
