"""Whether work grows no faster than the text it is done on, told without a stopwatch's bound.

What a machine does in a second says little on a busy one, so the same work is done on a text and on one four times as
long: linear work costs four times as much, quadratic work sixteen times. The least of up to three tries counts, of
this process's own time. ``make bench`` prints how long the texts take.
"""

from __future__ import annotations

import time
from collections.abc import Callable

LENGTH, TIMES, TRIES = 12_500, 4, 3
MARGIN = 2 * TIMES
"""So many times the cost is let pass: twice what is linear, half of what is quadratic."""
SMALL = 0.2
"""Seconds that are lost in the noise; beside them quadratic work on 50,000 characters is far more."""
CEILING = 60.0
"""Seconds after which nobody waits: a guard against patterns that run away, not a measure of speed."""


def grows_with_its_length(work: Callable[[str], object], text_of: Callable[[int], str], length: int = LENGTH) -> bool:
    """Whether the work on texts of ``length`` and `TIMES` that many characters costs in proportion."""
    short = long = float("inf")
    for _ in range(TRIES):
        short = min(short, cost(work, text_of(length)))
        long = min(long, cost(work, text_of(TIMES * length)))
        if long < MARGIN * short + SMALL:
            return long < CEILING
        if long > CEILING:
            break
    return False


def cost(work: Callable[[str], object], text: str) -> float:
    """Seconds of this process's own time."""
    begun = time.process_time()
    work(text)
    return time.process_time() - begun
