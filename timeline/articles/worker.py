"""Parsers of other people's formats run in a process of their own, which can be stopped: a crash, a hang or a bomb
costs one file, and one line that says so.

The two speak JSON over pipes, each message after its length: what comes out of the child is data, whatever was done to
it. The child is a plain interpreter and no copy of this process, which may be the app or a program of a user's.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, cast

from timeline.articles.drafts import Member, Stated
from timeline.articles.make import Given
from timeline.articles.parse import Parsed, Row, Task, parse
from timeline.exchange import rebuilt
from timeline.types import Dating, Evidence, InputProblem, plain

_MB = 1024**2
_LENGTH_BYTES = 8
_START = "import sys; sys.path.append(sys.argv[1]); from timeline.articles.worker import serve; serve()"
_ROOT = Path(__file__).resolve().parent.parent.parent
_ENVIRONMENT: Mapping[str, str] = MappingProxyType(
    {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
)


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """The most that one file may take: processor seconds, and more of them a megabyte; bytes of memory; characters of
    text. ``files`` and ``resident`` say after how many files, or grown to how many bytes, the child is replaced."""

    seconds: float = 30.0
    seconds_a_mb: float = 5.0
    memory: int = 1024 * _MB
    text: int = 64 * _MB
    files: int = 2000
    resident: int = 320 * _MB

    def seconds_of(self, size: int) -> float:
        return self.seconds + self.seconds_a_mb * size / _MB


class Worker:
    """A child process that parses one file after another; it is started when the first one comes."""

    def __init__(self, limits: WorkerLimits | None = None) -> None:
        self._limits = limits or WorkerLimits()
        self._child: subprocess.Popen[bytes] | None = None
        self._files = 0
        self._is_reading = False

    def parse(self, task: Task) -> tuple[Parsed, ...]:
        """All rows of the file, or one problem: what was read of it before it failed is not kept."""
        self._is_reading = True
        try:
            return self._parsed(task)
        finally:
            self._is_reading = False

    def _parsed(self, task: Task) -> tuple[Parsed, ...]:
        child = self._started()
        seconds = self._limits.seconds_of(len(task.member.data))
        # The child's own limit counts processor time, so that a busy machine fails no file; this one ends what sleeps.
        is_late = threading.Event()
        clock = threading.Timer(4 * seconds, _kill, (child, is_late))
        clock.daemon = True
        clock.start()
        try:
            answer = _exchange(child, _request(task, seconds))
        finally:
            clock.cancel()
        if answer is None:
            return (_ended(task, self._end(), seconds, is_late=is_late.is_set()),)
        self._files += 1
        if self._files >= self._limits.files or answer["resident"] > self._limits.resident or answer.get("is_full"):
            self._end()
        return _rows(task, answer)

    def stop(self) -> None:
        """Ends the child at once, from another thread, where it is reading; what it reads comes out as a problem."""
        child = self._child
        if child is not None and self._is_reading:
            child.kill()

    def close(self) -> None:
        """Ends the child, if there is one."""
        self._end()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is not None:
            self._end()  # it was ended from outside while it had nothing to do
        if self._child is None:
            limits = f"{self._limits.memory},{self._limits.text}"
            # -P: a file of the user's folder must not pass for a module, as an lxml.py would
            command = [sys.executable, "-P", "-X", "utf8", "-c", _START, str(_ROOT), limits]
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | _ENVIRONMENT,
            )
            self._files = 0
        return self._child

    def _end(self) -> int:
        """Ends the child; its exit status, negative for the signal that ended it before."""
        child, self._child = self._child, None
        if child is None:
            return 0
        with contextlib.suppress(OSError):
            cast(BinaryIO, child.stdin).close()
        try:
            status = child.wait(timeout=2)
        except subprocess.TimeoutExpired:
            child.kill()
            status = child.wait()
        cast(BinaryIO, child.stdout).close()
        return status


class _Spare:
    """One idle worker a process, kept from one reading to the next: a child takes longer to start than most files to
    read. It ends with the process, and a fork of the process has none, since two cannot speak on one pipe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: Worker | None = None
        self._process = os.getpid()

    def taken(self) -> Worker:
        """The idle worker, or a new one where there is none."""
        with self._lock:
            idle, self._idle = self._idle, None
        return idle if idle is not None and self._process == os.getpid() else Worker()

    def leave(self, worker: Worker) -> None:
        """Keeps a worker that is done, or ends it where one is kept already."""
        with self._lock:
            if self._idle is None or self._process != os.getpid():
                self._idle, self._process, worker = worker, os.getpid(), Worker()
        worker.close()

    def close(self) -> None:
        """Ends the idle worker."""
        with self._lock:
            idle, self._idle = self._idle, None
        if idle is not None and self._process == os.getpid():
            idle.close()


spare = _Spare()
atexit.register(spare.close)


def _kill(child: subprocess.Popen[bytes], is_late: threading.Event) -> None:
    is_late.set()
    child.kill()


