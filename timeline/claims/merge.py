"""Triggers that make claims; those that tell one event are put together ("killed in an airstrike")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.claims.attach import Mate
from timeline.claims.clauses import Clauses
from timeline.claims.lists import event_types, modes
from timeline.claims.sentences import Sentence
from timeline.claims.status import find_status
from timeline.claims.triggers import Trigger
from timeline.types import Status

ACCIDENT = "accident"
SUSPICION = "suspect"
ONE_DEED = ("defection",)  # families in which a second verb of the same subject goes on telling the first
NOT_ONCE = (Status.HABITUAL, Status.CONDITIONAL)  # said of no one occasion; never told together with one that is


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger that makes a claim; ``noun`` is the noun that names the same event, where one does."""

    trigger: Trigger
    status: Status
    mode: str
    noun: Trigger | None
    type: str


def find_candidates(
    sentence: Sentence, clauses: Clauses, triggers: Sequence[Trigger], mates: Sequence[Mate]
) -> list[Candidate]:
    """The claims that a sentence makes, in the order of their triggers."""
    found: list[Candidate] = []
    for trigger in triggers:
        clause = clauses.of_word[trigger.first]
        timed = any(clauses.of_word[mate.first] == clause for mate in mates)
        status = find_status(sentence, clauses, trigger, timed=timed)
        if status is None:
            continue
        candidate = Candidate(
            trigger, status, trigger.entry.mode, trigger if trigger.form.is_noun else None, trigger.entry.type
        )
        partner = next((place for place, other in enumerate(found) if _one_telling(clauses, other, candidate)), None)
        if partner is None:
            found.append(candidate)
        elif (found[partner].status in NOT_ONCE) != (candidate.status in NOT_ONCE):
            found[partner] = candidate if found[partner].status in NOT_ONCE else found[partner]
        else:
            found[partner] = _merged(found[partner], candidate)
    # "suspected of spying" is one claim, the spying; a bare suspicion is one by itself
    acts = [candidate for candidate in found if candidate.mode != SUSPICION]
    return acts or found


def _one_telling(clauses: Clauses, earlier: Candidate, later: Candidate) -> bool:
    """Whether two triggers of one family tell one event: in one clause, or noun and its relative clause."""
    first, second = earlier.trigger, later.trigger
    if _family(first) != _family(second):
        return False
    one, two = clauses.of_word[first.first], clauses.of_word[second.first]
    if one == two:
        if (earlier.mode in modes("against")) != (later.mode in modes("against")):
            return False  # "shot down 21 drones launched by …": those who launch and who shoot down are two
        planned = (earlier.status is Status.PLANNED) != (later.status is Status.PLANNED)
        nouns = first.form.is_noun or second.form.is_noun
        return not planned and (nouns or earlier.type == later.type)
    clause = clauses.clauses[two]
    if clause.kind == "coordinate" and clause.parent == one and _family(first) in ONE_DEED and not first.form.is_noun:
        return not second.form.is_noun and two == one + 1  # "deserted and joined", "fled and went over to"
    return clause.kind == "relative" and clause.parent == one and first.form.is_noun and second.first - first.last < 6


def _family(trigger: Trigger) -> str:
    family: str = event_types()[trigger.entry.type]["family"]
    return family


def _merged(one: Candidate, other: Candidate) -> Candidate:
    """One claim of two tellings: the verb leads, the means come from whichever names them."""
    leads = other.trigger.form.is_noun or not one.trigger.form.is_noun
    lead, second = (one, other) if leads else (other, one)
    plain = lead.mode in modes("harm") and second.trigger.form.is_noun
    mode = second.mode if plain or (second.mode in modes("means") and lead.mode not in modes("means")) else lead.mode
    status = one.status if one.status is not Status.ASSERTED else other.status
    type_ = _type(lead.type, second.type)
    mode = ACCIDENT if type_ == "ACCIDENT" else mode
    return Candidate(lead.trigger, status, mode, one.noun or other.noun, type_)


def _type(lead: str, second: str) -> str:
    """The type that says more: "died of a gas leak" is an accident, "died in a raid" an attack."""
    if "ACCIDENT" in (lead, second):
        return "ACCIDENT"
    return second if lead == "CASUALTY" else lead
