"""The words of review and log, from `words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(resources.files("timeline.ui").joinpath("words.toml").read_text(encoding="utf-8"))


def word(table: str, key: str) -> str:
    """The word for ``key`` in ``table``; the key itself where there is none.

    >>> word("deeds", "star")
    'starred'
    """
    return str(_words().get(table, {}).get(key, key.replace("_", " ")))


def words_of(table: str) -> dict[str, str]:
    """All words of ``table``, in their order."""
    return dict(_words()[table])
