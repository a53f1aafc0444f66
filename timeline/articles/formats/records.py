"""JSON and JSON Lines: records with the fields of an article; a record becomes a draft."""

from __future__ import annotations

import io
import json

from timeline.articles.drafts import FIELDS, Draft, Drafts
from timeline.types import SCHEMA, InputProblem

_ROW_BODY = "text"


def read_jsonl(text: str, name: str) -> Drafts:
    """A draft for each line that is an object with a text; rows are lines of the file, counted from 1."""
    for row, line in enumerate(io.StringIO(text, newline=""), 1):
        if not line.strip():
            continue
        record, broken = _parsed(line)
        if broken:
            yield InputProblem(name, row, f"broken JSON line: {broken[0]}", "mend the line; the other lines were read")
        else:
            yield from_record(record, name, row)


def _parsed(text: str) -> tuple[object, tuple[str, int] | None]:
    """The value of a JSON text, or why it has none and in which line."""
    try:
        return json.loads(text), None
    except json.JSONDecodeError as error:
        return None, (error.msg, error.lineno)
    except RecursionError:
        return None, ("nested too deeply", 1)
    except ValueError:
        return None, ("a number too long to be one", 1)


def read_json(text: str, name: str) -> Drafts:
    """A draft for an object, or for each object of a list, whose places are counted from 1."""
    document, broken = _parsed(text)
    if broken:
        what = f"broken JSON: {broken[0]}"
        yield InputProblem(name, broken[1], what, "mend it, or save one article a line as .jsonl")
        return
    if isinstance(document, dict) and document.get("schema") == SCHEMA:
        yield InputProblem(name, None, "a finished timeline, not an article", "open it as a case, or give its articles")
        return
    records = document if isinstance(document, list) else [document]
    for row, record in enumerate(records, 1):
        yield from_record(record, name, row if isinstance(document, list) else None)


def from_record(record: object, name: str, row: int | None) -> Draft | InputProblem:
    """The draft of one record, or why it is none; a field that is not text is left out and said."""
    if not isinstance(record, dict):
        return InputProblem(name, row, "not an object with fields", f"write an object with {', '.join(FIELDS)}")
    body = record.get(_ROW_BODY)
    if not isinstance(body, str) or not body.strip():
        return InputProblem(name, row, "no article: the field text is missing or empty", "put the article in it")
    if not _is_sound(body):
        return InputProblem(name, row, "broken characters (half of a pair)", "save the row again as UTF-8")
    doubts = tuple(
        f"the field {key!r} is not text; left out"
        for key in FIELDS
        if record.get(key) is not None and not isinstance(record[key], str)
    )
    stated = {key: record[key] for key in FIELDS[:-1] if isinstance(record.get(key), str) and _is_sound(record[key])}
    fields = {key: value.strip() for key, value in stated.items() if value.strip()}
    return Draft(body, row=row, fields=fields, doubts=doubts)


def _is_sound(text: str) -> bool:
    """Whether the text can be written as UTF-8: JSON can escape one half of a surrogate pair."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
