"""A short, plain name for an event: what happened, to or by whom, and where."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.claims.triggers import Entry, read_triggers
from timeline.types import Claim

LONGEST = 80


def label_of(claims: Sequence[Claim]) -> str:
    """The label of an event, from the claim that tells most: "Airstrike: Abed al-Hila al-Qishta, Sinai"."""
    claim = max(claims, key=lambda claim: (len(claim.actors) + 2 * bool(claim.places) + bool(claim.time), claim.id))
    label = _what(claim)
    agents = [actor.name for actor in claim.actors if actor.role == "agent"]
    patients = [actor.name for actor in claim.actors if actor.role == "patient"]
    places = [place.name for place in claim.places if place.name not in (*agents, *patients)]
    who = ", ".join((agents[:1] + patients[:1]) or [actor.name for actor in claim.actors[:1]])
    text = label[:1].upper() + label[1:]
    if who:
        text += f": {who}"
    if places:
        text += f", {places[0]}"
    return text[:LONGEST]


def _what(claim: Claim) -> str:
    entry = _entry(claim)
    return entry.label if entry else claim.trigger.text


def _entry(claim: Claim) -> Entry | None:
    candidates = [entry for entry in read_triggers().entries if entry.type == claim.type and entry.mode == claim.mode]
    return candidates[0] if candidates else None
