"""The chart with its overview above it: what is in sight, what is chosen, and which kinds of event are let through.

The strip is an overview and a brush, the legend filters, and a click on a mark chooses its event; the script beside
this file draws them and tells the server. The chart itself is drawn anew only where its marks change.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from importlib import resources
from typing import Any

import streamlit as st

from timeline.types import Timeline
from timeline.views.drawing import Drawing, drawing_of
from timeline.views.figure import Look, figure_config, figure_of
from timeline.views.lanes import STEP_WORDS, density
from timeline.views.marks import Axis, Mark, extent_of
from timeline.views.plaintext import counted
from timeline.views.still import date_ticks, lag_ticks
from timeline.views.tiles import Counts, summed
from timeline.views.traces import stretch
from timeline.views.words import families, shape_labels, theme

KEY = "strip"
View = tuple[float, float]


def figure_below(timeline: Timeline, marks: Sequence[Mark], *, axis: Axis, view: View | None, dark: bool) -> Any:
    """The figure as it stands below the strip."""
    return figure_of(timeline, marks, axis=axis, dark=dark, look=Look(strip=False, legend=False, view=view))


def mount_strip(
    data: dict[str, Any], *, dark: bool, counts: Mapping[str, int], wanted: Sequence[str],
    shapes: Sequence[str] | None, chosen: str | None, on_pick: Any, on_family: Any,
) -> None:  # fmt: skip
    """The strip and the legend, tied to the chart below. ``counts`` has the claims of each family without the legend's
    own filter, ``wanted`` the families that it lets through (none: all). ``shapes`` are the signs to explain; ``None``:
    all. The two callbacks are told what a person did."""
    colours = theme(dark)
    families_shown = [
        {"key": key, "label": f"{label} {counts[key]:,}", "colour": colours.families[key], "on": key in wanted}
        for key, label in families().items()
        if counts.get(key) or key in wanted
    ]
    signs = [{"key": key, "label": label} for key, label in shape_labels().items() if shapes is None or key in shapes]
    mount = st.components.v2.component(
        "timeline_strip",
        html='<div class="ct-strip-root"></div>',
        js=resources.files("timeline.ui").joinpath("chart.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )
    mount(
        key=KEY,
        data=data | {"families": families_shown, "signs": signs, "chosen": chosen},
        on_pick_change=on_pick,
        on_view_change=take_view,
        on_family_change=on_family,
    )


def show_figure(figure: Any) -> None:
    """The chart itself."""
    with st.container(key="chart_box"):
        st.plotly_chart(
            figure,
            key="chart",
            theme=None,
            config=figure_config(),
            alt="Timeline of claims; the list of events below has the same content.",
        )


def told(name: str) -> Any:
    """What the script has just told the server under ``name``: pick, view or family."""
    return getattr(st.session_state.get(KEY), name, None)


def strip_data(marks: Sequence[Mark], *, axis: Axis) -> dict[str, Any]:
    """What the strip shows of marks; days are as `timeline.views.drawing` counts them."""
    drawing = drawing_of(marks, axis)
    bins = density([(mark.low, mark.high) for mark in marks])
    step = bins[0].end - bins[0].begin + 1 if bins else 1
    counts = [(one.begin + drawing.shift(), one.certain, one.possible) for one in bins]
    beyond = sum(1 for mark in marks if drawing.leaves(mark))
    return _strip(drawing, counts, step, extent_of(marks) if bins else None, beyond)


def strip_data_of_counts(counts: Counts, *, axis: Axis) -> dict[str, Any]:
    """The same of counts by bin."""
    left, right = extent(counts)
    drawing = Drawing(axis, (), (), 0.0, left, right)
    shift = drawing.shift()
    pairs = summed(counts.lanes, counts.bins)
    bins = [(counts.first + at * counts.step + shift, sure, may) for at, (sure, may) in enumerate(pairs) if sure or may]
    return _strip(drawing, bins, counts.step, (counts.first, int(right) - 1))


def extent(counts: Counts) -> View:
    """The first and the last day across of counts by bin."""
    return float(counts.first), float(counts.first + counts.bins * counts.step)


def _strip(
    drawing: Drawing, bins: Sequence[tuple[float, int, int]], step: int, ends: tuple[int, int] | None, beyond: int = 0
) -> dict[str, Any]:
    return {
        "left": drawing.left,
        "right": drawing.right,
        "lag": drawing.axis == "lag",
        "step": step,
        "bins": [list(one) for one in bins],
        "most": max((certain + possible for _, certain, possible in bins), default=0),
        "ticks": lag_ticks(drawing) if drawing.axis == "lag" else date_ticks(drawing),
        "note": _note(drawing, ends, step, beyond),
    }


def _note(drawing: Drawing, ends: tuple[int, int] | None, step: int, beyond: int) -> str:
    if ends is None:
        return "No report here has both a first and a last day"
    period = stretch(drawing, *ends).removeprefix("between ").replace(" and ", " to ")
    runs = "report has an open or very long time: it runs out of the picture"
    run = "reports have an open or very long time: they run out of the picture"
    told = f" {counted(beyond, runs, run)}." if beyond else ""
    return f"Reports by {STEP_WORDS[step]}, {period}. Drag over the strip to look closer.{told}"


def view_in_address(axis: Axis) -> View | None:
    """The stretch in sight, kept in the address as ``zoom``; one of another axis is forgotten."""
    if "zoom" not in st.session_state:
        st.session_state["zoom"] = st.query_params.get("zoom")
        st.session_state["zoom_axis"] = axis == "lag"
    if st.session_state["zoom_axis"] != (axis == "lag"):
        st.session_state.update(zoom=None, zoom_axis=axis == "lag")
    text: str | None = st.session_state["zoom"]
    view = read_view(text, axis)
    if view and text:
        st.query_params["zoom"] = text
    elif "zoom" in st.query_params:
        del st.query_params["zoom"]
    return view


def take_view() -> None:
    """The strip or the chart was dragged to another stretch, or back to the whole."""
    heard = told("view")
    view = [float(end) for end in heard] if isinstance(heard, list | tuple) and len(heard) == 2 else None
    st.session_state["zoom"] = (
        write_view((view[0], view[1]), "lag" if st.session_state["zoom_axis"] else "event") if view else None
    )


def write_view(view: View, axis: Axis) -> str:
    """A stretch as the address has it, in whole days: "2017-01-01/2017-03-31", or days of lag "-3/30"."""
    first, last = math.floor(view[0]), max(math.ceil(view[1]) - 1, math.floor(view[0]))
    if axis == "lag":
        return f"{first}/{last}"
    return "/".join(date.fromordinal(min(max(end, 1), 3652059)).isoformat() for end in (first, last))


def read_view(text: str | None, axis: Axis) -> View | None:
    """The stretch that the address names; ``None`` where it names none.

    >>> read_view("2017-01-01/2017-01-02", "event"), read_view("-3/30", "lag"), read_view("soon", "event")
    ((736330.0, 736332.0), (-3.0, 31.0), None)
    """
    try:
        first, last = (text or "").split("/")
        days = (
            (int(first), int(last))
            if axis == "lag"
            else tuple(date.fromisoformat(d).toordinal() for d in (first, last))
        )
    except ValueError:
        return None
    return (float(days[0]), float(days[1] + 1)) if -4_000_000 < days[0] <= days[1] < 4_000_000 else None
