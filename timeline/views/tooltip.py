"""The text of a mark's tooltip, in the small markup that Plotly knows, with everything of an article escaped."""

from __future__ import annotations

from html import escape

from timeline.types import Article, Claim, Timeline
from timeline.views.lag import Lag, lag_of, lag_words
from timeline.views.marks import Mark
from timeline.views.plaintext import counted, lines
from timeline.views.words import claim_words, outlet_name, published_words, status_label, type_label

WIDE = 46  # characters: what a phone of 390 pixels holds beside the mark


def markup(text: str) -> str:
    """Text that Plotly shows as it is: no tag, no entity and no template of ours or theirs in it."""
    return escape(text, quote=False).replace("%{", "%\u200b{")


def tooltip(timeline: Timeline, mark: Mark) -> str:
    """Headline, outlet, both dates in words and the verbatim sentence; wrapped and cut where it is long.

    It is the same on every axis, so that a page with several figures need hold it only once.
    """
    claim = timeline.claim_by_id[mark.claim]
    article = timeline.article_by_id[claim.article]
    parts = [
        *(f"<b>{markup(line)}</b>" for line in lines(article.title or "Without a headline", WIDE, 2)),
        *(markup(line) for line in lines(f"{outlet_name(article)}, {published_words(article)}", WIDE, 4)),
        "",
        f"<b>{markup(claim_words(claim))}</b>{_edtf(claim)}",
        *_lag(claim, article),
        f"{markup(type_label(mark.type))}, {markup(status_label(mark.status))}",
        *(f"<i>{markup(line)}</i>" for line in lines(f"“{claim.quote}”", WIDE, 6)),
    ]
    if len(mark.claims) > 1:
        parts.append(f"and {counted(len(mark.claims) - 1, 'more claim')} of this outlet{_others(timeline, mark)}")
    return "<br>".join(parts)


def _edtf(claim: Claim) -> str:
    return f" ({markup(claim.time.edtf)})" if claim.time and claim.time.edtf else ""


def _lag(claim: Claim, article: Article) -> list[str]:
    lag = lag_of(claim.time.interval, article.published.interval) if claim.time else Lag(None, None)
    return [] if lag == Lag(None, None) else [f"Published {markup(lag_words(lag))}"]


def _others(timeline: Timeline, mark: Mark) -> str:
    """The other statuses among a mark's claims: a denial must not hide behind an assertion."""
    statuses = dict.fromkeys(timeline.claim_by_id[name].status for name in mark.claims[1:])
    other = [status_label(status) for status in statuses if status is not mark.status]
    return f": {', '.join(other)}" if other else ""
