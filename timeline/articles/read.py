"""Reads files, folders and uploads into articles; what cannot be read is a value that says what to do about it."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from timeline.articles.drafts import NOTHING, Member
from timeline.articles.formats import is_parsed_apart
from timeline.articles.gather import Passed, Sources, gather
from timeline.articles.make import Given
from timeline.articles.parse import Parsed, Row, Task, parse
from timeline.articles.worker import Worker, WorkerLimits, spare
from timeline.types import Article, Dating, InputProblem, plain

Reading = tuple[tuple[Article, ...], tuple[InputProblem, ...]]

_ROWS = 64
"""Rows of a table that are handed on at a time: no more of it need be in memory."""

_Coming = Future[tuple[Parsed, ...]] | None
_Rows = TypeVar("_Rows")


@dataclass(frozen=True, slots=True)
class Batch:
    """The next rows of a file: ``number`` counts from 0, ``is_last`` ends the file.

    ``key`` tells all that its articles depend on. ``rows`` is ``None`` where the caller has the batch already.
    """

    key: str
    number: int
    is_last: bool
    name: str
    told: str
    rows: tuple[Parsed, ...] | None

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(article for row in self.rows or () if isinstance(row, Row) for article in row.articles)


Known = Callable[[str], tuple[int, bool]]
"""How many batches of that key the caller has already, and whether these are all of the file."""


def _nobody(_: int) -> None:
    return None


def _nothing_known(key: str) -> tuple[int, bool]:
    return 0, False


def read_paths(
    paths: Sequence[Path | str],
    *,
    published: Dating | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] = NOTHING,
) -> Reading:
    """The articles of files and folders in order, and a problem for each that could not be read.

    ``published`` and ``outlet`` hold for every article that does not state its own; ``columns`` says of tables which
    column holds which field. The problems name their files as the user did; `shared_problem` makes of each what may
    be stored and passed on, as the paths of the articles are.
    """
    return _all(read_stream(paths, published=published, outlet=outlet, columns=columns))


def read_bytes(
    data: bytes,
    name: str,
    *,
    published: Dating | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] = NOTHING,
) -> Reading:
    """The same for the bytes of an upload or of pasted text."""
    return _all(read_stream([Member(name, data)], published=published, outlet=outlet, columns=columns))


def read_stream(
    sources: Sources,
    *,
    published: Dating | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] = NOTHING,
    workers: int = 1,
) -> Iterator[Article | InputProblem]:
    """The same one after another, of paths and of uploads (`Member`), with no more in memory than is being read.

    ``workers`` is how many processes parse what is not plain text.
    """
    rows = UniqueRows()
    for found in read_batches(sources, Given(published, outlet), columns=columns, workers=workers):
        if isinstance(found, InputProblem):
            yield found
            continue
        for row in found.rows or ():
            kept = rows.kept(row, found)
            if isinstance(kept, InputProblem):
                yield kept
            else:
                yield from kept.articles


def read_batches(
    sources: Sources,
    given: Given,
    *,
    columns: Mapping[str, str] = NOTHING,
    workers: int = 1,
    known: Known | None = None,
    passed: Passed | None = None,
    limits: WorkerLimits | None = None,
) -> Generator[Batch | InputProblem, None, None]:
    """What is in the sources, in order: batches of rows, and a problem for each file that is none.

    A row may be the same as one before (`UniqueRows`). What is ``known`` is not read again. To be closed where it is
    not read to its end: files may be under way.
    """
    with _Bench(workers, limits) as bench:
        yield from bench.run(gather(sources, given, columns, passed=passed or _nobody), known or _nothing_known)


def _all(found: Iterable[Article | InputProblem]) -> Reading:
    articles: list[Article] = []
    problems: list[InputProblem] = []
    for one in found:
        if isinstance(one, InputProblem):
            problems.append(one)
        else:
            articles.append(one)
    return tuple(articles), tuple(problems)


class UniqueRows:
    """The rows that were met so far: the second of two equal ones is told."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def kept(self, row: Parsed, batch: Batch) -> Parsed:
        """The row, or the problem that it was met before."""
        if isinstance(row, InputProblem) or row.digest is None:
            return row
        first = self._first.setdefault(row.digest, f"{batch.told}:{row.row}")
        if first == f"{batch.told}:{row.row}":
            return row
        return InputProblem(batch.name, row.row, f"the same as {first}", "remove one of the two")


class _Bench:
    """Files on their way: those that are parsed apart several at a time, the others here; all leave in order."""

    def __init__(self, workers: int, limits: WorkerLimits | None) -> None:
        self._count = workers
        self._is_spared = limits is None
        self._workers = [spare.taken() if limits is None else Worker(limits) for _ in range(workers)]
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="reader")

    def __enter__(self) -> _Bench:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.stop()  # where the reading was broken off, nobody waits for its end
        self._threads.shutdown(wait=True)
        for worker in self._workers:
            if self._is_spared:
                spare.leave(worker)
            else:
                worker.close()

    def run(self, tasks: Iterable[Task | InputProblem], known: Known) -> Iterator[Batch | InputProblem]:
        waiting: deque[tuple[Task | InputProblem, _Coming]] = deque()
        for task in tasks:
            waiting.append((task, self._begun(task, known)))
            # a file that is parsed here waits only for those before it
            while waiting and (len(waiting) > 2 * self._count or waiting[0][1] is None or waiting[0][1].done()):
                yield from _finished(*waiting.popleft(), known)
        while waiting:
            yield from _finished(*waiting.popleft(), known)

    def _begun(self, task: Task | InputProblem, known: Known) -> _Coming:
        if isinstance(task, InputProblem) or not is_parsed_apart(task.member.kind) or known(key_of(task))[1]:
            return None
        return self._threads.submit(self._apart, task)

    def _apart(self, task: Task) -> tuple[Parsed, ...]:
        worker = self._idle.get()
        try:
            return worker.parse(task)
        finally:
            self._idle.put(worker)


def _finished(task: Task | InputProblem, coming: _Coming, known: Known) -> Iterator[Batch | InputProblem]:
    if isinstance(task, InputProblem):
        yield task
        return
    key = key_of(task)
    had, is_whole = known(key)
    batches: Iterable[tuple[Parsed, ...] | None] = [None] * had if is_whole else _batches(task, coming)
    for number, (rows, is_last) in enumerate(_with_last(batches)):
        yield Batch(key, number, is_last, task.member.name, task.told, rows if number >= had else None)


def _batches(task: Task, coming: _Coming) -> Iterator[tuple[Parsed, ...]]:
    rows = iter(coming.result()) if coming else parse(task)
    while batch := tuple(islice(rows, _ROWS)):
        yield batch


def _with_last(batches: Iterable[_Rows]) -> Iterator[tuple[_Rows, bool]]:
    """Each batch, and whether none comes after it."""
    before: list[_Rows] = []
    for batch in batches:
        yield from ((one, False) for one in before)
        before = [batch]
    yield from ((one, True) for one in before)


def key_of(task: Task) -> str:
    """The hash of all that the articles of a file depend on: its bytes, its names, and what is said beside it."""
    member = task.member
    parts = (
        task.sha256, task.told, member.name, member.kind, sorted(member.fields.items()), plain(member.stated),
        plain(member.named), member.doubts, member.url, plain(task.given.published), task.given.outlet,
        sorted(task.columns.items()),
    )  # fmt: skip
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
