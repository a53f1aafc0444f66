"""What the evidence panel says of one event: the report's rows, with the sentences marked for reading."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from timeline.types import Article, Claim, Event, TimeExpression, Timeline
from timeline.ui.pieces import Mark, Piece, cut, paragraphs
from timeline.views.evidence import ClaimRow, EventRow, FollowRow, event_rows, follow_rows
from timeline.views.plaintext import counted
from timeline.views.sources import source_graph, strongest
from timeline.views.sources_picture import Picture, draw_graph

MOST_LINKS = 16  # drawn in the picture of the sources
LONGEST = 20_000  # characters of an article shown with a sentence; of a longer one, what stands around it
AROUND = 160  # characters shown on either side of a date phrase that stands outside the claim's sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim as its outlet has it: the row, the sentence in pieces, the words around a date phrase that stands
    elsewhere, and the whole article by paragraph."""

    row: ClaimRow
    quote: tuple[Piece, ...]
    elsewhere: tuple[Piece, ...]
    text: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the panel shows of one event; ``follow`` where two outlets or more have it."""

    row: EventRow
    support: str
    follow: FollowRow | None
    statements: tuple[Statement, ...]
    picture: Picture | None


def event_dossier(timeline: Timeline, event: Event, *, dark: bool = False) -> Dossier:
    """The rows of one event; ``timeline`` must be the whole one, so that a filter hides no evidence."""
    alone = dataclasses.replace(timeline, events=(event,))
    row = event_rows(alone)[0]
    return Dossier(
        row=row,
        support=support_words(event),
        follow=next(iter(follow_rows(alone)), None),
        statements=tuple(_statement(timeline, claim) for claim in row.claims),
        picture=_picture(timeline, event, dark),
    )


def _picture(timeline: Timeline, event: Event, dark: bool) -> Picture | None:
    claims = [timeline.claim_by_id[name] for name in event.claims]
    return draw_graph(strongest(source_graph(timeline, claims), MOST_LINKS), dark=dark)


def claim_pieces(timeline: Timeline, claim: Claim) -> tuple[Piece, ...]:
    """A claim's sentence in pieces, its date phrase, its trigger and its sources marked."""
    timex = timeline.timex_by_id.get(claim.time.timex) if claim.time and claim.time.timex else None
    text = timeline.article_by_id[claim.article].text
    return cut(text, _claim_marks(timeline, claim, timex), begin=claim.begin, end=claim.end)


def support_words(event: Event) -> str:
    """How many outlets say it, and how many of them independently: "2 outlets, 1 origin"."""
    return f"{counted(len(event.outlets), 'outlet')}, {counted(len(event.origins), 'origin')}"


def article_marks(timeline: Timeline, article: str) -> tuple[Mark, ...]:
    """Every time expression and every claim's sentence of one article, to be marked in its text."""
    dates = (Mark(timex.begin, timex.end, "date", timex) for timex in timeline.timexes if timex.article == article)
    sentences = (Mark(claim.begin, claim.end, "sentence") for claim in timeline.claims if claim.article == article)
    return (*dates, *sentences)


def _statement(timeline: Timeline, row: ClaimRow) -> Statement:
    claim = timeline.claim_by_id[row.id]
    article = timeline.article_by_id[claim.article]
    timex = timeline.timex_by_id.get(claim.time.timex) if claim.time and claim.time.timex else None
    marks = _claim_marks(timeline, claim, timex)
    outside = timex is not None and not claim.begin <= timex.begin < claim.end
    return Statement(
        row=row,
        quote=cut(article.text, marks, begin=claim.begin, end=claim.end),
        elsewhere=_surroundings(article, marks, timex) if outside and timex else (),
        text=paragraphs(_article_text(article, claim, marks)),
    )


def _claim_marks(timeline: Timeline, claim: Claim, timex: TimeExpression | None) -> tuple[Mark, ...]:
    marks = [Mark(claim.begin, claim.end, "sentence"), Mark(claim.trigger.begin, claim.trigger.end, "trigger")]
    if timex:
        marks.append(Mark(timex.begin, timex.end, "date", timex))
    sources = (timeline.attribution_by_id[name].source for name in claim.attribution)
    marks += [Mark(source.begin, source.end, "source") for source in sources if source]
    return tuple(marks)


def _article_text(article: Article, claim: Claim, marks: tuple[Mark, ...]) -> tuple[Piece, ...]:
    """The whole text, or ``LONGEST`` characters of it with the claim in their middle and … where it was cut."""
    spare = max(LONGEST - (claim.end - claim.begin), 0)
    begin = max(0, min(claim.begin - spare // 2, len(article.text) - LONGEST))
    end = max(claim.end, min(begin + LONGEST, len(article.text)))
    head, tail = [Piece("… ")] if begin else [], [Piece(" …")] if end < len(article.text) else []
    return (*head, *cut(article.text, marks, begin=begin, end=end), *tail)


def _surroundings(article: Article, marks: tuple[Mark, ...], timex: TimeExpression) -> tuple[Piece, ...]:
    before = article.text.rfind(". ", 0, timex.begin)
    after = article.text.find(". ", timex.end)
    begin = max(before + 2 if before >= 0 else 0, timex.begin - AROUND)
    end = min(after + 1 if after >= 0 else len(article.text), timex.end + AROUND)
    return cut(article.text, marks, begin=begin, end=end)
