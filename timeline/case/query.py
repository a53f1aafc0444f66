"""Questions to a case of any size, answered from its columns: how many, when, which; and parts of it as a `Timeline`.

Everything is as it is shown: a corrected date, type or outlet counts as corrected, a rejected claim only where it is
asked for. A case of a million claims is never whole in memory.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from timeline.case.connection import opened
from timeline.case.density import MOST_BINS, MOST_LANES, OTHERS, Axis, Density, Lane, Lanes, density
from timeline.case.filter import ALL, NONE, Filter, match_text, names_of, tally_of, where
from timeline.case.part import marks, read_article, read_shown
from timeline.case.store import Store
from timeline.types import Timeline

__all__ = [
    "ALL",
    "MOST_BINS",
    "MOST_LANES",
    "NONE",
    "OTHERS",
    "ArticleRow",
    "Axis",
    "Density",
    "Filter",
    "Lane",
    "Lanes",
    "Order",
    "Totals",
    "article_part",
    "articles",
    "claim_part",
    "count",
    "density",
    "event_page",
    "event_part",
    "facets",
    "match_text",
    "names",
    "part",
    "totals",
    "ways_out",
]

Order = Literal["event", "published", "article"]


@dataclass(frozen=True, slots=True)
class Totals:
    """What a case holds, as it is shown."""

    articles: int
    outlets: int
    claims: int
    events: int
    contradicted: int
    undated: int
    rejected: int
    spoken: int


def totals(store: Store) -> Totals:
    """The line on top of the app."""
    with opened(store.path) as base:
        articles, outlets = base.execute("SELECT count(*), count(DISTINCT outlet) FROM article").fetchone()
        claims, undated = base.execute(
            "SELECT count(*), sum(low IS NULL AND high IS NULL) FROM claim WHERE hidden IS NULL"
        ).fetchone()
        events, contradicted = base.execute(
            "SELECT count(*), sum(conflicts > 0) FROM event WHERE shown IS NULL OR shown != ''"
        ).fetchone()
        rejected = base.execute("SELECT count(*) FROM claim WHERE word = 1 AND review = 2").fetchone()[0]
        spoken = base.execute("SELECT count(*) FROM claim WHERE word = 1").fetchone()[0]
    return Totals(articles, outlets, claims, events, contradicted or 0, undated or 0, rejected, spoken)


def count(store: Store, wanted: Filter = ALL) -> int:
    """How many claims meet ``wanted``."""
    with opened(store.path) as base:
        meets, values = where(base, wanted)
        return int(base.execute(f"SELECT count(*) FROM claim AS c WHERE {meets}", values).fetchone()[0])


def ways_out(store: Store, wanted: Filter) -> tuple[tuple[str, int], ...]:
    """For a filter that leaves nothing: each field whose dropping alone brings something back, and how much."""
    tried = [(name, count(store, wanted.without(name))) for name in wanted.active]
    return tuple(sorted((way for way in tried if way[1]), key=lambda way: -way[1]))


def part(store: Store, wanted: Filter = ALL, *, limit: int = 500, offset: int = 0, order: Order = "event") -> Timeline:
    """The claims that meet ``wanted``, ``limit`` of them after the first ``offset``, as a timeline of their own: with
    their articles, events (narrowed to these claims), attributions and the time expressions that date them."""
    by = {
        "event": "coalesce(c.low, c.high) IS NULL, coalesce(c.low, c.high), c.high, c.position",
        "published": "coalesce(c.published_low, c.published_high) IS NULL, "
        "coalesce(c.published_low, c.published_high), c.position",
        "article": "c.article, c.position",
    }[order]
    with opened(store.path) as base:
        meets, values = where(base, wanted)
        asked = f"SELECT c.position FROM claim AS c WHERE {meets} ORDER BY {by} LIMIT ? OFFSET ?"
        return read_shown(base, [row[0] for row in base.execute(asked, (*values, limit, offset))])


def event_page(store: Store, wanted: Filter = ALL, *, limit: int = 50, offset: int = 0) -> Timeline:
    """The events of the claims that meet ``wanted``, by date, each whole: with all its claims that are shown."""
    with opened(store.path) as base:
        meets, values = where(base, wanted)
        asked = (
            "SELECT e.position FROM event AS e WHERE e.position IN "
            f"(SELECT c.event FROM claim AS c WHERE {meets}) "
            "ORDER BY coalesce(e.low, e.high) IS NULL, coalesce(e.low, e.high), e.id LIMIT ? OFFSET ?"
        )
        places = [row[0] for row in base.execute(asked, (*values, limit, offset))]
        asked = (
            f"SELECT position FROM claim WHERE event IN ({marks(places)}) AND hidden IS NULL ORDER BY article, position"
        )
        return read_shown(base, [row[0] for row in base.execute(asked, places)])


def event_part(store: Store, name: str) -> Timeline:
    """One event with all its claims and their articles; an empty timeline where there is no such event."""
    with opened(store.path) as base:
        asked = (
            "SELECT c.position FROM claim AS c JOIN event AS e ON e.position = c.event "
            "WHERE e.id = ? AND c.hidden IS NULL ORDER BY c.article, c.position"
        )
        return read_shown(base, [row[0] for row in base.execute(asked, (name,))], whole=True)


def claim_part(store: Store, *names: str) -> Timeline:
    """The claims with these ids (rejected ones too), each with its article and its event."""
    with opened(store.path) as base:
        asked = f"SELECT position FROM claim_record WHERE id IN ({marks(names)}) ORDER BY position"
        return read_shown(base, [row[0] for row in base.execute(asked, names)])


def article_part(store: Store, name: str) -> Timeline:
    """One article with everything found in it; an empty timeline where there is no such article."""
    with opened(store.path) as base:
        return read_article(base, name)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One line of the table of articles."""

    id: str
    title: str | None
    outlet: str | None
    language: str
    published: str | None
    doubts: int
    claims: int
    path: str | None


