"""Claims of one article that say more of what it told just before: "The attack took place at seven", "The toll rose".

Two claims of one article are two events, but for these: a harm and the deed that did it in one sentence, and a noun
with "the" that takes up the one deed before it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from functools import lru_cache

from timeline.claims.actors import is_unnamed
from timeline.claims.lists import modes
from timeline.claims.triggers import read_triggers
from timeline.events.features import Features
from timeline.lexicon.loader import read_toml
from timeline.types import Claim, Status

REACH = 500  # characters between two claims of which the later takes up the earlier
SINGLE_DAYS = 3  # a deed that lasts longer ("besieged since June") is not what "the attack" takes up
FAMILY = "violence"


def with_resumed(features: Sequence[Features]) -> tuple[Features, ...]:
    """The features, each with the claim that it takes up; they come in the order of the articles and their texts."""
    found: list[Features] = []
    told: list[Features] = []  # the claims of the article so far
    for item in features:
        if told and told[-1].claim.article != item.claim.article:
            told = []
        before = _taken_up(item, told) if item.family == FAMILY and not item.aggregate and not item.sums else None
        found.append(dataclasses.replace(item, takes_up=before.claim.id) if before else item)
        if item.family == FAMILY:
            told.append(item)
    return tuple(found)


def find_remarks(features: Sequence[Features]) -> dict[str, list[Claim]]:
    """Accusations and denials by the id of the claim that they are about: the one deed that their article told last."""
    found: dict[str, list[Claim]] = {}
    last: Features | None = None
    for item in features:
        if last is not None and last.claim.article != item.claim.article:
            last = None
        if item.family == FAMILY and _single(item):
            last = item
        elif last is not None and is_remark(item.claim) and item.claim.begin - last.claim.end <= REACH:
            found.setdefault(last.claim.id, []).append(item.claim)
    return found


def is_remark(claim: Claim) -> bool:
    return claim.type == "ACCUSE" or (claim.type == "REJECT" and claim.mode == "deny")


def _taken_up(item: Features, told: Sequence[Features]) -> Features | None:
    if told and _one_deed(told[-1], item):
        return told[-1]
    if not _resumes(item.claim) or item.people or item.towns:
        return None
    for before in reversed(told):
        if item.claim.begin - before.claim.end > REACH or before.claim.begin == item.claim.begin:
            return None
        if _single(before):
            return before
    return None


def _one_deed(harm: Features, deed: Features) -> bool:
    """Whether a sentence tells a harm and then the deed that did it: "were killed when a drone hit a clinic"."""
    one, other = harm.claim, deed.claim
    if one.begin != other.begin or one.status is not other.status or not _single(harm) or not _single(deed):
        return False
    if one.mode not in modes("harm") or other.mode in modes("harm") or other.type == one.type == "CASUALTY":
        return False
    between = one.quote[one.trigger.end - one.begin : max(0, other.trigger.begin - one.begin)]
    known = harm.interval is not None and deed.interval is not None
    return not (known and harm.interval != deed.interval) and _links().search(between) is not None


def _single(item: Features) -> bool:
    real = item.claim.status not in (Status.PLANNED, Status.CONDITIONAL, Status.HABITUAL, Status.DENIED)
    wide = item.interval is not None and (item.interval.days or SINGLE_DAYS + 1) > SINGLE_DAYS
    return real and not wide and not item.aggregate and not item.sums


def _resumes(claim: Claim) -> bool:
    """Whether a claim's trigger is a noun with a word that says it is known: "the attack", "this raid"."""
    words = _words()
    trigger = claim.trigger.text.lower()
    if any(not is_unnamed(actor.name) and actor.role != "agent" for actor in claim.actors):
        return False
    if trigger not in words[1] and not any(
        form.is_noun and " ".join(form.words) == trigger
        for form in read_triggers().by_first_word.get(trigger.split()[0], ())
    ):
        return False
    before = claim.quote[: claim.trigger.begin - claim.begin].lower().split()
    return bool(before) and before[-1].strip("“\"'‘") in words[0]


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """The words that say that a thing is known, and the nouns that sum up harm."""
    found = read_toml("en/events.toml")["resumption"]
    return frozenset(found["known"]), frozenset(found["tolls"])


@lru_cache(maxsize=1)
def _links() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in read_toml("en/events.toml")["one_deed"]["links"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
