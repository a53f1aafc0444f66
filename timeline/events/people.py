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
from timeline.events.outlets import outlet_name
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
    sides: dict[tuple[str, str], tuple[list[_Bearer], list[_Bearer]]] = {}
    spelt = _Spellings()
    for group in bearers.values():
        if len(group) <= MOST_BEARERS:
            for pair in combinations(group, 2):
                one, other = sorted(pair, key=lambda bearer: (spelt.one_of(bearer.name), bearer.claim.id))
                if _one_person(one, other) and alike(one.claim.article, other.claim.article) >= SAME_TOPIC:
                    first, second = sides.setdefault((spelt.one_of(one.name), spelt.one_of(other.name)), ([], []))
                    first += [one] if one not in first else []
                    second += [other] if other not in second else []
    return tuple(_conflict(first, second, articles) for first, second in sides.values())


class _Spellings:
    """Names that differ by a misprint or by parts left out are one side of a disagreement: the first such name."""

    def __init__(self) -> None:
        self._known: dict[str, list[str]] = defaultdict(list)
        self._first: dict[str, str] = {}

    def one_of(self, name: str) -> str:
        if name not in self._first:
            known = self._known[skeleton(name.split()[-1].removeprefix("al-"))]
            self._first[name] = next((other for other in known if same_spelling(other, name)), name)
            known += [name] if self._first[name] == name else []
        return self._first[name]


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


def _conflict(one: Sequence[_Bearer], other: Sequence[_Bearer], articles: Mapping[str, Article]) -> Conflict:
    def outlets(side: Sequence[_Bearer]) -> str:
        return " and ".join(dict.fromkeys(outlet_name(articles[bearer.claim.article]) for bearer in side))

    def names(side: Sequence[_Bearer]) -> str:
        return " or ".join(dict.fromkeys(bearer.name for bearer in side))

    return Conflict(
        ConflictKind.ACTOR,
        tuple(dict.fromkeys(bearer.claim.id for bearer in (*one, *other))),
        f"The name is {names(one)} in {outlets(one)} (“{one[0].quote}”) and {names(other)} in {outlets(other)} "
        f"(“{other[0].quote}”).",
    )
