"""Opens the database of a case, brings an older one up to date, and says in a sentence what is wrong with a bad one."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path

from timeline.case.writing import written_aside
from timeline.errors import CaseError

VERSION = 2
APPLICATION_ID = 0x43544C31  # "CTL1": tells our files from other SQLite databases
SYNCED = "FULL"  # what is acknowledged is on the disk, not only in the system's memory
WAIT = 10.0  # seconds that a reader or writer waits for another before the file counts as locked
CACHE = 64 * 1024  # KiB of pages a connection keeps
NOT_OURS = "is not a case file; name one that timeline build --case has made"
_SAID = (
    ("full", "the disk is full; make room and try again, nothing was changed"),
    ("disk i/o error", "the disk refused to write (it may be full); make room and try again, nothing was changed"),
    ("readonly", "the file or its folder is read-only; copy the case to a place where you may write"),
    ("read-only", "the file or its folder is read-only; copy the case to a place where you may write"),
    ("locked", "the case is locked by another program; close it, or wait and try again"),
    ("unable to open", "the file cannot be opened; check that you may read it and write to its folder"),
)


@contextmanager
def opened(path: Path, *, write: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection to the case file ``path``, of the present version. With ``write`` it is one transaction: nothing of
    it is in the file unless all of it is, and when it ends it is on the disk.

    Raises `CaseError` where there is no case file, or it is damaged, locked, newer than this program, or where the disk
    is full; the file is then as it was.
    """
    if not path.is_file():
        raise CaseError(f"{path}: no such case file; name one, or make one with: timeline build FOLDER --case {path}")
    with told(path), closing(_connect(path, write=write)) as base:
        if _version(path, base) < VERSION:
            base.close()
            _bring_up_to_date(path)
            base = _connect(path, write=write)
        with closing(base):
            if not write:
                base.execute("BEGIN")  # all that is read is of one moment
                yield base
                return
            base.execute("BEGIN IMMEDIATE")
            try:
                yield base
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    base.execute("ROLLBACK")
                raise
            base.execute("COMMIT")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what SQLite says into one sentence with what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = next((words for key, words in _SAID if key in str(error).lower()), None)
        raise CaseError(f"{path}: {said or f'{error}; close other programs that use it, or check the disk'}") from error
    except (sqlite3.DatabaseError, json.JSONDecodeError) as error:
        if "not a database" in str(error):
            raise CaseError(f"{path}: {NOT_OURS}") from error
        raise CaseError(f"{path}: the case file is damaged ({error}); take it from a backup") from error


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    base = sqlite3.connect(_address(path, write=write), uri=True, timeout=WAIT, isolation_level=None)
    base.row_factory = sqlite3.Row
    base.execute(f"PRAGMA cache_size = -{CACHE}")
    if write:
        base.execute("PRAGMA foreign_keys = ON")
        base.execute(f"PRAGMA synchronous = {SYNCED}")
    return base


def _address(path: Path, *, write: bool) -> str:
    """As a URI, for a file that cannot be written is read without the files that SQLite would put beside it."""
    address = path.absolute().as_uri()
    if write or (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)):
        return f"{address}?mode=rw"
    left = path.with_name(path.name + "-wal")
    return f"{address}?mode=ro" + ("" if left.exists() and left.stat().st_size else "&immutable=1")


def _version(path: Path, base: sqlite3.Connection) -> int:
    try:
        application, version = (
            base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise CaseError(f"{path}: {NOT_OURS}") from error
    if application != APPLICATION_ID:
        raise CaseError(f"{path}: {NOT_OURS}")
    if version > VERSION:
        raise CaseError(f"{path}: was made by a newer version (case format {version}); update the program to open it")
    return int(version)


def make_tables(base: sqlite3.Connection, *, since: int = 0) -> None:
    """Takes an empty database, or one of version ``since``, through the steps to the present tables."""
    for step in range(since + 1, VERSION + 1):
        script = resources.files("timeline.case").joinpath(f"migrations/{step:04}.sql").read_text(encoding="utf-8")
        for statement in _statements(script):
            base.execute(statement)
    base.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    base.execute(f"PRAGMA user_version = {VERSION}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would end the transaction that they stand in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _bring_up_to_date(path: Path) -> None:
    """Migrates an older case in one transaction; a copy of it as it was stays beside it."""
    from timeline.case.migrate import fill_version_2

    with closing(_connect(path, write=True)) as base:
        base.execute("PRAGMA foreign_keys = OFF")  # tables are renamed and filled anew; checked at the end
        base.execute("BEGIN IMMEDIATE")
        try:
            version = _version(path, base)
            if version < VERSION:  # else another process was quicker
                _keep_copy(path, version)
                make_tables(base, since=version)
                fill_version_2(base)
                if base.execute("PRAGMA foreign_key_check").fetchone():
                    raise CaseError(f"{path}: the case file is damaged (a claim without its article); take a backup")
            base.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                base.execute("ROLLBACK")
            raise


def _keep_copy(path: Path, version: int) -> None:
    """A copy of the older case, ``NAME.version-1``, made by SQLite, so that nothing waits beside it."""
    copy = path.with_name(f"{path.name}.version-{version}")
    if copy.exists():
        return
    with (
        written_aside(copy) as aside,
        closing(sqlite3.connect(path, timeout=WAIT)) as base,
        closing(sqlite3.connect(aside)) as kept,
    ):
        base.backup(kept)
