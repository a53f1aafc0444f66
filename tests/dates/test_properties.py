"""What holds for every text: offsets, order, intervals, determinism, and moving with the publication date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.calendar import (
    describe_interval,
    edtf_of,
    edtf_of_one_of,
    interval_of_edtf,
    interval_of_timex,
    month_of,
    precision_in_words,
    quarter_of,
    season_of,
    timex_of,
    week_of,
    year_of,
)
from timeline.dates import tag_text
from timeline.types import OPEN, AnchorKind, Granularity, Interval

PIECES = st.sampled_from(
    [
        "the",
        "a",
        "an",
        "on",
        "in",
        "of",
        "to",
        "and",
        "by",
        "since",
        "until",
        "between",
        "from",
        "early",
        "late",
        "mid-",
        "about",
        "nearly",
        "more",
        "than",
        "last",
        "next",
        "this",
        "past",
        "two",
        "three",
        "12",
        "30",
        "31",
        "99",
        "1914",
        "2017",
        "2024",
        "0000",
        "9999",
        "first",
        "second",
        "3rd",
        "21st",
        "Monday",
        "Fri.",
        "May",
        "may",
        "March",
        "Dec.",
        "December",
        "June",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "decade",
        "century",
        "ago",
        "later",
        "earlier",
        "before",
        "after",
        "yesterday",
        "today",
        "tomorrow",
        "now",
        "recently",
        "Ramadan",
        "Easter",
        "Eid",
        "al-Fitr",
        "spring",
        "fall",
        "quarter",
        "half",
        "morning",
        "night",
        "noon",
        "a.m.",
        "p.m.",
        "GMT",
        "BC",
        "'s",
        "-old",
        "-long",
        ",",
        ".",
        ":",
        "/",
        "-",
        "–",
        "(",
        ")",
        '"',
        "10:35",
        "6/12/2017",
        "2017-12-06",
        "061430ZDEC17",
        "9/11",
        "24/7",
        "Operation",
        "Protective",
        "Edge",
        "every",
        "per",
        "anniversary",
        "the",
        "raid",
        "the",
        "war",
        "ended",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=24).map(" ".join),
    st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=24).map("".join),
)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
USUAL_DAYS = st.dates(date(1600, 1, 1), date(2400, 12, 31))


@st.composite
def publications(draw: st.DrawFn) -> Interval:
    """Unknown, a day, a stretch, or open at one end."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    ends = [OPEN, Interval(first, first), Interval(first, last), Interval(first, None), Interval(None, last)]
    return draw(st.sampled_from(ends))


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, published=publications())
def test_any_text_is_tagged_in_order_with_whole_offsets_and_twice_the_same(text: str, published: Interval) -> None:
    found = tag_text(text, published=published)
    assert found == tag_text(text, published=published)
    last = 0
    for one in found:
        assert last <= one.begin < one.end <= len(text)
        assert text[one.begin : one.end] == one.text
        assert one.id == f"doc-t{one.begin}"
        assert one.earliest is None or one.latest is None or one.earliest <= one.latest
        assert one.earliest is None or one.edtf is not None
        last = one.end


MOVING = (
    "It happened yesterday.",
    "It happened today.",
    "It will happen tomorrow.",
    "It happened on Tuesday.",
    "It will happen on Tuesday.",
    "It happened last Friday.",
    "It happened three days ago.",
    "It happened last week.",
)


@settings(max_examples=60, deadline=None)
@given(day=USUAL_DAYS)
@pytest.mark.parametrize("text", MOVING)
def test_seven_days_later_is_seven_days_later(text: str, day: date) -> None:
    week = timedelta(7)
    (before,) = tag_text(text, published=Interval(day, day))
    (after,) = tag_text(text, published=Interval(day + week, day + week))
    assert before.earliest is not None and before.latest is not None
    assert (after.earliest, after.latest) == (before.earliest + week, before.latest + week)
    assert after.to_dict()["anchor"]["kind"] == AnchorKind.PUBLISHED


@settings(max_examples=60, deadline=None)
@given(first=USUAL_DAYS, length=st.integers(0, 400))
@pytest.mark.parametrize("text", MOVING)
def test_a_stretch_of_publication_holds_the_answer_of_each_of_its_ends(text: str, first: date, length: int) -> None:
    last = first + timedelta(length)
    (wide,) = tag_text(text, published=Interval(first, last))
    for day in (first, last):
        (narrow,) = tag_text(text, published=Interval(day, day))
        assert wide.earliest and wide.latest and narrow.earliest and narrow.latest
        assert wide.earliest <= narrow.earliest and narrow.latest <= wide.latest


@given(first=DAYS, length=st.integers(0, 40000), vague=st.booleans())
def test_edtf_goes_there_and_back(first: date, length: int, vague: bool) -> None:
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))
    for interval in (Interval(first, last), Interval(first, None), Interval(None, last)):
        text = edtf_of(interval, Granularity.RANGE, vague)
        assert text is not None
        assert interval_of_edtf(text.replace("~", "")) == interval
        assert interval_of_edtf(text) == interval
        assert describe_interval(interval)
        assert precision_in_words(interval, Granularity.RANGE, vague)


@given(day=USUAL_DAYS, season=st.sampled_from(["SP", "SU", "FA", "WI"]), quarter=st.integers(1, 4))
def test_timex_goes_there_and_back(day: date, season: str, quarter: int) -> None:
    stretches = {
        Granularity.DAY: Interval(day, day),
        Granularity.WEEK: week_of(day),
        Granularity.MONTH: month_of(day.year, day.month),
        Granularity.QUARTER: quarter_of(day.year, quarter),
        Granularity.SEASON: season_of(day.year, season),
        Granularity.YEAR: year_of(day.year),
    }
    for granularity, interval in stretches.items():
        value = timex_of(interval, granularity)
        assert value is not None
        assert interval_of_timex(value) == interval
        edtf = edtf_of(interval, granularity)
        assert edtf is not None
        assert interval_of_edtf(edtf) == interval


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("[2023-08-10,2023-10-08]", "2023-08-10", "2023-10-08"),
        ("[2023-10-08, 2023-08-10]", "2023-08-10", "2023-10-08"),
        ("{1984,1986..1988-03}", "1984-01-01", "1988-03-31"),
        ("[..2017-12-06]", "", "2017-12-06"),
        ("[2017-12,2018-02..]", "2017-12-01", ""),
    ],
)
def test_a_set_of_dates_spans_from_its_first_to_its_last(text: str, earliest: str, latest: str) -> None:
    ends = [date.fromisoformat(end) if end else None for end in (earliest, latest)]
    assert interval_of_edtf(text) == Interval(*ends)


@pytest.mark.parametrize("text", ["[]", "{..}", "[2023-08-10", "[2023-08-10;2023-10-08]", "[2023-13]"])
def test_a_broken_set_of_dates_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        interval_of_edtf(text)


def test_one_of_some_days_is_read_back() -> None:
    days = (date(2023, 10, 8), date(2023, 8, 10))
    assert interval_of_edtf(edtf_of_one_of(days)) == Interval(days[1], days[0])
