"""Clock times with zones, and military date-time groups: the day is the one that is written, and the trace says so."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.dates import tag_text
from timeline.types import Interval

PUBLISHED = Interval(date(2017, 12, 19), date(2017, 12, 19))
GROUPS = [
    ("061430ZDEC17", "Z (UTC)"),
    ("061430Z DEC 17", "Z (UTC)"),
    ("061430Z Dec 2017", "Z (UTC)"),
    ("06 1430Z Dec 17", "Z (UTC)"),
    ("061430ADEC17", "A (UTC+1)"),
    ("061430D DEC 17", "D (UTC+4)"),
    ("061430MDEC17", "M (UTC+12)"),
    ("061430N DEC 17", "N (UTC-1)"),
    ("061430YDEC2017", "Y (UTC-12)"),
]
CLOCKS = [
    # text, value, zone that the trace names
    ("Shells fell at 23:30 GMT on 6 December 2017.", "2017-12-06T23:30", "GMT"),
    ("Shells fell at 0030 GMT on 6 December 2017.", "2017-12-06T00:30", "GMT"),
    ("Shells fell at 1430Z on 6 December 2017.", "2017-12-06T14:30", "zone Z (UTC)"),
    ("Shells fell at 11 p.m. EST on 6 December 2017.", "2017-12-06T23:00", "EST"),
    ("Shells fell at 11 p.m. local time on 6 December 2017.", "2017-12-06T23:00", "local time"),
    ("Logged 2017-12-06T23:30:00+02:00 by the mission.", "2017-12-06T23:30", "+02:00"),
    ("Logged 2017-12-06T23:30:00Z by the mission.", "2017-12-06T23:30", "zone Z (UTC)"),
]


@pytest.mark.parametrize(("group", "zone"), GROUPS, ids=[group for group, _ in GROUPS])
def test_date_time_groups(group: str, zone: str) -> None:
    (one,) = tag_text(f"Contact was made {group} near the ford.", published=PUBLISHED)
    assert (one.text, one.value, one.edtf) == (group, "2017-12-06T14:30", "2017-12-06")
    assert f"the clock is that of zone {zone}; the day is as it is written there" in " ".join(one.anchor.trace)


@pytest.mark.parametrize("letter", "ABCDEFGHIKLMNOPQRSTUVWXYZ")
def test_every_zone_letter_is_read(letter: str) -> None:
    for group in (f"312359{letter}DEC17", f"312359{letter} DEC 17"):
        (one,) = tag_text(f"Contact was made {group} near the ford.", published=PUBLISHED)
        assert (one.text, one.edtf) == (group, "2017-12-31")


@pytest.mark.parametrize("group", ["061430JDEC17", "062530ZDEC17", "321430ZDEC17", "310000ZFEB17"])
def test_what_is_no_date_time_group(group: str) -> None:
    found = tag_text(f"Contact was made {group} near the ford.", published=PUBLISHED)
    assert [one.text for one in found if one.rule.startswith("date-time-group")] == []


@pytest.mark.parametrize(("text", "value", "zone"), CLOCKS, ids=[text for text, _, _ in CLOCKS])
def test_the_zone_of_a_clock_is_told_and_moves_no_day(text: str, value: str, zone: str) -> None:
    one = tag_text(text, published=PUBLISHED)[0]
    assert (one.value, one.edtf) == (value, value[:10])
    assert f"the clock is that of {zone};" in " ".join(one.anchor.trace)


def test_a_clock_without_a_zone_says_nothing_of_one() -> None:
    one = tag_text("Shells fell at 23:30 on 6 December 2017.", published=PUBLISHED)[0]
    assert "clock is that of" not in " ".join(one.anchor.trace)
