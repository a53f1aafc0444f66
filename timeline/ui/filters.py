"""Which claims a view shows: the filters as one value, what they leave, and which to drop when nothing is left."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from timeline.calendar import in_words
from timeline.types import Claim, Event, Interval, Status, Timeline
from timeline.views.words import families, family_of, outlet_name, status_label, type_label


@dataclass(frozen=True, slots=True)
class Filter:
    """What a claim must meet to be shown; an empty part asks for nothing.

    ``outlets``, ``types`` and ``statuses``: any of them will do. ``since`` and ``until`` (inclusive) ask that the
    event can have been in that period. ``text``: every word of it stands in the claim's sentence, event, outlet,
    actors, places or sources, whatever the case of the letters. ``families``: any of the colours of the legend.
    """

    outlets: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: date | None = None
    until: date | None = None
    text: str = ""
    families: tuple[str, ...] = ()

    @property
    def active(self) -> tuple[str, ...]:
        """The names of the parts that ask for something, in the order in which they are shown."""
        return tuple(name for name, parts in PARTS.items() if any(getattr(self, part) for part in parts))

    def without(self, name: str) -> Filter:
        """This filter with the part ``name`` (a key of `PARTS`) asking for nothing."""
        return dataclasses.replace(self, **{part: getattr(ALL, part) for part in PARTS[name]})


PARTS = {
    "search": ("text",),
    "outlet": ("outlets",),
    "type": ("types",),
    "status": ("statuses",),
    "period": ("since", "until"),
    "legend": ("families",),
}
ALL = Filter()


@dataclass(frozen=True, slots=True)
class WayOut:
    """A part of a filter that leaves nothing, and how many claims there would be without it."""

    name: str
    claims: int


def find_claims(timeline: Timeline, wanted: Filter) -> tuple[Claim, ...]:
    """The claims that meet ``wanted``, in the timeline's order."""
    tests = _tests(timeline, wanted)
    return tuple(claim for claim in timeline.claims if all(test(claim) for test in tests))


def narrow(timeline: Timeline, wanted: Filter) -> Timeline:
    """The timeline with only the claims that meet ``wanted``; events keep what they are, with those claims only."""
    if not wanted.active:
        return timeline
    kept = {claim.id for claim in find_claims(timeline, wanted)}
    return dataclasses.replace(
        timeline,
        claims=tuple(claim for claim in timeline.claims if claim.id in kept),
        events=tuple(_narrowed(event, kept) for event in timeline.events if kept.intersection(event.claims)),
        undated=tuple(claim for claim in timeline.undated if claim in kept),
    )


def find_ways_out(timeline: Timeline, wanted: Filter) -> tuple[WayOut, ...]:
    """For a filter that leaves nothing: each part whose dropping alone brings something back, the most first."""
    tried = (WayOut(name, len(find_claims(timeline, wanted.without(name)))) for name in wanted.active)
    return tuple(sorted((way for way in tried if way.claims), key=lambda way: -way.claims))


def filter_words(wanted: Filter) -> tuple[str, ...]:
    """What a filter asks for, one phrase a part, for those who see only its outcome.

    >>> filter_words(Filter(text="market", since=date(2021, 3, 1)))
    ('with the words “market”', 'since 1 March 2021')
    """
    labels = families()
    told = (
        f"with the words “{wanted.text}”" if wanted.text else "",
        f"of {' or '.join(wanted.outlets)}" if wanted.outlets else "",
        " or ".join(type_label(name).lower() for name in wanted.types),
        " or ".join(status_label(status) for status in wanted.statuses),
        " or ".join(labels.get(name, name).lower() for name in wanted.families),
        f"since {in_words(wanted.since)}" if wanted.since else "",
        f"until {in_words(wanted.until)}" if wanted.until else "",
    )
    return tuple(phrase for phrase in told if phrase)


def _narrowed(event: Event, kept: set[str]) -> Event:
    return dataclasses.replace(event, claims=tuple(claim for claim in event.claims if claim in kept))


def _tests(timeline: Timeline, wanted: Filter) -> list[Callable[[Claim], bool]]:
    tests: list[Callable[[Claim], bool]] = []
    if wanted.outlets:
        articles = {article.id for article in timeline.articles if outlet_name(article) in wanted.outlets}
        tests.append(lambda claim: claim.article in articles)
    if wanted.types:
        tests.append(lambda claim: claim.type in wanted.types)
    if wanted.families:
        tests.append(lambda claim: family_of(claim.type) in wanted.families)
    if wanted.statuses:
        tests.append(lambda claim: claim.status in wanted.statuses)
    if wanted.since or wanted.until:
        tests.append(lambda claim: claim.time is not None and _overlaps(claim.time.interval, wanted))
    words = wanted.text.casefold().split()
    if words:
        tests.append(lambda claim: all(word in _haystack(timeline, claim) for word in words))
    return tests


def _overlaps(interval: Interval, wanted: Filter) -> bool:
    after = wanted.since is None or interval.latest is None or interval.latest >= wanted.since
    before = wanted.until is None or interval.earliest is None or interval.earliest <= wanted.until
    return after and before


def _haystack(timeline: Timeline, claim: Claim) -> str:
    article = timeline.article_by_id[claim.article]
    event = timeline.event_of_claim.get(claim.id)
    parts = [claim.quote, outlet_name(article), event.label if event else ""]
    parts += [actor.name for actor in claim.actors] + [place.name for place in claim.places]
    parts += [timeline.attribution_by_id[name].name for name in claim.attribution if name in timeline.attribution_by_id]
    return "\n".join(parts).casefold()
