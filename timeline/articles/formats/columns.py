"""Which column of a table, or which field of a record, holds which part of an article: guessed by name, or as asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from timeline.articles.drafts import FIELDS, NOTHING
from timeline.lexicon.loader import read_toml

_FILE = "columns.toml"
_MARKS = re.compile(r"[\W_]+")
_BESIDE = re.compile(r"\s{1,5}[(\[][^()\[\]]{0,40}[)\]]\Z")
"""What people write behind a name: "Headline (EN)"."""
_DOT = re.compile(r"\.(?!\s|\Z)")
"""A record within a record; not the dot of "Pub. date"."""
_LONGEST_NAME = 80
_LONG_TEXT = 300
"""Characters of a cell that is an article's text rather than a name or a title."""


@dataclass(frozen=True, slots=True)
class Columns:
    """For each field the columns that can hold it, as they are written, the likeliest first; ``asked`` are the fields
    whose column the user gave, ``guessed_by_length`` tells that the text's column was known by nothing but its length.
    """

    of: Mapping[str, tuple[str, ...]]
    asked: frozenset[str] = frozenset()
    guessed_by_length: bool = False

    @property
    def has_text(self) -> bool:
        return bool(self.of.get("text") or self.of.get("summary"))


def choose_columns(names: Sequence[str], asked: Mapping[str, str] = NOTHING) -> Columns:
    """The columns of ``names`` for each field; what is ``asked`` (field to column) holds before any guess.

    >>> choose_columns(["Datum", "Titel", "Body", "Body length"]).of["text"]
    ('Body',)
    """
    return _chosen(tuple(names), tuple(sorted(asked.items())))


@lru_cache(maxsize=512)
def _chosen(names: tuple[str, ...], asked: tuple[tuple[str, str], ...]) -> Columns:
    given = {field: column for field, wanted in asked if (column := _written(names, wanted)) is not None}
    found: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        place = place_of(name) if name not in given.values() else None
        if place and place[0] not in given:
            found.setdefault(place[0], []).append((place[1], name))
    of = {field: tuple(name for _, name in sorted(ranked)) for field, ranked in found.items()}
    return Columns(of | {field: (column,) for field, column in given.items()}, frozenset(given))


def _written(names: Sequence[str], wanted: str) -> str | None:
    """The column that is meant: the very name, else the one that differs in case and marks alone."""
    if wanted in names:
        return wanted
    alike = [name for name in names if _path(name) == _path(wanted)]
    return alike[0] if len(alike) == 1 else None


def asked_wrongly(names: Sequence[str], asked: Mapping[str, str]) -> str | None:
    """What is wrong with a mapping by the user: a field that no article has, or a column that the table has not."""
    for field, wanted in asked.items():
        if field not in FIELDS:
            return f"an article has no field {field!r}"
        if _written(names, wanted) is None:
            return f"no column {wanted!r} for {field}"
    return None


def with_longest(columns: Columns, rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Where no name tells the text's column: the one column whose cells are long; as it was where none or several are.

    ``rows`` are the first of the table. The column's name is unknown to us, so its articles say how it was chosen.
    """
    if columns.has_text or not rows:
        return columns
    taken = {name for found in columns.of.values() for name in found}
    lengths = {
        name: sorted(len(row[name]) if isinstance(row.get(name), str) else 0 for row in rows)[len(rows) // 2]
        for name in rows[0]
        if name not in taken
    }
    long = [name for name, length in lengths.items() if length >= _LONG_TEXT]
    if len(long) != 1:
        return columns
    return Columns({**columns.of, "text": (long[0],)}, columns.asked, guessed_by_length=True)


def told(columns: Columns, used: Mapping[str, str]) -> tuple[str, ...]:
    """What a reader is told of the columns that were guessed: ``used`` is field to column of one row."""
    guessed = [
        f"{column!r} as {field}"
        for field, column in used.items()
        if field not in columns.asked and _path(column) != (field,)
    ]
    if not guessed:
        return ()
    how = " (by its length alone)" if columns.guessed_by_length else ""
    return (f"columns guessed{how}: {', '.join(guessed)}; name them otherwise if that is wrong",)


def place_of(name: str) -> tuple[str, int] | None:
    """The field that a column's name stands for, and the rank of that name; ``None`` where it stands for none."""
    if len(name) > _LONGEST_NAME:
        return None
    known, containers = _names()
    name = _BESIDE.sub("", name.strip()) or name.strip()
    parts = _DOT.split(name)
    while parts:
        path = _path(".".join(parts))
        if path in known:
            return known[path]
        if parts[0].casefold() not in containers:
            return None
        parts = parts[1:]
    return None


def _path(name: str) -> tuple[str, ...]:
    """The parts of a dotted name without case, spaces and marks; parts that databases add ("$date") are no part."""
    parts = (part for part in _DOT.split(name.strip()) if not part.startswith("$"))
    return tuple(plain for part in parts if (plain := _MARKS.sub("", part.casefold())))


@cache
def _names() -> tuple[dict[tuple[str, ...], tuple[str, int]], frozenset[str]]:
    data = read_toml(_FILE)
    known: dict[tuple[str, ...], tuple[str, int]] = {}
    for block in data["column"]:
        for rank, name in enumerate(block["names"]):
            known.setdefault(_path(name), (block["field"], rank))
    return known, frozenset(name.casefold() for name in data["containers"])


@cache
def list_keys() -> frozenset[str]:
    """The keys under which files keep their list of records."""
    return frozenset(read_toml(_FILE)["lists"])


def check_columns() -> tuple[str, ...]:
    """What is wrong with the names of columns, one line each."""
    wrongs = []
    owners: dict[tuple[str, ...], str] = {}
    for block in read_toml(_FILE)["column"]:
        field = block["field"]
        if field not in (*FIELDS, "summary"):
            wrongs.append(f"{_FILE}: {field!r} is no field of an article")
        for name in block["names"]:
            owner = owners.setdefault(_path(name), field)
            if owner != field:
                wrongs.append(f"{_FILE}: {name!r} is given for {owner} and for {field}")
        wrongs += [f"{_FILE}: {field}: misses {name!r}" for name in block["examples"] if _field(name) != field]
        wrongs += [f"{_FILE}: {field}: takes {name!r}" for name in block["rejects"] if _field(name) == field]
    return tuple(wrongs)


def _field(name: str) -> str | None:
    place = place_of(name)
    return place[0] if place else None
