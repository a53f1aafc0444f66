"""The timeline as a still picture: plain SVG for print and for pages without scripts, from the same drawing.

Colours and type come from the page by class names, so that one picture serves light, dark and print.
"""

from __future__ import annotations

from datetime import date
from html import escape

from timeline.calendar import in_words
from timeline.types import Timeline
from timeline.views.drawing import HEAD, Drawing, drawing_of
from timeline.views.lanes import lane_counts, step_for
from timeline.views.marks import Axis, Mark, marks_of
from timeline.views.plaintext import clip, visible

WIDE = 1000  # units across; the page scales it
AXIS_HIGH = 34
MOST_MARKS = 500  # more than that no one can tell apart on paper, and each costs some 150 bytes of the page
TICKS = 7
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


def still_svg(timeline: Timeline, *, axis: Axis = "event") -> str:
    """An SVG element, or an empty text where nothing has a date. Text in it is escaped."""
    marks = marks_of(timeline, axis=axis)
    if not marks:
        return ""
    drawing = drawing_of(marks if len(marks) <= MOST_MARKS else [mark for mark in marks if mark.row == 0], axis)
    wide = Drawing(axis, marks, drawing.lanes, drawing.row, *_edges(marks, axis))
    high = drawing.height + AXIS_HIGH
    parts = [
        f'<svg class="still" viewBox="0 0 {WIDE} {high:.0f}" role="img" aria-labelledby="still-title">',
        f'<title id="still-title">Timeline of {len(marks)} reports in {len(wide.lanes)} lanes; '
        "the list of events below says the same in words.</title>",
        *_bands(wide),
        *_ticks(wide),
        *(_counts(wide) if len(marks) > MOST_MARKS else [_mark(wide, mark) for mark in marks]),
        *_names(wide),
        "</svg>",
    ]
    return "".join(parts)


def _edges(marks: tuple[Mark, ...], axis: Axis) -> tuple[float, float]:
    whole = drawing_of(marks, axis)
    return whole.left, whole.right


def _across(drawing: Drawing, day: float) -> float:
    return (day - drawing.left) / (drawing.right - drawing.left) * WIDE


def _bands(drawing: Drawing) -> list[str]:
    return [
        f'<rect class="band" x="0" y="{lane.top:.0f}" width="{WIDE}" height="{lane.height:.0f}"/>'
        for lane in drawing.lanes[::2]
    ]


def _names(drawing: Drawing) -> list[str]:
    return [
        f'<text class="lane" x="4" y="{lane.top + 17:.0f}">{escape(clip(visible(lane.name), 60))}</text>'
        for lane in drawing.lanes
    ]


def _ticks(drawing: Drawing) -> list[str]:
    found = lag_ticks(drawing) if drawing.axis == "lag" else date_ticks(drawing)
    low = drawing.height
    parts = []
    for day, label in found:
        x = _across(drawing, day)
        parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{low:.0f}"/>')
        # A label that stands near the right edge would run out of the picture.
        side = "end" if x > WIDE - 90 else "start"
        parts.append(f'<text class="tick" x="{x:.1f}" y="{low + 22:.0f}" text-anchor="{side}">{label}</text>')
    return parts


