"""What surrounds every page: name, look, navigation, and the outermost door, where an error becomes one sentence."""

from __future__ import annotations

import base64
import logging
from importlib import resources

import streamlit as st

from timeline.errors import TimelineError
from timeline.ui.links import keep_pages
from timeline.ui.markup import markdown_text, render
from timeline.ui.pages import all_pages, first_by_name
from timeline.ui.theming import watch_theme
from timeline.ui.toolbar import show_toolbar, tell, watch_case

NAME = "Conflict Timeline"
ABOUT = """**Conflict Timeline** shows which outlet reported what, and when; when it happened;
and from whom they have it.

Everything stays on this machine. Every mark opens the sentence it comes from, and every date says how it was reached.
"""
logger = logging.getLogger(__name__)


def show() -> None:
    """Draws the frame and the page that the address names."""
    files = resources.files("timeline.ui")
    icon = files.joinpath("icon.svg").read_text(encoding="utf-8")
    st.set_page_config(page_title=NAME, page_icon=icon, layout="wide", menu_items={"About": ABOUT})
    st.html(f"<style>{files.joinpath('style.css').read_text(encoding='utf-8')}</style>")
    pages = all_pages()
    keep_pages(pages)
    page = st.navigation([*pages, first_by_name()], position="hidden")
    st.set_page_config(page_title=f"{page.title} · {NAME}")
    # Streamlit's own navigation hides behind a drawer on a phone, and the drawer stays open over the page
    with st.container(horizontal=True, key="nav", vertical_alignment="center", gap="small"):
        st.html(render("brand", icon=base64.b64encode(icon.encode()).decode(), name=NAME), width="content")
        for entry in pages:
            st.page_link(entry)
        watch_theme()
        tools = st.container(horizontal=True, key="tools", vertical_alignment="center", gap="small", width="content")
    try:
        page.run()
        with tools:
            show_toolbar()
        tell()
        watch_case()
    except TimelineError as error:
        st.error(f"{markdown_text(str(error))}.")
    except Exception:  # the outermost door: the reader gets a sentence, the log the rest
        logger.exception("page %s failed", page.title)
        st.error("This page could not be shown. The case is untouched; the server's log says what happened.")
