"""Entries of the log as a person says them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.case import Entry, Kind, Reviewed
from timeline.case.log import undone
from timeline.types import Status
from timeline.ui.words import word
from timeline.views.plaintext import clip, counted
from timeline.views.words import status_label, type_label

FIELD_OF_VALUE: dict[str, Callable[[str], str]] = {
    "type": type_label,
    "status": lambda value: status_label(Status(value)),
}


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry: ``what`` was done, to ``target`` in words, and whether it still holds."""

    number: int
    at: str
    who: str
    what: str
    target: str
    before: str
    after: str
    why: str
    undone: bool
    can_turn: bool


def log_rows(reviewed: Reviewed) -> tuple[LogRow, ...]:
    """The whole log, newest first."""
    taken_back = undone(reviewed.log)
    names = target_names(reviewed)
    by_number = {entry.number: entry for entry in reviewed.log}
    return tuple(_row(entry, names, by_number, entry.number in taken_back) for entry in reversed(reviewed.log))


def _row(entry: Entry, names: Mapping[str, str], by_number: Mapping[int, Entry], is_undone: bool) -> LogRow:
    turned = by_number.get(int(entry.target)) if entry.kind in (Kind.UNDO, Kind.REDO) else None
    shown = entry.kind in (Kind.CORRECT, Kind.NOTE)
    return LogRow(
        number=entry.number,
        at=entry.at.replace("T", " ").replace("+00:00", " UTC"),
        who=entry.who,
        what=_what(entry, turned),
        target=names.get(turned.target if turned else entry.target, ""),
        before=value_words(entry.field, entry.before) if shown else "",
        after=value_words(entry.field, entry.after) if shown else "",
        why=entry.why,
        undone=is_undone,
        can_turn=entry.kind not in (Kind.BUILD, Kind.UNDO, Kind.REDO),
    )


def entry_line(entry: Entry) -> str:
    """An entry in one short line: "corrected the publication date to 2021-03-10"."""
    line = _what(entry, None)
    if entry.kind is Kind.CORRECT:
        line += f" to {clip(value_words(entry.field, entry.after), 60)}"
    return line


def _what(entry: Entry, turned: Entry | None) -> str:
    if turned is not None:
        return f"{word('deeds', entry.kind.value)} entry {turned.number}: {_what(turned, None)}"
    if entry.kind is Kind.CORRECT:
        return f"{word('deeds', 'correct')} the {word('fields', entry.field)}"
    if entry.kind in (Kind.TAG, Kind.UNTAG):
        return f"{word('deeds', entry.kind.value)} “{entry.field}”"
    if entry.kind is Kind.MERGE:
        others = entry.after.get("others", entry.after.get("events", ())) if isinstance(entry.after, dict) else ()
        return word("deeds", "merge") + (f" with {counted(len(others), 'other')}" if others else "")
    return word("deeds", entry.kind.value)


def value_words(field: str, value: Any) -> str:
    """A value of the log as a reader says it."""
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, dict):
        return str(value.get("name") or value.get("quote") or "; ".join(f"{key} {part}" for key, part in value.items()))
    if isinstance(value, list):
        return "; ".join(str(part) for part in value)
    made = FIELD_OF_VALUE.get(field)
    return str(made(value)) if made else str(value)


def target_names(reviewed: Reviewed) -> dict[str, str]:
    """A name for whatever an entry can be about: the headline, the event's label, the claim's sentence."""
    timeline = reviewed.timeline
    names = {article.id: clip(article.title or "An article without a headline", 90) for article in timeline.articles}
    names |= {event.id: clip(event.label, 90) for event in timeline.events}
    names |= {claim.id: f"“{clip(claim.quote, 90)}”" for claim in timeline.claims}
    return names | {gone.claim.id: f"“{clip(gone.claim.quote, 90)}”" for gone in reviewed.rejected}
