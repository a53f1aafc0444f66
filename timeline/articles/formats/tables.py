"""CSV and TSV: a row an article, a column a field."""

from __future__ import annotations

import csv
import io

from timeline.articles.drafts import Drafts
from timeline.articles.formats.records import from_record
from timeline.types import InputProblem

_ROW_BODY = "text"


def read_csv(text: str, name: str) -> Drafts:
    """Rows are numbered by the line of the file they begin in, as a text editor counts."""
    csv.field_size_limit(max(len(text), 131_072))  # an article is longer than the 128 kB the module allows a cell
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    begins = 1
    try:
        header = [cell.strip().lower() for cell in next(rows)]
        if _ROW_BODY not in header:
            what = f"no text column; the header line has: {' '.join(', '.join(header).split())[:200]}"
            yield InputProblem(name, 1, what, "name the column with the article's text: text")
            return
        begins = rows.line_num + 1
        for cells in rows:
            row, begins = begins, rows.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                what = f"the row has {len(cells)} cells, the header line {len(header)}"
                yield InputProblem(name, row, what, "add or remove commas, and quote cells that hold one")
                continue
            yield from_record(dict(zip(header, cells, strict=True)), name, row)
    except csv.Error as error:
        yield InputProblem(name, begins, f"broken CSV: {error}", "mend the quotes; the rows from here on were not read")


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: whichever the header line has most of."""
    header = text.split("\n", 1)[0]
    return max(",;\t", key=header.count)
