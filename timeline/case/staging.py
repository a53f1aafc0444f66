"""What a build has done so far, in a file beside its output: interrupted, the same command takes up where it stopped.

Each entry is what one batch of a file holds, under a key that tells all it depends on (bytes, names, options); the
whole is of one state of the program. Entries are whole or not there. The file is removed when the build is done.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

from timeline.articles.fetch import Fetched
from timeline.errors import TimelineError

_SECONDS = 1.0
"""How often what was done is put on the disk; so much work is done again after an interruption."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS batch (key TEXT NOT NULL, number INTEGER NOT NULL, is_last INTEGER NOT NULL, "
    "record BLOB NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS page (asked TEXT PRIMARY KEY, url TEXT NOT NULL, at TEXT NOT NULL, "
    "media TEXT NOT NULL, data BLOB NOT NULL)",
)


class Stage:
    """The entries of a build that is under way. Raises `TimelineError` where another process has it open."""

    def __init__(self, output: Path) -> None:
        self.path = output.with_name(f".{output.name}.building")
        self._written = time.monotonic()
        self._base = self._opened()
        self._counts: dict[str, tuple[int, bool]] = {
            key: (count, bool(is_whole))
            for key, count, is_whole in self._base.execute("SELECT key, count(*), max(is_last) FROM batch GROUP BY key")
        }
        self.taken_up = len(self._counts)

    def known(self, key: str) -> tuple[int, bool]:
        """How many batches of a file are here, and whether these are all."""
        return self._counts.get(key, (0, False))

    def put(self, key: str, number: int, record: Any, *, is_last: bool) -> None:
        """Keeps the record of a batch (JSON)."""
        packed = zlib.compress(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(), 1)
        self._base.execute("INSERT OR REPLACE INTO batch VALUES (?, ?, ?, ?)", (key, number, is_last, packed))
        self._counts[key] = (number + 1, is_last)
        if time.monotonic() - self._written > _SECONDS:
            self._base.commit()
            self._written = time.monotonic()

    def get(self, key: str, number: int) -> Any:
        """The record of a batch. Raises `TimelineError` where the disk has lost it."""
        row = self._base.execute("SELECT record FROM batch WHERE key = ? AND number = ?", (key, number)).fetchone()
        try:
            return json.loads(zlib.decompress(row[0]))
        except (TypeError, zlib.error, ValueError) as error:
            raise TimelineError(f"{self.path}: damaged; remove it, and build again") from error

    def put_page(self, page: Fetched) -> None:
        """Keeps a page that was fetched, at once: it may not be there a second time."""
        row = (page.asked, page.url, page.at.isoformat(), page.media, page.data)
        self._base.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?)", row)
        self._base.commit()

    def page(self, asked: str) -> Fetched | None:
        """The page that was fetched from the address ``asked`` before the interruption."""
        return next(self._pages("WHERE asked = ?", asked), None)

    def pages(self) -> Iterator[Fetched]:
        """All pages that were fetched, in the order of their addresses."""
        return self._pages("ORDER BY asked")

    def _pages(self, which: str, *values: str) -> Iterator[Fetched]:
        for asked, url, at, media, data in self._base.execute(
            f"SELECT asked, url, at, media, data FROM page {which}", values
        ):
            yield Fetched(asked, url, datetime.fromisoformat(at), data, hashlib.sha256(data).hexdigest(), media)

    def close(self, *, is_done: bool) -> None:
        """Puts everything on the disk; of a build that ``is_done``, nothing is left."""
        if not is_done:
            self._base.commit()
        self._base.close()
        if is_done:
            self._remove()

    def _remove(self) -> None:
        for rest in ("", "-journal"):
            self.path.with_name(self.path.name + rest).unlink(missing_ok=True)

    def _opened(self) -> sqlite3.Connection:
        version = program_state()
        for _ in range(2):
            base = sqlite3.connect(self.path, timeout=1)
            try:
                base.execute("PRAGMA locking_mode = EXCLUSIVE")
                base.execute("PRAGMA synchronous = NORMAL")
                base.execute("BEGIN IMMEDIATE")
                base.execute("CREATE TABLE IF NOT EXISTS state (version TEXT NOT NULL)")
                rows = [row[0] for row in base.execute("SELECT version FROM state")]
                if rows in ([], [version]):
                    for table in _TABLES:
                        base.execute(table)
                    base.execute("DELETE FROM state")
                    base.execute("INSERT INTO state VALUES (?)", (version,))
                    base.commit()
                    return base
            except sqlite3.OperationalError as error:
                base.close()
                if "locked" in str(error):
                    what = "another build writes this output at the moment; wait for its end, or name another file"
                    raise TimelineError(f"{self.path}: {what}") from error
                raise TimelineError(f"{self.path}: {error}; look at the disk, or name another output") from error
            except sqlite3.DatabaseError:
                pass  # torn by the machine's own end: nothing in it can be trusted
            base.close()
            self._remove()
        raise TimelineError(f"{self.path}: cannot be written; look at the disk, or name another output")


@contextmanager
def staged(output: Path | None) -> Iterator[Stage | None]:
    """The stage beside ``output``; it stays where the build was broken off, and is removed where it came to an end."""
    if output is None:
        yield None
        return
    stage = Stage(output)
    is_done = False
    try:
        yield stage
        is_done = True
    except SystemExit:
        is_done = True
        raise
    finally:
        stage.close(is_done=is_done)


def program_state() -> str:
    """A hash of the program as it stands: name, size and time of each of its files, and of Python's version."""
    state = hashlib.sha256(sys.version.encode())
    with resources.as_file(resources.files("timeline")) as root:
        for name, entry in sorted(_files(str(root))):
            stat = entry.stat()
            state.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return state.hexdigest()


def _files(folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                yield entry.path, entry
