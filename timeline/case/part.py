"""Reads part of a case, or all of it, as a `Timeline`: as the machine has it, or as it is shown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from timeline.case.log import Entry, canonical, entry_from
from timeline.case.rows import BESIDE
from timeline.exchange import timeline_from_dict
from timeline.types import SCHEMA, Timeline

MANY = 900  # values of one statement: older SQLite takes 999
SHOWN = "coalesce({0}shown, {0}record)"


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """``values`` in lists that one statement can take."""
    every = list(values)
    for at in range(0, len(every), MANY):
        yield every[at : at + MANY]


def marks(values: Sequence[Any]) -> str:
    """As many question marks as values."""
    return ", ".join("?" * len(values))


def read_all(base: sqlite3.Connection, *, machine: bool = False) -> Timeline:
    """The whole timeline: with ``machine`` as the machine has it (claims that it no longer finds among it), else as
    it is shown."""
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "problems": _column(base, "SELECT record FROM problem ORDER BY position"),
    }
    if machine:
        for table, part in (("article", "articles"), ("timex", "timexes"), ("attribution", "attributions")):
            document[part] = _column(base, f"SELECT record FROM {table} WHERE record IS NOT NULL ORDER BY position")
        document["claims"] = _column(base, "SELECT record FROM claim_record WHERE record IS NOT NULL ORDER BY position")
        document["events"] = _column(base, "SELECT record FROM event WHERE record IS NOT NULL ORDER BY position")
    else:
        for table, part in (("timex", "timexes"), ("attribution", "attributions")):
            document[part] = _column(
                base,
                f"SELECT {SHOWN.format('item.')} FROM {table} AS item JOIN article ON article.id = item.article "
                f"WHERE {SHOWN.format('item.')} != '' ORDER BY article.position, item.position",
            )
        document["articles"] = _column(base, f"SELECT {SHOWN.format('')} FROM article ORDER BY position")
        document["claims"] = _column(
            base,
            f"SELECT {SHOWN.format('r.')} FROM claim AS c JOIN claim_record AS r USING (position) "
            "WHERE c.hidden IS NULL ORDER BY r.record IS NULL, iif(r.record IS NULL, c.article, 0), c.position",
        )
        asked = f"SELECT {SHOWN.format('')} FROM event WHERE {SHOWN.format('')} != '' ORDER BY position"
        document["events"] = _column(base, asked)
        if base.execute("SELECT 1 FROM event WHERE shown IS NOT NULL LIMIT 1").fetchone():
            document["events"].sort(key=event_order)
    column = "record" if machine else SHOWN.format("")
    for part in BESIDE:
        asked = f"SELECT {column} FROM beside WHERE part = '{part}' AND coalesce({column}, '') != '' ORDER BY position"
        document[part] = _column(base, asked)
    return _timeline(document)


def event_order(event: dict[str, Any]) -> tuple[str, str]:
    """By date, undated last; then by id."""
    return event["earliest"] or event["latest"] or "9999-12-31", event["id"]


def read_machine(base: sqlite3.Connection, positions: Collection[int], articles: Collection[int]) -> Timeline:
    """As the machine has it: the claims at ``positions`` with their events whole, and ``articles`` with everything in
    them but their other claims."""
    document: dict[str, Any] = {"schema": SCHEMA, "problems": []}
    document["articles"] = _by_key(
        base, "SELECT record FROM article WHERE position IN ({}) ORDER BY position", articles
    )
    for table, part in (("timex", "timexes"), ("attribution", "attributions")):
        document[part] = _by_key(
            base,
            f"SELECT record FROM {table} WHERE record IS NOT NULL AND article IN "
            "(SELECT id FROM article WHERE position IN ({})) ORDER BY position",
            articles,
        )
    wanted = "SELECT record FROM claim_record WHERE record IS NOT NULL AND position IN ({}) ORDER BY position"
    document["claims"] = _by_key(base, wanted, sorted(positions))
    events = {
        row[0]
        for some in chunks(positions)
        for row in base.execute(f"SELECT machine_event FROM claim WHERE position IN ({marks(some)})", some)
        if row[0] is not None
    }
    document["events"] = _by_key(
        base, "SELECT record FROM event WHERE record IS NOT NULL AND position IN ({}) ORDER BY position", sorted(events)
    )
    return _timeline(document)


def read_shown(base: sqlite3.Connection, positions: Sequence[int], *, whole: bool = False) -> Timeline:
    """What is shown of the claims at ``positions``, in this order: with their articles, events (narrowed to these
    claims), attributions and the time expressions that date them, or with ``whole`` all those of their articles."""
    rows: dict[int, sqlite3.Row] = {}
    for some in chunks(positions):
        asked = (
            f"SELECT c.position, c.article, c.event, {SHOWN.format('r.')} FROM claim AS c "
            f"JOIN claim_record AS r USING (position) "
            f"WHERE c.position IN ({marks(some)}) AND {SHOWN.format('r.')} != ''"
        )
        rows.update((row[0], row) for row in base.execute(asked, some))
    found = [rows[position] for position in positions if position in rows]
    claims = [json.loads(row[3]) for row in found]
    return _with_context(base, claims, {row[1] for row in found}, {row[2] for row in found} - {None}, whole=whole)


def read_article(base: sqlite3.Connection, name: str) -> Timeline:
    """One article with everything found in it, as it is shown."""
    row = base.execute("SELECT position FROM article WHERE id = ?", (name,)).fetchone()
    if row is None:
        return Timeline()
    asked = "SELECT position FROM claim WHERE article = ? AND hidden IS NULL ORDER BY position"
    positions = [found[0] for found in base.execute(asked, (row[0],))]
    timeline = read_shown(base, positions, whole=True)
    return timeline if timeline.articles else _with_context(base, [], {row[0]}, set(), whole=True)


def read_spoken(base: sqlite3.Connection) -> Timeline:
    """What is shown of everything that the log speaks of: its claims, and its events and articles by themselves."""
    spoken = "SELECT target FROM log_name"
    claims = _column(
        base,
        f"SELECT {SHOWN.format('')} FROM claim_record WHERE id IN ({spoken}) AND {SHOWN.format('')} != '' "
        "ORDER BY position",
    )
    of_claims = "SELECT c.article FROM claim AS c JOIN claim_record AS r USING (position) WHERE r.id IN"
    asked = f"SELECT position FROM article WHERE id IN ({spoken}) UNION {of_claims} ({spoken})"
    articles = {row[0] for row in base.execute(asked)}
    asked = (
        f"SELECT position FROM event WHERE (id IN ({spoken}) OR position IN (SELECT c.event FROM claim AS c "
        f"JOIN claim_record AS r USING (position) WHERE r.id IN ({spoken}))) AND {SHOWN.format('')} != ''"
    )
    return _with_context(base, claims, articles, {row[0] for row in base.execute(asked)}, whole=False)


def _with_context(
    base: sqlite3.Connection, claims: list[Any], articles: set[int], events: set[int], *, whole: bool
) -> Timeline:
    document: dict[str, Any] = {"schema": SCHEMA, "problems": [], "claims": claims}
    shown = SHOWN.format("")
    document["articles"] = _by_key(
        base, f"SELECT {shown} FROM article WHERE position IN ({{}}) ORDER BY position", sorted(articles)
    )
    kept = {claim["id"] for claim in claims}
    document["events"] = [
        event | {"claims": [claim for claim in event["claims"] if claim in kept]}
        for event in _by_key(base, f"SELECT {shown} FROM event WHERE position IN ({{}})", sorted(events))
    ]
    document["events"].sort(key=event_order)
    in_articles = "article IN (SELECT id FROM article WHERE position IN ({}))"
    if whole:
        for table, part in (("timex", "timexes"), ("attribution", "attributions")):
            asked = f"SELECT {shown} FROM {table} WHERE {in_articles} AND {shown} != '' ORDER BY position"
            document[part] = _by_key(base, asked, sorted(articles))
    else:
        document["timexes"] = _timexes(base, {claim["time"]["timex"] for claim in claims if claim["time"]} - {None})
        named = {name for claim in claims for name in claim["attribution"]}
        asked = f"SELECT {shown} FROM attribution WHERE id IN ({{}}) AND {shown} != '' ORDER BY position"
        document["attributions"] = _by_key(base, asked, sorted(named))
    _beside(base, document)
    return _timeline(document)


def _beside(base: sqlite3.Connection, document: dict[str, Any]) -> None:
    """Adds the stories of the articles in ``document``, narrowed to these, and the copies of one from another."""
    names = {article["id"] for article in document["articles"]}
    shown = SHOWN.format("b.")
    for part in BESIDE:
        asked = (
            f"SELECT {shown} FROM beside AS b WHERE b.part = '{part}' AND b.position IN "
            f"(SELECT beside FROM beside_article WHERE article IN ({{}})) AND {shown} != '' ORDER BY b.position"
        )
        found = {canonical(record): record for record in _by_key(base, asked, sorted(names))}
        document[part] = list(found.values())
    for story in document["stories"]:
        story["articles"] = [name for name in story["articles"] if name in names]
    document["copies"] = [copy for copy in document["copies"] if {copy["article"], copy["source"]} <= names]


def _timexes(base: sqlite3.Connection, names: set[str]) -> list[Any]:
    """The time expressions ``names`` and, in turn, those that they are counted from."""
    found: dict[str, Any] = {}
    shown = SHOWN.format("")
    wanted = names
    while wanted:
        asked = f"SELECT {shown} FROM timex WHERE id IN ({{}}) AND {shown} != '' ORDER BY position"
        records = _by_key(base, asked, sorted(wanted))
        found.update((record["id"], record) for record in records)
        refs = {record["anchor"]["ref"] for record in records if record["anchor"]}
        wanted = {ref for ref in refs if ref and ref not in found} if records else set()
    return sorted(found.values(), key=lambda record: (record["article"], record["begin"], record["id"]))


def read_log(base: sqlite3.Connection, *, since: int = 0) -> tuple[Entry, ...]:
    """The entries of the log after number ``since``, oldest first."""
    return tuple(
        entry_from(row) for row in base.execute("SELECT * FROM log WHERE number > ? ORDER BY number", (since,))
    )


def read_entries(base: sqlite3.Connection, numbers: Collection[int]) -> tuple[Entry, ...]:
    """The entries with these ``numbers``, and those that undo or redo them, oldest first."""
    found: dict[int, sqlite3.Row] = {}
    for some in chunks(sorted(numbers)):
        asked = f"SELECT * FROM log WHERE number IN ({marks(some)})"
        found.update((row["number"], row) for row in base.execute(asked, some))
        texts = [str(number) for number in some]
        asked = f"SELECT * FROM log WHERE target IN ({marks(some)}) AND kind IN ('undo', 'redo')"
        found.update((row["number"], row) for row in base.execute(asked, texts))
    return tuple(entry_from(dict(found[number])) for number in sorted(found))


def _column(base: sqlite3.Connection, asked: str) -> list[Any]:
    return [json.loads(row[0]) for row in base.execute(asked)]


def _by_key(base: sqlite3.Connection, asked: str, values: Iterable[Any]) -> list[Any]:
    """The records of a statement whose place for values is ``{}``."""
    return [
        json.loads(row[0]) for some in chunks(values) for row in base.execute(asked.format(marks(some)), some) if row[0]
    ]


def _timeline(document: dict[str, Any]) -> Timeline:
    document["undated"] = [claim["id"] for claim in document["claims"] if claim["time"] is None]
    return timeline_from_dict(document)
