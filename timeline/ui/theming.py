"""Which of the two themes the reader has on, also when it is changed while the page is open."""

from __future__ import annotations

from importlib import resources

import streamlit as st

KEY = "theme_watch"


def watch_theme() -> None:
    """Mounts the watcher; `is_dark` holds from the next line on."""
    script = resources.files("timeline.ui").joinpath("theme_watch.js").read_text(encoding="utf-8")
    watcher = st.components.v2.component("timeline_theme_watch", js=script)
    st.session_state["dark"] = st.context.theme.type == "dark"
    told = watcher(key=KEY, data="dark" if is_dark() else "light", on_theme_change=_take).theme
    if told:
        st.session_state["dark"] = told == "dark"


def is_dark() -> bool:
    """Whether the page is to be drawn for the dark theme."""
    return bool(st.session_state.get("dark", False))


def _take() -> None:
    """The change itself runs the page again; nothing else is to be done."""
