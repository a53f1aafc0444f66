"""How an article's outlet is named, and which agency it credits."""

from __future__ import annotations

from timeline.claims.sources import named_outlet, outlet_names
from timeline.types import Article, AttributionKind

HEAD = 120  # characters in which an agency credit stands


def outlet_name(article: Article) -> str:
    """The outlet's name, or words that say that the file does not give it."""
    return article.outlet.name if article.outlet else f"unnamed outlet ({article.title or article.id})"


def agency_credit(article: Article) -> str | None:
    """The agency that the byline or the head of the text credits: "GAZA (Reuters) -"."""
    head = f"{article.byline or ''}\n{article.text[:HEAD]}"
    opened = head.find("(")
    credited = head[opened : head.find(")", opened) + 1] if opened >= 0 else ""
    agency = named_outlet(f"{article.byline or ''}") or named_outlet(credited[1:-1])
    return agency if agency is not None and outlet_names()[1].get(agency) is AttributionKind.AGENCY else None
