"""Plain text and Markdown, with front matter or without."""

from __future__ import annotations

import re

from timeline.articles.drafts import FIELDS, Draft, Drafts
from timeline.articles.formats.columns import place_of

# "note" is for people; the encoding was used when the bytes were decoded.
_FRONT_KEYS = frozenset(FIELDS[:-1]) | {"note", "charset", "encoding"}
_FRONT_LINES = 60
_FRONT_LINE = re.compile(r"(?P<key>[A-Za-z][A-Za-z_-]{0,30})[ \t]{0,10}:(?:[ \t]+(?P<value>.*))?")


def read_text(text: str, name: str) -> Drafts:
    """The one draft of a text file; what stands between two lines of --- at its beginning is stated, not text."""
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
        place = place_of(key) if key not in _FRONT_KEYS else None
        if place and place[0] in _FRONT_KEYS and not _is_stated(place[0], lines):
            doubts.append(f"front matter, line {number}: {key!r} read as {place[0]}")
            key = place[0]
        if key not in _FRONT_KEYS:
            doubts.append(f"front matter, line {number}: {key!r} is not a field that is used; left out")
        elif key in fields:
            doubts.append(f"front matter, line {number}: a second {key!r}; the first is used")
        elif value := _unquoted(found["value"] or ""):
            fields[key] = value
    return fields, tuple(doubts)


def _is_stated(field: str, lines: list[str]) -> bool:
    return any(line.strip().lower().startswith(f"{field}:") for line in lines)


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
