"""Rows into HTML: every word of an article is escaped, and what cannot be seen in it is written out."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader

from timeline.types import Anchor, TimeExpression
from timeline.ui.moves import anchor_words
from timeline.views.plaintext import clip, visible
from timeline.views.words import claim_words, status_label, type_label

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])")
_ADDRESS = re.compile(r"https?:(?=//)|www(?=\.)|@", re.IGNORECASE)


def render(template: str, **rows: Any) -> str:
    """The HTML of ``timeline/ui/templates/{template}.html`` with ``rows``; autoescape is on, always."""
    return _templates().get_template(f"{template}.html").render(**rows)


def markdown_text(text: str) -> str:
    """``text`` for a label that Streamlit reads as Markdown: shown as it is, on one line, nothing of it obeyed.

    >>> print(markdown_text("[x](y) :red[b]"))
    \\[x\\]\\(y\\) \\:red\\[b\\]
    """
    return _MARKDOWN.sub(r"\\\1", _ADDRESS.sub(_apart, visible(text)))


def _apart(found: re.Match[str]) -> str:
    """An address with a word joiner in it: Streamlit makes a link of what looks like one, escaped or not."""
    return "\u2060@" if found[0] == "@" else f"{found[0]}\u2060"


def markdown_line(parts: Iterable[str]) -> str:
    """Several texts on one line for a Markdown label, each isolated: Arabic in one turns no neighbour round."""
    return " · ".join(f"\u2068{markdown_text(part)}\u2069" for part in parts)


def sentence(text: str) -> str:
    """A note as a sentence: first letter large, full stop at the end.

    >>> sentence("the text gives day and month")
    'The text gives day and month.'
    """
    stripped = text.strip()
    closed = stripped if stripped.endswith((".", "!", "?", "…", ":")) else stripped + "."
    return closed[:1].upper() + closed[1:]


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("timeline.ui"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"visible": visible, "clip": clip, "sentence": sentence, "date_words": anchor_words}
    environment.filters |= {"type_label": type_label, "status_label": status_label, "claim_words": claim_words}
    environment.filters |= {"anchored": _anchored, "data_url": _data_url}
    return environment


def _data_url(svg: str) -> str:
    """A picture for the ``src`` of an image: as such its text can be no markup of the page."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode('utf-8', 'replace')).decode()}"


def _anchored(timex: TimeExpression) -> bool:
    return isinstance(timex.anchor, Anchor)
