"""Facts with a date that texts lean on: named events, and who held which office. The facts stand in
``lexicon/facts.toml``, each with its source; here they are found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from timeline.errors import RuleError
from timeline.lexicon.loader import read_toml
from timeline.types import Interval

FILE = "facts.toml"


@dataclass(frozen=True, slots=True)
class EventFact:
    """A named event or period: ``interval`` open at its end where it goes on. ``words`` must all stand in the sentence
    that names it, of ``anywhere`` at least one; ``fleeting``: named by a bare weekday only in the week after it;
    ``hypothetical``: spoken of before it came."""

    key: str
    names: tuple[str, ...]
    interval: Interval
    source: str
    words: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    fleeting: bool = False
    hypothetical: bool = False


@dataclass(frozen=True, slots=True)
class OfficeFact:
    """A holder of an office: ``known`` is the day from which the title may be used, ``terms`` those in office;
    ``passing``: held for weeks only, so that an article which names it again and again is of those weeks."""

    titles: tuple[str, ...]
    names: tuple[str, ...]
    known: date
    terms: tuple[Interval, ...]
    source: str
    passing: bool = False


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event named at ``begin``–``end`` of a text."""

    fact: EventFact
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """A title before a name at ``begin``–``end`` of a text; several holders where they share title and name."""

    facts: tuple[OfficeFact, ...]
    begin: int
    end: int


def find_events(text: str) -> Iterator[EventMention]:
    """Every place where a fact's event is named; the words that must stand beside the name are not looked at here."""
    names, pattern = _event_names()
    for match in pattern.finditer(text):
        for fact in names[match.group().lower()]:
            yield EventMention(fact, match.start(), match.end())


def find_offices(text: str) -> Iterator[OfficeMention]:
    """Every title that stands before a name: "President Obama", "Prime Minister Tony Blair"."""
    holders, pattern = _office_names()
    for match in pattern.finditer(text):
        key = (_plain(match["title"]), _plain(match["name"]))
        if key in holders:
            yield OfficeMention(holders[key], match.start(), match.end())


@lru_cache(maxsize=1)
def event_facts() -> tuple[EventFact, ...]:
    """All events of the file; raises `RuleError` that names the one that is broken."""
    return tuple(_event(row) for row in read_toml(FILE).get("event", []))


@lru_cache(maxsize=1)
def office_facts() -> tuple[OfficeFact, ...]:
    """All terms of office of the file; raises `RuleError` that names the one that is broken."""
    return tuple(_office(row) for row in read_toml(FILE).get("office", []))


def _event(row: Mapping[str, Any]) -> EventFact:
    try:
        interval = _interval(row["begin"], row["end"])
        flags = (row.get("fleeting", False), row.get("hypothetical", False))
        words, anywhere = tuple(row.get("words", ())), tuple(row.get("any", ()))
        return EventFact(row["key"], tuple(row["names"]), interval, row["source"], words, anywhere, *flags)
    except (KeyError, ValueError) as error:
        raise RuleError(f"lexicon/{FILE}: event {row.get('key', '?')}: {error}; see the top of the file") from error


def _office(row: Mapping[str, Any]) -> OfficeFact:
    try:
        terms = tuple(_interval(begin, end) for begin, end in row["terms"])
        known = date.fromisoformat(row["known"])
        return OfficeFact(
            tuple(row["titles"]), tuple(row["names"]), known, terms, row["source"], row.get("passing", False)
        )
    except (KeyError, ValueError) as error:
        raise RuleError(
            f"lexicon/{FILE}: office of {row.get('names', '?')}: {error}; see the top of the file"
        ) from error


def _interval(begin: str, end: str) -> Interval:
    return Interval(date.fromisoformat(begin), date.fromisoformat(end) if end else None)


@lru_cache(maxsize=1)
def _event_names() -> tuple[dict[str, tuple[EventFact, ...]], re.Pattern[str]]:
    names: dict[str, tuple[EventFact, ...]] = {}
    for fact in event_facts():
        for name in fact.names:
            names[name.lower()] = (*names.get(name.lower(), ()), fact)
    return names, _any_of(names)


@lru_cache(maxsize=1)
def _office_names() -> tuple[dict[tuple[str, str], tuple[OfficeFact, ...]], re.Pattern[str]]:
    holders: dict[tuple[str, str], tuple[OfficeFact, ...]] = {}
    for fact in office_facts():
        for title in fact.titles:
            for name in fact.names:
                key = (_plain(title), _plain(name))
                holders[key] = (*holders.get(key, ()), fact)
    titles = _alternatives({title for fact in office_facts() for title in fact.titles})
    names = _alternatives({name for fact in office_facts() for name in fact.names})
    return holders, re.compile(rf"(?<!\w)(?P<title>{titles})[ \u00a0](?P<name>{names})(?![\w-])")


def _any_of(names: Mapping[str, object]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(set(names))})(?!\w)", re.IGNORECASE)


def _alternatives(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _plain(word: str) -> str:
    return word.replace("\u00a0", " ").rstrip(",")
