"""What the tense says of an event that nothing dates stands in the reason why it has no date, and is no date."""

from __future__ import annotations

import pytest
from one_article import article_of

from timeline.claims import find_claims


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels attacked the base.", "told in the past, so not after the article (2021-03-10)"),
        ("The rebels have freed two hostages.", "told as done by now, so not after the article (2021-03-10)"),
        ("The rebels plan to attack the base.", "told as to come, so not before the article (2021-03-10)"),
    ],
)
def test_tense_bounds_without_dating(text: str, words: str) -> None:
    claims, _ = find_claims(article_of(text), ())
    assert [claim.time for claim in claims] == [None]
    assert words in (claims[0].undated_reason or "")


def test_what_did_not_happen_has_no_bound() -> None:
    claims, _ = find_claims(article_of("No soldiers have died at the border."), ())
    assert [("not after" in (claim.undated_reason or "")) for claim in claims] == [False]
