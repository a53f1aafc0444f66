"""Independent origins: from whom the claims of an event come in the end, not how many outlets print them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.claims.sources import NOT_NAMED
from timeline.events.copies import Copied
from timeline.events.names import skeleton
from timeline.events.outlets import agency_credit, outlet_name
from timeline.types import Article, Attribution, AttributionKind, Claim, Origin

__all__ = ["find_origins", "outlet_name"]

OUTLETISH = (AttributionKind.OUTLET, AttributionKind.AGENCY)
NAMED = (AttributionKind.PERSON, AttributionKind.ORGANISATION, AttributionKind.DOCUMENT)


def find_origins(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    attributions: Mapping[str, Attribution],
    copied: Copied,
) -> tuple[Origin, ...]:
    """The origins of an event's claims, in the order of the claims.

    The stated outlet or agency decides; then the copied text; then the credited agency. Two outlets that quote the same
    named person, organisation or document have it from one origin. An unnamed source counts by itself only where it
    told this outlet; all else is the outlet's own.
    """
    own = [_origin(claim, articles, attributions, copied) for claim in claims]
    root = {name: name for name in own}

    def find(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    quoted: dict[str, tuple[str, str, str]] = {}  # the key of a source: its name, its first origin, that outlet
    shown: dict[str, str] = {}
    for claim, name in zip(claims, own, strict=True):
        outlet = outlet_name(articles[claim.article])
        for key, source in _named(claim, attributions):
            known = quoted.setdefault(key, (source, name, outlet))
            one, other = find(known[1]), find(name)
            if one != other and known[2] != outlet:
                root[other] = one
                # the paper that was told stays the origin; of two outlets' own quotations, the one quoted is
                shown.setdefault(one, known[0] if known[1] == known[2] and name == outlet else known[1])
    found: dict[str, list[str]] = {}
    for claim, name in zip(claims, own, strict=True):
        found.setdefault(find(name), []).append(claim.id)
    return tuple(Origin(shown.get(name, name), tuple(ids)) for name, ids in found.items())


def _origin(
    claim: Claim, articles: Mapping[str, Article], attributions: Mapping[str, Attribution], copied: Copied
) -> str:
    papers = [link for link in _chain(claim, attributions) if link.kind in OUTLETISH and link.name != NOT_NAMED]
    if papers:
        return papers[-1].name
    first = copied.source_of(claim)
    article = articles[first or claim.article]
    return agency_credit(article) or agency_credit(articles[claim.article]) or outlet_name(article)


def _named(claim: Claim, attributions: Mapping[str, Attribution]) -> list[tuple[str, str]]:
    """Whom the claim is from by name: a key that spellings of one name share, and the name."""
    found = []
    for link in _chain(claim, attributions):
        last = link.name.split()[-1] if link.name.split() else ""
        if link.kind in NAMED and link.name != NOT_NAMED and last[:1].isupper():
            person = link.kind is AttributionKind.PERSON
            key = skeleton(last) if person else link.name.lower().removeprefix("the ")
            found.append((f"{link.kind} {key}", link.name))
    return found


def _chain(claim: Claim, attributions: Mapping[str, Attribution]) -> list[Attribution]:
    return [attributions[key] for key in claim.attribution if key in attributions]
