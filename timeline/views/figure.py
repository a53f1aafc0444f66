"""The interactive timeline as a Plotly figure: a pure function of a timeline.

One trace of bars and one of dots for each family of events, a strip of counts over them, lanes with their names
inside the drawing, so that a phone's whole width is left for time. Above `MOST_MARKS` marks it is counts by bin.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from timeline.types import Timeline
from timeline.views.drawing import Drawing, drawing_of
from timeline.views.lanes import STEP_WORDS, density, step_for
from timeline.views.marks import Axis, Lanes, Mark, extent_of, in_view, marks_of
from timeline.views.plaintext import clip, counted, visible
from timeline.views.tooltip import markup, tooltip
from timeline.views.traces import badge_trace, bin_trace, key_traces, mark_traces, place, stretch, strip_traces
from timeline.views.words import Theme, axis_label, theme

MOST_MARKS = 2000
STRIP, GAP, ABOVE, BELOW = 44, 18, 40, 110
# The year in every tick: a picture that is cut out and passed on keeps its dates. Nothing is finer than a day;
# a day stands in two lines, or on a phone one would run into the next.
TICK_WORDS = [
    {"dtickrange": [None, 2419200000], "value": "%-d %b<br>%Y"},
    {"dtickrange": ["M1", "M6"], "value": "%b %Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]
FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Look:
    """How a figure is furnished: ``strip`` and ``legend`` are off where a page draws its own. ``view`` is the stretch
    across that is in sight, in days as `Drawing` counts them; ``None`` is all of it."""

    strip: bool = True
    legend: bool = True
    view: tuple[float, float] | None = None


WHOLE = Look()


def timeline_figure(
    timeline: Timeline, *, axis: Axis = "event", lanes: Lanes = "outlet", dark: bool = False, look: Look = WHOLE
) -> go.Figure:
    """The figure; ``customdata`` of every mark is ``[event id, claim id, mark id]``. Its height is in its layout.

    ``axis`` says what stands on the x axis: when it happened, when it was published, or the days between.
    """
    return figure_of(timeline, marks_of(timeline, lanes=lanes, axis=axis), axis=axis, dark=dark, look=look)


def figure_of(
    timeline: Timeline, marks: Sequence[Mark], *, axis: Axis, dark: bool = False, look: Look = WHOLE
) -> go.Figure:
    """The figure of marks that are already made; where they are too many, of those in the view if these are not."""
    colours = theme(dark)
    figure = empty_figure(axis, colours)
    drawn = in_view(marks, look.view) if look.view else marks
    if not drawn:
        figure.update_layout(height=180, annotations=[_note("Nothing here has a date in sight on this axis.", colours)])
        figure.update_xaxes(visible=False)
    elif len(drawn) <= MOST_MARKS:
        _draw_marks(figure, timeline, drawn, axis, colours, look)
    else:
        _draw_bins(figure, drawn, axis, colours, look)
    lanes = ",".join(dict.fromkeys(mark.lane for mark in marks))
    figure.update_layout(uirevision=f"{axis}-{look.view}-{zlib.crc32(lanes.encode('utf-8', 'surrogatepass'))}")
    return figure


def figure_config() -> dict[str, Any]:
    """Plotly's configuration: no logo, nothing that could send the chart anywhere, no formula typesetting."""
    return {
        "displaylogo": False,
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "typesetMath": False,
        "responsive": True,
        "scrollZoom": False,
        "showTips": False,
        "modeBarButtonsToRemove": ["sendChartToCloud", "select2d", "lasso2d", "autoScale2d", "toImage"],
    }


def empty_figure(axis: Axis, colours: Theme) -> go.Figure:
    """A figure with fonts, colours and axes, and nothing in it."""
    quiet = {"color": colours.quiet, "size": 12}
    return go.Figure(
        layout={
            "template": "none",
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT, "size": 13, "color": colours.ink},
            "margin": {"l": 8, "r": 8, "t": ABOVE, "b": BELOW, "pad": 0},
            "barmode": "overlay",
            "hovermode": "closest",
            "hoverdistance": 14,
            "dragmode": "zoom",
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": colours.quiet, "activecolor": colours.ink},
            "hoverlabel": {
                "align": "left",
                "namelength": -1,
                "bgcolor": colours.hover,
                "bordercolor": colours.rule,
                "font": {"family": FONT, "size": 12, "color": colours.ink},
            },
            "xaxis": {
                "type": "linear" if axis == "lag" else "date",
                "tickformatstops": [] if axis == "lag" else TICK_WORDS,
                "tickfont": quiet,
                "gridcolor": colours.grid,
                "linecolor": colours.rule,
                "showline": True,
                "zeroline": axis == "lag",
                "zerolinecolor": colours.quiet,
                "nticks": 7,
                "tickangle": 0,
            },
            "yaxis": {"visible": False, "fixedrange": True},
            "yaxis2": {"visible": False, "fixedrange": True},
        }
    )


