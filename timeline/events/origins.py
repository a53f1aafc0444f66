"""Independent origins: from whom the claims of an event come in the end, not how many outlets print them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.types import Article, Attribution, AttributionKind, Claim, Origin

RUN = 8  # words; a run of so many in common is a copied text
OUTLETISH = (AttributionKind.OUTLET, AttributionKind.AGENCY)


def find_origins(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    attributions: Mapping[str, Attribution],
    copied: Mapping[str, str],
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
    claim: Claim, articles: Mapping[str, Article], attributions: Mapping[str, Attribution], copied: Mapping[str, str]
) -> str:
    chain = [attributions[key] for key in claim.attribution if key in attributions]
    papers = [link for link in chain if link.kind in OUTLETISH]
    if papers:
        return papers[-1].name
    article = articles[claim.article]
    if claim.article in copied:
        return outlet_name(articles[copied[claim.article]])
    return outlet_name(article)


def outlet_name(article: Article) -> str:
    """The outlet's name, or words that say that the file does not give it."""
    return article.outlet.name if article.outlet else f"unnamed outlet ({article.title or article.id})"


def find_copied(articles: Sequence[Article]) -> dict[str, str]:
    """By article, the earlier article that it shares a run of words with, where there is one.

    Earlier is by publication date; an undated article counts as the later one.
    """
    runs: dict[int, str] = {}
    copied: dict[str, str] = {}
    for article in sorted(articles, key=_published):
        words = article.text.lower().split()
        mine = [hash_of(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
        source = next((runs[run] for run in mine if run in runs and runs[run] != article.id), None)
        if source is not None:
            copied[article.id] = copied.get(source, source)
        for run in mine:
            runs.setdefault(run, article.id)
    return copied


def hash_of(words: Sequence[str]) -> int:
    """A number for a run of words that is the same on every machine."""
    import zlib

    text = " ".join(words).encode()
    return zlib.crc32(text) << 32 | zlib.adler32(text)


def _published(article: Article) -> tuple[bool, str, str]:
    when = article.published.earliest or article.published.latest
    return when is None, when.isoformat() if when else "", article.id
