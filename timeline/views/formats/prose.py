"""Markdown: the timeline as a document to read and to edit, event by event, with every sentence and its source."""

from __future__ import annotations

import re

from timeline.types import Timeline
from timeline.views.evidence import ClaimRow, EventRow, event_rows, safe_url
from timeline.views.marks import undated_rows
from timeline.views.plaintext import clip, visible
from timeline.views.summary import summary_line
from timeline.views.words import outlet_name, published_words

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LINE_MARKS = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def render_markdown(timeline: Timeline) -> str:
    """The document in CommonMark; text of articles is escaped, so that it marks up nothing."""
    lines = ["# Conflict timeline", "", f"{_text(summary_line(timeline))}.", ""]
    for row in event_rows(timeline):
        lines += _event(row)
    undated = undated_rows(timeline)
    if undated:
        lines += ["## Undated", ""]
        lines += [f"- **{_text(row.outlet)}**: “{_text(row.quote)}” ({_text(row.reason)})" for row in undated]
        lines.append("")
    lines += ["## Articles", ""]
    for article in timeline.articles:
        title = _text(article.title or "Without a headline")
        url = safe_url(article.url)
        linked = f"[{title}](<{url}>)" if url and not re.search(r"[<>\\]", url) else title
        lines.append(f"- {linked}, **{_text(outlet_name(article))}**, {_text(published_words(article))}")
    return "\n".join(lines) + "\n"


def _event(row: EventRow) -> list[str]:
    when = f"{row.when} (`{row.edtf}`)" if row.edtf else row.when
    lines = [f"## {_text(row.label)}", "", f"{when}; {_text(row.type)}.", ""]
    lines += [f"> **{_text(conflict.question)}**: {_text(conflict.note)}" for conflict in row.conflicts]
    lines += [""] if row.conflicts else []
    lines += [_claim(claim) for claim in row.claims]
    if row.origins:
        lines += ["", f"Origins: {'; '.join(_text(origin.name) for origin in row.origins)}."]
    return [*lines, ""]


def _claim(claim: ClaimRow) -> str:
    quote = f"{claim.quote.before}{claim.quote.marked}{claim.quote.after}"
    how = f"no date: {claim.undated_reason}" if claim.undated_reason else "; ".join((claim.when, *claim.steps))
    chain = "".join(f", from {_text(link.name)}" for link in claim.chain)
    return f"- **{_text(claim.outlet)}** ({_text(claim.published)}{chain}): “{_text(clip(quote, 1400))}” {_text(how)}."


def _text(text: str) -> str:
    """``text`` as one line in which no mark of Markdown or HTML works.

    >>> _text("1. *a* <b>")
    '1\\\\. \\\\*a\\\\* \\\\<b\\\\>'
    """
    line = " ".join(visible(text).split())
    escaped = _MARKS.sub(r"\\\1", line)
    return _LINE_MARKS.sub(lambda found: found[1] + _escaped_start(found[2]), escaped)


def _escaped_start(mark: str) -> str:
    return f"{mark[:-1]}\\{mark[-1]}"
