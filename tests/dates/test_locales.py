"""Dates in other languages: the table ``locales.csv`` (one expression of a sentence a row, empty where there is none),
the examples of the rule file, and what must hold for any text."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from growth import grows_with_its_length
from hostile import repeated
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates.locale_rules import check_locale_rules
from timeline.dates.locales import tag_explicit
from timeline.types import OPEN, Anchor, Interval, TimeExpression, Unanchored

LANGUAGES = ("ar", "de", "es", "fr", "ru", "uk", "he", "it", "pt")
PIECES = ("7", "31", "1918", "2023", "05.06.2011", "-", "–", ".", ",", "(", ")", "Oktober", "октября", "жовтня")
PIECES += ("أكتوبر", "mai", "hier", "gestern", "року", "года", "до н. е.", "vor", "zwei", "Jahren", "im Jahr", "20 Uhr")
PIECES += ("ніч на", "X", "siglo XX", "80er", "٧", "تشرين الأول", "\n", "\u00a0", "30.", "und", "Februar", "29 февраля")
ROWS = list(csv.DictReader(Path(__file__).with_name("locales.csv").read_text(encoding="utf-8").splitlines()))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def tag(text: str, language: str, published: str = "") -> tuple[TimeExpression, ...]:
    when = day(published)
    return tag_explicit(text, language=language, article="doc", published=Interval(when, when) if when else OPEN)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['language']} {row['text']}"[:60] for row in ROWS])
def test_table(row: dict[str, str]) -> None:
    found = tag(row["text"], row["language"], row["published"])
    if not row["expression"]:
        assert [timex.text for timex in found] == []
        return
    [timex] = [timex for timex in found if timex.text == row["expression"]]
    assert (timex.type.value, timex.value) == (row["type"], row["value"])
    assert (timex.earliest, timex.latest) == (day(row["earliest"]), day(row["latest"]))


def test_every_example_is_found_and_no_reject() -> None:
    assert check_locale_rules() == ()


def test_the_doubt_of_a_numeric_date_is_told() -> None:
    [timex] = tag("Le 05/06/2011, une trêve fut signée.", "fr", "2024-02-01")
    assert isinstance(timex.anchor, Anchor)
    assert any("in doubt" in step for step in timex.anchor.trace)


def test_an_inferred_year_is_told() -> None:
    [timex] = tag("Die Wahl ist am 15. März.", "de", "2014-02-21")
    assert timex.given == ("month", "day")
    assert isinstance(timex.anchor, Anchor)
    assert any("nearest to the publication date" in step for step in timex.anchor.trace)


def test_without_publication_date_there_is_a_reason() -> None:
    [timex] = tag("Gestern fielen Schüsse.", "de")
    assert isinstance(timex.anchor, Unanchored)
    assert "publication date" in timex.anchor.reason


def test_a_wide_publication_date_makes_a_wide_anchor() -> None:
    week = Interval(date(2020, 3, 2), date(2020, 3, 8))
    [timex] = tag_explicit("Gestern fielen Schüsse.", language="de", article="doc", published=week)
    assert (timex.earliest, timex.latest) == (date(2020, 3, 1), date(2020, 3, 7))


def test_a_narrative_carries_its_year_on() -> None:
    text = "Am 1. August 1914 war es so weit. Am 3. September 1914 fiel die Festung. Der 9. Oktober brachte Ruhe."
    text += " Am 4. November 1914 kam der Winter. Am 3. Januar begann der Rückzug."
    values = [timex.value for timex in tag(text, "de", "2018-05-19")]
    assert "1914-10-09" in values and "1915-01-03" in values


def test_moving_the_publication_date_moves_relative_days() -> None:
    for language, text in (("de", "gestern"), ("fr", "hier"), ("es", "ayer"), ("ru", "вчера"), ("uk", "вчора")):
        [one], [other] = tag(text, language, "2020-03-09"), tag(text, language, "2020-03-16")
        assert one.earliest is not None and other.earliest is not None
        assert (other.earliest - one.earliest).days == 7


def test_agrees_with_dateparser_on_full_dates() -> None:
    dateparser = pytest.importorskip("dateparser")
    for language, text in (
        ("de", "3. Oktober 1990"),
        ("fr", "8 octobre 2023"),
        ("es", "8 de octubre de 2023"),
        ("ru", "8 октября 2023"),
        ("uk", "8 жовтня 2023"),
        ("ar", "8 أكتوبر 2023"),
        ("it", "8 ottobre 2023"),
    ):
        [timex] = tag(text, language)
        parsed = dateparser.parse(text, languages=[language], settings={"STRICT_PARSING": True})
        assert parsed is not None and timex.earliest == parsed.date()


@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(PIECES),
        max_size=14,
    ),
    language=st.sampled_from(LANGUAGES),
    published=st.sampled_from(["", "2018-05-19", "0001-01-01", "9999-12-31"]),
)
def test_any_text(words: list[str], language: str, published: str) -> None:
    text = " ".join(words)
    found = tag(text, language, published)
    assert found == tag(text, language, published)
    assert [timex.begin for timex in found] == sorted(timex.begin for timex in found)
    for timex in found:
        assert text[timex.begin : timex.end] == timex.text
        assert not (timex.earliest and timex.latest) or timex.earliest <= timex.latest


@pytest.mark.parametrize("piece", ["10. und ", "1.1.", " ", "der ", "(", "vor zwei ", "Nacht vom 9. auf "])
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    tag("heute", "de", "2020-01-01")
    assert grows_with_its_length(lambda text: tag(text, "de", "2020-01-01"), repeated(piece))


def test_a_look_back_does_not_carry_a_narrative_away() -> None:
    text = "Am 4. Juli 1920 begann es. Am 10. Juli 1920 tagte man über die Linie vom 8. Dezember 1919."
    text += " Am 11. Juli fiel Minsk."
    values = [timex.value for timex in tag(text, "de", "2018-05-19")]
    assert values == ["1920-07-04", "1920-07-10", "1919-12-08", "1920-07-11"]
