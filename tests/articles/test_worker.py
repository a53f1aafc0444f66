"""The process that parsers run in: a crash, a hang or a bomb costs one file and one line, and the next file goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.articles import read_bytes, read_paths, read_stream
from timeline.articles.drafts import Member
from timeline.articles.make import Given
from timeline.articles.parse import Task
from timeline.articles.read import read_batches
from timeline.articles.worker import Worker, WorkerLimits, spare
from timeline.types import Article, InputProblem

import packing  # isort: skip

GOOD = Task(Member("good.html", packing.page("Velm"), ".html"), "good.html", "0", Given())
# The same without the readers of pages, which take a child longer to load than it takes to die.
PLAIN = Task(Member("good.txt", packing.story("Velm").encode(), ".txt"), "good.txt", "0", Given())
# What a parser can come to, done by a format of these tests in the child; each is a line of Python.
FATES = [
    (
        "raises",
        "raise KeyError('x')",
        "damaged, or not what it says: the reader of this format failed on it (KeyError)",
    ),
    ("recurses", "f = lambda: f()\nf()", "the reader of this format failed on it (RecursionError)"),
    ("crashes", "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)", "the reader of this format crashed on it"),
    ("leaves", "import os\nos._exit(3)", "the reader of this format crashed on it (status 3)"),
    ("hangs", "while True: pass", "takes more than 3 s to read: stopped"),
    ("fills the memory", "x = [bytearray(2**20) for _ in range(4000)]", "takes too much memory to read: stopped"),
    ("prints", "print('{}' * 1000)\nraise ValueError", "the reader of this format failed on it (ValueError)"),
]


@pytest.fixture
def fated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Worker:
    """A worker whose child meets, in a file named .pdf, the fate that is written in it."""
    hook = "import timeline.articles.formats.pdf as pdf\n"
    hook += "def read_pdf(data, name):\n    exec(data.decode(), {})\n    yield from ()\npdf.read_pdf = read_pdf\n"
    (tmp_path / "sitecustomize.py").write_text(hook, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return Worker(WorkerLimits(seconds=3.0, memory=600 * 2**20))


def test_one_file_fails_and_the_next_goes_on(fated: Worker) -> None:
    try:
        for _, code, what in FATES:
            [found] = fated.parse(Task(Member("bad.pdf", code.encode(), ".pdf"), "bad.pdf", "1", Given()))
            assert isinstance(found, InputProblem), code
            assert what in found.what, code
            assert found.path == "bad.pdf" and found.fix
            [row] = fated.parse(PLAIN)
            assert not isinstance(row, InputProblem), code
            assert [article.title for article in row.articles] == ["Bridge falls in Velm"]
    finally:
        fated.close()


def test_what_sleeps_is_ended_by_the_clock(fated: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = Worker(WorkerLimits(seconds=0.2))
    [found] = quick.parse(Task(Member("bad.pdf", b"import time\ntime.sleep(60)", ".pdf"), "bad.pdf", "1", Given()))
    quick.close()
    assert isinstance(found, InputProblem) and "takes more than 0 s to read" in found.what


def test_the_child_is_replaced_now_and_then() -> None:
    worker = Worker(WorkerLimits(files=1))
    children = set()
    for _ in range(2):
        worker.parse(PLAIN)
        children.add(worker._child)
    worker.close()
    assert children == {None}


def test_it_is_the_same_through_the_worker(tmp_path: Path) -> None:
    from timeline.articles.parse import parse

    worker = Worker()
    apart = worker.parse(GOOD)
    worker.close()
    assert apart == tuple(parse(GOOD))


@pytest.mark.parametrize("workers", [1, 3])
def test_files_leave_in_the_order_in_which_they_came(workers: int) -> None:
    members = []
    for number in range(6):
        members.append(Member(f"{number:02}.html", packing.page(f"Velm {number}")))
        members.append(Member(f"{number:02}.txt", packing.story(f"Pell {number}").encode()))
    found = [one.source.path for one in read_stream(members, workers=workers) if isinstance(one, Article)]
    assert found == [member.name for member in members]


def test_no_process_is_started_where_only_text_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refused(*arguments: object, **options: object) -> None:
        raise AssertionError("a process was started")

    (tmp_path / "a.txt").write_text(packing.story("Velm"), encoding="utf-8")
    (tmp_path / "b.zip").write_bytes(packing.zipped({"c.csv": "text\nA bridge fell on Monday.\n"}))
    monkeypatch.setattr(subprocess, "Popen", refused)
    articles, problems = read_paths([tmp_path])
    assert (len(articles), problems) == (2, ())


def test_a_module_of_the_users_folder_is_not_taken_for_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit('taken in')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    worker = Worker()
    [row] = worker.parse(GOOD)
    worker.close()
    assert not isinstance(row, InputProblem)


def test_a_child_whose_parent_is_gone_ends() -> None:
    code = (
        "import os, sys\nfrom timeline.articles.worker import Worker\nfrom timeline.articles.parse import Task\n"
        "from timeline.articles.drafts import Member\nfrom timeline.articles.make import Given\nw = Worker()\n"
        "w.parse(Task(Member('a.html', b'<p>A bridge fell.</p>', '.html'), 'a', '0', Given()))\n"
        "print(w._child.pid, flush=True)\nos._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    child = int(done.stdout)
    for _ in range(200):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{child}/stat").exists() and Path(f"/proc/{child}/stat").read_text().split()[2] == "Z":
            return  # nobody is left to bury it
        __import__("time").sleep(0.05)
    os.kill(child, signal.SIGKILL)
    raise AssertionError("the child outlived its parent")


def test_one_child_reads_one_file_after_another_and_a_dead_one_is_replaced() -> None:
    children = []
    for _ in range(3):
        articles, problems = read_bytes(packing.page("Velm"), "a.html")
        assert (len(articles), problems) == (1, ())
        worker = spare.taken()
        assert worker._child is not None
        children.append(worker._child)
        if len(children) == 2:
            worker._child.kill()
            worker._child.wait()
        spare.leave(worker)
    assert children[0] is children[1] and children[2] is not children[1]


def test_a_reading_that_is_broken_off_ends_the_child_that_reads() -> None:
    reading = read_batches([Member(f"{n}.html", packing.page("Velm")) for n in range(9)], Given())
    next(reading)
    reading.close()
    articles, problems = read_bytes(GOOD.member.data, "a.html")
    assert (len(articles), problems) == (1, ())
