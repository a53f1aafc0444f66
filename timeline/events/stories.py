"""Stories: articles of one time that report on the same matter, grouped by their likeness as wholes."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from timeline.events.likeness import Vector, find_like
from timeline.types import Article, Story

LIKE = 0.105  # likeness of two groups of articles from which on they are one story
LEAST = 0.04  # likeness below which a pair counts as not alike at all
WORST = 0.35  # how much the least like pair of two groups decides, beside the mean of all their pairs
SHOWN_WORDS = 5


@dataclass(slots=True)
class _Group:
    """A growing story: its articles by their places, and what is known of its pairs with each other group."""

    members: list[int]
    links: dict[int, tuple[float, float, int]] = field(default_factory=dict)  # group: sum, least, number of pairs


def find_stories(articles: Sequence[Article], vectors: Mapping[str, Vector]) -> tuple[Story, ...]:
    """The stories of two articles or more; the same for the same articles in any order.

    Groups join while the worst pair and the mean of all pairs across them say that they are alike. The worst pair alone
    (complete linkage) tears a story apart that many outlets tell, the mean alone lets two stories of one week flow
    together. `LIKE` holds for collections of 3 to 100 articles alike: it was chosen where samples of 3, 6, 12 and 24
    articles and a whole week agree, not at the best of one of them.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    groups = _grouped(len(ordered), find_like(ordered, vectors, LEAST))
    stories = (_story([ordered[place] for place in group], vectors) for group in groups if len(group) > 1)
    return tuple(sorted(stories, key=lambda story: story.id))


def _grouped(total: int, pairs: Iterable[tuple[float, int, int]]) -> list[list[int]]:
    groups = {place: _Group([place]) for place in range(total)}
    heap: list[tuple[float, int, int]] = []
    for likeness, one, other in pairs:
        groups[one].links[other] = groups[other].links[one] = (likeness, likeness, 1)
        heap.append((-likeness, one, other))
    heapq.heapify(heap)
    fresh = total
    while heap:
        negative, one, other = heapq.heappop(heap)
        if one not in groups or other not in groups or -negative < LIKE:
            continue
        merged = _merge(groups, one, other, fresh)
        for third, link in merged.links.items():
            size = len(merged.members) * len(groups[third].members)
            heapq.heappush(heap, (-_alike(link, size), third, fresh))
        fresh += 1
    return [sorted(group.members) for group in groups.values()]


def _merge(groups: dict[int, _Group], one: int, other: int, fresh: int) -> _Group:
    """Two groups as one, under a new number; every group that knew either knows it."""
    first, second = groups.pop(one), groups.pop(other)
    merged = _Group(first.members + second.members)
    for third in first.links.keys() | second.links.keys():
        if third in (one, other):
            continue
        links = [group.links[third] for group in (first, second) if third in group.links]
        link = sum(known[0] for known in links), min(known[1] for known in links), sum(known[2] for known in links)
        merged.links[third] = link
        known = groups[third].links
        known.pop(one, None)
        known.pop(other, None)
        known[fresh] = link
    groups[fresh] = merged
    return merged


def _alike(link: tuple[float, float, int], size: int) -> float:
    total, least, known = link
    worst = least if known == size else 0.0
    return WORST * worst + (1 - WORST) * total / size


def _story(articles: Sequence[Article], vectors: Mapping[str, Vector]) -> Story:
    ordered = sorted(articles, key=lambda article: (article.published.latest or date.max, article.id))
    ids = tuple(article.id for article in ordered)
    total: dict[str, float] = {}
    for article in ordered:
        for word, weight in vectors[article.id].items():
            total[word] = total.get(word, 0.0) + weight
    shared = [word for word in total if sum(word in vectors[key] for key in ids) > len(ids) / 2]
    words = sorted(shared, key=lambda word: (-total[word], word))[:SHOWN_WORDS]
    label = next((article.title for article in ordered if article.title), None) or " ".join(words)
    return Story("story-" + hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()[:10], label, ids, tuple(words))
