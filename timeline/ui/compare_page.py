"""Comparing the outlets: who reported what and when, who has it from whom, and where they contradict each other."""

from __future__ import annotations

import streamlit as st

from timeline.types import ConflictKind, Timeline
from timeline.ui import filters
from timeline.ui.glossary import show_glossary
from timeline.ui.go import follow_links
from timeline.ui.large import in_part
from timeline.ui.ledger import ledger_rows
from timeline.ui.markup import render
from timeline.ui.session import desk
from timeline.ui.theming import is_dark
from timeline.views.matrix import matrix_of
from timeline.views.plaintext import counted
from timeline.views.sources import source_graph, strongest
from timeline.views.sources_picture import draw_graph
from timeline.views.words import conflict_label

PARTS = {"who": "Who reported what", "sources": "Who has it from whom", "contradictions": "Where they contradict"}
MOST_ROWS, MOST_LINKS = 60, 36
KEY_OF_GRAPH = (
    "An arrow leads from a source to who has it from there; the thicker, the more claims. "
    "A heavy frame is an origin: nothing here leads to it."
)


def show() -> None:
    """Draws the page."""
    opened = in_part(desk())
    timeline = opened.timeline
    shared = sum(len(event.outlets) > 1 for event in timeline.events)
    conflicts = sum(len(event.conflicts) for event in timeline.events)
    summary = f"{counted(shared, 'event')} told by more than one outlet, {counted(conflicts, 'contradiction')}"
    st.html(render("masthead", name="Compare", summary=summary, demo=False))
    if not timeline.claims:
        st.info("There is nothing to compare yet. Add articles on the page Add.")
        return
    follow_links()
    wanted: filters.Filter = st.session_state.get("wanted", filters.ALL)
    shown = filters.narrow(timeline, wanted)
    if wanted.active:
        st.caption(f"{counted(len(shown.claims), 'claim')} of {len(timeline.claims):,}: as filtered on the Timeline.")
    part = st.segmented_control(
        "What to compare", tuple(PARTS), default="who", required=True, format_func=PARTS.__getitem__, key="part",
        bind="query-params", label_visibility="collapsed", wrap=True,
    )  # fmt: skip
    {"who": _who, "sources": _sources, "contradictions": _contradictions}[part](shown)
    show_glossary()


def _who(shown: Timeline) -> None:
    alone = st.toggle("Also events that one outlet alone reports", key="alone", bind="query-params")
    events = [event for event in shown.events if event.claims and (alone or len(event.outlets) > 1)]
    if not events:
        st.write("No event here is told by more than one outlet.")
        return
    length = st.session_state.get("matrix_length", MOST_ROWS)
    st.html(render("matrix", matrix=matrix_of(shown, events[:length])))
    if len(events) > length:
        st.button(f"Show {min(MOST_ROWS, len(events) - length)} more of {len(events):,}", on_click=_longer)


def _longer() -> None:
    st.session_state["matrix_length"] = st.session_state.get("matrix_length", MOST_ROWS) + MOST_ROWS


def _sources(shown: Timeline) -> None:
    everyone = st.toggle("Also persons, papers and unnamed sources", key="everyone", bind="query-params")
    graph = source_graph(shown, shown.claims, media_only=not everyone)
    drawn = strongest(graph, MOST_LINKS)
    if not graph.links:
        st.write("No outlet here names another outlet or agency as its source.")
        return
    st.caption(KEY_OF_GRAPH)
    st.html(render("graph", picture=draw_graph(drawn, dark=is_dark()), name="Who has it from whom"))
    if len(graph.links) > len(drawn.links):
        st.caption(f"The {len(drawn.links)} strongest of {len(graph.links):,} links are drawn; the table has all.")
    with st.expander("The same as a table"):
        st.html(render("links", links=graph.links, kinds={node.name: node.kind_words for node in graph.nodes}))


def _contradictions(shown: Timeline) -> None:
    rows = ledger_rows(shown)
    if not rows:
        st.write("No two claims here contradict each other.")
        return
    there = [kind for kind in ConflictKind if any(row.kind is kind for row in rows)]
    asked = st.pills(
        "About", there, selection_mode="multi", format_func=conflict_label, key="about", bind="query-params"
    )
    st.html(render("ledger", rows=[row for row in rows if not asked or row.kind in asked]))
