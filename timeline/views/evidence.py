"""The evidence behind every event as plain rows: what a page needs, in words, and nothing that is drawn yet.

Report and app show the same rows. Text of articles is in them as it stands; a view makes it visible and escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from timeline.events.origins import outlet_name as origin_name
from timeline.types import Anchor, Article, Claim, Event, Interval, Timeline, Toll
from timeline.views.lag import lag_of, lag_words
from timeline.views.words import (
    anchor_label,
    attribution_label,
    claim_words,
    conflict_label,
    family_of,
    interval_words,
    outlet_name,
    published_words,
    reason_words,
    status_label,
    status_shape,
    type_label,
)

AROUND = 700  # characters of a sentence shown on either side of its date phrase


@dataclass(frozen=True, slots=True)
class QuoteParts:
    """A verbatim sentence in three parts; ``marked`` is the date phrase, or empty where it is not in the sentence.
    ``cut`` says that a very long sentence is not shown whole."""

    before: str
    marked: str
    after: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class SourceLink:
    """One link of the chain "from whom they have it"."""

    name: str
    kind: str
    told_outlet: bool


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One outlet's sentence, its date and how that was reached, and its sources."""

    id: str
    article: str
    outlet: str
    title: str | None
    byline: str | None
    language: str
    url: str | None
    published: str
    quote: QuoteParts
    type: str
    status: str
    shape: str
    when: str
    edtf: str | None
    precision: str | None
    phrase: str | None
    counted_from: str | None
    steps: tuple[str, ...]
    undated_reason: str | None
    chain: tuple[SourceLink, ...]
    figures: tuple[str, ...]
    places: tuple[str, ...]
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A disagreement: the question, what is said, and the outlets and claims on its sides."""

    event: str
    label: str
    question: str
    note: str
    claims: tuple[tuple[str, str], ...]  # claim id, outlet name


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An independent origin and the outlets that have it from there."""

    name: str
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with everything that is known of it."""

    id: str
    label: str
    type: str
    family: str
    when: str
    edtf: str | None
    outlets: tuple[str, ...]
    origins: tuple[OriginRow, ...]
    conflicts: tuple[ConflictRow, ...]
    joins: tuple[str, ...]
    claims: tuple[ClaimRow, ...]
    tolls: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowRow:
    """Who told of an event first, of the outlets whose publication is known to the day, and who followed.
    ``followed`` is outlet and lag in words; ``untold`` the outlets that may have been earlier or later."""

    event: str
    label: str
    first: tuple[str, ...]
    published: str
    followed: tuple[tuple[str, str], ...]
    untold: tuple[str, ...]


def event_rows(timeline: Timeline) -> tuple[EventRow, ...]:
    """Every event in the order of the timeline; those without a date come last."""
    ordered = sorted(timeline.events, key=lambda event: event.earliest is None and event.latest is None)
    return tuple(_event_row(timeline, event) for event in ordered)


def _event_row(timeline: Timeline, event: Event) -> EventRow:
    return EventRow(
        id=event.id,
        label=event.label,
        type=type_label(event.type),
        family=family_of(event.type),
        when=interval_words(event.interval, event.edtf),
        edtf=event.edtf,
        outlets=event.outlets,
        origins=tuple(
            OriginRow(origin.name, tuple(dict.fromkeys(_teller_of(timeline, name) for name in origin.claims)))
            for origin in event.origins
        ),
        conflicts=conflict_rows(timeline, event),
        joins=event.joins,
        claims=tuple(claim_row(timeline, timeline.claim_by_id[name]) for name in event.claims),
        tolls=tuple(map(toll_words, event.tolls)),
        updates=event.updates,
    )


def toll_words(toll: Toll) -> str:
    """A toll as a reader says it; how it was reached only where more than one claim gives it.

    >>> toll_words(Toll("killed", "people", 8, 11, None, 8, ("a", "b"), "best 11: the latest"))
    'killed: 8 or more people, best figure 11; best 11: the latest'
    >>> toll_words(Toll("wounded", "people", 3, 3, 3, 3, ("a",), ""))
    'wounded: 3 people'
    """
    low, best = f"{toll.low:,.0f}", f"{toll.best:,.0f}"
    if toll.high is None:
        number = f"{low} or more {toll.unit}"
    else:
        number = f"{low} {toll.unit}" if toll.high == toll.low else f"{low} to {toll.high:,.0f} {toll.unit}"
    told = f"{toll.of}: {number}" + (f", best figure {best}" if best != low else "")
    return f"{told}; {toll.note}" if toll.note and len(toll.claims) > 1 else told


def conflict_rows(timeline: Timeline, event: Event) -> tuple[ConflictRow, ...]:
    """What the claims of an event disagree about."""
    return tuple(
        ConflictRow(
            event=event.id,
            label=event.label,
            question=conflict_label(conflict.kind),
            note=conflict.note,
            claims=tuple((name, _outlet_of(timeline, name)) for name in conflict.claims),
        )
        for conflict in event.conflicts
    )


def claim_row(timeline: Timeline, claim: Claim) -> ClaimRow:
    """One claim with all that leads to it."""
    article = timeline.article_by_id[claim.article]
    timex = timeline.timex_by_id.get(claim.time.timex) if claim.time and claim.time.timex else None
    anchor = timex.anchor if timex else None
    steps = (*(anchor.trace if anchor else ()), *((claim.time.basis,) if claim.time and claim.time.basis else ()))
    return ClaimRow(
        id=claim.id,
        article=article.id,
        outlet=outlet_name(article),
        title=article.title,
        byline=article.byline,
        language=article.language,
        url=safe_url(article.url),
        published=published_words(article),
        quote=quote_parts(timeline, claim),
        type=type_label(claim.type),
        status=status_label(claim.status),
        shape=status_shape(claim.status),
        when=claim_words(claim),
        edtf=claim.time.edtf if claim.time else None,
        precision=claim.time.precision if claim.time else None,
        phrase=timex.text if timex else None,
        counted_from=anchor_label(anchor.kind.value) if isinstance(anchor, Anchor) else None,
        steps=steps,
        undated_reason=None if claim.time else reason_words(timeline, claim),
        chain=_chain(timeline, claim),
        figures=tuple(figure.text for figure in claim.figures),
        places=tuple(place.name for place in claim.places),
        actors=tuple(actor.name for actor in claim.actors),
    )


def quote_parts(timeline: Timeline, claim: Claim) -> QuoteParts:
    """The claim's sentence around its date phrase; what lies more than `AROUND` characters away is cut."""
    timex = timeline.timex_by_id.get(claim.time.timex) if claim.time and claim.time.timex else None
    quote = claim.quote
    if timex is None or timex.begin < claim.begin or timex.end > claim.end or timex.article != claim.article:
        return QuoteParts(quote[: 2 * AROUND], "", "", len(quote) > 2 * AROUND)
    begin, end = timex.begin - claim.begin, timex.end - claim.begin
    before, after = quote[:begin], quote[end:]
    cut = len(before) > AROUND or len(after) > AROUND
    return QuoteParts(before[-AROUND:], quote[begin:end], after[:AROUND], cut)


