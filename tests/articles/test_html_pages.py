"""Web pages: date, outlet, title and body as a careful reader takes them, and that every character is the page's."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from bench_html import articles_of

from timeline.types import Article

TABLE = tomllib.loads((Path(__file__).parent / "html_pages.toml").read_text(encoding="utf-8"))


def page_of(case: dict[str, Any]) -> bytes:
    paragraphs = TABLE["bodies"].get(case.get("language", "en"), [])
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    text = str(case["html"]).replace("{body}", body).replace("{lead}", paragraphs[0] if paragraphs else "")
    return text.encode(case.get("encoding", "utf-8"))


def only(case: dict[str, Any]) -> Article:
    articles = articles_of("page.html", page_of(case))
    assert len(articles) == 1
    return articles[0]


@pytest.mark.parametrize("case", TABLE["page"], ids=lambda case: str(case["name"]))
def test_saved_pages(case: dict[str, Any]) -> None:
    article = only(case)
    assert article.published.edtf == case.get("published")
    if "modified" in case:
        assert (article.modified.edtf if article.modified else None) == case["modified"]
    for name in ("title", "byline", "url"):
        if name in case:
            assert getattr(article, name) == case[name]
    if "outlet" in case:
        assert (article.outlet.name if article.outlet else None) == case["outlet"]
    assert article.language == case.get("language", "en")
    assert set(case.get("kinds", ())) <= {evidence.kind for evidence in article.published.basis}
    if "doubt" in case:
        assert any(case["doubt"] in doubt for doubt in article.doubts)
    if case.get("quiet"):
        assert article.doubts == ()
    if case.get("quiet_dates"):
        assert not any("another place says" in doubt or "contradict" in doubt for doubt in article.doubts)
    assert case.get("without", "\x00") not in article.text
    for paragraph in TABLE["bodies"].get(article.language, []) if "{body}" in case["html"] else []:
        assert paragraph in article.text
