"""One event brought forward on the chart: its marks stay as they are, the others step back."""

from __future__ import annotations

from typing import Any

FADED = 0.3


def emphasise(figure: Any, event: str | None, *, turn: int) -> None:
    """Selects the marks of ``event`` in ``figure``; does nothing where none of its marks is there.

    ``turn`` counts the choices made outside the chart. It goes into the figure, so that each of them begins with a
    fresh selection: else a click on the mark that was clicked last would not be told.
    """
    figure.layout.meta = {"turn": turn}
    chosen = {number: _marks_of(trace, event) for number, trace in enumerate(figure.data)}
    if not any(chosen.values()):
        return
    for number, trace in enumerate(figure.data):
        if trace.customdata is not None:
            trace.update(selectedpoints=chosen[number])
            if trace.type == "scatter":  # bars fade by their own strength; one opacity for all would take it away
                trace.update(unselected={"marker": {"opacity": FADED}})


def event_of(customdata: Any) -> str | None:
    """The event's id of a point that was clicked: the first of its ids, however the browser sends the list."""
    parts = list(customdata.values()) if isinstance(customdata, dict) else list(customdata or ())
    return parts[0] if parts and isinstance(parts[0], str) else None


def _marks_of(trace: Any, event: str | None) -> list[int]:
    if trace.customdata is None:
        return []
    return [number for number, ids in enumerate(trace.customdata) if event_of(ids) == event]
