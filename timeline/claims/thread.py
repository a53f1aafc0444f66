"""What a text goes on telling: "The strike targeted …" after "An airstrike on Friday …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.claims.attach import inherited
from timeline.claims.grammar import read_grammar
from timeline.claims.lists import event_types
from timeline.claims.merge import Candidate
from timeline.claims.sentences import Sentence
from timeline.claims.tolls import is_toll
from timeline.types import Claim, Status

BACK = 600  # characters back in which the event may have been told
REACH = 4  # claims back that a text goes on with
STEM = 5  # letters that two words of one stem share: assassination, assassinate
TOLD = (Status.ASSERTED, Status.REPORTED, Status.HISTORICAL, Status.ALLEGED)


def refers_back(sentence: Sentence, candidate: Candidate, earlier: Sequence[Claim]) -> Claim | None:
    """The earlier claim of the same article that a definite noun takes up, the nearest one of the same
    family of event with a word of the same stem in its sentence, and there the first."""
    noun = candidate.noun
    if noun is None or noun.first == 0 or candidate.status not in TOLD:
        return None
    if not any(word in read_grammar().definites for word in sentence.words[max(0, noun.first - 2) : noun.first]):
        return None
    if is_toll(noun):
        return _counted_dead(sentence, earlier)
    stem = sentence.words[noun.last - 1][:STEM]
    family = event_types()[noun.entry.type]["family"]
    found = [
        claim
        for claim in earlier
        if claim.time is not None
        and 0 < sentence.begin - claim.begin <= BACK
        and event_types()[claim.type]["family"] == family
        and any(word.startswith(stem) for word in claim.quote.lower().split())
    ]
    last = [claim for claim in found if claim.begin == found[-1].begin]
    named = [claim for claim in last if claim.trigger.text.lower().startswith(stem)] or last
    return named[0] if named else None


def _counted_dead(sentence: Sentence, earlier: Sequence[Claim]) -> Claim | None:
    """The claim of whose dead "the toll" is the count: the nearest one told before with a number of killed, unless
    another with a number stands between."""
    near = [claim for claim in earlier if 0 < sentence.begin - claim.begin <= BACK and claim.status in TOLD]
    dead = [claim for claim in near if any(figure.of == "killed" and not figure.total for figure in claim.figures)]
    return dead[-1] if dead and dead[-1].time is not None else None


def told_next(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with the time of one that the sentences behind it go on with: "The toll of the attack has risen. The
    attack took place on Tuesday"."""
    found = list(claims)
    for place, claim in enumerate(found):
        stem = claim.trigger.text.lower().split()[-1][:STEM]
        if claim.time is None or not _takes_place(claim, stem):
            continue
        for number in range(max(0, place - REACH), place):
            one = found[number]
            undated = one.time is None and one.status in TOLD and 0 < claim.begin - one.begin <= BACK
            same = event_types()[one.type]["family"] == event_types()[claim.type]["family"]
            if undated and same and any(word.startswith(stem) for word in one.quote.lower().split()):
                time = inherited(claim.time, f"“{claim.trigger.text}” is taken up behind it, and dated there")
                found[number] = replace(one, time=time, undated_reason=None)
    return found


def _takes_place(claim: Claim, stem: str) -> bool:
    """Whether a claim says of an event told before only when it was: "The attack took place at 7 pm"."""
    words = tuple(claim.quote.lower().split())
    at = next((index for index, word in enumerate(words) if word.startswith(stem)), 0)
    grammar = read_grammar()
    return (
        claim.status in TOLD
        and at > 0
        and words[at - 1] in grammar.definites
        and not grammar.happens.isdisjoint(words[at + 1 : at + 3])
    )
