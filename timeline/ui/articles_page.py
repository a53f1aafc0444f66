"""The articles: a list with what is in doubt, a reading view with everything found in the text, and corrections."""

from __future__ import annotations

import streamlit as st

from timeline.types import Timeline
from timeline.ui import listing
from timeline.ui.correction import show_correction
from timeline.ui.glossary import show_glossary
from timeline.ui.markup import markdown_line, markdown_text, render
from timeline.ui.session import Desk, desk
from timeline.views.plaintext import counted


def show() -> None:
    """Draws the page."""
    opened = desk()
    timeline = opened.timeline
    doubtful = {article.id for article in timeline.articles if listing.doubts_of(article)}
    summary = f"{counted(len(timeline.articles), 'article')}, {len(doubtful)} of them with something in doubt"
    st.html(render("masthead", name="Articles", summary=summary, demo=False))
    if not timeline.articles:
        st.info("There are no articles yet. Add some on the page Add.")
        return
    left, right = st.columns([4, 7], gap="large")
    with left:
        chosen = _article_list(timeline, doubtful)
    with right:
        article = timeline.article_by_id[chosen]
        with st.expander("Correct the outlet or the publication date", expanded=article.id in doubtful):
            show_correction(timeline, article, key=f"correct_{article.id}")
        st.html(render("reading", reading=listing.reading_of(timeline, article)))
        found = listing.found_words(timeline, article.id)
        st.caption(f"Found: {found}. Point at a marked date, or tab to it, to see how it was read.")
    st.query_params["article"] = st.session_state["article"] = chosen
    _log(opened)
    show_glossary()


def _article_list(timeline: Timeline, doubtful: set[str]) -> str:
    only = st.toggle("Only those in doubt", key="doubtful", bind="query-params", disabled=not doubtful)
    wished = st.session_state.get("article") or st.query_params.get("article")
    kept = doubtful | {wished} if only and doubtful else timeline.article_by_id.keys()  # what is being read stays
    rows = tuple(row for row in listing.article_rows(timeline) if row.key in kept)
    keys = [row.key for row in rows]
    chosen = wished if wished in keys else keys[0]
    labels = {row.key: markdown_text(row.label) for row in rows}
    st.session_state["article_list"] = chosen
    with st.container(height=620 if len(rows) > 9 else "content", key="article_box", border=True):
        st.radio(
            "Articles",
            keys,
            format_func=lambda key: labels[key],
            captions=[markdown_line(row.captions) for row in rows],
            key="article_list",
            on_change=_take_from_list,
            label_visibility="collapsed",
            width="stretch",
        )
    return str(chosen)


def _take_from_list() -> None:
    st.session_state["article"] = st.session_state["article_list"]


def _log(opened: Desk) -> None:
    """What was corrected, newest first."""
    if not opened.actions:
        return
    with st.expander(f"Log: {counted(len(opened.actions), 'correction')}"):
        st.html(render("log", actions=reversed(opened.actions), titles=_titles(opened.timeline)))
        if opened.path is None:
            st.caption("Kept for this session only; export the JSON to keep it.")


def _titles(timeline: Timeline) -> dict[str, str]:
    return {article.id: listing.headline(article) for article in timeline.articles}
