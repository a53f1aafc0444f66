"""A timeline in the formats of other programs; each writer is a pure function of the timeline."""

from __future__ import annotations

import json
from collections.abc import Callable

from timeline.errors import TimelineError
from timeline.types import Timeline
from timeline.views.formats.calendar_file import render_ics
from timeline.views.formats.linked_data import render_jsonld
from timeline.views.formats.map_file import render_geojson
from timeline.views.formats.pictures import render_picture, render_svg
from timeline.views.formats.prose import render_markdown
from timeline.views.formats.research import render_acled, render_ucdp
from timeline.views.formats.schema import render_schema
from timeline.views.formats.sheet import render_xlsx
from timeline.views.formats.slides import render_timelinejs
from timeline.views.formats.tables import render_csv, render_events
from timeline.views.formats.timeml import render_timeml


def render_json(timeline: Timeline) -> str:
    """The whole timeline, as ``timeline build --json`` writes it."""
    text = json.dumps(timeline.to_dict(), ensure_ascii=False, indent=1)
    # Half of a surrogate pair, out of a damaged source, cannot be written as UTF-8; JSON has an escape for it.
    return "".join(f"\\u{ord(char):04x}" if "\ud800" <= char <= "\udfff" else char for char in text) + "\n"


_TEXT: dict[str, Callable[[Timeline], str]] = {
    "csv": render_csv,
    "events": render_events,
    "json": render_json,
    "schema": render_schema,
    "ics": render_ics,
    "geojson": render_geojson,
    "timelinejs": render_timelinejs,
    "timeml": render_timeml,
    "ucdp": render_ucdp,
    "acled": render_acled,
    "jsonld": render_jsonld,
    "markdown": render_markdown,
    "svg": render_svg,
}
_BINARY: dict[str, Callable[[Timeline], bytes]] = {
    "xlsx": render_xlsx,
    "png": lambda timeline: render_picture(timeline, "png"),
    "pdf": lambda timeline: render_picture(timeline, "pdf"),
}
TEXT_FORMATS = tuple(_TEXT)
FORMATS = (*_TEXT, *_BINARY)


def render_export(timeline: Timeline, format: str) -> str:
    """``timeline`` as text in one of `TEXT_FORMATS`, to be written as UTF-8 with its line ends kept.

    Raises `TimelineError` for a format that is not one of them, and for a picture of a timeline without dates.
    """
    writer = _TEXT.get(format)
    if writer is None:
        raise TimelineError(f"format {format!r}: not one of {', '.join(TEXT_FORMATS)}; choose one of these")
    return writer(timeline)


def export_bytes(timeline: Timeline, format: str) -> bytes:
    """``timeline`` as the bytes of a file in one of `FORMATS`. Raises `TimelineError` as `render_export` does, and
    where a picture needs what is not installed."""
    if format in _BINARY:
        return _BINARY[format](timeline)
    if format not in _TEXT:
        raise TimelineError(f"format {format!r}: not one of {', '.join(FORMATS)}; choose one of these")
    return render_export(timeline, format).encode()
