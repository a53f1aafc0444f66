"""Undo, redo and the person's name on every page, and the watch for what others change meanwhile."""

from __future__ import annotations

import streamlit as st

from timeline.case import Refused, last_to_redo, last_to_undo
from timeline.errors import TimelineError
from timeline.ui import session
from timeline.ui.log_words import entry_line
from timeline.ui.markup import markdown_text

LOOK_EVERY = 4.0  # seconds


def show_toolbar() -> None:
    """Undo and redo of what this person did, and who they are."""
    opened = session.desk()
    who = session.person()
    last, next_ = last_to_undo(opened.log, who), last_to_redo(opened.log, who)
    st.button(
        "Undo",
        icon=":material/undo:",
        key="undo",
        type="tertiary",
        disabled=last is None,
        on_click=session.undo,
        help=f"Take back: {markdown_text(entry_line(last))}" if last else "You have changed nothing yet",
    )
    st.button(
        "Redo",
        icon=":material/redo:",
        key="redo",
        type="tertiary",
        disabled=next_ is None,
        on_click=session.redo,
        help=f"Do again: {markdown_text(entry_line(next_))}" if next_ else "Nothing was taken back",
    )
    with st.popover(markdown_text(who), type="tertiary", icon=":material/person:", key="person_box"):
        st.text_input(
            "Your name, as the log has it", key="person", placeholder=session.user_name(), persist_state="session"
        )
        st.caption("Everybody who works in this case sees who changed what.")


def tell() -> None:
    """What came of the last change: kept, or overtaken by another person; each once."""
    for line in st.session_state.pop("told", []):
        st.toast(markdown_text(line))


def show_refusal(*fields: str) -> None:
    """Why the last change was not kept. What was typed is still in its field."""
    refused: Refused | None = st.session_state.get("refused")
    if refused is not None and (not fields or refused.field in fields):
        session.refusal()
        st.error(f"Not kept: {markdown_text(refused.what)}. What to do: {markdown_text(refused.fix)}.")


@st.fragment(run_every=LOOK_EVERY)
def watch_case() -> None:
    """Looks whether somebody else has changed the case; if so, the page is drawn anew."""
    opened = session.desk_as_drawn()
    if opened is None:
        return
    try:
        version = opened.store.version()
    except TimelineError:  # the page itself will say what is wrong, at the next thing that is done
        return
    if version == opened.version:
        return
    others = [entry for entry in opened.store.log(since=opened.version) if entry.who != session.person()]
    if others:
        st.session_state["told"] = [f"{entry.who}: {entry_line(entry)}" for entry in others[-3:]]
    st.rerun(scope="app")
