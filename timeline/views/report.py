"""The report: one HTML file that opens offline, shows the timeline down to the sentence, and carries its own data.

The data and the list of events stand in the page as plain text as long as the page keeps its limit (`BASE_BYTES`
and `CLAIM_BYTES` a claim). Beyond that the data, then the lists too, are packed; the browser unpacks the lists. Very
long articles with few claims can still exceed it: nothing is left out. The same timeline always gives the same bytes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import jinja2
import plotly
from markupsafe import Markup
from plotly.io.json import to_json_plotly

import timeline as package
from timeline.types import SCHEMA, Timeline
from timeline.views.evidence import EventRow, event_rows, follow_rows, safe_url
from timeline.views.figure import BELOW, figure_config, timeline_figure
from timeline.views.frame import Frame
from timeline.views.marks import Axis, marks_of, undated_rows
from timeline.views.plaintext import clip, counted, visible
from timeline.views.still import still_svg
from timeline.views.summary import outlets, period, summary_parts
from timeline.views.words import (
    axis_label,
    families,
    interval_words,
    outlet_name,
    published_words,
    shape_labels,
    status_label,
    theme,
    type_label,
)

BASE_BYTES = 2_300_000
CLAIM_BYTES = 400
AXES: tuple[Axis, ...] = ("event", "published", "lag")
MANY_EVENTS = 200
PACKINGS: tuple[tuple[str, ...], ...] = (
    (),
    ("data",),
    ("data", "events"),
    ("data", "events", "followed", "undated", "articles"),
)
"""What is packed, as little as keeps the page within its limit."""

PACKED = {
    "events": '<p role="status">This list is packed to keep the file small; a browser with scripts shows it.</p>',
    "followed": '<tr><td colspan="3">This table is packed; a browser with scripts shows it.</td></tr>',
    "undated": "<li>This list is packed; a browser with scripts shows it.</li>",
    "articles": "<li>This list is packed; a browser with scripts shows it.</li>",
}
# What Plotly writes as style attributes for <b> and <i> in names and tooltips.
_STYLED = (b"font-weight:bold", b"font-style:italic")


def render_report(timeline: Timeline, *, title: str | None = None, frame: Frame | None = None) -> str:
    """The whole report as one HTML page. ``frame`` holds what people add to it; a plain ``title``
    is a short way to a frame of nothing else."""
    frame = frame or (Frame(title) if title else Frame())
    limit = BASE_BYTES + CLAIM_BYTES * len(timeline.claims)
    rows = event_rows(timeline)
    data = _json(timeline.to_dict())
    lists = _lists(timeline, frame, rows)
    shell = _shell(timeline, frame, rows)
    page = ""
    for packed in PACKINGS:
        held = _markup(_json({"packed": _pack(data)}) if "data" in packed else data)
        page = _page(shell, held, lists, packed)
        if len(page.encode()) <= limit:
            break
    return page


def _page(shell: dict[str, Any], data: Markup, lists: dict[str, str], packed: tuple[str, ...]) -> str:
    """The page with those lists packed that ``packed`` names; a line stands where the browser will unpack one."""
    shown = {name: _markup(PACKED[name] if name in packed else text) for name, text in lists.items()}
    held = {name: _markup(_pack(text)) for name, text in lists.items() if name in packed}
    return _environment().get_template("report.html").render(shell, data=data, lists=shown, packed=held)


def _lists(timeline: Timeline, frame: Frame, rows: tuple[EventRow, ...]) -> dict[str, str]:
    """The long lists of the page, rendered: those that may be packed."""
    values = {
        "events": rows,
        "followed": follow_rows(timeline),
        "undated": undated_rows(timeline),
        "articles": timeline.articles,
    }
    return {name: _environment().get_template(f"{name}.html").render(values, frame=frame) for name in values}


def _shell(timeline: Timeline, frame: Frame, rows: tuple[EventRow, ...]) -> dict[str, Any]:
    """All that the page shows beside the blocks that may be packed."""
    style = _style()
    script = _read("report.js")
    return {
        "title": frame.title,
        "frame": frame,
        "policy": _policy(script, style),
        "style": _markup(style),
        "script": _markup(script),
        "bundle": _markup(_bundle()),
        "placeholders": _style_ids(),
        "figures": _markup(_pack(_json(_figures(timeline)))),
        "many": len(timeline.events) > MANY_EVENTS,
        "summary": summary_parts(timeline),
        "period": interval_words(period(timeline)),
        "outlets": outlets(timeline),
        "picture": _markup(still_svg(timeline)),
        "key": _key(timeline),
        "axes": {axis: axis_label(axis) for axis in AXES},
        "conflicts": [conflict for row in rows for conflict in row.conflicts],
        "follows": any(len(event.outlets) > 1 for event in timeline.events),
        "undated": bool(undated_rows(timeline)),
        "problems": timeline.problems,
        "version": package.__version__,
        "plotly_version": plotly.__version__,
        "schema": SCHEMA,
        "measured": _measured(),
    }


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_read),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Text of articles is made visible wherever it stands: nobody has to think of it in a template.
        finalize=_finalize,
    )
    environment.filters.update(
        clip=clip,
        published=published_words,
        counted=counted,
        type_label=type_label,
        status_label=status_label,
        outlet=outlet_name,
        safe_url=safe_url,
    )
    return environment


def _finalize(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _markup(text: str) -> Markup:
    """Markup of our own making; article text in it was escaped where it was made."""
    return Markup(text)


def _read(name: str) -> str:
    return resources.files("timeline.views").joinpath("templates", name).read_text(encoding="utf-8")


def _key(timeline: Timeline) -> dict[str, list[tuple[str, str]]]:
    """What colours and signs mean, for those that are in the picture."""
    marks = marks_of(timeline)
    colours, shapes = {mark.family for mark in marks}, {mark.shape for mark in marks}
    return {
        "families": [(key, label) for key, label in families().items() if key in colours],
        "shapes": [(key, label) for key, label in shape_labels().items() if key in shapes],
    }


def _figures(timeline: Timeline) -> dict[str, Any]:
    """The figures of the three axes in the colours of the light theme, and what each colour is in the dark one.

    The legend is left to the page, which can wrap it and reach it by keyboard. Tooltips are numbers into ``texts``:
    the three axes share most of them.
    """
    drawn: dict[str, Any] = {}
    texts: dict[str, int] = {}
    for axis in AXES:
        figure = timeline_figure(timeline, axis=axis)
        figure.update_layout(showlegend=False, margin_b=40, height=figure.layout.height - BELOW + 40)
        drawn[axis] = json.loads(to_json_plotly(figure))
        for trace in drawn[axis]["data"]:
            if "hovertext" in trace:
                trace["hovertext"] = [texts.setdefault(text, len(texts)) for text in trace["hovertext"]]
    swap = dict(zip(theme(False).colours(), theme(True).colours(), strict=True))
    return {"figures": drawn, "texts": list(texts), "dark": swap, "config": figure_config()}


def _style() -> str:
    """The style sheet with the colours of both themes in front."""
    light, dark = theme(False), theme(True)

    def variables(colours: Any) -> str:
        named = {key: getattr(colours, key) for key in ("paper", "ink", "quiet", "grid", "band", "rule", "hover")}
        named |= {f"f-{key}": value for key, value in colours.families.items()} | {"bin": colours.bins[1]}
        return "".join(f"--{key}:{value};" for key, value in named.items())

    fills = "".join(f".f-{key}{{--c:var(--f-{key})}}" for key in light.families)
    return (
        f":root{{color-scheme:light dark;{variables(light)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{variables(dark)}}}}}{fills}\n{_read('report.css')}"
    )


def _policy(script: str, style: str) -> str:
    """The content security policy: nothing from anywhere; our script, Plotly's bundle and our style by their hashes.

    The hash of the empty text lets Plotly make its empty style element, which it then fills rule by rule; those
    of bold and italic let it set these two as style attributes, and no other.
    """
    styles = [_hash(style.encode()), _hash(b""), "'unsafe-hashes'", *map(_hash, _STYLED)]
    return (
        f"default-src 'none'; script-src {_hash(script.encode())} {_hash(_plotly_js())}; "
        f"style-src {' '.join(styles)}; base-uri 'none'; form-action 'none'"
    )


def _hash(content: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}'"


@cache
def _plotly_js() -> bytes:
    return resources.files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()


@cache
def _bundle() -> str:
    return base64.b64encode(gzip.compress(_plotly_js(), 9, mtime=0)).decode()


@cache
def _style_ids() -> tuple[str, ...]:
    """Ids of style elements that Plotly's map library adds unless they are there; the policy would refuse them."""
    made = rb'getElementById\("([0-9a-f]{64})"\)\)\{var \w+=document\.createElement\("style"\)'
    return tuple(found.decode() for found in re.findall(made, _plotly_js()))


@cache
def _measured() -> list[dict[str, str]]:
    """The rows of measured.toml."""
    text = resources.files("timeline.views").joinpath("measured.toml").read_text(encoding="utf-8")
    rows: list[dict[str, str]] = tomllib.loads(text)["measured"]
    return rows


def _pack(text: str) -> str:
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def _json(value: Any) -> str:
    """JSON that cannot end or open an element, and that holds no half of a surrogate pair."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return "".join(_whole(text))


def _whole(text: str) -> Iterator[str]:
    for part in re.split("([\ud800-\udfff])", text):
        yield f"\\u{ord(part):04x}" if len(part) == 1 and "\ud800" <= part <= "\udfff" else part
