"""The formats that articles come in, by the ending of the name; each reader is loaded when it is first needed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

from timeline.articles.decode import decode, unseen_doubts
from timeline.articles.drafts import NOTHING, Draft, Drafts
from timeline.types import InputProblem

TextReader = Callable[..., Drafts]
"""Takes the decoded text of a file and its name, and of a table which columns hold which fields."""

BytesReader = Callable[..., Drafts]
"""The same for the bytes of a file, for formats that say themselves how they are encoded."""

_OF_TEXT: Mapping[str, str] = MappingProxyType(
    {
        ".jsonl": "records.read_jsonl",
        ".ndjson": "records.read_jsonl",
        ".json": "records.read_json",
        ".csv": "tables.read_csv",
        ".tsv": "tables.read_csv",
        ".txt": "text.read_text",
        ".text": "text.read_text",
        ".md": "text.read_text",
        ".markdown": "text.read_text",
    }
)
_OF_BYTES: Mapping[str, str] = MappingProxyType(
    {
        ".html": "html.read_html",
        ".htm": "html.read_html",
        ".xhtml": "html.read_html",
        ".shtml": "html.read_html",
        ".pdf": "pdf.read_pdf",
        ".docx": "docx.read_docx",
        ".docm": "docx.read_docx",
        ".odt": "odt.read_odt",
        ".xlsx": "sheets.read_xlsx",
        ".xlsm": "sheets.read_xlsx",
        ".parquet": "sheets.read_parquet",
        ".rss": "feeds.read_feed",
        ".atom": "feeds.read_feed",
        ".rdf": "feeds.read_feed",
        ".xml": "xml.read_xml",
        ".nitf": "xml.read_xml",
        ".newsml": "xml.read_xml",
    }
)
_WITH_COLUMNS = frozenset({".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".xlsx", ".xlsm", ".parquet"})
READ_SUFFIXES = frozenset(_OF_TEXT) | frozenset(_OF_BYTES)


def read_drafts(
    data: bytes, name: str, *, kind: str = "", columns: Mapping[str, str] = NOTHING
) -> Iterator[Draft | InputProblem]:
    """The drafts in the file ``name``, in order, with a problem in place of each part that could not be read.

    ``kind`` is the ending that stands for its format where the name lies or has none (`timeline.articles.kinds`).
    ``columns`` says of tables which column holds which field ("text": "Body"); what is not said is guessed by name.
    """
    ending = kind or suffix(name)
    mapped = (columns,) if columns and ending in _WITH_COLUMNS else ()
    if ending in _OF_BYTES:
        read_bytes: BytesReader = _reader(_OF_BYTES[ending])
        yield from (_with_unseen(draft) for draft in read_bytes(data, name, *mapped))
        return
    decoded = decode(data, name)
    if isinstance(decoded, InputProblem):
        yield decoded
        return
    read_text: TextReader = _reader(_OF_TEXT.get(ending, "text.read_text"))
    for draft in read_text(decoded.text, name, *mapped):
        yield _with_unseen(draft, before=decoded.doubts)


def _with_unseen(draft: Draft | InputProblem, before: tuple[str, ...] = ()) -> Draft | InputProblem:
    """The draft with what is not seen in its text, once: an escape in JSON can hide what its file does not show."""
    if isinstance(draft, InputProblem):
        return draft
    doubts = tuple(dict.fromkeys((*before, *unseen_doubts(draft.source), *draft.doubts)))
    return draft if doubts == draft.doubts else dataclasses.replace(draft, doubts=doubts)


def is_parsed_apart(ending: str) -> bool:
    """Whether files of this format are parsed in a process that can be stopped (`timeline.articles.worker`)."""
    return ending in _OF_BYTES


def _reader(where: str) -> Any:
    module, function = where.rsplit(".", 1)
    return getattr(import_module(f"timeline.articles.formats.{module}"), function)


def suffix(name: str) -> str:
    """The ending of a file name in lower case, with its dot; empty where it has none.

    >>> suffix("case/Report.MD")
    '.md'
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "." + last.rsplit(".", 1)[1].lower() if "." in last[1:] else ""
