"""Exports: the report that lasts, and the formats of other programs, of all or of a part, with or without names."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import streamlit as st

from timeline.case.telling import frame_of
from timeline.errors import TimelineError
from timeline.types import Timeline
from timeline.ui import filters, listing
from timeline.ui.large import in_part
from timeline.ui.markup import markdown_text, render
from timeline.ui.session import Desk, desk
from timeline.views.exports import FORMATS, export_bytes
from timeline.views.frame import Frame, redacted
from timeline.views.plaintext import counted
from timeline.views.redaction import EVERY_OUTLET, Redaction, redact

ABOUT_REPORT = (
    "One HTML file that opens offline in any browser: the chart, every event with every outlet's sentence, how each "
    "date was reached, what people decided and why."
)
ABOUT_LEFT_OUT = (
    "What is left out here is nowhere in the files that you download: not in the text, not in the data, not in the log."
)
EVERYTHING, SHOWN = "Everything", "Only what the filters let through"


def show() -> None:
    """Draws the page."""
    opened = in_part(desk())
    summary = "Take the case with you. Files are written by your browser; nothing is sent anywhere."
    st.html(render("masthead", name="Export", summary=summary, demo=False))
    if not opened.timeline.articles:
        st.info("There is nothing to export yet. Add articles on the page Add.")
        return
    timeline, narrowed = _scope(opened.timeline)
    redaction = _left_out(timeline)
    stem = re.sub(r"[^a-z0-9]+", "-", opened.name.lower()).strip("-") or "timeline"
    _report(opened, timeline, redaction, stem, narrowed)
    st.header("For other programs", anchor=False)
    known = tomllib.loads(resources.files("timeline.ui").joinpath("formats.toml").read_text(encoding="utf-8"))
    ordered = [name for name in known if name in FORMATS] + [name for name in FORMATS if name not in known]
    for first in range(0, len(ordered), 2):
        for name, column in zip(ordered[first : first + 2], st.columns(2), strict=False):
            with column:
                _offer(timeline, redaction, name, known.get(name, {}), stem)


def _scope(timeline: Timeline) -> tuple[Timeline, tuple[str, ...]]:
    """What is exported, and in words what it was narrowed to."""
    wanted: filters.Filter = st.session_state.get("wanted", filters.ALL)
    if not wanted.active:
        whole = f"{counted(len(timeline.claims), 'claim')} in {counted(len(timeline.articles), 'article')}"
        st.caption(f"{whole}. Set filters on the page Timeline to export a part.")
        return timeline, ()
    shown = filters.narrow(timeline, wanted)
    words = {EVERYTHING: len(timeline.claims), SHOWN: len(shown.claims)}
    labels = {name: f"{name} ({counted(number, 'claim')})" for name, number in words.items()}
    scope = st.radio("What to export", list(words), format_func=lambda name: labels[name])
    if scope != SHOWN:
        return timeline, ()
    return shown, filters.filter_words(wanted)


def _left_out(timeline: Timeline) -> Redaction:
    """What must not be in the files."""
    with st.expander("Leave something out: articles, names, long texts"):
        st.caption(ABOUT_LEFT_OUT)
        titles = {article.id: listing.headline(article) for article in timeline.articles}
        articles = st.multiselect(
            "Articles", list(titles), format_func=lambda name: titles.get(name, name), key="out_articles"
        )
        names = st.text_area(
            "Names, one a line; other spellings of a name must stand here too", key="out_names", height=80
        )
        limited = st.toggle("Only so many words of each article, beside the quoted sentences", key="out_limited")
        words = {EVERY_OUTLET: st.number_input("Words", 0, 100_000, 60, key="out_words")} if limited else {}
    return Redaction(
        articles=frozenset(articles),
        names=tuple(line.strip() for line in (names or "").splitlines() if line.strip()),
        words={outlet: int(number) for outlet, number in words.items()},
    )


def _report(opened: Desk, timeline: Timeline, redaction: Redaction, stem: str, narrowed: tuple[str, ...]) -> None:
    st.header("Report", anchor=False)
    with st.container(border=True):
        st.markdown(ABOUT_REPORT)
        left, right = st.columns(2)
        title = left.text_input("Title of the report", opened.name, key="report_title")
        author = right.text_input("Author", key="report_author", placeholder="may stay empty")
        intro = st.text_area("Introduction", key="report_intro", height=100, placeholder="may stay empty")
        frame = frame_of(
            opened.reviewed, title=title or opened.name, author=author or "", intro=intro or "", filters=narrowed
        )
        st.download_button(
            "Download the report",
            data=lambda: _report_bytes(timeline, frame, redaction),
            file_name=f"{stem}.html",
            mime="text/html",
            type="primary",
            on_click="ignore",
            icon=":material/download:",
        )


def _report_bytes(timeline: Timeline, frame: Frame, redaction: Redaction) -> bytes:
    from timeline.views.report import render_report

    shown, framed = redacted(timeline, frame, redaction)
    return render_report(shown, frame=framed).encode()


def _offer(timeline: Timeline, redaction: Redaction, name: str, words: dict[str, str], stem: str) -> None:
    with st.container(border=True, height="stretch", key=f"offer_{name}"):
        st.markdown(f"**{words.get('label', name)}**  \n{words.get('text', '')}")
        if words.get("slow"):
            _made(timeline, redaction, name, words, stem)
            return
        st.download_button(
            f"Download {words.get('label', name)}",
            data=lambda: export_bytes(_cleared(timeline, redaction), name),
            file_name=f"{stem}.{words.get('ending', name)}",
            mime=words.get("mime", "text/plain"),
            key=f"download_{name}",
            on_click="ignore",
        )


def _cleared(timeline: Timeline, redaction: Redaction) -> Timeline:
    return redact(timeline, redaction).timeline


def _made(timeline: Timeline, redaction: Redaction, name: str, words: dict[str, str], stem: str) -> None:
    """What may need a thing that is not installed is made first, so that it can be said what is missing."""
    label = words.get("label", name)
    if not st.button(f"Make {label}", key=f"make_{name}"):
        return
    try:
        with st.spinner("Drawing …"):
            data = export_bytes(_cleared(timeline, redaction), name)
    except TimelineError as error:
        st.error(f"{markdown_text(str(error))}.")
        return
    st.download_button(
        f"Download {label}", data, f"{stem}.{words.get('ending', name)}", words.get("mime"), on_click="ignore"
    )
