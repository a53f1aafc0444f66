"""What a source took back: "it later withdrew the toll of 12 dead" leaves no claim of twelve dead standing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.claims.cues import read_cues
from timeline.claims.figure_words import number_at
from timeline.claims.sentences import Sentence
from timeline.types import Claim, Status

REACH = 6  # words between the verb and what is taken back, either way: "the toll of 40 dead was later withdrawn"
BACK = 1_500  # characters back in which it was claimed
STANDING = (Status.ASSERTED, Status.REPORTED, Status.ALLEGED, Status.HISTORICAL)


def withdrawn(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """The claims, with those DENIED whose figure a later sentence takes back."""
    found = list(claims)
    for sentence in sentences:
        if not _takes_back(sentence.words):
            continue
        numbers = {value for index in range(len(sentence.words)) if (value := number_at(sentence.words, index))}
        for place, claim in enumerate(found):
            before = sentence.begin - BACK < claim.begin < sentence.begin
            if before and claim.status in STANDING and any(figure.low in numbers for figure in claim.figures):
                found[place] = replace(claim, status=Status.DENIED)
    return tuple(found)


def _takes_back(words: tuple[str, ...]) -> bool:
    cues = read_cues()
    if cues.retracts.isdisjoint(words):
        return False
    verbs = [index for index, word in enumerate(words) if word in cues.retracts]
    return any(not cues.retracted.isdisjoint(words[max(0, at - REACH - 1) : at + REACH]) for at in verbs)
