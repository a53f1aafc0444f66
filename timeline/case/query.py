"""Questions to a case of any size, answered from its columns: how many, when, which; and parts of it as a `Timeline`.

Everything is as it is shown: a corrected date, type or outlet counts as corrected, a rejected claim only where it is
asked for. A case of a million claims is never whole in memory.
"""

from __future__ import annotations

import dataclasses
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from timeline.case.connection import opened
from timeline.case.part import marks, read_article, read_shown
from timeline.case.rows import MORE
from timeline.case.store import Store
from timeline.types import Status, Timeline
from timeline.views.lanes import step_for

Axis = Literal["event", "published", "lag"]
Lanes = Literal["outlet", "type", "place", "actor"]
Order = Literal["event", "published", "article"]
NONE = ""  # the name of what has no outlet, no place, no actor
MOST_BINS = 60
MOST_LANES = 60
_WORD = re.compile(r"\w+", re.UNICODE)
_REVIEWS = {"accepted": "c.review = 1", "rejected": "c.review = 2", "open": "c.review IS NULL"}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a claim must meet; an empty part asks for nothing, of the names of one part any will do.

    ``outlets`` may hold `NONE` for articles without one. ``since`` and ``until`` (inclusive) ask that the event can
    have been in that period, ``published_since`` and ``published_until`` that the article can have come out in it.
    ``text``: every word of it begins a word of the claim's sentence, event, outlet, actors, places or sources; words in
    double quotes stand together. ``reviews``: any of accepted, rejected, open; without it, all that are not rejected.
    """

    outlets: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    published_since: date | None = None
    published_until: date | None = None
    text: str = ""
    reviews: tuple[str, ...] = ()
    starred: bool = False
    tags: tuple[str, ...] = ()
    dated: bool | None = None
    contradicted: bool = False
    corroborated: bool = False
    articles: tuple[str, ...] = ()
    events: tuple[str, ...] = ()

    @property
    def active(self) -> tuple[str, ...]:
        """The names of the fields that ask for something."""
        return tuple(
            part.name for part in dataclasses.fields(self) if getattr(self, part.name) not in ((), "", None, False)
        )

    def without(self, *names: str) -> Filter:
        """This filter with the fields ``names`` asking for nothing."""
        return dataclasses.replace(self, **{name: getattr(ALL, name) for name in names})


ALL = Filter()


@dataclass(frozen=True, slots=True)
class Lane:
    """Counts of one lane in each bin: ``certain`` claims lie wholly in it, ``possible`` ones reach beyond it (each is
    counted in every bin that it touches). ``total`` is the number of claims that have a place on the axis."""

    name: str
    total: int
    certain: tuple[int, ...]
    possible: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Density:
    """How many claims, where on the axis. Bin i covers days ``first + i * step`` to ``first + (i + 1) * step - 1``, as
    ordinals (on the axis of lag: days from event to publication). ``open`` claims have an end that is not known and
    stand in no bin; ``nowhere`` are those with no place on the axis at all. The fullest lane is first; ``others`` is
    the number of lanes beyond the most, whose claims are in the last lane, named `OTHERS`."""

    first: int
    step: int
    bins: int
    lanes: tuple[Lane, ...]
    open: int
    nowhere: int
    others: int = 0


OTHERS = "\x00others"


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
        where, values = _where(base, wanted)
        return int(base.execute(f"SELECT count(*) FROM claim AS c WHERE {where}", values).fetchone()[0])


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
        where, values = _where(base, wanted)
        asked = f"SELECT c.position FROM claim AS c WHERE {where} ORDER BY {by} LIMIT ? OFFSET ?"
        return read_shown(base, [row[0] for row in base.execute(asked, (*values, limit, offset))])


def event_page(store: Store, wanted: Filter = ALL, *, limit: int = 50, offset: int = 0) -> Timeline:
    """The events of the claims that meet ``wanted``, by date, each whole: with all its claims that are shown."""
    with opened(store.path) as base:
        where, values = _where(base, wanted)
        asked = (
            "SELECT e.position FROM event AS e WHERE e.position IN "
            f"(SELECT c.event FROM claim AS c WHERE {where}) "
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
            where, values = _where(base, wanted)
            size = 1 + (base.execute("SELECT max(number) FROM name").fetchone()[0] or 0)
            packed = "0"
            for name in free:
                packed = f"({packed}) * {size} + coalesce(c.{columns[name]}, 0)"
            tally = _tally(base, f"SELECT {packed} FROM claim AS c WHERE {where}", values)
            for number, many in tally.items():
                for name in reversed(free):
                    number, cell = divmod(number, size)
                    found[name][cell or None] += many
        for name in set(columns) - set(free):
            where, values = _where(base, wanted.without(name))
            asked = f"SELECT c.{columns[name]}, count(*) FROM claim AS c WHERE {where} GROUP BY 1"
            found[name].update(dict(base.execute(asked, values).fetchall()))
        return {name: _named(base, counts) for name, counts in found.items()}


def names(
    store: Store, role: Literal["actor", "place", "source"], wanted: Filter = ALL, *, most: int = 50
) -> dict[str, int]:
    """The ``most`` frequent actors, places or sources of the claims that meet ``wanted`` without its own part."""
    with opened(store.path) as base:
        where, values = _where(base, wanted.without(f"{role}s"))
        asked = (
            "SELECT n.name, count(*) AS number FROM claim AS c JOIN claim_name AS n "
            "ON n.role = ? AND n.claim = c.position "
            f"WHERE {where} GROUP BY n.name ORDER BY number DESC LIMIT ?"
        )
        return _named(base, Counter(dict(base.execute(asked, (role, *values, most)).fetchall())))


def density(
    store: Store,
    wanted: Filter = ALL,
    *,
    lanes: Lanes = "outlet",
    axis: Axis = "event",
    bins: int = MOST_BINS,
    window: tuple[int, int] | None = None,
    most: int = MOST_LANES,
) -> Density:
    """Counts by lane and stretch of time in at most ``bins`` stretches, over all of the axis that holds claims, or over
    ``window`` (first and last day, inclusive): what touches it."""
    low, high = _ends(axis)
    with opened(store.path) as base:
        where, values = _where(base, wanted)
        first, last, missing, nowhere = _extent(base, where, values, low, high)
        if window is not None:
            first, last = window
        if first is None or last is None:
            return Density(0, 1, 0, (), missing, nowhere)
        step = step_for((first, last), bins)
        count_of = (last - first) // step + 1
        plus = "" if window else "+"  # looked up in the index only where that leaves most of the claims out
        placed = (first, last, count_of, first, first, step, count_of, last, first, step)
        tally: Counter[int] = Counter()
        for lane, tables, only in _lane(lanes):
            asked = (
                f"SELECT ((coalesce({lane}, 0) * 2 + ({low} < ? OR {high} > ?)) * ? + (max({low}, ?) - ?) / ?) * ? "
                f"+ (min({high}, ?) - ?) / ? FROM {tables} "
                f"WHERE {where} AND {only} AND {plus}{low} <= ? AND {plus}{high} >= ?"
            )
            tally += _tally(base, asked, (*placed, *values, last, first))
        made, others = _lanes_of(_unpacked(tally, count_of), count_of, most)
        known = _names_of(base, [key for key, *_ in made if isinstance(key, int)])
    shown = tuple(Lane(known.get(key, key or NONE), total, tuple(sure), tuple(may)) for key, total, sure, may in made)
    return Density(first, step, count_of, shown, missing, nowhere, others)


def _tally(base: sqlite3.Connection, asked: str, values: Sequence[Any]) -> Counter[int]:
    """How often each number comes that a statement gives: with a million rows, five times as fast as GROUP BY."""
    cursor = base.cursor()
    cursor.row_factory = None
    return Counter(number for (number,) in cursor.execute(asked, values))


def _unpacked(tally: Counter[int], bins: int) -> Iterator[tuple[int | None, int, int, int, bool]]:
    """lane, first bin, last bin, how many, and whether they reach beyond the window."""
    for packed, number in tally.items():
        rest, end = divmod(packed, bins)
        rest, begin = divmod(rest, bins)
        lane, beyond = divmod(rest, 2)
        yield lane or None, begin, end, number, bool(beyond)


def _lanes_of(
    rows: Iterable[Sequence[Any]], bins: int, most: int
) -> tuple[list[tuple[Any, int, list[int], list[int]]], int]:
    """Lanes with total and counts, the fullest first, and how many of them went into the last one."""
    by_lane: dict[Any, list[Sequence[Any]]] = defaultdict(list)
    for row in rows:
        by_lane[row[0]].append(row)
    sizes = {key: sum(row[3] for row in some) for key, some in by_lane.items()}
    order = sorted(by_lane, key=lambda key: (key is None, -sizes[key], str(key)))
    others = 0
    if len(order) > most:
        kept, rest = order[: most - 1], order[most - 1 :]
        by_lane[OTHERS] = [row for key in rest for row in by_lane[key]]
        sizes[OTHERS] = sum(sizes[key] for key in rest)
        order, others = [*kept, OTHERS], len(rest)
    return [(key, sizes[key], *_counted(by_lane[key], bins)) for key in order], others


def _counted(rows: Iterable[Sequence[Any]], bins: int) -> tuple[list[int], list[int]]:
    """Certain and possible counts a bin. A claim over many bins is put down at both ends, and summed up at last."""
    certain, change = [0] * bins, [0] * (bins + 1)
    for _, begin, end, number, beyond in rows:
        if begin == end and not beyond:
            certain[begin] += number
        else:
            change[begin] += number
            change[end + 1] -= number
    possible, sum_so_far = [], 0
    for at in range(bins):
        sum_so_far += change[at]
        possible.append(sum_so_far)
    return certain, possible


def _extent(
    base: sqlite3.Connection, where: str, values: Sequence[Any], low: str, high: str
) -> tuple[int | None, int | None, int, int]:
    """First and last day of the claims with both ends; how many have one end only; how many none."""
    asked = (
        f"SELECT min(CASE WHEN {high} IS NOT NULL THEN {low} END), max(CASE WHEN {low} IS NOT NULL THEN {high} END), "
        f"count({low}), count({high}), count({low} + {high}), count(*) FROM claim AS c WHERE {where}"
    )
    first, last, lows, highs, both, every = base.execute(asked, values).fetchone()
    return first, last, lows + highs - 2 * both, every - (lows + highs - both)


def _ends(axis: Axis) -> tuple[str, str]:
    if axis == "published":
        return "c.published_low", "c.published_high"
    return ("c.low", "c.high") if axis == "event" else ("(c.published_low - c.high)", "(c.published_high - c.low)")


def _lane(lanes: Lanes) -> list[tuple[str, str, str]]:
    """What to look through: the lane of a row, the tables, a condition. The first actor and place of a claim stand in
    its row; only where there are more the table of names is looked into."""
    found = [(f"c.{lanes}", "claim AS c", "1")]
    if lanes in MORE:
        tables = f"claim AS c JOIN claim_name AS n ON n.role = '{lanes}' AND n.claim = c.position"
        found.append(("n.name", tables, f"c.more & {MORE[lanes]} AND n.name != c.{lanes}"))
    return found


def _names_of(base: sqlite3.Connection, numbers: Sequence[int]) -> dict[Any, str]:
    asked = f"SELECT number, text FROM name WHERE number IN ({marks(numbers)})"
    return dict(base.execute(asked, list(numbers)).fetchall())


def _named(base: sqlite3.Connection, counts: Counter[int | None]) -> dict[str, int]:
    known = _names_of(base, [number for number in counts if number is not None])
    named = {(NONE if number is None else known[number]): many for number, many in counts.items()}
    return dict(sorted(named.items(), key=lambda item: (-item[1], item[0])))


def _where(base: sqlite3.Connection, wanted: Filter) -> tuple[str, list[Any]]:
    """The condition on ``claim AS c``, and its values."""
    clauses: list[tuple[str, Sequence[Any]]] = [_shown(wanted)]
    for column, chosen in (("outlet", wanted.outlets), ("type", wanted.types), ("status", wanted.statuses)):
        if chosen:
            clauses.append(_column(base, column, [str(name) for name in chosen]))
    for role, chosen in (("actor", wanted.actors), ("place", wanted.places), ("source", wanted.sources)):
        if chosen:
            clauses.append(_role(base, role, chosen))
    clauses += _periods(wanted)
    text = match_text(wanted.text)
    if text:
        clauses.append(("c.position IN (SELECT rowid FROM claim_text WHERE claim_text MATCH ?)", [text]))
    clauses += _words(wanted)
    if wanted.contradicted:
        clauses.append(("c.event IN (SELECT position FROM event WHERE conflicts > 0)", ()))
    if wanted.corroborated:
        clauses.append(("c.event IN (SELECT position FROM event WHERE outlets > 1)", ()))
    for table, chosen in (("article", wanted.articles), ("event", wanted.events)):
        if chosen:
            clauses.append((f"c.{table} IN (SELECT position FROM {table} WHERE id IN ({marks(chosen)}))", chosen))
    return " AND ".join(f"({clause})" for clause, _ in clauses), [value for _, values in clauses for value in values]


def _shown(wanted: Filter) -> tuple[str, Sequence[Any]]:
    if not wanted.reviews:
        return "c.hidden IS NULL", ()
    chosen = " OR ".join(_REVIEWS[review] for review in wanted.reviews if review in _REVIEWS) or "0"
    return f"({chosen}) AND (c.hidden IS NULL OR c.review = 2)", ()


def _periods(wanted: Filter) -> list[tuple[str, Sequence[Any]]]:
    """Claims whose days overlap the period; an open end reaches it, no date at all does not."""
    clauses: list[tuple[str, Sequence[Any]]] = []
    for names, since, until in (
        (("c.low", "c.high"), wanted.since, wanted.until),
        (("c.published_low", "c.published_high"), wanted.published_since, wanted.published_until),
    ):
        low, high = names
        if since or until:
            clauses.append((f"{low} IS NOT NULL OR {high} IS NOT NULL", ()))
        if since:
            clauses.append((f"{high} >= ? OR {high} IS NULL", [since.toordinal()]))
        if until:
            clauses.append((f"{low} <= ? OR {low} IS NULL", [until.toordinal()]))
    return clauses


def _words(wanted: Filter) -> list[tuple[str, Sequence[Any]]]:
    clauses: list[tuple[str, Sequence[Any]]] = []
    if wanted.dated is not None:
        clauses.append(("(c.low IS NOT NULL OR c.high IS NOT NULL) = ?", [wanted.dated]))
    if wanted.starred:
        clauses.append(("c.star = 1", ()))
    if wanted.tags:
        fields = [f"tag:{tag}" for tag in wanted.tags]
        asked = (
            "SELECT r.position FROM word AS w JOIN log AS l ON l.number = w.entry "
            "JOIN claim_record AS r ON r.id = w.target "
            f"WHERE w.field IN ({marks(fields)}) AND l.kind = 'tag'"
        )
        clauses.append((f"c.position IN ({asked})", fields))
    return clauses


def _column(base: sqlite3.Connection, column: str, chosen: Sequence[str]) -> tuple[str, Sequence[Any]]:
    named = [name for name in chosen if name != NONE]
    numbers = _numbers(base, named)
    clause = f"c.{column} IN ({marks(numbers)})"
    return (clause if len(named) == len(chosen) else f"{clause} OR c.{column} IS NULL"), numbers


def _role(base: sqlite3.Connection, role: str, chosen: Sequence[str]) -> tuple[str, Sequence[Any]]:
    named = [name for name in chosen if name != NONE]
    numbers = _numbers(base, named)
    clause = f"c.position IN (SELECT claim FROM claim_name WHERE role = '{role}' AND name IN ({marks(numbers)}))"
    if len(named) < len(chosen):
        clause += f" OR NOT EXISTS (SELECT 1 FROM claim_name WHERE role = '{role}' AND claim = c.position)"
    return clause, numbers


def _numbers(base: sqlite3.Connection, chosen: Sequence[str]) -> list[int]:
    asked = f"SELECT number FROM name WHERE text IN ({marks(chosen)})"
    return [row[0] for row in base.execute(asked, list(chosen))]


def match_text(text: str) -> str:
    """A search as FTS5 wants it: every word may go on, words in double quotes stand together; signs mean nothing.

    >>> match_text('Karsin "the market" shell-')
    '"Karsin"* AND "the market" AND "shell"*'
    """
    terms = []
    for at, piece in enumerate(text.split('"')):
        words = _WORD.findall(piece)
        if at % 2 and words:
            terms.append(f'"{" ".join(words)}"')
        else:
            terms += [f'"{word}"*' for word in words]
    return " AND ".join(terms)
