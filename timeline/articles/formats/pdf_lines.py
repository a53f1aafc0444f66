"""The lines of a PDF's pages in the order of reading: a PDF holds glyphs and where they stand, no lines."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

_GAP = 1.5
"""Heights of a line that stand empty between two columns; between words it is a quarter."""

_CELL_GAP = 3.0

_LEAST_COLUMN = 18
"""Characters in a line of a column; what is shorter is a cell of a table, and stays in its row."""

_ROW_SHARE = 0.3
"""Share of the pieces that have a neighbour on their right written next: the page was written across its columns."""

_WIDE = 0.6
"""Share of the page's width that no column has: a headline above them."""

_MOST_CHARACTERS = 200_000
"""Characters of one page; more are a picture made of letters."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line or the piece of a line in one column: its text, its place in points from the lower left corner, and the
    height of its letters."""

    text: str
    left: float
    right: float
    bottom: float
    height: float

    def is_beside(self, other: Line) -> bool:
        return abs(self.bottom - other.bottom) < 0.4 * max(self.height, other.height)


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page in reading order, its height, and how many of its characters have no known letter."""

    lines: tuple[Line, ...]
    height: float
    unknown: int = 0


def read_page(page: Any, raw: Any) -> PageLines:
    """The lines of a page of pdfium; ``raw`` is its library of plain functions."""
    text_page = page.get_textpage()
    try:
        count = min(text_page.count_chars(), _MOST_CHARACTERS)
        glyphs = list(_glyphs(text_page.raw, raw, count))
    finally:
        text_page.close()
    unknown = sum(glyph[0] in ("\ufffd", "\x00") for glyph in glyphs)
    return PageLines(_in_order(tuple(_pieces(glyphs))), float(page.get_height()), unknown)


_Glyph = tuple[str, float, float, float, float]
"""A character, its left and right, its bottom and its height; a line end that pdfium made is a line end."""


def _glyphs(handle: Any, raw: Any, count: int) -> Iterator[_Glyph]:
    box = raw.FS_RECTF()
    place = ctypes.byref(box)
    high = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        character = chr(code)
        if character in "\r\n":
            yield "\n", 0.0, 0.0, 0.0, 0.0
            continue
        if character in "\x02\ufffe":
            character = "-"  # pdfium's own mark of a hyphen that ends a line
        raw.FPDFText_GetLooseCharBox(handle, index, place)
        yield character, box.left, box.right, box.bottom, abs(box.top - box.bottom)


def _pieces(glyphs: Iterable[_Glyph]) -> Iterator[Line]:
    """Runs of glyphs that stand on one line without a gap."""
    run: list[_Glyph] = []
    for glyph in glyphs:
        if run and _ends(run, glyph):
            yield from _line(run)
            run = []
        if glyph[0] != "\n" and (run or not glyph[0].isspace()):
            run.append(glyph)
    yield from _line(run)


def _ends(run: list[_Glyph], glyph: _Glyph) -> bool:
    character, left, _, bottom, height = glyph
    if character == "\n":
        return True
    if character.isspace():
        return False
    last = next(before for before in reversed(run) if not before[0].isspace())
    size = max(last[4], 1.0)
    return left - last[2] > _GAP * size or left < run[0][1] - size or abs(bottom - last[3]) > 0.7 * max(size, height)


def _line(run: list[_Glyph]) -> Iterator[Line]:
    text = " ".join("".join(glyph[0] for glyph in run).split())
    seen = [glyph for glyph in run if not glyph[0].isspace()]
    if text and seen:
        height = median(glyph[4] for glyph in seen)
        yield Line(text, seen[0][1], max(glyph[2] for glyph in seen), median(glyph[3] for glyph in seen), height)


def _in_order(pieces: tuple[Line, ...]) -> tuple[Line, ...]:
    """As they were written, which is the order of reading in most files; by columns where they were written across."""
    pairs = [
        (one, other) for one, other in itertools.pairwise(pieces) if one.is_beside(other) and other.left > one.left
    ]
    if not pairs or 2 * len(pairs) < _ROW_SHARE * len(pieces):
        return tuple(_rows(pieces))
    if median(min(len(one.text), len(other.text)) for one, other in pairs) < _LEAST_COLUMN:
        return tuple(_rows(pieces))
    return tuple(_by_columns(pieces))


def _rows(pieces: tuple[Line, ...]) -> Iterator[Line]:
    """Neighbours on one line as one line: the cells of a row."""
    row: list[Line] = []
    for piece in pieces:
        if row and not (row[-1].is_beside(piece) and piece.left >= row[-1].right):
            yield _joined(row)
            row = []
        row.append(piece)
    if row:
        yield _joined(row)


def _joined(row: list[Line]) -> Line:
    """Two spaces between cells; one in a line whose words were driven apart to fill its column."""
    text = row[0].text
    for before, piece in itertools.pairwise(row):
        text += ("  " if piece.left - before.right > _CELL_GAP * piece.height else " ") + piece.text
    return row[0] if len(row) == 1 else Line(text, row[0].left, row[-1].right, row[0].bottom, row[0].height)


def _by_columns(pieces: tuple[Line, ...]) -> Iterator[Line]:
    """From the top: what is as wide as the page by itself, between such lines each column from its top to its end."""
    width = max(piece.right for piece in pieces) - min(piece.left for piece in pieces)
    band: list[Line] = []
    for piece in sorted(pieces, key=lambda one: -one.bottom):
        if piece.right - piece.left > _WIDE * width:
            yield from _columns(band)
            band = []
            yield piece
        else:
            band.append(piece)
    yield from _columns(band)


def _columns(band: list[Line]) -> Iterator[Line]:
    columns: list[tuple[float, float, list[Line]]] = []
    for piece in sorted(band, key=lambda one: one.left):
        if columns and piece.left < columns[-1][1]:
            left, right, lines = columns[-1]
            lines.append(piece)
            columns[-1] = (left, max(right, piece.right), lines)
        else:
            columns.append((piece.left, piece.right, [piece]))
    for _, _, lines in columns:
        yield from sorted(lines, key=lambda one: -one.bottom)
