"""Dates in digits of which day and month could change places: both are kept, unless the text decides."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.dates import tag_text
from timeline.types import OPEN, Interval, TimeExpression

LATER = date(2024, 1, 5)
BOTH = "[2023-08-10,2023-10-08]"
CASES = [
    # published, text, EDTF of the first date, value of it, what its trace must say
    (LATER, "The depot burned on 08/10/2023.", BOTH, "2023-XX-XX", "nothing in the text says which"),
    (LATER, "The depot burned on 8-10-2023.", BOTH, "2023-XX-XX", "8 October 2023 (the day first) or 10 August"),
    (LATER, "The depot burned on 08/10/23 again.", BOTH, "2023-XX-XX", "both days are kept"),
    (None, "The depot burned on 08/10/2023.", BOTH, "2023-XX-XX", "nothing in the text says which"),
    (LATER, "It burned on 08/10/2023, a month after 23/09/2023.", "2023-10-08", "2023-10-08", "'23/09/2023' in the"),
    (LATER, "It burned on 08/10/2023, long after 04/23/2023.", "2023-08-10", "2023-08-10", "only have the month first"),
    (LATER, "It burned on 08/10/2023, between 04/23/2023 and 23/11/2023.", BOTH, "2023-XX-XX", "dates of both orders"),
    (date(2023, 10, 8), "08/10/2023. A depot burned.", "2023-10-08", "2023-10-08", "is the day of publication"),
    (LATER, "The depot burned on 10/10/2023.", "2023-10-10", "2023-10-10", "a date of the calendar"),
    (LATER, "The depot burned on 08.10.2023.", "2023-10-08", "2023-10-08", "with dots between the digits"),
    (LATER, "The depot burned on 29/02/2023 or 08/10/2023.", BOTH, "2023-XX-XX", "nothing in the text says which"),
]  # fmt: skip


def first_date(text: str, published: date | None) -> TimeExpression:
    return tag_text(text, published=Interval(published, published) if published else OPEN)[0]


@pytest.mark.parametrize(("published", "text", "edtf", "value", "told"), CASES, ids=[case[1] for case in CASES])
def test_order(published: date | None, text: str, edtf: str, value: str, told: str) -> None:
    one = first_date(text, published)
    assert (one.edtf, one.value) == (edtf, value)
    assert told in " ".join(one.anchor.trace)


def test_both_days_are_the_ends_and_the_date_is_vague() -> None:
    one = first_date("The depot burned on 08/10/2023.", LATER)
    assert (one.earliest, one.latest) == (date(2023, 8, 10), date(2023, 10, 8))
    assert one.to_dict()["vague"]
    assert one.given == ("year",)


def test_a_clock_time_and_a_count_keep_the_doubt() -> None:
    time, _, later = tag_text("At 14:00 on 08/10/2023 it fell, and two days later it rose.")
    assert (time.value, time.edtf) == ("2023-XX-XXT14:00", BOTH)
    assert (later.earliest, later.latest) == (date(2023, 8, 12), date(2023, 10, 10))


def test_a_certain_date_in_digits_says_what_it_gives() -> None:
    assert first_date("The depot burned on 23/09/2023.", LATER).given == ("year", "month", "day")
