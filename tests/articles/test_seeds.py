"""The scraped news this project exists for, read as a careful reader reads it.

The material is not ours to copy: the tests speak of structure, and name no more than three words of a text.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from timeline.articles import read_paths
from timeline.types import Article, Interval

SIX = [
    # outlet, words that open the title, that open and that close the body, paragraphs of the body
    ("Asharq Al-Awsat", "Hamas’ Qassam", "The Qassam Brigades,", "is under control.", 9),
    ("Asharq Al-Awsat", "UN Officials", "The UN special", "accordingly is now.”", 8),
    ("The Fellowship", "Elite Hamas", "While Hamas continues", "for medical care…", 5),
    ("Asharq Al-Awsat", "Gaza: Al-Qaeda-Inspired", "Ramallah, Asharq Al-Awsat-", "south of Ashqelon.", 19),
    ("The Independent", "Elite Hamas", "Increasing numbers of", "for security talks.", 10),
    (None, "Hamas Torturing", "The Palestinian militant", 'advantage of "deterrence".', 13),
]


@pytest.fixture(scope="module")
def six(shared: Path) -> tuple[Article, ...]:
    articles, problems = read_paths([shared / "seeds"])
    assert problems == ()
    return articles


def test_six_articles_with_their_outlet_title_and_body(six: tuple[Article, ...]) -> None:
    found = [
        (
            article.outlet.name if article.outlet else None,
            " ".join((article.title or "").split()[:2]),
            " ".join(article.text.split()[:3]),
            " ".join(article.text.split()[-3:]),
            sum(bool(line.strip()) for line in article.text.splitlines()),
        )
        for article in six
    ]
    assert found == SIX


def test_ids_are_unique_and_stable(six: tuple[Article, ...], shared: Path) -> None:
    again, _ = read_paths([str(shared / "seeds")])
    assert [article.id for article in again] == [article.id for article in six]
    assert len({article.id for article in six}) == 6


def test_every_character_is_the_sources(six: tuple[Article, ...], shared: Path) -> None:
    for article in six:
        source = (shared / str(article.source.path)).read_text(encoding="utf-8")
        kept = "".join(source[begin : begin + length] for _, begin, length in article.source.segments)
        assert kept == article.text


def test_only_the_one_that_states_its_date_has_one(six: tuple[Article, ...]) -> None:
    day = date(2017, 2, 7)
    assert [article.published.interval for article in six] == [
        Interval(None, None),
        Interval(None, None),
        Interval(day, day),
        Interval(None, None),
        Interval(None, None),
        Interval(None, None),
    ]


def test_what_was_dropped_dates_nothing_but_is_handed_on(six: tuple[Article, ...]) -> None:
    kinds = [{evidence.kind for evidence in article.published.basis} for article in six]
    assert kinds == [
        {"outlet"},
        {"outlet", "caption"},
        {"outlet", "masthead", "caption"},
        {"outlet", "archive-banner"},
        {"outlet"},
        set(),
    ]
    for article in six:
        assert "support" not in article.text[:400]
        assert "TOPSHOT" not in article.text


def test_what_is_in_doubt_is_said(six: tuple[Article, ...]) -> None:
    assert any("that of another article of this file, in the same frame" in doubt for doubt in six[1].doubts)
    assert "no outlet found: name it" in six[5].doubts
    assert any("inferred" in doubt for doubt in six[0].doubts)


def test_dateline_and_language(six: tuple[Article, ...]) -> None:
    assert [article.language for article in six] == ["en"] * 6
    datelines = [article.dateline for article in six]
    assert [dateline.text if dateline else None for dateline in datelines] == [
        None,
        None,
        None,
        "Ramallah, Asharq Al-Awsat-",
        None,
        None,
    ]


def test_what_was_dropped_is_listed(six: tuple[Article, ...]) -> None:
    assert "photo caption, 4 lines" in six[0].dropped
    assert "donation appeal, 5 lines" in six[4].dropped
    assert "comment prompt, 3 lines" in six[4].dropped
    assert "photo caption, 2 lines" in six[5].dropped
