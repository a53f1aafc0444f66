"""The panel that sets two periods side by side; both stand in the address."""

from __future__ import annotations

import streamlit as st

from timeline.types import Interval, Timeline
from timeline.ui.filter_bar import day_field
from timeline.ui.markup import render
from timeline.ui.periods import compare_periods, halves
from timeline.views.words import interval_words

FIELDS = ("p1_from", "p1_to", "p2_from", "p2_to")


def show_periods(timeline: Timeline) -> None:
    """Two periods to choose (at first the halves of the whole), and what was claimed in each."""
    proposed = halves(timeline)
    if proposed is None:
        st.caption("There are not enough dates here to compare two periods.")
        return
    with st.container(horizontal=True, key="period_fields", vertical_alignment="bottom"):
        chosen = [
            day_field(label, key)
            for label, key in zip(("First: from", "to", "Second: from", "to "), FIELDS, strict=True)
        ]
    ends = [
        given or shown
        for given, shown in zip(
            chosen,
            (proposed[0].earliest, proposed[0].latest, proposed[1].earliest, proposed[1].latest),
            strict=True,
        )
    ]
    if any(begin and end and begin > end for begin, end in (ends[:2], ends[2:])):
        st.error("A period ends before it begins: put the earlier day first.")
        return
    first, second = Interval(ends[0], ends[1]), Interval(ends[2], ends[3])
    if not any(chosen):
        st.caption("No days are set: these are the two halves of the time in sight.")
    table = compare_periods(timeline, first, second)
    st.html(render("periods", table=table, names=(interval_words(first), interval_words(second))))
