"""Independent origins: from whom the claims of an event come in the end, not how many outlets print them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.claims.sources import named_outlet, outlet_names
from timeline.types import Article, Attribution, AttributionKind, Claim, Origin

FEWEST_RUNS = (
    12  # shared runs below which two articles only use the same phrase ("the capital of Israel on 6 December")
)
HEAD = 120  # characters in which an agency credit stands
RUN = 8  # words; a run of so many in common is a copied text
OUTLETISH = (AttributionKind.OUTLET, AttributionKind.AGENCY)


def find_origins(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    attributions: Mapping[str, Attribution],
    copied: Copied,
) -> tuple[Origin, ...]:
    """The origins of an event's claims, in the order of the claims. ``copied`` names, by article, the article whose
    text it repeats.

    The stated outlet or agency decides; then the copied text; an unnamed source counts by itself only where it told
    this outlet; all else is the outlet's own.
    """
    found: dict[str, list[str]] = {}
    for claim in claims:
        found.setdefault(_origin(claim, articles, attributions, copied), []).append(claim.id)
    return tuple(Origin(name, tuple(ids)) for name, ids in found.items())


def _origin(
    claim: Claim, articles: Mapping[str, Article], attributions: Mapping[str, Attribution], copied: Copied
) -> str:
    chain = [attributions[key] for key in claim.attribution if key in attributions]
    papers = [link for link in chain if link.kind in OUTLETISH]
    if papers:
        return papers[-1].name
    first = copied.source_of(claim)
    if first is not None:
        return outlet_name(articles[first])
    agency = _credit(articles[claim.article])
    return agency or outlet_name(articles[claim.article])


def _credit(article: Article) -> str | None:
    """The agency that the byline or the head of the text credits: "GAZA (Reuters) -"."""
    head = f"{article.byline or ''}\n{article.text[:HEAD]}"
    opened = head.find("(")
    credited = head[opened : head.find(")", opened) + 1] if opened >= 0 else ""
    agency = named_outlet(f"{article.byline or ''}") or named_outlet(credited[1:-1])
    return agency if agency is not None and outlet_names()[1].get(agency) is AttributionKind.AGENCY else None


def outlet_name(article: Article) -> str:
    """The outlet's name, or words that say that the file does not give it."""
    return article.outlet.name if article.outlet else f"unnamed outlet ({article.title or article.id})"


@dataclass(frozen=True, slots=True)
class Copied:
    """Which runs of words each article shares with an earlier one: by article, the earlier article and the runs."""

    runs: dict[str, tuple[str, frozenset[int]]]

    def source_of(self, claim: Claim) -> str | None:
        """The earlier article whose words the claim's sentence repeats, where there is one."""
        if claim.article not in self.runs:
            return None
        source, shared = self.runs[claim.article]
        return source if any(run in shared for run in _runs_of(claim.quote)) else None


def find_copied(articles: Sequence[Article]) -> Copied:
    """The articles that repeat an earlier one for more than a chance phrase; earlier is by publication date, and an
    article without one counts as the later."""
    first: dict[int, str] = {}
    found: dict[str, tuple[str, frozenset[int]]] = {}
    for article in sorted(articles, key=_published):
        runs = _runs_of(article.text)
        shared: dict[str, set[int]] = {}
        for run in runs:
            if run in first and first[run] != article.id:
                shared.setdefault(first[run], set()).add(run)
        if shared:
            source = max(shared, key=lambda key: (len(shared[key]), key))
            if len(shared[source]) >= FEWEST_RUNS:
                found[article.id] = source, frozenset(shared[source])
        for run in runs:
            first.setdefault(run, article.id)
    return Copied(found)


def _runs_of(text: str) -> list[int]:
    words = text.lower().split()
    return [hash_of(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


def hash_of(words: Sequence[str]) -> int:
    """A number for a run of words that is the same on every machine."""
    text = " ".join(words).encode()
    return zlib.crc32(text) << 32 | zlib.adler32(text)


def _published(article: Article) -> tuple[bool, str, str]:
    when = article.published.earliest or article.published.latest
    return when is None, when.isoformat() if when else "", article.id
