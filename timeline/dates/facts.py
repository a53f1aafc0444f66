"""Facts with a date that texts lean on: named events, who held which office, since when a name is used at all.

They stand in ``lexicon/facts.toml``, ``offices.csv`` and ``since.csv``, each with its source; here they are found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from timeline.errors import RuleError
from timeline.lexicon.loader import read_table, read_toml
from timeline.types import Interval

FILE = "facts.toml"
OFFICES = "offices.csv"
SINCE = "since.csv"
KNOWN_DAYS = 7
"""A title is used so many days before its holder takes office where no day of an election is given."""


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
class SinceFact:
    """A name that nobody used before ``since``: of an invention, an organisation, a treaty, a state.

    ``beside``: one of these words must stand in the sentence; ``until`` is the last day of what has ended.
    """

    names: tuple[str, ...]
    beside: tuple[str, ...]
    since: date
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class SinceMention:
    """Such a name at ``begin``–``end`` of a text."""

    fact: SinceFact
    begin: int
    end: int


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
    for match in pattern.finditer(text.translate(_plain_letters())):
        key = (_plain(match["title"]), _plain(match["name"]))
        if key in holders:
            yield OfficeMention(holders[key], match.start(), match.end())


def find_since(text: str) -> Iterator[SinceMention]:
    """Every name of `since_facts`, in the letters it is written with ("Google", never "google")."""
    names, pattern = _since_names()
    for match in pattern.finditer(text.translate(_plain_letters())):
        yield SinceMention(names[match.group()], match.start(), match.end())


@lru_cache(maxsize=1)
def _plain_letters() -> dict[int, str]:
    """Letters of Europe without their marks, one for one, so that no offset moves: "Peña" is found as "Pena"."""
    plain = {}
    for code in range(0xC0, 0x250):
        letter = unicodedata.normalize("NFKD", chr(code))
        if letter[0].isascii() and all(map(unicodedata.combining, letter[1:])):
            plain[code] = letter[0]
    return plain | {ord("’"): "'", ord("ı"): "i", ord("ł"): "l", ord("Ł"): "L", ord("ø"): "o", ord("đ"): "d"}


@lru_cache(maxsize=1)
def event_facts() -> tuple[EventFact, ...]:
    """All events of the file; raises `RuleError` that names the one that is broken."""
    return tuple(_event(row) for row in read_toml(FILE).get("event", []))


@lru_cache(maxsize=1)
def office_facts() -> tuple[OfficeFact, ...]:
    """All terms of office of the file; raises `RuleError` that names the one that is broken."""
    return tuple(_office(row, number) for number, row in enumerate(read_table(OFFICES), 2))


@lru_cache(maxsize=1)
def since_facts() -> tuple[SinceFact, ...]:
    """All names of the file; raises `RuleError` that names the one that is broken."""
    return tuple(_since(row, number) for number, row in enumerate(read_table(SINCE), 2))


def _event(row: Mapping[str, Any]) -> EventFact:
    try:
        interval = _interval(row["begin"], row["end"])
        flags = (row.get("fleeting", False), row.get("hypothetical", False))
        words, anywhere = tuple(row.get("words", ())), tuple(row.get("any", ()))
        return EventFact(row["key"], tuple(row["names"]), interval, row["source"], words, anywhere, *flags)
    except (KeyError, ValueError) as error:
        raise RuleError(f"lexicon/{FILE}: event {row.get('key', '?')}: {error}; see the top of the file") from error


def _office(row: Mapping[str, str], number: int) -> OfficeFact:
    try:
        terms = tuple(_term(term) for term in row["terms"].split())
        first = terms[0].earliest or date.min
        known = date.fromisoformat(row["known"]) if row["known"] else first - timedelta(days=KNOWN_DAYS)
        if known > first:
            raise ValueError(f"known {known} after the term began")
        names = tuple(row["names"].split(";"))
        return OfficeFact(tuple(row["titles"].split(";")), names, known, terms, row["source"], row["kind"] == "passing")
    except (IndexError, ValueError) as error:
        raise RuleError(f"lexicon/{OFFICES}:{number}: {row['names']}: {error}; mend the row") from error


def _term(text: str) -> Interval:
    begin, _, end = text.partition("/")
    return _interval(begin, end)


def _since(row: Mapping[str, str], number: int) -> SinceFact:
    try:
        until = date.fromisoformat(row["until"]) if row["until"] else None
        beside = tuple(word for word in row["beside"].split(";") if word)
        return SinceFact(tuple(row["names"].split(";")), beside, date.fromisoformat(row["since"]), until, row["source"])
    except ValueError as error:
        raise RuleError(f"lexicon/{SINCE}:{number}: {row['names']}: {error}; mend the row") from error


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
    titles = _alternatives({_plain(title) for fact in office_facts() for title in fact.titles})
    names = _alternatives({_plain(name) for fact in office_facts() for name in fact.names})
    return holders, re.compile(rf"(?<!\w)(?P<title>{titles})[ \u00a0](?P<name>{names})(?![\w-])")


@lru_cache(maxsize=1)
def _since_names() -> tuple[dict[str, SinceFact], re.Pattern[str]]:
    plain = {_plain(name): fact for fact in since_facts() for name in fact.names}
    return plain, re.compile(rf"(?<!\w)(?:{_alternatives(set(plain))})(?!\w)")


def _any_of(names: Mapping[str, object]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(set(names))})(?!\w)", re.IGNORECASE)


def _alternatives(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _plain(word: str) -> str:
    return word.translate(_plain_letters()).replace("\u00a0", " ")
