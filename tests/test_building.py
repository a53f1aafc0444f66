"""A build that is broken off takes up where it stopped, and however it is run, it comes to the same."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from timeline.case.building import read_columns
from timeline.case.staging import Stage, staged
from timeline.cli import main
from timeline.errors import TimelineError

STORY = """---
outlet: Kestrel Courier
published: 2024-03-05
---
Raid on {place}

Soldiers attacked the village of {place} on Friday, killing {number} people, police told the Kestrel Courier.

The mayor said on Monday that the road had been closed since 2 February 2024, and that nobody had come to open it.
"""
PROGRAM = str(Path(sys.executable).parent / "timeline")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def write_stories(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        text = STORY.format(place=f"Velm{number}", number=number + 1)
        (folder / f"{number:04}.md").write_text(text, encoding="utf-8")
    rows = [
        json.dumps({"text": f"A bomb fell on Pell on 2 March 2024, row {n % 70}, killing {n} people."})
        for n in range(80)
    ]
    (folder / "rows.jsonl").write_text("\n".join([*rows, rows[3], "{broken"]), encoding="utf-8")
    (folder / "empty.txt").touch()
    return folder


def document(case: Path) -> dict[str, object]:
    out = case.with_suffix(".again.json")
    assert run("export", case, "--format", "json", "-o", out, "--force").exit_code == 0
    found: dict[str, object] = json.loads(out.read_text(encoding="utf-8"))
    return found


def stage_of(output: Path) -> Path:
    return output.with_name(f".{output.name}.building")


def test_a_case_alone_is_the_same_as_one_beside_other_outputs(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 5)
    copied = STORY.format(place="Velm1", number=2).split("---\n")[-1]
    (folder / "undated.txt").write_text(f"{copied}\nNobody else has spoken since, and it rains.\n", encoding="utf-8")
    alone, beside = tmp_path / "alone.case", tmp_path / "beside.case"
    assert run("build", folder, "--case", alone).exit_code == 1
    assert run("build", folder, "--case", beside, "--json", tmp_path / "out.json").exit_code == 1
    assert document(alone) == document(beside) == json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_killed_in_the_middle_it_takes_up_where_it_stopped(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 400)
    case = tmp_path / "out.case"
    command = [PROGRAM, "build", str(folder), "--case", str(case)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _wait(_grown_twice(stage_of(case)), running)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert not case.exists() and stage_of(case).exists()
    again = subprocess.run(command, capture_output=True, text=True)
    assert again.returncode == 1, again.stderr
    [told] = [line for line in again.stderr.splitlines() if line.startswith("taking up where the last run stopped")]
    assert 0 < int(told.split(": ")[1].split()[0].replace(",", "")) < 401
    assert not stage_of(case).exists()
    fresh = tmp_path / "fresh.case"
    assert run("build", folder, "--case", fresh).exit_code == 1
    assert document(case) == document(fresh)


def test_ctrl_c_says_what_becomes_of_it(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 400)
    case = tmp_path / "out.case"
    command = [sys.executable, "-c", _LISTENING, PROGRAM, "build", str(folder), "--case", str(case)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    _wait(_grown_twice(stage_of(case)), running)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert told.strip() == "interrupted: no output was written; the same command takes up where it stopped"
    assert not case.exists() and stage_of(case).exists()


# a shell may have told this process, and so its children, to ignore the signal
_LISTENING = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


def _grown_twice(stage: Path) -> Callable[[], bool]:
    """Whether the stage was seen to grow twice: what made it grow first is then kept, and no commit is cut."""
    sizes: set[int] = set()

    def is_so() -> bool:
        if stage.exists() and stage.stat().st_size > 25_000:
            sizes.add(stage.stat().st_size)
        return len(sizes) > 1

    return is_so


def _wait(reached: Callable[[], bool], running: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while not reached():
        assert running.poll() is None, "the build was over before it could be broken off"
        assert time.monotonic() < deadline
        time.sleep(0.02)


def staged_run(folder: Path, case: Path) -> None:
    """A build that comes to its end but for the last step, as if it were broken off there."""
    with pytest.raises(KeyboardInterrupt), staged(case) as stage:
        assert stage is not None
        stage.put("made up by a test", 0, [], is_last=True)
        raise KeyboardInterrupt


def test_a_stage_of_another_state_of_the_program_is_left(tmp_path: Path) -> None:
    case = tmp_path / "out.case"
    staged_run(tmp_path, case)
    with staged(case) as stage:
        assert stage is not None and stage.taken_up == 1
        stage.put("again", 0, [], is_last=True)
        assert stage.known("again") == (1, True)
    staged_run(tmp_path, case)
    with sqlite3.connect(stage_of(case)) as base:
        base.execute("UPDATE state SET version = 'another'")
    base.close()
    with staged(case) as stage:
        assert stage is not None and stage.taken_up == 0


def test_a_torn_stage_is_left(tmp_path: Path) -> None:
    case = tmp_path / "out.case"
    stage_of(case).write_bytes(b"SQLite format 3\0" + os.urandom(5000))
    folder = write_stories(tmp_path / "in", 2)
    assert run("build", folder, "--case", case).exit_code == 1
    assert case.exists() and not stage_of(case).exists()


def test_two_builds_of_one_output_do_not_mix(tmp_path: Path) -> None:
    case = tmp_path / "out.case"
    with staged(case):
        result = run("build", write_stories(tmp_path / "in", 1), "--case", case)
        assert result.exit_code == 2
        assert "another build writes this output at the moment" in result.stderr


def test_an_entry_is_whole_or_not_there(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "a")
    stage.put("k", 0, {"ü": 1}, is_last=False)
    assert stage.known("k") == (1, False)
    assert stage.get("k", 0) == {"ü": 1}
    with pytest.raises(TimelineError, match="damaged"):
        stage.get("k", 1)
    stage.close(is_done=True)


def test_a_file_that_changed_meanwhile_is_read_again(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 3)
    case = tmp_path / "out.case"
    with pytest.raises(KeyboardInterrupt), staged(case) as stage:
        _find(folder, stage)
        raise KeyboardInterrupt
    (folder / "0001.md").write_text(STORY.format(place="Oswin", number=9), encoding="utf-8")
    result = run("build", folder, "--case", case)
    assert "taking up where the last run stopped: 5 files are done" in result.stderr
    texts = json.dumps(document(case))
    assert "village of Oswin" in texts and "village of Velm1 " not in texts and "village of Velm2 " in texts


def _find(folder: Path, stage: Stage | None) -> None:
    from timeline.case.building import Inputs, find_all

    find_all(Inputs([str(folder)]), spread=map, stage=stage, is_whole=False, tell=lambda count: None)


def test_reading_the_same_again_changes_nothing(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 3)
    case = tmp_path / "out.case"
    assert run("build", folder, "--case", case).exit_code == 1
    before = document(case)
    assert run("build", folder, "--case", case, "--force").exit_code == 1
    assert document(case) == before


@pytest.mark.parametrize("wrong", ["Body", "words=Body", "text=", "=Body"])
def test_a_column_names_a_field(wrong: str, tmp_path: Path) -> None:
    result = run("build", tmp_path, "--column", wrong)
    assert result.exit_code == 2 and "the fields are title, outlet" in result.stderr


def test_columns_are_used(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text('Kicker,Matter\nRaid,"A bomb fell on Pell on 2 March 2024, killing 4 people."\n', encoding="utf-8")
    assert read_columns(["text=Matter", "Title = Kicker"]) == {"text": "Matter", "title": "Kicker"}
    result = run("build", table, "--column", "text=Matter", "--column", "title=Kicker", "--json", tmp_path / "o.json")
    assert result.exit_code == 0, result.stderr
    [article] = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["articles"]
    assert article["title"] == "Raid" and article["text"].startswith("A bomb fell")


def test_addresses_of_this_machine_are_refused(tmp_path: Path) -> None:
    listed = tmp_path / "urls.txt"
    listed.write_text("# ours\nhttp://127.0.0.1/a\n\nhttp://localhost/b\n", encoding="utf-8")
    result = run("build", "--urls", listed, "--json", tmp_path / "o.json")
    assert result.exit_code == 2
    assert result.stderr.count("an address of this machine or its own network") == 2
    listed.write_text("a/b.txt\n", encoding="utf-8")
    assert "is no address" in run("build", "--urls", listed).stderr


def test_nothing_given_is_told() -> None:
    result = run("build")
    assert result.exit_code == 2 and "nothing to build" in result.stderr
