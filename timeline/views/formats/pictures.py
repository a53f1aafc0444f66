"""The chart as a picture: SVG by our own drawing; PNG and PDF by kaleido, which is an extra and drives a browser.

Kaleido asks the network for a script of formulas unless it is told not to: it is told not to.
"""

from __future__ import annotations

from timeline.errors import TimelineError
from timeline.types import Timeline
from timeline.views.still import still_svg
from timeline.views.words import theme

WIDTH = 1400
"""Pixels; the picture has twice as many, for screens and paper that show them."""

_SCALE = 2
_NOTHING = "no claim has a date, so there is no picture to draw; choose another format"


def render_svg(timeline: Timeline) -> str:
    """The still picture as an SVG file of its own, in the colours of the light theme."""
    picture = still_svg(timeline)
    if not picture:
        raise TimelineError(_NOTHING)
    colours = theme(False)
    rules = [
        f".still{{background:{colours.paper};font-family:sans-serif}}",
        f".band{{fill:{colours.band}}}.grid{{stroke:{colours.grid}}}.bin{{fill:{colours.bins[1]}}}",
        f"text{{font-size:14px;fill:{colours.ink}}}.lane{{font-weight:600}}.tick{{fill:{colours.quiet}}}",
        ".filled{fill:var(--c)}.ringed,.hollow,.crossed,.stroke{fill:none;stroke:var(--c);stroke-width:2}",
        *(f".f-{key}{{--c:{colour}}}" for key, colour in colours.families.items()),
    ]
    style = f"<style>{''.join(rules)}</style>"
    head, rest = picture.split(">", 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head} xmlns="http://www.w3.org/2000/svg">{style}{rest}\n'


def render_picture(timeline: Timeline, form: str) -> bytes:
    """The chart as "png" or "pdf". Raises `TimelineError` where kaleido or its browser is missing."""
    from timeline.views.figure import timeline_figure

    try:
        import kaleido
        import kaleido.errors
    except ImportError as error:
        raise TimelineError(
            f'{form} needs the extra "image"; install it with: pip install "conflict-timeline[image]", or choose svg'
        ) from error
    figure = timeline_figure(timeline)
    if not figure.data:
        raise TimelineError(_NOTHING)
    page = kaleido.PageGenerator(mathjax=False)
    options = {"format": form, "width": WIDTH, "height": int(figure.layout.height), "scale": _SCALE}
    try:
        picture: bytes = kaleido.calc_fig_sync(figure, opts=options, kopts={"page_generator": page})
    except (RuntimeError, OSError, ValueError, kaleido.errors.KaleidoError) as error:
        raise TimelineError(
            f"{form}: the browser that draws it could not be used ({type(error).__name__}); "
            "install Chrome or Chromium, or choose svg"
        ) from error
    return picture
