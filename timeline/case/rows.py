"""Writes records into the tables of a case: the JSON object of each, and the columns by which it is found.

A record is the JSON object of the contract (`timeline.types.plain`), here a `dict`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from timeline.case.log import Entry, Kind, canonical, digest

Record = Mapping[str, Any]
TABLES = {
    "article": "articles",
    "timex": "timexes",
    "attribution": "attributions",
    "event": "events",
    "claim_record": "claims",
    "problem": "problems",
}
RECORDS = TABLES | {"beside": "beside"}
BESIDE = ("stories", "copies")  # lists of the contract that are about articles together
MORE = {"actor": 1, "place": 2}  # bits of the column `more`
REVIEW_CODES = {None: None, "accepted": 1, "rejected": 2}


def json_of(record: Record) -> str:
    """A record as the tables keep it."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def day_number(text: str | None) -> int | None:
    """The ordinal of an ISO date (1 is 1 January of the year 1)."""
    return date.fromisoformat(text).toordinal() if text else None


def outlet_name(article: Record) -> str | None:
    """The name of an article's outlet; None where it has none."""
    return article["outlet"]["name"] if article["outlet"] else None


class Names:
    """The numbers that stand for names (outlets, types, statuses, actors, places, sources) in the columns."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._known: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of ``text``; a new name gets the next one."""
        if text not in self._known:
            row = self._base.execute("SELECT number FROM name WHERE text = ?", (text,)).fetchone()
            if row is None:
                row = (self._base.execute("INSERT INTO name (text) VALUES (?)", (text,)).lastrowid,)
            self._known[text] = row[0]
        return self._known[text]

    def number_or_none(self, text: str | None) -> int | None:
        return None if text is None else self.number(text)


def article_columns(article: Record, names: Names) -> tuple[Any, ...]:
    """outlet, low, high, doubts, path."""
    published = article["published"]
    return (
        names.number_or_none(outlet_name(article)),
        day_number(published["earliest"]),
        day_number(published["latest"]),
        len(article.get("doubts") or ()),
        article["source"]["path"],
    )


def event_columns(event: Record) -> tuple[Any, ...]:
    """low, high, conflicts, outlets."""
    return day_number(event["earliest"]), day_number(event["latest"]), len(event["conflicts"]), len(event["outlets"])


def claim_columns(claim: Record, names: Names) -> tuple[Any, ...]:
    """type, status, actor, place, more, low, high."""
    time = claim["time"] or {}
    actors = list(dict.fromkeys(actor["name"] for actor in claim["actors"]))
    places = list(dict.fromkeys(place["name"] for place in claim["places"]))
    return (
        names.number(claim["type"]),
        names.number(claim["status"]),
        names.number(actors[0]) if actors else None,
        names.number(places[0]) if places else None,
        MORE["actor"] * (len(actors) > 1) + MORE["place"] * (len(places) > 1),
        day_number(time.get("earliest")),
        day_number(time.get("latest")),
    )


def claim_names(claim: Record, sources: Iterable[str], names: Names) -> set[tuple[str, int]]:
    """By role (actor, place, source), the numbers of the names that a claim has."""
    found = {("actor", names.number(actor["name"])) for actor in claim["actors"]}
    found |= {("place", names.number(place["name"])) for place in claim["places"]}
    return found | {("source", names.number(name)) for name in sources}


def claim_words(claim: Record, *, outlet: str | None, label: str | None, sources: Iterable[str]) -> str:
    """What the free-text search looks through: the sentence, and the names that stand for it."""
    parts = [claim["quote"], outlet or "", label or ""]
    parts += [actor["name"] for actor in claim["actors"]] + [place["name"] for place in claim["places"]]
    return "\n".join(filter(None, (*parts, *sources)))


def source_names(claim: Record, attributions: Mapping[str, Record]) -> list[str]:
    """The names of a claim's sources, outermost first."""
    return [attributions[name]["name"] for name in claim["attribution"] if name in attributions]


