"""Named periods and days with their dates and the source of each: "Operation Protective Edge", "9/11"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from timeline.calendar import interval_of_edtf
from timeline.dates.words import squeezed
from timeline.errors import RuleError
from timeline.lexicon.loader import read_toml
from timeline.types import Interval

FILE = "en/dates/periods.toml"


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
    """All periods by key; raises `RuleError` that names file, key and what is wrong."""
    found = {}
    for block in read_toml(FILE)["period"]:
        try:
            interval = interval_of_edtf(block["edtf"])
            names = tuple(block.get("names", (block["name"],)))
            found[block["key"]] = Period(block["key"], block["name"], names, interval, block["source"])
        except (KeyError, ValueError) as error:
            where = f"lexicon/{FILE}: period {block.get('key', '(no key)')}"
            raise RuleError(f"{where}: {error}; give key, name, edtf and source") from error
    return found


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
