"""The machine's side of a case file: made, put anew, sealed in the log, and read where people have spoken about it."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from timeline import __version__
from timeline.case.connection import make_tables, told
from timeline.case.log import Entry, Kind, genesis, seal
from timeline.case.part import chunks, marks, read_machine, read_shown
from timeline.case.review import Rejected
from timeline.case.rows import Writer, records_digest, write_entry
from timeline.case.writing import refuse_existing, written_aside
from timeline.types import SCHEMA, Timeline

PROGRAM = f"conflict-timeline {__version__}"
MACHINE = "timeline"  # who the machine's own entries are by
EMPTIED = (
    "claim_name", "claim_text", "claim_record", "claim", "event", "attribution", "timex", "article", "problem",
    "beside_article", "beside",
)  # fmt: skip


@contextmanager
def new_case(path: Path, *, force: bool = False) -> Iterator[sqlite3.Connection]:
    """An empty case to be filled, in one transaction; it takes the place of ``path`` when it is whole and on the disk.

    Raises `TimelineError` where ``path`` exists and ``force`` is not given, `CaseError` where the disk is full.
    """
    refuse_existing(path, force=force)
    with written_aside(path) as aside:
        with told(path), closing(sqlite3.connect(aside, isolation_level=None)) as base:
            base.row_factory = sqlite3.Row
            base.execute("PRAGMA journal_mode = OFF")  # nothing to go back to: an error takes the whole file away
            base.execute("PRAGMA synchronous = OFF")  # `written_aside` syncs the whole
            base.execute("PRAGMA cache_size = -65536")
            base.execute("BEGIN")
            make_tables(base)
            base.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA,))
            base.execute("INSERT INTO meta VALUES ('case', ?)", (str(uuid.uuid4()),))
            yield base
            base.execute("COMMIT")
            base.execute("PRAGMA journal_mode = WAL")  # stays with the file: others may read while one writes
        for rest in ("-wal", "-shm"):  # of the file that is replaced; they would be applied to the new one
            path.with_name(path.name + rest).unlink(missing_ok=True)


def read_meta(base: sqlite3.Connection, name: str) -> str:
    """A value of the table ``meta``; empty where there is none."""
    row = base.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def read_head(base: sqlite3.Connection) -> tuple[int, str]:
    """Number and hash of the last entry; of an empty log 0 and the hash of the case's id."""
    row = base.execute("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, genesis(read_meta(base, "case")))


def read_gone(base: sqlite3.Connection) -> frozenset[str]:
    """The claims that the machine no longer finds, kept for a person's word on them."""
    asked = "SELECT id FROM claim JOIN claim_record USING (position) WHERE gone = 1"
    return frozenset(row[0] for row in base.execute(asked))


def read_rejected(base: sqlite3.Connection) -> tuple[Rejected, ...]:
    """Every rejected claim with who rejected it and why, in the order of the articles."""
    asked = (
        "SELECT c.position, l.number, l.who, l.at, l.why FROM claim AS c JOIN claim_record AS r USING (position) "
        "JOIN word AS w ON w.target = r.id AND w.field = 'review' JOIN log AS l ON l.number = w.entry "
        "WHERE c.review = 2 AND coalesce(r.shown, r.record) != '' ORDER BY r.record IS NULL, c.position"
    )
    rows = base.execute(asked).fetchall()
    claims = read_shown(base, [row[0] for row in rows]).claims
    return tuple(
        Rejected(claim, row["why"], row["who"], row["at"], row["number"])
        for claim, row in zip(claims, rows, strict=True)
    )


def spoken_machine(base: sqlite3.Connection, targets: Iterable[str]) -> Timeline:
    """What the machine has of ``targets``, and of the events that they stand in."""
    named = set(targets)
    claims: set[int] = set()
    articles: set[int] = set()
    for some in chunks(named):
        claims |= {
            row[0]
            for row in base.execute(
                "SELECT position FROM claim_record JOIN claim USING (position) "
                f"WHERE gone IS NULL AND id IN ({marks(some)})",
                some,
            )
        }
        claims |= {
            row[0]
            for row in base.execute(
                "SELECT c.position FROM claim AS c JOIN event AS e ON e.position = c.machine_event "
                f"WHERE c.gone IS NULL AND e.id IN ({marks(some)})",
                some,
            )
        }
        articles |= {row[0] for row in base.execute(f"SELECT position FROM article WHERE id IN ({marks(some)})", some)}
    for places in chunks(claims):
        asked = f"SELECT article FROM claim WHERE position IN ({marks(places)})"
        articles |= {row[0] for row in base.execute(asked, places)}
    return read_machine(base, claims, articles)


def replace_machine(base: sqlite3.Connection, timeline: Timeline) -> None:
    """Puts ``timeline`` in the place of what the machine had; claims that people spoke about and that it no longer
    finds are kept, as long as their article is there and has their quote."""
    document = timeline.to_dict()
    gone = _kept_claims(base, document)
    for table in EMPTIED:
        base.execute(f"DELETE FROM {table}")
    for part in ("claims", "timexes", "attributions"):
        document[part] = [*document[part], *gone[part]]
    Writer(base).add(document)
    for some in chunks(claim["id"] for claim in gone["claims"]):
        those = f"SELECT position FROM claim_record WHERE id IN ({marks(some)})"
        base.execute(f"UPDATE claim SET gone = 1 WHERE position IN ({those})", some)


def _kept_claims(base: sqlite3.Connection, document: dict[str, Any]) -> dict[str, list[Any]]:
    """The claims to be kept, with their time expressions and attributions, renamed where the new run uses their id for
    something else."""
    texts = {article["id"]: article["text"] for article in document["articles"]}
    found = {claim["id"] for claim in document["claims"]}
    asked = "SELECT record FROM claim JOIN claim_record USING (position) WHERE word = 1 AND record IS NOT NULL"
    spoken = [json.loads(row[0]) for row in base.execute(asked)]
    claims = [
        claim
        for claim in spoken
        if claim["id"] not in found and texts.get(claim["article"], "")[claim["begin"] : claim["end"]] == claim["quote"]
    ]
    timexes = _kept_parts(
        base, "timex", {claim["time"]["timex"] for claim in claims if claim["time"]} - {None}, document
    )
    named = {name for claim in claims for name in claim["attribution"]}
    attributions = _kept_parts(base, "attribution", named, document)
    for claim in claims:
        if claim["time"] and claim["time"]["timex"] in timexes:
            claim["time"]["timex"] = timexes[claim["time"]["timex"]]["id"]
        claim["attribution"] = [attributions[name]["id"] for name in claim["attribution"] if name in attributions]
    present = {item["id"] for part in ("timexes", "attributions") for item in document[part]}
    return {
        "claims": claims,
        "timexes": [item for item in timexes.values() if item["id"] not in present],
        "attributions": [item for item in attributions.values() if item["id"] not in present],
    }


def _kept_parts(
    base: sqlite3.Connection, table: str, names: Collection[str], document: dict[str, Any]
) -> dict[str, Any]:
    new = {item["id"]: item for item in document["timexes" if table == "timex" else "attributions"]}
    kept = {}
    for some in chunks(sorted(names)):
        asked = f"SELECT record FROM {table} WHERE record IS NOT NULL AND id IN ({marks(some)})"
        for row in base.execute(asked, some):
            record = json.loads(row[0])
            name = record["id"]
            if name in new and new[name] != record:
                record["id"] = f"{name}-kept"
            kept[name] = record
    return kept


def seal_records(
    base: sqlite3.Connection,
    *,
    who: str,
    at: str,
    program: str,
    how: str = "",
    after: Mapping[str, int] | None = None,
) -> None:
    """Puts the seals of the records into the log, chained to what is there: of all, or with ``how`` "added" of those
    behind the positions ``after``. ``how`` is "migrated" for records that an older version had written."""
    number, previous = read_head(base)
    row = base.execute("SELECT after FROM log WHERE kind = 'build' ORDER BY number DESC LIMIT 1").fetchone()
    entry = Entry(
        number=number + 1,
        at=at,
        who=who,
        kind=Kind.BUILD,
        target="",
        field=how,
        before=json.loads(row[0]) if row else None,
        after={"program": program or PROGRAM, "records": records_digest(base, after or {})},
        machine=None,
        why="",
        on=number,
        previous=previous,
        hash="",
    )
    write_entry(base, seal(entry))
