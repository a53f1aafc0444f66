"""The main page: the summary, the filters, the lanes, and the evidence for what is selected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from timeline.types import Event, Timeline
from timeline.ui import chart, filters, listing
from timeline.ui.actions import show_event_actions
from timeline.ui.evidence_panel import show_evidence
from timeline.ui.filter_bar import press_family, read_filters, show_nothing
from timeline.ui.glossary import show_glossary
from timeline.ui.links import link_to
from timeline.ui.markup import markdown_line, markdown_text, render
from timeline.ui.periods_panel import show_periods
from timeline.ui.reveal import chosen_in, reveal
from timeline.ui.session import Desk, desk
from timeline.ui.theming import is_dark
from timeline.views.marks import Axis, Lanes, marks_of
from timeline.views.plaintext import counted
from timeline.views.words import axis_label, family_of

AXES: tuple[Axis, ...] = ("event", "published", "lag")
LANES: dict[Lanes, str] = {"outlet": "Outlet", "type": "Kind of event", "place": "Place", "actor": "Actor"}
Option = TypeVar("Option")
LIST_LENGTH = 100
MOST_OFFERED = 6


def show() -> None:
    """Draws the page."""
    masthead = st.empty()
    masthead.html(render("masthead", name="Conflict Timeline", summary="Reading the case …", demo=False))
    opened = desk()
    masthead.html(_masthead(opened))
    timeline = opened.timeline
    wanted = read_filters(timeline)
    st.session_state["wanted"] = wanted  # the other pages offer the same part of the case
    shown = filters.narrow(timeline, wanted)
    if not shown.claims:
        show_nothing(timeline, wanted)
        return
    if wanted.active:
        st.caption(f"{counted(len(shown.claims), 'claim')} of {len(timeline.claims):,} match the filters.")
    _choose_from_address(shown)
    _chart(timeline, shown, wanted)
    _list_and_evidence(opened, shown)
    with st.expander("Compare two periods", key="periods_open", on_change="rerun") as periods:
        if periods.open:
            show_periods(shown)
    _undated(shown)
    _problems(timeline)
    reveal()
    show_glossary()


def _masthead(opened: Desk) -> str:
    from timeline.views.summary import summary_line

    return render("masthead", name=opened.name, summary=summary_line(opened.timeline), demo=opened.demo)


def _choose_from_address(shown: Timeline) -> None:
    """A selection that stands in the address is taken over once; one that is filtered away is dropped."""
    named = st.query_params.get("event")
    if "chosen" not in st.session_state and named:
        _choose(named, "address")
    chosen = st.session_state.get("chosen")
    if chosen not in shown.event_by_id:
        st.session_state["chosen"] = chosen = None
    st.query_params.update({"event": chosen} if chosen else {})
    if not chosen and "event" in st.query_params:
        del st.query_params["event"]


def _chart(timeline: Timeline, shown: Timeline, wanted: filters.Filter) -> None:
    with st.container(horizontal=True, key="axes"):
        axis = _switch("Horizontal axis", AXES, "axis", axis_label)
        lanes = _switch("A lane for each", tuple(LANES), "lanes", LANES.__getitem__)
    unsifted = filters.narrow(timeline, wanted.without("legend")) if wanted.families else shown
    chart.draw_chart(
        shown,
        marks_of(shown, lanes=lanes, axis=axis),
        axis=axis,
        view=chart.view_in_address(axis),
        dark=is_dark(),
        chosen=st.session_state.get("chosen"),
        counts=Counter(family_of(claim.type) for claim in unsifted.claims),
        wanted=wanted.families,
        on_pick=_take_from_chart,
        on_view=chart.take_view,
        on_family=_take_family,
    )


def _switch(label: str, options: tuple[Option, ...], key: str, words: Callable[[Option], str]) -> Option:
    return st.segmented_control(
        label, options, default=options[0], required=True, format_func=words, key=key, bind="query-params", wrap=True
    )


def _take_from_chart() -> None:
    event = chart.told("pick")
    if isinstance(event, str):
        _choose(event, "chart")


def _take_family() -> None:
    key = chart.told("family")
    if isinstance(key, str):
        press_family(key)


def _list_and_evidence(opened: Desk, shown: Timeline) -> None:
    left, right = st.columns([4, 7], gap="large")
    chosen = st.session_state.get("chosen")
    with right:
        if chosen:
            st.button("← Where to look first", key="let_go", on_click=_let_go, type="tertiary")
            show_evidence(opened.timeline, opened.timeline.event_by_id[chosen])
            show_event_actions(opened, opened.timeline.event_by_id[chosen], key="chosen")
        else:
            _where_to_look(shown)
    with left:
        _event_list(shown.events, chosen)


def _event_list(events: tuple[Event, ...], chosen: str | None) -> None:
    length = st.session_state.get("list_length", LIST_LENGTH)
    first = events[:length]
    picked = first + tuple(event for event in events[length:] if event.id == chosen)
    rows = listing.event_rows(picked)
    st.subheader(counted(len(events), "event"), anchor=False)
    labels = {row.key: markdown_text(row.label) for row in rows}
    st.session_state["event_list"] = chosen
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
        if len(events) > len(rows):
            st.button(f"Show {min(LIST_LENGTH, len(events) - len(rows))} more", on_click=_longer_list)


def _take_from_list() -> None:
    _choose(st.session_state["event_list"], "list")


def _longer_list() -> None:
    st.session_state["list_length"] = st.session_state.get("list_length", LIST_LENGTH) + LIST_LENGTH


def _choose(event: str, place: str) -> None:
    st.session_state["chosen"] = event
    chosen_in(place)


def _let_go() -> None:
    """Nothing is selected any more."""
    st.session_state["chosen"] = None


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
        link_to("articles", f"{counted(doubtful, 'article')} with something in doubt", {"doubtful": "true"})


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
