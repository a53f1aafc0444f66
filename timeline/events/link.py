"""From claims to events: group, date, name, count origins, list disagreements."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from timeline.calendar import edtf_of
from timeline.events.cluster import Group, find_groups
from timeline.events.conflicts import find_conflicts
from timeline.events.features import find_features, weigh_articles
from timeline.events.labels import label_of
from timeline.events.origins import Copied, find_copied, find_origins, outlet_name
from timeline.events.people import find_name_conflicts
from timeline.events.score import Scorer
from timeline.types import OPEN, Article, Attribution, Claim, Conflict, Event, Granularity, Interval


def link_events(
    articles: Sequence[Article], claims: Sequence[Claim], attributions: Sequence[Attribution]
) -> tuple[Event, ...]:
    """Every event, each claim in exactly one; sorted by date (undated last), then id."""
    ordered = sorted(claims, key=lambda claim: (claim.article, claim.trigger.begin))
    features = find_features(articles, ordered)
    scorer = Scorer(features, weigh_articles(articles))
    groups = find_groups(features, scorer)
    by_article = {article.id: article for article in articles}
    names = find_name_conflicts(by_article, ordered, scorer.alike)
    by_attribution = {attribution.id: attribution for attribution in attributions}
    copied = find_copied(articles)
    events = [_event(ordered, group, by_article, by_attribution, copied, names) for group in groups]
    return tuple(sorted(events, key=lambda event: (event.earliest or event.latest or date.max, event.id)))


def remade_event(
    claims: Sequence[Claim], articles: Mapping[str, Article], attributions: Mapping[str, Attribution]
) -> Event:
    """The event of ``claims`` that a person has put together: by themselves, without a look for copied texts."""
    ordered = sorted(claims, key=lambda claim: (claim.article, claim.trigger.begin))
    return _event(ordered, Group(tuple(range(len(ordered))), ()), articles, attributions, Copied({}), ())


def _event(
    claims: Sequence[Claim],
    group: Group,
    articles: Mapping[str, Article],
    attributions: Mapping[str, Attribution],
    copied: Copied,
    names: Sequence[Conflict],
) -> Event:
    members = [claims[index] for index in group.members]
    interval, edtf = _when(members)
    ids = tuple(sorted(claim.id for claim in members))
    outlets = dict.fromkeys(outlet_name(articles[claim.article]) for claim in members)
    return Event(
        id="event-" + hashlib.sha256(ids[0].encode()).hexdigest()[:10],
        label=label_of(members),
        type=_type(members),
        claims=tuple(claim.id for claim in members),
        edtf=edtf,
        earliest=interval.earliest,
        latest=interval.latest,
        outlets=tuple(outlets),
        origins=find_origins(members, articles, attributions, copied),
        conflicts=(*find_conflicts(members, articles), *(item for item in names if item.claims[0] in ids)),
        joins=group.reasons,
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
