"""Whether a rule's block of a TOML file is whole: one error that says what is wrong with it and how to mend it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from timeline.errors import RuleError
from timeline.types import TimexType

NEEDED = ("id", "pattern", "reading", "examples")
KEYS = frozenset((*NEEDED, "with", "parts", "after", "not_after", "prefer", "only", "rejects"))
"""What a rule's block may hold."""
KINDS = ("narrative", "news", "ancient")
"""The kinds of text that ``only`` may name."""
ARGUMENTS = frozenset(
    (
        *("count", "day", "direction", "event", "key", "kind", "month", "offset", "order", "origin", "spill"),
        *("own", "part", "running", "sign", "type", "unit", "value", "why", "window"),
    )
)
"""What ``with`` may hold; each reading takes some of them."""
NEEDED_ARGUMENTS = {"shift": ("origin",), "named-day": ("key", "month", "day")}
ORDERS, ORIGINS = ("dmy", "mdy", "ymd"), ("published", "running", "event", "plain")


def check_block(block: Mapping[str, Any], readings: Collection[str], periods: Collection[str]) -> None:
    """Raise `RuleError` for the first thing that is wrong with a block; the caller adds file and rule."""
    missing = [key for key in NEEDED if key not in block]
    if missing:
        raise RuleError(f"{', '.join(missing)} is missing; add it to the block")
    unknown = sorted(set(block) - KEYS)
    if unknown:
        raise RuleError(f"nobody reads {', '.join(unknown)}; use {', '.join(sorted(KEYS))}")
    _check_types(block)
    if not block["examples"]:
        raise RuleError("it has no example; add one that the pattern finds whole")
    if block["reading"] not in readings:
        raise RuleError(f"no such reading: {block['reading']!r}; use one of {', '.join(readings)}")
    if block.get("only", KINDS[0]) not in KINDS:
        raise RuleError(f"no such kind of text: only = {block['only']!r}; use one of {', '.join(KINDS)}")
    _check_arguments(block["reading"], block.get("with", {}), periods)


def _check_types(block: Mapping[str, Any]) -> None:
    for key in ("id", "pattern", "reading", "after", "not_after", "only"):
        if not isinstance(block.get(key, ""), str):
            raise RuleError(f"{key} is not text; put it in quotes")
    for key in ("examples", "rejects"):
        texts = block.get(key, [])
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise RuleError(f'{key} is not a list of texts; write {key} = ["…", "…"]')
    if not isinstance(block.get("prefer", 0), int):
        raise RuleError("prefer is not a whole number; write prefer = 1")
    if not isinstance(block.get("with", {}), dict):
        raise RuleError("with is not a table; write with = { name = value }")
    parts = block.get("parts", [])
    if not isinstance(parts, list) or not all(isinstance(part, dict) and "extent" in part for part in parts):
        raise RuleError('parts is not a list of extents; write parts = [{ extent = "x", use = { … } }]')


def _check_arguments(reading: str, given: Mapping[str, Any], periods: Collection[str]) -> None:
    unknown = sorted(set(given) - ARGUMENTS)
    if unknown:
        raise RuleError(f"with: nobody reads {', '.join(unknown)}; use some of {', '.join(sorted(ARGUMENTS))}")
    lacking = [name for name in NEEDED_ARGUMENTS.get(reading, ()) if name not in given]
    if lacking:
        raise RuleError(f"with: the reading {reading!r} needs {', '.join(lacking)}; add it to with = {{ … }}")
    for name, allowed in (("order", ORDERS), ("origin", ORIGINS), ("type", tuple(TimexType)), ("key", periods)):
        if name in given and given[name] not in allowed:
            choices = ", ".join(sorted(allowed))
            raise RuleError(f"with: no such {name}: {given[name]!r}; use one of {choices}")


def check_parts(block: Mapping[str, Any], labels: Collection[str]) -> None:
    """Raise `RuleError` where ``parts`` names a label that the pattern has not."""
    for part in block.get("parts", ()):
        for label in (part["extent"], *part.get("use", {}).values()):
            if label and label not in labels:
                raise RuleError(f"parts: the pattern has no label {label!r}; use one of {', '.join(labels)}")
