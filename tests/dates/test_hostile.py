"""Text made to hurt costs no more than its length."""

from __future__ import annotations

import re

import pytest
from growth import grows_with_its_length
from hostile import HOSTILE

from timeline.dates import tag_text


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_no_more_than_its_length(name: str) -> None:
    tag_text("Friday, 3 May 2019")  # the rules are compiled before the first try
    assert grows_with_its_length(tag_text, HOSTILE[name])


def test_work_that_runs_away_is_seen() -> None:
    runaway = re.compile("a+b")  # from each place it runs to the end of the text
    assert not grows_with_its_length(runaway.findall, lambda size: "a" * size, length=8_000)
