"""The pages of the app; each one's code is imported when it is first shown."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import Page

from timeline.ui.links import page_of


def all_pages() -> list[Page]:
    """The pages in the order of the navigation; the first one opens, and its address has no path."""
    return [
        st.Page(_timeline, title="Timeline", url_path="first", default=True),
        st.Page(_compare, title="Compare", url_path="compare"),
        st.Page(_places, title="Places", url_path="places"),
        st.Page(_articles, title="Articles", url_path="articles"),
        st.Page(_review, title="Review", url_path="review"),
        st.Page(_add, title="Add", url_path="add"),
        st.Page(_log, title="Log", url_path="log"),
        st.Page(_export, title="Export", url_path="export"),
    ]


def first_by_name() -> Page:
    """The first page under its name as well: who types /timeline is led there, filters and all."""
    return st.Page(_lead_to_first, title="Timeline", url_path="timeline")


def _lead_to_first() -> None:
    page = page_of("timeline")
    if page is not None:
        st.switch_page(page, query_params=st.query_params.to_dict())


def _timeline() -> None:
    from timeline.ui import timeline_page

    timeline_page.show()


def _compare() -> None:
    from timeline.ui import compare_page

    compare_page.show()


def _places() -> None:
    from timeline.ui import places_page

    places_page.show()


def _articles() -> None:
    from timeline.ui import articles_page

    articles_page.show()


def _review() -> None:
    from timeline.ui import review_page

    review_page.show()


def _log() -> None:
    from timeline.ui import log_page

    log_page.show()


def _add() -> None:
    from timeline.ui import add_page

    add_page.show()


def _export() -> None:
    from timeline.ui import export_page

    export_page.show()
