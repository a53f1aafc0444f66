"""The dateline at the beginning of a text: "ARLEN, Kastria, Aug. 14 (Reuters) -"; its day is what "today" means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.dates.find import Found
from timeline.dates.meanings import CalendarDate
from timeline.types import Span

LONGEST = 90
"""A dateline begins at most so many characters before its day."""
_PLACE = (
    r"\s*[A-Z][\w.'’-]{0,30}(?:[ ,/]{1,2}(?:[A-Z][\w.'’-]{0,30}|\([^()\n]{1,30}\)|and|de|la|el|al)){0,9},?\s{1,3}\Z"
)
_CAPITALS = r"\s*[A-Z]{2,}[A-Z'’-]*"
_DASH = r"(?:,?\s\d{4})?\s{0,2}(?:\([^()\n]{1,40}\)|/[^/\n]{1,30}/)?\s{0,2}(?:--?|[–—_])[\s_]"


def find_dateline(text: str, found: Sequence[Found]) -> Span | None:
    """The span of the dateline up to its day; None where the text begins with none.

    A dateline has its place in capitals, a day with its month, and a dash behind it or behind the agency.
    """
    first = found[0] if found else None
    if first is None or first.begin > LONGEST or not isinstance(first.reading.meaning, CalendarDate):
        return None
    meaning = first.reading.meaning
    if not meaning.month or not meaning.day:
        return None
    before, behind = text[: first.begin], text[first.end : first.end + LONGEST]
    # compiled when the first text asks for them: few texts have a day so near to their beginning
    if not (re.match(_CAPITALS, before) and re.match(_PLACE, before) and re.match(_DASH, behind)):
        return None
    return Span(0, first.end, text[: first.end])
