"""Articles that state no date, dated by others that quote the same report: they share a run of words."""

from __future__ import annotations

import dataclasses
import re
import zlib
from collections.abc import Iterator, Sequence

from timeline import calendar
from timeline.dates.dating import INFERRED, date_article
from timeline.dates.likely import Leaning
from timeline.types import OPEN, Article, Dating, Evidence, Interval

RUN = 20
"""Words that two articles share where they quote one report; set phrases are shorter."""

_SHINGLE = 12
_KEPT_OF = 4
"""Of the runs of 12 words one in four is looked up: of nine that a run of 20 holds, most often two."""

_MOST_PLACES = 20

_STATED_DAYS = 7
"""The widest stated date that says something of another article."""

_NEAR = (14, 60)
_MOST_WORDS = 20_000
_WORD = re.compile(r"\w+")

_Words = tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]
"""The words of an article, folded, and where each begins and ends."""


def with_siblings(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles; those that state no date but share a run of words with a dated one have its neighbourhood."""
    undated = {number: article for number, article in enumerate(articles) if is_inferred(article.published)}
    dated = [article for number, article in enumerate(articles) if number not in undated and _is_near(article)]
    if not undated or not dated:
        return tuple(articles)
    found: dict[int, list[Leaning]] = {}
    words = {number: _words(article.text) for number, article in undated.items()}
    index = _index(words)
    for sibling in dated:
        for number, run in _runs(_words(sibling.text), words, index):
            found.setdefault(number, []).append(_leaning(sibling, articles[number].text[slice(*run)]))
    return tuple(
        dataclasses.replace(article, published=date_article(_undated(article), _nearest(found[number])))
        if number in found
        else article
        for number, article in enumerate(articles)
    )


def is_inferred(dating: Dating) -> bool:
    """Whether a date is none, or was inferred from the text; what a person set stands, whatever it was before."""
    kinds = {evidence.kind for evidence in dating.basis}
    return dating.interval == OPEN or bool(kinds & INFERRED and "person" not in kinds)


def _is_near(article: Article) -> bool:
    days = article.published.interval.days
    return days is not None and days <= _STATED_DAYS


def _undated(article: Article) -> Article:
    stated = tuple(evidence for evidence in article.published.basis if evidence.kind not in INFERRED)
    return dataclasses.replace(article, published=Dating(None, None, None, stated))


def _words(text: str) -> _Words:
    matches = list(_WORD.finditer(text))[:_MOST_WORDS]
    folded = tuple(match.group().casefold() for match in matches)
    return folded, tuple(match.start() for match in matches), tuple(match.end() for match in matches)


def _shingles(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The runs of words that are looked up, as numbers that are the same on every machine, and where they begin."""
    for begin in range(len(words) - _SHINGLE + 1):
        key = zlib.crc32(" ".join(words[begin : begin + _SHINGLE]).encode())
        if key % _KEPT_OF == 0:
            yield key, begin


def _index(words: dict[int, _Words]) -> dict[int, list[tuple[int, int]]]:
    """Each run of the undated articles, with the articles and places that have it; of a set phrase only the first."""
    index: dict[int, list[tuple[int, int]]] = {}
    for number, (folded, _, _) in words.items():
        for key, begin in _shingles(folded):
            places = index.setdefault(key, [])
            if len(places) < _MOST_PLACES:
                places.append((number, begin))
    return index


def _runs(
    sibling: _Words, words: dict[int, _Words], index: dict[int, list[tuple[int, int]]]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """The undated articles that share a run with the sibling, and the half-open place of its first in their text."""
    seen: set[int] = set()
    for key, at in _shingles(sibling[0]):
        for number, begin in index.get(key, ()):
            folded, begins, ends = words[number]
            first, last = (0, 0) if number in seen else _widened(sibling[0], at, folded, begin)
            if last - first >= RUN:
                seen.add(number)
                yield number, (begins[first], ends[last - 1])


def _widened(one: Sequence[str], at: int, other: Sequence[str], begin: int) -> tuple[int, int]:
    """The shared run around a place in both, as half-open places in the other."""
    first = begin
    while first > 0 and at - (begin - first) > 0 and one[at - (begin - first) - 1] == other[first - 1]:
        first -= 1
    last = begin
    while last < len(other) and at + last - begin < len(one) and one[at + last - begin] == other[last]:
        last += 1
    return first, last


def _leaning(sibling: Article, run: str) -> Leaning:
    interval = sibling.published.interval
    earliest, latest = interval.earliest, interval.latest
    assert earliest is not None and latest is not None  # `with_siblings` takes no other
    whose = f" of {sibling.outlet.name}" if sibling.outlet else ""
    note = (
        f"these words stand in an article{whose} of {calendar.describe_interval(interval)} too (article {sibling.id}): "
        "of 101 pairs that share 20 words, 97 were of the same week and 67 at most a day apart"
    )
    before, after = _NEAR
    return Leaning(
        Evidence("sibling", run, note),
        (Interval(calendar.plus_days(earliest, -before), calendar.plus_days(latest, after)),),
        Interval(calendar.plus_days(earliest, -1), calendar.plus_days(latest, 1)),
    )


def _nearest(leanings: Sequence[Leaning]) -> tuple[Leaning, ...]:
    """The one with the longest run: what more siblings say is in it, or against it."""
    return (max(leanings, key=lambda one: len(one.evidence.text)),)
