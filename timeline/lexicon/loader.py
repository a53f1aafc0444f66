"""Reads the words, names and rules that stand as TOML and CSV beside this file; a broken file is one clear error."""

from __future__ import annotations

import csv
import tomllib
from importlib import resources
from typing import Any

from timeline.errors import RuleError


def read_toml(name: str) -> dict[str, Any]:
    """The TOML file ``name`` ("en/months.toml") of the lexicon folder.

    Raises `RuleError` that names the file and, where the parser knows it, the line.
    """
    text = read_data(name)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"lexicon/{name}: not valid TOML: {error}; mend the file at that place") from error


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of the CSV file ``name``, one dict a row by its header line; empty cells are empty strings.

    Raises `RuleError` with file and line where a row has too few or too many cells.
    """
    rows = csv.DictReader(read_data(name).splitlines(), strict=True)
    table = []
    for row in rows:
        if None in row or None in row.values():
            raise RuleError(
                f"lexicon/{name}:{rows.line_num}: the row has not as many cells as the header line; "
                "add or remove commas, and quote cells that hold one"
            )
        table.append(row)
    return table


def read_data(name: str) -> str:
    """The text of the lexicon file ``name``, which must be UTF-8."""
    path = resources.files("timeline.lexicon").joinpath(name)
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise RuleError(f"lexicon/{name}: no such file; reinstall, or restore it") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"lexicon/{name}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
