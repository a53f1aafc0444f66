"""The articles: a list to read from, a table to sort, what is in doubt, and corrections with their effect."""

from __future__ import annotations

import streamlit as st

from timeline.types import Article, Timeline
from timeline.ui import listing
from timeline.ui.actions import show_new_claim
from timeline.ui.article_table import DOUBTS, ORDERS, ArticleLine, article_lines
from timeline.ui.correction import show_correction
from timeline.ui.glossary import show_glossary
from timeline.ui.go import follow_links
from timeline.ui.large import in_part
from timeline.ui.markup import markdown_line, markdown_text, render
from timeline.ui.session import Desk, desk
from timeline.ui.toolbar import show_refusal
from timeline.views.plaintext import counted

READ, TABLE = "Read", "Table"
LIST_LENGTH = 100


def show() -> None:
    """Draws the page."""
    opened = in_part(desk())
    timeline = opened.timeline
    doubtful = sum(bool(listing.doubts_of(article)) for article in timeline.articles)
    summary = f"{counted(len(timeline.articles), 'article')}, {doubtful} of them with something in doubt"
    st.html(render("masthead", name="Articles", summary=summary, demo=False))
    if not timeline.articles:
        st.info("There are no articles yet. Add some on the page Add.")
        return
    follow_links()
    view, lines = _controls(opened)
    if view == TABLE:
        st.html(render("article_table", lines=lines))
    else:
        _list_and_reading(opened, lines)
    show_glossary()


def _controls(opened: Desk) -> tuple[str, tuple[ArticleLine, ...]]:
    """How the articles are shown, in which order, and which; all of it in the address."""
    if st.query_params.get("doubtful") == "true" and "doubts" not in st.session_state:
        st.session_state["doubts"] = list(DOUBTS)
    with st.container(horizontal=True, vertical_alignment="bottom", key="article_controls"):
        view = st.segmented_control(
            "Show", (READ, TABLE), default=READ, required=True, key="article_view", bind="query-params"
        )
        order = st.selectbox(
            "Sort by",
            tuple(ORDERS),
            format_func=ORDERS.__getitem__,
            key="article_order",
            bind="query-params",
            width=200,
        )
        doubts = st.pills(
            "Only with a doubt about", tuple(DOUBTS), selection_mode="multi", key="doubts", bind="query-params",
            format_func=DOUBTS.__getitem__,
        )  # fmt: skip
    return view, article_lines(opened.reviewed, order=order, doubts=tuple(doubts))


def _list_and_reading(opened: Desk, lines: tuple[ArticleLine, ...]) -> None:
    left, right = st.columns([4, 7], gap="large")
    with left:
        chosen = _article_list(opened.timeline, lines)
    if chosen is None:
        return
    st.query_params["article"] = st.session_state["article"] = chosen
    with right:
        _reading(opened, opened.timeline.article_by_id[chosen])


def _article_list(timeline: Timeline, lines: tuple[ArticleLine, ...]) -> str | None:
    wished = st.session_state.get("article") or st.query_params.get("article")
    keys = [line.id for line in lines]
    if wished in timeline.article_by_id and wished not in keys:
        keys = [wished, *keys]  # what is being read stays
    if not keys:
        st.write("No article has this doubt.")
        return None
    chosen = wished if wished in keys else keys[0]
    length = st.session_state.get("article_length", LIST_LENGTH)
    shown = [key for at, key in enumerate(keys) if at < length or key == chosen]
    rows = listing.article_rows(timeline, shown)
    labels = {row.key: markdown_text(row.label) for row in rows}
    st.session_state["article_list"] = chosen
    with st.container(height=620 if len(rows) > 9 else "content", key="article_box", border=True):
        st.radio(
            "Articles",
            list(labels),
            format_func=lambda key: labels[key],
            captions=[markdown_line(row.captions) for row in rows],
            key="article_list",
            on_change=_take_from_list,
            label_visibility="collapsed",
            width="stretch",
        )
        if len(keys) > len(shown):
            st.button(f"Show {min(LIST_LENGTH, len(keys) - len(shown))} more", on_click=_longer)
    return str(chosen)


def _take_from_list() -> None:
    st.session_state["article"] = st.session_state["article_list"]


def _longer() -> None:
    st.session_state["article_length"] = st.session_state.get("article_length", LIST_LENGTH) + LIST_LENGTH


def _reading(opened: Desk, article: Article) -> None:
    timeline = opened.timeline
    show_refusal()
    with st.expander("Correct outlet, date, headline or language", expanded=bool(listing.doubts_of(article))):
        show_correction(timeline, article, key=f"correct_{article.id}")
    with st.expander("Add a claim that the machine has not found", key="by_hand", on_change="rerun") as box:
        if box.open:
            show_new_claim(opened, article.id, key=f"hand_{article.id}")
    st.html(render("reading", reading=listing.reading_of(timeline, article)))
    found = listing.found_words(timeline, article.id)
    st.caption(f"Found: {found}. Point at what is marked, or tab to it, to see how it was read.")
