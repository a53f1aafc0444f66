"""The log of a case: who did what, when, to what, what it was before and is after, and why; each entry sealed to the
one before it by a hash, so that nothing can be changed or taken out unseen.

A person's word is never changed in the log: to take it back is another entry. What holds is read from the log by
`held`: an entry holds unless a later one undoes it, and of the entries on the same field of the same target the last
one that holds is shown.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Value = Any  # a value as JSON has it: text, number, true, null, list or object of these


class Kind(StrEnum):
    """What a person did. ``BUILD`` is the machine's own entry: what a run of the pipeline put into the case."""

    BUILD = "build"
    ACCEPT = "accept"
    REJECT = "reject"
    REOPEN = "reopen"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    CLAIM = "claim"
    NOTE = "note"
    STAR = "star"
    UNSTAR = "unstar"
    TAG = "tag"
    UNTAG = "untag"
    UNDO = "undo"
    REDO = "redo"


REVIEWS = {Kind.ACCEPT: "accepted", Kind.REJECT: "rejected", Kind.REOPEN: None}
TURNS = (Kind.UNDO, Kind.REDO)


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person asks for. ``target`` is the id of an article, a claim or an event; for UNDO and REDO the number
    of an entry; empty for CLAIM. ``field`` says which field CORRECT sets, which tag TAG and UNTAG mean, and which
    note NOTE changes (empty: a new one). ``after`` is the value: see `timeline.case.fields.FIELDS` for CORRECT, the
    ids of the events or claims for MERGE and SPLIT, the text for NOTE, the claim for CLAIM; else it is not needed.
    """

    kind: Kind
    target: str = ""
    field: str = ""
    after: Value = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log. ``number`` counts from 1; ``at`` is ISO 8601 in UTC.

    ``before`` and ``after`` are the values that were shown before and after it, ``machine`` is what the machine had
    for the field then; ``on`` is the number of the last entry that the person had seen. ``hash`` is the SHA-256 of
    everything else, ``previous`` (the hash of the entry before, or of the case's id) among it.
    """

    number: int
    at: str
    who: str
    kind: Kind
    target: str
    field: str
    before: Value
    after: Value
    machine: Value
    why: str
    on: int
    previous: str
    hash: str

    @property
    def key(self) -> tuple[str, str]:
        """What the entry is the word on: the target and a field of it. Two entries with one key contradict."""
        if self.kind in REVIEWS:
            return self.target, "review"
        if self.kind in (Kind.STAR, Kind.UNSTAR):
            return self.target, "star"
        if self.kind in (Kind.TAG, Kind.UNTAG):
            return self.target, f"tag:{self.field}"
        if self.kind is Kind.NOTE:
            return self.target, f"note:{self.field}"
        if self.kind is Kind.CORRECT:
            return self.target, self.field
        return self.target, self.kind.value


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that verification found: ``where`` it is (an entry, a claim, a file), ``what`` is wrong with it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def canonical(value: Value) -> str:
    """The one way to write a JSON value: sorted keys, no spaces, characters as they are.

    >>> canonical({"b": 1, "a": ["é"]})
    '{"a":["é"],"b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    """The SHA-256 of ``text`` in UTF-8, in hexadecimal. A lone surrogate, as in a damaged file name, has a hash too."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def genesis(case_id: str) -> str:
    """The hash that stands before the first entry of a case."""
    return digest(f"conflict-timeline case {case_id}")


def seal(entry: Entry) -> Entry:
    """``entry`` with its ``hash``, made from all its other fields."""
    fields = {part.name: getattr(entry, part.name) for part in dataclasses.fields(entry) if part.name != "hash"}
    return dataclasses.replace(entry, hash=digest(canonical(fields)))


def broken_chain(case_id: str, log: Iterable[Entry]) -> tuple[Broken, ...]:
    """The entries at which the chain does not hold: one was changed, taken out, put in, or moved."""
    broken = []
    previous = genesis(case_id)
    for number, entry in enumerate(log, 1):
        if entry.number != number:
            broken.append(Broken(f"log entry {entry.number}", f"stands where entry {number} should"))
        if seal(entry).hash != entry.hash:
            broken.append(Broken(f"log entry {entry.number}", "was changed after it was written"))
        if entry.previous != previous:
            broken.append(
                Broken(f"log entry {entry.number}", "does not follow the entry before it: one was changed or taken out")
            )
        previous = entry.hash
    return tuple(broken)


def undone(log: Iterable[Entry]) -> frozenset[int]:
    """The numbers of the entries that are undone and not done again."""
    found: set[int] = set()
    for entry in log:
        if entry.kind is Kind.UNDO:
            found.add(int(entry.target))
        elif entry.kind is Kind.REDO:
            found.discard(int(entry.target))
    return frozenset(found)


def in_force(log: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of people that hold: all but undone ones, and without UNDO, REDO and BUILD themselves."""
    taken_back = undone(log)
    return tuple(entry for entry in log if entry.number not in taken_back and entry.kind not in (*TURNS, Kind.BUILD))


def last_to_undo(log: Sequence[Entry], who: str | None = None) -> Entry | None:
    """The entry that Ctrl-Z means: the last one that holds, of ``who`` where given."""
    return next((entry for entry in reversed(in_force(log)) if who is None or entry.who == who), None)


def last_to_redo(log: Sequence[Entry], who: str | None = None) -> Entry | None:
    """The entry that was undone last, as long as ``who`` (or anybody) has done nothing else since."""
    by_number = {entry.number: entry for entry in log}
    taken_back = undone(log)
    for entry in reversed(log):
        if entry.kind is Kind.BUILD or (who is not None and entry.who != who) or entry.kind is Kind.REDO:
            continue
        if entry.kind is not Kind.UNDO:
            return None
        if int(entry.target) in taken_back:
            return by_number[int(entry.target)]
    return None


def overtaken(log: Sequence[Entry], entry: Entry) -> tuple[Entry, ...]:
    """The entries of others on the same field that came between what ``entry``'s author had seen and ``entry``."""
    between = (other for other in log if entry.on < other.number < entry.number)
    return tuple(other for other in between if other.key == entry.key and other.kind not in (*TURNS, Kind.BUILD))


def entry_from(row: Mapping[str, Any]) -> Entry:
    """The entry of one row of the table ``log``, whose values are JSON text."""
    parts = {name: row[name] for name in ("number", "at", "who", "target", "field", "why", "previous", "hash")}
    values = {name: json.loads(row[name]) for name in ("before", "after", "machine")}
    return Entry(kind=Kind(row["kind"]), on=row["seen"], **parts, **values)
