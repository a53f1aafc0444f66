"""schema.org as JSON-LD: an ItemList of Claims, each with where it appeared, when, and the Event that it is about."""

from __future__ import annotations

import json
from typing import Any

from timeline.types import Article, Claim, Event, Timeline
from timeline.views.evidence import safe_url
from timeline.views.plaintext import visible
from timeline.views.words import interval_words


def render_jsonld(timeline: Timeline) -> str:
    """The document. A date that is not a whole day, month or year has no ``startDate``; ``temporalCoverage`` has its
    interval where both ends are known, and the words stand in ``description``."""
    graph = [
        *(_article(article) for article in timeline.articles),
        *(_event(event) for event in timeline.events),
        *(_claim(timeline, claim) for claim in timeline.claims),
    ]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=1) + "\n"
    # JSON-LD is made to be put into pages: no text of an article may end the script element that it stands in
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _article(article: Article) -> dict[str, Any]:
    published = article.published.interval
    known = {
        "headline": visible(article.title) if article.title else None,
        "url": safe_url(article.url),
        "inLanguage": article.language,
        "author": {"@type": "Person", "name": visible(article.byline)} if article.byline else None,
        "publisher": _publisher(article),
        "datePublished": published.earliest.isoformat() if published.is_day and published.earliest else None,
        "sha256": article.source.sha256,
    }
    return {"@type": "NewsArticle", "@id": f"#{article.id}"} | _without_none(known)


def _publisher(article: Article) -> dict[str, str] | None:
    return {"@type": "Organization", "name": visible(article.outlet.name)} if article.outlet else None


def _event(event: Event) -> dict[str, Any]:
    when = event.interval
    known = {
        "name": visible(event.label),
        "description": interval_words(when, event.edtf),
        "startDate": when.earliest.isoformat() if when.is_day and when.earliest else None,
        "endDate": when.latest.isoformat() if when.is_day and when.latest else None,
        "temporalCoverage": f"{when.earliest}/{when.latest}" if when.is_closed else None,
    }
    return {"@type": "Event", "@id": f"#{event.id}"} | _without_none(known)


def _claim(timeline: Timeline, claim: Claim) -> dict[str, Any]:
    event = timeline.event_of_claim.get(claim.id)
    places = [
        {"@type": "Place", "name": visible(place.name)}
        | ({"geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}} if place.lat else {})
        for place in claim.places
    ]
    known = {
        "text": visible(claim.quote),
        "appearance": {"@id": f"#{claim.article}"},
        "about": {"@id": f"#{event.id}"} if event else None,
        "contentLocation": places or None,
        "temporal": claim.time.edtf if claim.time else None,
        "creativeWorkStatus": claim.status.value,
    }
    return {"@type": "Claim", "@id": f"#{claim.id}"} | _without_none(known)


def _without_none(known: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in known.items() if value is not None}
