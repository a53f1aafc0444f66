"""Lines about a body whose slices are known, from above its headline to below it, that state a date or a writer."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from timeline.articles.stamps import Stamp, find_byline, find_stamp, starts_with_label
from timeline.articles.units import Unit, key_of, units_of

_WINDOW = 4000
"""Characters above a body in which its headline is looked for."""

_BELOW_HEADLINE = 25
_ABOVE_HEADLINE = 4
_WITHOUT_HEADLINE = 8
_BELOW_BODY = 8
_OPENING = 1500
"""Characters of the body between whose first paragraphs a date can stand."""

_A_FEW = 2
_LONGEST = 160
_YEAR = re.compile(r"(?<!\d)(?:19|20|14)\d\d(?!\d)|[٠-٩]{4}|[۰-۹]{4}")


def find_frame(
    source: str, body: Sequence[tuple[int, int]], title: str | None, *, country: str | None, language: str
) -> tuple[Stamp, ...]:
    """The stamps about a body that is the half-open slices ``body`` of ``source``, in their order.

    A bare date above the headline is that of the page's head. Below the body only lines with a word for what they
    state are its own.
    """
    if not body:
        return ()
    found = []
    for unit, is_above in _lines_above(source, body, title):
        stamp = _stamp(unit, country, language)
        if stamp:
            found.append(dataclasses.replace(stamp, in_page_head=is_above and stamp.is_bare))
    for unit in _lines_between(source, body):
        stamp = _stamp(unit, country, language)
        found += [stamp] if stamp else []
    found = _without_lists(found)
    for unit in units_of(source, body[-1][1], body[-1][1] + _WINDOW)[:_BELOW_BODY]:
        stamp = _stamp(unit, country, language) if starts_with_label(unit.text) else None
        found += [stamp] if stamp and (stamp.labelled or stamp.modified) else []
    return tuple(found)


def _without_lists(stamps: list[Stamp]) -> list[Stamp]:
    """Without bare dates where there are more than two different ones: those are of a list of other articles."""
    days = {stamp.published.interval for stamp in stamps if stamp.published and stamp.is_bare}
    return stamps if len(days) <= _A_FEW else [stamp for stamp in stamps if not (stamp.published and stamp.is_bare)]


def _stamp(unit: Unit, country: str | None, language: str) -> Stamp | None:
    if len(unit.text) > _LONGEST or not (_YEAR.search(unit.text) or find_byline(unit.text)):
        return None
    return find_stamp(unit.text, country=country, language=language)


def _lines_above(source: str, body: Sequence[tuple[int, int]], title: str | None) -> Iterator[tuple[Unit, bool]]:
    """The lines above the body that are about it, and whether each stands above the headline."""
    lines = units_of(source, max(0, body[0][0] - _WINDOW), body[0][0])
    place = _headline(lines, title)
    if place is None:
        yield from ((unit, False) for unit in lines[-_WITHOUT_HEADLINE:])
        return
    yield from ((unit, True) for unit in lines[max(0, place - _ABOVE_HEADLINE) : place])
    yield from ((unit, False) for unit in lines[place + 1 : place + 1 + _BELOW_HEADLINE])


def _headline(lines: Sequence[Unit], title: str | None) -> int | None:
    """The number of the line that is the headline: the last one before the body."""
    key = key_of(title) if title else None
    return next((number for number in range(len(lines) - 1, -1, -1) if lines[number].key == key), None) if key else None


def _lines_between(source: str, body: Sequence[tuple[int, int]]) -> Iterator[Unit]:
    """What stands between the first slices of a body and was not taken for a part of it."""
    last = body[0][1]
    for begin, end in body[1:]:
        if last > body[0][0] + _OPENING:
            return
        yield from units_of(source, last, begin)[:_BELOW_BODY]
        last = end
