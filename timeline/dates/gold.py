"""Reads gold documents for evaluation: TimeML with inline TIMEX3, and WikiWars-style SGML with inline TIMEX2.

Offsets are characters of the plain text between <TEXT> and </TEXT>: tags removed, entities decoded, nothing stripped.
Of nested expressions the innermost count.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_TAG = re.compile(r"<(/?)([A-Za-z][\w.-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)(/?)>|<[!?][^>]*>")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SUFFIX = re.compile(r"(\.key)?\.(tml|xml|sgm|sgml)$")


@dataclass(frozen=True, slots=True)
class GoldTimex:
    """An expression of the gold: half-open offsets, TIMEX3 type, value (None where the corpus gives none)."""

    begin: int
    end: int
    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A gold document: its name, publication date (None where it states none), plain text, expressions in order."""

    name: str
    published: date | None
    text: str
    timexes: tuple[GoldTimex, ...]


@dataclass(slots=True)
class _Open:
    """A tag that is open while its text is read."""

    begin: int
    attributes: str
    inner: bool = False


def read_gold(folder: Path) -> tuple[GoldDocument, ...]:
    """The gold documents of a folder (or of one file), by name."""
    files = sorted(folder.iterdir()) if folder.is_dir() else [folder]
    wanted = [file for file in files if _SUFFIX.search(file.name) and file.name[0] != "." and "apf" not in file.name]
    return tuple(_read_document(file) for file in wanted)


def _read_document(file: Path) -> GoldDocument:
    raw = file.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n")
    body = re.search(r"<TEXT[^>]*>(.*?)</TEXT>", raw, re.DOTALL)
    text, timexes = _read_inline(body.group(1) if body else "")
    return GoldDocument(_SUFFIX.sub("", file.name), _published(raw), text, timexes)


def _published(raw: str) -> date | None:
    head = re.search(r"<(DCT|DATETIME)[^>]*>(.*?)</\1>", raw, re.DOTALL)
    if not head:
        return None
    stated = re.search(r"\b(?:value|val)\s*=\s*[\"']([^\"']+)", head.group(2))
    value = stated.group(1) if stated else re.sub(r"<[^>]+>", "", head.group(2)).strip()
    digits = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", value)
    return date(*(int(part) for part in digits.groups())) if digits else None


def _read_inline(xml: str) -> tuple[str, tuple[GoldTimex, ...]]:
    """The plain text, and the innermost expressions that have text, without white space at their ends."""
    pieces: list[str] = []
    length = position = 0
    stack: list[_Open] = []
    found: list[tuple[_Open, int]] = []
    for tag in _TAG.finditer(xml):
        pieces.append(html.unescape(xml[position : tag.start()]))
        length += len(pieces[-1])
        position = tag.end()
        closing, name, attributes, empty = tag.groups()
        if name is None or not name.upper().startswith("TIMEX") or empty:
            continue
        if not closing:
            for outer in stack:
                outer.inner = True
            stack.append(_Open(length, attributes))
        elif stack:
            found.append((stack.pop(), length))
    text = "".join(pieces) + html.unescape(xml[position:])
    timexes = (_trimmed(one, end, text) for one, end in found if not one.inner)
    return text, tuple(sorted((one for one in timexes if one), key=lambda one: (one.begin, one.end)))


def _trimmed(one: _Open, end: int, text: str) -> GoldTimex | None:
    attributes = {name: html.unescape(double or single) for name, double, single in _ATTRIBUTE.findall(one.attributes)}
    value = attributes.get("value") or attributes.get("val") or attributes.get("VAL") or None
    begin = one.begin
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return GoldTimex(begin, end, attributes.get("type") or _type_of(value, attributes), value) if begin < end else None


def _type_of(value: str | None, attributes: dict[str, str]) -> str:
    """TIMEX2 has no type: the TIMEX3 one follows from the value."""
    if attributes.get("set", attributes.get("SET", "")).upper() == "YES":
        return "SET"
    if value and value.startswith("P") and not value.startswith(("PAST", "PRESENT")):
        return "DURATION"
    return "TIME" if value and re.search(r"\dT", value) else "DATE"
