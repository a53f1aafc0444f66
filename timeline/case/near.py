"""The neighbourhood of a word in a large case: what must be looked at together when somebody has said something.

It is closed: with a claim come all claims of its event (the machine's and the one that is shown) and all claims that
somebody merged or split it with.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from timeline.case.log import Entry
from timeline.case.part import chunks, marks, read_entries
from timeline.case.review import Reexamine
from timeline.pipeline import Found
from timeline.types import Article


@dataclass(frozen=True, slots=True)
class Near:
    """A neighbourhood: positions of claims, of the articles that are looked at whole, and of all articles; ``names``
    are the ids of everything in it, of which alone the log is known whole."""

    claims: frozenset[int]
    whole: frozenset[int]
    articles: frozenset[int]
    names: frozenset[str]


def find_near(base: sqlite3.Connection, targets: Iterable[str]) -> Near:
    """The neighbourhood of ``targets``, ids of articles, claims and events."""
    named = set(targets)
    whole = {row[0] for row in rows_of(base, "SELECT position FROM article WHERE id IN ({})", named)}
    claims = {row[0] for row in rows_of(base, "SELECT position FROM claim WHERE article IN ({})", whole)}
    claims |= {row[0] for row in rows_of(base, "SELECT position FROM claim_record WHERE id IN ({})", named)}
    events = {row[0] for row in rows_of(base, "SELECT position FROM event WHERE id IN ({})", named)}
    for column in ("event", "machine_event"):
        claims |= {row[0] for row in rows_of(base, f"SELECT position FROM claim WHERE {column} IN ({{}})", events)}
    done: set[int] = set()
    while claims - done:
        fresh = claims - done
        done |= fresh
        claims |= _neighbours(base, fresh)
    asked = "SELECT after FROM log JOIN log_name AS n ON n.entry = number WHERE kind = 'claim' AND n.target IN ({})"
    by_hand = rows_of(base, asked, named)
    of_hand = {json.loads(row[0])["article"] for row in by_hand}
    articles = {row[0] for row in rows_of(base, "SELECT article FROM claim WHERE position IN ({})", claims)} | whole
    articles |= {row[0] for row in rows_of(base, "SELECT position FROM article WHERE id IN ({})", of_hand)}
    return Near(frozenset(claims), frozenset(whole), frozenset(articles), _names(base, named, claims, articles))


def _names(base: sqlite3.Connection, named: set[str], claims: set[int], articles: set[int]) -> frozenset[str]:
    names = named | {row[0] for row in rows_of(base, "SELECT id FROM claim_record WHERE position IN ({})", claims)}
    names |= {row[0] for row in rows_of(base, "SELECT id FROM article WHERE position IN ({})", articles)}
    for column in ("event", "machine_event"):
        asked = f"SELECT e.id FROM claim AS c JOIN event AS e ON e.position = c.{column} WHERE c.position IN ({{}})"
        names |= {row[0] for row in rows_of(base, asked, claims)}
    return frozenset(names)


def _neighbours(base: sqlite3.Connection, claims: set[int]) -> set[int]:
    """The claims that share an event with one of ``claims``, or were merged or split with one."""
    found: set[int] = set()
    events = {
        event
        for row in rows_of(base, "SELECT event, machine_event FROM claim WHERE position IN ({})", claims)
        for event in row
        if event is not None
    }
    for column in ("event", "machine_event"):
        found |= {row[0] for row in rows_of(base, f"SELECT position FROM claim WHERE {column} IN ({{}})", events)}
    ids = {row[0] for row in rows_of(base, "SELECT id FROM claim_record WHERE position IN ({})", claims)}
    of = "SELECT number FROM log JOIN log_name AS n ON n.entry = number"
    asked = f"{of} WHERE kind IN ('merge', 'split') AND n.target IN ({{}})"
    moves = {row[0] for row in rows_of(base, asked, ids)}
    mates = {row[0] for row in rows_of(base, "SELECT target FROM log_name WHERE entry IN ({})", moves)}
    return found | {row[0] for row in rows_of(base, "SELECT position FROM claim_record WHERE id IN ({})", mates)}


def entries_near(base: sqlite3.Connection, near: Near) -> tuple[Entry, ...]:
    """The entries that speak of anything in the neighbourhood."""
    numbers = {row[0] for row in rows_of(base, "SELECT entry FROM log_name WHERE target IN ({})", near.names)}
    return read_entries(base, numbers)


def within(base: sqlite3.Connection, near: Near, reexamine: Reexamine) -> Reexamine:
    """``reexamine`` without the claims outside of the neighbourhood, for articles that are not whole in it."""
    whole = {row[0] for row in rows_of(base, "SELECT id FROM article WHERE position IN ({})", near.whole)}
    known = {row[0] for row in rows_of(base, "SELECT id FROM claim_record WHERE position IN ({})", near.claims)}

    def examine_within(article: Article) -> Found:
        again, timexes, claims, attributions = reexamine(article)
        if article.id not in whole:
            claims = tuple(claim for claim in claims if claim.id in known)
        return again, timexes, claims, attributions

    return examine_within


def rows_of(base: sqlite3.Connection, asked: str, values: Iterable[Any]) -> list[sqlite3.Row]:
    """The rows of a statement whose place for values is ``{}``."""
    return [row for some in chunks(values) for row in base.execute(asked.format(marks(some)), some)]
