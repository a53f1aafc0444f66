"""XLSX and Parquet: tables whose cells have types; a date cell is a date."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from timeline.articles.drafts import NOTHING, Drafts
from timeline.articles.formats.columns import place_of
from timeline.articles.formats.packages import check_package
from timeline.articles.formats.tables import Row, read_rows, unique_names
from timeline.types import InputProblem

_MOST_COLUMNS = 500
_HEADER_ROWS = 20
"""Rows among which the header stands: above it a title, a note on the source."""

_BATCH = 200
_DEEPEST = 5
_OTHER_SAVE = "save it as .xlsx again, or as .csv (UTF-8)"


def read_xlsx(data: bytes, name: str, columns: Mapping[str, str] = NOTHING) -> Drafts:
    """A draft for each row of each sheet that has a text column; rows are numbered as the program shows them.

    Where there are several sheets each article says which it is from. A sheet without articles is told only where no
    sheet has any.
    """
    problem = check_package(data, name, "xl/workbook.xml")
    if problem:
        yield problem
        return
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations that are not read
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    # Whatever the library stumbles over in a damaged file: it declares no error of its own for most of it.
    except Exception as error:  # noqa: BLE001
        yield InputProblem(name, None, f"broken XLSX: {_first_line(error)}", _OTHER_SAVE)
        return
    problems: list[InputProblem] = []
    found = False
    for sheet in book.worksheets:
        said = (f"from the sheet {sheet.title!r}",) if len(book.worksheets) > 1 else ()
        for one in _of_sheet(sheet, name, columns, said):
            is_sheet = isinstance(one, InputProblem) and one.what.startswith("no text column")
            found = found or not is_sheet
            if is_sheet and isinstance(one, InputProblem):
                problems.append(one)
            else:
                yield one
    if not found:
        yield from problems[:1] or [InputProblem(name, None, "no rows in it", "put articles in it, one a row")]


def _of_sheet(sheet: Any, name: str, asked: Mapping[str, str], said: tuple[str, ...]) -> Drafts:
    numbered = _cells(sheet, name)
    above: list[tuple[int, tuple[object, ...]]] = []
    for one in numbered:
        if isinstance(one, InputProblem):
            yield one
            return
        above.append(one)
        if len(above) >= _HEADER_ROWS or _is_header(one[1]):
            break
    if not above:
        return
    header_row, cells = above[-1]
    header = unique_names(cells)
    yield from read_rows(_rows(numbered, header), header, name, header_row=header_row, asked=asked, said=said)


def _is_header(cells: tuple[object, ...]) -> bool:
    """Several cells, or the one name of a column that is known: not the title of the table."""
    named = [str(cell) for cell in cells if cell is not None]
    return len(named) > 1 or (len(named) == 1 and place_of(named[0]) is not None)


def _cells(sheet: Any, name: str) -> Iterator[tuple[int, tuple[object, ...]] | InputProblem]:
    """The rows that are not empty, with their numbers; the first problem ends them."""
    try:
        sheet.reset_dimensions()  # a wrong size in the file would hide rows
        for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS), 1):
            end = max(
                (place for place, cell in enumerate(cells, 1) if cell is not None and str(cell).strip()), default=0
            )
            if end:
                yield number, cells[:end]
    except Exception as error:  # noqa: BLE001  # as above
        what = f"broken sheet {sheet.title!r}: {_first_line(error)}"
        yield InputProblem(name, None, what, f"{_OTHER_SAVE}; its rows from here on were not read")


def _rows(
    numbered: Iterator[tuple[int, tuple[object, ...]] | InputProblem], header: tuple[str, ...]
) -> Iterator[Row | InputProblem]:
    for one in numbered:
        if isinstance(one, InputProblem):
            yield one
        else:
            padded = (*one[1], *(None,) * (len(header) - len(one[1])))
            yield one[0], {key: _plain(cell) for key, cell in zip(header, padded, strict=False)}


def _plain(cell: object) -> object:
    """Cells of time of day, of a length of time and errors of formulas are no text and no date."""
    if isinstance(cell, str):
        return None if cell.startswith("#") and cell.rstrip("!?").isupper() else cell.replace("_x000D_", "")
    return cell if isinstance(cell, int | float | bool | date | datetime) else None


def read_parquet(data: bytes, name: str, columns: Mapping[str, str] = NOTHING) -> Drafts:
    """A draft for each row, counted from 1; read in batches, so that a long table needs little memory."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(io.BytesIO(data))
        header = tuple(_leaf_names(table.schema_arrow))
    except (pa.ArrowException, OSError, ValueError) as error:
        yield InputProblem(name, None, f"broken Parquet: {_first_line(error)}", "save it again, or as .csv or .jsonl")
        return
    if len(set(header)) < len(header):
        yield InputProblem(name, None, "two columns of one name", "give each column a name of its own")
        return
    yield from read_rows(_batches(table, name), header, name, header_row=None, asked=columns)


def _leaf_names(schema: Any, above: str = "") -> Iterator[str]:
    """The names of the columns; those of records within a record under dotted keys, as `from_record` has them."""
    for field in schema:
        kind = field.type.value_type if hasattr(field.type, "value_type") else field.type
        if hasattr(kind, "get_field_index") and above.count(".") < _DEEPEST:
            yield from _leaf_names(kind, f"{above}{field.name}.")
        else:
            yield above + field.name


def _batches(table: Any, name: str) -> Iterator[Row | InputProblem]:
    import pyarrow as pa

    row = 0
    try:
        for batch in table.iter_batches(batch_size=_BATCH):
            for cells in batch.to_pylist():
                row += 1
                yield row, cells
    except (pa.ArrowException, OSError, ValueError) as error:
        what = f"broken Parquet: {_first_line(error)}"
        yield InputProblem(name, row + 1, what, "save it again; the rows from here on were not read")


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).split("\n", 1)[0][:200]
