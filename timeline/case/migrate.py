"""Fills the tables of version 2 from those of version 1, which kept one value of each and a log without hashes."""

from __future__ import annotations

import json
import sqlite3
import uuid
from typing import Any

from timeline.case.log import Entry, Kind, seal
from timeline.case.machine import read_head, read_meta, seal_records
from timeline.case.part import read_log as read_entries
from timeline.case.review import UNKNOWN, read_log
from timeline.case.rows import TABLES, Writer, write_entry


def fill_version_2(base: sqlite3.Connection) -> None:
    """Everything of version 1 under the present tables; then its tables go.

    Version 1 stored what a correction had made in the place of what the machine had: its values stay as they are, and
    its corrections stand in the log as words of which it is not known what the machine had.
    """
    if not read_meta(base, "case"):
        base.execute("INSERT INTO meta VALUES ('case', ?)", (str(uuid.uuid4()),))
    document: dict[str, list[Any]] = {}
    for table, part in TABLES.items():
        old = f"{table.removesuffix('_record')}_1"
        document[part] = [json.loads(row[0]) for row in base.execute(f"SELECT record FROM {old} ORDER BY position")]
    Writer(base).add(document)
    seal_records(base, who="timeline", at="", program="conflict-timeline, case format 1", how="migrated")
    asked = "SELECT at, who, article, field, before, after, why FROM action_1 ORDER BY id"
    for at, who, article, field, before, after, why in base.execute(asked).fetchall():
        number, previous = read_head(base)
        entry = Entry(
            number=number + 1,
            at=at,
            who=who,
            kind=Kind.CORRECT,
            target=article,
            field=field,
            before=before,
            after=after,
            machine=UNKNOWN,
            why=why,
            on=number,
            previous=previous,
            hash="",
        )
        write_entry(base, seal(entry))
    for target, words in read_log(read_entries(base)).words.items():
        for field, entry in words.items():
            base.execute("INSERT INTO word (target, field, entry) VALUES (?, ?, ?)", (target, field, entry.number))
    for table in TABLES:
        base.execute(f"DROP TABLE {table.removesuffix('_record')}_1")
    base.execute("DROP TABLE action_1")
