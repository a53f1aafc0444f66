"""A case that cannot be used is told in one sentence with what to do, and is left as it was."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from samples import sample_timeline

from timeline.case import Deed, Kind, Store, connection, create_case, query
from timeline.errors import CaseError

TIMELINE = sample_timeline()
STAR = Deed(Kind.STAR, TIMELINE.articles[0].id)
AT = "2026-01-02T03:04:05+00:00"


def newer(path: Path) -> None:
    create_case(path, TIMELINE)
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA user_version = 99")


def damaged(path: Path) -> None:
    create_case(path, TIMELINE)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x07" * (len(data) - 4096)
    path.write_bytes(data)


def cut_short(path: Path) -> None:
    create_case(path, TIMELINE)
    path.write_bytes(path.read_bytes()[:20_000])


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE a (b)")


BAD: list[tuple[str, Callable[[Path], object], str]] = [
    ("newer", newer, "made by a newer version (case format 99); update the program"),
    ("damaged", damaged, "damaged"),
    ("cut short", cut_short, "damaged"),
    ("another database", other_database, "is not a case file; name one"),
    ("text", lambda path: path.write_text("no database at all" * 500), "is not a case file; name one"),
    ("empty", lambda path: path.write_bytes(b""), "is not a case file; name one"),
    ("absent", lambda path: None, "no such case file; name one"),
]
USES: dict[str, Callable[[Store], object]] = {
    "load": lambda store: store.load(),
    "append": lambda store: store.append(STAR, who="Ana", at=AT),
    "count": query.totals,
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize(("make", "said"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_file_is_told_and_untouched(tmp_path: Path, make, said: str, use: str) -> None:
    path = tmp_path / "a.case"
    make(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(CaseError) as told:
        USES[use](Store(path))
    assert said in str(told.value) and "\n" not in str(told.value)
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_locked_case_can_be_read_and_says_why_it_takes_no_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = create_case(tmp_path / "a.case", TIMELINE)
    monkeypatch.setattr(connection, "WAIT", 0.05)
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseError, match="locked by another program; close it, or wait"):
            store.append(STAR, who="Ana", at=AT)
        assert store.load().timeline == TIMELINE
    assert store.version() == 1


def test_a_full_disk_takes_nothing_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = create_case(tmp_path / "a.case", TIMELINE)
    real = connection._connect

    def full(path: Path, *, write: bool) -> sqlite3.Connection:
        base = real(path, write=write)
        base.execute(f"PRAGMA max_page_count = {base.execute('PRAGMA page_count').fetchone()[0]}")
        return base

    monkeypatch.setattr(connection, "_connect", full)
    with pytest.raises(CaseError, match="the disk is full; make room and try again, nothing was changed"):
        store.append(Deed(Kind.NOTE, STAR.target, after="x" * 20_000), who="Ana", at=AT)
    assert store.version() == 1 and store.load().timeline == TIMELINE


LIMITED = """
import resource, sys
from pathlib import Path
from timeline.case import Deed, Kind, Store, create_case
from timeline.errors import TimelineError
sys.path[:0] = [{tests!r}]
from samples import sample_timeline
path, new = Path({path!r}), {new!r}
if not new:
    create_case(path, sample_timeline())
size = 40_000 if new else path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    if new:
        create_case(path, sample_timeline())
    else:
        for _ in range(100):
            Store(path).append(Deed(Kind.NOTE, "a00000000001", after="x" * 20_000), who="Ana", at="")
except TimelineError as error:
    print(error)
"""


@pytest.mark.parametrize("new", [True, False], ids=["a new case", "a word"])
def test_a_disk_that_takes_no_more_bytes(tmp_path: Path, new: bool) -> None:
    path = tmp_path / "a.case"
    script = LIMITED.format(tests=str(Path(__file__).parent.parent), path=str(path), new=new)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "make room and try again, nothing was changed" in done.stdout, done
    assert "\n" not in done.stdout.strip()
    if new:
        assert list(tmp_path.iterdir()) == []
    else:
        assert Store(path).load().timeline == TIMELINE


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever runs this may write everywhere")
def test_a_case_that_may_only_be_read(tmp_path: Path) -> None:
    store = create_case(tmp_path / "a.case", TIMELINE)
    store.path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        assert store.load().timeline == TIMELINE
        with pytest.raises(CaseError, match="read-only; copy the case"):
            store.append(STAR, who="Ana", at=AT)
    finally:
        tmp_path.chmod(0o755)


def test_what_is_read_only_is_addressed_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = create_case(tmp_path / "a.case", TIMELINE)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert store.load().timeline == TIMELINE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.case"]
    assert "mode=ro" in connection._address(store.path, write=False)
