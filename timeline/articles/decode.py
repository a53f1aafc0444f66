"""From bytes to text: byte order mark, declared encoding, UTF-8, and only then a guess, which is said."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from timeline.articles.encodings import guess_encoding, misread_doubt
from timeline.types import InputProblem

SIZE_LIMIT = 20 * 1024 * 1024
"""The largest file that is read, in bytes; a long news article has some 50 kB."""

LINES_LIMIT = 100_000
"""The most lines an article may have; more are no article, and each line costs memory."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3\x00", "a database"),
)
# Looked for at the front only, as browsers do: <meta charset=…>, "charset: …" or "encoding: …" in front matter.
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?(?P<meta>[A-Za-z0-9_.:-]{2,40})"""
    rb"""|^(?:charset|encoding)[ \t]{0,5}:[ \t]{0,5}["']?(?P<front>[A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD_BYTES = 2048
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))  # escape switches Japanese encodings
_CONTROL_SHARE = 0.01
# Bidirectional embeddings, overrides and isolates: with them a line can read otherwise than it is stored.
_DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_GUESS_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file without its byte order mark, and what was in doubt on the way to it."""

    text: str
    doubts: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded | InputProblem:
    """The text of ``data``, or why it is none; nothing is replaced: a byte that cannot be decoded is a problem."""
    if not data.strip(b" \t\r\n\x0c\xef\xbb\xbf"):
        return InputProblem(name, None, "the file is empty", "put an article in it, or remove it")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return InputProblem(name, None, f"not text but {kind}", "save the article as text (UTF-8)")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding, name, declared_by="byte order mark")
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    if declared:
        return _decode_as(data, _declared_name(declared), name, declared_by="declaration in the file")
    try:
        return _checked(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        return _not_utf8(data, name, error)


def _declared_name(declared: re.Match[bytes]) -> str:
    encoding = (declared["meta"] or declared["front"]).decode("ascii").lower()
    # What the web calls Latin-1 and ASCII is Windows-1252 (WHATWG Encoding Standard, table of names and labels).
    return "cp1252" if encoding in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else encoding


def _decode_as(data: bytes, encoding: str, name: str, *, declared_by: str) -> Decoded | InputProblem:
    try:
        if not codecs.lookup(encoding)._is_text_encoding:
            raise LookupError(encoding)
        text = data.decode(encoding)
    except LookupError:
        what = f"the {declared_by} says {encoding!r}, which is no text encoding known here"
        return InputProblem(name, None, what, "save the file as UTF-8")
    except UnicodeDecodeError as error:
        what = f"wrong encoding: the {declared_by} says {encoding}, but byte {error.start} does not fit"
        return InputProblem(name, None, what, "mend the declaration, or save the file as UTF-8")
    return _checked(text, name)


def _not_utf8(data: bytes, name: str, error: UnicodeDecodeError) -> Decoded | InputProblem:
    """Text in another encoding, UTF-8 with broken bytes (never guessed: it would be mojibake), or a binary."""
    if len(data) - len(data.translate(None, _CONTROL_BYTES)) > len(data) * _CONTROL_SHARE:
        return InputProblem(name, None, "not text but a binary file", "save the article as text (UTF-8)")
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    if sum(map(_beyond_ascii, lenient[: _GUESS_BYTES * 4])) - broken > broken:
        what = f"wrong encoding: UTF-8, but byte {error.start} is broken"
        return InputProblem(name, None, what, "mend that place, or save the file again as UTF-8")
    return _guessed(data, name)


def _beyond_ascii(character: str) -> bool:
    return character > "\x7f"


def _guessed(data: bytes, name: str) -> Decoded | InputProblem:
    encoding = guess_encoding(data)
    if encoding is None:
        what = "wrong encoding: not UTF-8, and no other encoding fits"
        return InputProblem(name, None, what, "save the file as UTF-8, or declare its encoding (encoding: …)")
    decoded = _decode_as(data, encoding, name, declared_by="guess from its bytes")
    if isinstance(decoded, InputProblem):
        return decoded
    doubt = f"encoding guessed: {encoding}; the file declares none and is not UTF-8: look at names and accents"
    return Decoded(decoded.text, (doubt, *decoded.doubts))


def _checked(text: str, name: str) -> Decoded | InputProblem:
    """A few control characters stay where they are and are said; many of them are no text."""
    controls = len(_CONTROL.findall(text))
    if controls > max(4, len(text) * _CONTROL_SHARE):
        return InputProblem(name, None, "not text but a binary file", "save the article as text (UTF-8)")
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u200b"):
        return InputProblem(name, None, "the file is empty", "put an article in it, or remove it")
    return Decoded(text, unseen_doubts(text))


def unseen_doubts(text: str) -> tuple[str, ...]:
    """What a reader of ``text`` does not see: control characters, marks of direction, letters that were misread."""
    controls, directions = len(_CONTROL.findall(text)), len(_DIRECTIONS.findall(text))
    doubts = [f"{controls} control characters stand in the text; they are kept as they are"] if controls else []
    if directions:
        doubts.append(f"{directions} marks change the direction of writing: look at the text as it is stored")
    if misread := misread_doubt(text):
        doubts.append(misread)
    return tuple(doubts)
