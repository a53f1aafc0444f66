"""Adding articles: files, a folder, a pasted text, addresses; then what was found in each, and what is in doubt."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources

import streamlit as st

from timeline.articles import read_bytes, read_stream
from timeline.types import Article, InputProblem, Timeline
from timeline.ui import listing, session
from timeline.ui.correction import show_correction
from timeline.ui.markup import markdown_text, render
from timeline.views.plaintext import clip, counted

PASTED = "pasted.txt"
KINDS = (
    "Web pages, PDF, Word, text, tables, feeds, mails, archives. A file may hold several articles. What the text does "
    "not state, an outlet or a date, is asked for, never assumed."
)
ASKED = "**Do you know it?** What the text does not say is asked for here; leave it if you do not know."
FETCHED = "Only these addresses are asked, each once, from this machine. Their servers will see that."
MOST_CARDS = 25
ALLOWED = "CONFLICT_TIMELINE_FETCH"


@dataclass(frozen=True, slots=True)
class Added:
    """What the last reading brought: ids of new articles, and what could not be read."""

    articles: tuple[str, ...]
    problems: tuple[InputProblem, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read: files with their bytes, and addresses."""

    files: tuple[tuple[str, bytes], ...] = ()
    addresses: tuple[str, ...] = ()


def show() -> None:
    """Draws the page."""
    opened = session.desk()
    summary = "Drop files or a folder, or paste a text. Nothing leaves this machine."
    st.html(render("masthead", name="Add articles", summary=summary, demo=False))
    wanted = _inputs()
    if wanted.files or wanted.addresses:
        st.session_state["added"] = _read(opened.timeline, wanted)
        st.session_state["turn"] = st.session_state.get("turn", 0) + 1  # empties the fields
        st.rerun()
    added: Added | None = st.session_state.get("added")
    if added:
        _result(session.desk().timeline, added)


def _inputs() -> Wanted:
    """What is to be read; empty until the button is pressed."""
    turn = st.session_state.get("turn", 0)
    script = resources.files("timeline.ui").joinpath("mend.js").read_text(encoding="utf-8")
    st.components.v2.component("timeline_mend", js=script)(key="mend")
    left, right = st.columns(2, gap="large")
    with left:
        files = st.file_uploader("Drop files", key=f"files_{turn}", accept_multiple_files=True)
        folder = st.file_uploader("Or a whole folder", key=f"folder_{turn}", accept_multiple_files="directory")
        st.caption(KINDS)
    with right:
        text = st.text_area(
            "Or paste the text of an article",
            key=f"paste_{turn}",
            height=240,
            placeholder="Headline, outlet and date may stand above the text as they do on the page.",
        )
        addresses = _addresses(turn)
    if not st.button("Read and put on the timeline", type="primary"):
        return Wanted()
    inputs = [(file.name, file.getvalue()) for file in (*files, *(folder or ()))]
    if text and text.strip():
        inputs.append((PASTED, text.encode()))
    if not inputs and not addresses:
        st.warning("There is nothing to read yet: drop a file or paste a text.")
    return Wanted(tuple(inputs), addresses)


def may_fetch() -> bool:
    """Whether this server may ask addresses of the web: on one's own machine, or where the operator has said so."""
    said = os.environ.get(ALLOWED)
    if said is not None:
        return said == "1"
    return st.get_option("server.address") in ("127.0.0.1", "localhost")


def _addresses(turn: int) -> tuple[str, ...]:
    from timeline.articles.fetch import is_address, read_url_list

    if not may_fetch():
        return ()
    text = st.text_area(
        "Or addresses of pages and feeds, one a line", key=f"urls_{turn}", height=80, placeholder="https://…"
    )
    if not text:
        return ()
    st.caption(FETCHED)
    given = read_url_list(text)
    for wrong in [one for one in given if not is_address(one)]:
        st.warning(f"{markdown_text(wrong)} is no address. Begin it with https://")
    return tuple(one for one in given if is_address(one))


def _read(timeline: Timeline, wanted: Wanted) -> Added:
    """Reads one input after another, and shows how far it is; what is there already is told once, and no problem."""
    number = len(wanted.files) + len(wanted.addresses)
    articles: dict[str, Article] = {}
    problems: list[InputProblem] = []
    twice: list[InputProblem] = []
    with st.status(f"Reading {counted(number, 'input')} …", expanded=True) as status:
        bar = st.progress(0.0)
        for done, (name, found, failed) in enumerate(_readings(wanted), 1):
            problems += [one for one in failed if one not in timeline.problems]
            for article in found:
                if article.id in timeline.article_by_id or article.id in articles:
                    twice.append(_duplicate(name, article))
                else:
                    articles[article.id] = _named(article, name)
            bar.progress(done / number, f"{done:,} of {number:,}: {clip(name, 60)}")
        status.update(label=f"Finding dates and claims in {counted(len(articles), 'article')} …")
        added = session.add(tuple(articles.values()), problems)
        status.update(label="Done", state="complete", expanded=False)
    return Added(added, (*problems, *twice))


def _readings(wanted: Wanted) -> Iterator[tuple[str, tuple[Article, ...], tuple[InputProblem, ...]]]:
    from timeline.articles.fetch import polite

    for name, data in wanted.files:
        found, failed = read_bytes(data, name)
        yield name, tuple(found), tuple(failed)
    fetch = polite(now=lambda: datetime.now(UTC))
    for address in wanted.addresses:
        answer = fetch(address)
        if isinstance(answer, InputProblem):
            yield address, (), (answer,)
            continue
        read = tuple(read_stream([answer.member()]))
        yield (
            address,
            tuple(one for one in read if isinstance(one, Article)),
            tuple(one for one in read if isinstance(one, InputProblem)),
        )


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
    st.header(f"{counted(len(present), 'article')} added", anchor=False)
    st.html(render("added_lines", lines=[_line(timeline, timeline.article_by_id[name]) for name in present]))
    doubtful = [name for name in present if listing.doubts_of(timeline.article_by_id[name])]
    shown = present if len(present) <= MOST_CARDS else doubtful[:MOST_CARDS]
    for name in shown:
        _card(timeline, timeline.article_by_id[name])
    if len(shown) < len(present):
        st.caption(f"{len(present) - len(shown):,} more stand on the page Articles.")


def _line(timeline: Timeline, article: Article) -> dict[str, str]:
    doubts = listing.doubts_of(article)
    return {
        "title": listing.headline(article),
        "found": listing.found_words(timeline, article.id),
        "doubts": counted(len(doubts), "thing in doubt", "things in doubt") if doubts else "nothing in doubt",
    }


def _card(timeline: Timeline, article: Article) -> None:
    doubts = listing.doubts_of(article)
    with st.container(border=True, key=f"added_{article.id}"):
        reading, found = listing.reading_of(timeline, article), listing.found_words(timeline, article.id)
        st.html(render("added", reading=reading, title=listing.headline(article), found=found))
        if doubts:
            st.markdown(ASKED)
        with st.expander("Outlet and publication date", expanded=bool(doubts)):
            show_correction(timeline, article, key=f"new_{article.id}")
