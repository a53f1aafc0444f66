"""What a reader of a format hands on: drafts of articles, and members of containers; the values between the formats
and the cleaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from timeline.types import Evidence, InputProblem

FIELDS = ("title", "outlet", "url", "published", "modified", "byline", "language", "text")
"""The names an article's parts have in front matter, in tables and in JSON Lines."""

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that the format states beside the text ("datePublished" of JSON-LD, the Date of a mail, a PDF's creation).

    ``role`` is "published", "modified", or "other" (a crawl, a copyright year, the day a file was made): what is
    "other" is evidence and a bound, never the date. ``evidence.text`` is the verbatim value.
    """

    role: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file, a row or a page holds before cleaning: its body is ``source[begin:]``, ``fields`` are stated beside.

    ``source`` is the decoded text: of a file the whole of it, of a row of a table the value of its ``text`` field, of
    a format with markup (HTML, PDF, DOCX) the text as its parser reads it, tags taken out. ``body`` is set where the
    format knows which half-open slices of ``source`` are the article: the cleaning then takes those. ``stated`` are
    dates in the order of their weight, ``named`` what the format says of the outlet, in the same order.
    """

    source: str
    begin: int = 0
    row: int | None = None
    fields: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    doubts: tuple[str, ...] = ()
    body: tuple[tuple[int, int], ...] | None = None
    stated: tuple[Stated, ...] = ()
    named: tuple[Evidence, ...] = ()


Drafts = Iterator[Draft | InputProblem]


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a container (ZIP, WARC, a mail's attachment), an upload, or a page that was fetched.

    ``kind`` is the ending that stands for its format by its content; empty, it is told from ``name`` and ``data``.
    ``fields``, ``stated`` and ``named`` are what the container knows of it ("url" of a WARC record, the day of its
    crawl, the sender of a mail); ``url`` is where it was fetched from, for what no file holds; ``sha256`` is that of
    the file that it is an unnamed part of, as a mail's text is.
    """

    name: str
    data: bytes
    kind: str = ""
    fields: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    stated: tuple[Stated, ...] = ()
    named: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()
    url: str | None = None
    sha256: str = ""


Members = Iterator[Member | InputProblem]