def _draw_marks(
    figure: go.Figure, timeline: Timeline, marks: Sequence[Mark], axis: Axis, colours: Theme, look: Look
) -> None:
    drawing = drawing_of(marks, axis, look.view)
    texts = {mark.id: tooltip(timeline, mark) for mark in marks}
    figure.add_traces(
        [
            *(strip_traces(drawing, colours) if look.strip else ()),
            *mark_traces(drawing, texts, colours),
            *badge_trace(drawing, colours),
            *(key_traces(marks, colours) if look.legend else ()),
        ]
    )
    lay_out(figure, drawing, colours, look)


def _draw_bins(figure: go.Figure, marks: Sequence[Mark], axis: Axis, colours: Theme, look: Look) -> None:
    """Counts by bin and lane, in the same lanes with one row each."""
    flat = [mark for mark in marks if mark.row == 0]
    lanes = drawing_of(flat, axis)
    whole = drawing_of(marks, axis, look.view)
    counts = {lane.name: lane.marks for lane in whole.lanes}
    drawing = Drawing(axis, tuple(marks), lanes.lanes, lanes.row, whole.left, whole.right)
    step = step_for((int(whole.left), int(whole.right)), 60)
    figure.add_traces([*(strip_traces(drawing, colours) if look.strip else ()), bin_trace(drawing, step, colours)])
    lay_out(figure, drawing, colours, look, counts=counts)
    told = (
        f"{counted(len(marks), 'report')}, too many to draw one by one: counted by {STEP_WORDS[step]},<br>"
        "each where it begins. Narrow the period or the filters to see single reports."
    )
    title = {
        "text": told,
        "font": {"size": 13, "color": colours.ink},
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yref": "container",
    }
    figure.update_layout(
        title={**title, "yanchor": "top", "pad": {"t": 14, "l": 8}},
        margin={"t": figure.layout.margin.t + 50},
        height=figure.layout.height + 50,
    )


def lay_out(
    figure: go.Figure, drawing: Drawing, colours: Theme, look: Look, *, counts: dict[str, int] | None = None
) -> None:
    """Heights, ranges, the lanes' names and bands."""
    strip = STRIP + GAP if look.strip else 0
    inner = strip + drawing.height
    above, below = ABOVE if look.strip else 8, BELOW if look.legend else 44
    edges = [place(drawing, drawing.left), place(drawing, drawing.right)]
    figure.update_layout(
        height=round(inner + above + below),
        margin={"t": above, "b": below},
        showlegend=look.legend,
        xaxis={"range": edges, "minallowed": edges[0], "maxallowed": edges[1], "anchor": "y"},
        yaxis={"domain": [0, drawing.height / inner], "range": [-drawing.height, 0]},
        shapes=[*_bands(drawing, colours)],
        annotations=[
            *([_strip_name(drawing, colours)] if look.strip else ()),
            *_lane_names(drawing, colours, counts or {}),
        ],
        legend=_legend(colours, -(40 / inner)),
    )
    if look.strip:
        figure.update_layout(yaxis2={"domain": [1 - STRIP / inner, 1], "rangemode": "tozero", "anchor": "x"})


def _legend(colours: Theme, down: float) -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "y": down,
        "yanchor": "top",
        "font": {"size": 12, "color": colours.ink},
        "bgcolor": "rgba(0,0,0,0)",
        "itemsizing": "constant",
        "tracegroupgap": 4,
    }


def _bands(drawing: Drawing, colours: Theme) -> list[dict[str, Any]]:
    """A tint behind every second lane, so that the eye keeps its lane."""
    return [
        {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": -lane.top,
            "y1": -(lane.top + lane.height),
            "fillcolor": colours.band,
            "line": {"width": 0},
            "layer": "below",
        }
        for lane in drawing.lanes[::2]
    ]


def _lane_names(drawing: Drawing, colours: Theme, counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            # Isolated, so that a name written from right to left does not pull the count to its other side.
            "text": f"<b>\u2068{markup(clip(visible(lane.name), 34))}\u2069</b>  {counts.get(lane.name, lane.marks):,}",
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "y": -lane.top - 3,
            "yanchor": "top",
            "showarrow": False,
            "font": {"size": 12, "color": colours.ink},
            "align": "left",
        }
        for lane in drawing.lanes
    ]


def _strip_name(drawing: Drawing, colours: Theme) -> dict[str, Any]:
    bins = density([(mark.low, mark.high) for mark in drawing.marks])
    note = "No report has both a first and a last day"
    if bins:
        # The whole period in words: a tick far away may be the only one that names the year.
        period = stretch(drawing, *extent_of(drawing.marks))
        period = period.removeprefix("between ").replace(" and ", " to ")
        note = f"Reports by {STEP_WORDS[bins[0].end - bins[0].begin + 1]}, {period}"
    title = f"<b>{axis_label(drawing.axis)}</b><br>{note}"
    return _note(title, colours) | {
        "align": "left",
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "font": {"size": 11, "color": colours.quiet},
    }


def _note(text: str, colours: Theme) -> dict[str, Any]:
    return {"text": text, "showarrow": False, "font": {"size": 13, "color": colours.quiet}}
