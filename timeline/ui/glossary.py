"""The words of the app explained, on demand."""

from __future__ import annotations

import tomllib
from importlib import resources

import streamlit as st

from timeline.ui.markup import render


def show_glossary() -> None:
    """An expander with what the words mean."""
    with st.expander("What the words mean"):
        text = resources.files("timeline.ui").joinpath("glossary.toml").read_text(encoding="utf-8")
        st.html(render("glossary", words=tomllib.loads(text)))
