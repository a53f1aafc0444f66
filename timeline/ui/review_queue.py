"""What needs a person, most consequential first: a pure function of the case as it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.case import Reviewed
from timeline.types import Anchor, AnchorKind, Article, Claim, Event, Timeline
from timeline.ui.log_words import value_words
from timeline.ui.words import word, words_of
from timeline.views.plaintext import clip, counted
from timeline.views.words import claim_words, conflict_label, dating_words, outlet_name

INFERRED = (AnchorKind.EXPRESSION, AnchorKind.EVENT, AnchorKind.QUOTED)
# How much a task weighs: by what hangs on it. A publication date moves every claim that is counted from it.
MOVED, PER_CLAIM, PER_CONFLICT, DIFFERS = 10, 1, 12, 15


@dataclass(frozen=True, slots=True)
class Task:
    """One thing for a person to look at. ``target`` is the id of the article, event or claim it is about."""

    kind: str
    target: str
    title: str
    why: str
    weight: int

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.target}"


def find_tasks(reviewed: Reviewed) -> tuple[Task, ...]:
    """The queue; what a person has accepted or rejected is done, and not in it."""
    order = list(words_of("tasks"))
    tasks = [*_differing(reviewed), *_of_articles(reviewed), *_of_events(reviewed), *_of_claims(reviewed)]
    return tuple(sorted(tasks, key=lambda task: (-task.weight, order.index(task.kind), task.target)))


def _differing(reviewed: Reviewed) -> Iterator[Task]:
    for one in reviewed.differs:
        seen, now, kept = (value_words(one.field, value) for value in (one.seen, one.now, one.kept))
        why = f"{word('fields', one.field)}: the machine had {seen}, now has {now}; shown is {kept}"
        yield Task("differs", one.target, _name_of(reviewed.timeline, one.target), clip(why, 400), DIFFERS)


def _of_articles(reviewed: Reviewed) -> Iterator[Task]:
    timeline = reviewed.timeline
    claims = Counter(claim.article for claim in timeline.claims)
    hanging = Counter(claim.article for claim in timeline.claims if _hangs_on_publication(timeline, claim))
    for article in timeline.articles:
        said = reviewed.word(article.id)
        if said.review or word("tags", "looked_at") in said.tags:
            continue
        if not article.published.interval.is_day:
            known = dating_words(article.published)
            why = f"{counted(hanging[article.id], 'claim hangs', 'claims hang')} on it. Known so far: {known}."
            weight = MOVED * hanging[article.id] + PER_CLAIM * claims[article.id]
            yield Task("published", article.id, _headline(article), why, weight)
        if article.outlet is None:
            why = f"{counted(claims[article.id], 'claim')} would be counted as another outlet's, or as nobody's."
            yield Task("outlet", article.id, _headline(article), why, 3 * PER_CLAIM * claims[article.id])


def _hangs_on_publication(timeline: Timeline, claim: Claim) -> bool:
    if claim.time is None:
        return True
    timex = timeline.timex_by_id.get(claim.time.timex) if claim.time.timex else None
    return bool(timex and isinstance(timex.anchor, Anchor) and timex.anchor.kind is AnchorKind.PUBLISHED)


def _of_events(reviewed: Reviewed) -> Iterator[Task]:
    for event in reviewed.timeline.events:
        if reviewed.word(event.id).review:
            continue
        if event.conflicts:
            asked = dict.fromkeys(conflict_label(conflict.kind).lower() for conflict in event.conflicts)
            why = f"{_support(event)} disagree on {', '.join(asked)}."
            weight = PER_CONFLICT * len(event.conflicts) + len(event.claims)
            yield Task("conflict", event.id, event.label, why, weight)
        elif len(event.outlets) > 1:
            why = f"{counted(len(event.claims), 'sentence')} of {_support(event)} were joined."
            yield Task("join", event.id, event.label, why, 2 * len(event.claims))


def _of_claims(reviewed: Reviewed) -> Iterator[Task]:
    timeline = reviewed.timeline
    undated_articles = {article.id for article in timeline.articles if not article.published.interval.is_day}
    for claim in timeline.claims:
        event = timeline.event_of_claim.get(claim.id)
        word_on = reviewed.word(claim.id)
        if word_on.review or "time" in word_on.corrected or (event and reviewed.word(event.id).review):
            continue
        outlets = len(event.outlets) if event else 1
        title = f"“{clip(claim.quote, 110)}”"
        teller = outlet_name(timeline.article_by_id[claim.article])
        if claim.time is None:
            if claim.article not in undated_articles:  # dating the article comes first, and may date the claim
                yield Task("undated", claim.id, title, f"{teller}. {claim.undated_reason or ''}".strip(), outlets)
        elif _is_weak(timeline, claim):
            yield Task("anchor", claim.id, title, f"{teller}: {claim_words(claim)}.", 1 + outlets)


def _is_weak(timeline: Timeline, claim: Claim) -> bool:
    """Whether a date was inferred from other words than its own, or is only roughly known."""
    if claim.time is None or claim.time.vague or not claim.time.interval.is_closed:
        return True
    timex = timeline.timex_by_id.get(claim.time.timex) if claim.time.timex else None
    return bool(timex and isinstance(timex.anchor, Anchor) and timex.anchor.kind in INFERRED)


def _support(event: Event) -> str:
    return counted(len(event.outlets), "outlet")


def _headline(article: Article) -> str:
    return clip(article.title or article.text.strip() or "No text", 110)


def _name_of(timeline: Timeline, target: str) -> str:
    if target in timeline.article_by_id:
        return _headline(timeline.article_by_id[target])
    if target in timeline.event_by_id:
        return timeline.event_by_id[target].label
    if target in timeline.claim_by_id:
        return f"“{clip(timeline.claim_by_id[target].quote, 110)}”"
    return "What the machine no longer finds"
