"""GeoJSON (RFC 7946): a point for every claim and place of it whose coordinates are known."""

from __future__ import annotations

import json

from timeline.types import Claim, Place, Timeline
from timeline.views.plaintext import visible
from timeline.views.words import claim_words, outlet_name


def render_geojson(timeline: Timeline) -> str:
    """The points; ``left_out`` says how many claims have no place on a map."""
    spots = [(claim, place) for claim in timeline.claims for place in claim.places]
    known = [(claim, place) for claim, place in spots if place.lat is not None and place.lon is not None]
    shown = {claim.id for claim, _ in known}
    document = {
        "type": "FeatureCollection",
        "left_out": len(timeline.claims) - len(shown),
        "features": [_feature(timeline, claim, place) for claim, place in known],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _feature(timeline: Timeline, claim: Claim, place: Place) -> dict[str, object]:
    article = timeline.article_by_id[claim.article]
    event = timeline.event_of_claim.get(claim.id)
    day = claim.time.interval if claim.time else None
    properties = {
        "claim": claim.id,
        "event": event.id if event else None,
        "label": visible(event.label) if event else None,
        "place": visible(place.name),
        "outlet": visible(outlet_name(article)),
        "title": visible(article.title) if article.title else None,
        "url": visible(article.url) if article.url else None,
        "type": claim.type,
        "status": claim.status.value,
        "quote": visible(claim.quote),
        "when": claim_words(claim),
        "edtf": claim.time.edtf if claim.time else None,
        "earliest": day.earliest.isoformat() if day and day.earliest else None,
        "latest": day.latest.isoformat() if day and day.latest else None,
    }
    # Longitude comes first in GeoJSON.
    point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {"type": "Feature", "geometry": point, "properties": properties}
