"""The evidence of one event: every outlet's sentence side by side, how its date was reached, from whom they have it."""

from __future__ import annotations

import dataclasses

import streamlit as st

from timeline.types import Event, Timeline
from timeline.ui.evidence import event_dossier
from timeline.ui.markup import render
from timeline.ui.theming import is_dark


def show_evidence(timeline: Timeline, event: Event, *, first: str | None = None) -> None:
    """Draws the panel; ``timeline`` is the whole one, so that a filter hides no evidence. ``first`` is a claim whose
    sentence is to stand before the others."""
    if first in event.claims:
        event = dataclasses.replace(event, claims=(first, *(name for name in event.claims if name != first)))
    st.html(render("evidence", dossier=event_dossier(timeline, event, dark=is_dark())))
