"""JSON and JSON Lines: records with the fields of an article under any of their usual names; each becomes a draft."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from timeline.articles.drafts import FIELDS, NOTHING, Draft, Drafts
from timeline.articles.formats.columns import Columns, choose_columns, list_keys, told
from timeline.articles.formats.instants import written_date
from timeline.articles.formats.markup import is_marked_up, one_line, text_of_markup, writer
from timeline.types import SCHEMA, InputProblem

_DEEPEST = 5
"""Records within records that are looked into."""

_MOST_KEYS = 500
_DATES = ("published", "modified")
_CUT_MARKS = ("…", "...", "[…]", "[...]", "chars]")
"""How a text ends that an interface cut: "… [+1234 chars]"."""


def read_jsonl(text: str, name: str, columns: Mapping[str, str] = NOTHING) -> Drafts:
    """A draft for each line that is an object with a text; rows are lines of the file, counted from 1.

    ``columns`` says which key holds which field, where the guess by name would be wrong.
    """
    for row, line in enumerate(io.StringIO(text, newline=""), 1):
        if not line.strip():
            continue
        record, broken = parsed(line)
        if broken:
            yield InputProblem(name, row, f"broken JSON line: {broken[0]}", "mend the line; the other lines were read")
        else:
            yield from_record(record, name, row, asked=columns)


def parsed(text: str) -> tuple[Any, tuple[str, int] | None]:
    """The value of a JSON text, or why it has none and in which line."""
    try:
        return json.loads(text), None
    except json.JSONDecodeError as error:
        return None, (error.msg, error.lineno)
    except RecursionError:
        return None, ("nested too deeply", 1)
    except ValueError:
        return None, ("a number too long to be one", 1)


def read_json(text: str, name: str, columns: Mapping[str, str] = NOTHING) -> Drafts:
    """A draft for an object, or for each of a list of them, whose places are counted from 1.

    The list may stand under a key, as answers of news interfaces have it ("response": {"results": […]}). What is an
    item of ninjs is read as such.
    """
    document, broken = parsed(text)
    if broken:
        what = f"broken JSON: {broken[0]}"
        yield InputProblem(name, broken[1], what, "mend it, or save one article a line as .jsonl")
        return
    if isinstance(document, dict) and document.get("schema") == SCHEMA:
        yield InputProblem(name, None, "a finished timeline, not an article", "open it as a case, or give its articles")
        return
    records = _records(document)
    if records is None:
        yield from_record(document, name, None, asked=columns)
        return
    for row, record in enumerate(records, 1):
        yield from_record(record, name, row, asked=columns)


def _records(document: object) -> list[object] | None:
    """The list of records that a document is or holds under one of the usual keys; ``None`` where it is one record."""
    if isinstance(document, list):
        return document
    inner: Any = document
    for _ in range(_DEEPEST):
        if not isinstance(inner, dict) or choose_columns(tuple(_flat(inner))).of.get("text"):
            break
        lists: list[list[object]] = [
            value for key, value in inner.items() if key in list_keys() and _is_list_of_records(value)
        ]
        if lists:
            return max(lists, key=len)
        inner = next((value for key, value in inner.items() if key in list_keys() and isinstance(value, dict)), None)
    return None


def _is_list_of_records(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def from_record(
    record: object,
    name: str,
    row: int | None,
    *,
    columns: Columns | None = None,
    asked: Mapping[str, str] = NOTHING,
    said: tuple[str, ...] = (),
) -> Draft | InputProblem:
    """The draft of one record, or why it is none; a field that is not text is left out and said.

    ``columns`` are those of the whole table; a record by itself has its own. ``said`` goes in front of its doubts.
    """
    if not isinstance(record, dict):
        return InputProblem(name, row, "not an object with fields", f"write an object with {', '.join(FIELDS)}")
    from timeline.articles.formats.ninjs import is_ninjs, read_item

    if columns is None and not asked and is_ninjs(record):
        return read_item(record, name, row)
    flat = _flat(record)
    columns = columns or choose_columns(tuple(flat), asked)
    used: dict[str, str] = {}
    body, doubts = _body(flat, columns, used)
    if body is None:
        key = columns.of["text"][0] if "text" in columns.asked else "text"
        return InputProblem(name, row, f"no article: the field {key} is missing or empty", "put the article in it")
    if not _is_sound(body):
        return InputProblem(name, row, "broken characters (half of a pair)", "save the row again as UTF-8")
    fields: dict[str, str] = {}
    for field in FIELDS[:-1]:
        doubts += _take(field, flat, columns, fields=fields, used=used)
    return Draft(body, row=row, fields=fields, doubts=(*said, *told(columns, used), *doubts))


def _body(flat: Mapping[str, object], columns: Columns, used: dict[str, str]) -> tuple[str | None, tuple[str, ...]]:
    """The text, tags taken out, or the summary that stands in for it; what is to be said of it."""
    for field in ("text", "summary"):
        for column in columns.of.get(field, ()):
            value = _text_of(flat.get(column), "\n\n")
            markup = value is not None and is_marked_up(value)
            body = text_of_markup(value) if value is not None and markup else value
            if not body or not body.strip():
                continue
            used[field] = column
            doubts: tuple[str, ...] = ("the text is HTML: its tags were taken out",) if markup else ()
            if field == "summary":
                doubts += ("only a summary: the record holds no whole text",)
            elif body.rstrip().endswith(_CUT_MARKS):
                doubts += ("the text ends in the middle: it may have been cut where it was collected",)
            return body, doubts
    return None, ()


def _take(
    field: str, flat: Mapping[str, object], columns: Columns, *, fields: dict[str, str], used: dict[str, str]
) -> tuple[str, ...]:
    """Puts the first value of a field that is one into ``fields``; what was done or left out is said."""
    doubts: tuple[str, ...] = ()
    for column in columns.of.get(field, ()):
        value = flat.get(column)
        if value is None:
            continue
        text, said = _field_text(field, value)
        if text is None and not isinstance(value, str):
            doubts = doubts or (f"the field {column!r} is not text; left out",)
        elif text:
            fields[field], used[field] = text, column
            return (f"{field}: {said}",) if said else ()
    return doubts


def _field_text(field: str, value: object) -> tuple[str | None, str | None]:
    if field in _DATES:
        return written_date(value) or (None, None)
    text = _text_of(value, ", ")
    if text is None or not _is_sound(text):
        return None, None
    if field == "byline":
        return writer(text), None
    return (one_line(text) if field == "title" else text.strip()), None


def _text_of(value: object, between: str) -> str | None:
    """A text, or those of a list, joined; ``None`` for what is none."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        parts = [part.strip() for part in value if isinstance(part, str) and part.strip()]
        return between.join(parts) if parts else None
    return None


def _flat(record: Mapping[str, object]) -> dict[str, object]:
    """The record without records within it: their fields stand under dotted keys, of a list of them as a list."""
    flat: dict[str, object] = {}
    for key, value in _leaves(record):
        if len(flat) >= _MOST_KEYS:
            break
        if key not in flat:
            flat[key] = value
        else:
            before = flat[key]
            flat[key] = [*(before if isinstance(before, list) else [before]), value]
    return flat


def _leaves(record: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The keys and values in the record's own order, as deep as records are looked into."""
    waiting: list[tuple[str, object, int]] = [("", record, 0)]
    while waiting:
        key, value, depth = waiting.pop()
        if isinstance(value, dict) and depth < _DEEPEST:
            inner = [(f"{key}.{name}" if key else str(name), one, depth + 1) for name, one in value.items()]
            waiting += reversed(inner[:_MOST_KEYS])
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value) and depth < _DEEPEST:
            waiting += [(key, one, depth + 1) for one in reversed(value[:_MOST_KEYS]) if isinstance(one, dict)]
        elif isinstance(value, str | int | float | list | date) or value is None:
            yield key, value


def _is_sound(text: str) -> bool:
    """Whether the text can be written as UTF-8: JSON can escape one half of a surrogate pair."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
