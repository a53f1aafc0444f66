"""The case file: one SQLite database that holds a timeline and the log of what people said about it."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from timeline.case.actions import Action
from timeline.case.writing import refuse_existing, written_aside
from timeline.errors import CaseError
from timeline.exchange import timeline_from_dict
from timeline.types import SCHEMA, Timeline

VERSION = 1
APPLICATION_ID = 0x43544C31  # "CTL1": tells our files from other SQLite databases
TABLES = {
    "article": "articles",
    "timex": "timexes",
    "attribution": "attributions",
    "event": "events",
    "claim": "claims",
    "problem": "problems",
}


@dataclass(frozen=True, slots=True)
class Case:
    """What a case file holds: the timeline as it was last built, and every action, oldest first."""

    timeline: Timeline
    actions: tuple[Action, ...] = ()


def save_case(path: Path, timeline: Timeline, *, actions: Sequence[Action] = (), force: bool = False) -> None:
    """Writes a new case file, aside and then renamed into place.

    Raises `TimelineError` where ``path`` exists and ``force`` is not given.
    """
    refuse_existing(path, force=force)
    with written_aside(path) as aside:
        with closing(sqlite3.connect(aside)) as base, base:
            base.execute("PRAGMA journal_mode = WAL")  # stays with the file; a second process may read while one writes
            base.executescript(resources.files("timeline.case").joinpath("schema.sql").read_text(encoding="utf-8"))
            base.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            base.execute(f"PRAGMA user_version = {VERSION}")
            base.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA,))
            _write_timeline(base, timeline)
            for action in actions:
                _write_action(base, action)
        for rest in ("-wal", "-shm"):  # of the file that is replaced; they would be applied to the new one
            path.with_name(path.name + rest).unlink(missing_ok=True)


def load_case(path: Path) -> Case:
    """Reads a case file. Raises `CaseError` where it is none, is newer than this program, or is damaged."""
    with _opened(path) as base:
        parts: dict[str, Any] = {"schema": SCHEMA}
        for table, part in TABLES.items():
            parts[part] = [json.loads(row[0]) for row in base.execute(f"SELECT record FROM {table} ORDER BY position")]
        parts["undated"] = [claim["id"] for claim in parts["claims"] if claim["time"] is None]
        names = [field.name for field in dataclasses.fields(Action)]
        actions = tuple(Action(*row) for row in base.execute(f"SELECT {', '.join(names)} FROM action ORDER BY id"))
        return Case(timeline_from_dict(parts), actions)


def append_action(path: Path, action: Action, timeline: Timeline) -> None:
    """Adds one action to the log, and the timeline as it is after it, in one transaction.

    When this returns, it is on the disk. Raises `CaseError` where the file is locked or damaged.
    """
    with _opened(path) as base, base:
        base.execute("BEGIN IMMEDIATE")
        _write_action(base, action)
        for table in (*reversed(TABLES), "claim_text"):
            base.execute(f"DELETE FROM {table}")
        _write_timeline(base, timeline)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise CaseError(f"{path}: no such case file; name one, or make one with: timeline build FOLDER --case {path}")
    try:
        with closing(sqlite3.connect(path, timeout=10)) as base:
            _refuse_foreign(path, base)
            base.execute("PRAGMA foreign_keys = ON")
            base.execute("PRAGMA synchronous = FULL")
            yield base
    except sqlite3.OperationalError as error:
        raise CaseError(f"{path}: {error}; close other programs that use it, or check the disk") from error
    except (sqlite3.DatabaseError, json.JSONDecodeError) as error:
        raise CaseError(f"{path}: the case file is damaged ({error}); take it from a backup") from error


def _refuse_foreign(path: Path, base: sqlite3.Connection) -> None:
    try:
        application, version = (
            base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
    except sqlite3.DatabaseError as error:
        raise CaseError(f"{path}: is not a case file; name one that timeline build --case has made") from error
    if application != APPLICATION_ID:
        raise CaseError(f"{path}: is not a case file; name one that timeline build --case has made")
    if version > VERSION:
        raise CaseError(f"{path}: was made by a newer version (case format {version}); update the program to open it")


def _write_timeline(base: sqlite3.Connection, timeline: Timeline) -> None:
    document = timeline.to_dict()
    event_of = {claim: event["id"] for event in document["events"] for claim in event["claims"]}
    for table, part in TABLES.items():
        columns = [row[1] for row in base.execute(f"PRAGMA table_info({table})")]
        marks = ", ".join("?" * len(columns))
        base.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
            ([_cell(name, index, record, event_of) for name in columns] for index, record in enumerate(document[part])),
        )
    base.executemany(
        "INSERT INTO claim_text (rowid, quote) VALUES (?, ?)",
        ((index, claim["quote"]) for index, claim in enumerate(document["claims"])),
    )


def _cell(column: str, index: int, record: dict[str, Any], event_of: dict[str, str]) -> Any:
    """The value of a finding column: taken from the record, or from the time that an article or a claim has."""
    if column == "position":
        return index
    if column == "record":
        return json.dumps(record, ensure_ascii=False)
    if column == "event":
        return event_of.get(record["id"])
    if column == "outlet":
        return (record["outlet"] or {}).get("name")
    if column in ("earliest", "latest") and column not in record:
        return (record.get("published") or record.get("time") or {}).get(column)
    return record[column]


def _write_action(base: sqlite3.Connection, action: Action) -> None:
    names = [field.name for field in dataclasses.fields(Action)]
    base.execute(
        f"INSERT INTO action ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", dataclasses.astuple(action)
    )