def _chain(timeline: Timeline, claim: Claim) -> tuple[SourceLink, ...]:
    links = [timeline.attribution_by_id[name] for name in claim.attribution]
    return tuple(SourceLink(link.name, attribution_label(link.kind), link.told_outlet) for link in links)


def _outlet_of(timeline: Timeline, claim: str) -> str:
    return outlet_name(timeline.article_by_id[timeline.claim_by_id[claim].article])


def _teller_of(timeline: Timeline, claim: str) -> str:
    """The outlet as an origin is named after it; an article that names none goes by its title in both places."""
    return origin_name(timeline.article_by_id[timeline.claim_by_id[claim].article])


def safe_url(url: str | None) -> str | None:
    """``url`` where it may be made a link: plain http or https with a host; else ``None``.

    >>> safe_url("https://paper.example/a"), safe_url("javascript:alert(1)"), safe_url("http:evil")
    ('https://paper.example/a', None, None)
    """
    if not url or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def follow_rows(timeline: Timeline) -> tuple[FollowRow, ...]:
    """For each event of two outlets or more, who published first and how much later the others came."""
    return tuple(_follow_row(timeline, event) for event in timeline.events if len(event.outlets) > 1)


def _follow_row(timeline: Timeline, event: Event) -> FollowRow:
    published: dict[str, Interval] = {}
    for name in event.claims:
        article = timeline.article_by_id[timeline.claim_by_id[name].article]
        told = outlet_name(article)
        published[told] = _sooner(published[told], article) if told in published else article.published.interval
    days = {name: when for name, when in published.items() if when.is_day}
    if not days:
        return FollowRow(event.id, event.label, (), "", (), tuple(sorted(published, key=str.casefold)))
    start = min(days.values(), key=lambda when: when.earliest or date.max)
    first = tuple(sorted((name for name, when in days.items() if when == start), key=str.casefold))
    rest = {name: lag_of(start, when) for name, when in published.items() if name not in first}
    ordered = sorted(rest, key=lambda name: (rest[name].low or 0, name.casefold()))
    after = [name for name in ordered if (low := rest[name].low) is not None and low >= 0]
    return FollowRow(
        event=event.id,
        label=event.label,
        first=first,
        published=interval_words(start),
        followed=tuple((name, lag_words(rest[name])) for name in after),
        untold=tuple(name for name in ordered if name not in after),
    )


def _sooner(interval: Interval, article: Article) -> Interval:
    """The earlier of two publications of one outlet, as far as is known."""
    other = article.published.interval
    ends = [end for end in (interval.latest, other.latest) if end]
    starts = [interval.earliest, other.earliest]
    earliest = None if None in starts else min(start for start in starts if start)
    return Interval(earliest, min(ends) if ends else None)
