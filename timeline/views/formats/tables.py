"""CSV: one row a claim, with all that is needed to cite it; and one row an event in the columns of UCDP GED."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from timeline.types import Claim, Event, Figure, Interval, Timeline
from timeline.views.evidence import claim_row
from timeline.views.plaintext import visible

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

UCDP_COLUMNS = (
    "id",
    "type_of_event",
    "event_label",
    "side_a",
    "side_b",
    "number_of_sources",
    "number_of_origins",
    "source_article",
    "source_original",
    "where_description",
    "latitude",
    "longitude",
    "date_start",
    "date_end",
    "date_prec",
    "low",
    "best",
    "high",
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
    return _table(CLAIM_COLUMNS, (_claim_cells(timeline, claim) for claim in timeline.claims))


def _table(columns: Sequence[str], rows: Iterable[dict[str, Cell]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guarded(row[column]) for column in columns])
    return out.getvalue()


def _claim_cells(timeline: Timeline, claim: Claim) -> dict[str, Cell]:
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
        "published_earliest": _day(article.published.interval, "earliest"),
        "published_latest": _day(article.published.interval, "latest"),
        "type": claim.type,
        "mode": claim.mode,
        "status": claim.status.value,
        "quote": claim.quote,
        "edtf": row.edtf,
        "earliest": _day(claim.time.interval, "earliest") if claim.time else None,
        "latest": _day(claim.time.interval, "latest") if claim.time else None,
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


def _day(interval: Interval, end: str) -> str | None:
    day = interval.earliest if end == "earliest" else interval.latest
    return day.isoformat() if day else None


def render_ucdp(timeline: Timeline) -> str:
    """One row an event in columns named as in UCDP GED. What the articles do not tell is left blank: the type of
    violence, the dyad, and a best estimate where low and high are not the same."""
    return _table(UCDP_COLUMNS, (_event_cells(timeline, event) for event in timeline.events))


def _event_cells(timeline: Timeline, event: Event) -> dict[str, Cell]:
    claims = [timeline.claim_by_id[name] for name in event.claims]
    places = [place for claim in claims for place in claim.places]
    spot = next((place for place in places if place.lat is not None and place.lon is not None), None)
    articles = [timeline.article_by_id[claim.article] for claim in claims]
    low, high = _killed([figure for claim in claims for figure in claim.figures])
    return {
        "id": event.id,
        "type_of_event": event.type,
        "event_label": event.label,
        "side_a": _names(actor.name for claim in claims for actor in claim.actors if actor.role == "agent"),
        "side_b": _names(actor.name for claim in claims for actor in claim.actors if actor.role == "patient"),
        "number_of_sources": len(event.outlets),
        "number_of_origins": len(event.origins),
        "source_article": _names(article.url or article.title or article.id for article in articles),
        "source_original": _names(origin.name for origin in event.origins),
        "where_description": _names(place.name for place in places),
        "latitude": spot.lat if spot else None,
        "longitude": spot.lon if spot else None,
        "date_start": _day(event.interval, "earliest"),
        "date_end": _day(event.interval, "latest"),
        "date_prec": date_precision(event.interval),
        "low": low,
        "best": low if low == high else None,
        "high": high,
    }


def _names(names: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(names))


def date_precision(interval: Interval) -> int | None:
    """The code of UCDP GED: 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year; wider is blank.

    >>> from datetime import date
    >>> date_precision(Interval(date(2021, 3, 1), date(2021, 3, 31)))
    4
    """
    days = interval.days
    if days is None or days > 366:
        return None
    return next(code for most, code in ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5)) if days <= most)


def _killed(figures: Sequence[Figure]) -> tuple[int | None, int | None]:
    """Lowest and highest number of people said to be killed; one open figure leaves that side blank."""
    told = [figure for figure in figures if figure.unit == "people" and figure.of == "killed"]
    lows = [figure.low for figure in told]
    highs = [figure.high for figure in told]
    low = min((number for number in lows if number is not None), default=None) if None not in lows else None
    high = max((number for number in highs if number is not None), default=None) if None not in highs else None
    return (None if low is None else int(low)), (None if high is None else int(high))
