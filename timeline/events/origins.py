"""Independent origins: from whom the claims of an event come in the end, not how many outlets print them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.claims.roles import read_name_words
from timeline.claims.sources import NOT_NAMED
from timeline.events.copies import Copied
from timeline.events.names import skeleton
from timeline.events.outlets import agency_credit, outlet_name
from timeline.types import Article, Attribution, AttributionKind, Claim, Origin

__all__ = ["find_origins", "outlet_name"]

OUTLETISH = (AttributionKind.OUTLET, AttributionKind.AGENCY)
NAMED = (AttributionKind.PERSON, AttributionKind.ORGANISATION, AttributionKind.DOCUMENT)


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A named source: its name, the first origin of what it said, and the outlet that had it."""

    name: str
    origin: str
    outlet: str


def _one_source(key: str, one: str, other: str) -> bool:
    """Whether two names under one key are one source: of people, first names must agree where both stand."""
    if not key.startswith(AttributionKind.PERSON):
        return True
    first, second = (skeleton(_first_name(name)) for name in (one, other))
    return not first or not second or first == second


def _first_name(name: str) -> str:
    """The word before the family name, where it is no title."""
    before = name.split()[-2:-1]
    return "" if not before or before[0].lower().strip(".") in read_name_words().titles else before[0]


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

    quoted: dict[str, list[_Quoted]] = {}
    shown: dict[str, str] = {}
    for claim, name in zip(claims, own, strict=True):
        outlet = outlet_name(articles[claim.article])
        for key, source in _named(claim, attributions):
            known = next((one for one in quoted.get(key, ()) if _one_source(key, one.name, source)), None)
            if known is None:
                quoted.setdefault(key, []).append(_Quoted(source, name, outlet))
                continue
            one, other = find(known.origin), find(name)
            if one != other and known.outlet != outlet:
                root[other] = one
                # the paper that was told stays the origin; of two outlets' own quotations, the one quoted is
                both_own = known.origin == known.outlet and name == outlet
                shown.setdefault(one, known.name if both_own else known.origin)
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