class Writer:
    """Adds the machine's records to a case in parts, so that a large one is never whole in memory.

    A part is a timeline as JSON (`Timeline.to_dict`); its events name claims of this part or one to come, its claims
    and time expressions articles of this part or one before.
    """

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._names = Names(base)
        self._event_of: dict[str, tuple[int, str]] = {}  # by claim: the position of its event, and the event's label
        self._next = {table: _last(base, table) + 1 for table in (*TABLES, "claim")}

    def add(self, part: Mapping[str, Any]) -> None:
        """Writes one part; see the class."""
        articles = {article["id"]: article for article in part.get("articles", ())}
        self._articles(articles.values())
        for table in ("timex", "attribution"):
            self._simple(table, part.get(TABLES[table], ()))
        self._events(part.get("events", ()))
        self._claims(part.get("claims", ()), articles, part)
        for name in BESIDE:
            for record in part.get(name, ()):
                text = json_of(record)
                write_beside(self._base, name, record, record=text, seal=digest(text), shown=None)
        problems = [json_of(problem) for problem in part.get("problems", ())]
        self._base.executemany(
            "INSERT INTO problem (record, seal) VALUES (?, ?)", ((text, digest(text)) for text in problems)
        )

    def _place(self, table: str) -> int:
        self._next[table] += 1
        return self._next[table] - 1

    def _articles(self, articles: Iterable[Record]) -> None:
        self._base.executemany(
            "INSERT INTO article (position, id, outlet, low, high, doubts, path, record, seal) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (self._place("article"), article["id"], *article_columns(article, self._names), text, digest(text))
                for article in articles
                for text in (json_of(article),)
            ),
        )

    def _simple(self, table: str, records: Iterable[Record]) -> None:
        self._base.executemany(
            f"INSERT INTO {table} (position, id, article, record, seal) VALUES (?, ?, ?, ?, ?)",
            (
                (self._place(table), record["id"], record["article"], text, digest(text))
                for record in records
                for text in (json_of(record),)
            ),
        )

    def _events(self, events: Iterable[Record]) -> None:
        def rows() -> Iterator[tuple[Any, ...]]:
            for event in events:
                place, text = self._place("event"), json_of(event)
                self._event_of.update(dict.fromkeys(event["claims"], (place, event["label"])))
                yield place, event["id"], *event_columns(event), text, digest(text)

        self._base.executemany(
            "INSERT INTO event (position, id, low, high, conflicts, outlets, record, seal) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows(),
        )

    def _claims(
        self,
        claims: Iterable[Record],
        articles: Mapping[str, Record],
        part: Mapping[str, Any],
    ) -> None:
        attributions = {record["id"]: record for record in part.get("attributions", ())}
        columns, records, named, words = [], [], [], []
        of_article: dict[str, tuple[Any, ...]] = {}
        for claim in claims:
            if claim["article"] not in of_article:
                of_article[claim["article"]] = self._of_article(claim["article"], articles)
            article, outlet, name, low, high = of_article[claim["article"]]
            place, text = self._place("claim"), json_of(claim)
            event, label = self._event_of.pop(claim["id"], (None, None))
            columns.append((place, article, event, event, outlet, *claim_columns(claim, self._names), low, high))
            records.append((place, claim["id"], text, digest(text)))
            sources = source_names(claim, attributions)
            named += [(role, number, place) for role, number in claim_names(claim, sources, self._names)]
            words.append((place, claim_words(claim, outlet=name, label=label, sources=sources)))
        self._base.executemany(
            "INSERT INTO claim (position, article, event, machine_event, outlet, type, status, actor, place, more, "
            "low, high, published_low, published_high) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            columns,
        )
        self._base.executemany("INSERT INTO claim_record (position, id, record, seal) VALUES (?, ?, ?, ?)", records)
        self._base.executemany("INSERT INTO claim_name (role, name, claim) VALUES (?, ?, ?)", named)
        self._base.executemany("INSERT INTO claim_text (rowid, words) VALUES (?, ?)", words)

    def _of_article(self, name: str, articles: Mapping[str, Record]) -> tuple[Any, ...]:
        """position, outlet's number and name, first and last day of publication."""
        row = self._base.execute("SELECT position, outlet, low, high FROM article WHERE id = ?", (name,)).fetchone()
        outlet = None
        if row[1] is not None:
            outlet = self._base.execute("SELECT text FROM name WHERE number = ?", (row[1],)).fetchone()[0]
        return row[0], row[1], outlet, row[2], row[3]


