"""CSV in the columns of UCDP GED and ACLED: what the articles do not tell, and only their coders know, is blank."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.types import Claim, Event, Figure, Interval, Timeline
from timeline.views.formats.tables import Cell, day_of, names_of, table
from timeline.views.plaintext import clip

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

ACLED_COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "actor2",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
)
_NOTES = 400


def render_ucdp(timeline: Timeline) -> str:
    """One row an event in columns named as in UCDP GED. What the articles do not tell is left blank: the type of
    violence, the dyad, and a best estimate where low and high are not the same."""
    return table(UCDP_COLUMNS, (_ucdp_cells(timeline, event) for event in timeline.events))


def _ucdp_cells(timeline: Timeline, event: Event) -> dict[str, Cell]:
    claims = [timeline.claim_by_id[name] for name in event.claims]
    places = [place for claim in claims for place in claim.places]
    spot = next((place for place in places if place.lat is not None and place.lon is not None), None)
    articles = [timeline.article_by_id[claim.article] for claim in claims]
    low, high = _killed([figure for claim in claims for figure in claim.figures])
    return {
        "id": event.id,
        "type_of_event": event.type,
        "event_label": event.label,
        "side_a": names_of(actor.name for claim in claims for actor in claim.actors if actor.role == "agent"),
        "side_b": names_of(actor.name for claim in claims for actor in claim.actors if actor.role == "patient"),
        "number_of_sources": len(event.outlets),
        "number_of_origins": len(event.origins),
        "source_article": names_of(article.url or article.title or article.id for article in articles),
        "source_original": names_of(origin.name for origin in event.origins),
        "where_description": names_of(place.name for place in places),
        "latitude": spot.lat if spot else None,
        "longitude": spot.lon if spot else None,
        "date_start": day_of(event.interval, "earliest"),
        "date_end": day_of(event.interval, "latest"),
        "date_prec": date_precision(event.interval),
        "low": low,
        "best": low if low == high else None,
        "high": high,
    }


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


def render_acled(timeline: Timeline) -> str:
    """One row an event of a type that ACLED codes, dated on a day as ACLED does: the first day that it can have been,
    with the precision that says so. Events without such a day, and speech, are left out. Sub-event type, scale of the
    source and precision of the place are ACLED's coders' judgement, and blank."""
    coded = ((event, _acled_type(timeline, event)) for event in timeline.events)
    rows = [_acled_cells(timeline, event, kind) for event, kind in coded if kind and event.earliest]
    return table(ACLED_COLUMNS, rows)


def _acled_type(timeline: Timeline, event: Event) -> str:
    kinds = [timeline.claim_by_id[name].acled for name in event.claims]
    return next((kind for kind in kinds if kind), "")


def _acled_cells(timeline: Timeline, event: Event, kind: str) -> dict[str, Cell]:
    claims = [timeline.claim_by_id[name] for name in event.claims]
    places = [place for claim in claims for place in claim.places]
    spot = next((place for place in places if place.lat is not None and place.lon is not None), None)
    toll = next((toll for toll in event.tolls if toll.of == "killed" and toll.unit == "people"), None)
    return {
        "event_id_cnty": event.id,
        "event_date": day_of(event.interval, "earliest"),
        "year": event.earliest.year if event.earliest else None,
        "time_precision": acled_precision(event.interval),
        "disorder_type": None,
        "event_type": kind,
        "sub_event_type": None,
        "actor1": _actors(claims, "agent"),
        "actor2": _actors(claims, "patient"),
        "location": places[0].name if places else None,
        "latitude": spot.lat if spot else None,
        "longitude": spot.lon if spot else None,
        "geo_precision": None,
        "source": names_of(event.outlets),
        "source_scale": None,
        "notes": clip(claims[0].quote, _NOTES) if claims else None,
        "fatalities": toll.acled if toll else None,
    }


def _actors(claims: Sequence[Claim], role: str) -> str:
    return names_of(actor.name for claim in claims for actor in claim.actors if actor.role == role)


def acled_precision(interval: Interval) -> int | None:
    """ACLED's code of time: 1 the day is known, 2 within a week, 3 within a month; wider or open is blank.

    >>> from datetime import date
    >>> acled_precision(Interval(date(2021, 3, 1), date(2021, 3, 7)))
    2
    """
    days = interval.days
    if days is None or days > 31:
        return None
    return next(code for most, code in ((1, 1), (7, 2), (31, 3)) if days <= most)