def _exchange(child: subprocess.Popen[bytes], request: tuple[bytes, bytes]) -> dict[str, Any] | None:
    """The child's answer; ``None`` where it ended before it gave one."""
    try:
        pipe = cast(BinaryIO, child.stdin)
        for part in request:
            _write(pipe, part)
        pipe.flush()
        answer = _read(cast(BinaryIO, child.stdout))
        return cast(dict[str, Any], json.loads(answer)) if answer is not None else None
    except (OSError, ValueError):
        return None


def _write(pipe: BinaryIO, part: bytes) -> None:
    pipe.write(len(part).to_bytes(_LENGTH_BYTES, "big"))
    pipe.write(part)


def _read(pipe: BinaryIO) -> bytes | None:
    length = pipe.read(_LENGTH_BYTES)
    if len(length) < _LENGTH_BYTES:
        return None
    size = int.from_bytes(length, "big")
    part = pipe.read(size)
    return part if len(part) == size else None


def _request(task: Task, seconds: float) -> tuple[bytes, bytes]:
    member = task.member
    head = {
        "name": member.name,
        "kind": member.kind,
        "fields": dict(member.fields),
        "stated": plain(member.stated),
        "named": plain(member.named),
        "doubts": list(member.doubts),
        "url": member.url,
        "told": task.told,
        "sha256": task.sha256,
        "published": plain(task.given.published),
        "outlet": task.given.outlet,
        "columns": dict(task.columns),
        "seconds": seconds,
    }
    return json.dumps(head).encode(), member.data


def _task(head: dict[str, Any], data: bytes) -> Task:
    member = Member(
        head["name"],
        data,
        head["kind"],
        head["fields"],
        rebuilt(tuple[Stated, ...], head["stated"]),
        rebuilt(tuple[Evidence, ...], head["named"]),
        tuple(head["doubts"]),
        head["url"],
    )
    given = Given(rebuilt(Dating | None, head["published"]), head["outlet"])
    return Task(member, head["told"], head["sha256"], given, head["columns"])


def _answer(rows: list[Parsed]) -> list[dict[str, Any]]:
    return [plain(row) for row in rows]


def _rows(task: Task, answer: dict[str, Any]) -> tuple[Parsed, ...]:
    if "failed" in answer:
        return (InputProblem(task.member.name, None, answer["failed"], answer["fix"]),)
    return tuple(rebuilt(InputProblem if "what" in row else Row, row) for row in answer["rows"])


def _ended(task: Task, status: int, seconds: float, *, is_late: bool) -> InputProblem:
    name = task.member.name
    if is_late or -status in _TIME_SIGNALS:
        what = f"takes more than {seconds:.0f} s to read: stopped"
        return InputProblem(name, None, what, "save its text by itself, or split it")
    why = f"signal {-status}" if status < 0 else f"status {status}"
    return InputProblem(name, None, f"the reader of this format crashed on it ({why})", "save its text by itself")


_TIME_SIGNALS = (24, 27, 14)
"""SIGXCPU, SIGPROF, SIGALRM: a limit on time was reached."""


def serve() -> None:
    """The child: reads files from standard input until it is closed, and answers on standard output."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)  # what a library prints must not pass for an answer
    memory, text = map(int, sys.argv[2].split(","))
    _confine(memory)
    while (head := _read(requests)) is not None and (data := _read(requests)) is not None:
        request = json.loads(head)
        _limit_time(request["seconds"])
        answer = _parsed(_task(request, data), text)
        _limit_time(0)
        _write(answers, json.dumps(answer | {"resident": _resident()}).encode())
        answers.flush()


def _parsed(task: Task, most: int) -> dict[str, Any]:
    rows: list[Parsed] = []
    length = 0
    try:
        for row in parse(task):
            rows.append(row)
            length += sum(len(article.text) for article in row.articles) if isinstance(row, Row) else 0
            if length > most:
                what = f"holds more than {most // _MB} million characters of text"
                return {"failed": what, "fix": "split it into several files"}
        return {"rows": _answer(rows)}
    except MemoryError:
        rows.clear()
        return {
            "failed": "takes too much memory to read: stopped",
            "fix": "save its text by itself, or split it",
            "is_full": True,
        }
    except Exception as error:  # noqa: BLE001 - the outermost door of this process: a parser's bug costs one file
        what = f"damaged, or not what it says: the reader of this format failed on it ({type(error).__name__})"
        return {"failed": what, "fix": "open it in its own program, and save it again or as text"}


_UNPACKED = 256 * _MB
"""Bytes of the largest file that may be written: the model that tells languages unpacks itself into one."""


def _confine(memory: int) -> None:
    """Takes from this process what it has no use for: large files, cores, more memory than ``memory``, Ctrl-C."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too, and ends this one
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit
        return
    for name, most in (
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", _UNPACKED),
        ("RLIMIT_DATA", memory),
        ("RLIMIT_AS", 4 * memory),
    ):
        with contextlib.suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, name), (most, most))


def _limit_time(seconds: float) -> None:
    """From now on, ends this process after so many seconds of work; 0 takes the limit off."""
    import signal

    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _resident() -> int:
    """Bytes of memory that this process holds; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0
