"""A publication date of which one end is known gives dates of which one end is known, never dates without any end."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.dates import tag_text
from timeline.types import Anchor, Interval

START, END = date(2009, 1, 1), date(2009, 3, 1)
TEXTS = (
    "In June the guards left.",
    "He was shot recently.",
    "The siege will end soon.",
    "They met two months ago.",
    "They met last week.",
    "On Friday the gate fell.",
    "On May 3 the gate fell.",
    "In recent weeks fire fell.",
    "It began a few years ago.",
    "The town is calm now.",
    "Next month they meet.",
    "Earlier this month they met.",
    "The weekend was calm.",
    "On Christmas he fled.",
    "In the latest quarter sales fell.",
    "The depot was hit overnight.",
    "He was seized two Fridays ago.",
    "It began in June last year.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_one_known_end_gives_one_known_end(text: str) -> None:
    since = [one.anchor for one in tag_text(text, published=Interval(START, None))]
    until = [one.anchor for one in tag_text(text, published=Interval(None, END))]
    assert since and all(isinstance(one, Anchor) and one.earliest and one.latest is None for one in since)
    assert until and all(isinstance(one, Anchor) and one.latest and one.earliest is None for one in until)


@pytest.mark.parametrize("text", TEXTS)
def test_one_known_end_holds_what_each_day_would_give(text: str) -> None:
    since, until = (tag_text(text, published=ends)[0].anchor for ends in (Interval(START, None), Interval(None, END)))
    assert isinstance(since, Anchor) and isinstance(until, Anchor) and since.earliest and until.latest
    for when in (START, date(2009, 1, 20), END):
        exact = tag_text(text, published=Interval(when, when))[0].anchor
        assert isinstance(exact, Anchor) and exact.earliest and exact.latest
        assert since.earliest <= exact.earliest and exact.latest <= until.latest


def test_earlier_this_month_ends_with_the_last_day_of_publication() -> None:
    anchor = tag_text("They met earlier this month.", published=Interval(None, END))[0].anchor
    assert isinstance(anchor, Anchor) and anchor.latest == END
