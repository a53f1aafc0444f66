"""Time expressions, their values and dates, as two tables that anyone can extend (cases.csv, nothing.csv)."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from timeline.dates import explain_text, tag_text
from timeline.types import OPEN, Interval, Span

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def interval(text: str) -> Interval:
    """ "2024-03-12", "2020-06-20/2020-07-31", or nothing for an unknown publication date."""
    if not text:
        return OPEN
    begin, _, end = text.partition("/")
    return Interval(date.fromisoformat(begin), date.fromisoformat(end or begin))


@pytest.mark.parametrize("row", rows("cases.csv"), ids=lambda row: f"{row['expression']} | {row['text']}")
def test_expression_is_found_with_its_value_and_date(row: dict[str, str]) -> None:
    found = {one.text: one for one in tag_text(row["text"], published=interval(row["published"]))}
    assert row["expression"] in found
    one = found[row["expression"]]
    assert (one.type, one.value, one.edtf or "") == (row["type"], row["value"], row["edtf"])
    assert row["text"][one.begin : one.end] == one.text


@pytest.mark.parametrize("row", rows("nothing.csv"), ids=lambda row: row["why"])
def test_what_is_no_time_is_left_alone(row: dict[str, str]) -> None:
    found = tag_text(row["text"], published=interval(row["published"]))
    assert [one.text for one in found if one.type in ("DATE", "TIME") and one.earliest] == []


def test_every_anchor_says_how_it_was_reached() -> None:
    text = "Nearly a year ago he fled; the raid came last Friday, two days after Eid al-Fitr."
    told = explain_text(text, published=interval("2017-02-07"))
    assert "counts 1 year back from the publication date, 7 February 2017" in told
    assert "soft borders" in told
    assert all(one.anchor.trace for one in tag_text(text, published=interval("2017-02-07")) if one.earliest)


def test_the_dateline_is_the_day_that_today_counts_from() -> None:
    text = "HARBOUR CITY, Oct. 8 (Agency) - Shells fell here today, and yesterday two died."
    end = text.index(" (")
    found = {
        one.text: one for one in tag_text(text, published=interval("2023-10-10"), dateline=Span(0, end, text[:end]))
    }
    assert found["today"].value == "2023-10-08"
    assert found["yesterday"].to_dict()["anchor"] == {"kind": "dateline", "ref": "doc-t14"}


def test_a_narrative_says_why_it_is_read_as_one() -> None:
    text = "The siege began in 1941. In 1942 it went on. In 1943 it was broken. On 18 January the road was free."
    last = tag_text(text, published=interval("2009-12-19"))[-1]
    assert last.value == "1943-01-18"
    assert any("read as a narrative" in step for step in last.anchor.trace)


def test_a_flashback_ends_where_the_text_goes_on() -> None:
    text = (
        "The retreat began on 20 March 1918, and on 28 March the line held. The council had been formed on "
        "5 November 1917. The next attack came on 15 July, and in 1918 the war ended. It had begun in 1914."
    )
    values = [one.value for one in tag_text(text, published=interval("2009-12-19"))]
    assert "1918-07-15" in values
