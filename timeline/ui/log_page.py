"""The log: who changed what, when, from what to what, and why; each entry can be taken back here."""

from __future__ import annotations

import streamlit as st

from timeline.case.log import broken_chain
from timeline.ui import session
from timeline.ui.log_words import LogRow, log_rows
from timeline.ui.markup import render
from timeline.ui.toolbar import show_refusal
from timeline.views.plaintext import counted

PAGE = 40


def show() -> None:
    """Draws the page."""
    opened = session.desk()
    rows = log_rows(opened.store.spoken() if opened.large else opened.reviewed)
    summary = f"{counted(len(rows), 'entry', 'entries')}; nothing is ever taken out of it"
    st.html(render("masthead", name="Log", summary=summary, demo=False))
    if opened.path is None:
        st.caption("This case lasts as long as your visit. Export it to keep it.")
    broken = broken_chain(opened.store.case_id(), opened.log)
    if broken:
        st.error("The log was changed outside this program: " + "; ".join(str(one) for one in broken[:3]) + ".")
    show_refusal()
    shown = _filtered(rows)
    length = st.session_state.get("log_length", PAGE)
    for row in shown[:length]:
        _show_row(row)
    if len(shown) > length:
        st.button(f"Show {min(PAGE, len(shown) - length)} more", on_click=_longer)
    if not broken:
        st.caption(
            "Every entry is sealed to the one before it, and the seals hold. `timeline verify` checks all of it."
        )


def _filtered(rows: tuple[LogRow, ...]) -> list[LogRow]:
    people = sorted({row.who for row in rows})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input("Search", key="log_q", bind="query-params", type="search", width=280) or ""
        who = st.multiselect("Who", people, key="log_who", bind="query-params", placeholder="All", width=280)
    words = text.casefold().split()
    return [
        row
        for row in rows
        if (not who or row.who in who)
        and all(word in f"{row.what} {row.target} {row.before} {row.after} {row.why}".casefold() for word in words)
    ]


def _show_row(row: LogRow) -> None:
    with st.container(horizontal=True, key=f"log_{row.number}", vertical_alignment="center", border=False):
        st.html(render("log_row", row=row), width="stretch")
        if row.can_turn:
            label = "Do it again" if row.undone else "Take back"
            act = session.redo if row.undone else session.undo
            st.button(label, key=f"turn_{row.number}", on_click=act, args=(row.number,), type="tertiary")


def _longer() -> None:
    st.session_state["log_length"] = st.session_state.get("log_length", PAGE) + PAGE
