"""The map of claims: places on a plain grid of degrees, with names of the place list for orientation.

No outline of a country is drawn: Plotly would fetch them from the network, and none is bundled with what we install.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from timeline.views.figure import FONT
from timeline.views.places import PlaceRow, landmarks
from timeline.views.plaintext import clip, counted, visible
from timeline.views.tooltip import markup
from timeline.views.words import Theme, place_kind_words, theme

HIGH, WIDE, MOST_NAMES = 560, 1080, 60
LETTER, LINE = 6.5, 15  # pixels that a letter and a line of a name take
NAME = 28
KM_OF_DEGREE = 111.32  # of longitude at the equator, as of latitude nearly everywhere
SCALES = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
LEAST_SPAN = 2.0  # degrees: a map of one town still shows what is around it


def places_figure(rows: Sequence[PlaceRow], *, dark: bool = False, chosen: str | None = None) -> go.Figure:
    """The figure; ``customdata`` of every mark is ``[name of the place]``. Places without coordinates are not on it."""
    colours = theme(dark)
    placed = [row for row in rows if row.is_placed]
    figure = go.Figure(layout=_layout(colours))
    if not placed:
        return figure
    box = _box(placed)
    labels = _Labels(box)
    marks = _marks(placed, colours, chosen, labels)
    figure.add_traces([_scale(box, colours, labels), *_names(_seen(box), placed, colours, labels), *marks])
    west, south, east, north = box
    squeeze = 1 / max(math.cos(math.radians((south + north) / 2)), 0.1)
    figure.update_layout(
        xaxis={"range": [west, east], "dtick": _step(east - west), "ticksuffix": "°"},
        yaxis={
            "range": [south, north],
            "dtick": _step(north - south),
            "ticksuffix": "°",
            "scaleanchor": "x",
            "scaleratio": squeeze,
        },
    )
    return figure


class _Labels:
    """Room for names: which rectangles of the map are taken, in pixels of a desk; a phone hides no more for it."""

    def __init__(self, box: tuple[float, float, float, float]) -> None:
        west, south, east, north = box
        squeeze = 1 / max(math.cos(math.radians((south + north) / 2)), 0.1)
        self._scale = min(WIDE / (east - west), (HIGH - 60) / ((north - south) * squeeze))
        self._squeeze = squeeze
        self._taken: list[tuple[float, float, float, float]] = []

    def take(self, lon: float, lat: float, *, wide: float, high: float, down: float = 0.0, must: bool = False) -> bool:
        """Takes a rectangle around a place, ``down`` pixels below it, if it is free or must be had."""
        x, y = lon * self._scale, -lat * self._scale * self._squeeze + down
        asked = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        free = all(
            asked[2] < other[0] or asked[0] > other[2] or asked[3] < other[1] or asked[1] > other[3]
            for other in self._taken
        )
        if free or must:
            self._taken.append(asked)
        return free


def _layout(colours: Theme) -> dict[str, Any]:
    axis = {
        "gridcolor": colours.grid,
        "zeroline": False,
        "tickfont": {"size": 11, "color": colours.quiet},
        "linecolor": colours.rule,
        "showline": True,
        "mirror": True,
        "constrain": "range",
    }
    return {
        "template": "none",
        "height": HIGH,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 12, "color": colours.ink},
        "margin": {"l": 36, "r": 8, "t": 8, "b": 28},
        "hovermode": "closest",
        "dragmode": "pan",
        "clickmode": "event+select",
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": -0.07, "yanchor": "top", "bgcolor": "rgba(0,0,0,0)"},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": colours.quiet, "activecolor": colours.ink},
        "hoverlabel": {
            "align": "left",
            "bgcolor": colours.hover,
            "bordercolor": colours.rule,
            "font": {"family": FONT, "size": 12, "color": colours.ink},
        },
        "xaxis": axis,
        "yaxis": axis,
        "uirevision": "places",
    }


def _box(rows: Sequence[PlaceRow]) -> tuple[float, float, float, float]:
    """West, south, east and north of what is drawn, with room around."""
    lats, lons = [row.lat or 0.0 for row in rows], [row.lon or 0.0 for row in rows]
    high, wide = max(max(lats) - min(lats), LEAST_SPAN), max(max(lons) - min(lons), LEAST_SPAN)
    north, south = (max(lats) + min(lats)) / 2 + high * 0.6, (max(lats) + min(lats)) / 2 - high * 0.6
    east, west = (max(lons) + min(lons)) / 2 + wide * 0.6, (max(lons) + min(lons)) / 2 - wide * 0.6
    return max(west, -180.0), max(south, -88.0), min(east, 180.0), min(north, 88.0)


def _seen(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """What a desk shows of the map: more than the box, since a degree is as wide there as it is high."""
    west, south, east, north = box
    squeeze = 1 / max(math.cos(math.radians((south + north) / 2)), 0.1)
    wide = max(east - west, (north - south) * squeeze * WIDE / (HIGH - 60))
    high = max(north - south, (east - west) / squeeze * (HIGH - 60) / WIDE)
    across, down = (west + east) / 2, (south + north) / 2
    return across - wide / 2, down - high / 2, across + wide / 2, down + high / 2


def _scale(box: tuple[float, float, float, float], colours: Theme, labels: _Labels) -> go.Scatter:
    """A bar of so many kilometres along the south; it is as long as that on its own latitude."""
    west, south, east, north = box
    lat, lon = south + (north - south) * 0.04, west + (east - west) * 0.03
    degree = KM_OF_DEGREE * max(math.cos(math.radians(lat)), 0.05)
    length = next((km for km in SCALES if km >= (east - west) * degree / 8), SCALES[-1])
    end = lon + length / degree
    labels.take((lon + end) / 2, lat, wide=90, high=3 * LINE, must=True)
    return go.Scatter(
        x=[lon, (lon + end) / 2, end],
        y=[lat] * 3,
        mode="lines+markers+text",
        text=["", f"{length:,} km", ""],
        textposition="top center",
        textfont={"size": 11, "color": colours.ink},
        line={"color": colours.ink, "width": 2},
        marker={"symbol": "line-ns", "size": [8, 0, 8], "line": {"width": 2, "color": colours.ink}, "opacity": 1},
        hoverinfo="skip",
        name="Scale",
        showlegend=False,
    )


def _step(span: float) -> float:
    """Degrees between two lines of the grid."""
    return next((step for step in (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0) if span / step <= 9), 30.0)


def _marks(rows: Sequence[PlaceRow], colours: Theme, chosen: str | None, labels: _Labels) -> list[go.Scatter]:
    """One trace for spots, one for the middles of areas: their mark is large and pale, since it may be anywhere."""
    sizes = {row.name: 7 + 5 * math.sqrt(len(row.claims)) + (0 if row.is_point else 30) for row in rows}
    for row in rows:
        labels.take(row.lon or 0, row.lat or 0, wide=sizes[row.name] * 0.7, high=sizes[row.name] * 0.7, must=True)
    named = {
        row.name
        for row in sorted(rows, key=lambda row: row.name != chosen)
        if _has_room(row, sizes, labels) or row.name == chosen
    }
    traces = []
    for is_point, label in ((False, "Somewhere in an area"), (True, "At this place")):
        there = [row for row in rows if row.is_point is is_point]
        if not there:
            continue
        accent = colours.families["attack"]
        traces.append(
            go.Scatter(
                x=[row.lon for row in there],
                y=[row.lat for row in there],
                mode="markers+text",
                name=label,
                text=[markup(clip(visible(row.name), NAME)) if row.name in named else "" for row in there],
                textposition="top center" if is_point else "bottom center",
                textfont={"size": 12, "color": colours.ink},
                marker={
                    "size": [sizes[row.name] for row in there],
                    "color": accent,
                    "symbol": "circle",
                    "opacity": [
                        (0.85 if is_point else 0.16) * (1.0 if chosen in (None, row.name) else 0.45) for row in there
                    ],
                    "line": {"width": 1.5 if is_point else 2, "color": colours.paper if is_point else accent},
                },
                hoverinfo="text",
                hovertext=[_told(row) for row in there],
                customdata=[[row.name] for row in there],
            )
        )
    return traces


def _has_room(row: PlaceRow, sizes: dict[str, float], labels: _Labels) -> bool:
    """Whether a place's name can stand by its mark without covering another; a name that cannot is told on hover."""
    away = sizes[row.name] / 2 + LINE / 2 + 1
    wide = min(len(row.name), NAME) * LETTER
    return labels.take(row.lon or 0, row.lat or 0, wide=wide, high=LINE, down=-away if row.is_point else away)


