"""What the main page is made of, for small and for large cases: the switches, the list of events, the choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from timeline.types import Event
from timeline.ui import chart, listing
from timeline.ui.filter_bar import press_family
from timeline.ui.markup import markdown_line, markdown_text
from timeline.ui.reveal import chosen_in
from timeline.views.marks import Axis, Lanes
from timeline.views.words import axis_label

AXES: tuple[Axis, ...] = ("event", "published", "lag")
LANES: dict[Lanes, str] = {"outlet": "Outlet", "type": "Kind of event", "place": "Place", "actor": "Actor"}
PAGE = 100  # events that the list shows at once
Option = TypeVar("Option")


def switches() -> tuple[Axis, Lanes]:
    """What stands across, and what each lane is for."""
    with st.container(horizontal=True, key="axes"):
        axis = _switch("Horizontal axis", AXES, "axis", axis_label)
        lanes = _switch("A lane for each", tuple(LANES), "lanes", LANES.__getitem__)
    return axis, lanes


def _switch(label: str, options: tuple[Option, ...], key: str, words: Callable[[Option], str]) -> Option:
    return st.segmented_control(
        label, options, default=options[0], required=True, format_func=words, key=key, bind="query-params", wrap=True
    )


def take_from_chart() -> None:
    """A mark was clicked."""
    event = chart.told("pick")
    if isinstance(event, str):
        choose(event, "chart")


def take_family() -> None:
    """The legend was pressed."""
    key = chart.told("family")
    if isinstance(key, str):
        press_family(key)


def show_event_list(events: Sequence[Event], chosen: str | None, *, title: str) -> None:
    """The accessible path to every event: a list that works by keyboard."""
    rows = listing.event_rows(events)
    st.header(title, anchor=False)
    labels = {row.key: markdown_text(row.label) for row in rows}
    st.session_state["event_list"] = chosen if chosen in labels else None
    with st.container(height=560 if len(rows) > 8 else "content", key="list_box", border=True):
        st.radio(
            "Events, oldest first; the selected one is shown beside",
            list(labels),
            index=None,
            format_func=lambda key: labels[key],
            captions=[markdown_line(row.captions) for row in rows],
            key="event_list",
            on_change=_take_from_list,
            label_visibility="collapsed",
            width="stretch",
        )


def _take_from_list() -> None:
    choose(st.session_state["event_list"], "list")


def choose(event: str, place: str) -> None:
    """An event was chosen: on the chart, in the list, by a button, or in the address."""
    st.session_state["chosen"] = event
    chosen_in(place)


def let_go() -> None:
    """Nothing is selected any more."""
    st.session_state["chosen"] = None
