"""What a text goes on telling: "The strike targeted …" after "An airstrike on Friday …"."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.claims.grammar import read_grammar
from timeline.claims.lists import event_types
from timeline.claims.merge import Candidate
from timeline.claims.sentences import Sentence
from timeline.types import Claim, Status

BACK = 600  # characters back in which the event may have been told
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
