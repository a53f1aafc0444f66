"""The main page: the summary, the filters, the lanes, and the evidence for what is selected."""

from __future__ import annotations

from typing import Any

import streamlit as st

from timeline.types import Event, Status, Timeline
from timeline.ui import filters, listing
from timeline.ui.evidence import event_dossier
from timeline.ui.markup import markdown_text, render
from timeline.ui.session import Desk, desk
from timeline.views.plaintext import counted
from timeline.views.words import axis_label, outlet_name, status_label, status_rank, type_label

AXES = ("event", "published", "lag")
LANES = {"outlet": "Outlet", "type": "Kind of event", "place": "Place", "actor": "Actor"}
FILTER_KEYS = {"search": ("q",), "outlet": ("outlet",), "type": ("type",), "status": ("status",), "period": ("from", "to")}
LIST_LENGTH = 150

def show() -> None:
    """Draws the page."""
    masthead = st.empty()
    masthead.html(render("masthead", name="Conflict Timeline", summary="Reading the case …", demo=False))
    opened = desk()
    masthead.html(_masthead(opened))
    timeline = opened.timeline
    wanted = _filters(timeline)
    st.session_state["wanted"] = wanted  # the page Export offers the same view
    shown = filters.narrow(timeline, wanted)
    if not shown.claims:
        _nothing(timeline, wanted)
        return
    if wanted.active:
        st.caption(f"{counted(len(shown.claims), 'claim')} of {len(timeline.claims):,} match the filters.")
    _choose_from_address(shown)
    _chart(shown)
    chosen = _list_and_evidence(timeline, shown)
    st.query_params.update({"event": chosen} if chosen else {})
    _undated(shown)
    _problems(timeline)


def _masthead(opened: Desk) -> str:
    from timeline.views.summary import summary_line

    return render("masthead", name=opened.name, summary=summary_line(opened.timeline), demo=opened.demo)


def _filters(timeline: Timeline) -> filters.Filter:
    outlets = sorted({outlet_name(article) for article in timeline.articles}, key=str.casefold)
    types = sorted({claim.type for claim in timeline.claims}, key=type_label)
    statuses = sorted({claim.status for claim in timeline.claims}, key=status_rank)
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        text = st.text_input(
            "Search", key="q", bind="query-params", type="search", placeholder="words, places, names", width=240
        )
        chosen_outlets = st.multiselect("Outlet", outlets, key="outlet", bind="query-params", placeholder="All", width=210)
        chosen_types = st.multiselect(
            "Kind of event", types, key="type", bind="query-params", placeholder="All", format_func=type_label, width=210
        )
        chosen_statuses: list[Status] = st.multiselect(
            "Status", statuses, key="status", bind="query-params", placeholder="All", format_func=status_label, width=210
        )
        since = st.date_input("From", None, key="from", bind="query-params", format="YYYY-MM-DD", min_value="1000-01-01", max_value="2999-12-31", width=140)
        until = st.date_input("Until", None, key="to", bind="query-params", format="YYYY-MM-DD", min_value="1000-01-01", max_value="2999-12-31", width=140)
    return filters.Filter(tuple(chosen_outlets), tuple(chosen_types), tuple(chosen_statuses), since, until, text or "")


def _nothing(timeline: Timeline, wanted: filters.Filter) -> None:
    if not timeline.claims:
        st.info("There is nothing on the timeline yet: no claim was found in the articles. Add articles on the page Add.")
        return
    st.subheader("Nothing matches", anchor=False)
    ways = filters.find_ways_out(timeline, wanted)
    if not ways:
        st.write("No single filter is to blame; together they leave nothing.")
    with st.container(horizontal=True):
        for way in ways:
            label = f"Drop the {way.name} filter: {counted(way.claims, 'claim')}"
            st.button(label, key=f"drop_{way.name}", on_click=_drop, args=((way.name,),))
        st.button("Drop all filters", key="drop_all", on_click=_drop, args=(wanted.active,))


def _drop(names: tuple[str, ...]) -> None:
    for name in names:
        for key in FILTER_KEYS[name]:
            st.session_state[key] = {"q": "", "from": None, "to": None}.get(key, [])


def _choose_from_address(shown: Timeline) -> None:
    """A selection that stands in the address is taken over once; one that is filtered away is dropped."""
    named = st.query_params.get("event")
    if "chosen" not in st.session_state and named:
        st.session_state["chosen"] = named
    if st.session_state.get("chosen") not in shown.event_by_id:
        st.session_state["chosen"] = None
        if named:
            del st.query_params["event"]


