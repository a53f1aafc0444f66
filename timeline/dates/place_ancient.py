"""Anchors of years before Christ, which count down, and of what a text counts on from them.

The calendar of days begins with the year 1: the interval is all that was before it, the value says which year.
"""

from __future__ import annotations

from datetime import date

from timeline.dates.context import Context
from timeline.dates.counting import Case
from timeline.dates.meanings import CalendarDate, Directed, Meaning, Shift, Unit, YearPart
from timeline.dates.placed import Placed
from timeline.types import Anchor, AnchorKind, Granularity, TimexType

YEARS = {"Y": 1, "DE": 10, "CE": 100}
BEFORE_CHRIST = "before Christ; this program's calendar of days begins with the year 1"


def place_ancient(meaning: CalendarDate | YearPart, case: Case) -> Placed:
    """ "264 BC", "the autumn of 413 BC": the text names the year."""
    assert meaning.year is not None and meaning.year < 0
    return _before_christ(meaning.year, _rest(meaning), (f"'{case.words}' is {BEFORE_CHRIST}",), None)


def place_from_ancient(meaning: Meaning, context: Context, case: Case) -> Placed | None:
    """What counts on from a year before Christ: "ten years later", "the same year", "that autumn"; None for others."""
    point = context.ancient
    if point is None:
        return None
    year, rest = _year_from(meaning, point.year), _rest(meaning)
    if year is None or year >= 0:  # beyond the first year after Christ nothing is counted on
        return None
    steps = (f"'{case.words}' counts on from '{point.words}', {-point.year} BC", f"{-year} BC is {BEFORE_CHRIST}")
    return _before_christ(year, rest, steps, point.id)


def _year_from(meaning: Meaning, year: int) -> int | None:
    """The year, negative before Christ, that a meaning has when ``year`` was the last one said."""
    match meaning:
        case Shift(unit=unit, origin="running", low=count, sign=sign) if unit in YEARS and count is not None:
            return year + sign * round(count * YEARS[unit])
        case Unit(unit="Y", running=True, offset=offset) if offset is not None:
            return year + offset
        case YearPart(year=None, name=name) if name[0] not in "QH":
            return year
        case CalendarDate(year=None, month=month) if month is not None:
            return year
        case Directed(running=True, direction=direction) if direction:
            return year + (direction - 10 if direction >= 9 else direction)
    return None


def _rest(meaning: Meaning) -> str:
    """What stands behind the year in the value: "-FA", "-03-15"."""
    if isinstance(meaning, Directed):
        return _rest(meaning.target)
    if isinstance(meaning, YearPart):
        return f"-{meaning.name}"
    if isinstance(meaning, CalendarDate) and meaning.month:
        return f"-{meaning.month:02}" + (f"-{meaning.day:02}" if meaning.day else "")
    return ""


def _before_christ(year: int, rest: str, trace: tuple[str, ...], ref: str | None) -> Placed:
    edtf = f"-{-year - 1:04}" if year < -1 else "0000"
    kind = AnchorKind.EXPRESSION if ref else AnchorKind.CALENDAR
    anchor = Anchor(kind, ref, None, date.min, edtf, Granularity.YEAR, trace)
    return Placed(TimexType.DATE, f"BC{-year:04}{rest}", anchor, ancient=year)
