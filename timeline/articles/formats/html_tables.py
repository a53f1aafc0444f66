"""The tables of ``lexicon/en/articles/pages.toml``: which tags, names and words of web pages mean what."""

from __future__ import annotations

from functools import cache
from typing import Any

from timeline.lexicon.loader import read_toml

PAGES = "en/articles/pages.toml"


@cache
def page_tables() -> dict[str, Any]:
    """The tables, read once; raises `RuleError` where the file is broken."""
    return read_toml(PAGES)
