"""The queue of what needs a person, worked through with single keys."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from timeline.case import Deed, Kind
from timeline.types import Event
from timeline.ui import listing, session
from timeline.ui.actions import show_claim_actions, show_event_actions
from timeline.ui.correction import show_correction
from timeline.ui.evidence_panel import show_evidence
from timeline.ui.glossary import show_glossary
from timeline.ui.large import in_part
from timeline.ui.markup import markdown_text, render
from timeline.ui.review_queue import Task, find_tasks
from timeline.ui.session import Desk
from timeline.ui.toolbar import show_refusal
from timeline.ui.words import word, words_of
from timeline.views.plaintext import counted

KEYS = "Keys: A accept, X reject, S star, J next, K back, Z take back. Not while you type in a field."


def show() -> None:
    """Draws the page."""
    opened = in_part(session.desk())
    tasks = find_tasks(opened.reviewed)
    done = sum(1 for said in opened.reviewed.words.values() if said.review or said.corrected)
    summary = f"{counted(len(tasks), 'thing')} to look at, the most consequential first; {done:,} decided"
    st.html(render("masthead", name="Review", summary=summary, demo=False))
    if not tasks:
        st.success("Nothing is waiting for you here.")
        return
    tasks = _of_kinds(tasks)
    at = min(st.session_state.get("task_at", 0), len(tasks) - 1)
    st.session_state["task_at"] = at
    task = tasks[at]
    _steps(at, len(tasks))
    st.html(render("task", task=task, question=word("tasks", task.kind), note=word("task_notes", task.kind)))
    show_refusal()
    _decide(opened, task)
    _show_task(opened, task)
    st.caption(KEYS)
    show_glossary()


def _of_kinds(tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    counts = Counter(task.kind for task in tasks)
    kinds = [kind for kind in words_of("tasks") if counts[kind]]
    chosen = st.pills(
        "Only", kinds, selection_mode="multi", key="task_kinds", bind="query-params", on_change=_from_the_start,
        format_func=lambda kind: f"{word('tasks', kind)} {counts[kind]}", label_visibility="collapsed",
    )  # fmt: skip
    return tuple(task for task in tasks if not chosen or task.kind in chosen)


def _from_the_start() -> None:
    st.session_state["task_at"] = 0


def _steps(at: int, number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="steps"):
        st.button("Back", key="step_back", shortcut="k", disabled=at == 0, on_click=_step, args=(-1,))
        st.button("Next", key="step_next", shortcut="j", disabled=at + 1 >= number, on_click=_step, args=(1,))
        st.markdown(f"{at + 1:,} of {number:,}")


def _step(by: int) -> None:
    st.session_state["task_at"] = max(st.session_state.get("task_at", 0) + by, 0)


def _decide(opened: Desk, task: Task) -> None:
    """Accept, reject, star: for what the task is about, as a whole."""
    starred = opened.reviewed.word(task.target).star
    is_article = task.target in opened.timeline.article_by_id
    why = (
        st.text_input("Why", key=f"why_{task.key}", placeholder="for the log; may stay empty") if not is_article else ""
    )
    with st.container(horizontal=True, key="decide"):
        if not is_article:
            st.button(
                "Accept",
                key="accept",
                shortcut="a",
                type="primary",
                on_click=_say,
                args=(Kind.ACCEPT, task.target, why),
            )
            st.button("Reject", key="reject", shortcut="x", on_click=_say, args=(Kind.REJECT, task.target, why))
        else:
            st.button(
                "Leave outlet and date as they are",
                key="looked_at",
                shortcut="a",
                on_click=_look_at,
                args=(task.target,),
                help="Asks no more about them. The article's claims are neither accepted nor rejected by it.",
            )
        kind = Kind.UNSTAR if starred else Kind.STAR
        label = "Take the star off" if starred else "Star"
        st.button(label, key="star", shortcut="s", on_click=_say, args=(kind, task.target, ""))
        st.button("Take back the last", key="undo_last", shortcut="z", on_click=session.undo)


def _say(kind: Kind, target: str, why: str | None) -> None:
    session.keep(Deed(kind, target, why=why or ""), told=f"{word('deeds', kind.value).capitalize()}.")


def _look_at(article: str) -> None:
    session.keep(Deed(Kind.TAG, article, word("tags", "looked_at")), told="Noted; you will not be asked again.")


def _show_task(opened: Desk, task: Task) -> None:
    timeline = opened.timeline
    if task.target in timeline.article_by_id:
        article = timeline.article_by_id[task.target]
        with st.container(border=True):
            show_correction(timeline, article, key=f"task_{article.id}")
        st.html(render("reading", reading=listing.reading_of(timeline, article)))
        return
    event: Event | None = timeline.event_by_id.get(task.target) or timeline.event_of_claim.get(task.target)
    if event is None:
        st.caption(
            f"{markdown_text(task.title)} is no longer on the timeline; the page Log has what was said about it."
        )
    elif task.target in timeline.claim_by_id:
        show_claim_actions(opened, event, task.target, key="task")
        show_evidence(timeline, event, first=task.target)
    else:
        show_event_actions(opened, event, key="task")
        show_evidence(timeline, event)
