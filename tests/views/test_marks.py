"""The rows that every drawing is made of, as tables of (axis or lanes, expected rows)."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from samples import sample_timeline

from timeline.types import Interval, Timeline
from timeline.views.lag import Lag, lag_of, lag_words
from timeline.views.marks import Mark, marks_of, undated_rows

# lane, row, last letters of the event, first day, last day, shape, vague, number of claims
EVENT_ROWS = [
    ("Northern Courier", 0, "05", "2020-06-01", "2020-06-30", "filled", False, 1),
    ("Northern Courier", 1, "01", "2021-03-09", "2021-03-09", "filled", False, 2),
    ("Northern Courier", 0, "02", "2021-03-09", "2021-03-09", "filled", False, 2),
    ("Northern Courier", 0, "08", "2021-04-01", "2021-04-30", "hollow", False, 1),
    ("Northern Courier", 2, "10", None, "2021-02-28", "filled", False, 1),
    ("Meridian Wire", 0, "06", "2020-12-11", "2021-02-11", "crossed", True, 1),
    ("Meridian Wire", 0, "01", "2021-03-08", "2021-03-08", "filled", False, 1),
    ("Meridian Wire", 1, "04", "2017-12-06", None, "filled", False, 1),
    ('Harbour "Post" <b>&', 1, "07", "2021-01-01", "2021-04-30", "filled", True, 1),
    ('Harbour "Post" <b>&', 0, "01", "2021-03-09", "2021-03-09", "ringed", False, 1),
    ("صوت الساحل", 0, "01", "2021-03-09", "2021-03-09", "filled", False, 1),
    ("صوت الساحل", 1, "03", "2021-03-10", "2021-03-10", "filled", False, 1),
]

LAG_ROWS = [
    ("Northern Courier", "08", -51, -22),
    ("Northern Courier", "01", 1, 1),
    ("Northern Courier", "02", 1, 1),
    ("Northern Courier", "05", 253, 282),
    ("Meridian Wire", "01", 3, 3),
    ("Meridian Wire", "06", 28, 90),
    ("Meridian Wire", "04", None, 1191),
    ('Harbour "Post" <b>&', "07", -52, 89),
    ('Harbour "Post" <b>&', "01", 0, 22),
    ("صوت الساحل", "03", 2, 2),
    ("صوت الساحل", "01", 3, 3),
]


def _day(number: int | None) -> str | None:
    return None if number is None else date.fromordinal(number).isoformat()


def test_marks_on_the_event_axis() -> None:
    rows = [
        (m.lane, m.row, m.event[-2:], _day(m.low), _day(m.high), m.shape, m.vague, len(m.claims))
        for m in marks_of(sample_timeline())
    ]
    assert rows == EVENT_ROWS


def test_marks_on_the_lag_axis() -> None:
    rows = [(m.lane, m.event[-2:], m.low, m.high) for m in marks_of(sample_timeline(), axis="lag")]
    assert sorted(rows, key=repr) == sorted(LAG_ROWS, key=repr)


def test_published_axis_holds_undated_claims_of_dated_articles_too() -> None:
    timeline = sample_timeline()
    marks = marks_of(timeline, axis="published")
    shown = {claim for mark in marks for claim in mark.claims}
    expected = {c.id for c in timeline.claims if timeline.article_by_id[c.article].published.earliest}
    assert shown == expected
    assert any(claim in timeline.undated for claim in shown)


@pytest.mark.parametrize(
    ("lanes", "expected"),
    [
        ("type", {"Attack", "Arrest or restriction", "Meeting or statement", "Retreat", "Protest"}),
        ("place", {"Karsin", "the Oren valley", "the port", "No place named"}),
        ("actor", {"the army", "the governor", "No actor named"}),
    ],
)
def test_other_lanes(lanes: str, expected: set[str]) -> None:
    assert {mark.lane for mark in marks_of(sample_timeline(), lanes=lanes)} == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("axis", ["event", "published", "lag"])
@pytest.mark.parametrize("lanes", ["outlet", "type", "place", "actor"])
def test_mark_ids_are_unique_and_every_dated_claim_is_in_a_mark(axis: str, lanes: str) -> None:
    timeline = sample_timeline()
    marks = marks_of(timeline, axis=axis, lanes=lanes)  # type: ignore[arg-type]
    assert len({mark.id for mark in marks}) == len(marks)
    if axis == "event":
        assert {name for mark in marks for name in mark.claims} == {c.id for c in timeline.claims if c.time}


def test_an_outlet_that_contradicts_itself_on_the_date_has_two_marks() -> None:
    timeline = sample_timeline()
    claim = next(c for c in timeline.claims if c.trigger.text == "fired")
    assert claim.time is not None
    other = dataclasses.replace(claim.time, earliest=date(2021, 3, 2), latest=date(2021, 3, 2), edtf="2021-03-02")
    moved = dataclasses.replace(claim, time=other)
    claims = tuple(moved if c.id == claim.id else c for c in timeline.claims)
    marks = _courier_market(dataclasses.replace(timeline, claims=claims))
    assert [(mark.words, mark.shape) for mark in marks] == [("2 March 2021", "crossed"), ("9 March 2021", "filled")]


def _courier_market(timeline: Timeline) -> list[Mark]:
    found = [m for m in marks_of(timeline) if m.lane == "Northern Courier" and m.event.endswith("01")]
    return sorted(found, key=lambda mark: mark.low or 0)


def test_undated_rows_have_a_reason_each() -> None:
    timeline = sample_timeline()
    rows = undated_rows(timeline)
    assert tuple(row.claim for row in rows) == timeline.undated
    assert [row.reason for row in rows] == [
        "no time is given in the sentence",
        "no time is given in the sentence",
        "“yesterday” is counted from the publication date, and the article carries none",
    ]


DAY = date(2021, 3, 9)
LAGS = [
    (Interval(DAY, DAY), Interval(DAY, DAY), Lag(0, 0), "the same day"),
    (Interval(DAY, DAY), Interval(date(2021, 3, 10), date(2021, 3, 10)), Lag(1, 1), "1 day later"),
    (Interval(DAY, DAY), Interval(date(2021, 3, 8), date(2021, 3, 8)), Lag(-1, -1), "1 day ahead"),
    (Interval(DAY, DAY), Interval(None, None), Lag(None, None), "not known"),
    (Interval(DAY, None), Interval(date(2021, 3, 12), date(2021, 3, 12)), Lag(None, 3), "at most 3 days later"),
    (Interval(None, DAY), Interval(date(2021, 3, 12), date(2021, 3, 12)), Lag(3, None), "at least 3 days later"),
]


@pytest.mark.parametrize(("event", "published", "lag", "words"), LAGS)
def test_lag(event: Interval, published: Interval, lag: Lag, words: str) -> None:
    assert lag_of(event, published) == lag
    assert lag_words(lag) == words


def test_no_timeline_no_marks() -> None:
    assert marks_of(Timeline()) == ()
    assert undated_rows(Timeline()) == ()


def test_the_first_mark_of_a_shared_event_has_its_badge_once() -> None:
    badges = {mark.event[-2:]: mark.badge for mark in marks_of(sample_timeline()) if mark.badge}
    assert badges["01"] == "4 outlets · 3 origins"
    assert [mark.event[-2:] for mark in marks_of(sample_timeline()) if mark.badge].count("01") == 1


def test_too_many_lanes_share_the_last_one(monkeypatch: pytest.MonkeyPatch) -> None:
    before = marks_of(sample_timeline())
    monkeypatch.setattr("timeline.views.marks.MOST_LANES", 3)
    after = marks_of(sample_timeline())
    assert list(dict.fromkeys(mark.lane for mark in after)) == ["Northern Courier", "Meridian Wire", "2 more"]
    assert sorted(mark.id for mark in after) == sorted(mark.id for mark in before)
