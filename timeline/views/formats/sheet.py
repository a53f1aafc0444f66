"""XLSX: a sheet of claims, one of events, one of articles; text stays text, and no cell is a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from timeline.types import Timeline
from timeline.views.formats.tables import (
    ARTICLE_COLUMNS,
    CLAIM_COLUMNS,
    EVENT_COLUMNS,
    Cell,
    article_cells,
    claim_cells,
    event_cells,
    guarded,
)

_LONGEST = 32_000
"""Characters that a cell holds; the file format allows 32,767."""

_MADE = datetime(1980, 1, 1)
"""The day written into the file: the same timeline gives the same bytes."""


def render_xlsx(timeline: Timeline) -> bytes:
    """The workbook; its header lines are frozen, so that they stay in sight."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "Conflict Timeline"
    book.properties.created = book.properties.modified = _MADE
    for title, columns, rows in (
        ("Claims", CLAIM_COLUMNS, (claim_cells(timeline, claim) for claim in timeline.claims)),
        ("Events", EVENT_COLUMNS, (event_cells(timeline, event) for event in timeline.events)),
        ("Articles", ARTICLE_COLUMNS, map(article_cells, timeline.articles)),
    ):
        _fill(book, title, columns, rows)
    out = io.BytesIO()
    book.save(out)
    return _with_fixed_times(out.getvalue())


def _fill(book: object, title: str, columns: Sequence[str], rows: Iterable[dict[str, Cell]]) -> None:
    from openpyxl.cell import WriteOnlyCell

    sheet = book.create_sheet(title)  # type: ignore[attr-defined]
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    for row in rows:
        cells = []
        for column in columns:
            value = guarded(row[column])
            cell = WriteOnlyCell(sheet, value=value[:_LONGEST] if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # never "f", whatever it begins with
            cells.append(cell)
        sheet.append(cells)


def _with_fixed_times(data: bytes) -> bytes:
    """The same archive with one time for all its parts, which are those of the clock otherwise."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = ZipInfo(name, date_time=_MADE.timetuple()[:6])
            part.compress_type = ZIP_DEFLATED
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _fixed_core(content)
            new.writestr(part, content)
    return out.getvalue()


def _fixed_core(content: bytes) -> bytes:
    import re

    return re.sub(rb"(<dcterms:modified[^>]{0,80}>)[^<]{0,40}", rb"\g<1>1980-01-01T00:00:00Z", content)
