"""Exports: the report that lasts, and the formats of other programs."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import streamlit as st

from timeline.types import Timeline
from timeline.ui import filters
from timeline.ui.markup import render
from timeline.ui.session import desk
from timeline.views.exports import FORMATS, render_export
from timeline.views.plaintext import counted

ABOUT_REPORT = (
    "One HTML file that opens offline in any browser: the chart, every event with every outlet's sentence, "
    "and how each date was reached."
)
EVERYTHING, SHOWN = "Everything", "Only what the filters let through"


def show() -> None:
    """Draws the page."""
    opened = desk()
    summary = "Take the case with you. Files are written by your browser; nothing is sent anywhere."
    st.html(render("masthead", name="Export", summary=summary, demo=False))
    timeline = _scope(opened.timeline)
    stem = re.sub(r"[^a-z0-9]+", "-", opened.name.lower()).strip("-") or "timeline"
    _report(timeline, opened.name, stem)
    st.subheader("For other programs", anchor=False)
    known = tomllib.loads(resources.files("timeline.ui").joinpath("formats.toml").read_text(encoding="utf-8"))
    ordered = [name for name in known if name in FORMATS] + [name for name in FORMATS if name not in known]
    for first in range(0, len(ordered), 2):
        for name, column in zip(ordered[first : first + 2], st.columns(2), strict=False):
            with column:
                _offer(timeline, name, known.get(name, {}), stem)


def _scope(timeline: Timeline) -> Timeline:
    wanted: filters.Filter = st.session_state.get("wanted", filters.ALL)
    if not wanted.active:
        whole = f"{counted(len(timeline.claims), 'claim')} in {counted(len(timeline.articles), 'article')}"
        st.caption(f"{whole}. Set filters on the page Timeline to export a part.")
        return timeline
    shown = filters.narrow(timeline, wanted)
    words = {EVERYTHING: len(timeline.claims), SHOWN: len(shown.claims)}
    labels = {name: f"{name} ({counted(number, 'claim')})" for name, number in words.items()}
    scope = st.radio("What to export", list(words), format_func=lambda name: labels[name])
    return shown if scope == SHOWN else timeline


def _report(timeline: Timeline, name: str, stem: str) -> None:
    from timeline.views.report import render_report

    st.subheader("Report", anchor=False)
    with st.container(border=True):
        st.markdown(ABOUT_REPORT)
        title = st.text_input("Title of the report", name, key="report_title")
        st.download_button(
            "Download the report",
            data=lambda: render_report(timeline, title=title or name).encode(),
            file_name=f"{stem}.html",
            mime="text/html",
            type="primary",
            on_click="ignore",
            icon=":material/download:",
        )


def _offer(timeline: Timeline, name: str, words: dict[str, str], stem: str) -> None:
    with st.container(border=True, height="stretch", key=f"offer_{name}"):
        st.markdown(f"**{words.get('label', name)}**  \n{words.get('text', '')}")
        st.download_button(
            f"Download {words.get('label', name)}",
            data=lambda: render_export(timeline, name).encode(),
            file_name=f"{stem}.{words.get('ending', name)}",
            mime=words.get("mime", "text/plain"),
            key=f"download_{name}",
            on_click="ignore",
        )
