"""The text of a mark's tooltip, in the small markup that Plotly knows, with everything of an article escaped."""

from __future__ import annotations

from html import escape

from timeline.types import Timeline
from timeline.views.marks import Axis, Mark
from timeline.views.plaintext import counted, lines
from timeline.views.words import outlet_name, published_words, status_label, type_label

WIDE = 46  # characters: what a phone of 390 pixels holds beside the mark


def markup(text: str) -> str:
    """Text that Plotly shows as it is: no tag, no entity and no template of ours or theirs in it."""
    return escape(text, quote=False).replace("%{", "%\u200b{")


def tooltip(timeline: Timeline, mark: Mark, axis: Axis) -> str:
    """Headline, outlet, the date in words and the verbatim sentence; wrapped and cut where it is long."""
    claim = timeline.claim_by_id[mark.claim]
    article = timeline.article_by_id[claim.article]
    headline = lines(article.title or "Without a headline", WIDE, 2)
    quote = lines(f"“{claim.quote}”", WIDE, 6)
    edtf = claim.time.edtf if axis == "event" and claim.time else None
    when = f"<b>{markup(mark.words)}</b>" + (f" ({markup(edtf)})" if edtf else "")
    parts = [
        "<br>".join(f"<b>{markup(line)}</b>" for line in headline),
        "<br>".join(markup(line) for line in lines(f"{outlet_name(article)}, {published_words(article)}", WIDE, 2)),
        "",
        when,
        f"{markup(type_label(mark.type))}, {markup(status_label(mark.status))}",
        "<br>".join(f"<i>{markup(line)}</i>" for line in quote),
    ]
    if len(mark.claims) > 1:
        parts.append(f"and {counted(len(mark.claims) - 1, 'more claim')} of this outlet{_others(timeline, mark)}")
    return "<br>".join(parts)


def _others(timeline: Timeline, mark: Mark) -> str:
    """The other statuses among a mark's claims: a denial must not hide behind an assertion."""
    statuses = dict.fromkeys(timeline.claim_by_id[name].status for name in mark.claims[1:])
    other = [status_label(status) for status in statuses if status is not mark.status]
    return f": {', '.join(other)}" if other else ""
