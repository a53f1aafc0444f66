"""Checks a case from end to end: the chain of the log, the seals of the records, every quote against the text of its
article, what is shown against the log, and the articles against their sources where these are at hand."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.case.connection import opened
from timeline.case.log import Broken, Entry, Kind, broken_chain, digest
from timeline.case.machine import PROGRAM, read_meta
from timeline.case.part import read_log
from timeline.case.refresh import refresh
from timeline.case.review import Reexamine, assemble_found
from timeline.case.review import read_log as read_said
from timeline.case.rows import RECORDS, day_number, records_digest, sealed
from timeline.pipeline import examine

SPANS = ("source", "cue", "content", "trigger")
LINES = {"timex": "a time expression", "attribution": "an attribution", "claim_record": "a claim"}


@dataclass(frozen=True, slots=True)
class Verified:
    """What verification found: everything that is ``broken``, how much was looked at, and sources not at hand."""

    broken: tuple[Broken, ...]
    entries: int
    articles: int
    quotes: int
    sources: int
    absent: tuple[str, ...]


def verify_case(path: Path, *, sources: Path | None = None, reexamine: Reexamine = examine) -> Verified:
    """Looks at everything in the case. ``sources`` is the folder that the paths of the articles are relative to.

    Raises `CaseError` where the file is no case, or so damaged that it cannot be read.
    """
    with opened(path) as base:
        broken = [Broken("file", str(row[0])) for row in base.execute("PRAGMA quick_check(20)") if row[0] != "ok"]
        log = read_log(base)
        broken += broken_chain(read_meta(base, "case"), log)
        broken += _seals(base)
        broken += _against_log(base, log)
        articles, quotes, wrong = _quotes(base)
        broken += wrong
        broken += _columns(base)
        broken += _words(base, log)
        found, absent, changed = _sources(base, sources)
        broken += changed
        same_program = bool(log) and last_program(log) == PROGRAM
    if same_program and not broken:  # another version of the program may find other things in a corrected article
        broken += _shown(path, reexamine)
    return Verified(tuple(broken), len(log), articles, quotes, found, absent)


def last_program(log: Iterable[Entry]) -> str:
    """The program whose records the case holds, with its version."""
    return next((entry.after["program"] for entry in reversed(list(log)) if entry.kind is Kind.BUILD), "")


def _seals(base: sqlite3.Connection) -> Iterator[Broken]:
    """Records that are other than when they were written."""
    for table in RECORDS:
        key = "position" if table == "problem" else "id"
        for name, record, seal in base.execute(f"SELECT {key}, record, seal FROM {table} WHERE record IS NOT NULL"):
            if digest(record) != seal:
                yield Broken(f"{table.removesuffix('_record')} {name}", "its record was changed after it was written")


def _against_log(base: sqlite3.Connection, log: Iterable[Entry]) -> Iterator[Broken]:
    """Tables from which records were taken, or to which some were added, since the machine's last entry in the log."""
    built: list[Entry] = []
    for entry in log:
        if entry.kind is Kind.BUILD:  # a whole run takes the place of all before; what was added stands beside it
            built = [*built, entry] if entry.field == "added" else [entry]
    if not built:
        yield Broken("log", "has no entry of the machine: it cannot be told what the records were")
        return
    counts = {part: built_now["count"] for part, built_now in records_digest(base, {}).items()}
    for part, count in counts.items():
        then = sum(entry.after["records"][part]["count"] for entry in built)
        if count != then:
            yield Broken(part, f"are {count} records where entry {built[-1].number} of the log has {then}")
    for entry in built:
        for part, then in entry.after["records"].items():
            if sealed(base, part, then["first"], then["last"]) != then:
                yield Broken(part, f"are not the records that entry {entry.number} of the log has sealed")


def _quotes(base: sqlite3.Connection) -> tuple[int, int, list[Broken]]:
    """Every span of what is shown and of what the machine had, against the text of its article."""
    articles = quotes = 0
    broken: list[Broken] = []
    tables = (("timex", "id, record, shown"), ("attribution", "id, record, shown"))
    for row in base.execute("SELECT position, id, coalesce(shown, record) AS article FROM article ORDER BY position"):
        text = json.loads(row["article"])["text"]
        articles += 1
        found = [(table, item) for table, names in tables for item in _of_article(base, table, names, row["id"])]
        asked = (
            "SELECT r.id, r.record, r.shown FROM claim AS c JOIN claim_record AS r USING (position) WHERE c.article = ?"
        )
        found += [("claim_record", item) for item in base.execute(asked, (row["position"],))]
        for table, (name, *records) in found:
            for record in filter(None, records):
                for begin, end, quoted in _spans(json.loads(record)):
                    quotes += 1
                    if text[begin:end] != quoted:
                        what = f"says {quoted[:80]!r}, but characters {begin} to {end} are {text[begin:end][:80]!r}"
                        broken.append(Broken(f"{LINES[table]} {name} of article {row['id']}", what))
    return articles, quotes, broken


