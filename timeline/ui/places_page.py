"""The map: where claims say that it was, how precisely, and what is claimed of each place."""

from __future__ import annotations

from typing import Any

import streamlit as st

from timeline.types import Timeline
from timeline.ui import filters
from timeline.ui.glossary import show_glossary
from timeline.ui.go import follow_links
from timeline.ui.large import in_part
from timeline.ui.ledger import side_of
from timeline.ui.markup import markdown_line, markdown_text, render
from timeline.ui.session import desk
from timeline.ui.theming import is_dark
from timeline.views.figure import figure_config
from timeline.views.places import PlaceRow, place_rows
from timeline.views.places_picture import places_figure
from timeline.views.plaintext import counted

MOST_CLAIMS = 60
OFFLINE = (
    "A plain grid of degrees: no map is fetched, so nobody learns where you look. Coordinates are those of the "
    "place list (GeoNames)."
)


def show() -> None:
    """Draws the page."""
    timeline = in_part(desk()).timeline
    wanted: filters.Filter = st.session_state.get("wanted", filters.ALL)
    shown = filters.narrow(timeline, wanted)
    rows = place_rows(shown)
    placed = [row for row in rows if row.is_placed]
    summary = f"{counted(len(placed), 'place')} on the map, {len(rows) - len(placed):,} without coordinates"
    st.html(render("masthead", name="Places", summary=summary, demo=False))
    if not rows:
        st.info("No claim names a place yet. Add articles on the page Add.")
        return
    follow_links()
    if wanted.active:
        st.caption(f"{counted(len(shown.claims), 'claim')} of {len(timeline.claims):,}: as filtered on the Timeline.")
    chosen = _chosen(rows)
    if placed:
        _map(placed, chosen)
    _list_and_claims(shown, rows, chosen)
    show_glossary()


def _chosen(rows: tuple[PlaceRow, ...]) -> str | None:
    named = st.session_state.get("place") or st.query_params.get("place")
    chosen = named if any(row.name == named for row in rows) else None
    st.session_state["place"] = chosen
    if chosen:
        st.query_params["place"] = chosen
    elif "place" in st.query_params:
        del st.query_params["place"]
    return chosen


def _map(placed: list[PlaceRow], chosen: str | None) -> None:
    st.plotly_chart(
        places_figure(placed, dark=is_dark(), chosen=chosen),
        key="map",
        theme=None,
        on_select=_take_from_map,
        selection_mode="points",
        config=figure_config() | {"scrollZoom": True},
        alt="Map of the claims; the list of places below has the same content.",
    )
    st.caption(OFFLINE)


def _take_from_map() -> None:
    state: Any = st.session_state["map"]
    for point in state["selection"]["points"]:
        ids = point.get("customdata")
        parts = list(ids.values()) if isinstance(ids, dict) else list(ids or ())
        if parts:
            st.session_state["place"] = str(parts[0])


def _list_and_claims(shown: Timeline, rows: tuple[PlaceRow, ...], chosen: str | None) -> None:
    left, right = st.columns([4, 7], gap="large")
    with left:
        st.header(counted(len(rows), "place"), anchor=False)
        labels = {row.name: markdown_text(row.name) or "A place without a name" for row in rows}
        st.session_state["place_list"] = chosen
        with st.container(height=560 if len(rows) > 8 else "content", key="place_box", border=True):
            st.radio(
                "Places, those with most claims first",
                list(labels),
                index=None,
                format_func=lambda name: labels[name],
                captions=[markdown_line(_caption(row)) for row in rows],
                key="place_list",
                on_change=_take_from_list,
                label_visibility="collapsed",
                width="stretch",
            )
    with right:
        row = next((row for row in rows if row.name == chosen), None)
        if row is None:
            st.header("Choose a place", anchor=False)
            st.caption("On the map or in the list, to read what is claimed of it.")
            return
        sides = [(side_of(shown, name), shown.event_of_claim.get(name)) for name in row.claims[:MOST_CLAIMS]]
        st.html(render("place", row=row, caption=_caption(row), sides=sides))
        if len(row.claims) > MOST_CLAIMS:
            st.caption(f"and {len(row.claims) - MOST_CLAIMS:,} more; search for the place on the page Timeline")


def _caption(row: PlaceRow) -> tuple[str, ...]:
    kind = f"{row.kind} in {row.within}" if row.kind and row.within else row.kind
    exact = "coordinates not known" if not row.is_placed else "" if row.is_point else "an area: the mark is its middle"
    parts = (counted(len(row.claims), "claim"), counted(len(row.outlets), "outlet"), kind, exact)
    return tuple(part for part in parts if part)


def _take_from_list() -> None:
    st.session_state["place"] = st.session_state["place_list"]
