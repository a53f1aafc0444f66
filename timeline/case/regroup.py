"""Which claims are about one event once people have merged, split and corrected, and those events made anew."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from timeline.calendar import interval_of_edtf
from timeline.case.log import Entry, Kind, digest
from timeline.events import remade_event
from timeline.types import Article, Attribution, Claim, Event, Origin

JOINED = "put together by"


def find_groups(
    claims: Iterable[str], events: Iterable[Event], moves: Sequence[Entry]
) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The groups of claims after every merge and split of ``moves``, each with the reasons that people gave.

    A merge joins the groups of all claims that it names; a split takes the claims that it names into a group of their
    own, one for each group they stood in. Claims that no event holds stand alone.
    """
    members: dict[int, list[str]] = {}
    group_of: dict[str, int] = {}
    said: dict[int, tuple[str, ...]] = {}
    wanted = dict.fromkeys(claims)
    for event in events:
        kept = [claim for claim in event.claims if claim in wanted]
        if kept:
            number = len(members)
            members[number] = kept
            group_of.update(dict.fromkeys(kept, number))
    for claim in wanted:
        if claim not in group_of:
            group_of[claim] = len(members)
            members[len(members)] = [claim]
    fresh = len(members)
    for move in moves:
        named = [claim for claim in move.after["claims"] if claim in group_of]
        if move.kind is Kind.MERGE:
            _merge(named, members, group_of, said, f"{JOINED} {move.who}" + (f": {move.why}" if move.why else ""))
        else:
            fresh = _split(named, members, group_of, said, fresh)
    return tuple((tuple(members[number]), said.get(number, ())) for number in sorted(members))


def _merge(
    named: Sequence[str],
    members: dict[int, list[str]],
    group_of: dict[str, int],
    said: dict[int, tuple[str, ...]],
    reason: str,
) -> None:
    numbers = sorted({group_of[claim] for claim in named})
    if len(numbers) < 2:
        return
    reasons = [*(part for number in numbers for part in said.pop(number, ())), reason]
    for number in numbers[1:]:
        moved = members.pop(number)
        members[numbers[0]] += moved
        group_of.update(dict.fromkeys(moved, numbers[0]))
    said[numbers[0]] = tuple(dict.fromkeys(reasons))


def _split(
    named: Sequence[str],
    members: dict[int, list[str]],
    group_of: dict[str, int],
    said: dict[int, tuple[str, ...]],
    fresh: int,
) -> int:
    for number in sorted({group_of[claim] for claim in named}):
        leaving = [claim for claim in members[number] if claim in named]
        if len(leaving) == len(members[number]):
            continue
        members[number] = [claim for claim in members[number] if claim not in named]
        members[fresh] = leaving
        group_of.update(dict.fromkeys(leaving, fresh))
        if number in said:
            said[fresh] = said[number]
        fresh += 1
    return fresh


def group_name(members: Sequence[str], events: Iterable[Event]) -> str:
    """The id of a group's event. An event is known by its first claim, whatever happens to the others: of the machine's
    ``events`` whose first claim is in the group, the first gives its id; a group without any has a new one."""
    ids = set(members)
    kept = sorted((min(event.claims), event.id) for event in events if min(event.claims) in ids)
    return kept[0][1] if kept else "event-" + digest(min(members))[:10]


def make_event(
    members: Sequence[Claim],
    *,
    name: str,
    reasons: tuple[str, ...],
    before: Sequence[Event],
    articles: Mapping[str, Article],
    attributions: Mapping[str, Attribution],
    renamed: Mapping[str, tuple[str, str]],
    resourced: frozenset[str],
) -> Event:
    """The event ``name`` of ``members``, made of what is shown of them; ``before`` are the machine's events of these.

    The machine has seen all texts and knows which copies which: its origins are kept, under the new name where an
    article's outlet was corrected (``renamed``: article to old and new name), but for claims whose source a person
    has set (``resourced``).
    """
    event = remade_event(members, articles, attributions)
    known = {claim: origin.name for old in before for origin in old.origins for claim in origin.claims}
    found: dict[str, list[str]] = {}
    for origin in event.origins:
        for claim in origin.claims:
            found.setdefault(_origin(claim, origin, known, renamed, resourced), []).append(claim)
    ids = set(event.claims)
    names = [
        conflict
        for old in before
        for conflict in old.conflicts
        if set(conflict.claims) <= ids and conflict.kind.value == "actor"
    ]
    conflicts = tuple(dict.fromkeys((*event.conflicts, *names)))
    joins = tuple(dict.fromkeys((*(join for old in before for join in old.joins if len(ids) > 1), *reasons)))
    origins = tuple(Origin(name, tuple(claims)) for name, claims in found.items())
    return dataclasses.replace(event, id=name, origins=origins, conflicts=conflicts, joins=joins)


def _origin(
    claim: str,
    origin: Origin,
    known: Mapping[str, str],
    renamed: Mapping[str, tuple[str, str]],
    resourced: frozenset[str],
) -> str:
    if claim not in known or claim in resourced:
        return origin.name
    old, new = renamed.get(claim, ("", ""))
    return new if known[claim] == old else known[claim]


def corrected_event(event: Event, said: Mapping[str, Entry]) -> Event:
    """``event`` with the label and the time that a person gave it."""
    if "label" in said and said["label"].after:
        event = dataclasses.replace(event, label=said["label"].after)
    if "time" in said:
        edtf = said["time"].after
        interval = interval_of_edtf(edtf) if edtf else None
        event = dataclasses.replace(
            event,
            edtf=edtf,
            earliest=interval.earliest if interval else None,
            latest=interval.latest if interval else None,
        )
    return event


def by_time(event: Event) -> tuple[date, str]:
    """The order of events in a timeline: by date, undated last."""
    return event.earliest or event.latest or date.max, event.id
