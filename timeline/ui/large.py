"""A case that is too large for memory, asked in parts: the same filters, as questions to its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import streamlit as st

from timeline.case import SMALL, Reviewed, query
from timeline.ui import filters
from timeline.ui.chart import View
from timeline.ui.session import Desk, remember
from timeline.views.marks import NO_ACTOR, NO_PLACE, Axis, Lanes
from timeline.views.plaintext import counted
from timeline.views.tiles import Counts, LaneCounts
from timeline.views.words import UNKNOWN_OUTLET, family_of, type_label

Answer = TypeVar("Answer")
NAMELESS = {"outlet": UNKNOWN_OUTLET, "place": NO_PLACE, "actor": NO_ACTOR, "type": ""}
MOST_LANES = 24
DAYS = (1, date.max.toordinal())


def answer(desk: Desk, ask: Callable[..., Answer], *arguments: Hashable, **named: Hashable) -> Answer:
    """``ask(store, …)``, remembered for everybody as long as nobody changes the case."""
    key = (ask.__module__, ask.__qualname__, arguments, tuple(sorted(named.items())))
    return remember(desk, lambda: ask(desk.store, *arguments, **named), *key)


def asked(desk: Desk, wanted: filters.Filter) -> query.Filter:
    """The filter of the page as a question to the case; a colour of the legend is its kinds of event."""
    types = wanted.types
    if wanted.families:
        known = answer(desk, query.facets)["types"] if not types else dict.fromkeys(types, 0)
        types = tuple(name for name in known if family_of(name) in wanted.families) or ("none of these",)
    return query.Filter(
        outlets=tuple(query.NONE if name == UNKNOWN_OUTLET else name for name in wanted.outlets),
        types=types,
        statuses=wanted.statuses,
        since=wanted.since,
        until=wanted.until,
        text=wanted.text,
    )


def in_view(question: query.Filter, view: View | None, axis: Axis) -> query.Filter:
    """The question, of what reaches into the stretch in sight; days of lag cannot be asked for, and narrow nothing."""
    if view is None or axis == "lag":
        return question
    first, last = (date.fromordinal(int(min(max(day, DAYS[0]), DAYS[1]))) for day in (view[0], view[1] - 1))
    if axis == "published":
        return replace(question, published_since=first, published_until=last)
    since = max(first, question.since) if question.since else first
    until = min(last, question.until) if question.until else last
    return replace(question, since=since, until=until)


def counts_of(desk: Desk, question: query.Filter, *, lanes: Lanes, axis: Axis, view: View | None = None) -> Counts:
    """Counts by lane and bin, over all or over what is in sight."""
    window = (int(view[0]), int(view[1]) - 1) if view else None
    found = answer(desk, query.density, question, lanes=lanes, axis=axis, window=window, most=MOST_LANES)
    rest = f"{found.others:,} more"
    return Counts(
        found.first,
        found.step,
        tuple(
            LaneCounts(
                rest if lane.name == query.OTHERS else _name_of(lane.name, lanes),
                lane.total,
                lane.certain,
                lane.possible,
            )
            for lane in found.lanes
        ),
    )


def _name_of(name: str, lanes: Lanes) -> str:
    if not name:
        return NAMELESS[lanes] or name
    return type_label(name) if lanes == "type" else name


def families_of(desk: Desk, question: query.Filter) -> Counter[str]:
    """How many claims of each colour there are without the filter on kinds."""
    found: Counter[str] = Counter()
    for name, number in answer(desk, query.facets, question.without("types"))["types"].items():
        found[family_of(name)] += number
    return found


def event_desk(desk: Desk, event: str) -> Desk:
    """The desk with one event on it, whole, and what people said of it."""
    part = query.event_part(desk.store, event)
    return replace(desk, reviewed=replace(desk.store.spoken(), timeline=part))


def in_part(desk: Desk) -> Desk:
    """The desk with as many claims on it as a page can show: all of a small case; of a large one, the first that meet
    the filters of the page Timeline. Says so where it is not all."""
    if not desk.large:
        return desk
    wanted: filters.Filter = st.session_state.get("wanted", filters.ALL)
    question = asked(desk, wanted)
    part = answer(desk, query.part, question, limit=SMALL)
    spoken: Reviewed = desk.store.spoken()
    number = answer(desk, query.count, question)
    if number > len(part.claims):
        st.caption(
            f"A large case: this page shows {counted(len(part.claims), 'claim')} of the {number:,} that meet the "
            "filters of the page Timeline, the earliest first. Filter there to see others."
        )
    return replace(desk, reviewed=replace(spoken, timeline=part))
