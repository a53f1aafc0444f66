"""What can be compared about a claim: its people, actors, places, figures, words and time, taken out once."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from timeline.claims.actors import is_unnamed, read_actors
from timeline.claims.gazetteer import known_place
from timeline.claims.grammar import read_grammar
from timeline.claims.lists import event_types
from timeline.claims.roles import read_name_words
from timeline.claims.triggers import read_triggers
from timeline.lexicon.loader import read_toml
from timeline.types import Article, Claim, Interval

SHORTEST_WORD = 3
_WORD = re.compile(r"[^\W\d_]\w*(?:[-.]\w+)*")
SERIES_REACH = 4  # words before a deed in which "a series of" stands
COMPANY_REACH = 6  # words behind "met" that say whom
ONCE_DAYS = 3  # what is dated so well happened once: "dozens were wounded on Tuesday"
MANY = 20  # people; from here on a vague number is a sum over time


@dataclass(frozen=True, slots=True)
class Features:
    """One claim as the joining sees it. ``people`` are names that no list knows; ``words`` maps the content words of
    its sentence to weights, of length one, and ``particular`` are those that are neither name nor trigger nor title nor
    month; ``interval`` is ``None`` where the claim is undated, and ``first`` and ``last`` are its days as numbers,
    infinite where an end is open; ``told_from`` and ``told_until`` are the first and last day on which its article can
    have been published. ``company`` are the words of those without a
    name whom somebody met; ``takes_up`` is the id of a claim of the same article that this one only says more of."""

    claim: Claim
    family: str
    people: frozenset[str]
    actors: frozenset[str]
    places: frozenset[str]
    figures: frozenset[tuple[str, str, float]]
    words: dict[str, float]
    interval: Interval | None
    towns: frozenset[str]
    particular: frozenset[str]
    aggregate: bool
    sums: bool
    told_from: date | None
    told_until: date | None
    first: float
    last: float
    company: frozenset[str] = frozenset()
    takes_up: str | None = None


def find_features(articles: Sequence[Article], claims: Sequence[Claim]) -> tuple[Features, ...]:
    """The features of every claim, in the order of ``claims``; rarer words weigh more."""
    published = {article.id: article.published for article in articles}
    known = read_actors()[1]
    cache: dict[tuple[str, int], frozenset[str]] = {}
    for claim in claims:
        key = (claim.article, claim.begin)
        if key not in cache:
            cache[key] = content_words(claim.quote)
    seen = Counter(word for words in cache.values() for word in words)
    total = max(1, len(cache))
    return tuple(
        Features(
            claim=claim,
            family=event_types().get(claim.type, {}).get("family", claim.type),
            people=frozenset(actor.name for actor in claim.actors if actor.name not in known),
            actors=frozenset(
                actor.name for actor in claim.actors if actor.name in known and not is_unnamed(actor.name)
            ),
            places=frozenset(place.name for place in claim.places),
            figures=frozenset(
                (figure.unit, figure.of, figure.low) for figure in claim.figures if figure.low is not None
            ),
            words=_weighted(cache[claim.article, claim.begin], seen, total),
            interval=_interval(claim),
            towns=_towns(claim),
            particular=frozenset(cache[claim.article, claim.begin]) - _named(claim),
            aggregate=_is_aggregate(claim),
            sums=_sums(claim),
            told_from=published[claim.article].earliest,
            told_until=published[claim.article].latest,
            first=claim.time.earliest.toordinal() if claim.time and claim.time.earliest else -math.inf,
            last=claim.time.latest.toordinal() if claim.time and claim.time.latest else math.inf,
            company=_company(claim),
        )
        for claim in claims
    )


def content_words(quote: str) -> frozenset[str]:
    """The stems of the words of a text that are none of the closed classes."""
    grammar = read_grammar()
    closed = grammar.determiners | grammar.prepositions | grammar.pronouns | grammar.be | grammar.have | grammar.modals
    words = {match.group() for match in _WORD.finditer(quote.lower())}
    return frozenset(stem(word) for word in words if len(word) >= SHORTEST_WORD and word not in closed)


def _named(claim: Claim) -> frozenset[str]:
    """The stems of the claim's names and trigger, and of titles and months: they make no sentence particular."""
    names = (
        *(actor.name for actor in claim.actors if not is_unnamed(actor.name)),
        *(place.name for place in claim.places),
        claim.trigger.text,
    )
    return _plain_words().union(*(_stems_of(name) for name in names))


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    known = read_name_words()
    return content_words(" ".join(known.titles | known.calendar))


_stems_of = lru_cache(maxsize=10_000)(content_words)


def stem(word: str) -> str:
    """A word without its commonest endings, so that "raids" and "raid", "arrested" and "arrest" agree."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _weighted(words: frozenset[str], seen: Counter[str], total: int) -> dict[str, float]:
    weights = {word: math.log(1 + total / seen[word]) for word in words}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _interval(claim: Claim) -> Interval | None:
    if claim.time is None or (claim.time.earliest is None and claim.time.latest is None):
        return None
    return claim.time.interval


def _is_aggregate(claim: Claim) -> bool:
    """Whether the claim sums up over a stretch of time ("1,300 killed since mid-September") and is no single event."""
    return claim.time is not None and "“since”" in claim.time.basis


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Cosine of two vectors of length one, 0 to 1."""
    return sum([one[word] * other[word] for word in one.keys() & other.keys()])


def _towns(claim: Claim) -> frozenset[str]:
    """Its places without countries and territories, which hold too much to tell events apart."""
    wide = ("country", "territory", "region", "sea")
    names = (place.name for place in claim.places)
    return frozenset(name for name in names if (known := known_place(name)) and known.kind not in wide)


def _sums(claim: Claim) -> bool:
    """Whether the claim counts many by a vague word or tells what goes on ("dozens have defected", "are defecting")
    and is no single event."""
    days = claim.time.interval.days if claim.time else None
    if any(figure.high is None and (figure.low or 0) >= MANY for figure in claim.figures):
        return days is None or days > ONCE_DAYS
    if _in_series(claim) and (days is None or days > ONCE_DAYS):
        return True
    word = claim.trigger.text.lower().split()[0]
    forms = read_triggers().by_first_word.get(word, ())
    return any(form.name == "ing" for form in forms) and not any(form.is_noun for form in forms)


def _in_series(claim: Claim) -> bool:
    """Whether many such deeds are told at once: "a series of bloody attacks"."""
    before = claim.quote[: claim.trigger.begin - claim.begin].lower().split()[-SERIES_REACH:]
    return any(word in _series() and after == "of" for word, after in pairwise(before))


@lru_cache(maxsize=1)
def _series() -> frozenset[str]:
    return frozenset(read_toml("en/events.toml")["series"]["words"])


def _company(claim: Claim) -> frozenset[str]:
    """The content words of whom somebody met, where no name stands among them: "held talks with envoys"."""
    if claim.mode != "meeting":
        return frozenset()
    after = claim.quote[claim.trigger.end - claim.begin :].split()[:COMPANY_REACH]
    while after and after[0].lower() in ("with", *read_grammar().determiners):
        after = after[1:]
    stop = next((at for at, word in enumerate(after) if word.lower() in read_grammar().prepositions), len(after))
    words = after[:stop]
    return frozenset() if any(word[:1].isupper() for word in words) else content_words(" ".join(words))
