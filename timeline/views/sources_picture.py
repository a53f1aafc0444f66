"""The graph of sources as a small picture: plain SVG, who tells first at the left, who prints it at the right.

It carries its own colours, so that a page can show it as an image. Every text in it is escaped.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from html import escape

from timeline.views.plaintext import clip, counted, visible
from timeline.views.sources import Link, Node, SourceGraph
from timeline.views.words import Theme, theme

BOX_WIDE, BOX_HIGH, BETWEEN, APART = 190, 40, 70, 12
LETTERS = 26  # what fits in a box
DEEPEST = 6  # columns; a chain that is longer shares the last one


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG document with its size in pixels and what it shows in words."""

    svg: str
    wide: int
    high: int
    words: str


def draw_graph(graph: SourceGraph, *, dark: bool = False) -> Picture | None:
    """The picture of a graph; ``None`` where it has no link."""
    if not graph.links:
        return None
    columns = _columns(graph)
    places = _places(columns)
    wide = len(columns) * BOX_WIDE + (len(columns) - 1) * BETWEEN + 4
    high = round(max(top for _, top in places.values()) + BOX_HIGH + 2)
    most = max(link.claims for link in graph.links)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">',
        f"<style>{_style(theme(dark))}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8Z"/></marker></defs>',
        *(_link(link, places, most) for link in graph.links),
        *(_box(node, places[node.name]) for node in graph.nodes),
        "</svg>",
    ]
    return Picture("".join(parts), wide, high, _words(graph.links))


def _style(colours: Theme) -> str:
    accent = colours.families["people"]
    return (
        f"text{{font:13px system-ui,'Segoe UI','Noto Sans',Arial,sans-serif;fill:{colours.ink}}}"
        f".quiet{{font-size:11px;fill:{colours.quiet}}}"
        f"rect{{fill:{colours.paper};stroke:{colours.quiet};stroke-width:1}}"
        f".outlet rect{{fill:{colours.band}}}.unnamed rect{{stroke-dasharray:4 3}}"
        f".origin rect{{stroke:{accent};stroke-width:2.5}}"
        f".link{{fill:none;stroke:{colours.density}}}marker path{{fill:{colours.density}}}"
    )


def _words(links: tuple[Link, ...]) -> str:
    told = [
        f"{clip(link.taker, 60)} has {counted(link.claims, 'claim')} from {clip(link.giver, 60)}" for link in links[:12]
    ]
    rest = f"; and {len(links) - 12} more" if len(links) > 12 else ""
    return "; ".join(told) + rest


def _columns(graph: SourceGraph) -> list[list[Node]]:
    """The nodes by how many steps it took to reach them; a circle of sources is cut where it closes."""
    givers: dict[str, list[str]] = defaultdict(list)
    for link in graph.links:
        givers[link.taker].append(link.giver)
    depth = {node.name: 0 for node in graph.nodes}
    for _ in range(DEEPEST - 1):  # each round carries a depth one link further
        for taker, names in givers.items():
            depth[taker] = min(DEEPEST - 1, max(depth[taker], *(depth[name] + 1 for name in names if name != taker)))
        if all(depth[link.giver] < depth[link.taker] for link in graph.links):
            break
    used = sorted(set(depth.values()))
    columns: list[list[Node]] = [[] for _ in used]
    for node in graph.nodes:
        columns[used.index(depth[node.name])].append(node)
    return _untangled(columns, graph.links)


def _untangled(columns: list[list[Node]], links: tuple[Link, ...]) -> list[list[Node]]:
    """Each column in the order in which its neighbours stand, so that fewer links cross."""
    beside: dict[str, list[str]] = defaultdict(list)
    for link in links:
        beside[link.giver].append(link.taker)
        beside[link.taker].append(link.giver)
    height = {node.name: at / len(column) for column in columns for at, node in enumerate(column)}
    for _ in range(4):
        for column in columns:
            column.sort(key=lambda node: sum(height[name] for name in beside[node.name]) / len(beside[node.name]))
            height |= {node.name: at / len(column) for at, node in enumerate(column)}
    return columns


def _places(columns: list[list[Node]]) -> dict[str, tuple[float, float]]:
    """Left and top of every box; each column stands in the middle of the height."""
    high = max(len(column) for column in columns) * (BOX_HIGH + APART)
    places = {}
    for at, column in enumerate(columns):
        top = (high - len(column) * (BOX_HIGH + APART)) / 2 + 1
        for number, node in enumerate(column):
            places[node.name] = (at * (BOX_WIDE + BETWEEN) + 2.0, top + number * (BOX_HIGH + APART))
    return places


def _box(node: Node, place: tuple[float, float]) -> str:
    left, top = place
    kind = "outlet" if node.kind in ("outlet", "agency") else "unnamed" if node.kind == "anonymous" else "named"
    first = " origin" if node.origin else ""
    return (
        f'<g class="{kind}{first}"><title>{escape(visible(clip(node.name, 300)))}: {escape(node.kind_words)}, '
        f"{counted(node.claims, 'claim')}</title>"
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{BOX_WIDE}" height="{BOX_HIGH}" rx="6"/>'
        f'<text x="{left + 10:.1f}" y="{top + 17:.1f}">{escape(visible(clip(node.name, LETTERS)))}</text>'
        f'<text class="quiet" x="{left + 10:.1f}" y="{top + 32:.1f}">{escape(node.kind_words)}</text></g>'
    )


def _link(link: Link, places: dict[str, tuple[float, float]], most: int) -> str:
    (from_left, from_top), (to_left, to_top) = places[link.giver], places[link.taker]
    x, y = from_left + BOX_WIDE, from_top + BOX_HIGH / 2
    to_x, to_y = to_left - 1, to_top + BOX_HIGH / 2
    if to_left <= from_left:  # back, or within one column: a bow at the right of both
        to_x = to_left + BOX_WIDE
        path = f"M{x:.1f} {y:.1f}C{x + 50:.1f} {y:.1f} {to_x + 50:.1f} {to_y:.1f} {to_x + 1:.1f} {to_y:.1f}"
    else:
        bend = min(BETWEEN, to_x - x) * 0.5
        path = f"M{x:.1f} {y:.1f}C{x + bend:.1f} {y:.1f} {to_x - bend:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
    width = 1.2 + 1.4 * link.claims / most
    return f'<path class="link" d="{path}" stroke-width="{width:.1f}" marker-end="url(#tip)"/>'
