"""Feast days against days that were announced or printed in almanacs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.feasts import (
    UMM_AL_QURA,
    feast_after,
    feast_before,
    feast_days,
    feast_interval,
    feast_intervals,
    feast_names,
)

# name, year, the day (or first day) on which it was kept
KEPT = [
    ("eid al-fitr", 2009, "2009-09-20"),
    ("eid ul-fitr", 2017, "2017-06-25"),
    ("eid al-fitr", 2023, "2023-04-21"),
    ("eid al-adha", 2014, "2014-10-04"),
    ("eid al-adha", 2006, "2006-12-31"),
    ("ramadan", 2024, "2024-03-11"),
    ("ashura", 2004, "2004-03-02"),  # Karbala and Baghdad bombings
    ("islamic new year", 1979, "1979-11-20"),  # the first of Muharram 1400: seizure of the Grand Mosque
    ("mawlid", 2015, "2015-12-23"),
    ("yom kippur", 1973, "1973-10-06"),
    ("rosh hashanah", 2023, "2023-09-16"),
    ("simchat torah", 2023, "2023-10-07"),
    ("sukkot", 2023, "2023-09-30"),
    ("passover", 2002, "2002-03-28"),
    ("hanukkah", 2008, "2008-12-22"),
    ("purim", 1994, "1994-02-25"),  # Cave of the Patriarchs massacre
    ("purim", 2024, "2024-03-24"),  # a leap year: Adar II
    ("jerusalem day", 2021, "2021-05-10"),
    ("easter sunday", 2019, "2019-04-21"),  # Sri Lanka bombings
    ("easter monday", 1916, "1916-04-24"),  # Easter Rising
    ("good friday", 1998, "1998-04-10"),
    ("palm sunday", 2017, "2017-04-09"),
    ("pentecost", 2024, "2024-05-19"),
    ("orthodox easter", 2022, "2022-04-24"),
    ("orthodox christmas", 2023, "2023-01-07"),
    ("nowruz", 2018, "2018-03-21"),
    ("nowruz", 2024, "2024-03-20"),
    ("thanksgiving", 2022, "2022-11-24"),
    ("labor day", 2023, "2023-09-04"),
    ("memorial day weekend", 2020, "2020-05-25"),
    ("nakba day", 2018, "2018-05-15"),
    ("boxing day", 2004, "2004-12-26"),
]


@pytest.mark.parametrize(("name", "year", "kept"), KEPT, ids=[f"{name} {year}" for name, year, _ in KEPT])
def test_the_day_it_was_kept_is_inside(name: str, year: int, kept: str) -> None:
    day = date.fromisoformat(kept)
    assert any(found.earliest <= day <= found.latest for found in feast_intervals(name, year))


@pytest.mark.parametrize(
    ("name", "year", "earliest", "latest"),
    [
        ("good friday", 1998, "1998-04-10", "1998-04-10"),
        ("yom kippur", 1973, "1973-10-05", "1973-10-06"),
        ("eid al-fitr", 2009, "2009-09-19", "2009-09-21"),
        ("ramadan", 2024, "2024-03-10", "2024-04-10"),
        ("christmas", 1914, "1914-12-25", "1914-12-25"),
        ("holy week", 2024, "2024-03-24", "2024-03-30"),
    ],
)
def test_the_width_is_that_of_the_doubt(name: str, year: int, earliest: str, latest: str) -> None:
    interval = feast_interval(name, year)
    assert interval is not None
    assert (str(interval.earliest), str(interval.latest)) == (earliest, latest)


def test_two_in_one_year_and_none() -> None:
    assert [str(day.begin) for day in feast_days("eid al-fitr", 2000)] == ["2000-01-08", "2000-12-27"]
    assert feast_interval("eid al-fitr", 2000) is None
    assert feast_days("hanukkah", 1900)  # a calendar without a limit
    assert feast_days("eid al-fitr", 1900) == ()  # before the calendar of hijridate begins
    assert feast_days("nakba day", 1930) == ()  # younger than that
    assert feast_days("day of nothing", 2020) == ()


def test_the_moon_is_named() -> None:
    assert "moon" in feast_days("eid al-adha", 2014)[0].note
    assert feast_days("christmas", 2014)[0].note == ""


def test_before_and_after() -> None:
    before = feast_before("eid al-fitr", date(2000, 12, 1))
    after = feast_after("eid al-fitr", date(2000, 12, 1))
    assert before is not None and after is not None
    assert (str(before.begin), str(after.begin)) == ("2000-01-08", "2000-12-27")


def test_no_name_means_two_feasts() -> None:
    for language in ("en", "de", "fr", "es", "ar", "he"):
        names = feast_names(language)
        assert names and all(name == name.lower() for name in names)
        assert all(feast_days(key, 2020) for key in names.values())


@given(name=st.sampled_from(sorted(set(feast_names().values()))), year=st.integers(min_value=1950, max_value=2050))
def test_every_feast_comes_every_year_or_nearly(name: str, year: int) -> None:
    days = feast_days(name, year)
    assert len(days) <= 2
    for day in days:
        assert day.interval.earliest is not None and day.interval.latest is not None
        assert day.interval.earliest <= day.begin <= day.end <= day.interval.latest
        assert day.begin.year == year
    around = [feast for near in (year - 1, year, year + 1) for feast in feast_days(name, near)]
    assert len(around) >= 2 or year < 2008
    assert UMM_AL_QURA[0].year < year < UMM_AL_QURA[1].year
