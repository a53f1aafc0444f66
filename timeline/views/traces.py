"""The traces of the figure: dots, bars, arrows, the strip of counts, and the key of signs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import plotly.graph_objects as go

from timeline.types import Interval
from timeline.views.drawing import FOOT, HEAD, Drawing, Side
from timeline.views.lanes import density, lane_counts
from timeline.views.marks import Mark, badge_is_left
from timeline.views.plaintext import counted
from timeline.views.words import Theme, families, interval_words, shape_labels

DAY = 86_400_000  # milliseconds
_EPOCH = datetime(1, 1, 1)  # day 1 of `date.toordinal`
SYMBOLS = {"filled": "circle", "ringed": "circle-open-dot", "hollow": "circle-open", "crossed": "circle-x-open"}
PATTERNS = {"filled": "", "ringed": ".", "hollow": "/", "crossed": "x"}


def place(drawing: Drawing, across: float) -> str | float:
    """A place on the x axis as Plotly wants it: an ISO time, or days of lag.

    Years that ISO text of four digits cannot hold are held at its edges.
    """
    if drawing.axis == "lag":
        return round(across, 4)
    held = min(max(across, 1.0), 3652059.0)
    return (_EPOCH + timedelta(days=held - 1)).isoformat(timespec="minutes")


def width(drawing: Drawing, days: float) -> float:
    return round(days, 4) if drawing.axis == "lag" else round(days * DAY)


def mark_traces(drawing: Drawing, texts: Mapping[str, str], colours: Theme) -> list[Any]:
    """For each family of events that is there, its bars and its dots; one click in the legend hides both."""
    by_family: dict[str, list[Mark]] = defaultdict(list)
    for mark in drawing.marks:
        by_family[mark.family].append(mark)
    traces: list[Any] = []
    for family, label in families().items():
        members = by_family.get(family, [])
        colour = colours.families[family]
        bars = [mark for mark in members if not mark.is_day]
        points: list[tuple[Mark, Side | None]] = [(mark, None) for mark in members if mark.is_day]
        points += [(mark, side) for mark in bars for side in drawing.leaves(mark)]
        if bars:
            traces.append(_bars(drawing, bars, texts, colour, colours))
        if points:
            traces.append(_points(drawing, points, texts, colour))
        for trace in traces[len(traces) - bool(bars) - bool(points) :]:
            trace.update(name=label, legendgroup=family, showlegend=False)
        if members:
            traces.append(_legend_entry(family, label, colour))
    return traces


def _legend_entry(family: str, label: str, colour: str) -> Any:
    """A swatch for the legend: the family's own traces begin with whatever sign their first mark has."""
    return go.Scatter(
        x=[None],
        y=[None],
        mode="markers",
        marker={"symbol": "square", "size": 11, "color": colour},
        name=label,
        legendgroup=family,
        hoverinfo="skip",
    )


def _ids(mark: Mark) -> list[str]:
    return [mark.event, mark.claim, mark.id]


def _points(drawing: Drawing, points: Sequence[tuple[Mark, Side | None]], texts: Mapping[str, str], colour: str) -> Any:
    """Dots for days, arrow heads at the edge for what runs over it."""
    size = min(11.0, drawing.row * 0.62)
    x: list[str | float] = []
    symbols: list[str] = []
    inset = (drawing.right - drawing.left) * 0.008
    for mark, side in points:
        if side is None:
            x.append(place(drawing, drawing.centre(mark)))
            symbols.append(SYMBOLS[mark.shape])
        else:
            x.append(place(drawing, drawing.right - inset if side == "right" else drawing.left + inset))
            symbols.append(f"triangle-{side}")
    return go.Scatter(
        x=x,
        y=[-drawing.middle(mark) for mark, _ in points],
        mode="markers",
        marker={"symbol": symbols, "size": size, "color": colour, "line": {"width": 2, "color": colour}, "opacity": 1},
        hoverinfo="text",
        hovertext=[texts[mark.id] for mark, _ in points],
        customdata=[_ids(mark) for mark, _ in points],
        cliponaxis=False,
    )


def _bars(drawing: Drawing, marks: Sequence[Mark], texts: Mapping[str, str], colour: str, colours: Theme) -> Any:
    pieces = [(mark, piece) for mark in marks for piece in drawing.pieces(mark)]
    solid = [piece.outlined for _, piece in pieces]
    hollow = [mark.shape == "hollow" and whole for (mark, _), whole in zip(pieces, solid, strict=True)]
    return go.Bar(
        orientation="h",
        base=[place(drawing, piece.begin) for _, piece in pieces],
        x=[width(drawing, piece.end - piece.begin) for _, piece in pieces],
        y=[-drawing.middle(mark) for mark, _ in pieces],
        width=[drawing.row * piece.thick for _, piece in pieces],
        marker={
            "color": [colours.clear if empty else colour for empty in hollow],
            # A pattern covers less than half of its bar, and would be lost where the bar is faded.
            "opacity": [min(1.0, piece.strength * (1.8 if PATTERNS[mark.shape] else 1.0)) for mark, piece in pieces],
            "line": {"color": colour, "width": [2 if whole else 0 for whole in solid]},
            "pattern": {
                "shape": [
                    "" if empty else PATTERNS[mark.shape] for (mark, _), empty in zip(pieces, hollow, strict=True)
                ],
                "fillmode": "replace",
                "size": 6,
                "solidity": 0.45,
            },
        },
        hoverinfo="text",
        hovertext=[texts[mark.id] for mark, _ in pieces],
        customdata=[_ids(mark) for mark, _ in pieces],
    )