def _of_article(base: sqlite3.Connection, table: str, names: str, article: str) -> list[sqlite3.Row]:
    return base.execute(f"SELECT {names} FROM {table} WHERE article = ?", (article,)).fetchall()


def _spans(record: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """The spans that a record quotes: its own, and those in it."""
    if "begin" in record:
        yield record["begin"], record["end"], record["quote"] if "quote" in record else record["text"]
    for name in SPANS:
        span = record.get(name)
        if isinstance(span, dict):
            yield span["begin"], span["end"], span["text"]


def _columns(base: sqlite3.Connection) -> Iterator[Broken]:
    """Claims whose columns, by which they are found and counted, are not those of their record."""
    asked = (
        "SELECT r.id, coalesce(r.shown, r.record) AS shown, t.text AS type, s.text AS status, c.low, c.high "
        "FROM claim AS c JOIN claim_record AS r USING (position) JOIN name AS t ON t.number = c.type "
        "JOIN name AS s ON s.number = c.status WHERE coalesce(r.shown, r.record) != ''"
    )
    for row in base.execute(asked):
        record = json.loads(row["shown"])
        days = record["time"] or {"earliest": None, "latest": None}
        wanted = (record["type"], record["status"], day_number(days["earliest"]), day_number(days["latest"]))
        if wanted != (row["type"], row["status"], row["low"], row["high"]):
            yield Broken(f"claim {row['id']}", "is filed under another type, status or date than it has")


def _words(base: sqlite3.Connection, log: tuple[Entry, ...]) -> Iterator[Broken]:
    """Words that are in force in the tables and not in the log, or the other way about."""
    kept = {((row[0], row[1]), row[2]) for row in base.execute("SELECT target, field, entry FROM word")}
    words = read_said(log).words
    wanted = {((target, field), entry.number) for target, said in words.items() for field, entry in said.items()}
    for target, field in sorted({key for key, _ in kept ^ wanted}):
        yield Broken(target, f"what people said about it ({field}) is not what the log says")


def _shown(path: Path, reexamine: Reexamine) -> list[Broken]:
    """What is shown other than the log makes of the machine's records: worked out anew, and nothing of it kept."""
    changed: list[str] = []
    with contextlib.suppress(_NothingKept), opened(path, write=True) as base:
        refresh(base, None, reexamine=reexamine, reassemble=assemble_found, changed=changed)
        raise _NothingKept
    return [Broken(name, "is shown other than the log makes of what the machine had") for name in sorted(set(changed))]


class _NothingKept(Exception):  # noqa: N818 - no error: it ends a transaction without a trace
    pass


def _sources(base: sqlite3.Connection, folder: Path | None) -> tuple[int, tuple[str, ...], list[Broken]]:
    """The files of the articles against the SHA-256 that was taken when they were read."""
    if folder is None:
        return 0, (), []
    wanted: dict[str, set[str]] = {}
    for row in base.execute("SELECT path, json_extract(record, '$.source.sha256') FROM article WHERE path IS NOT NULL"):
        wanted.setdefault(row[0], set()).add(row[1])
    found, absent, broken = 0, [], []
    for name, sums in sorted(wanted.items()):
        file = source_file(folder, name)
        if file is None:
            absent.append(name)
            continue
        found += 1
        now = hashlib.sha256(file.read_bytes()).hexdigest()
        if sums != {now}:
            broken.append(Broken(name, "is not the file that was read: its SHA-256 differs"))
    return found, tuple(absent), broken


def source_file(folder: Path, name: str) -> Path | None:
    """The file that an article was read from, looked for under ``folder`` by its path and then by its name alone; never
    outside of ``folder``."""
    root = folder.resolve()
    for candidate in (root / name, root.parent / name, root / Path(name).name):
        file = candidate.resolve()
        if file.is_file() and root in file.parents:
            return file
    return None
