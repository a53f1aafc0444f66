"""What a user's own program calls: `timeline.tag` and `timeline.build`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import timeline
from timeline.errors import TimelineError
from timeline.types import Interval

TEXT = "The bridge was blown up on Friday, three days after the talks had failed."


@pytest.mark.parametrize(
    "published",
    ["2024-03-05", "2024-03-05T23:30:00+02:00", date(2024, 3, 5), Interval(date(2024, 3, 5), date(2024, 3, 5))],
)
def test_a_publication_date_is_taken_in_any_form(published: str | date | Interval) -> None:
    assert timeline.tag(TEXT, published=published)[0].value == "2024-03-01"


def test_without_a_publication_date_nothing_is_made_up() -> None:
    friday = timeline.tag(TEXT)[0]
    assert (friday.value, friday.earliest, friday.latest) == ("XXXX-WXX-5", None, None)


def test_the_language_is_guessed_where_none_is_given() -> None:
    text = (
        "Die Brücke wurde am 3. Oktober 2023 gesprengt, sagte ein Sprecher der Armee, und niemand wurde dabei verletzt."
    )
    assert [timex.value for timex in timeline.tag(text)] == ["2023-10-03"]


def test_build_takes_what_the_articles_do_not_state(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rebels attacked the port on Friday, killing two people.", encoding="utf-8")
    built = timeline.build([tmp_path], published="2024-03-05", outlet="The Independent")
    assert [claim.time and claim.time.edtf for claim in built.claims] == ["2024-03-01"]
    assert built.to_dict()["articles"][0]["outlet"]["name"] == "The Independent"


@pytest.mark.parametrize(
    "call", [lambda: timeline.tag(TEXT, published="soon"), lambda: timeline.build([], published="soon")]
)
def test_a_nonsense_date_is_refused_with_the_accepted_forms(call) -> None:
    with pytest.raises(TimelineError, match="write it as 2017-02-07"):
        call()
