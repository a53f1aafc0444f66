"""The main page: the summary, the filters, the lanes, and the evidence for what is selected."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from timeline.types import Event, Timeline
from timeline.ui import chart, filters, large_page, listing
from timeline.ui.actions import show_event_actions
from timeline.ui.evidence_panel import show_evidence
from timeline.ui.filter_bar import read_filters, show_nothing
from timeline.ui.glossary import show_glossary
from timeline.ui.links import link_to
from timeline.ui.markup import markdown_line, markdown_text, render
from timeline.ui.periods_panel import show_periods
from timeline.ui.reveal import reveal
from timeline.ui.session import Desk, desk, remember
from timeline.ui.theming import is_dark
from timeline.ui.timeline_parts import PAGE, choose, let_go, show_event_list, switches, take_family, take_from_chart
from timeline.views.marks import marks_of
from timeline.views.plaintext import counted
from timeline.views.words import family_of

MOST_OFFERED = 6


def show() -> None:
    """Draws the page."""
    masthead = st.empty()
    masthead.html(render("masthead", name="Conflict Timeline", summary="Reading the case …", demo=False))
    opened = desk()
    if opened.large:
        masthead.html(large_page.masthead(opened))
        large_page.show(opened)
        return
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
    _chart(opened, shown, wanted)
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
        choose(named, "address")
    chosen = st.session_state.get("chosen")
    if chosen not in shown.event_by_id:
        st.session_state["chosen"] = chosen = None
    st.query_params.update({"event": chosen} if chosen else {})
    if not chosen and "event" in st.query_params:
        del st.query_params["event"]


def _chart(opened: Desk, shown: Timeline, wanted: filters.Filter) -> None:
    axis, lanes = switches()
    view, dark = chart.view_in_address(axis), is_dark()
    marks = remember(opened, lambda: marks_of(shown, lanes=lanes, axis=axis), "marks", wanted, axis, lanes)
    figure = remember(
        opened, lambda: chart.figure_below(shown, marks, axis=axis, view=view, dark=dark),
        "figure", wanted, axis, lanes, view, dark,
    )  # fmt: skip
    unsifted = filters.narrow(opened.timeline, wanted.without("legend")) if wanted.families else shown
    chart.mount_strip(
        chart.strip_data(marks, axis=axis) | {"view": list(view) if view else None},
        dark=dark,
        counts=Counter(family_of(claim.type) for claim in unsifted.claims),
        wanted=wanted.families,
        shapes=tuple({mark.shape for mark in marks}),
        chosen=st.session_state.get("chosen"),
        on_pick=take_from_chart,
        on_family=take_family,
    )
    chart.show_figure(figure)


def _list_and_evidence(opened: Desk, shown: Timeline) -> None:
    left, right = st.columns([4, 7], gap="large")
    chosen = st.session_state.get("chosen")
    with right:
        if chosen:
            st.button("← Where to look first", key="let_go", on_click=let_go, type="tertiary")
            show_evidence(opened.timeline, opened.timeline.event_by_id[chosen])
            show_event_actions(opened, opened.timeline.event_by_id[chosen], key="chosen")
        else:
            _where_to_look(shown)
    with left:
        _event_list(shown.events, chosen)


def _event_list(events: tuple[Event, ...], chosen: str | None) -> None:
    length = st.session_state.get("list_length", PAGE)
    picked = events[:length] + tuple(event for event in events[length:] if event.id == chosen)
    show_event_list(picked, chosen, title=counted(len(events), "event"))
    if len(events) > len(picked):
        st.button(f"Show {min(PAGE, len(events) - len(picked))} more", on_click=_longer_list)


def _longer_list() -> None:
    st.session_state["list_length"] = st.session_state.get("list_length", PAGE) + PAGE


def _where_to_look(shown: Timeline) -> None:
    """What the panel shows while nothing is selected: where outlets disagree, and what many of them report."""
    st.header("Where to look first", anchor=False)
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
                on_click=choose,
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
