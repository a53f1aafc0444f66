"""The text that is kept of a source, and the way back to it: slices only, nothing rewritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Segments = tuple[tuple[int, int, int], ...]
"""Triples of (text_begin, source_begin, length), in order, covering the whole text."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of a source and where each character of it stands there."""

    text: str
    segments: Segments


def keep(source: str, slices: Iterable[tuple[int, int]]) -> Kept:
    """The text made of half-open ``slices`` of ``source``, which come in order; touching slices become one.

    >>> keep("one two three", [(0, 4), (8, 10), (10, 13)])
    Kept(text='one three', segments=((0, 0, 4), (4, 8, 5)))
    """
    joined: list[tuple[int, int]] = []
    for begin, end in slices:
        if begin >= end:
            continue
        if joined and joined[-1][1] == begin:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    segments = []
    length = 0
    for begin, end in joined:
        segments.append((length, begin, end - begin))
        length += end - begin
    return Kept("".join(source[begin:end] for begin, end in joined), tuple(segments))


def shifted(kept: Kept, offset: int) -> Kept:
    """The same text, its segments counted in a source that begins ``offset`` characters earlier."""
    return Kept(kept.text, tuple((begin, source + offset, length) for begin, source, length in kept.segments))
