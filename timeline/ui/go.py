"""Links within HTML of ours: ``<a data-go="timeline event-…">`` opens a page of the app with something chosen in it."""

from __future__ import annotations

from importlib import resources

import streamlit as st

from timeline.ui.links import page_of

KEY = "go"
WHAT = {"timeline": "chosen", "articles": "article"}  # what the second word chooses on a page


def follow_links() -> None:
    """Mounts the listener; where a link was pressed, its page is shown instead of this one."""
    script = resources.files("timeline.ui").joinpath("go.js").read_text(encoding="utf-8")
    mount = st.components.v2.component("timeline_go", js=script)
    pressed = mount(key=KEY, on_go_change=_take).go
    name, _, choice = str(pressed or "").partition(" ")
    if name in WHAT:
        st.session_state[WHAT[name]] = choice
        page = page_of(name)
        if page is not None:
            st.switch_page(page)


def _take() -> None:
    """The press itself runs the page again; nothing else is to be done."""
