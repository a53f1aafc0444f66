"""Who told of an event first, and who followed with which lag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from timeline.events.copies import Copied
from timeline.events.outlets import outlet_name
from timeline.types import Article, Claim, Telling


def find_tellings(claims: Sequence[Claim], articles: Mapping[str, Article], copied: Copied) -> tuple[Telling, ...]:
    """Each outlet once, with its first article on the event; the first to publish stands first, unknown days last."""
    first: dict[str, Article] = {}
    for article in sorted({claim.article: articles[claim.article] for claim in claims}.values(), key=_published):
        first.setdefault(outlet_name(article), article)
    opening = next(iter(first.values()))
    return tuple(_telling(outlet, article, opening, articles, copied) for outlet, article in first.items())


def _telling(
    outlet: str, article: Article, opening: Article, articles: Mapping[str, Article], copied: Copied
) -> Telling:
    published, start = article.published, opening.published
    certain = published.interval.is_day and start.interval.is_day
    lag = (published.latest - start.latest).days if certain and published.latest and start.latest else None
    sources = [
        outlet_name(articles[copy.source]) for copy in copied.by_article.get(article.id, ()) if copy.source in articles
    ]
    return Telling(
        outlet=outlet,
        article=article.id,
        earliest=published.earliest,
        latest=published.latest,
        lag_days=lag,
        copies=next((source for source in sources if source != outlet), None),
    )


def _published(article: Article) -> tuple[bool, date, date, str]:
    published = article.published
    unknown = published.earliest is None and published.latest is None
    latest = published.latest or date.max
    return unknown, latest, published.earliest or latest, article.id
