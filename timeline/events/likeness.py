"""How like articles are as wholes: the weighted words of headline, lead and body, and a fast search for like ones.

An inverted index of our own, and no library of matrices: it stops looking beyond the days of a story, which a product
of matrices cannot, and it adds nothing to what is installed. What it costs is in tests/bench_events.py.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from timeline.events.features import content_words, cosine, stem
from timeline.types import Article, Interval

LEAD = 600  # characters of a text that say what it is about
IN_TITLE, IN_LEAD = 3, 2  # how often a word counts there, beside once for standing in the text
NAME = 1.5  # a word that is mostly written with a capital is a name, and tells more
LONGEST_TEXT = 40_000  # characters of an article that are looked at: beyond, it is a book
WIDE_DAYS = 31  # a publication that is known no better says little about nearness
UNKNOWN = 0.6  # what is left of a likeness where a publication day is known no better: it may be years away
FADING_DAYS = 7.0  # days between two publications in which the likeness of one story fades to a third
LOOKED_UP = 30  # heaviest words of an article by which like ones are found
CROWD = 300  # articles that have a word beyond which it finds no more of them
CANDIDATES = 60  # articles that are compared word by word

_TOKEN = re.compile(r"[^\W\d_]\w*(?:[-.]\w+)*|\d[\d.,]*\d|\d")
Vector = Mapping[str, float]


def weigh_articles(articles: Sequence[Article]) -> dict[str, Vector]:
    """The weighted words of each article by its id; vectors of length one.

    A word weighs the more the fewer articles have it; one that a single article has weighs as if two had it, or a
    collection of three articles would know only particular words.
    """
    counts = {article.id: _counted(article) for article in articles}
    seen = Counter(word for found in counts.values() for word in found)
    total = len(articles)
    rarity = {word: math.log((1 + total) / max(2, times)) for word, times in seen.items()}
    vectors: dict[str, Vector] = {}
    for key, found in counts.items():
        weights = {word: weight * rarity[word] for word, weight in found.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        vectors[key] = {word: weight / length for word, weight in weights.items() if weight > 0} if length > 0 else {}
    return vectors


def _counted(article: Article) -> dict[str, float]:
    """The content words and numbers of an article with their weight before rarity: the logarithm of their number."""
    title, text = article.title or "", article.text[:LONGEST_TEXT]
    counts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for match in _TOKEN.finditer(text):
        token = match.group()
        word = _base(token.lower())
        if word:
            counts[word] += 1 if match.start() >= LEAD else 1 + IN_LEAD
            capital[word] += 1 if token[0].isupper() else -1
    for match in _TOKEN.finditer(title):
        word = _base(match.group().lower())
        if word:
            counts[word] += IN_TITLE
    return {word: (1 + math.log(number)) * (NAME if capital[word] > 0 else 1) for word, number in counts.items()}


@lru_cache(maxsize=200_000)
def _base(token: str) -> str:
    """The stem of a content word, a number as it stands, and nothing for the words of the closed classes."""
    if token[0].isdigit():
        return token
    return stem(token) if content_words(token) else ""


def faded(likeness: float, one: Interval, other: Interval) -> float:
    """What is left of a likeness by the days between two publications."""
    certain = all(interval.days is not None and interval.days <= WIDE_DAYS for interval in (one, other))
    return likeness * math.exp(-days_between(one, other) / FADING_DAYS) * (1 if certain else UNKNOWN)


def days_between(one: Interval, other: Interval) -> int:
    """The fewest days between two intervals; 0 where they overlap or may."""
    ahead = (other.earliest - one.latest).days if one.latest and other.earliest else 0
    behind = (one.earliest - other.latest).days if one.earliest and other.latest else 0
    return max(0, ahead, behind)


def find_like(
    articles: Sequence[Article], vectors: Mapping[str, Vector], least: float
) -> Iterator[tuple[float, int, int]]:
    """Pairs of articles by their places in the sequence, the smaller first, whose faded likeness is ``least`` or more.

    In the order of publication, so that only articles within reach are looked at, and a word that everybody uses still
    finds the latest articles that have it; the work is bounded for each article.
    """
    reach = int(FADING_DAYS * math.log(1 / least))
    order = sorted(range(len(articles)), key=lambda place: (_last_day(articles[place]), articles[place].id))
    holders: dict[str, _Holders] = defaultdict(_Holders)
    for place in order:
        article, vector = articles[place], vectors[articles[place].id]
        words = sorted(vector, key=lambda word: (-vector[word], word))
        first = article.published.earliest
        since = first.toordinal() - reach if first else 0
        found: dict[int, float] = {}
        for word in words[:LOOKED_UP]:
            weight = vector[word]
            for other, theirs in holders[word].since(since):
                found[other] = found.get(other, 0.0) + weight * theirs
        for other in sorted(found, key=lambda other: (-found[other], other))[:CANDIDATES]:
            if days_between(article.published.interval, articles[other].published.interval) <= reach:
                likeness = cosine(vector, vectors[articles[other].id])
                likeness = faded(likeness, article.published.interval, articles[other].published.interval)
                if likeness >= least:
                    yield likeness, min(place, other), max(place, other)
        for word in words[: 3 * LOOKED_UP]:
            holders[word].add(_last_day(article), place, vector[word])


class _Holders:
    """The articles that have a word, in the order of publication, with its weight in each."""

    __slots__ = ("_articles", "_days")

    def __init__(self) -> None:
        self._days: list[int] = []
        self._articles: list[tuple[int, float]] = []

    def add(self, day: int, place: int, weight: float) -> None:
        self._days.append(day)
        self._articles.append((place, weight))

    def since(self, day: int) -> Sequence[tuple[int, float]]:
        """Those that can have been published on the day or later, the latest of them where they are a crowd."""
        return self._articles[max(bisect_left(self._days, day), len(self._days) - CROWD, 0) :]


def _last_day(article: Article) -> int:
    """The last day on which an article can have been published, as a number; those without one stand last."""
    return (article.published.latest or date.max).toordinal()
