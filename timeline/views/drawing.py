"""Where everything stands in the drawing, in pixels and days; the interactive and the still picture both use it.

Down the page it counts pixels from the top of the first lane. Across it counts days: day ``n`` takes the stretch
from ``n`` to ``n + 1`` on the axes of dates, and from ``n - ½`` to ``n + ½`` on the axis of lag.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from timeline.views.marks import Axis, Mark, extent_of

HEAD = 24  # the line with the lane's name
FOOT = 8
ROW_WIDE, ROW_NARROW = 18, 9
NARROW = 1 / 80  # a bar of less than this part of the whole has no room for soft ends
THICK, THIN = 0.56, 0.17  # of a row: a bar; a time that says little, which must not shout down the days
LONG = 0.2  # a bar of more than this part of the whole says little of when
TALL = 2200  # above this height rows are drawn closer together


Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: its name, where its head begins, how high it is with head and foot, and how many marks it has."""

    name: str
    top: float
    height: float
    marks: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a bar, in days across, with the strength it is drawn with (1 is full) and how thick it is, as a part of
    its row. An outline makes a bar that is only a few days wide large enough to be seen."""

    begin: float
    end: float
    strength: float
    outlined: bool = False
    thick: float = THICK


@dataclass(frozen=True)
class Drawing:
    """The lanes, how high a row is, the marks, and the days at the left and right edge."""

    axis: Axis
    marks: tuple[Mark, ...]
    lanes: tuple[Lane, ...]
    row: float
    left: float
    right: float

    @property
    def height(self) -> float:
        return self.lanes[-1].top + self.lanes[-1].height if self.lanes else 0.0

    @cached_property
    def _tops(self) -> dict[str, float]:
        return {lane.name: lane.top for lane in self.lanes}

    def middle(self, mark: Mark) -> float:
        """How far down the middle of the mark is."""
        return self._tops[mark.lane] + HEAD + (mark.row + 0.5) * self.row

    def shift(self) -> float:
        """Where day 0 begins across."""
        return -0.5 if self.axis == "lag" else 0.0

    def centre(self, mark: Mark) -> float:
        """The middle of the mark across, within the picture; of an open mark, its known end."""
        known = [end for end in (mark.low, mark.high) if end is not None]
        return min(max(sum(known) / len(known) + 0.5 + self.shift(), self.left), self.right)

    def leaves(self, mark: Mark) -> tuple[Side, ...]:
        """The edges over which an open or very wide mark runs out of the picture."""
        if not mark.is_wide:
            return ()
        left = mark.low is None or mark.low + self.shift() < self.left
        right = mark.high is None or mark.high + 1 + self.shift() > self.right
        return (*(("left",) if left else ()), *(("right",) if right else ()))

    def pieces(self, mark: Mark) -> tuple[Piece, ...]:
        """A bar in pieces: whole for an interval, soft at its ends for a vague one, fading to the edge where it is open
        or too wide for the picture; none where it lies wholly beyond the edges, where its arrow stands."""
        begin = self.left if mark.low is None else mark.low + self.shift()
        end = self.right if mark.high is None else mark.high + 1 + self.shift()
        whole = self.right - self.left
        if sides := self.leaves(mark):
            begin, end = max(begin, self.left), min(end, self.right)
            return _fading(begin, end, sides) if begin < end else ()
        thick = THIN if end - begin > whole * LONG else THICK
        if mark.vague and end - begin < whole * NARROW:
            return (Piece(begin, end, 0.6, outlined=True),)
        if mark.vague:
            soft = (end - begin) / 6
            return (
                Piece(begin, begin + soft, 0.2, thick=thick),
                Piece(begin + soft, end - soft, 0.42, thick=thick),
                Piece(end - soft, end, 0.2, thick=thick),
            )
        return (Piece(begin, end, 1.0, outlined=thick == THICK, thick=thick),)


def _fading(begin: float, end: float, sides: Sequence[Side]) -> tuple[Piece, ...]:
    strengths = (0.62, 0.5, 0.39, 0.29, 0.2, 0.12)
    ordered = strengths if sides == ("right",) else tuple(reversed(strengths))
    if len(sides) > 1:  # it fills the picture, and says next to nothing of when
        ordered = (0.2,)
    width = (end - begin) / len(ordered)
    return tuple(
        Piece(begin + at * width, begin + (at + 1) * width, strength, thick=THIN) for at, strength in enumerate(ordered)
    )


def drawing_of(marks: Sequence[Mark], axis: Axis, view: tuple[float, float] | None = None) -> Drawing:
    """The drawing of marks that come in lane order, as `marks_of` gives them; ``view`` is what is in sight across,
    or else all of them with some room."""
    rows: dict[str, int] = {}
    counts: dict[str, int] = {}
    for mark in marks:
        rows[mark.lane] = max(rows.get(mark.lane, 0), mark.row + 1)
        counts[mark.lane] = counts.get(mark.lane, 0) + 1
    heads = len(rows) * (HEAD + FOOT)
    row = min(ROW_WIDE, max(ROW_NARROW, (TALL - heads) / max(sum(rows.values()), 1)))
    lanes, top = [], 0.0
    for name, count in rows.items():
        height = HEAD + count * row + FOOT
        lanes.append(Lane(name, top, height, counts[name]))
        top += height
    left, right = view or _edges(marks, axis)
    return Drawing(axis, tuple(marks), tuple(lanes), row, left, right)


def _edges(marks: Sequence[Mark], axis: Axis) -> tuple[float, float]:
    first, last = extent_of(marks)
    if axis == "lag":
        first, last = min(first, 0), max(last, 0)
    room = max((last - first) * 0.04, 2.0)
    return first - room, last + 1 + room
