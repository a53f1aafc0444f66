"""The form that corrects an article, and shows what that moves before it is kept."""

from __future__ import annotations

import hashlib

import streamlit as st

from timeline.articles import all_outlets
from timeline.case import Deed, Kind, Refused
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
    deeds = _fields(article, f"{key}_{_stand_of(article)}")
    if not deeds:
        return
    preview = session.desk().store.preview(*deeds)
    if isinstance(preview, Refused):
        st.error(f"{markdown_text(preview.what)}; {markdown_text(preview.fix)}.")
        return
    if article.id in preview.timeline.article_by_id:
        _show_effect(timeline, preview.timeline, article)
    st.button("Keep the correction", key=f"{key}_keep", type="primary", on_click=_keep, args=(deeds,))


def _stand_of(article: Article) -> str:
    """Part of the fields' names: when somebody has changed the article, they are filled anew."""
    values = (article.outlet, article.published.edtf, article.title, article.language)
    return hashlib.sha256(repr(values).encode("utf-8", "replace")).hexdigest()[:8]


def _fields(article: Article, key: str) -> tuple[Deed, ...]:
    """The corrections that were typed: those of fields that are not as they were."""
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
        title = st.text_input("Headline", article.title or "", key=f"{key}_title", placeholder="No headline")
    stated = article.published.edtf or ""
    with right:
        published = st.text_input(
            "Published on", stated, key=f"{key}_published", placeholder="Not stated: YYYY-MM-DD", help=DATE_HELP
        )
        language = st.text_input("Language", article.language, key=f"{key}_language", help="Two letters: en, ar, uk …")
    typed = {"outlet": outlet, "published": published, "title": title, "language": language}
    before = {"outlet": name, "published": stated, "title": article.title or "", "language": article.language}
    changed = {field: (value or "").strip() for field, value in typed.items()}
    changed = {field: value for field, value in changed.items() if value != (before[field] or "").strip()}
    if not article.outlet and not changed.get("outlet"):
        changed.pop("outlet", None)
    if not stated and not changed.get("published"):
        changed.pop("published", None)
    if not changed:
        return ()
    why = st.text_input("How do you know?", key=f"{key}_why", placeholder="for the log; may stay empty") or ""
    return tuple(Deed(Kind.CORRECT, article.id, field, value, why) for field, value in changed.items())


def _show_effect(before: Timeline, after: Timeline, article: Article) -> None:
    corrected = after.article_by_id[article.id]
    change = moves.compare(before, after, article.id)
    if corrected.published != article.published:
        old, new = (interval_words(one.published.interval) for one in (article, corrected))
        st.markdown(
            f"Published: {old} → **{new}**. {counted(len(change.moved), 'date')} of {len(change.phrases)} in the text "
            f"would move, and with them {counted(change.claims_moved, 'claim')} of {change.claims}."
        )
    elif corrected.language != article.language:
        st.markdown(f"The text would be read anew: {counted(change.claims, 'claim')}, {len(change.phrases)} dates.")
    if change.moved:
        st.html(render("moves", moves=change.moved))
    elif corrected.published != article.published:
        st.caption("No date in this text is counted from the publication date.")


def _keep(deeds: tuple[Deed, ...]) -> None:
    session.keep(*deeds, told="Kept. The timeline has moved with it.")
