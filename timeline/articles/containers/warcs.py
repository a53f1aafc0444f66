"""Crawls (WARC), by warcio: the pages, documents and feeds that were fetched whole; what a crawl holds beside them is
furniture and passed by."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, BinaryIO, cast

from timeline.articles.charset import charset_of
from timeline.articles.containers.budget import Budget
from timeline.articles.containers.entry import Entries, Entry
from timeline.articles.drafts import Stated
from timeline.articles.walk import shown
from timeline.types import Evidence, InputProblem

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "text/html": ".html",
        "application/xhtml+xml": ".html",
        "application/pdf": ".pdf",
        "application/rss+xml": ".rss",
        "application/atom+xml": ".rss",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    }
)
_MAYBE = frozenset({"application/xml", "text/xml"})
_TYPES = frozenset({"response", "resource"})
_OK = "200"
_LONGEST = 300


def warc_entries(stream: BinaryIO, name: str, budget: Budget) -> Entries:
    """The records that hold a page, a document or a feed, in order, each named by its address. Where the file is
    damaged, what stands before that place is read."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    read = 0
    try:
        for record in ArchiveIterator(stream):
            budget.take_member()
            kind = _kind(record)
            if kind is not None:
                read += 1
                yield _entry(record, name, kind)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError) as error:
        why = " ".join(str(error).split())[:120]
        what = f"damaged after its record number {read} that is a page ({why})"
        yield InputProblem(name, None, what, "fetch the file again; what stands before that place was read")
        return
    if not read:
        yield InputProblem(name, None, "a crawl with no page in it", "look at how it was made")


def _kind(record: Any) -> str | None:
    """The ending for the format of what a record holds; empty where only a look at it tells, ``None`` for furniture."""
    if record.rec_type not in _TYPES:
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != _OK:
        return None
    stated = (headers or record.rec_headers).get_header("Content-Type") or ""
    media = stated.split(";", 1)[0].strip().lower()
    return "" if media in _MAYBE else _KINDS.get(media)


def _entry(record: Any, name: str, kind: str) -> Entry | InputProblem:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    crawled = record.rec_headers.get_header("WARC-Date") or ""
    told = f"{name}/{shown(re.sub('^[a-z]+://', '', url.strip('<>')))[:_LONGEST]}"
    headers = record.http_headers
    charset = charset_of(headers.get_header("Content-Type")) if headers is not None and kind == ".html" else None
    note = "the day it was saved from the web: it was published by then"
    return Entry(
        told,
        lambda: cast(BinaryIO, _Content(record)),
        kind=kind,
        fields={"url": url} if url else {},
        stated=(Stated("other", Evidence("crawl", crawled, note)),) if crawled else (),
        charset=charset,
    )


class _Content(io.RawIOBase):
    """What a record holds, unpacked. Closing it leaves the crawl open."""

    def __init__(self, record: Any) -> None:
        super().__init__()
        self._stream = record.content_stream()
        self._raw = record.raw_stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        found: bytes = self._stream.read(len(buffer))
        if not found and getattr(self._raw, "limit", 0) > 0:
            raise EOFError("the record is cut off")
        buffer[: len(found)] = found
        return len(found)
