"""Reads back the JSON of ``timeline build --json``: the exact inverse of `Timeline.to_dict`."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from timeline.errors import TimelineError
from timeline.types import SCHEMA, Anchor, AnchorKind, Granularity, TimeExpression, Timeline, TimexType, Unanchored


def timeline_from_dict(document: Mapping[str, Any]) -> Timeline:
    """The timeline that ``document`` was written from.

    Raises `TimelineError` that names the place in the document where something is missing or of the wrong kind.
    Fields that this version does not know are passed over, so that a newer file still opens.
    """
    schema = document.get("schema")
    if schema != SCHEMA:
        raise TimelineError(f"not a timeline of schema {SCHEMA} (it says {schema!r}); build it again with this version")
    return typing.cast(Timeline, _rebuilt(Timeline, document, "timeline"))


def rebuilt(kind: Any, value: Any) -> Any:
    """A value of the annotated ``kind`` from what `timeline.types.plain` made of it.

    Raises `TimelineError` as `timeline_from_dict` does.
    """
    return _rebuilt(kind, value, getattr(kind, "__name__", str(kind)))


def _rebuilt(kind: Any, value: Any, where: str) -> Any:
    """By the quick way, and where that meets anything irregular by the slow one, which says where and what it is."""
    try:
        return _maker(kind)(value)
    except (_IrregularError, KeyError, TypeError, ValueError, AttributeError):
        return _rebuild(kind, value, where)


class _IrregularError(Exception):
    """A value is not of the kind that is wanted."""


Maker = Callable[[Any], Any]


@cache
def _maker(kind: Any) -> Maker:
    """What makes a value of ``kind`` from its JSON: put together once a kind, five times as fast as looking each time.

    Raises one of the errors that `_rebuilt` waits for where the value is of another kind.
    """
    if isinstance(kind, types.UnionType):
        inner = _maker(next(part for part in typing.get_args(kind) if part is not type(None)))
        return lambda value: None if value is None else inner(value)
    if typing.get_origin(kind) is tuple:
        return _tuple_maker(typing.get_args(kind))
    if kind is TimeExpression:
        return _make_timex
    if dataclasses.is_dataclass(kind):
        return _record_maker(kind)
    return _scalar_maker(kind)


def _tuple_maker(kinds: tuple[Any, ...]) -> Maker:
    each = _maker(kinds[0])
    rest = None if kinds[-1] is Ellipsis else [_maker(kind) for kind in kinds]

    def make(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise _IrregularError
        if rest is None:
            return tuple(map(each, value))
        return tuple(maker(part) for maker, part in zip(rest, value, strict=True))

    return make


def _record_maker(kind: Any) -> Maker:
    makers = [(name, _maker(hint)) for name, hint in _field_kinds(kind).items()]
    return lambda value: kind(**{name: maker(value[name]) for name, maker in makers if name in value})


def _scalar_maker(kind: Any) -> Maker:
    if kind is date:
        return date.fromisoformat
    if issubclass(kind, StrEnum):
        members = {member.value: member for member in kind}
        return lambda value: members[value]
    wanted = (float, int) if kind is float else (kind,)

    def make(value: Any) -> Any:
        if type(value) not in wanted:
            raise _IrregularError
        return value

    return make


def _make_timex(value: Any) -> TimeExpression:
    """As `_rebuild_timex`."""
    trace = _maker(tuple[str, ...])(value["trace"])
    anchor: Anchor | Unanchored
    if value["anchor"] is None:
        anchor = Unanchored(_maker(str)(value["unanchored"]), trace)
    else:
        anchor = Anchor(
            kind=_maker(AnchorKind)(value["anchor"]["kind"]),
            ref=value["anchor"]["ref"],
            earliest=_maker(date | None)(value["earliest"]),
            latest=_maker(date | None)(value["latest"]),
            edtf=_maker(str | None)(value["edtf"]),
            granularity=_maker(Granularity)(value["granularity"]),
            trace=trace,
            vague=_maker(bool)(value["vague"]),
        )
    return TimeExpression(
        **{name: _maker(str)(value[name]) for name in ("id", "article", "text", "value", "rule")},
        **{name: _maker(int)(value[name]) for name in ("begin", "end")},
        type=_maker(TimexType)(value["type"]),
        anchor=anchor,
        mod=_maker(str | None)(value["mod"]),
        given=_maker(tuple[str, ...])(value["given"]),
    )


def _rebuild(kind: Any, value: Any, where: str) -> Any:
    """``value`` of the JSON as the annotated ``kind``; ``where`` is the path for the error text."""
    if value is None:
        if kind is None or type(None) in typing.get_args(kind):
            return None
        raise TimelineError(f"{where}: is missing; the file is incomplete, build it again")
    if isinstance(kind, types.UnionType):
        return _rebuild(next(part for part in typing.get_args(kind) if part is not type(None)), value, where)
    if typing.get_origin(kind) is tuple:
        return _rebuild_tuple(typing.get_args(kind), value, where)
    if kind is TimeExpression:
        return _rebuild_timex(value, where)
    if dataclasses.is_dataclass(kind):
        return _rebuild_record(kind, value, where)
    return _rebuild_scalar(kind, value, where)


def _rebuild_tuple(kinds: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TimelineError(f"{where}: should be a list; the file was changed by hand, build it again")
    each = [kinds[0]] * len(value) if kinds[-1] is Ellipsis else kinds
    if len(each) != len(value):
        raise TimelineError(f"{where}: should hold {len(each)} values; the file was changed by hand, build it again")
    return tuple(
        _rebuild(kind, part, f"{where}[{index}]") for index, (kind, part) in enumerate(zip(each, value, strict=True))
    )


def _rebuild_record(kind: Any, value: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise TimelineError(f"{where}: should be an object; the file was changed by hand, build it again")
    hints = _field_kinds(kind)
    parts = {name: _rebuild(hint, value[name], f"{where}.{name}") for name, hint in hints.items() if name in value}
    try:
        return kind(**parts)
    except (TypeError, ValueError) as error:
        raise TimelineError(f"{where}: {error}; the file is incomplete, build it again") from error


def _rebuild_scalar(kind: Any, value: Any, where: str) -> Any:
    try:
        if kind is date:
            return date.fromisoformat(value)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return kind(value)
    except (TypeError, ValueError) as error:
        raise TimelineError(f"{where}: {error}; the file was changed by hand, build it again") from error
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TimelineError(f"{where}: should be {kind.__name__}, is {value!r}; build it again")
    return value


def _rebuild_timex(value: Any, where: str) -> TimeExpression:
    """The contract flattens the anchor into the expression; here it is put together again."""
    if not isinstance(value, Mapping):
        raise TimelineError(f"{where}: should be an object; the file was changed by hand, build it again")

    def part(kind: Any, name: str) -> Any:
        return _rebuild(kind, value.get(name), f"{where}.{name}")

    trace = part(tuple[str, ...], "trace")
    anchor: Anchor | Unanchored
    if value.get("anchor") is None:
        anchor = Unanchored(part(str, "unanchored"), trace)
    else:
        kind = _rebuild(AnchorKind, value["anchor"].get("kind"), f"{where}.anchor.kind")
        anchor = Anchor(
            kind=kind,
            ref=value["anchor"].get("ref"),
            earliest=part(date | None, "earliest"),
            latest=part(date | None, "latest"),
            edtf=part(str | None, "edtf"),
            granularity=part(Granularity, "granularity"),
            trace=trace,
            vague=part(bool, "vague"),
        )
    strings = {name: part(str, name) for name in ("id", "article", "text", "value", "rule")}
    offsets = {name: part(int, name) for name in ("begin", "end")}
    return TimeExpression(
        **strings,
        **offsets,
        type=part(TimexType, "type"),
        anchor=anchor,
        mod=part(str | None, "mod"),
        given=part(tuple[str, ...], "given"),
    )


@cache
def _field_kinds(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)
