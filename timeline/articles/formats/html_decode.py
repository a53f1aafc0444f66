"""From the bytes of a web page to its text: a page with a broken byte is still read, as browsers do, and it is said."""

from __future__ import annotations

import codecs
import re

from timeline.articles.decode import Decoded, decode
from timeline.articles.encodings import guess_encoding
from timeline.articles.formats.html_tables import page_tables
from timeline.types import InputProblem

_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?\s{0,5}(?P<meta>[A-Za-z0-9_.:-]{2,40})"""
    rb"""|<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["'](?P<xml>[A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD_BYTES = 4096
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Two patterns, as each is looked for many times faster by itself than the one of both.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CONTROL_REFERENCE = re.compile(
    r"&#(?:0{0,6}(?:[0-8]|1[124-9]|2\d|3[01]|127)|[xX]0{0,6}(?:[0-8bBcCeEfF]|1[\da-fA-F]|7[fF]));?(?!\d)"
)


def decode_page(data: bytes, name: str) -> Decoded | InputProblem:
    """The text of a page; where bytes do not fit the encoding that it states, they are shown as U+FFFD and counted.

    A page without a letter in it, or a file of another kind, is a problem.
    """
    if len(data.strip(b" \t\r\n\x0c\x00")) < len(b"<p>a"):
        return InputProblem(name, None, "the file is empty", "put an article in it, or remove it")
    if data[:4] in (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xd0\xcf\x11\xe0") or data[:2] == b"\x1f\x8b":
        strict = decode(data, name)  # which says what the file is
        return strict if isinstance(strict, InputProblem) else _told(strict.text, ())
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _as(data[len(mark) :], encoding)
    stated = _stated(data)
    if stated is None:
        return _undeclared(data)
    return _as(data, stated)


def _stated(data: bytes) -> str | None:
    """The encoding that the page states, by the name that Python has for it; ``None`` for none or an unknown one."""
    found = _DECLARED.search(data[:_HEAD_BYTES])
    if found is None:
        return None
    label = (found["meta"] or found["xml"]).decode("ascii").lower()
    label = page_tables()["encodings"].get(label, label)
    try:
        return label if codecs.lookup(label)._is_text_encoding else None
    except LookupError:
        return None


def _as(data: bytes, encoding: str) -> Decoded:
    # Text of another encoding is no UTF-8 but by a rare chance; pages that state another and are UTF-8 are many.
    if not encoding.startswith("utf") and not data.isascii() and (text := _utf8(data)) is not None:
        return _told(text, (f"the page states the encoding {encoding}, but is UTF-8: read as that",))
    try:
        return _told(data.decode(encoding), ())
    except UnicodeDecodeError:
        pass
    text = data.decode(encoding, "replace")
    if encoding == "utf-8" and text.count("\ufffd") * 3 > sum(character > "\x7f" for character in text):
        return _undeclared(data)
    return _told(text, (_broken(text, encoding),))


def _undeclared(data: bytes) -> Decoded:
    text = _utf8(data)
    if text is not None:
        return _told(text, ())
    text = data.decode("utf-8", "replace")
    whole = sum(character > "\x7f" for character in text) - text.count("\ufffd")
    encoding = guess_encoding(data) if whole <= text.count("\ufffd") else None
    if encoding is None:
        return _told(text, (_broken(text, "utf-8"),))
    guessed = data.decode(encoding, "replace")
    return _told(guessed, (f"encoding guessed: {encoding}; the page states none that fits: look at names and accents",))


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _broken(text: str, encoding: str) -> str:
    count = text.count("\ufffd")
    return f"{count} {'place is' if count == 1 else 'places are'} no {encoding}: shown as \ufffd"


def _told(text: str, doubts: tuple[str, ...]) -> Decoded:
    """The text with control characters as U+FFFD, which is what browsers show, and said."""
    plain, count = _CONTROL.subn("\ufffd", text)
    plain, references = _CONTROL_REFERENCE.subn("\ufffd", plain)
    count += references
    told = (f"{count} control characters stand in the page; they are shown as \ufffd",) if count else ()
    return Decoded(plain, (*doubts, *told))
