"""CSV and TSV: a row an article, a column a field; and what tables of every format have in common."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from timeline.articles.drafts import NOTHING, Draft, Drafts
from timeline.articles.formats.columns import Columns, asked_wrongly, choose_columns, with_longest
from timeline.articles.formats.records import from_record
from timeline.types import InputProblem

Row = tuple[int, Mapping[str, object]]
"""The number of a row, as its program counts, and its cells by their column."""

_FIRST_ROWS = 20
"""Rows looked at where no name tells which column is the text's."""


def read_csv(text: str, name: str, columns: Mapping[str, str] = NOTHING) -> Drafts:
    """Rows are numbered by the line of the file they begin in, as a text editor counts.

    ``columns`` says which column holds which field, where the guess by name would be wrong.
    """
    csv.field_size_limit(max(len(text), 131_072))  # an article is longer than the 128 kB the module allows a cell
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        header = unique_names(next(rows))
    except csv.Error as error:
        yield InputProblem(name, 1, f"broken CSV: {error}", "mend the quotes; the rows from here on were not read")
        return
    yield from read_rows(_rows(rows, header, name), header, name, header_row=1, asked=columns)


def _rows(rows: Iterator[list[str]], header: Sequence[str], name: str) -> Iterator[Row | InputProblem]:
    begins = rows.line_num + 1  # type: ignore[attr-defined]  # of csv.reader, which has no type of its own
    try:
        for cells in rows:
            row, begins = begins, rows.line_num + 1  # type: ignore[attr-defined]
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                what = f"the row has {len(cells)} cells, the header line {len(header)}"
                yield InputProblem(name, row, what, "add or remove commas, and quote cells that hold one")
                continue
            yield row, dict(zip(header, cells, strict=True))
    except csv.Error as error:
        yield InputProblem(name, begins, f"broken CSV: {error}", "mend the quotes; the rows from here on were not read")


def unique_names(cells: Iterable[object]) -> tuple[str, ...]:
    """The names of columns, one line each; a name that is there twice, or is empty, gets its number."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = " ".join(str(cell if cell is not None else "").split())
        names.append(name if name and name not in names else f"{name or 'column'} ({number})")
    return tuple(names)


def read_rows(
    rows: Iterator[Row | InputProblem],
    header: Sequence[str],
    name: str,
    *,
    header_row: int | None,
    asked: Mapping[str, str],
    said: tuple[str, ...] = (),
) -> Drafts:
    """The drafts of a table's rows, by columns that are chosen once for the whole table."""
    wrong = asked_wrongly(header, asked)
    if wrong:
        yield InputProblem(name, header_row, wrong, f"name one of the columns: {_listed(header)}")
        return
    columns = choose_columns(header, asked)
    first: list[Row | InputProblem] = []
    if not columns.has_text:
        first = list(itertools.islice(rows, _FIRST_ROWS))
        columns = with_longest(columns, [one[1] for one in first if isinstance(one, tuple)])
    if not columns.has_text:
        what = f"no text column; the header line has: {_listed(header)}"
        yield InputProblem(name, header_row, what, "name the column with the article's text: text")
        return
    for one in itertools.chain(first, rows):
        yield one if isinstance(one, InputProblem) else _draft(one, columns, name, said)


def _draft(row: Row, columns: Columns, name: str, said: tuple[str, ...]) -> Draft | InputProblem:
    return from_record(dict(row[1]), name, row[0], columns=columns, said=said)


def _listed(header: Sequence[str]) -> str:
    return " ".join(", ".join(header).split())[:200]


def _delimiter(text: str) -> str:
    """Comma, semicolon, tab or bar: whichever the header line has most of."""
    header = text.split("\n", 1)[0]
    return max(",;\t|", key=header.count)
