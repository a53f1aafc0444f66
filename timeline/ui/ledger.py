"""The ledger of contradictions: what is disputed, and each side's sentence word for word."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.types import ConflictKind, Timeline
from timeline.ui.evidence import claim_pieces
from timeline.ui.pieces import Piece
from timeline.views.words import claim_words, conflict_label, interval_words, outlet_name, status_label


@dataclass(frozen=True, slots=True)
class Side:
    """One claim of a contradiction."""

    claim: str
    article: str
    outlet: str
    published: str
    when: str
    language: str
    status: str
    quote: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A contradiction between claims of one event."""

    event: str
    label: str
    kind: ConflictKind
    question: str
    note: str
    sides: tuple[Side, ...]


def ledger_rows(timeline: Timeline) -> tuple[LedgerRow, ...]:
    """Every contradiction in the timeline's order; claims that a filter has taken away are not among the sides."""
    return tuple(
        LedgerRow(
            event=event.id,
            label=event.label,
            kind=conflict.kind,
            question=conflict_label(conflict.kind),
            note=conflict.note,
            sides=tuple(side_of(timeline, name) for name in conflict.claims if name in timeline.claim_by_id),
        )
        for event in timeline.events
        for conflict in event.conflicts
    )


def side_of(timeline: Timeline, name: str) -> Side:
    """A claim as one side of a question: who says it, when, and the sentence."""
    claim = timeline.claim_by_id[name]
    article = timeline.article_by_id[claim.article]
    return Side(
        claim=name,
        article=article.id,
        outlet=outlet_name(article),
        published=interval_words(article.published.interval),
        when=claim_words(claim),
        language=article.language,
        status=status_label(claim.status),
        quote=claim_pieces(timeline, claim),
    )
