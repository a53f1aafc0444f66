"""Keeps what was chosen in sight, wherever it was chosen."""

from __future__ import annotations

from importlib import resources

import streamlit as st


def chosen_in(place: str) -> None:
    """Notes that a choice was made: on the chart, in the list, by a button, or in the address."""
    turn = st.session_state.get("choice", {}).get("turn", 0)
    st.session_state["choice"] = {"turn": turn + 1, "page": place in ("chart", "button")}


def reveal() -> None:
    """Scrolls to the last choice, once."""
    script = resources.files("timeline.ui").joinpath("reveal.js").read_text(encoding="utf-8")
    mount = st.components.v2.component("timeline_reveal", js=script)
    mount(key="reveal", data=st.session_state.get("choice", {"turn": 0, "page": False}))
