"""Adding articles: paste or drop, then see what was found in each and what is in doubt."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from timeline.articles import read_bytes
from timeline.types import Article, InputProblem, Timeline
from timeline.ui import listing, session
from timeline.ui.correction import show_correction
from timeline.ui.markup import markdown_text, render
from timeline.views.plaintext import counted

PASTED = "pasted.txt"
KINDS = (
    "Text, Markdown, JSON Lines and CSV. A file may hold several articles. What is found in each is shown below, "
    "with what is in doubt: an outlet or a date that the text does not state is asked for, never assumed."
)
ASKED = "**Do you know it?** What the text does not say is asked for here; leave it if you do not know."


@dataclass(frozen=True, slots=True)
class Added:
    """What the last reading brought: ids of new articles, and what could not be read."""

    articles: tuple[str, ...]
    problems: tuple[InputProblem, ...]


def show() -> None:
    """Draws the page."""
    opened = session.desk()
    summary = "Paste an article or drop files. Nothing leaves this machine."
    st.html(render("masthead", name="Add articles", summary=summary, demo=False))
    inputs = _inputs()
    if inputs:
        with st.spinner("Reading …"):
            st.session_state["added"] = _read(opened.timeline, inputs)
        st.session_state["turn"] = st.session_state.get("turn", 0) + 1  # empties the fields
        st.rerun()
    added: Added | None = st.session_state.get("added")
    if added:
        _result(session.desk().timeline, added)


def _inputs() -> list[tuple[str, bytes]]:
    """What is to be read, by name; empty until the button is pressed."""
    turn = st.session_state.get("turn", 0)
    left, right = st.columns(2, gap="large")
    with left:
        text = st.text_area(
            "Paste the text of an article",
            key=f"paste_{turn}",
            height=240,
            placeholder="Headline, outlet and date may stand above the text as they do on the page.",
        )
    with right:
        files = st.file_uploader("Or drop files", key=f"files_{turn}", accept_multiple_files=True)
        st.caption(KINDS)
    if not st.button("Read and put on the timeline", type="primary"):
        return []
    inputs = [(file.name, file.getvalue()) for file in files]
    if text.strip():
        inputs.append((PASTED, text.encode()))
    if not inputs:
        st.warning("There is nothing to read yet: paste a text or drop a file.")
    return inputs


def _read(timeline: Timeline, inputs: Iterable[tuple[str, bytes]]) -> Added:
    articles: dict[str, Article] = {}
    problems: list[InputProblem] = []
    twice: list[InputProblem] = []  # told once, and no fault of the case: not kept in it
    for name, data in inputs:
        found, failed = read_bytes(data, name)
        problems.extend(failed)
        for article in found:
            if article.id in timeline.article_by_id or article.id in articles:
                twice.append(_duplicate(name, article))
            else:
                articles[article.id] = _named(article, name)
    session.add(tuple(articles.values()), [one for one in problems if one not in timeline.problems])
    return Added(tuple(articles), (*problems, *twice))


def _named(article: Article, name: str) -> Article:
    """The article with the name of the upload as its path, where the reader gave none."""
    if article.source.path is not None:
        return article
    return dataclasses.replace(article, source=dataclasses.replace(article.source, path=name))


def _duplicate(name: str, article: Article) -> InputProblem:
    what = f"“{listing.headline(article)}” is already in the case"
    return InputProblem(name, article.source.row, what, "nothing; the one that is there is kept")


def _result(timeline: Timeline, added: Added) -> None:
    for problem in added.problems:
        where = problem.path if problem.row is None else f"{problem.path}, row {problem.row}"
        st.warning(f"{markdown_text(where)}: {markdown_text(problem.what)}. What to do: {markdown_text(problem.fix)}.")
    present = [name for name in added.articles if name in timeline.article_by_id]
    if not present:
        return
    st.subheader(f"{counted(len(present), 'article')} added", anchor=False)
    for name in present:
        _card(timeline, timeline.article_by_id[name])


def _card(timeline: Timeline, article: Article) -> None:
    doubts = listing.doubts_of(article)
    with st.container(border=True, key=f"added_{article.id}"):
        reading, found = listing.reading_of(timeline, article), listing.found_words(timeline, article.id)
        st.html(render("added", reading=reading, title=listing.headline(article), found=found))
        if doubts:
            st.markdown(ASKED)
        with st.expander("Outlet and publication date", expanded=bool(doubts)):
            show_correction(timeline, article, key=f"new_{article.id}")
