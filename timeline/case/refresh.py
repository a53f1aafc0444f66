"""Brings the rows that are shown in step with the log: all of a small case, the neighbourhood of a word in a large one.

The neighbourhood is closed: with a claim come all claims of its event (the machine's and the one that is shown) and
all claims that somebody merged or split it with. Within it `apply_log` says what is shown; only rows that differ are
written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.case.log import Entry
from timeline.case.part import chunks, marks, read_all, read_entries, read_log, read_machine
from timeline.case.review import Reassemble, Reexamine, Reviewed, Said, apply_log
from timeline.case.review import read_log as read_said
from timeline.case.rows import (
    BESIDE,
    REVIEW_CODES,
    Names,
    article_columns,
    beside_key,
    claim_columns,
    claim_names,
    claim_words,
    event_columns,
    json_of,
    outlet_name,
    source_names,
    write_beside,
)
from timeline.pipeline import Found
from timeline.types import Article, Timeline, plain

WHOLE_MOST = 1000  # claims up to which a case is looked at whole, and its claims are joined anew: under a second


@dataclass(frozen=True, slots=True)
class Near:
    """A neighbourhood: positions of claims, of the articles that are looked at whole, and of all articles; ``names``
    are the ids of everything in it, of which alone the log is known whole."""

    claims: frozenset[int]
    whole: frozenset[int]
    articles: frozenset[int]
    names: frozenset[str]


def refresh(
    base: sqlite3.Connection, targets: Iterable[str] | None, *, reexamine: Reexamine, reassemble: Reassemble | None
) -> Reviewed:
    """Writes what is shown after the log as it now is, for ``targets`` (ids of articles, claims, events) and all that
    hangs on them; ``None`` or a small case is all of it. Returns what `apply_log` made of that part."""
    gone = frozenset(
        row[0] for row in base.execute("SELECT id FROM claim JOIN claim_record USING (position) WHERE gone = 1")
    )
    small = is_small(base)
    if small:
        near = None
        machine, log = read_all(base, machine=True), read_log(base)
        reviewed = apply_log(machine, log, reexamine=reexamine, reassemble=reassemble, gone=gone)
    else:
        near = _near(base, targets if targets is not None else _spoken_of(base))
        machine, log = read_machine(base, near.claims, near.articles), _entries(base, near)
        reviewed = apply_log(machine, log, reexamine=_within(base, near, machine, reexamine), gone=gone)
    _Shown(base, reviewed, read_said(log), machine, near).write()
    return reviewed


def is_small(base: sqlite3.Connection) -> bool:
    """Whether the case has so few claims that all of it is looked at after every word."""
    asked = "SELECT count(*) FROM (SELECT 1 FROM claim LIMIT ?)"
    return int(base.execute(asked, (WHOLE_MOST + 1,)).fetchone()[0]) <= WHOLE_MOST


def _spoken_of(base: sqlite3.Connection) -> list[str]:
    return [row[0] for row in base.execute("SELECT DISTINCT target FROM log_name")]


def _near(base: sqlite3.Connection, targets: Iterable[str]) -> Near:
    named = set(targets)
    whole = {row[0] for row in _rows(base, "SELECT position FROM article WHERE id IN ({})", named)}
    claims = {row[0] for row in _rows(base, "SELECT position FROM claim WHERE article IN ({})", whole)}
    claims |= {row[0] for row in _rows(base, "SELECT position FROM claim_record WHERE id IN ({})", named)}
    events = {row[0] for row in _rows(base, "SELECT position FROM event WHERE id IN ({})", named)}
    for column in ("event", "machine_event"):
        claims |= {row[0] for row in _rows(base, f"SELECT position FROM claim WHERE {column} IN ({{}})", events)}
    done: set[int] = set()
    while claims - done:
        fresh = claims - done
        done |= fresh
        claims |= _neighbours(base, fresh)
    asked = "SELECT after FROM log JOIN log_name AS n ON n.entry = number WHERE kind = 'claim' AND n.target IN ({})"
    by_hand = _rows(base, asked, named)
    of_hand = {json.loads(row[0])["article"] for row in by_hand}
    articles = {row[0] for row in _rows(base, "SELECT article FROM claim WHERE position IN ({})", claims)} | whole
    articles |= {row[0] for row in _rows(base, "SELECT position FROM article WHERE id IN ({})", of_hand)}
    return Near(frozenset(claims), frozenset(whole), frozenset(articles), _names(base, named, claims, articles))


def _names(base: sqlite3.Connection, named: set[str], claims: set[int], articles: set[int]) -> frozenset[str]:
    names = named | {row[0] for row in _rows(base, "SELECT id FROM claim_record WHERE position IN ({})", claims)}
    names |= {row[0] for row in _rows(base, "SELECT id FROM article WHERE position IN ({})", articles)}
    for column in ("event", "machine_event"):
        asked = f"SELECT e.id FROM claim AS c JOIN event AS e ON e.position = c.{column} WHERE c.position IN ({{}})"
        names |= {row[0] for row in _rows(base, asked, claims)}
    return frozenset(names)


def _neighbours(base: sqlite3.Connection, claims: set[int]) -> set[int]:
    """The claims that share an event with one of ``claims``, or were merged or split with one."""
    found: set[int] = set()
    events = {
        event
        for row in _rows(base, "SELECT event, machine_event FROM claim WHERE position IN ({})", claims)
        for event in row
        if event is not None
    }
    for column in ("event", "machine_event"):
        found |= {row[0] for row in _rows(base, f"SELECT position FROM claim WHERE {column} IN ({{}})", events)}
    ids = {row[0] for row in _rows(base, "SELECT id FROM claim_record WHERE position IN ({})", claims)}
    of = "SELECT number FROM log JOIN log_name AS n ON n.entry = number"
    asked = f"{of} WHERE kind IN ('merge', 'split') AND n.target IN ({{}})"
    moves = {row[0] for row in _rows(base, asked, ids)}
    mates = {row[0] for row in _rows(base, "SELECT target FROM log_name WHERE entry IN ({})", moves)}
    return found | {row[0] for row in _rows(base, "SELECT position FROM claim_record WHERE id IN ({})", mates)}


def _entries(base: sqlite3.Connection, near: Near) -> tuple[Entry, ...]:
    """The entries that speak of anything in the neighbourhood."""
    numbers = {row[0] for row in _rows(base, "SELECT entry FROM log_name WHERE target IN ({})", near.names)}
    return read_entries(base, numbers)


def _within(base: sqlite3.Connection, near: Near, machine: Timeline, reexamine: Reexamine) -> Reexamine:
    """``reexamine`` without the claims outside of the neighbourhood, for articles that are not whole in it."""
    whole = {row[0] for row in _rows(base, "SELECT id FROM article WHERE position IN ({})", near.whole)}
    known = {row[0] for row in _rows(base, "SELECT id FROM claim_record WHERE position IN ({})", near.claims)}

    def examine_within(article: Article) -> Found:
        again, timexes, claims, attributions = reexamine(article)
        if article.id not in whole:
            claims = tuple(claim for claim in claims if claim.id in known)
        return again, timexes, claims, attributions

    return examine_within


def _rows(base: sqlite3.Connection, asked: str, values: Iterable[Any]) -> list[sqlite3.Row]:
    return [row for some in chunks(values) for row in base.execute(asked.format(marks(some)), some)]


class _Shown:
    """Writes what differs between the rows of a neighbourhood (``near``; None is the whole case) and ``reviewed``."""

    def __init__(
        self, base: sqlite3.Connection, reviewed: Reviewed, said: Said, machine: Timeline, near: Near | None
    ) -> None:
        self._base, self._reviewed, self._said, self._near = base, reviewed, said, near
        self._names = Names(base)
        self._machine = machine
        self._articles = {article.id: plain(article) for article in reviewed.timeline.articles}
        self._attributions = {item.id: plain(item) for item in reviewed.timeline.attributions}
        rows = _rows(base, "SELECT id, position FROM article WHERE id IN ({})", self._articles)
        self._article_places = {row[0]: row[1] for row in rows}

    def write(self) -> None:
        """Everything, events before the claims that stand in them, and what is left over last."""
        self._write_articles()
        self._write_simple("timex", {item.id: plain(item) for item in self._reviewed.timeline.timexes})
        self._write_simple("attribution", self._attributions)
        events, stale = self._write_events()
        self._write_claims(events)
        for place, made in stale:
            if made:
                self._base.execute("DELETE FROM event WHERE position = ?", (place,))
            else:
                self._base.execute("UPDATE event SET shown = '' WHERE position = ?", (place,))
        if self._near is None:
            self._write_beside()
        self._write_words()

    def _write_beside(self) -> None:
        rows = {(row["part"], row["id"]): row for row in self._base.execute("SELECT * FROM beside")}
        wanted = {}
        for part in BESIDE:
            for item in getattr(self._reviewed.timeline, part):
                value = plain(item)
                wanted[part, beside_key(part, value)] = value
        for key, row in rows.items():
            new = _differing(wanted[key], row["record"]) if key in wanted else ""
            if new == "" and row["record"] is None:
                self._base.execute("DELETE FROM beside WHERE position = ?", (row["position"],))
            elif new != row["shown"]:
                self._base.execute("UPDATE beside SET shown = ? WHERE position = ?", (new, row["position"]))
        for (part, name), value in wanted.items():
            if (part, name) not in rows:
                write_beside(self._base, part, value, record=None, seal=None, shown=json_of(value))

    def _write_articles(self) -> None:
        rows = _rows(self._base, "SELECT position, id, record, shown FROM article WHERE id IN ({})", self._articles)
        for place, name, record, shown in rows:
            new = _differing(self._articles[name], record)
            if new == shown:
                continue
            columns = article_columns(self._articles[name], self._names)
            self._base.execute(
                "UPDATE article SET shown = ?, outlet = ?, low = ?, high = ?, doubts = ?, path = ? WHERE position = ?",
                (new, *columns, place),
            )
            self._base.execute(
                "UPDATE claim SET outlet = ?, published_low = ?, published_high = ? WHERE article = ?",
                (*columns[:3], place),
            )

    def _write_simple(self, table: str, wanted: Mapping[str, dict[str, Any]]) -> None:
        rows = _rows(
            self._base, f"SELECT position, id, record, shown FROM {table} WHERE article IN ({{}})", self._articles
        )
        known = {row["id"] for row in rows}
        for place, name, record, shown in rows:
            if name in wanted:
                new = _differing(wanted[name], record)
            elif record is None:
                self._base.execute(f"DELETE FROM {table} WHERE position = ?", (place,))
                continue
            else:
                new = ""
            if new != shown:
                self._base.execute(f"UPDATE {table} SET shown = ? WHERE position = ?", (new, place))
        for name, record in wanted.items():
            if name not in known:
                self._base.execute(
                    f"INSERT INTO {table} (id, article, shown) VALUES (?, ?, ?)",
                    (name, record["article"], json_of(record)),
                )

    def _old_events(self) -> dict[str, sqlite3.Row]:
        columns = "position, id, record, shown"
        if self._near is None:
            rows = self._base.execute(f"SELECT {columns} FROM event").fetchall()
        else:
            asked = "SELECT event, machine_event FROM claim WHERE position IN ({})"
            places = {place for row in _rows(self._base, asked, self._near.claims) for place in row} - {None}
            rows = _rows(self._base, f"SELECT {columns} FROM event WHERE position IN ({{}})", places)
        return {row["id"]: row for row in rows}

    def _write_events(self) -> tuple[dict[str, tuple[int, dict[str, Any]]], list[tuple[int, bool]]]:
        """By claim its event's position and record; and the events that are no more, each with whether a person's word
        had made it."""
        old = self._old_events()
        of_claim: dict[str, tuple[int, dict[str, Any]]] = {}
        shown_now = set()
        for event in self._reviewed.timeline.events:
            record = plain(event)
            shown_now.add(event.id)
            place = self._write_event(record, old.get(event.id))
            of_claim.update(dict.fromkeys(event.claims, (place, record)))
        stale = [(row["position"], row["record"] is None) for name, row in old.items() if name not in shown_now]
        return of_claim, stale

    def _write_event(self, record: dict[str, Any], row: sqlite3.Row | None) -> int:
        columns = event_columns(record)
        if row is None:
            row = self._base.execute(
                "SELECT position, id, record, shown FROM event WHERE id = ?", (record["id"],)
            ).fetchone()
        if row is None:
            place = self._base.execute(
                "INSERT INTO event (id, low, high, conflicts, outlets, shown) VALUES (?, ?, ?, ?, ?, ?)",
                (record["id"], *columns, json_of(record)),
            ).lastrowid
            assert place is not None
            return place
        new = _differing(record, row["record"])
        if new != row["shown"]:
            self._base.execute(
                "UPDATE event SET shown = ?, low = ?, high = ?, conflicts = ?, outlets = ? WHERE position = ?",
                (new, *columns, row["position"]),
            )
        return int(row["position"])

    def _write_claims(self, events: Mapping[str, tuple[int, dict[str, Any]]]) -> None:
        shown = {claim.id: plain(claim) for claim in self._reviewed.timeline.claims}
        rejected = {item.claim.id: plain(item.claim) for item in self._reviewed.rejected}
        columns = (
            "c.position, r.id, r.record, r.shown, c.event, c.outlet, c.type, c.status, c.low, c.high, c.published_low, "
            "c.published_high, c.review, c.star, c.word, c.hidden"
        )
        tables = "claim AS c JOIN claim_record AS r USING (position)"
        if self._near is None:
            rows = self._base.execute(f"SELECT {columns} FROM {tables}").fetchall()
        else:
            rows = _rows(self._base, f"SELECT {columns} FROM {tables} WHERE c.position IN ({{}})", self._near.claims)
        known = set()
        for row in rows:
            known.add(row["id"])
            record = shown.get(row["id"]) or rejected.get(row["id"])
            if record is not None:
                self._write_claim(record, row, events.get(row["id"]), hidden=row["id"] in rejected)
            elif row["record"] is None:
                self._drop(row["position"])
            elif row["shown"] != "":  # the machine does not find it in the article as it was corrected
                place = row["position"]
                self._base.execute("UPDATE claim SET hidden = 1, event = NULL WHERE position = ?", (place,))
                self._base.execute("UPDATE claim_record SET shown = '' WHERE position = ?", (place,))
        for name, record in (shown | rejected).items():
            if name not in known:
                self._write_claim(record, None, events.get(name), hidden=name in rejected)

    def _write_claim(
        self,
        record: dict[str, Any],
        row: sqlite3.Row | None,
        event: tuple[int, dict[str, Any]] | None,
        *,
        hidden: bool,
    ) -> None:
        article = self._articles[record["article"]]
        outlet, low, high = article_columns(article, self._names)[:3]
        word = self._reviewed.words.get(record["id"])
        columns = (
            event[0] if event else None,
            outlet,
            *claim_columns(record, self._names),
            low,
            high,
            REVIEW_CODES[word.review] if word else None,
            1 if word and word.star else None,
            1 if word else None,
            1 if hidden else None,
        )
        new = _differing(record, row["record"] if row is not None else None)
        if row is not None and (new, *columns) == tuple(row)[3:]:
            self._label(row["position"], record, event, article)
            return
        place = self._put(record, row, columns, new)
        sources = source_names(record, self._attributions)
        self._base.execute("DELETE FROM claim_name WHERE claim = ?", (place,))
        self._base.executemany(
            "INSERT INTO claim_name (role, name, claim) VALUES (?, ?, ?)",
            [(role, number, place) for role, number in claim_names(record, sources, self._names)],
        )
        self._label(place, record, event, article)

    def _put(self, record: dict[str, Any], row: sqlite3.Row | None, columns: tuple[Any, ...], new: str | None) -> int:
        names = "event, outlet, type, status, low, high, published_low, published_high, review, star, word, hidden"
        if row is not None:
            place = int(row["position"])
            setting = ", ".join(f"{name} = ?" for name in names.split(", "))
            self._base.execute(f"UPDATE claim SET {setting} WHERE position = ?", (*columns, place))
            self._base.execute("UPDATE claim_record SET shown = ? WHERE position = ?", (new, place))
            return place
        added = self._base.execute(
            f"INSERT INTO claim (article, {names}) VALUES (?, {marks(columns)})",
            (self._article_places[record["article"]], *columns),
        ).lastrowid
        assert added is not None
        self._base.execute(
            "INSERT INTO claim_record (position, id, shown) VALUES (?, ?, ?)", (added, record["id"], new)
        )
        return added

    def _label(
        self, place: int, record: dict[str, Any], event: tuple[int, dict[str, Any]] | None, article: dict[str, Any]
    ) -> None:
        """The words of a claim for the free-text search, where they are others than before."""
        words = claim_words(
            record,
            outlet=outlet_name(article),
            label=event[1]["label"] if event else None,
            sources=source_names(record, self._attributions),
        )
        old = self._base.execute("SELECT words FROM claim_text WHERE rowid = ?", (place,)).fetchone()
        if old is None or old[0] != words:
            self._base.execute("DELETE FROM claim_text WHERE rowid = ?", (place,))
            self._base.execute("INSERT INTO claim_text (rowid, words) VALUES (?, ?)", (place, words))

    def _drop(self, place: int) -> None:
        """Takes away a claim that only a person's word had brought; the log keeps it."""
        self._base.execute("DELETE FROM claim_text WHERE rowid = ?", (place,))
        self._base.execute("DELETE FROM claim_name WHERE claim = ?", (place,))
        self._base.execute("DELETE FROM claim_record WHERE position = ?", (place,))
        self._base.execute("DELETE FROM claim WHERE position = ?", (place,))

    def _write_words(self) -> None:
        words = self._said.words
        if self._near is None:
            self._base.execute("DELETE FROM word")
        else:
            words = {target: words[target] for target in words if target in self._near.names}
            for some in chunks(self._near.names):
                self._base.execute(f"DELETE FROM word WHERE target IN ({marks(some)})", some)
        self._base.executemany(
            "INSERT INTO word (target, field, entry) VALUES (?, ?, ?)",
            [(target, name, entry.number) for target, said in words.items() for name, entry in said.items()],
        )


def _differing(wanted: dict[str, Any], record: str | None) -> str | None:
    """What goes into ``shown``: nothing where it is as the machine's record has it."""
    return None if record is not None and json.loads(record) == wanted else json_of(wanted)
