"""DOCX: paragraphs, headings, lists and tables in their order, footnotes behind them, its properties as evidence."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from typing import Any

from timeline.articles.drafts import Draft, Drafts, Stated
from timeline.articles.formats.instants import written_date
from timeline.articles.formats.packages import check_package
from timeline.types import Evidence, InputProblem

_MAIN = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = ("footnotes", "endnotes")
_DEPTH = 60
_UNSEEN = frozenset(f"{_WORD}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sdtPr"))
_SEPARATORS = frozenset(["separator", "continuationSeparator", "continuationNotice"])


def read_docx(data: bytes, name: str) -> Drafts:
    """The one draft of a document; text that was deleted under "track changes" is left out, inserted text is kept.

    The names in its properties are not asked for: they are who typed it, and may be somebody who must not be named.
    """
    problem = check_package(data, name, _MAIN)
    if problem:
        yield problem
        return
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        yield _draft(document, name)
    # Whatever the library stumbles over in a damaged file: it declares no error of its own for most of it.
    except Exception as error:  # noqa: BLE001
        why = (str(error) or type(error).__name__).split("\n", 1)[0][:200]
        yield InputProblem(name, None, f"a damaged DOCX: {why}", "open it, and save it again, or as text (UTF-8)")


def _draft(document: Any, name: str) -> Draft | InputProblem:
    blocks = list(_blocks(document.element.body))
    if not any(any(map(str.isalnum, text)) for _, text in blocks):
        return InputProblem(name, None, "a DOCX without a text", "look at what was saved: it may hold pictures alone")
    titles = [text for style, text in blocks if style == "title"]
    notes = list(_notes(document))
    doubts = [f"{len(notes)} footnotes stand at the end of the text"] if notes else []
    if next(document.element.body.iter(f"{_WORD}ins", f"{_WORD}del"), None) is not None:
        doubts.append("changes are tracked in it: the text is the one with all of them accepted")
    return Draft(
        "\n\n".join([*(text for _, text in blocks), *notes]),
        fields={"title": " ".join(titles[0].split())} if titles else {},
        doubts=tuple(doubts),
        stated=tuple(_properties(document)),
    )


def _properties(document: Any) -> Iterator[Stated]:
    """When the file was made and last saved, as evidence; see `saved_or_made`."""
    properties = document.core_properties
    made, saved = (written_date(day) if day else None for day in (properties.created, properties.modified))
    yield from saved_or_made(made[0] if made else "", saved[0] if saved else "")


def saved_or_made(made: str, saved: str) -> Iterator[Stated]:
    """The day of the last saving, by which the text was there, where it is later than that of the making.

    The latter is often a template's, years older than the text: programs that write documents leave it as it is.
    Both are ISO 8601, empty where the file has none.
    """
    if saved and saved > made:
        yield Stated("other", Evidence("saved", saved, "the day on which the file was last saved, by its properties"))
    elif made:
        note = "the day on which the file, or its template, was made, by its properties"
        yield Stated("other", Evidence("made", made, note))


def _blocks(body: Any) -> Iterator[tuple[str, str]]:
    """The style and text of each paragraph, and of each row of a table, in order; empty ones are passed by."""
    waiting: list[tuple[Any, int]] = [(child, 0) for child in reversed(body)]
    while waiting:
        element, depth = waiting.pop()
        if depth > _DEPTH or element.tag in _UNSEEN:
            continue
        if element.tag == f"{_WORD}p":
            text = _text(element)
            if text:
                yield _style(element), text
            waiting += [
                (box, depth + 1) for box in reversed(list(element.iter(f"{_WORD}txbxContent"))) if _is_shown(box)
            ]
        elif element.tag == f"{_WORD}tr":
            cells = [_cell(cell) for cell in element.iter(f"{_WORD}tc")]
            if any(cells):
                yield "row", "  ".join(filter(None, cells))
        else:
            waiting += [(child, depth + 1) for child in reversed(element)]


def _is_shown(box: Any) -> bool:
    """Whether a text box is not the copy that old programs show in its place."""
    return not any(above.tag.endswith("}Fallback") for above in itertools.islice(box.iterancestors(), _DEPTH))


def _cell(cell: Any) -> str:
    return " ".join(filter(None, (_text(paragraph) for paragraph in cell.iter(f"{_WORD}p"))))


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    return str(style.get(f"{_WORD}val", "")).lower() if style is not None else ""


def _text(paragraph: Any) -> str:
    """The text of a paragraph, of its links too; a forced line break is one."""
    pieces: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _UNSEEN or element.tag == f"{_WORD}p":
            continue
        if element.tag == f"{_WORD}t":
            pieces.append(element.text or "")
        elif element.tag == f"{_WORD}tab":
            pieces.append("\t")
        elif element.tag in (f"{_WORD}br", f"{_WORD}cr"):
            pieces.append("\n")
        elif element.tag == f"{_WORD}noBreakHyphen":
            pieces.append("\u2011")
        else:
            waiting += reversed(element)
    return "".join(pieces).strip()


def _notes(document: Any) -> Iterator[str]:
    """The text of each footnote and endnote, which the library leaves alone."""
    from timeline.articles.formats.xml import parse_xml

    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(_NOTES):
            continue
        root = parse_xml(relation.target_part.blob, "")
        if isinstance(root, InputProblem):
            continue
        for note in root:
            if note.get(f"{_WORD}type") not in _SEPARATORS:
                text = " ".join(filter(None, (_text(paragraph) for paragraph in note.iter(f"{_WORD}p"))))
                if text:
                    yield text