def articles(
    store: Store, *, limit: int = 100, offset: int = 0, order: Literal["doubts", "published", "place"] = "place"
) -> tuple[ArticleRow, ...]:
    """The table of articles, a page of it: in the order of reading, by date, or the most doubtful first."""
    by = {
        "doubts": "a.doubts DESC, a.position",
        "published": "coalesce(a.low, a.high) IS NULL, a.low, a.position",
        "place": "a.position",
    }[order]
    shown = "coalesce(a.shown, a.record)"
    asked = (
        f"SELECT a.id, json_extract({shown}, '$.title'), n.text, json_extract({shown}, '$.language'), "
        f"json_extract({shown}, '$.published.edtf'), a.doubts, "
        "(SELECT count(*) FROM claim WHERE article = a.position AND hidden IS NULL), a.path "
        "FROM (SELECT * FROM article AS a ORDER BY " + by + " LIMIT ? OFFSET ?) AS a "
        "LEFT JOIN name AS n ON n.number = a.outlet ORDER BY " + by
    )
    with opened(store.path) as base:
        return tuple(ArticleRow(*row) for row in base.execute(asked, (limit, offset)))


def facets(store: Store, wanted: Filter = ALL) -> dict[str, dict[str, int]]:
    """For ``outlets``, ``types`` and ``statuses``: each value and how many claims there are with it, most first, under
    ``wanted`` without its own part of it, so that one can widen as well as narrow."""
    columns = {"outlets": "outlet", "types": "type", "statuses": "status"}
    found: dict[str, Counter[int | None]] = {name: Counter() for name in columns}
    with opened(store.path) as base:
        free = [name for name in columns if name not in wanted.active]
        if free:  # one look for all that the filter does not speak of
            meets, values = where(base, wanted)
            size = 1 + (base.execute("SELECT max(number) FROM name").fetchone()[0] or 0)
            packed = "0"
            for name in free:
                packed = f"({packed}) * {size} + coalesce(c.{columns[name]}, 0)"
            tally = tally_of(base, f"SELECT {packed} FROM claim AS c WHERE {meets}", values)
            for number, many in tally.items():
                for name in reversed(free):
                    number, cell = divmod(number, size)
                    found[name][cell or None] += many
        for name in set(columns) - set(free):
            meets, values = where(base, wanted.without(name))
            asked = f"SELECT c.{columns[name]}, count(*) FROM claim AS c WHERE {meets} GROUP BY 1"
            found[name].update(dict(base.execute(asked, values).fetchall()))
        return {name: _named(base, counts) for name, counts in found.items()}


def names(
    store: Store, role: Literal["actor", "place", "source"], wanted: Filter = ALL, *, most: int = 50
) -> dict[str, int]:
    """The ``most`` frequent actors, places or sources of the claims that meet ``wanted`` without its own part."""
    with opened(store.path) as base:
        meets, values = where(base, wanted.without(f"{role}s"))
        asked = (
            "SELECT n.name, count(*) AS number FROM claim AS c JOIN claim_name AS n "
            "ON n.role = ? AND n.claim = c.position "
            f"WHERE {meets} GROUP BY n.name ORDER BY number DESC LIMIT ?"
        )
        return _named(base, Counter(dict(base.execute(asked, (role, *values, most)).fetchall())))


def _named(base: sqlite3.Connection, counts: Counter[int | None]) -> dict[str, int]:
    known = names_of(base, [number for number in counts if number is not None])
    named = {(NONE if number is None else known[number]): many for number, many in counts.items()}
    return dict(sorted(named.items(), key=lambda item: (-item[1], item[0])))
