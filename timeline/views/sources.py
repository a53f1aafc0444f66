"""Who has it from whom: the sources of claims as a graph of names, from where a claim begins to who prints it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.types import AttributionKind, Claim, Timeline
from timeline.views.words import attribution_label, outlet_name

MEDIA = frozenset({"outlet", "agency"})


@dataclass(frozen=True, slots=True)
class Node:
    """A name in the graph: ``kind`` as an attribution has it; ``origin`` where nothing here leads to it."""

    name: str
    kind: str
    origin: bool
    claims: int

    @property
    def kind_words(self) -> str:
        return attribution_label(AttributionKind(self.kind))


@dataclass(frozen=True, slots=True)
class Link:
    """``taker`` has so many claims from ``giver``."""

    giver: str
    taker: str
    claims: int


@dataclass(frozen=True, slots=True)
class SourceGraph:
    """Nodes and links, those of most claims first."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def source_graph(timeline: Timeline, claims: Iterable[Claim], *, media_only: bool = False) -> SourceGraph:
    """The graph of ``claims``. With ``media_only`` the persons, papers and unnamed sources between outlets and agencies
    are left out, and who has it from whom is told across them."""
    kinds: dict[str, str] = {}
    links: Counter[tuple[str, str]] = Counter()
    carried: Counter[str] = Counter()
    for claim in claims:
        chain = _chain(timeline, claim, kinds)
        if media_only:
            chain = [name for name in chain if kinds[name] in MEDIA]
        carried.update(chain)
        for taker, giver in itertools.pairwise(chain):
            links[giver, taker] += 1
    takers = {taker for _, taker in links}
    nodes = tuple(Node(name, kinds[name], name not in takers, number) for name, number in carried.most_common())
    return SourceGraph(nodes, tuple(Link(giver, taker, number) for (giver, taker), number in links.most_common()))


def _chain(timeline: Timeline, claim: Claim, kinds: dict[str, str]) -> list[str]:
    """The outlet, then its sources from the nearest to the farthest; no name twice."""
    outlet = outlet_name(timeline.article_by_id[claim.article])
    kinds[outlet] = "outlet"
    names = {outlet: None}
    for name in claim.attribution:
        link = timeline.attribution_by_id.get(name)
        if link is not None and link.name:
            kinds.setdefault(link.name, link.kind.value)
            names[link.name] = None
    return list(names)


def strongest(graph: SourceGraph, most: int) -> SourceGraph:
    """The graph with its ``most`` strongest links and the nodes on them; without links, its ``most`` first nodes."""
    links = graph.links[:most]
    on_them = {name for link in links for name in (link.giver, link.taker)}
    nodes = tuple(node for node in graph.nodes if node.name in on_them) if links else graph.nodes[:most]
    return SourceGraph(nodes, links)
