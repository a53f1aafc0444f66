"""An article made of a text, for the tests of claims."""

from __future__ import annotations

from datetime import date

from timeline.types import Article, Dating, Outlet, Source

PUBLISHED = "2021-03-10"


def article_of(text: str, *, published: str = PUBLISHED, outlet: str | None = None, language: str = "en") -> Article:
    day = date.fromisoformat(published)
    return Article(
        id="a00000000000",
        url=None,
        source=Source(None, None, None, "0" * 64, ((0, 0, len(text)),)),
        title=None,
        byline=None,
        language=language,
        outlet=Outlet(outlet) if outlet else None,
        published=Dating(day, day, published),
        modified=None,
        text=text,
    )
