"""The lists beside the chart and the texts: one row an event or an article, with labels that are never alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.types import OPEN, Article, Event, Evidence, Timeline
from timeline.ui.evidence import article_marks, support_words
from timeline.ui.pieces import Piece, cut, paragraphs, with_claims
from timeline.views.evidence import safe_url
from timeline.views.marks import UndatedRow, undated_rows
from timeline.views.plaintext import clip, counted
from timeline.views.words import UNKNOWN_OUTLET, dating_words, interval_words, outlet_name


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: ``label`` names it (no other line has the same), ``captions`` say the rest."""

    key: str
    label: str
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as the reading view shows it."""

    outlet: str
    title: str | None
    byline: str | None
    language: str
    published: str
    basis: tuple[Evidence, ...]
    link: str | None
    doubts: tuple[str, ...]
    dropped: tuple[str, ...]
    text: tuple[tuple[Piece, ...], ...]


def event_rows(events: Iterable[Event]) -> tuple[Row, ...]:
    """The events in the timeline's order."""
    return _distinct([Row(event.id, clip(event.label, 120), _event_captions(event)) for event in events])


def article_rows(timeline: Timeline, ids: Iterable[str] | None = None) -> tuple[Row, ...]:
    """The articles ``ids`` in their order, or all in the timeline's, with what is in doubt about each."""
    claims = Counter(claim.article for claim in timeline.claims)
    articles = timeline.articles if ids is None else [timeline.article_by_id[name] for name in ids]
    return _distinct(
        [Row(article.id, headline(article), _article_captions(article, claims[article.id])) for article in articles]
    )


def headline(article: Article) -> str:
    """The article's title, or else its first words."""
    return clip(article.title or article.text.strip() or "No text", 110)


def doubts_of(article: Article) -> tuple[str, ...]:
    """What a person should look at: the reader's own doubts, and an outlet or a date that is not known."""
    found = list(article.doubts)
    if article.outlet is None and not any("outlet" in doubt for doubt in found):
        found.append("the outlet is not known: nothing in the text names it")
    published = article.published.interval
    if not published.is_day and not any("date" in doubt for doubt in found):
        words = "" if published == OPEN else f" to the day: {interval_words(published)}"
        found.append(f"the publication date is not known{words}")
    return tuple(found)


def reading_of(timeline: Timeline, article: Article) -> Reading:
    """The article with every time expression and every claim's sentence marked in its text, and every claim noted."""
    claims = [claim for claim in timeline.claims if claim.article == article.id]
    return Reading(
        outlet=outlet_name(article),
        title=article.title,
        byline=article.byline,
        language=article.language,
        published=dating_words(article.published),
        basis=article.published.basis,
        link=safe_url(article.url),
        doubts=doubts_of(article),
        dropped=article.dropped,
        text=paragraphs(with_claims(cut(article.text, article_marks(timeline, article.id)), claims)),
    )


def found_words(timeline: Timeline, article: str) -> str:
    """What was found in an article: "12 time expressions, 7 claims, 2 of them without a date"."""
    timexes = sum(timex.article == article for timex in timeline.timexes)
    claims = [claim for claim in timeline.claims if claim.article == article]
    undated = sum(claim.time is None for claim in claims)
    without = f", {undated} of them without a date" if undated else ""
    return f"{counted(timexes, 'time expression')}, {counted(len(claims), 'claim')}{without}"


def undated_groups(timeline: Timeline) -> tuple[tuple[str, tuple[UndatedRow, ...]], ...]:
    """The undated tray by reason, the most frequent reason first."""
    groups: dict[str, list[UndatedRow]] = {}
    for row in undated_rows(timeline):
        groups.setdefault(row.reason, []).append(row)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return tuple((reason, tuple(rows)) for reason, rows in ordered)


def _event_captions(event: Event) -> tuple[str, ...]:
    support = support_words(event) if len(event.outlets) > 1 else next(iter(event.outlets), UNKNOWN_OUTLET)
    parts = [interval_words(event.interval, event.edtf), clip(support, 80)]
    if event.conflicts:
        parts.append(counted(len(event.conflicts), "disagreement"))
    return tuple(parts)


def _article_captions(article: Article, claims: int) -> tuple[str, ...]:
    parts = [clip(outlet_name(article), 80), interval_words(article.published.interval), counted(claims, "claim")]
    doubts = doubts_of(article)
    if doubts:
        parts.append(counted(len(doubts), "doubt"))
    return tuple(parts)


def _distinct(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows whose labels were alike with a number behind each but the first."""
    seen: Counter[str] = Counter()
    distinct = []
    for row in rows:
        seen[row.label] += 1
        number = seen[row.label]
        distinct.append(row if number == 1 else Row(row.key, f"{row.label} ({number})", row.captions))
    return tuple(distinct)
