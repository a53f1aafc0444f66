"""Texts that are no articles: no exception, what was skipped is said, and nothing grows faster than the text."""

from __future__ import annotations

import pytest
from one_article import article_of

from timeline.pipeline import examine

STOPLESS = "soldiers attacked the base and the mayor said that "
CASES = [
    ("nothing at all", "", "en", 0, None),
    ("no sentence", "... ?? ! —", "en", 0, None),
    ("one word", "Harbour", "en", 0, None),
    ("no full stop", STOPLESS * 400, "en", 0, "without a full stop"),
    ("one long word", "a" * 100_000, "en", 0, "without a full stop"),
    ("open quotation marks", "“said " * 5_000, "en", 0, "without a full stop"),
    ("another language", "Am 3. Mai 2020 griffen Soldaten das Dorf an.", "de", 0, "claims are read in English only"),
    ("mixed scripts", "Солдаты атаковали базу. Rebels attacked the base on 3 May 2020.", "en", 1, "another script"),
    ("an article", "Rebels attacked the base on 3 May 2020.", "en", 1, None),
]


@pytest.mark.parametrize(
    ("text", "language", "claims", "told"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_text_that_is_no_article(text: str, language: str, claims: int, told: str | None) -> None:
    article, _, found, _ = examine(article_of(text, language=language))
    assert len(found) == claims
    assert [doubt for doubt in article.doubts if told and told in doubt] == ([*article.doubts] if told else [])
    assert bool(article.doubts) == (told is not None)


@pytest.mark.parametrize("language", ["de", "en"])
def test_dates_are_found_where_claims_are_not(language: str) -> None:
    text = {"de": "Am 3. Mai 2020 begann es.", "en": STOPLESS * 30 + "3 May 2020"}[language]
    assert [timex.value for timex in examine(article_of(text, language=language))[1]] == ["2020-05-03"]
