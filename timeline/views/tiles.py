"""The figure of a case that is too large to be drawn mark by mark: counts by lane and stretch of time, as tiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from timeline.views.drawing import FOOT, HEAD, ROW_WIDE, Drawing, Lane
from timeline.views.figure import Look, empty_figure, lay_out
from timeline.views.lanes import STEP_WORDS
from timeline.views.marks import Axis
from timeline.views.plaintext import counted
from timeline.views.traces import place, stretch, width
from timeline.views.words import theme

STRONG = 0.35  # what may lie in a bin counts for so much of its colour against what surely does


@dataclass(frozen=True, slots=True)
class LaneCounts:
    """One lane: ``certain`` claims lie wholly in a bin, ``possible`` ones reach beyond it."""

    name: str
    total: int
    certain: tuple[int, ...]
    possible: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Lanes over the same bins: bin i covers days ``first + i * step`` to ``first + (i + 1) * step - 1``."""

    first: int
    step: int
    lanes: tuple[LaneCounts, ...]

    @property
    def bins(self) -> int:
        return len(self.lanes[0].certain) if self.lanes else 0


def tiles_figure(counts: Counts, *, axis: Axis, dark: bool = False) -> go.Figure:
    """The tiles, without strip and legend; the darker, the more. ``customdata`` of a tile is its first and last day."""
    colours = theme(dark)
    figure = empty_figure(axis, colours)
    drawing = _drawing(counts, axis)
    tiles = [
        (lane, at, sure, may)
        for lane, one in zip(drawing.lanes, counts.lanes, strict=True)
        for at, (sure, may) in enumerate(zip(one.certain, one.possible, strict=True))
        if sure or may
    ]
    weights = [sure + may * STRONG for _, _, sure, may in tiles]
    most = max(weights, default=1.0)
    ramp = colours.ramp()
    begins = [counts.first + at * counts.step for _, at, _, _ in tiles]
    figure.add_trace(
        go.Bar(
            orientation="h",
            base=[place(drawing, begin + drawing.shift()) for begin in begins],
            x=[width(drawing, counts.step * 0.96)] * len(tiles),
            y=[-(lane.top + HEAD + (lane.height - HEAD - FOOT) / 2) for lane, *_ in tiles],
            width=[lane.height - HEAD - FOOT for lane, *_ in tiles],
            marker={
                "color": [ramp[min(int(weight * len(ramp) / most), len(ramp) - 1)] for weight in weights],
                "line": {"width": 0},
            },
            hoverinfo="text",
            hovertext=[
                f"{stretch(drawing, begin, begin + counts.step - 1)}<br><b>{counted(sure, 'claim')}</b>, "
                f"{may:,} more may belong"
                for begin, (_, _, sure, may) in zip(begins, tiles, strict=True)
            ],
            showlegend=False,
        )
    )
    look = Look(strip=False, legend=False)
    lay_out(figure, drawing, colours, look, counts={one.name: one.total for one in counts.lanes})
    figure.update_layout(uirevision=f"{axis}-{counts.first}-{counts.step}-{len(counts.lanes)}")
    return figure


def tiles_note(counts: Counts) -> str:
    """What the tiles count, in words."""
    return (
        f"Too many to draw one by one: counted by {STEP_WORDS[counts.step]}, the darker the more. "
        "Look closer on the strip, or filter, to see single reports."
    )


def _drawing(counts: Counts, axis: Axis) -> Drawing:
    lanes, top = [], 0.0
    high = HEAD + ROW_WIDE + FOOT
    for one in counts.lanes:
        lanes.append(Lane(one.name, top, high, one.total))
        top += high
    shift = -0.5 if axis == "lag" else 0.0
    right = counts.first + counts.bins * counts.step + shift
    return Drawing(axis, (), tuple(lanes), ROW_WIDE, counts.first + shift, right)


def summed(lanes: Sequence[LaneCounts], bins: int) -> list[tuple[int, int]]:
    """Certain and possible counts of all lanes, a pair a bin."""
    return [(sum(lane.certain[at] for lane in lanes), sum(lane.possible[at] for lane in lanes)) for at in range(bins)]
