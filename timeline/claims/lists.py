"""The event types as the type file has them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from timeline.lexicon.loader import read_toml


@lru_cache(maxsize=16)
def modes(group: str) -> frozenset[str]:
    """The modes of one group of the type file: those that name the means, the harm, a suspicion …"""
    return frozenset(read_toml("en/claims/types.toml")["modes"][group])


@lru_cache(maxsize=1)
def event_types() -> dict[str, dict[str, Any]]:
    """Each event type with ``label`` (for readers), ``family`` (types that tell one event in two ways) and, where the
    type is not PLOVER's but ours, ``extension``."""
    types: dict[str, dict[str, Any]] = read_toml("en/claims/types.toml")["types"]
    return types
