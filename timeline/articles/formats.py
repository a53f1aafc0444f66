"""The formats articles come in: text and Markdown with front matter, JSON Lines, JSON, CSV; each becomes drafts."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from timeline.types import SCHEMA, InputProblem

FIELDS = ("title", "outlet", "url", "published", "modified", "byline", "language", "text")
_NOTHING: Mapping[str, str] = MappingProxyType({})
# "note" is for people; the encoding was used when the bytes were decoded.
_FRONT_KEYS = frozenset(FIELDS[:-1]) | {"note", "charset", "encoding"}
_FRONT_LINES = 60
_FRONT_LINE = re.compile(r"(?P<key>[A-Za-z][A-Za-z_-]{0,30})[ \t]{0,10}:(?:[ \t]+(?P<value>.*))?")
_ROW_BODY = "text"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file or a row holds before cleaning: the body is ``source[begin:]``, ``fields`` are stated beside it.

    For a file ``source`` is its whole decoded text, for a row of a table the value of its ``text`` field.
    """

    source: str
    begin: int = 0
    row: int | None = None
    fields: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    doubts: tuple[str, ...] = ()


Drafts = Iterator[Draft | InputProblem]


def read_drafts(text: str, name: str) -> Drafts:
    """The drafts in the decoded ``text`` of the file ``name``, in order, with a problem in place of each broken row."""
    reader = _READERS.get(suffix(name), _read_text)
    return reader(text, name)


def suffix(name: str) -> str:
    """The ending of a file name in lower case, with its dot; empty where it has none.

    >>> suffix("case/Report.MD")
    '.md'
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "." + last.rsplit(".", 1)[1].lower() if "." in last[1:] else ""


def _read_text(text: str, name: str) -> Drafts:
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        yield Draft(text)
        return
    end = next((n for n, line in enumerate(lines[1:_FRONT_LINES], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        yield Draft(text, doubts=("the front matter is not closed by a line of ---: read as text",))
        return
    fields, doubts = _front_matter(lines[1:end])
    if not fields:
        yield Draft(text, doubts=doubts)
        return
    yield Draft(text, sum(map(len, lines[: end + 1])), fields=fields, doubts=doubts)


def _front_matter(lines: list[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """``key: value`` lines, quoted or not; what is more than that is said and left out, never half understood."""
    fields: dict[str, str] = {}
    doubts = []
    for number, raw in enumerate(lines, 2):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        found = _FRONT_LINE.fullmatch(line)
        if found is None:
            doubts.append(f"front matter, line {number}: not of the form key: value; left out")
            continue
        key = found["key"].lower()
        if key not in _FRONT_KEYS:
            doubts.append(f"front matter, line {number}: {key!r} is not a field that is used; left out")
        elif key in fields:
            doubts.append(f"front matter, line {number}: a second {key!r}; the first is used")
        elif value := _unquoted(found["value"] or ""):
            fields[key] = value
    return fields, tuple(doubts)


def _unquoted(value: str) -> str:
    """The value of a front matter line as YAML has it for one line: quotes taken off, a comment cut off.

    >>> _unquoted('"A \\\\"state of hysteria\\\\": report"'), _unquoted("'the army''s word'"), _unquoted("Dawn # paper")
    ('A "state of hysteria": report', "the army's word", 'Dawn')
    """
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return re.sub(r'\\(["\\])', r"\1", value[1:-1]).strip()
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'").strip()
    value = re.split(r"\s#", value, maxsplit=1)[0].strip()
    return "" if value.lower() in ("null", "~") else value


def _read_jsonl(text: str, name: str) -> Drafts:
    for row, line in enumerate(io.StringIO(text, newline=""), 1):
        if not line.strip():
            continue
        record, broken = _parsed(line)
        if broken:
            yield InputProblem(name, row, f"broken JSON line: {broken[0]}", "mend the line; the other lines were read")
        else:
            yield _from_record(record, name, row)


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


def _read_json(text: str, name: str) -> Drafts:
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
        yield _from_record(record, name, row if isinstance(document, list) else None)


def _from_record(record: object, name: str, row: int | None) -> Draft | InputProblem:
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


def _read_csv(text: str, name: str) -> Drafts:
    """Rows are numbered by the line of the file they begin in, as a text editor counts."""
    csv.field_size_limit(max(len(text), 131_072))  # an article is longer than the 128 kB the module allows a cell
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    begins = 1
    try:
        header = [cell.strip().lower() for cell in next(rows)]
        if _ROW_BODY not in header:
            what = f"no text column; the header line has: {' '.join(', '.join(header).split())[:200]}"
            yield InputProblem(name, 1, what, "name the column with the article's text: text")
            return
        begins = rows.line_num + 1
        for cells in rows:
            row, begins = begins, rows.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                what = f"the row has {len(cells)} cells, the header line {len(header)}"
                yield InputProblem(name, row, what, "add or remove commas, and quote cells that hold one")
                continue
            yield _from_record(dict(zip(header, cells, strict=True)), name, row)
    except csv.Error as error:
        yield InputProblem(name, begins, f"broken CSV: {error}", "mend the quotes; the rows from here on were not read")


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: whichever the header line has most of."""
    header = text.split("\n", 1)[0]
    return max(",;\t", key=header.count)


_READERS: Mapping[str, Callable[[str, str], Drafts]] = MappingProxyType(
    {
        ".jsonl": _read_jsonl,
        ".ndjson": _read_jsonl,
        ".json": _read_json,
        ".csv": _read_csv,
        ".tsv": _read_csv,
        ".txt": _read_text,
        ".text": _read_text,
        ".md": _read_text,
        ".markdown": _read_text,
    }
)
READ_SUFFIXES = frozenset(_READERS)
