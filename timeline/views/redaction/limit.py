"""An outlet's text beyond so many words: what is left out of an article, for the sake of its owner's rights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.types import Claim
from timeline.views.redaction.cuts import Cut

LEFT_OUT = "[text left out]"
RUN = 6
"""Words in a row that are the outlet's: a note of ours that repeats them is left out as its text is."""

_WORD = re.compile(r"\S+")


def cuts_beyond(text: str, claims: Sequence[Claim], words: int) -> tuple[Cut, ...]:
    """The cuts that leave ``words`` words of ``text``: those of the sentences that claims quote, in order, then none.

    An article without claims keeps its first words.
    """
    kept = list(_kept(text, claims, words))
    cuts: list[Cut] = []
    old = 0
    for begin, end in [*kept, (len(text), len(text))]:
        if text[old:begin].strip():
            marker = f" {LEFT_OUT}" if old else LEFT_OUT
            cuts.append((old, begin, marker if begin == len(text) else f"{marker} "))
        old = max(old, end)
    return tuple(cuts)


def _kept(text: str, claims: Sequence[Claim], words: int) -> Iterator[tuple[int, int]]:
    quoted = sorted({(claim.begin, claim.end) for claim in claims}) or [(0, len(text))]
    left, reached = words, 0
    for begin, end in quoted:
        begin = max(begin, reached)
        if begin >= end or left <= 0:
            continue
        found = [word.end() for word in _WORD.finditer(text, begin, end)][:left]
        if found:
            left -= len(found)
            reached = found[-1]
            yield begin, reached


def runs_of(text: str, cuts: Sequence[Cut]) -> frozenset[str]:
    """Every run of `RUN` words in what was cut, as `repeats` compares them."""
    return frozenset(run for begin, end, _ in cuts for run in _runs(text[begin:end]))


def repeats(text: str, runs: frozenset[str]) -> bool:
    """Whether ``text`` holds one of ``runs``."""
    return bool(runs) and any(run in runs for run in _runs(text))


def _runs(text: str) -> Iterator[str]:
    words = [word.casefold() for word in re.findall(r"\w+", text)]
    for first in range(len(words) - RUN + 1):
        yield " ".join(words[first : first + RUN])
