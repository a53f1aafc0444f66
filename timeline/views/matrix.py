"""Event by outlet: who reported what, who was first, how much later the others came, and from whom they have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from timeline.types import Event, Interval, Telling, Timeline
from timeline.views.lag import Lag, lag_words
from timeline.views.words import interval_words, outlet_name


@dataclass(frozen=True, slots=True)
class Cell:
    """What one outlet has of one event. ``lag`` says in words when it came, against the first ("First known": others
    may have been earlier); ``lag_days`` is its number where that is certain. ``sources`` are the names it has it from,
    outermost first."""

    outlet: str
    claims: int
    first: bool
    lag: str
    lag_days: int | None
    published: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One event with a cell, or ``None``, for each outlet of the matrix."""

    event: str
    label: str
    when: str
    origins: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The outlets across, those with most events first, and the events down, in the timeline's order."""

    outlets: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def matrix_of(timeline: Timeline, events: Iterable[Event]) -> Matrix:
    """The matrix of ``events``; every claim of them must be in ``timeline``."""
    cells = [(event, {cell.outlet: cell for cell in _cells(timeline, event)}) for event in events]
    counts = Counter(outlet for _, row in cells for outlet in row)
    outlets = tuple(sorted(counts, key=lambda name: (-counts[name], name.casefold())))
    rows = tuple(
        MatrixRow(
            event=event.id,
            label=event.label,
            when=interval_words(event.interval, event.edtf),
            origins=len(event.origins),
            cells=tuple(row.get(outlet) for outlet in outlets),
        )
        for event, row in cells
    )
    return Matrix(outlets, rows)


def tellings_of(timeline: Timeline, event: Event) -> tuple[Telling, ...]:
    """Each outlet's first telling of an event: the event's own where the pipeline has them, else by its articles."""
    if event.tellings:
        return event.tellings
    published: dict[str, tuple[str, Interval]] = {}
    for name in event.claims:
        article = timeline.article_by_id[timeline.claim_by_id[name].article]
        outlet, when = outlet_name(article), article.published.interval
        if outlet not in published or _latest(when) < _latest(published[outlet][1]):
            published[outlet] = (article.id, when)
    ordered = sorted(published.items(), key=lambda told: (_latest(told[1][1]), told[0]))
    days = [when for _, (_, when) in ordered if when.is_day]
    return tuple(
        Telling(outlet, article, when.earliest, when.latest, _days_after(days[0], when) if days else None)
        for outlet, (article, when) in ordered
    )


def _days_after(start: Interval, when: Interval) -> int | None:
    """Whole days from one publication to another; ``None`` where the day of the other is not known."""
    return (_latest(when) - _latest(start)).days if when.is_day else None


def _latest(when: Interval) -> date:
    return when.latest or date.max


def _cells(timeline: Timeline, event: Event) -> list[Cell]:
    tellings = tellings_of(timeline, event)
    start = next((told.latest for told in tellings if told.lag_days == 0), None)
    sure = start is not None and all(
        told.lag_days is not None or (told.earliest is not None and told.earliest > start) for told in tellings
    )
    sources: dict[str, dict[str, None]] = {}
    claims: Counter[str] = Counter()
    for name in event.claims:
        claim = timeline.claim_by_id[name]
        outlet = outlet_name(timeline.article_by_id[claim.article])
        claims[outlet] += 1
        for link in claim.attribution:
            if link in timeline.attribution_by_id:
                sources.setdefault(outlet, {})[timeline.attribution_by_id[link].name] = None
    found = []
    for told in tellings:
        outlet = outlet_name(timeline.article_by_id[told.article])
        found.append(
            Cell(
                outlet=outlet,
                claims=claims[outlet],
                first=told.lag_days == 0,
                lag=_lag(told, sure),
                lag_days=told.lag_days,
                published=interval_words(Interval(told.earliest, told.latest)),
                sources=tuple(sources.get(outlet, ())),
            )
        )
    return found


def _lag(told: Telling, sure: bool) -> str:
    """When an outlet told of it, against the first: an order that is not certain is not said."""
    if told.lag_days is None:
        return "Order not known"
    if told.lag_days == 0:
        return "First" if sure else "First known"
    return lag_words(Lag(told.lag_days, told.lag_days))
