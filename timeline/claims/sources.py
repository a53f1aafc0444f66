"""From reports of speech to attributions: who the source is, of what kind, and whom pronouns and "the paper" mean."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.claims.attribution import Report
from timeline.claims.cues import Cues, read_cues
from timeline.claims.grammar import read_grammar
from timeline.claims.sentences import Sentence
from timeline.types import Article, Attribution, AttributionKind, Span

PERSONAL = ("he", "she", "they", "it", "who", "i", "we", "him", "her", "them")


def name_sources(article: Article, reports: Sequence[Report], sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """One attribution for each report, its source named; what a pronoun means is looked for in the paragraph, then in
    the one before it."""
    cues = read_cues()
    found: list[Attribution] = []
    last: tuple[str, AttributionKind] | None = None
    papers: list[str] = []
    for report in reports:
        written = _text(article, report.source)
        name, kind = _named(written, article, cues)
        if kind is AttributionKind.OUTLET and name not in papers:
            papers.append(name)
        plain = _plain(written)
        if not plain or plain in PERSONAL or plain in cues.source_words:
            if last is not None:
                name, kind = last
        elif plain in cues.paper_words and papers:
            name, kind = papers[-1], AttributionKind.OUTLET
        hearer = _text(article, report.hearer)
        told = bool(hearer) and article.outlet is not None and _same_outlet(hearer, article.outlet.name)
        source = Span(*report.source, written) if report.source else None
        found.append(
            Attribution(
                id=f"{article.id}-s{len(found)}",
                article=article.id,
                source=source,
                cue=Span(*report.cue, article.text[slice(*report.cue)]),
                content=Span(*report.content, article.text[slice(*report.content)]) if report.content else None,
                kind=kind,
                name=name,
                told_outlet=told,
            )
        )
        if name:
            last = name, kind
    return tuple(found)


def _text(article: Article, span: tuple[int, int] | None) -> str:
    return article.text[slice(*span)] if span else ""


def _plain(written: str) -> str:
    return " ".join(written.lower().split())


def _same_outlet(one: str, other: str) -> bool:
    def bare(name: str) -> str:
        name = _plain(name)
        return name.removeprefix("the ").strip(",. ")

    return bool(bare(one)) and bare(one) == bare(other)


def _named(written: str, article: Article, cues: Cues) -> tuple[str, AttributionKind]:
    """The name and kind of a source as it is written."""
    name = " ".join(written.split())
    plain = name.lower()
    words = [word.strip(",.'\"“”’()") for word in plain.split()]
    heads = set(words)
    capital = any(part[:1].isupper() for part in name.split()[1:]) or (
        name[:1].isupper() and words[:1] and words[0] not in read_grammar().determiners
    )
    if heads & cues.document_heads:
        return name, AttributionKind.DOCUMENT
    if heads & cues.anonymous_heads:
        return name, AttributionKind.ANONYMOUS
    if heads & cues.organisation_heads:
        return name, AttributionKind.ORGANISATION
    return name, AttributionKind.PERSON if capital else AttributionKind.ANONYMOUS
