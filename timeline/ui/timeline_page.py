"""The main page: the summary, the filters, the lanes, and the evidence for what is selected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import streamlit as st

from timeline.types import Event, Timeline
from timeline.ui import filters, listing, pages
from timeline.ui.emphasis import emphasise, event_of
from timeline.ui.evidence import event_dossier
from timeline.ui.glossary import show_glossary
from timeline.ui.markup import markdown_line, markdown_text, render
from timeline.ui.reveal import chosen_in, reveal
from timeline.ui.session import Desk, desk
from timeline.ui.theming import is_dark
from timeline.views.marks import Axis, Lanes
from timeline.views.plaintext import counted
from timeline.views.words import axis_label, outlet_name, status_label, status_rank, type_label

AXES: tuple[Axis, ...] = ("event", "published", "lag")
LANES: dict[Lanes, str] = {"outlet": "Outlet", "type": "Kind of event", "place": "Place", "actor": "Actor"}
FILTER_KEYS = {
    "search": ("q",),
    "outlet": ("outlet",),
    "type": ("type",),
    "status": ("status",),
    "period": ("from", "to"),
}
Option = TypeVar("Option")
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(2999, 12, 31)  # what the date fields take
NOTHING_YET = "There is nothing on the timeline yet: no claim was found in the articles. Add articles on the page Add."
LIST_LENGTH = 150
MOST_OFFERED = 6


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
    reveal()
    show_glossary()


def _masthead(opened: Desk) -> str:
    from timeline.views.summary import summary_line

    return render("masthead", name=opened.name, summary=summary_line(opened.timeline), demo=opened.demo)


def _filters(timeline: Timeline) -> filters.Filter:
    """The row of filters; what is set stands in the address."""
    outlets = sorted({outlet_name(article) for article in timeline.articles}, key=str.casefold)
    types = sorted({claim.type for claim in timeline.claims}, key=type_label)
    statuses = sorted({claim.status for claim in timeline.claims}, key=status_rank)
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        return filters.Filter(
            text=st.text_input(
                "Search",
                key="q",
                bind="query-params",
                type="search",
                placeholder="words, names",
                width=240,
                live="400ms",
            )
            or "",
            outlets=_choice("Outlet", outlets, "outlet", str),
            types=_choice("Kind of event", types, "type", type_label),
            statuses=_choice("Status", statuses, "status", status_label),
            since=_day("From", "from"),
            until=_day("Until", "to"),
        )


def _choice(label: str, options: list[Option], key: str, words: Callable[[Option], str]) -> tuple[Option, ...]:
    chosen: list[Option] = st.multiselect(
        label, options, key=key, bind="query-params", placeholder="All", format_func=words, width=210
    )
    return tuple(chosen)


def _day(label: str, key: str) -> date | None:
    return st.date_input(
        label,
        None,
        key=key,
        bind="query-params",
        format="YYYY-MM-DD",
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        width=140,
    )


def _nothing(timeline: Timeline, wanted: filters.Filter) -> None:
    if not timeline.claims:
        st.info(NOTHING_YET)
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
        _choose(named, "address")
    if st.session_state.get("chosen") not in shown.event_by_id:
        st.session_state["chosen"] = None
        if named:
            del st.query_params["event"]


def _chart(shown: Timeline) -> None:
    from timeline.views.figure import figure_config, timeline_figure

    with st.container(horizontal=True, key="axes"):
        axis = _switch("Horizontal axis", AXES, "axis", axis_label)
        lanes = _switch("A lane for each", tuple(LANES), "lanes", LANES.__getitem__)
    figure = timeline_figure(shown, axis=axis, lanes=lanes, dark=is_dark())
    emphasise(figure, st.session_state.get("brought_forward"), turn=st.session_state.get("turn_of_chart", 0))
    st.plotly_chart(
        figure,
        key="chart",
        theme=None,
        on_select=_take_from_chart,
        selection_mode="points",
        config=figure_config(),
        alt="Timeline of claims; the list of events below has the same content.",
    )


def _switch(label: str, options: tuple[Option, ...], key: str, words: Callable[[Option], str]) -> Option:
    return st.segmented_control(
        label, options, default=options[0], required=True, format_func=words, key=key, bind="query-params", wrap=True
    )


def _take_from_chart() -> None:
    state: Any = st.session_state["chart"]
    for point in state["selection"]["points"]:
        event = event_of(point.get("customdata"))
        if event:
            chosen_in("chart")
            st.session_state["chosen"] = event  # and the figure stays as it is: drawn anew, it would lose its zoom
            return


def _list_and_evidence(timeline: Timeline, shown: Timeline) -> str | None:
    left, right = st.columns([4, 7], gap="large")
    with left:
        chosen = _event_list(shown.events)
    with right:
        if chosen:
            st.button("← Where to look first", key="let_go", on_click=_let_go, type="tertiary")
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
    with st.container(height=560 if len(picked) > 8 else "content", key="list_box", border=True):
        st.radio(
            "Events, oldest first; the selected one is shown beside",
            list(labels),
            index=None,
            format_func=lambda key: labels[key],
            captions=[markdown_line(row.captions) for row in picked],
            key="event_list",
            on_change=_take_from_list,
            label_visibility="collapsed",
            width="stretch",
        )
        if len(rows) > len(picked):
            st.button(f"Show {min(LIST_LENGTH, len(rows) - len(picked))} more", on_click=_longer_list)
    return chosen


def _take_from_list() -> None:
    _choose(st.session_state["event_list"], "list")


def _longer_list() -> None:
    st.session_state["list_length"] = st.session_state.get("list_length", LIST_LENGTH) + LIST_LENGTH


def _choose(event: str, place: str) -> None:
    """A choice made outside the chart: the chart is drawn anew with the event's marks brought forward."""
    st.session_state["chosen"] = st.session_state["brought_forward"] = event
    chosen_in(place)
    st.session_state["turn_of_chart"] = st.session_state.get("turn_of_chart", 0) + 1


