"""The row of filters, what the legend lets through, and which filter to drop where nothing matches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

import streamlit as st

from timeline.types import Status, Timeline
from timeline.ui import filters
from timeline.views.plaintext import counted
from timeline.views.words import UNKNOWN_OUTLET, families, outlet_name, status_label, status_rank, type_label

FILTER_KEYS = {
    "search": ("q",),
    "outlet": ("outlet",),
    "type": ("type",),
    "status": ("status",),
    "period": ("from", "to"),
    "legend": ("family",),
}
Option = TypeVar("Option")
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(2999, 12, 31)  # what the date fields take
NOTHING_YET = "There is nothing on the timeline yet: no claim was found in the articles. Add articles on the page Add."


def read_filters(timeline: Timeline) -> filters.Filter:
    """Draws the row of filters and returns what is asked for; what is set stands in the address."""
    return read_choices(
        {outlet_name(article) for article in timeline.articles},
        {claim.type for claim in timeline.claims},
        {claim.status for claim in timeline.claims},
    )


def read_choices(outlets: Iterable[str], types: Iterable[str], statuses: Iterable[str]) -> filters.Filter:
    """The same, of these outlets, kinds of event and statuses; an outlet without a name is the unknown one."""
    names = sorted({name or UNKNOWN_OUTLET for name in outlets}, key=str.casefold)
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
            outlets=_choice("Outlet", names, "outlet", str),
            types=_choice("Kind of event", sorted(types, key=type_label), "type", type_label),
            statuses=_choice("Status", sorted(map(Status, statuses), key=status_rank), "status", status_label),
            since=day_field("From", "from"),
            until=day_field("Until", "to"),
            families=read_families(),
        )


def _choice(label: str, options: list[Option], key: str, words: Callable[[Option], str]) -> tuple[Option, ...]:
    chosen: list[Option] = st.multiselect(
        label, options, key=key, bind="query-params", placeholder="All", format_func=words, width=210
    )
    return tuple(chosen)


def day_field(label: str, key: str) -> date | None:
    """A field for a day that may stay empty; it stands in the address."""
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


def read_families() -> tuple[str, ...]:
    """The families of events that the legend lets through: none pressed is all. Kept in the address."""
    if "family" not in st.session_state:
        st.session_state["family"] = [key for key in st.query_params.get_all("family") if key in families()]
    chosen: list[str] = st.session_state["family"]
    if chosen:
        st.query_params["family"] = chosen
    elif "family" in st.query_params:
        del st.query_params["family"]
    return tuple(chosen)


def press_family(key: str) -> None:
    """The legend was pressed: the family is let through too, or no longer."""
    chosen = st.session_state.get("family", [])
    st.session_state["family"] = [name for name in families() if (name in chosen) != (name == key)]


def show_nothing(timeline: Timeline, wanted: filters.Filter) -> None:
    """Says that nothing matches, and which filter's dropping would bring something back."""
    if not timeline.claims:
        st.info(NOTHING_YET)
        return
    offer_ways_out(filters.find_ways_out(timeline, wanted), wanted)


def offer_ways_out(ways: Sequence[filters.WayOut], wanted: filters.Filter) -> None:
    """For a filter that leaves nothing: which of its parts to drop."""
    st.header("Nothing matches", anchor=False)
    if not ways:
        st.write("No single filter is to blame; together they leave nothing.")
    with st.container(horizontal=True):
        for way in ways:
            label = f"Drop the {way.name} filter: {counted(way.claims, 'claim')}"
            st.button(label, key=f"drop_{way.name}", on_click=drop, args=((way.name,),))
        st.button("Drop all filters", key="drop_all", on_click=drop, args=(wanted.active,))


def drop(names: tuple[str, ...]) -> None:
    """Empties the fields of the filters of these names."""
    for name in names:
        for key in FILTER_KEYS[name]:
            st.session_state[key] = {"q": "", "from": None, "to": None}.get(key, [])
