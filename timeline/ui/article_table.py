"""The table of articles as rows: sorted, and only those with a certain doubt where that is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline.case import Reviewed
from timeline.types import Article
from timeline.ui import listing
from timeline.views.words import dating_words, outlet_name

ORDERS = {
    "place": "Order of reading",
    "doubts": "Most doubts first",
    "claims": "Most claims first",
    "oldest": "Oldest first",
    "newest": "Newest first",
    "outlet": "Outlet",
    "title": "Headline",
}
DOUBTS = {"published": "publication date", "outlet": "outlet", "other": "something else"}


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One row of the table."""

    id: str
    title: str
    outlet: str
    published: str
    language: str
    claims: int
    doubts: tuple[str, ...]
    state: str
    source: str


def article_lines(reviewed: Reviewed, *, order: str = "place", doubts: Sequence[str] = ()) -> tuple[ArticleLine, ...]:
    """The articles that have any of ``doubts`` (keys of `DOUBTS`; none: all), in ``order`` (a key of `ORDERS`)."""
    timeline = reviewed.timeline
    claims = Counter(claim.article for claim in timeline.claims)
    kept = [article for article in timeline.articles if not doubts or set(doubts) & _doubts(article)]
    kept.sort(key=_sorter(order, claims))
    return tuple(
        ArticleLine(
            id=article.id,
            title=listing.headline(article),
            outlet=outlet_name(article),
            published=dating_words(article.published),
            language=article.language,
            claims=claims[article.id],
            doubts=listing.doubts_of(article),
            state=_state(reviewed, article.id),
            source=article.source.path or article.source.url or "",
        )
        for article in kept
    )


def _doubts(article: Article) -> set[str]:
    found = set()
    if not article.published.interval.is_day:
        found.add("published")
    if article.outlet is None:
        found.add("outlet")
    if len(listing.doubts_of(article)) > len(found):
        found.add("other")
    return found


def _sorter(order: str, claims: Counter[str]) -> Callable[[Article], Any]:
    """Sort key; what has no date stands last in either direction."""

    def day(article: Article) -> int:
        known = article.published.earliest or article.published.latest
        return (known or date.max).toordinal()

    if order == "doubts":
        return lambda article: -len(listing.doubts_of(article))
    if order == "claims":
        return lambda article: -claims[article.id]
    if order == "oldest":
        return day
    if order == "newest":
        return lambda article: (day(article) == date.max.toordinal(), -day(article))
    if order == "outlet":
        return lambda article: (article.outlet is None, outlet_name(article).casefold())
    if order == "title":
        return lambda article: listing.headline(article).casefold()
    return lambda article: 0


def _state(reviewed: Reviewed, name: str) -> str:
    said = reviewed.word(name)
    parts = [said.review or "", "corrected" if said.corrected else "", "starred" if said.star else "", *said.tags]
    return ", ".join(part for part in parts if part)
