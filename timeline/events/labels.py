"""A short, plain name for an event: what happened, to or by whom, and where."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from timeline.claims.actors import is_unnamed, read_actors
from timeline.claims.lists import event_types
from timeline.claims.triggers import Entry, read_triggers
from timeline.types import Claim, Status

LONGEST = 80
SIDES = (("to", "to"), ("into", "to"), ("from", "from"), ("for", "for"), ("with", "with"))
PREFIX = {
    Status.PLANNED: "planned ",
    Status.ATTEMPTED: "attempted ",
    Status.DENIED: "",
    Status.ALLEGED: "alleged ",
    Status.NEGATED: "",
    Status.CONDITIONAL: "possible ",
    Status.HABITUAL: "recurring ",
}
SUFFIX = {Status.DENIED: ": denied", Status.NEGATED: ": said not to have happened"}


def label_of(claims: Sequence[Claim], *, disputed: bool = False) -> str:
    """The label of an event, from the claim that tells most: "Airstrike in Sinai kills Abed al-Hila al-Qishta".

    A label takes no side: a doer who is ``disputed`` and a number that its claims give differently are left out.
    """
    claim = max(claims, key=_telling)
    claim = dataclasses.replace(
        claim,
        figures=() if _numbers_differ(claims) else claim.figures,
        actors=tuple(actor for actor in claim.actors if actor.role != "agent") if disputed else claim.actors,
    )
    agents = [actor.name for actor in claim.actors if actor.role == "agent"]
    patients = [actor.name for actor in claim.actors if actor.role == "patient"]
    places = [place.name for place in claim.places if place.name not in (*agents, *patients)]
    where = _where(claim, places[0]) if places else ""
    told = any(other.status not in PREFIX for other in claims)
    entry = _entry(claim)
    plain = told or (entry and entry.speech)
    hedge, close = ("", "") if plain else (PREFIX[claim.status], SUFFIX.get(claim.status, ""))
    what = hedge + (entry.label if entry else claim.trigger.text)
    if not hedge and not close and (victims := _victims(claim)) and claim.mode in ("kill", "death"):
        return f"{victims[:1].upper()}{victims[1:]} killed{where}"[:LONGEST]
    family: str = event_types()[claim.type]["family"]
    rest = _ROLES.get(family, _by)(claim, _nearest(agents), _nearest(patients), where)
    text = what + rest + close
    if len(text) > LONGEST:
        text = what + where + close
    return (text[:1].upper() + text[1:])[:LONGEST]


def _numbers_differ(claims: Sequence[Claim]) -> bool:
    """Whether the claims give different numbers of dead."""
    return len({figure.low for claim in claims for figure in claim.figures if figure.of == "killed"}) > 1


def _telling(claim: Claim) -> tuple[int, str]:
    people = sum(actor.name not in read_actors()[1] for actor in claim.actors if actor.role != "other")
    roles = {actor.role for actor in claim.actors} - {"other"}
    told = claim.status not in PREFIX
    return 3 * min(people, 1) + 2 * len(roles) + 2 * bool(claim.places) + bool(claim.time) + 2 * told, claim.id


def _nearest(names: list[str]) -> str:
    """A person before a group; of groups the narrower stands first in the claim already."""
    known = read_actors()[1]
    return next((name for name in names if name not in known), names[0] if names else "")


def _where(claim: Claim, place: str) -> str:
    """The place with the preposition that fits: a flight is to or from it, most else in it."""
    family: str = event_types()[claim.type]["family"]
    if family in ("diplomacy", "speech", "refusal") and claim.mode != "meeting":
        return f" to {place}" if claim.mode == "visit" else f", {place}"
    if family in ("defection", "spying", "inquiry"):
        quote = " ".join(claim.quote.split())
        side = next((side for word, side in SIDES if f" {word} {place}" in quote), None)
        return f" {side} {place}" if side else f", {place}"
    return f" in {place}"


def _victims(claim: Claim) -> str:
    """The killed as the claim counts them: "at least eight Palestinians"; empty where it counts none."""
    for figure in claim.figures:
        if figure.of == "killed" and figure.unit == "people" and not figure.text.endswith("killed"):
            return figure.text[:1].lower() + figure.text[1:]
    return ""


def _entry(claim: Claim) -> Entry | None:
    lexicon = read_triggers()
    entries = lexicon.entries
    words = tuple(claim.trigger.text.lower().split())
    for form in lexicon.by_first_word.get(words[0], ()):
        # the block that its own words stand in: an "explosion" is not called a bombing
        if form.words == words and (form.entry.type, form.entry.mode) == (claim.type, claim.mode):
            return form.entry
    same_type = [entry for entry in entries if entry.type == claim.type]
    return next((entry for entry in same_type if entry.mode == claim.mode), same_type[0] if same_type else None)


def _harmed(claim: Claim, agent: str, patient: str, where: str) -> str:
    victims = _victims(claim)
    if victims and claim.status not in PREFIX:
        return f"{where} kills {victims}"
    if patient and _kills(claim):
        return f"{where} kills {patient}" if claim.mode != "kill" else f" of {patient}{where}"
    if agent and patient:
        return f" by {agent} on {patient}{where}"
    return (f" by {agent}" if agent else f" on {patient}" if patient else "") + where


def _kills(claim: Claim) -> bool:
    forms = read_triggers().by_first_word.get(claim.trigger.text.lower().split()[0], ())
    return any(form.entry.mode in ("kill", "death", "assassinate", "execute") for form in forms)


def _done_to(claim: Claim, agent: str, patient: str, where: str) -> str:
    return (f" of {patient}" if patient else "") + (f" by {agent}" if agent else "") + where


def _by(claim: Claim, agent: str, patient: str, where: str) -> str:
    return (f" by {agent}" if agent else f": {patient}" if patient else "") + where


def _left(claim: Claim, agent: str, patient: str, where: str) -> str:
    if not agent:
        return where
    group = agent in read_actors()[1] and not is_unnamed(agent)
    to = f" to {patient}" if patient and patient != agent and patient in read_actors()[1] else ""
    return (f" from {agent}" if group else f" of {agent}") + (to or where)


def _met(claim: Claim, agent: str, patient: str, where: str) -> str:
    if agent and patient:
        return f" of {agent} and {patient}{where}" if claim.mode == "meeting" else f" by {agent}{where}"
    return (f" by {agent}" if agent else f": {patient}" if patient else "") + where


def _named(claim: Claim, agent: str, patient: str, where: str) -> str:
    names = list(dict.fromkeys(name for name in (agent, patient) if name))
    return (f": {', '.join(names)}" if names else "") + where


_ROLES = {
    "violence": _harmed,
    "custody": _done_to,
    "defection": _left,
    "diplomacy": _met,
    "spying": _named,
}