def _told(row: PlaceRow) -> str:
    kind = place_kind_words(row.kind) if row.kind else "place"
    within = f" in {row.within}" if row.within else ""
    exact = "" if row.is_point else "<br>The mark is its middle: it can have been anywhere in it."
    head = f"<b>{markup(clip(visible(row.name), 60))}</b>, {markup(kind + within)}"
    told = f"{counted(len(row.claims), 'claim')} of {counted(len(row.outlets), 'outlet')}"
    return f"{head}<br>{told}<br>{row.lat:.2f}°, {row.lon:.2f}°{exact}"


def _names(
    box: tuple[float, float, float, float], rows: Sequence[PlaceRow], colours: Theme, labels: _Labels
) -> list[go.Scatter]:
    offered = landmarks(box, frozenset(row.name for row in rows), MOST_NAMES * 3)
    free = [one for one in offered if labels.take(one.lon, one.lat, wide=(len(one.name) + 3) * LETTER, high=LINE)]
    found = free[:MOST_NAMES]
    if not found:
        return []
    return [
        go.Scatter(
            x=[one.lon for one in found],
            y=[one.lat for one in found],
            mode="text",
            text=[markup(one.name.upper() if one.is_country else f"· {one.name}") for one in found],
            textposition="middle center",
            textfont={"size": [12 if one.is_country else 11 for one in found], "color": colours.quiet},
            hoverinfo="skip",
            name="Names for orientation",
            showlegend=False,
        )
    ]
