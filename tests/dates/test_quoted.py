"""Quoted words: their "yesterday" counts from the day on which they were said, where the text tells it."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.dates import tag_text
from timeline.dates.quoted import find_quotations
from timeline.types import OPEN, Interval, TimeExpression

WEDNESDAY = Interval(date(2023, 10, 11), date(2023, 10, 11))
TOLD = [
    # text, expression, EDTF
    ("On Sunday the mayor said: “Gunmen came yesterday.”", "yesterday", "2023-10-07"),
    ('On Sunday the mayor said: "Gunmen came yesterday."', "yesterday", "2023-10-07"),
    ("“Gunmen came yesterday,” the mayor said on Sunday.", "yesterday", "2023-10-07"),
    ("‘Gunmen came yesterday,’ the mayor said on Sunday.", "yesterday", "2023-10-07"),
    ("“Gunmen came yesterday”, the mayor told reporters on 2 October.", "yesterday", "2023-10-01"),
    ("The mayor spoke on Sunday. “Gunmen came yesterday.”", "yesterday", "2023-10-07"),
    ("The mayor spoke to Gen. Ford on Sunday.\n\n“Gunmen came yesterday.”", "yesterday", "2023-10-07"),
    ("In a speech on 3 May 2014 she vowed: “Next month we return.”", "Next month", "2014-06"),
    ("The Herald wrote on 3 May: Two days ago the bridge fell.", "Two days ago", "2023-05-01"),
    ("The Herald wrote on 3 May:\n\nThe bridge fell. It was hit yesterday.", "yesterday", "2023-05-02"),
    ("“We leave tomorrow,” he said on Sunday, adding: “We came last week.”", "last week", "2023-09-25/2023-10-01"),
]
NOT_TOLD = [
    "“Gunmen came yesterday,” the mayor said.",
    "“Gunmen came yesterday,” said a man who had lost his house in the long siege of the old town, and whose three "
    "brothers are missing since Sunday.",
    "On Sunday shells fell. A mayor said: “Gunmen came yesterday.”",
    "“Gunmen came yesterday.” He said on Sunday that he would leave.",
]
OUTSIDE = [
    "On Sunday the mayor said gunmen came yesterday.",
    "On Sunday he said: “We go.” Gunmen came yesterday.",
    'The door was 6" wide, he said on Sunday.\n\nGunmen came yesterday.',
    "The Herald wrote on 3 May: It fell.\n\nGunmen came yesterday.",
]


def one_of(text: str, expression: str, published: Interval = WEDNESDAY) -> TimeExpression:
    (one,) = [one for one in tag_text(text, published=published) if one.text == expression]
    return one


@pytest.mark.parametrize(("text", "expression", "edtf"), TOLD, ids=[text for text, _, _ in TOLD])
def test_counts_from_the_day_of_the_speech(text: str, expression: str, edtf: str) -> None:
    one = one_of(text, expression)
    assert one.edtf == edtf
    anchor = one.to_dict()["anchor"]
    assert anchor["kind"] == "quoted"
    assert anchor["ref"] in {other.id for other in tag_text(text, published=WEDNESDAY)}
    assert "the day of the quoted words" in " ".join(one.anchor.trace)


@pytest.mark.parametrize("text", NOT_TOLD)
def test_a_speech_without_a_day_is_of_the_day_of_the_article_and_says_so(text: str) -> None:
    one = one_of(text, "yesterday")
    assert (one.edtf, one.to_dict()["anchor"]["kind"]) == ("2023-10-10", "published")
    assert "when they were said is not told" in one.anchor.trace[-1]


@pytest.mark.parametrize("text", OUTSIDE)
def test_words_that_are_not_quoted_count_from_the_day_of_the_article(text: str) -> None:
    one = one_of(text, "yesterday")
    assert (one.edtf, one.to_dict()["anchor"]["kind"]) == ("2023-10-10", "published")
    assert "quoted words" not in " ".join(one.anchor.trace)


def test_a_dated_speech_needs_no_publication_date() -> None:
    text = "On 8 October 2023 the mayor said: “Gunmen came yesterday.” They left yesterday."
    quoted, own = [one for one in tag_text(text, published=OPEN) if one.text == "yesterday"]
    assert (quoted.edtf, own.edtf) == ("2023-10-07", None)


def test_what_is_a_quotation() -> None:
    text = 'He said “one” and ‘it’s two,’ and "three".\n\n“Four\n\n“five” and "six\n\nseven”'
    assert [text[one.begin : one.end] for one in find_quotations(text)] == ["one", "it’s two,", "three", "Four", "five"]