def beside_key(part: str, record: Record) -> str:
    """What a story or a copy is known by."""
    return str(record["id"]) if part == "stories" else f"{record['article']} {record['source']}"


def write_beside(
    base: sqlite3.Connection, part: str, value: Record, *, record: str | None, seal: str | None, shown: str | None
) -> None:
    """Adds a story or a copy, and the articles that it is about."""
    row = (part, beside_key(part, value), record, seal, shown)
    place = base.execute("INSERT INTO beside (part, id, record, seal, shown) VALUES (?, ?, ?, ?, ?)", row).lastrowid
    about = value["articles"] if part == "stories" else (value["article"], value["source"])
    base.executemany("INSERT OR IGNORE INTO beside_article VALUES (?, ?)", [(article, place) for article in about])


def _last(base: sqlite3.Connection, table: str) -> int:
    last = base.execute(f"SELECT max(position) FROM {table}").fetchone()[0]
    return -1 if last is None else int(last)


def write_entry(base: sqlite3.Connection, entry: Entry) -> None:
    """Puts a sealed entry at the end of the log."""
    row = (
        entry.number, entry.at, entry.who, entry.kind.value, entry.target, entry.field,
        canonical(entry.before), canonical(entry.after), canonical(entry.machine),
        entry.why, entry.on, entry.previous, entry.hash,
    )  # fmt: skip
    base.execute(f"INSERT INTO log VALUES ({', '.join('?' * len(row))})", row)
    base.executemany(
        "INSERT OR IGNORE INTO log_name VALUES (?, ?)", ((target, entry.number) for target in targets_of(entry))
    )


def targets_of(entry: Entry) -> set[str]:
    """Every article, claim and event that an entry speaks of."""
    found = {entry.target} if entry.target and entry.kind not in (Kind.UNDO, Kind.REDO) else set()
    if isinstance(entry.after, dict):
        found |= set(entry.after.get("claims", ()))
        if entry.kind is Kind.CLAIM:
            found |= {entry.after["id"]}
    return found


def last_positions(base: sqlite3.Connection) -> dict[str, int]:
    """The last position of each table of records; -1 where it is empty."""
    return {table: _last(base, table) for table in RECORDS}


def records_digest(base: sqlite3.Connection, after: Mapping[str, int]) -> dict[str, Any]:
    """For each table, the records that the machine has put there behind the position ``after``: how many, from which
    position to which, and the SHA-256 of their seals in this order."""
    found = {}
    for table, part in RECORDS.items():
        last = _last(base, table)
        found[part] = sealed(base, part, after.get(table, -1) + 1, last)
    return found


def sealed(base: sqlite3.Connection, part: str, first: int, last: int) -> dict[str, Any]:
    """The seal of the machine's records in one stretch of positions."""
    table = next(table for table, name in RECORDS.items() if name == part)
    asked = f"SELECT seal FROM {table} WHERE position BETWEEN ? AND ? AND record IS NOT NULL ORDER BY position"
    total, count = _sum(row[0] for row in base.execute(asked, (first, last)))
    return {"first": first, "last": last, "count": count, "sha256": total}


def _sum(seals: Iterable[str]) -> tuple[str, int]:
    import hashlib

    whole, count = hashlib.sha256(), 0
    for seal in seals:
        whole.update(seal.encode("ascii", "replace"))
        count += 1
    return whole.hexdigest(), count