def _chart(shown: Timeline) -> None:
    from timeline.views.figure import figure_config, timeline_figure

    with st.container(horizontal=True, key="axes"):
        axis = st.segmented_control(
            "Horizontal axis", AXES, default="event", required=True, format_func=axis_label, key="axis", bind="query-params"
        )
        lanes = st.segmented_control(
            "A lane for each", LANES, default="outlet", required=True, format_func=LANES.get, key="lanes", bind="query-params"
        )
    figure = timeline_figure(shown, axis=axis, lanes=lanes, dark=st.context.theme.type == "dark")
    st.plotly_chart(
        figure,
        key="chart",
        theme=None,
        on_select=_take_from_chart,
        selection_mode="points",
        config=figure_config(),
        alt="Timeline of claims; the list of events below has the same content.",
    )


def _take_from_chart() -> None:
    state: Any = st.session_state["chart"]
    for point in state["selection"]["points"]:
        event = _event_of(point.get("customdata"))
        if event:
            st.session_state["chosen"] = event
            return


def _event_of(customdata: Any) -> str | None:
    parts = customdata.values() if isinstance(customdata, dict) else customdata or ()
    return next((part for part in parts if isinstance(part, str) and part.startswith("event-")), None)


def _list_and_evidence(timeline: Timeline, shown: Timeline) -> str | None:
    left, right = st.columns([4, 7], gap="large")
    with left:
        chosen = _event_list(shown.events)
    with right:
        if chosen:
            st.html(render("evidence", dossier=event_dossier(timeline, timeline.event_by_id[chosen])))
        else:
            _where_to_look(shown)
    return chosen


def _event_list(events: tuple[Event, ...]) -> str | None:
    chosen = st.session_state.get("chosen")
    rows = listing.event_rows(events)
    first = rows[: st.session_state.get("list_length", LIST_LENGTH)]
    picked = first + tuple(row for row in rows[len(first) :] if row.key == chosen)
    st.subheader(counted(len(rows), "event"), anchor=False)
    labels = {row.key: markdown_text(row.label) for row in picked}
    st.session_state["event_list"] = chosen
    with st.container(height=560, key="list_box", border=True):
        st.radio(
            "Events, oldest first; the selected one is shown beside",
            list(labels),
            index=None,
            format_func=lambda key: labels[key],
            captions=[markdown_text(row.caption) for row in picked],
            key="event_list",
            on_change=_take_from_list,
            label_visibility="collapsed",
            width="stretch",
        )
        if len(rows) > len(picked):
            st.button(f"Show {min(LIST_LENGTH, len(rows) - len(picked))} more", on_click=_longer_list)
    return chosen


def _take_from_list() -> None:
    st.session_state["chosen"] = st.session_state["event_list"]


def _longer_list() -> None:
    st.session_state["list_length"] = st.session_state.get("list_length", LIST_LENGTH) + LIST_LENGTH


def _choose(event: str) -> None:
    st.session_state["chosen"] = event


def _where_to_look(shown: Timeline) -> None:
    """What the panel shows while nothing is selected: where outlets disagree, and what many of them report."""
    st.subheader("Where to look first", anchor=False)
    st.caption("Select a mark on the chart or an event in the list to see every sentence behind it.")
    disputed = [event for event in shown.events if event.conflicts]
    shared = sorted((event for event in shown.events if len(event.outlets) > 1), key=lambda event: -len(event.outlets))
    for title, events in (("Outlets disagree", disputed), ("Reported by several outlets", shared)):
        if not events:
            continue
        st.markdown(f"**{title}**")
        for event in events[:6]:
            row = listing.event_rows([event])[0]
            label = f"{markdown_text(row.label)}  \n{markdown_text(row.caption)}"
            st.button(label, key=f"look_{title}_{event.id}", on_click=_choose, args=(event.id,), type="tertiary")


def _undated(shown: Timeline) -> None:
    if not shown.undated:
        return
    with st.expander(f"Not on the chart: {counted(len(shown.undated), 'claim')} without a date"):
        language = {article.id: article.language for article in shown.articles}
        groups = [
            (reason, [(row.outlet, row.quote, language[row.article]) for row in rows])
            for reason, rows in listing.undated_groups(shown)
        ]
        st.html(render("undated", groups=groups))


def _problems(timeline: Timeline) -> None:
    if not timeline.problems:
        return
    with st.expander(f"{counted(len(timeline.problems), 'input')} could not be read, or not wholly"):
        st.html(render("problems", problems=timeline.problems))
