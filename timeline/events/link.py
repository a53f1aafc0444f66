"""From claims to events: group, date, name, count origins, list disagreements."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.calendar import edtf_of
from timeline.events.blame import find_blame
from timeline.events.cluster import find_groups
from timeline.events.conflicts import find_conflicts, find_updates
from timeline.events.copies import Copied, find_copied
from timeline.events.coverage import COVERAGE, Coverage, find_coverage
from timeline.events.features import find_features
from timeline.events.labels import label_of
from timeline.events.likeness import weigh_articles
from timeline.events.origins import find_origins, outlet_name
from timeline.events.people import find_name_conflicts
from timeline.events.resume import find_remarks, with_resumed
from timeline.events.score import Scorer
from timeline.events.stories import find_stories
from timeline.events.tellings import find_tellings
from timeline.events.tolls import find_tolls
from timeline.types import (
    OPEN,
    Article,
    Attribution,
    Claim,
    Conflict,
    ConflictKind,
    Copy,
    Event,
    Granularity,
    Interval,
    Story,
)


@dataclass(frozen=True, slots=True)
class Linked:
    """What holds articles together: the events of their claims, the stories they tell, the texts they share.

    ``coverage`` are claims that were found only by comparing articles; each is in one event.
    """

    events: tuple[Event, ...]
    coverage: tuple[Claim, ...]
    stories: tuple[Story, ...]
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """What the making of one event looks up."""

    articles: Mapping[str, Article]
    attributions: Mapping[str, Attribution]
    copied: Copied
    names: Mapping[str, Sequence[Conflict]]
    remarks: Mapping[str, Sequence[Claim]]


def link_events(
    articles: Sequence[Article], claims: Sequence[Claim], attributions: Sequence[Attribution]
) -> tuple[Event, ...]:
    """The events of `link_articles`."""
    return link_articles(articles, claims, attributions).events


def link_articles(articles: Sequence[Article], claims: Sequence[Claim], attributions: Sequence[Attribution]) -> Linked:
    """Every event, each claim in exactly one; sorted by date (undated last), then id."""
    ordered = sorted(claims, key=lambda claim: (claim.article, claim.trigger.begin))
    by_article = {article.id: article for article in articles}
    vectors = weigh_articles(articles)
    stories = find_stories(articles, vectors)
    scorer = Scorer(with_resumed(find_features(articles, ordered)), vectors, stories)
    groups = find_groups(scorer.features, scorer)
    names: dict[str, list[Conflict]] = {}
    for conflict in find_name_conflicts(by_article, ordered, scorer.alike):
        names.setdefault(conflict.claims[0], []).append(conflict)
    copied = find_copied(articles)
    case = _Case(by_article, {one.id: one for one in attributions}, copied, names, find_remarks(scorer.features))
    told = [[ordered[index] for index in group.members] for group in groups]
    coverage = find_coverage(stories, told, by_article, vectors, scorer.excludes)
    events = [_event(members, group.reasons, case) for members, group in zip(told, groups, strict=True)]
    events += [_covering(one, case) for one in coverage]
    return Linked(
        events=tuple(sorted(events, key=lambda event: (event.earliest or event.latest or date.max, event.id))),
        coverage=tuple(claim for one in coverage for claim in one.claims),
        stories=stories,
        copies=copied.copies,
    )


def remade_event(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    attributions: Mapping[str, Attribution],
    copies: Sequence[Copy] = (),
) -> Event:
    """The event of ``claims`` that a person has put together; which text copies which is known from before."""
    ordered = sorted(claims, key=lambda claim: (claim.article, claim.trigger.begin))
    known = tuple(copy for copy in copies if copy.source in articles)
    label = f"Reports: {articles[ordered[0].article].title}" if ordered[0].type == COVERAGE else None
    return _event(ordered, (), _Case(articles, attributions, Copied(known), {}, {}), label)


def _covering(coverage: Coverage, case: _Case) -> Event:
    words = ", ".join(coverage.story.words)
    reason = f"their articles tell one story by their words as wholes ({words}); which event of it, they tell apart"
    return _event(coverage.claims, (reason,), case, label=f"Reports: {coverage.story.label}")


def _event(members: Sequence[Claim], reasons: tuple[str, ...], case: _Case, label: str | None = None) -> Event:
    interval, edtf = _when(members)
    ids = sorted(claim.id for claim in members)
    outlets = dict.fromkeys(outlet_name(case.articles[claim.article]) for claim in members)
    origins = find_origins(members, case.articles, case.attributions, case.copied)
    names = [conflict for key in ids for conflict in case.names.get(key, ())]
    conflicts = find_conflicts(members, case.articles)
    blame = tuple(find_blame(members, case.remarks, case.articles)) if label is None else ()
    disputed = bool(blame) or any(conflict.kind is ConflictKind.ACTOR for conflict in conflicts)
    return Event(
        id="event-" + hashlib.sha256(ids[0].encode()).hexdigest()[:10],
        label=label or label_of(members, disputed=disputed),
        type=_type(members),
        claims=tuple(claim.id for claim in members),
        edtf=edtf,
        earliest=interval.earliest,
        latest=interval.latest,
        outlets=tuple(outlets),
        origins=origins,
        conflicts=(*conflicts, *blame, *names),
        joins=reasons,
        tellings=find_tellings(members, case.articles, case.copied),
        tolls=find_tolls(members, case.articles, origins),
        updates=find_updates(members, case.articles),
    )


def _type(claims: Sequence[Claim]) -> str:
    types = [claim.type for claim in claims]
    return max(dict.fromkeys(types), key=types.count)


def _when(claims: Sequence[Claim]) -> tuple[Interval, str | None]:
    """The days that every dated claim allows; where they leave none, all the days that any of them gives."""
    times = [claim.time for claim in claims if claim.time is not None]
    if not times:
        return OPEN, None
    earliest = [time.earliest for time in times if time.earliest]
    latest = [time.latest for time in times if time.latest]
    low, high = max(earliest, default=None), min(latest, default=None)
    if low and high and low > high:
        low, high = min(earliest), max(latest)
    interval = Interval(low, high)
    for time in times:
        if time.interval == interval:
            return interval, time.edtf
    granularity = Granularity.DAY if interval.is_day else Granularity.RANGE
    return interval, edtf_of(interval, granularity)
