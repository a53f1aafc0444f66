"""The evidence of one event: every outlet's sentence side by side, how its date was reached, from whom they have it."""

from __future__ import annotations

import streamlit as st

from timeline.types import Event, Timeline
from timeline.ui.evidence import event_dossier
from timeline.ui.markup import render
from timeline.ui.theming import is_dark


def show_evidence(timeline: Timeline, event: Event) -> None:
    """Draws the panel; ``timeline`` is the whole one, so that a filter hides no evidence."""
    st.html(render("evidence", dossier=event_dossier(timeline, event, dark=is_dark())))