def _let_go() -> None:
    """Nothing is selected any more; the chart is drawn anew with all its marks as they were."""
    st.session_state["chosen"] = st.session_state["brought_forward"] = None
    st.session_state["turn_of_chart"] = st.session_state.get("turn_of_chart", 0) + 1


def _where_to_look(shown: Timeline) -> None:
    """What the panel shows while nothing is selected: where outlets disagree, and what many of them report."""
    st.subheader("Where to look first", anchor=False)
    st.caption("Select a mark on the chart or an event in the list to see every sentence behind it.")
    disputed = [event for event in shown.events if event.conflicts]
    shared = [event for event in shown.events if len(event.outlets) > 1 and not event.conflicts]
    shared.sort(key=lambda event: -len(event.outlets))
    _offer("Outlets disagree", disputed)
    _offer("Reported by several outlets", shared)
    doubtful = sum(bool(listing.doubts_of(article)) for article in shown.articles)
    if doubtful:
        st.markdown("**Dates and outlets that need you**")
        label = f"{counted(doubtful, 'article')} with something in doubt"
        st.page_link(pages.articles(), label=label, query_params={"doubtful": "true"})


def _offer(title: str, events: list[Event]) -> None:
    """A few events as buttons, with how many more there are."""
    if not events:
        return
    st.markdown(f"**{title}**")
    with st.container(key=f"look_{title.split()[-1]}", gap=None):
        for row in listing.event_rows(events[:MOST_OFFERED]):
            label = f"**{markdown_text(row.label)}**  \n{markdown_line(row.captions)}"
            st.button(
                label,
                key=f"{title}_{row.key}",
                on_click=_choose,
                args=(row.key, "button"),
                type="tertiary",
                width="stretch",
            )
    if len(events) > MOST_OFFERED:
        st.caption(f"and {len(events) - MOST_OFFERED} more in the list")


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
