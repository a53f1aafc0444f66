"""CSV: one row a claim, with all that is needed to cite it; one row an event; one row an article."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from timeline.types import Article, Claim, Event, Interval, Timeline
from timeline.views.evidence import claim_row
from timeline.views.plaintext import visible
from timeline.views.words import interval_words

Cell = str | int | float | None

CLAIM_COLUMNS = (
    "claim",
    "event",
    "event_label",
    "outlet",
    "title",
    "byline",
    "url",
    "published_edtf",
    "published_earliest",
    "published_latest",
    "type",
    "mode",
    "status",
    "quote",
    "edtf",
    "earliest",
    "latest",
    "precision",
    "vague",
    "date_phrase",
    "counted_from",
    "steps",
    "undated_reason",
    "sources",
    "actors",
    "places",
    "latitude",
    "longitude",
    "figures",
    "language",
    "article",
    "begin",
    "end",
    "trigger",
    "source_path",
    "source_row",
    "source_sha256",
)

EVENT_COLUMNS = (
    "event",
    "label",
    "type",
    "edtf",
    "earliest",
    "latest",
    "when",
    "outlets",
    "origins",
    "claims",
    "first",
    "disagreements",
    "low",
    "best",
    "high",
    "acled",
    "places",
    "latitude",
    "longitude",
)

ARTICLE_COLUMNS = (
    "article",
    "outlet",
    "title",
    "byline",
    "url",
    "language",
    "published_edtf",
    "published_earliest",
    "published_latest",
    "published_from",
    "doubts",
    "source_path",
    "source_row",
    "source_sha256",
)

# A spreadsheet takes a cell that begins with one of these for a formula; the last four are their wide forms.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def guarded(cell: Cell) -> Cell:
    """Text that no spreadsheet runs: an apostrophe goes before what would be a formula. Numbers stay numbers.

    Line breaks become spaces and characters that cannot be seen are written out; the JSON has the text as it is.

    >>> guarded("=1+1"), guarded(-3.5), guarded(" @cmd")
    ("'=1+1", -3.5, "' @cmd")
    """
    if not isinstance(cell, str):
        return cell
    text = visible(cell)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def render_csv(timeline: Timeline) -> str:
    """One row a claim, in the order of the timeline; RFC 4180, with a header line."""
    return table(CLAIM_COLUMNS, (claim_cells(timeline, claim) for claim in timeline.claims))


def table(columns: Sequence[str], rows: Iterable[dict[str, Cell]]) -> str:
    """CSV by RFC 4180 with a header line; every cell is `guarded`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guarded(row[column]) for column in columns])
    return out.getvalue()


def claim_cells(timeline: Timeline, claim: Claim) -> dict[str, Cell]:
    """The row of a claim, by the names of `CLAIM_COLUMNS`."""
    article = timeline.article_by_id[claim.article]
    event = timeline.event_of_claim.get(claim.id)
    row = claim_row(timeline, claim)
    spot = next((place for place in claim.places if place.lat is not None and place.lon is not None), None)
    return {
        "claim": claim.id,
        "event": event.id if event else None,
        "event_label": event.label if event else None,
        "outlet": article.outlet.name if article.outlet else None,
        "title": article.title,
        "byline": article.byline,
        "url": article.url,
        "published_edtf": article.published.edtf,
        "published_earliest": day_of(article.published.interval, "earliest"),
        "published_latest": day_of(article.published.interval, "latest"),
        "type": claim.type,
        "mode": claim.mode,
        "status": claim.status.value,
        "quote": claim.quote,
        "edtf": row.edtf,
        "earliest": day_of(claim.time.interval, "earliest") if claim.time else None,
        "latest": day_of(claim.time.interval, "latest") if claim.time else None,
        "precision": row.precision,
        "vague": ("yes" if claim.time.vague else "no") if claim.time else None,
        "date_phrase": row.phrase,
        "counted_from": row.counted_from,
        "steps": "; ".join(row.steps),
        "undated_reason": row.undated_reason,
        "sources": " < ".join(link.name for link in row.chain),
        "actors": "; ".join(f"{actor.name} ({actor.role})" for actor in claim.actors),
        "places": "; ".join(row.places),
        "latitude": spot.lat if spot else None,
        "longitude": spot.lon if spot else None,
        "figures": "; ".join(row.figures),
        "language": article.language,
        "article": article.id,
        "begin": claim.begin,
        "end": claim.end,
        "trigger": claim.trigger.text,
        "source_path": article.source.path,
        "source_row": article.source.row,
        "source_sha256": article.source.sha256,
    }


def day_of(interval: Interval, end: str) -> str | None:
    """The end "earliest" or "latest" of an interval in ISO 8601; ``None`` where it is open."""
    day = interval.earliest if end == "earliest" else interval.latest
    return day.isoformat() if day else None


def render_events(timeline: Timeline) -> str:
    """One row an event, in the order of the timeline."""
    return table(EVENT_COLUMNS, (event_cells(timeline, event) for event in timeline.events))


def event_cells(timeline: Timeline, event: Event) -> dict[str, Cell]:
    """The row of an event, by the names of `EVENT_COLUMNS`; low, best and high are of the killed."""
    claims = [timeline.claim_by_id[name] for name in event.claims]
    places = [place for claim in claims for place in claim.places]
    spot = next((place for place in places if place.lat is not None and place.lon is not None), None)
    toll = next((toll for toll in event.tolls if toll.of == "killed" and toll.unit == "people"), None)
    return {
        "event": event.id,
        "label": event.label,
        "type": event.type,
        "edtf": event.edtf,
        "earliest": day_of(event.interval, "earliest"),
        "latest": day_of(event.interval, "latest"),
        "when": interval_words(event.interval, event.edtf),
        "outlets": names_of(event.outlets),
        "origins": names_of(origin.name for origin in event.origins),
        "claims": len(event.claims),
        "first": event.tellings[0].outlet if event.tellings else None,
        "disagreements": " ".join(conflict.note for conflict in event.conflicts),
        "low": toll.low if toll else None,
        "best": toll.best if toll else None,
        "high": toll.high if toll else None,
        "acled": toll.acled if toll else None,
        "places": names_of(place.name for place in places),
        "latitude": spot.lat if spot else None,
        "longitude": spot.lon if spot else None,
    }


def article_cells(article: Article) -> dict[str, Cell]:
    """The row of an article, by the names of `ARTICLE_COLUMNS`."""
    return {
        "article": article.id,
        "outlet": article.outlet.name if article.outlet else None,
        "title": article.title,
        "byline": article.byline,
        "url": article.url,
        "language": article.language,
        "published_edtf": article.published.edtf,
        "published_earliest": day_of(article.published.interval, "earliest"),
        "published_latest": day_of(article.published.interval, "latest"),
        "published_from": "; ".join(f"{part.note}: {part.text}" for part in article.published.basis),
        "doubts": "; ".join(article.doubts),
        "source_path": article.source.path,
        "source_row": article.source.row,
        "source_sha256": article.source.sha256,
    }


def names_of(names: Iterable[str]) -> str:
    """Each name once, in order."""
    return "; ".join(dict.fromkeys(names))
