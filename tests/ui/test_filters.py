"""Filters: a table of what each leaves of the sample, and which filter to drop when nothing is left."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import sample_timeline

from timeline.types import Status
from timeline.ui.filters import ALL, Filter, find_claims, find_ways_out, narrow

SAMPLE = sample_timeline()

LEAVES = [
    ("everything", ALL, 17),
    ("an outlet", Filter(outlets=("Meridian Wire",)), 4),
    ("two outlets", Filter(outlets=("Meridian Wire", "صوت الساحل")), 6),
    ("a type", Filter(types=("PROTEST",)), 1),
    ("a status", Filter(statuses=(Status.DENIED,)), 1),
    ("words of the sentence, in any letters", Filter(text="ELEVEN people"), 1),
    ("words of the event and the outlet together", Filter(text="market meridian"), 2),
    ("Arabic words", Filter(text="كارسين"), 1),
    ("a source's name", Filter(text="fisherman"), 1),
    ("since a day: open ends reach it, undated claims do not", Filter(since=date(2021, 4, 1)), 3),
    ("until a day: open beginnings reach it", Filter(until=date(2017, 12, 31)), 2),
    ("one day", Filter(since=date(2021, 3, 8), until=date(2021, 3, 8)), 3),
    ("the borders count", Filter(since=date(2020, 6, 30), until=date(2020, 6, 30)), 3),
    ("parts that exclude each other", Filter(types=("PROTEST",), outlets=("Meridian Wire",)), 0),
]


@pytest.mark.parametrize(("wanted", "count"), [case[1:] for case in LEAVES], ids=[case[0] for case in LEAVES])
def test_a_filter_leaves(wanted: Filter, count: int) -> None:
    assert len(find_claims(SAMPLE, wanted)) == count


@pytest.mark.parametrize(
    ("wanted", "ways"),
    [
        (Filter(types=("PROTEST",), outlets=("Meridian Wire",)), [("outlet", 1), ("type", 4)]),
        (Filter(text="no such word"), [("search", 17)]),
        (Filter(text="no such word", types=("NONE",)), []),
    ],
    ids=["either", "the only one", "both are to blame"],
)
def test_the_way_out_names_the_filter_to_drop(wanted: Filter, ways: list[tuple[str, int]]) -> None:
    found = [(way.name, way.claims) for way in find_ways_out(SAMPLE, wanted)]
    assert sorted(found) == sorted(ways)
    assert [count for _, count in found] == sorted((count for _, count in found), reverse=True)


def test_a_narrowed_timeline_keeps_what_an_event_is() -> None:
    shown = narrow(SAMPLE, Filter(outlets=("Meridian Wire",)))
    market = shown.event_by_id["event-0000000001"]
    assert len(market.claims) == 1
    assert (len(market.outlets), len(market.origins)) == (4, 3)
    assert len(shown.events) == 4
    assert shown.undated == ("a00000000002-c" + str(SAMPLE.articles[1].text.index("fled")),)


def test_no_filter_is_the_timeline_itself() -> None:
    assert narrow(SAMPLE, ALL) is SAMPLE


@given(
    outlets=st.sets(st.sampled_from(["Meridian Wire", "Northern Courier", "nobody"])),
    statuses=st.sets(st.sampled_from(list(Status))),
    since=st.none() | st.dates(date(2015, 1, 1), date(2023, 1, 1)),
    text=st.sampled_from(["", "market", "the", "zzz"]),
)
def test_another_filter_never_brings_claims_back(
    outlets: set[str], statuses: set[Status], since: date | None, text: str
) -> None:
    wanted = Filter(outlets=tuple(outlets), statuses=tuple(statuses), since=since, text=text)
    left = {claim.id for claim in find_claims(SAMPLE, wanted)}
    for name in wanted.active:
        assert left <= {claim.id for claim in find_claims(SAMPLE, wanted.without(name))}
    assert {claim.id for claim in narrow(SAMPLE, wanted).claims} == left
