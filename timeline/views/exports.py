"""A timeline in the formats of other programs; each writer is a pure function of the timeline."""

from __future__ import annotations

import json
from collections.abc import Callable

from timeline.errors import TimelineError
from timeline.types import Timeline
from timeline.views.formats.calendar_file import render_ics
from timeline.views.formats.map_file import render_geojson
from timeline.views.formats.slides import render_timelinejs
from timeline.views.formats.tables import render_csv, render_ucdp
from timeline.views.formats.timeml import render_timeml


def render_json(timeline: Timeline) -> str:
    """The whole timeline, as ``timeline build --json`` writes it."""
    text = json.dumps(timeline.to_dict(), ensure_ascii=False, indent=1)
    # Half of a surrogate pair, out of a damaged source, cannot be written as UTF-8; JSON has an escape for it.
    return "".join(f"\\u{ord(char):04x}" if "\ud800" <= char <= "\udfff" else char for char in text) + "\n"


_WRITERS: dict[str, Callable[[Timeline], str]] = {
    "csv": render_csv,
    "json": render_json,
    "ics": render_ics,
    "geojson": render_geojson,
    "timelinejs": render_timelinejs,
    "timeml": render_timeml,
    "ucdp": render_ucdp,
}
FORMATS = tuple(_WRITERS)


def render_export(timeline: Timeline, format: str) -> str:
    """``timeline`` as text in one of `FORMATS`, to be written as UTF-8 with its line ends kept.

    Raises `TimelineError` for a format that is not one of them.
    """
    writer = _WRITERS.get(format)
    if writer is None:
        raise TimelineError(f"format {format!r}: not one of {', '.join(FORMATS)}; choose one of these")
    return writer(timeline)
