"""RSS (0.9x, 1.0, 2.0) and Atom: an item a draft. Feeds are seldom sound XML, so feedparser reads them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from timeline.articles.drafts import Draft, Drafts, Stated
from timeline.articles.formats.markup import is_marked_up, one_line, text_of_markup, writer
from timeline.articles.formats.xml import is_bomb
from timeline.articles.outlets import known_outlet
from timeline.types import Evidence, InputProblem

_TITLE_PARTS = re.compile(r"\s[-–—|:»>·]\s|:\s|\s[»>]{1,2}\s")
_END = re.compile(rb"</(?:rss|feed|rdf:RDF|RDF)\s*>", re.IGNORECASE)
_TAIL = 2000
_SUMMARY_CHARACTERS = 1200
"""A summary longer than this is the article: feeds without "content:encoded" put it there."""


def read_feed(data: bytes, name: str) -> Drafts:
    """A draft for each item with a text, counted from 1; an item of sound or film, or without a text, is told."""
    if is_bomb(data):
        what = "a feed that declares entities, which can be made to fill the memory"
        yield InputProblem(name, None, what, "take the DOCTYPE with its entities out, if you trust the file")
        return
    import feedparser

    # A stream, never the bytes: feedparser would take them for the name of a file or an address.
    parsed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    if not parsed.entries:
        broken = "" if parsed.get("version") else ", and not sound XML"
        yield InputProblem(name, None, f"a feed without items{broken}", "save the feed again, or the articles' pages")
        return
    for row, entry in enumerate(parsed.entries, 1):
        yield _from_entry(entry, parsed.feed, name, row)
    if not _END.search(data[-_TAIL:].replace(b"\x00", b"")):
        what = "the feed ends in the middle"
        yield InputProblem(name, len(parsed.entries), what, "save it again; what stood before the end was read")


def _from_entry(entry: Mapping[str, Any], feed: Mapping[str, Any], name: str, row: int) -> Draft | InputProblem:
    body, is_summary = _body(entry)
    if is_summary and _is_broadcast(entry):
        return InputProblem(name, row, "an item of sound or film, no article", "read the article it belongs to")
    title = one_line(_text(entry, "title"))
    if not body.strip() or (is_summary and " ".join(body.split()) == title):
        return InputProblem(name, row, "an item without a text", "save the page it leads to")
    stated, doubts = _dates(entry)
    if is_summary:
        doubts += ("only a summary: the feed holds no whole text; save the page for the rest",)
    fields = {
        "title": title,
        "url": _text(entry, "link").strip(),
        "byline": writer(_text(entry, "author")),
        "language": _text(feed, "language").strip(),
    }
    return Draft(
        body,
        row=row,
        fields={key: value for key, value in fields.items() if value},
        doubts=doubts,
        stated=stated,
        named=tuple(_named(entry, feed)),
    )


def _body(entry: Mapping[str, Any]) -> tuple[str, bool]:
    """The item's text without tags, and whether it is only a summary."""
    contents = [str(one.get("value") or "") for one in entry.get("content", ()) if isinstance(one, Mapping)]
    whole = _plain(max(contents, key=len, default=""))
    summary = _plain(_text(entry, "summary"))
    if whole and len(whole) >= len(summary):
        return whole, False
    return summary, len(summary) < _SUMMARY_CHARACTERS


def _plain(markup: str) -> str:
    return text_of_markup(markup) if is_marked_up(markup) or "&" in markup or "<" in markup else markup.strip()


def _is_broadcast(entry: Mapping[str, Any]) -> bool:
    kinds = [str(one.get("type", "")) for one in entry.get("enclosures", ()) if isinstance(one, Mapping)]
    return any(kind.startswith(("audio/", "video/")) for kind in kinds)


def _dates(entry: Mapping[str, Any]) -> tuple[tuple[Stated, ...], tuple[str, ...]]:
    """Publication and update, verbatim; where an item gives only its update, that, with a doubt."""
    # A plain dict: feedparser's own answers one date with the other.
    own = dict(entry)
    published, updated = str(own.get("published") or ""), str(own.get("updated") or "")
    if not published and not updated:
        return (), ()
    if not published:
        note = "the feed gives only when the item was last changed"
        return (Stated("published", Evidence("feed", updated, note)),), (f"{note}: it may have been out before",)
    first = Stated("published", Evidence("feed", published, "the feed states it as the item's date"))
    if not updated or updated == published:
        return (first,), ()
    return (first, Stated("modified", Evidence("feed", updated, "the feed states when the item was changed"))), ()


def _named(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Iterator[Evidence]:
    """The outlet: the source of a feed that gathers those of others, else the feed's title, cut to a known name."""
    source = entry.get("source")
    if isinstance(source, Mapping) and (title := one_line(_text(source, "title"))):
        yield Evidence("feed", title, "the feed names it as the item's source")
    title = one_line(_text(feed, "title"))
    if title:
        parts = [title, *(part.strip() for part in _TITLE_PARTS.split(title))]
        known = next((part for part in parts if known_outlet(part)), title)
        yield Evidence("feed", known, "the title of the feed")


def _text(holder: Mapping[str, Any], key: str) -> str:
    """A value as text that can be stored: characters that XML can smuggle in by number are taken out."""
    value = holder.get(key)
    return value.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "") if isinstance(value, str) else ""
