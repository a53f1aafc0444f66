"""What a file is by its first bytes: names lie, are missing, or say only how a file was packed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.articles.formats import READ_SUFFIXES, suffix

HEAD_BYTES = 4096
"""How much of the beginning of a file is looked at."""

CONTAINERS = frozenset({".zip", ".wacz", ".warc", ".gz", ".eml", ".mbox", ".mhtml"})
_SAME = {".mht": ".mhtml", ".htm": ".html", ".xhtml": ".html", ".mbx": ".mbox", ".jsonlines": ".jsonl"}
_OFFICE = frozenset({".docx", ".docm", ".odt", ".xlsx", ".xlsm"})

# Signatures that no text begins with.
_BINARY = (
    (b"PAR1", ".parquet"),
    (b"\x1f\x8b", ".gz"),
    (b"PK\x03\x04", ".zip"),
    (b"PK\x05\x06", ".zip"),
)
UNREAD = (
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as .docx or .xlsx, or as text (UTF-8)"),
    (b"{\\rtf", "an RTF document", "save it as .docx, or as text (UTF-8)"),
    (b"\x89PNG", "a PNG image", "save the article as text (UTF-8)"),
    (b"\xff\xd8\xff", "a JPEG image", "save the article as text (UTF-8)"),
    (b"GIF8", "a GIF image", "save the article as text (UTF-8)"),
    (b"RIFF", "an image or a recording", "save the article as text (UTF-8)"),
    (b"SQLite format 3\x00", "a database", "export its articles as .csv or .jsonl"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it, or pack it as .zip"),
    (b"Rar!", "a RAR archive", "unpack it, or pack it as .zip"),
    (b"BZh", "a bzip2 file", "unpack it, or pack it as .zip"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it, or pack it as .zip"),
    (b"\x28\xb5\x2f\xfd", "a zstd file", "unpack it, or pack it as .zip"),
)
_TEXT_BYTES = bytes({*range(32, 256), *b"\t\n\v\f\r"} - {127})
_CONTROL_BYTES = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<!doctype\s{1,5}html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>|<\?xml-stylesheet[^>]{0,400}\?>", re.DOTALL)
_FEED = re.compile(rb"<(?:rss|rdf:RDF)[\s>]|<feed[\s>][^>]{0,2000}2005/Atom", re.IGNORECASE)
_MAIL_LINE = re.compile(rb"^(?P<name>[A-Za-z][A-Za-z0-9-]{1,60}):[ \t]", re.MULTILINE)
_MAIL_SURE = frozenset({b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to"})
_SAVED_PAGE = re.compile(rb"^(?:Snapshot-Content-Location:|From: <Saved by )", re.MULTILINE | re.IGNORECASE)
_RECORD = re.compile(rb'\{\s{0,50}"')


@dataclass(frozen=True, slots=True)
class Kind:
    """The format of a file as the ending that stands for it (".html"; empty: not known), and what is odd about it."""

    ending: str
    doubt: str | None = None


def kind_of(head: bytes, name: str) -> Kind:
    """The format of a file that begins with ``head`` (`HEAD_BYTES` at most), by what it is before what it is named.

    >>> kind_of(b"%PDF-1.7", "report.txt")
    Kind(ending='.pdf', doubt='named .txt, but it is a PDF file by its content: read as that')
    >>> kind_of(b"The bridge fell on Monday.", "report.txt")
    Kind(ending='.txt', doubt=None)
    """
    named = suffix(name)
    named = _SAME.get(named, named)
    is_in = _told_by_content(head)
    if is_in is None and named in _SIGNED and _is_text(head):
        return Kind(".txt", f"named {named}, but it is plain text by its content: read as that")
    if is_in is None or is_in == named or (is_in == ".zip" and named in _OFFICE | {".wacz"}):
        return Kind(named)
    if is_in == ".zip" and named not in READ_SUFFIXES | CONTAINERS | {""}:
        return Kind(named)  # .epub, .odt, .jar: ZIP archives all, and no folders of articles
    if is_in in _WEAK and named in READ_SUFFIXES | CONTAINERS:
        return Kind(named)
    if named in ("", ".url"):
        return Kind(is_in)
    if is_in == ".gz" or (is_in, named) in _NO_DOUBT:
        return Kind(is_in)
    return Kind(is_in, f"named {named}, but it is {_WORDS.get(is_in, is_in)} by its content: read as that")


_SIGNED = frozenset({".pdf", ".zip", ".wacz", ".warc", ".gz", ".parquet"}) | _OFFICE
"""Formats whose first bytes tell them, without exception."""

_WEAK = frozenset({".json", ".jsonl", ".xml"})
_NO_DOUBT = {(".eml", ".mhtml"), (".mhtml", ".eml"), (".rss", ".xml"), (".rss", ".atom"), (".rss", ".rdf")}
_WORDS = {
    ".pdf": "a PDF file",
    ".html": "a web page",
    ".zip": "a ZIP archive",
    ".parquet": "a Parquet table",
    ".warc": "a web archive",
    ".rss": "a feed",
    ".eml": "a mail",
    ".mhtml": "a saved web page",
    ".mbox": "a folder of mails",
}


def unread_kind(head: bytes) -> tuple[str, str] | None:
    """What a file is that is never read ("a PNG image"), and what to do about it."""
    return next(((what, fix) for mark, what, fix in UNREAD if head.startswith(mark)), None)


def _is_text(head: bytes) -> bool:
    return not head.translate(None, _TEXT_BYTES)


def is_binary(head: bytes) -> bool:
    """Whether no text begins so: more than one byte in a hundred is a control character, and no mark tells UTF-16."""
    return not head.startswith(_MARKS) and len(head) - len(head.translate(None, _CONTROL_BYTES)) > len(head) / 100


def _told_by_content(head: bytes) -> str | None:
    for mark, ending in _BINARY:
        if head.startswith(mark):
            return ending
    if b"%PDF-" in head[:1024] and (head.startswith(b"%PDF-") or b"\x00" in head or not _HTML.search(head[:1024])):
        return ".pdf" if head.lstrip()[:5] == b"%PDF-" or b" obj" in head else None
    if head.startswith((b"WARC/1.", b"WARC/0.")):
        return ".warc"
    return _told_by_text(head)


def _told_by_text(head: bytes) -> str | None:
    text = head.replace(b"\x00", b"") if head.startswith(_MARKS[1:]) else head
    for mark in _MARKS:
        text = text.removeprefix(mark)
    text = text.lstrip()
    bare = _COMMENT.sub(b"", text).lstrip()
    if _HTML.match(bare):
        return ".html"
    if bare.startswith(b"<") and _FEED.search(bare[:3000]):
        return ".rss"
    if text.startswith(b"<?xml"):
        return ".xml"
    if text.startswith(b"From ") and _is_mail(text.split(b"\n", 1)[-1]):
        return ".mbox"
    if _is_mail(text):
        return ".mhtml" if _SAVED_PAGE.search(text) else ".eml"
    if _RECORD.match(text):
        return ".json"
    return None


def _is_mail(text: bytes) -> bool:
    """Whether it begins with the header of a mail as it was sent: one of its lines is none that a person would type."""
    header = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]
    if not _MAIL_LINE.match(header):
        return False
    names = {found["name"].lower() for found in _MAIL_LINE.finditer(header)}
    return len(names) >= 3 and bool(names & _MAIL_SURE)
