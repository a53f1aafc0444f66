"""The JSON Schema (draft 2020-12) of the timeline's JSON, made from the types themselves: it cannot be stale."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from datetime import date
from enum import StrEnum
from typing import Any

from timeline.types import SCHEMA, AnchorKind, Granularity, TimeExpression, Timeline, TimexType

_ANCHOR = {
    "type": ["object", "null"],
    "required": ["kind", "ref"],
    "properties": {"kind": {"enum": [kind.value for kind in AnchorKind]}, "ref": {"type": ["string", "null"]}},
}
_DAY = {"type": "string", "format": "date"}


def json_schema() -> dict[str, Any]:
    """The schema as an object. Further fields are allowed: a newer program may add some, and drops none."""
    definitions: dict[str, Any] = {}
    whole = _record(Timeline, definitions)
    whole["properties"] = {"schema": {"const": SCHEMA}} | whole["properties"]
    whole["required"] = ["schema", *whole["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Conflict Timeline",
        "description": "What `timeline build --json` writes. Offsets are half-open, in Unicode characters of `text`.",
        **whole,
        "$defs": dict(sorted(definitions.items())),
    }


def render_schema(timeline: Timeline) -> str:
    """The schema as text; it is the same for every timeline."""
    return json.dumps(json_schema(), indent=1) + "\n"


def _record(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    properties = {name: _kind(hints[name], definitions) for name in names}
    described: dict[str, Any] = {"type": "object", "required": names, "properties": properties}
    if kind.__doc__ and kind is not Timeline:
        described["description"] = " ".join(kind.__doc__.split("\n\n")[0].split())
    return described


def _kind(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if isinstance(kind, types.UnionType):
        parts = [part for part in typing.get_args(kind) if part is not type(None)]
        return {"anyOf": [*(_kind(part, definitions) for part in parts), {"type": "null"}]}
    if typing.get_origin(kind) is tuple:
        return _tuple(typing.get_args(kind), definitions)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _timex() if kind is TimeExpression else _record(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return dict(_DAY) if kind is date else {"type": _PLAIN[kind]}


_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def _tuple(kinds: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if kinds[-1] is Ellipsis:
        return {"type": "array", "items": _kind(kinds[0], definitions)}
    each = [_kind(kind, definitions) for kind in kinds]
    return {"type": "array", "prefixItems": each, "minItems": len(each), "maxItems": len(each)}


def _timex() -> dict[str, Any]:
    """The contract has the anchor flat in the expression: `TimeExpression.to_dict`."""
    text: dict[str, Any] = {"type": "string"}
    maybe: dict[str, Any] = {"type": ["string", "null"]}
    day: dict[str, Any] = {"anyOf": [_DAY, {"type": "null"}]}
    properties = {
        "id": text,
        "article": text,
        "begin": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 0},
        "text": text,
        "type": {"enum": [kind.value for kind in TimexType]},
        "value": text,
        "mod": maybe,
        "earliest": day,
        "latest": day,
        "edtf": maybe,
        "anchor": _ANCHOR,
        "granularity": {"enum": [*(kind.value for kind in Granularity), None]},
        "vague": {"type": "boolean"},
        "unanchored": maybe,
        "given": {"type": "array", "items": text},
        "rule": text,
        "trace": {"type": "array", "items": text},
    }
    return {"type": "object", "required": list(properties), "properties": properties}
