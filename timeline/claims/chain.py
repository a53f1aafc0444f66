"""From whom a claim is: the attributions around it, outermost first, and what they do to its status and its time."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.claims.cues import read_cues
from timeline.claims.grammar import read_grammar
from timeline.types import Attribution, AttributionKind, Status, TimeExpression

PART_REACH = 3  # words of a content in which stands what of the event is claimed: "any direct role"
NAMED = (AttributionKind.OUTLET, AttributionKind.AGENCY)


def content_of(attribution: Attribution) -> int:
    """Where the content begins; -1 for an attribution without."""
    return attribution.content.begin if attribution.content else -1


def chain_of(attributions: Sequence[Attribution], at: int) -> list[Attribution]:
    """The attributions within whose content the offset ``at`` stands, outermost first: the one whose content begins
    first, then an outlet before the one who told it, then in the order of the text; each source once."""
    around = [
        item
        for item in attributions
        if item.content and not item.stance and item.content.begin <= at < item.content.end
    ]
    chain: dict[str, Attribution] = {}
    for item in sorted(around, key=lambda item: (content_of(item), item.kind not in NAMED, _source_at(item))):
        chain.setdefault(item.name.lower(), item)
    return list(chain.values())


def _of_a_part(attribution: Attribution) -> bool:
    """Whether what is claimed or denied is a part in the event and not the event: "denied any role in the raid"."""
    words = attribution.content.text.lower().split()[:PART_REACH] if attribution.content else ()
    return not read_grammar().taken.isdisjoint(words)


def _of_a_report(attribution: Attribution) -> bool:
    """Whether what is rejected was told by somebody: "rejected reports that soldiers had torched the village"."""
    words = attribution.content.text.lower().split()[: 2 * PART_REACH] if attribution.content else []
    head = words[: words.index("that")] if "that" in words else words[:PART_REACH]
    return not read_cues().hearsay.isdisjoint(head)


def _source_at(attribution: Attribution) -> int:
    return attribution.source.begin if attribution.source else 0


def dates_speech(timex: TimeExpression, chain: Sequence[Attribution]) -> bool:
    """Whether a time stands beside the telling and outside of what was told: "fled, it was reported on Saturday"."""
    for item in chain:
        if item.content is None or item.cue is None or "according" in item.cue.text.lower():
            continue
        if not item.content.begin <= timex.begin < item.content.end:
            return True
    return False


def attributed_status(status: Status, chain: Sequence[Attribution], *, speech: bool) -> Status:
    """The status with the telling seen: denied where the source denies it, alleged where the cue doubts or accuses,
    reported where somebody else than the outlet tells it."""
    if not chain or status not in (Status.ASSERTED, Status.REPORTED, Status.PLANNED):
        return status
    cues = read_cues()
    verbs = {item.verb for item in chain if not _of_a_part(item)}
    if verbs & cues.denies or any(item.verb in cues.rejects and _of_a_report(item) for item in chain):
        return Status.DENIED
    if status is Status.PLANNED:
        return status
    if verbs & cues.doubt:
        return Status.ALLEGED
    return status if speech else Status.REPORTED
