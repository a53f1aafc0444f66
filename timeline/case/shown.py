"""Writes what is shown into the rows of a case: only those that differ."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from timeline.case.fields import BY_PERSON
from timeline.case.near import Near, rows_of
from timeline.case.part import chunks, marks
from timeline.case.review import Reviewed, Said
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
from timeline.types import plain


class Shown:
    """Writes what differs between the rows of a neighbourhood (``near``; None is the whole case) and ``reviewed``."""

    def __init__(self, base: sqlite3.Connection, reviewed: Reviewed, said: Said, near: Near | None) -> None:
        self._base, self._reviewed, self._said, self._near = base, reviewed, said, near
        self._names = Names(base)
        self.changed: list[str] = []
        self._articles = {article.id: plain(article) for article in reviewed.timeline.articles}
        self._attributions = {item.id: plain(item) for item in reviewed.timeline.attributions}
        rows = rows_of(base, "SELECT id, position FROM article WHERE id IN ({})", self._articles)
        self._article_places = {row[0]: row[1] for row in rows}

    def write(self) -> None:
        """Everything, events before the claims that stand in them, and what is left over last."""
        self._write_articles()
        self._write_simple("timex", {item.id: plain(item) for item in self._reviewed.timeline.timexes})
        self._write_simple("attribution", self._attributions)
        events, stale = self._write_events()
        self._write_claims(events)
        for name, place, made in stale:
            if made:
                self._base.execute("DELETE FROM event WHERE position = ?", (place,))
            else:
                self._base.execute("UPDATE event SET shown = '' WHERE position = ?", (place,))
            self.changed.append(name)
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
        rows = rows_of(self._base, "SELECT position, id, record, shown FROM article WHERE id IN ({})", self._articles)
        for place, name, record, shown in rows:
            new = _differing(self._articles[name], record)
            if new == shown:
                continue
            self.changed.append(name)
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
        rows = rows_of(
            self._base, f"SELECT position, id, record, shown FROM {table} WHERE article IN ({{}})", self._articles
        )
        known = {row["id"] for row in rows}
        for place, name, record, shown in rows:
            if name in wanted:
                new = _differing(wanted[name], record)
            elif record is None and self._is_elsewhere(name):
                continue
            elif record is None:
                self._base.execute(f"DELETE FROM {table} WHERE position = ?", (place,))
                continue
            else:
                new = ""
            if new != shown:
                self.changed.append(name)
                self._base.execute(f"UPDATE {table} SET shown = ? WHERE position = ?", (new, place))
        for name, record in wanted.items():
            if name not in known:
                self.changed.append(name)
                self._base.execute(
                    f"INSERT INTO {table} (id, article, shown) VALUES (?, ?, ?)",
                    (name, record["article"], json_of(record)),
                )

    def _is_elsewhere(self, name: str) -> bool:
        """Whether an attribution is a person's, for a claim that is not of this neighbourhood."""
        claim = name.removesuffix(BY_PERSON)
        return claim != name and self._near is not None and claim not in self._near.names

    def _old_events(self) -> dict[str, sqlite3.Row]:
        columns = "position, id, record, shown"
        if self._near is None:
            rows = self._base.execute(f"SELECT {columns} FROM event").fetchall()
        else:
            asked = "SELECT event, machine_event FROM claim WHERE position IN ({})"
            places = {place for row in rows_of(self._base, asked, self._near.claims) for place in row} - {None}
            rows = rows_of(self._base, f"SELECT {columns} FROM event WHERE position IN ({{}})", places)
        return {row["id"]: row for row in rows}

    def _write_events(self) -> tuple[dict[str, tuple[int, dict[str, Any]]], list[tuple[str, int, bool]]]:
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
        stale = [
            (name, row["position"], row["record"] is None)
            for name, row in old.items()
            if name not in shown_now and row["shown"] != ""
        ]
        return of_claim, stale

    def _write_event(self, record: dict[str, Any], row: sqlite3.Row | None) -> int:
        columns = event_columns(record)
        if row is None:
            row = self._base.execute(
                "SELECT position, id, record, shown FROM event WHERE id = ?", (record["id"],)
            ).fetchone()
        if row is None:
            self.changed.append(record["id"])
            place = self._base.execute(
                "INSERT INTO event (id, low, high, conflicts, outlets, shown) VALUES (?, ?, ?, ?, ?, ?)",
                (record["id"], *columns, json_of(record)),
            ).lastrowid
            assert place is not None
            return place
        new = _differing(record, row["record"])
        if new != row["shown"]:
            self.changed.append(record["id"])
            self._base.execute(
                "UPDATE event SET shown = ?, low = ?, high = ?, conflicts = ?, outlets = ? WHERE position = ?",
                (new, *columns, row["position"]),
            )
        return int(row["position"])

    def _write_claims(self, events: Mapping[str, tuple[int, dict[str, Any]]]) -> None:
        shown = {claim.id: plain(claim) for claim in self._reviewed.timeline.claims}
        rejected = {item.claim.id: plain(item.claim) for item in self._reviewed.rejected}
        columns = (
            "c.position, r.id, r.record, r.shown, c.event, c.outlet, c.type, c.status, c.actor, c.place, c.more, "
            "c.low, c.high, c.published_low, c.published_high, c.review, c.star, c.word, c.hidden"
        )
        tables = "claim AS c JOIN claim_record AS r USING (position)"
        if self._near is None:
            rows = self._base.execute(f"SELECT {columns} FROM {tables}").fetchall()
        else:
            rows = rows_of(self._base, f"SELECT {columns} FROM {tables} WHERE c.position IN ({{}})", self._near.claims)
        known = set()
        for row in rows:
            known.add(row["id"])
            record = shown.get(row["id"]) or rejected.get(row["id"])
            if record is not None:
                self._write_claim(record, row, events.get(row["id"]), hidden=row["id"] in rejected)
            elif row["record"] is None:
                self._drop(row["position"])
                self.changed.append(row["id"])
            elif row["shown"] != "":  # the machine does not find it in the article as it was corrected
                place = row["position"]
                self.changed.append(row["id"])
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
        self.changed.append(record["id"])
        place = self._put(record, row, columns, new)
        sources = source_names(record, self._attributions)
        self._base.execute("DELETE FROM claim_name WHERE claim = ?", (place,))
        self._base.executemany(
            "INSERT INTO claim_name (role, name, claim) VALUES (?, ?, ?)",
            [(role, number, place) for role, number in claim_names(record, sources, self._names)],
        )
        self._label(place, record, event, article)

    def _put(self, record: dict[str, Any], row: sqlite3.Row | None, columns: tuple[Any, ...], new: str | None) -> int:
        names = (
            "event, outlet, type, status, actor, place, more, low, high, published_low, published_high, "
            "review, star, word, hidden"
        )
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