def badge_trace(drawing: Drawing, colours: Theme) -> list[Any]:
    """ "3 outlets · 1 origin" beside the first mark of every event that several outlets tell."""
    badged = [mark for mark in drawing.marks if mark.badge and mark.low is not None and mark.high is not None]
    if not badged:
        return []
    left = [badge_is_left(mark, (drawing.left, drawing.right)) for mark in badged]
    space = "\u2003\u2002"  # the text would touch its dot
    return [
        go.Scatter(
            x=[
                place(drawing, float(mark.low or 0) if before else float(mark.high or 0) + 1 + drawing.shift())
                for mark, before in zip(badged, left, strict=True)
            ],
            y=[-drawing.middle(mark) for mark in badged],
            mode="text",
            text=[
                f"{m.badge}{space}" if before else f"{space}{m.badge}" for m, before in zip(badged, left, strict=True)
            ],
            textposition=["middle left" if before else "middle right" for before in left],
            textfont={"size": 11, "color": colours.quiet},
            hoverinfo="skip",
            showlegend=False,
        )
    ]


def key_traces(marks: Iterable[Mark], colours: Theme) -> list[Any]:
    """The end of the legend: what the signs mean, for those that are there."""
    there = {mark.shape for mark in marks}
    return [
        go.Scatter(
            x=[None],
            y=[None],
            mode="markers",
            marker={"symbol": SYMBOLS[shape], "size": 10, "color": colours.quiet, "line": {"width": 2}},
            name=label,
            legendrank=2000,
            hoverinfo="skip",
        )
        for shape, label in shape_labels().items()
        if shape in there
    ]


def strip_traces(drawing: Drawing, colours: Theme) -> list[Any]:
    """The strip of counts over time: dark what surely belongs to a bin, pale what may."""
    bins = density([(mark.low, mark.high) for mark in drawing.marks])
    middle = [(one.begin + one.end + 1) / 2 + drawing.shift() for one in bins]
    texts = [
        f"{stretch(drawing, one.begin, one.end)}<br>"
        f"<b>{counted(one.certain, 'report')}</b>, {one.possible:,} more may belong"
        for one in bins
    ]
    common = {
        "x": [place(drawing, at) for at in middle],
        "yaxis": "y2",
        "width": [width(drawing, (one.end - one.begin + 1) * 0.86) for one in bins],
        "hoverinfo": "text",
        "hovertext": texts,
        "showlegend": False,
    }
    return [
        go.Bar(
            y=[one.certain + one.possible for one in bins],
            marker={"color": colours.density_faint, "line": {"width": 0}},
            **common,
        ),
        go.Bar(y=[one.certain for one in bins], marker={"color": colours.density, "line": {"width": 0}}, **common),
    ]


def bin_trace(drawing: Drawing, step: int, colours: Theme) -> Any:
    """Counts by bin and lane as tiles; a mark counts once, where it begins (with an open beginning, where it ends).

    Bars, not a heat map: that is drawn as a PNG in a data URL, which a strict page does not load.
    """
    first, counts = lane_counts(
        [(mark.lane, mark.low, mark.high) for mark in drawing.marks], (drawing.left, drawing.right), step
    )
    tiles = [
        (lane, first + at * step, number)
        for lane in drawing.lanes
        for at, number in enumerate(counts[lane.name])
        if number
    ]
    ramp = colours.ramp()
    most = max(number for _, _, number in tiles)
    return go.Bar(
        orientation="h",
        base=[place(drawing, begin + drawing.shift()) for _, begin, _ in tiles],
        x=[width(drawing, step * 0.96) for _ in tiles],
        y=[-(lane.top + HEAD + (lane.height - HEAD - FOOT) / 2) for lane, _, _ in tiles],
        width=[lane.height - HEAD - FOOT for lane, _, _ in tiles],
        marker={
            "color": [ramp[(number - 1) * len(ramp) // most] for _, _, number in tiles],
            "line": {"width": 0},
        },
        hoverinfo="text",
        hovertext=[
            f"{stretch(drawing, begin, begin + step - 1)}<br><b>{counted(number, 'report')}</b>"
            for _, begin, number in tiles
        ],
        showlegend=False,
    )


def stretch(drawing: Drawing, begin: int, end: int) -> str:
    """The days from ``begin`` to ``end``, both inclusive, in words."""
    if drawing.axis == "lag":
        return f"{begin} days" if begin == end else f"{begin} to {end} days"
    first, last = (_EPOCH + timedelta(days=min(max(at, 1), 3652059) - 1) for at in (begin, end))
    return interval_words(Interval(first.date(), last.date()))
