"""What the evidence panel says, as plain rows: every claim of an event with its date, how that was reached, and from whom."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.types import Anchor, Article, Attribution, Claim, Event, TimeExpression, Timeline
from timeline.ui.pieces import Mark, Piece, cut, paragraphs
from timeline.views.plaintext import counted
from timeline.views.words import (
    anchor_label,
    attribution_label,
    claim_words,
    conflict_label,
    interval_words,
    outlet_name,
    reason_words,
    status_label,
    type_label,
)


@dataclass(frozen=True, slots=True)
class Reasoning:
    """How a claim got its date: the phrase, how the phrase belongs to the claim, what it was counted from, the steps."""

    phrase: str | None
    basis: str
    counted_from: str | None
    steps: tuple[str, ...]
    edtf: str | None
    precision: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim as its outlet has it. ``chain`` goes from the outlet to where it has it from, nearest first."""

    claim: str
    article: str
    outlet: str
    title: str | None
    language: str
    published: str
    link: str | None
    quote: tuple[Piece, ...]
    elsewhere: tuple[Piece, ...]
    when: str
    status: str
    reasoning: Reasoning
    chain: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    text: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the panel shows of one event."""

    event: str
    label: str
    type: str
    when: str
    edtf: str | None
    support: str
    origins: tuple[tuple[str, tuple[str, ...]], ...]
    conflicts: tuple[tuple[str, str], ...]
    joins: tuple[str, ...]
    statements: tuple[Statement, ...]


def event_dossier(timeline: Timeline, event: Event) -> Dossier:
    """The rows of one event; ``timeline`` must be the whole one, so that a filter hides no evidence."""
    claims = [timeline.claim_by_id[claim] for claim in event.claims]
    return Dossier(
        event=event.id,
        label=event.label,
        type=type_label(event.type),
        when=interval_words(event.interval),
        edtf=event.edtf,
        support=support_words(event),
        origins=tuple((origin.name, _outlets(timeline, origin.claims)) for origin in event.origins),
        conflicts=tuple((conflict_label(conflict.kind), conflict.note) for conflict in event.conflicts),
        joins=event.joins,
        statements=tuple(_statement(timeline, claim) for claim in claims),
    )


def support_words(event: Event) -> str:
    """"2 outlets, 1 origin": how many say it, and how many of them independently."""
    return f"{counted(len(event.outlets), 'outlet')}, {counted(len(event.origins), 'origin')}"


def web_address(url: str | None) -> str | None:
    """``url`` if a reader may follow it: http and https only, never a script."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def article_marks(timeline: Timeline, article: str) -> tuple[Mark, ...]:
    """Every time expression and every claim's sentence of one article, to be marked in its text."""
    dates = (Mark(timex.begin, timex.end, "date", timex) for timex in timeline.timexes if timex.article == article)
    sentences = (Mark(claim.begin, claim.end, "sentence") for claim in timeline.claims if claim.article == article)
    return (*dates, *sentences)


def _statement(timeline: Timeline, claim: Claim) -> Statement:
    article = timeline.article_by_id[claim.article]
    timex = timeline.timex_by_id.get(claim.time.timex) if claim.time and claim.time.timex else None
    marks = _claim_marks(timeline, claim, timex)
    outside = timex is not None and not claim.begin <= timex.begin < claim.end
    return Statement(
        claim=claim.id,
        article=article.id,
        outlet=outlet_name(article),
        title=article.title,
        language=article.language,
        published=interval_words(article.published.interval),
        link=web_address(article.url),
        quote=cut(article.text, marks, begin=claim.begin, end=claim.end),
        elsewhere=_surroundings(article, marks, timex) if outside and timex else (),
        when=claim_words(claim),
        status=status_label(claim.status),
        reasoning=_reasoning(timeline, claim, timex),
        chain=tuple(_source_words(timeline.attribution_by_id[name]) for name in claim.attribution),
        facts=_facts(claim),
        text=paragraphs(cut(article.text, marks)),
    )


def _claim_marks(timeline: Timeline, claim: Claim, timex: TimeExpression | None) -> tuple[Mark, ...]:
    marks = [Mark(claim.begin, claim.end, "sentence"), Mark(claim.trigger.begin, claim.trigger.end, "trigger")]
    if timex:
        marks.append(Mark(timex.begin, timex.end, "date", timex))
    sources = (timeline.attribution_by_id[name].source for name in claim.attribution)
    marks += [Mark(source.begin, source.end, "source") for source in sources if source]
    return tuple(marks)


def _surroundings(article: Article, marks: tuple[Mark, ...], timex: TimeExpression) -> tuple[Piece, ...]:
    """The words around a date phrase that stands outside the claim's own sentence."""
    before = article.text.rfind(". ", 0, timex.begin)
    after = article.text.find(". ", timex.end)
    begin = max(before + 2 if before >= 0 else 0, timex.begin - 160)
    end = min(after + 1 if after >= 0 else len(article.text), timex.end + 160)
    return cut(article.text, marks, begin=begin, end=end)


def _reasoning(timeline: Timeline, claim: Claim, timex: TimeExpression | None) -> Reasoning:
    if claim.time is None:
        return Reasoning(None, reason_words(timeline, claim), None, (), None, None)
    return Reasoning(
        phrase=timex.text if timex else None,
        basis=claim.time.basis,
        counted_from=anchor_label(timex.anchor.kind.value) if timex and isinstance(timex.anchor, Anchor) else None,
        steps=timex.anchor.trace if timex else (),
        edtf=claim.time.edtf,
        precision=claim.time.precision,
    )


def _source_words(attribution: Attribution) -> str:
    kind = attribution_label(attribution.kind)
    told = ", speaking to this outlet" if attribution.told_outlet else ""
    return f"{attribution.name} ({kind}{told})"


def _facts(claim: Claim) -> tuple[tuple[str, str], ...]:
    named = (
        ("Who", "; ".join(actor.name for actor in claim.actors)),
        ("Where", "; ".join(place.name for place in claim.places)),
        ("How many", "; ".join(figure.text for figure in claim.figures)),
    )
    return tuple((name, value) for name, value in named if value)


def _outlets(timeline: Timeline, claims: tuple[str, ...]) -> tuple[str, ...]:
    articles = (timeline.article_by_id[timeline.claim_by_id[claim].article] for claim in claims)
    return tuple(dict.fromkeys(outlet_name(article) for article in articles))
