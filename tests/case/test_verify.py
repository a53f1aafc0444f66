"""Whatever is changed in a case behind its back is named by verification; what is sound is said to be sound."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from samples import sample_timeline

from timeline.case import Deed, Kept, Kind, create_case
from timeline.case.verify import source_file
from timeline.cli import main

TIMELINE = sample_timeline()
AT = "2026-01-02T03:04:05+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    store = create_case(tmp_path / "a.case", TIMELINE)
    claim = TIMELINE.claims[0]
    for deed in (
        Deed(Kind.CORRECT, claim.id, "status", "denied", "a caption"),
        Deed(Kind.NOTE, claim.article, after="call them"),
        Deed(Kind.REJECT, TIMELINE.claims[1].id, why="of another town"),
    ):
        assert isinstance(store.append(deed, who="Ana", at=AT), Kept)
    return store.path


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("DROP TRIGGER log_stays")
        base.execute("DROP TRIGGER log_remains")
        for statement in statements:
            base.execute(statement)


def changed_record(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        name, text = base.execute("SELECT id, record FROM claim_record").fetchone()
        record = json.loads(text)
        record["quote"] = record["quote"].replace("Tuesday", "Sunday")
        base.execute("UPDATE claim_record SET record = ? WHERE id = ?", (json.dumps(record), name))


BROKEN: list[tuple[str, Callable[[Path], None], list[str]]] = [
    ("nothing", lambda path: None, []),
    ("who", lambda path: change(path, "UPDATE log SET who = 'Omar' WHERE number = 2"), ["log entry 2: was changed"]),
    ("why", lambda path: change(path, "UPDATE log SET why = '' WHERE number = 2"), ["log entry 2: was changed"]),
    (
        "taken out",
        lambda path: change(path, "DELETE FROM log WHERE number = 3"),
        ["log entry 4: stands where entry 3 should", "log entry 4: does not follow"],
    ),
    ("last taken out", lambda path: change(path, "DELETE FROM log WHERE number = 4"), ["is not what the log says"]),
    (
        "another case",
        lambda path: change(path, "UPDATE meta SET value = 'other' WHERE name = 'case'"),
        ["log entry 1: does not follow"],
    ),
    ("record", changed_record, ["changed after it was written", "a claim a0", "says "]),
    (
        "claim taken",
        lambda path: change(
            path,
            "DELETE FROM claim_name WHERE claim = 5",
            "DELETE FROM claim_record WHERE position = 5",
            "DELETE FROM claim WHERE position = 5",
        ),
        ["claims: are "],
    ),
    (
        "record and seal",
        lambda path: change(
            path,
            "UPDATE problem SET record = '{}', "
            "seal = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' WHERE position = 1",
        ),
        ["problems: are not the records that entry 1 of the log has sealed"],
    ),
    (
        "filed elsewhere",
        lambda path: change(path, "UPDATE claim SET low = 1, high = 2 WHERE position = 3"),
        ["is filed under another type, status or date"],
    ),
    (
        "shown without a word",
        lambda path: change(
            path, "UPDATE article SET shown = replace(record, '2021-03-11', '2021-03-21') WHERE position = 1"
        ),
        ["is shown other than the log makes of what the machine had"],
    ),
    (
        "a word without a log",
        lambda path: change(path, "DELETE FROM word WHERE field = 'review'"),
        ["what people said about it (review) is not what the log says"],
    ),
]


@pytest.mark.parametrize(("how", "said"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_what_was_changed_is_named(path: Path, how: Callable[[Path], None], said: list[str]) -> None:
    how(path)
    result = CliRunner().invoke(main, ["verify", str(path)])
    assert result.exit_code == (1 if said else 0), result.output
    for words in said:
        assert words in result.stderr
    assert ("everything holds" in result.stdout) is not bool(said)


def test_sources_are_checked_where_they_are_at_hand(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "mill.txt").write_text("The Courier\n10 March 2021\n\nThe mill was shelled on Tuesday.", encoding="utf-8")
    (folder / "port.txt").write_text("The Courier\n11 March 2021\n\nThe port was raided on Monday.", encoding="utf-8")
    case = tmp_path / "a.case"
    run = CliRunner()
    assert run.invoke(main, ["build", str(folder), "--case", str(case)]).exit_code == 0
    sound = run.invoke(main, ["verify", str(case), "--sources", str(folder)])
    assert sound.exit_code == 0 and "2 source files checked" in sound.stdout
    (folder / "mill.txt").write_text("The mill was shelled on Sunday.", encoding="utf-8")
    (folder / "port.txt").unlink()
    changed = run.invoke(main, ["verify", str(case), "--sources", str(folder)])
    assert changed.exit_code == 1
    assert "mill.txt: is not the file that was read" in changed.stderr
    assert "not at hand, so not checked" in changed.stdout and "port.txt" in changed.stdout


def test_no_file_outside_of_the_folder_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    assert source_file(tmp_path / "in", "../secret.txt") is None
    assert source_file(tmp_path / "in", str(tmp_path / "secret.txt")) is None


def test_a_file_that_is_no_case_cannot_be_verified(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    result = CliRunner().invoke(main, ["verify", str(tmp_path / "a.txt")])
    assert result.exit_code == 2 and "is not a case file" in result.stderr


def test_the_log_is_printed_whole(path: Path) -> None:
    printed = CliRunner().invoke(main, ["log", str(path)])
    assert printed.exit_code == 0
    lines = printed.stdout.splitlines()
    assert len(lines) == 4
    assert "Ana" in lines[1] and "asserted → denied" in lines[1] and "why: a caption" in lines[1]
    raw = CliRunner().invoke(main, ["log", str(path), "--json", "--since", "3"])
    (entry,) = [json.loads(line) for line in raw.stdout.splitlines()]
    assert entry["kind"] == "reject" and len(entry["hash"]) == 64


def test_a_terminal_obeys_no_word_of_the_log(tmp_path: Path) -> None:
    store = create_case(tmp_path / "a.case", TIMELINE)
    deed = Deed(Kind.NOTE, TIMELINE.articles[0].id, after="\x1b[2J gone \u202e", why="\x07")
    assert isinstance(store.append(deed, who="\x1b]0;x\x07", at=AT), Kept)
    printed = CliRunner().invoke(main, ["log", str(store.path)]).stdout
    assert not {"\x1b", "\x07", "\u202e"} & set(printed)
