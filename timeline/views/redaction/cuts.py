"""A text with stretches taken out and a marker in the place of each, and where every offset went."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

Cut = tuple[int, int, str]
"""A half-open stretch of the text, and what stands in its place."""


@dataclass(frozen=True, slots=True)
class CutText:
    """The text after its cuts. A span that touches a cut is moved to hold the whole marker: spans stay exact."""

    text: str
    cuts: tuple[Cut, ...]
    begins: tuple[int, ...]  # of each cut in the old text
    moved: tuple[int, ...]  # where the marker of each cut begins in the new text

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Where the half-open span of the old text is now; half-open too.

        >>> cut_text("Ann saw Bob.", [(0, 3, "[x]"), (8, 11, "[withheld]")]).span(8, 12)
        (8, 19)
        """
        return self._place(begin, at_end=False), self._place(end, at_end=end > begin)

    def _place(self, offset: int, *, at_end: bool) -> int:
        number = bisect_right(self.begins, offset - at_end) - 1
        if number < 0:
            return offset
        _, end, marker = self.cuts[number]
        if offset < end or (at_end and offset == end):
            return self.moved[number] + (len(marker) if at_end else 0)
        return self.moved[number] + len(marker) + offset - end


def cut_text(text: str, cuts: Sequence[Cut]) -> CutText:
    """``text`` without ``cuts``, which come in order and do not overlap.

    >>> cut_text("Ann saw Bob.", [(0, 3, "[x]")]).text
    '[x] saw Bob.'
    """
    parts: list[str] = []
    moved: list[int] = []
    old = length = 0
    for begin, end, marker in cuts:
        parts += [text[old:begin], marker]
        moved.append(length + begin - old)
        length += begin - old + len(marker)
        old = end
    parts.append(text[old:])
    return CutText("".join(parts), tuple(cuts), tuple(cut[0] for cut in cuts), tuple(moved))


def joined(cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    """Cuts in order with those that overlap made one; the marker of the longer one stands for both."""
    made: list[Cut] = []
    for begin, end, marker in sorted(cuts):
        if made and begin < made[-1][1]:
            first, last, old = made[-1]
            made[-1] = (first, max(last, end), old if last - first >= end - begin else marker)
        else:
            made.append((begin, end, marker))
    return tuple(made)