def lag_ticks(drawing: Drawing) -> list[tuple[float, str]]:
    span = drawing.right - drawing.left
    step = next(step for step in (1, 2, 5, 10, 30, 100, 365, 1000, 3650, 36500, 365000) if span / step <= TICKS * 1.5)
    first = -int(-drawing.left // step) * step
    return [(float(day), f"{day} days") for day in range(first, int(drawing.right) + 1, step)]


def date_ticks(drawing: Drawing) -> list[tuple[float, str]]:
    """The first of every so many months; for less than two months, every so many days."""
    first, last = (min(max(int(edge), 1), 3652059) for edge in (drawing.left, drawing.right))
    months = (last - first) / 30.4
    if months < 2:
        step = max(1, round((last - first) / TICKS))
        return [(float(day), _day_label(day)) for day in range(first, last + 1, step)]
    every = next((step for step in _MONTHS if months / step <= TICKS), _MONTHS[-1])
    begin = date.fromordinal(first)
    ticks = []
    for month in range(begin.year * 12 // every * every, 9999 * 12, every):
        day = date(max(month // 12, 1), month % 12 + 1, 1)
        if day.toordinal() > last:
            break
        if day.toordinal() >= first:
            ticks.append((float(day.toordinal()), str(day.year) if every >= 12 else _day_label(day.toordinal())[2:]))
    return ticks


def _day_label(day: int) -> str:
    """A day with its month cut to three letters: "9 Mar 2021"."""
    number, month, year = in_words(date.fromordinal(day)).split()
    return f"{number} {month[:3]} {year}"


def _mark(drawing: Drawing, mark: Mark) -> str:
    y = drawing.middle(mark)
    link = f'<a href="#{escape(mark.event)}">'
    if mark.is_day:
        x = _across(drawing, drawing.centre(mark))
        return f"{link}{_dot(x, y, min(5.5, drawing.row * 0.31), mark)}</a>"
    return f"{link}{''.join(_bar(drawing, mark, y))}</a>"


def _dot(x: float, y: float, radius: float, mark: Mark) -> str:
    shape = f'<circle class="{mark.shape} f-{mark.family}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
    if mark.shape == "ringed":
        return f'{shape}<circle class="filled f-{mark.family}" cx="{x:.1f}" cy="{y:.1f}" r="1.6"/>'
    if mark.shape == "crossed":
        return shape + _cross(x, y, radius * 0.7, mark)
    return shape


def _cross(x: float, y: float, arm: float, mark: Mark) -> str:
    return (
        f'<path class="stroke f-{mark.family}" d="M{x - arm:.1f} {y - arm:.1f}L{x + arm:.1f} {y + arm:.1f}'
        f'M{x - arm:.1f} {y + arm:.1f}L{x + arm:.1f} {y - arm:.1f}"/>'
    )


def _bar(drawing: Drawing, mark: Mark, y: float) -> list[str]:
    half = drawing.row * 0.28
    shape = "filled" if mark.shape == "filled" else "hollow"
    parts = []
    for piece in drawing.pieces(mark):
        begin, end = _across(drawing, piece.begin), _across(drawing, piece.end)
        wide = max(end - begin, 3.5)
        half = drawing.row * piece.thick / 2
        strength = "" if piece.strength == 1.0 else f' opacity="{piece.strength:g}"'
        parts.append(
            f'<rect class="{shape} f-{mark.family}" x="{begin:.1f}" y="{y - half:.1f}" '
            f'width="{wide:.1f}" height="{2 * half:.1f}"{strength}/>'
        )
        if mark.shape == "ringed":
            parts.append(
                f'<rect class="filled f-{mark.family}" x="{begin:.1f}" y="{y - 1:.1f}" '
                f'width="{wide:.1f}" height="2"{strength}/>'
            )
    known = _across(drawing, drawing.centre(mark))
    if mark.shape == "crossed":
        parts.append(_cross(known, y, half, mark))
    for side in drawing.leaves(mark):
        tip, back = (WIDE - 1.0, WIDE - 10.0) if side == "right" else (1.0, 10.0)
        head = f"M{back:.1f} {y - half:.1f}L{tip:.1f} {y:.1f}L{back:.1f} {y + half:.1f}Z"
        parts.append(f'<path class="filled f-{mark.family}" d="{head}"/>')
    return parts


def _counts(drawing: Drawing) -> list[str]:
    """Too many marks to draw: the counts by bin and lane, the darker the more."""
    step = step_for((int(drawing.left), int(drawing.right)), 60)
    first, counts = lane_counts(
        [(mark.lane, mark.low, mark.high) for mark in drawing.marks], (drawing.left, drawing.right), step
    )
    most = max(max(row) for row in counts.values())
    parts = []
    for lane in drawing.lanes:
        for at, number in enumerate(counts[lane.name]):
            if number:
                x = _across(drawing, first + at * step)
                wide = _across(drawing, first + (at + 1) * step) - x
                parts.append(
                    f'<rect class="bin" x="{x:.1f}" y="{lane.top + HEAD:.0f}" width="{wide:.1f}" '
                    f'height="{lane.height - HEAD - 6:.0f}" opacity="{0.15 + 0.85 * number / most:.2f}"/>'
                )
    return parts
