"""People whom articles on one matter call by different names: Mahmoud here, Mohammed there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from timeline.claims.roles import find_mentions
from timeline.claims.sentences import Sentence, find_sentences
from timeline.events.features import content_words
from timeline.events.names import same_name, same_spelling, skeleton
from timeline.events.origins import outlet_name
from timeline.events.score import SAME_TOPIC
from timeline.types import Article, Claim, Conflict, ConflictKind

NEAR = 400  # characters around a name within which a claim speaks of its bearer
SHARED_WORDS = 2  # words that two sentences must share for single names to mean one person
MOST_BEARERS = 60  # a name that more articles carry is too common to compare
LONGEST_QUOTE = 110


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A name in its sentence, and the claim that stands nearest."""

    name: str
    quote: str
    words: frozenset[str]
    claim: Claim


def find_name_conflicts(
    articles: Mapping[str, Article], claims: Sequence[Claim], alike: Callable[[str, str], float]
) -> tuple[Conflict, ...]:
    """Every pair of differing names for what must be one person, once for each pair of outlets.

    The bearers of a single name must share words of their sentences ("second man", a place); of a longer one, the
    name's other parts do. ``alike`` says how like two articles are.
    """
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article].append(claim)
    bearers: dict[str, list[_Bearer]] = defaultdict(list)
    for key, found in by_article.items():
        for bearer in _bearers(articles[key], found):
            bearers[skeleton(bearer.name.split()[-1].removeprefix("al-"))].append(bearer)
    conflicts: dict[str, Conflict] = {}
    for group in bearers.values():
        if len(group) <= MOST_BEARERS:
            for one, other in combinations(group, 2):
                if _one_person(one, other) and alike(one.claim.article, other.claim.article) >= SAME_TOPIC:
                    conflict = _conflict(one, other, articles)
                    conflicts.setdefault(conflict.note, conflict)
    return tuple(conflicts.values())


def _bearers(article: Article, claims: Sequence[Claim]) -> Iterator[_Bearer]:
    seen: set[str] = set()
    for sentence in find_sentences(article.text):
        for mention in find_mentions(sentence, article.text).people:
            if mention.name in seen:
                continue
            claim = min(claims, key=lambda claim: abs(claim.begin - sentence.begin))
            if abs(claim.begin - sentence.begin) <= NEAR:
                seen.add(mention.name)
                words = content_words(article.text[sentence.begin : sentence.end])
                yield _Bearer(mention.name, _around(article, sentence, mention.first), words, claim)


def _around(article: Article, sentence: Sentence, first: int) -> str:
    text = article.text[sentence.begins[first] : sentence.end]
    return text if len(text) <= LONGEST_QUOTE else text[: text.rfind(" ", 0, LONGEST_QUOTE)] + " …"


def _one_person(one: _Bearer, other: _Bearer) -> bool:
    if one.claim.article == other.claim.article or not same_name(one.name, other.name):
        return False
    if same_spelling(one.name, other.name):
        return False
    single = len(one.name.split()) == 1 or len(other.name.split()) == 1
    return not single or len(one.words & other.words) >= SHARED_WORDS


def _conflict(one: _Bearer, other: _Bearer, articles: Mapping[str, Article]) -> Conflict:
    first, second = outlet_name(articles[one.claim.article]), outlet_name(articles[other.claim.article])
    return Conflict(
        ConflictKind.ACTOR,
        (one.claim.id, other.claim.id),
        f"{first} gives the name as {one.name} (“{one.quote}”), {second} as {other.name} (“{other.quote}”).",
    )
