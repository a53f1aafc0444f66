"""ODT, the text documents of LibreOffice and others: paragraphs, headings, lists and tables in their order."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from timeline.articles.drafts import Draft, Drafts, Stated
from timeline.articles.formats.docx import saved_or_made
from timeline.articles.formats.packages import check_package
from timeline.articles.formats.xml import local_name, parse_xml
from timeline.types import InputProblem

_MAIN = "content.xml"
_DEPTH = 60
_UNSEEN = frozenset(["tracked-changes", "forms", "sequence-decls", "variable-decls", "annotation", "note", "ruby-text"])
_DAYS = frozenset(["creation-date", "date"])
_PARAGRAPHS = frozenset(["p", "h"])
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MOST_SPACES = 100


def read_odt(data: bytes, name: str) -> Drafts:
    """The one draft of a document; footnotes stand at its end. Names in its properties are not asked for (see DOCX)."""
    problem = check_package(data, name, _MAIN)
    if problem:
        yield problem
        return
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        content = _part(package, _MAIN, name)
        meta = _part(package, "meta.xml", name) if "meta.xml" in package.namelist() else None
    if isinstance(content, InputProblem):
        yield content
        return
    body = next((one for one in content.iter() if local_name(one) == "text"), None)
    blocks = list(_blocks(body)) if body is not None else []
    notes = [text for one in content.iter() if local_name(one) == "note-body" for text in _blocks(one)]
    if not blocks:
        yield InputProblem(name, None, "an ODT without a text", "look at what was saved: it may hold pictures alone")
        return
    doubts = (f"{len(notes)} footnotes stand at the end of the text",) if notes else ()
    yield Draft("\n\n".join([*blocks, *notes]), doubts=doubts, stated=tuple(_created(meta)))


def _part(package: zipfile.ZipFile, part: str, name: str) -> Any | InputProblem:
    try:
        return parse_xml(package.read(part), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        return InputProblem(name, None, f"a damaged ODT: {str(error)[:200]}", "open it, and save it again")


def _created(meta: Any) -> Iterator[Stated]:
    if meta is None or isinstance(meta, InputProblem):
        return
    days = {local_name(one): one.text.strip()[:60] for one in meta.iter() if one.text and local_name(one) in _DAYS}
    yield from saved_or_made(days.get("creation-date", ""), days.get("date", ""))


def _blocks(body: Any) -> Iterator[str]:
    """The text of each paragraph and of each row of a table, in order; empty ones are passed by."""
    waiting: list[tuple[Any, int]] = [(child, 0) for child in reversed(body)]
    while waiting:
        element, depth = waiting.pop()
        kind = local_name(element)
        if depth > _DEPTH or kind in _UNSEEN:
            continue
        if kind in _PARAGRAPHS:
            text = _text(element)
        elif kind == "table-row":
            cells = (" ".join(filter(None, map(_text, _paragraphs(cell)))) for cell in element)
            text = "  ".join(filter(None, cells))
        else:
            waiting += [(child, depth + 1) for child in reversed(element)]
            continue
        if text:
            yield text


def _paragraphs(cell: Any) -> Iterator[Any]:
    return (one for one in cell.iter() if local_name(one) in _PARAGRAPHS)


def _text(paragraph: Any) -> str:
    """The text of a paragraph and of what stands in its line; notes are apart."""
    pieces: list[str] = [" ".join((paragraph.text or "").split("\n"))]
    waiting = [(child, False) for child in reversed(paragraph)]
    while waiting:
        element, is_closing = waiting.pop()
        if is_closing:
            pieces.append(element.tail or "")
            continue
        kind = local_name(element)
        if kind == "s":
            pieces.append(" " * min(_count(element), _MOST_SPACES))
        elif kind in ("tab", "line-break"):
            pieces.append("\t" if kind == "tab" else "\n")
        elif kind and kind not in _UNSEEN and kind not in _PARAGRAPHS:
            pieces.append(element.text or "")
            waiting.append((element, True))
            waiting += [(child, False) for child in reversed(element)]
            continue
        pieces.append(element.tail or "")
    return "".join(pieces).strip()


def _count(element: Any) -> int:
    text = element.get(f"{_TEXT}c", "1")
    return int(text) if text.isdecimal() and len(text) < 6 else 1
