"""The form that corrects an article's outlet or publication date, and shows what that moves before it is kept."""

from __future__ import annotations

import streamlit as st

from timeline.articles import all_outlets
from timeline.case import correct_article
from timeline.errors import TimelineError
from timeline.types import Article, Timeline
from timeline.ui import moves, session
from timeline.ui.markup import markdown_text, render
from timeline.views.plaintext import counted
from timeline.views.words import interval_words

DATE_HELP = (
    "A day, a month, a year, or two days with a slash between them when you only know the borders: "
    "2017-02-07, 2017-02, 2017, 2024-10-08/2024-10-09. Leave it as it is if you do not know."
)


def show_correction(timeline: Timeline, article: Article, *, key: str) -> None:
    """Draws the form for one article; ``key`` tells several forms of a page apart."""
    outlet, published = _fields(article, key)
    refused = st.session_state.pop("refused", None)
    if refused:
        st.error(refused)
    if outlet is None and published is None:
        return
    try:
        corrected = correct_article(article, outlet=outlet, published=published)
    except TimelineError as error:
        st.error(f"{markdown_text(str(error))}.")
        return
    _preview(timeline, article, corrected)
    st.button(
        "Keep the correction",
        key=f"{key}_keep",
        type="primary",
        on_click=_keep,
        args=(article, corrected, outlet, published),
    )


def _fields(article: Article, key: str) -> tuple[str | None, str | None]:
    """What was typed, and None for what is as it was."""
    name = article.outlet.name if article.outlet else None
    names = sorted({outlet.name for outlet in all_outlets()} | ({name} if name else set()), key=str.casefold)
    left, right = st.columns(2)
    with left:
        outlet = st.selectbox(
            "Outlet",
            names,
            index=names.index(name) if name else None,
            key=f"{key}_outlet",
            accept_new_options=True,
            placeholder="Not stated: choose or type a name",
        )
    stated = article.published.edtf or ""
    with right:
        published = st.text_input(
            "Published on", stated, key=f"{key}_published", placeholder="Not stated: YYYY-MM-DD", help=DATE_HELP
        )
    typed = (published or "").strip()
    return (outlet if outlet and outlet != name else None), (typed if typed and typed != stated else None)


def _preview(timeline: Timeline, article: Article, corrected: Article) -> None:
    before = session.assembled([article])
    after = session.assembled([corrected])
    change = moves.compare(before, after, article.id)
    if corrected.published != article.published:
        old, new = (interval_words(one.published.interval) for one in (article, corrected))
        st.markdown(
            f"Published: {old} → **{new}**. {counted(len(change.moved), 'date')} of {len(change.phrases)} in the text "
            f"would move, and with them {counted(change.claims_moved, 'claim')} of {change.claims}."
        )
    if change.moved:
        st.html(render("moves", moves=change.moved))
    elif corrected.published != article.published:
        st.caption("No date in this text is counted from the publication date.")


def _keep(article: Article, corrected: Article, outlet: str | None, published: str | None) -> None:
    try:
        if outlet is not None:
            before = article.outlet.name if article.outlet else ""
            session.correct(corrected, field="outlet", before=before, after=outlet)
        if published is not None:
            session.correct(corrected, field="published", before=article.published.edtf or "", after=published)
    except TimelineError as error:  # the case file is locked or damaged: what was typed stays in the fields
        st.session_state["refused"] = f"{markdown_text(str(error))}."
        return
    st.toast("Kept. The timeline has moved with it.")
