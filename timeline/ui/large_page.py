"""The main page of a case too large for memory: the same lanes, list and evidence, each asked for in parts."""

from __future__ import annotations

from typing import Any

import streamlit as st

from timeline.case import query
from timeline.types import Timeline
from timeline.ui import chart, filters, large
from timeline.ui.actions import show_event_actions
from timeline.ui.evidence_panel import show_evidence
from timeline.ui.filter_bar import offer_ways_out, read_choices
from timeline.ui.glossary import show_glossary
from timeline.ui.markup import render
from timeline.ui.reveal import reveal
from timeline.ui.session import Desk, remember
from timeline.ui.theming import is_dark
from timeline.ui.timeline_parts import PAGE, choose, let_go, show_event_list, switches, take_family, take_from_chart
from timeline.views.figure import Look, figure_of
from timeline.views.marks import Axis, Lanes, marks_of
from timeline.views.plaintext import counted
from timeline.views.tiles import Counts, tiles_figure, tiles_note

MOST_SINGLE = 600  # marks drawn one by one: three times as many take a second to read and to draw
PART_NAMES = {part: name for name, parts in filters.PARTS.items() for part in parts}


def show(opened: Desk) -> None:
    """Draws the page below the masthead."""
    facets = large.answer(opened, query.facets)
    wanted = read_choices(*(tuple(facets[name]) for name in ("outlets", "types", "statuses")))
    st.session_state["wanted"] = wanted
    question = large.asked(opened, wanted)
    number = large.answer(opened, query.count, question)
    if not number:
        ways = [
            filters.WayOut(PART_NAMES.get(name, name), claims)
            for name, claims in large.answer(opened, query.ways_out, question)
        ]
        offer_ways_out(ways, wanted)
        return
    if wanted.active:
        st.caption(f"{counted(number, 'claim')} match the filters.")
    _chart(opened, question, wanted)
    _list_and_evidence(opened, question)
    reveal()
    show_glossary()


def masthead(opened: Desk) -> str:
    """Name and numbers of the case."""
    totals = large.answer(opened, query.totals)
    told = (
        counted(totals.articles, "article"),
        counted(totals.outlets, "outlet"),
        counted(totals.claims, "claim"),
        counted(totals.events, "event"),
        counted(totals.contradicted, "event in dispute", "events in dispute"),
    )
    return render("masthead", name=opened.name, summary=", ".join(told), demo=False)


def _chart(opened: Desk, question: query.Filter, wanted: filters.Filter) -> None:
    axis, lanes = switches()
    view = chart.view_in_address(axis)
    whole = large.counts_of(opened, question, lanes=lanes, axis=axis)
    if not whole.lanes:
        st.info("Nothing here has a date on this axis.")
        return
    seen = large.in_view(question, view, axis)
    few = large.answer(opened, query.count, seen) <= MOST_SINGLE
    dark = is_dark()
    figure = remember(
        opened, lambda: _figure(opened, question, whole, axis=axis, lanes=lanes, view=view, few=few, dark=dark),
        "figure", question, axis, lanes, view, dark,
    )  # fmt: skip
    chart.mount_strip(
        chart.strip_data_of_counts(whole, axis=axis) | {"view": list(view) if view else None},
        dark=dark,
        counts=large.families_of(opened, question),
        wanted=wanted.families,
        shapes=None if few else (),
        chosen=st.session_state.get("chosen"),
        on_pick=take_from_chart,
        on_family=take_family,
    )
    if not few:
        st.caption(tiles_note(whole))
    chart.show_figure(figure)


def _figure(
    opened: Desk, question: query.Filter, whole: Counts, *, axis: Axis, lanes: Lanes, view: chart.View | None,
    few: bool, dark: bool,
) -> Any:  # fmt: skip
    """Single marks where few are in sight, else tiles."""
    if not few:
        counts = large.counts_of(opened, question, lanes=lanes, axis=axis, view=view) if view else whole
        return tiles_figure(counts, axis=axis, dark=dark)
    part = query.part(opened.store, large.in_view(question, view, axis), limit=MOST_SINGLE)
    look = Look(strip=False, legend=False, view=view or chart.extent(whole))
    return figure_of(part, marks_of(part, lanes=lanes, axis=axis), axis=axis, dark=dark, look=look)


def _list_and_evidence(opened: Desk, question: query.Filter) -> None:
    page = st.session_state.get("event_page", 0)
    shown = large.answer(opened, query.event_page, question, limit=PAGE, offset=page * PAGE)
    if not shown.events and page:
        st.session_state["event_page"] = page = 0
        shown = large.answer(opened, query.event_page, question, limit=PAGE)
    chosen = _chosen(opened)
    left, right = st.columns([4, 7], gap="large")
    with right:
        if chosen is not None:
            st.button("← Back to the list", key="let_go", on_click=let_go, type="tertiary")
            event = chosen.timeline.events[0]
            show_evidence(chosen.timeline, event)
            show_event_actions(chosen, event, key="chosen")
        else:
            st.header("Select an event", anchor=False)
            st.caption("Select a mark on the chart or an event in the list to see every sentence behind it.")
    with left:
        show_event_list(shown.events, chosen.timeline.events[0].id if chosen else None, title="Events, oldest first")
        with st.container(horizontal=True):
            st.button("Earlier", disabled=page == 0, on_click=_turn, args=(-1,))
            st.button("Later", disabled=len(shown.events) < PAGE, on_click=_turn, args=(1,))


def _turn(by: int) -> None:
    st.session_state["event_page"] = max(st.session_state.get("event_page", 0) + by, 0)


def _chosen(opened: Desk) -> Desk | None:
    """The desk with the chosen event on it; a choice in the address is taken over once."""
    named = st.query_params.get("event")
    if "chosen" not in st.session_state and named:
        choose(named, "address")
    name: str | None = st.session_state.get("chosen")
    found = large.event_desk(opened, name) if name else None
    timeline = found.timeline if found else Timeline()
    if not timeline.events or name is None:
        st.session_state["chosen"] = None
        if "event" in st.query_params:
            del st.query_params["event"]
        return None
    st.query_params["event"] = name
    return found
