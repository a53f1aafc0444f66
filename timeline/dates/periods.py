"""Named periods and days with their dates and the source of each: "Operation Protective Edge", "9/11"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from timeline.calendar import interval_of_edtf
from timeline.dates.facts import FILE
from timeline.dates.words import squeezed
from timeline.errors import RuleError
from timeline.lexicon.loader import read_toml
from timeline.types import Interval


@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of time; ``source`` says where the dates are from."""

    key: str
    name: str
    names: tuple[str, ...]
    interval: Interval
    source: str


@lru_cache(maxsize=1)
def periods() -> dict[str, Period]:
    """All periods by key: the events that have a ``title``; raises `RuleError` with file, key and what is wrong."""
    return {block["key"]: _period(block) for block in read_toml(FILE)["event"] if "title" in block}


def _period(block: Mapping[str, Any]) -> Period:
    try:
        days = block.get("edtf", f"{block['begin']}/{block['end'] or '..'}")
        names = tuple(block["called"])
        return Period(block["key"], block["title"], names, interval_of_edtf(days), block["source"])
    except (KeyError, ValueError) as error:
        where = f"lexicon/{FILE}: event {block.get('key', '(no key)')}"
        raise RuleError(f"{where}: {error}; give key, title, called, begin, end and source") from error


@lru_cache(maxsize=1)
def _keys_by_name() -> dict[str, str]:
    return {squeezed(name): period.key for period in periods().values() for name in period.names}


def period_named(name: str) -> str:
    """The key of the period with a (squeezed) name; raises KeyError where there is none."""
    return _keys_by_name()[name]


def period_of(key: str) -> Period:
    """The period of a key; raises `RuleError` where the file has none."""
    try:
        return periods()[key]
    except KeyError as error:
        raise RuleError(f"lexicon/{FILE}: no period {key!r}; add it, or mend the rule that names it") from error
