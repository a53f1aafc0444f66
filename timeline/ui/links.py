"""Links from one page to another, by the page's name in its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.navigation.page import Page

KEY = "pages"


def keep_pages(pages: Sequence[Page]) -> None:
    """Notes the pages of this visit, so that a page can link to another without importing it."""
    st.session_state[KEY] = {page.url_path or "timeline": page for page in pages}


def page_of(name: str) -> Page | None:
    """The page of that name; ``None`` where no frame is drawn around this one."""
    page: Page | None = st.session_state.get(KEY, {}).get(name)
    return page


def link_to(name: str, label: str, query: Mapping[str, str] | None = None) -> None:
    """A link to the page ``name``; plain text where that page is not there."""
    page = page_of(name)
    if page is None:
        st.markdown(label)
    else:
        st.page_link(page, label=label, query_params=dict(query or {}))
