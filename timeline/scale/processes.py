"""Runs the work on each article in a pool of processes; the result is the same, in the same order."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from timeline.pipeline import Found, Spread
from timeline.types import Article

CHUNK = 8  # articles sent to a process at a time: the cost of sending is then small beside the work


def spread_over(workers: int) -> Spread:
    """A `Spread` over ``workers`` processes; with one, or for few articles, everything stays in this process."""

    def spread(work: Callable[[Article], Found], articles: Sequence[Article]) -> Iterable[Found]:
        if workers < 2 or len(articles) <= CHUNK:
            return map(work, articles)
        return _run_pool(work, articles, workers)

    return spread


def _run_pool(work: Callable[[Article], Found], articles: Sequence[Article], workers: int) -> Iterator[Found]:
    # "spawn": the same on every system, and no thread of the app is copied half-way
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(work, articles, chunksize=CHUNK)
