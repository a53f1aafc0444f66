"""Runs the work on each article in a pool of processes; the result is the same, in the same order."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice

from timeline.pipeline import Found, Spread
from timeline.types import Article

CHUNK = 8  # articles sent to a process at a time: the cost of sending is then small beside the work
AHEAD = 4  # chunks that wait for each process, so that none is idle; no more are in memory


def spread_over(workers: int) -> Spread:
    """A `Spread` over ``workers`` processes; with one, or for few articles, everything stays in this process.

    The articles are taken as they are needed: there may be more of them than memory holds.
    """

    def spread(work: Callable[[Article], Found], articles: Iterable[Article]) -> Iterator[Found]:
        coming = iter(articles)
        first = list(islice(coming, CHUNK + 1)) if workers > 1 else []
        if len(first) <= CHUNK:
            return map(work, chain(first, coming))
        return _run_pool(work, chain(first, coming), workers)

    return spread


def _run_pool(work: Callable[[Article], Found], articles: Iterator[Article], workers: int) -> Iterator[Found]:
    # "spawn": the same on every system, and no thread of the app is copied half-way
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts)
    waiting: deque[Future[list[Found]]] = deque()
    try:
        while chunk := list(islice(articles, CHUNK)):
            waiting.append(pool.submit(_run_chunk, work, chunk))
            if len(waiting) > AHEAD * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _run_chunk(work: Callable[[Article], Found], articles: list[Article]) -> list[Found]:
    return [work(article) for article in articles]


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that the person has started; it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
