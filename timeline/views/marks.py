"""The marks of the timeline as plain rows: one mark is one outlet's report of one event.

An outlet that tells of an event several times, on dates that fit each other, has one mark; where its own
claims contradict each other on the date, each date has its mark. Everything that figure, still picture and
density strip draw comes from these rows, and the tests look at them.
"""

from __future__ import annotations

import dataclasses
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from timeline.types import Article, Claim, Event, Interval, Status, Timeline
from timeline.views.lag import Lag, lag_of, lag_words
from timeline.views.lanes import WIDEST, axis_range, spread
from timeline.views.plaintext import counted
from timeline.views.words import (
    UNKNOWN_OUTLET,
    claim_words,
    family_of,
    interval_words,
    outlet_name,
    reason_words,
    status_rank,
    status_shape,
    type_label,
)

Axis = Literal["event", "published", "lag"]
Lanes = Literal["outlet", "type", "place", "actor"]

MOST_LANES = 60
MOST_BADGES = 60  # more of them would cover what they stand beside
BADGE_ROOM = 0.12  # part of the width that a badge takes on a desk; a phone shows none
NO_PLACE = "No place named"
NO_ACTOR = "No actor named"
_LAST = frozenset({UNKNOWN_OUTLET, NO_PLACE, NO_ACTOR})


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. ``low`` and ``high`` are inclusive whole days: `date.toordinal` numbers on the axes of dates, days
    from event to publication on the axis of lag; ``None`` is an open end. ``claim`` is the claim that speaks for the
    mark, the first of ``claims``. ``row`` is the line within its lane, counted from the top. ``support`` says of an
    event that several outlets tell "3 outlets · 1 origin"; ``badge`` is the same where it stands beside the mark."""

    id: str
    event: str
    claim: str
    claims: tuple[str, ...]
    lane: str
    label: str
    outlet: str
    type: str
    family: str
    status: Status
    shape: str
    low: int | None
    high: int | None
    vague: bool
    words: str
    support: str = ""
    row: int = 0
    badge: str = ""

    @property
    def is_day(self) -> bool:
        return self.low is not None and self.low == self.high and not self.vague

    @property
    def is_open(self) -> bool:
        return self.low is None or self.high is None

    @property
    def is_wide(self) -> bool:
        """Whether it says too little of when to decide what the axis shows, see `axis_range`."""
        return self.low is None or self.high is None or self.high - self.low >= WIDEST


@dataclass(frozen=True, slots=True)
class UndatedRow:
    """One line of the undated tray: what has no place on the timeline, and why."""

    claim: str
    event: str | None
    article: str
    outlet: str
    title: str | None
    type: str
    status: Status
    quote: str
    reason: str


def marks_of(timeline: Timeline, *, lanes: Lanes = "outlet", axis: Axis = "event") -> tuple[Mark, ...]:
    """The marks of a timeline in lane order, then by row and time; claims without a place on the axis have none."""
    groups: dict[tuple[str, str, str], list[tuple[Claim, Interval | Lag]]] = defaultdict(list)
    for claim in timeline.claims:
        where = _where(timeline, claim, axis)
        if where is None:
            continue
        article = timeline.article_by_id[claim.article]
        event = timeline.event_of_claim.get(claim.id)
        teller = outlet_name(article) if axis == "event" else article.id
        for lane in _lanes_of(claim, article, lanes):
            groups[lane, teller, event.id if event else claim.id].append((claim, where))
    found = [
        _mark(timeline, lane, lanes, group) for (lane, _, _), members in groups.items() for group in _agreeing(members)
    ]
    return _in_rows(found)


def support_of(event: Event | None) -> str:
    """For an event that several outlets tell: how many they are and how many origins they have it from; else empty."""
    if event is None or len(event.outlets) < 2:
        return ""
    return f"{counted(len(event.outlets), 'outlet')} · {counted(len(event.origins), 'origin')}"


def undated_rows(timeline: Timeline) -> tuple[UndatedRow, ...]:
    """The undated tray, in the order of the timeline's ``undated``."""
    rows = []
    for name in timeline.undated:
        claim = timeline.claim_by_id[name]
        article = timeline.article_by_id[claim.article]
        event = timeline.event_of_claim.get(name)
        rows.append(
            UndatedRow(
                claim=name,
                event=event.id if event else None,
                article=article.id,
                outlet=outlet_name(article),
                title=article.title,
                type=claim.type,
                status=claim.status,
                quote=claim.quote,
                reason=reason_words(timeline, claim),
            )
        )
    return tuple(rows)


def _where(timeline: Timeline, claim: Claim, axis: Axis) -> Interval | Lag | None:
    """Where on the axis a claim is; ``None`` where nothing at all is known."""
    published = timeline.article_by_id[claim.article].published.interval
    where: Interval | Lag
    if axis == "published":
        where = published
    elif claim.time is None:
        return None
    elif axis == "event":
        where = claim.time.interval
    else:
        where = lag_of(claim.time.interval, published)
    low, high = _ends(where)
    return None if low is None and high is None else where


def _ends(where: Interval | Lag) -> tuple[int | None, int | None]:
    if isinstance(where, Lag):
        return where.low, where.high
    return (
        where.earliest.toordinal() if where.earliest else None,
        where.latest.toordinal() if where.latest else None,
    )


def _lanes_of(claim: Claim, article: Article, lanes: Lanes) -> tuple[str, ...]:
    if lanes == "type":
        return (type_label(claim.type),)
    if lanes == "place":
        return tuple(dict.fromkeys(place.name for place in claim.places)) or (NO_PLACE,)
    if lanes == "actor":
        return tuple(dict.fromkeys(actor.name for actor in claim.actors)) or (NO_ACTOR,)
    return (outlet_name(article),)


def _agreeing(members: list[tuple[Claim, Interval | Lag]]) -> list[list[tuple[Claim, Interval | Lag]]]:
    """Claims of one outlet about one event, split where their times cannot both be true."""
    groups: list[list[tuple[Claim, Interval | Lag]]] = []
    for member in sorted(members, key=_plainness):
        for group in groups:
            if _overlap(_ends(group[0][1]), _ends(member[1])):
                group.append(member)
                break
        else:
            groups.append([member])
    return groups


def _plainness(member: tuple[Claim, Interval | Lag]) -> tuple[int, float, str, int]:
    """Sort key: first the claim that says most plainly that it happened, then the narrowest time, then text order."""
    claim, where = member
    low, high = _ends(where)
    width = float("inf") if low is None or high is None else high - low
    return status_rank(claim.status), width, claim.article, claim.begin


def _overlap(one: tuple[int | None, int | None], two: tuple[int | None, int | None]) -> bool:
    def before(high: int | None, low: int | None) -> bool:
        return high is not None and low is not None and high < low

    return not before(one[1], two[0]) and not before(two[1], one[0])


def _mark(timeline: Timeline, lane: str, lanes: Lanes, group: list[tuple[Claim, Interval | Lag]]) -> Mark:
    claim, where = group[0]
    article = timeline.article_by_id[claim.article]
    event: Event | None = timeline.event_of_claim.get(claim.id)
    low, high = _ends(where)
    on_event_time = claim.time is not None and where == claim.time.interval
    return Mark(
        id=f"mark-{claim.id}" if lanes == "outlet" else f"mark-{claim.id}@{lane}",
        event=event.id if event else claim.id,
        claim=claim.id,
        claims=tuple(member.id for member, _ in group),
        lane=lane,
        label=event.label if event else type_label(claim.type),
        outlet=outlet_name(article),
        type=claim.type,
        family=family_of(claim.type),
        status=claim.status,
        shape=status_shape(claim.status),
        low=low,
        high=high,
        vague=bool(claim.time and claim.time.vague) if on_event_time or isinstance(where, Lag) else False,
        words=_words(claim, where),
        support=support_of(event),
    )


def _words(claim: Claim, where: Interval | Lag) -> str:
    if isinstance(where, Lag):
        return lag_words(where)
    return claim_words(claim) if claim.time and where == claim.time.interval else interval_words(where)


def in_view(marks: Sequence[Mark], view: tuple[float, float]) -> tuple[Mark, ...]:
    """The marks that reach into ``view``, in days across, with rows as they need them there."""
    left, right = view
    there = [
        dataclasses.replace(mark, row=0, badge="")
        for mark in marks
        if (mark.low is None or mark.low < right) and (mark.high is None or mark.high + 1 > left)
    ]
    return _in_rows(there, (math.floor(left), math.ceil(right)))


def _in_rows(marks: Iterable[Mark], sight: tuple[int, int] | None = None) -> tuple[Mark, ...]:
    """Marks with their row: the fullest lane first, and no two marks of a lane on top of each other.

    Beyond `MOST_LANES` the emptiest lanes share the last one. The first mark of an event gets its badge.
    """
    by_lane: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_lane[mark.lane].append(mark)
    order = sorted(by_lane, key=lambda lane: (lane in _LAST, -len(by_lane[lane]), lane.casefold(), lane))
    if len(order) > MOST_LANES:
        rest = f"{len(order) - MOST_LANES + 1:,} more"
        by_lane[rest] = [dataclasses.replace(m, lane=rest) for lane in order[MOST_LANES - 1 :] for m in by_lane[lane]]
        order = [*order[: MOST_LANES - 1], rest]
    extent = sight or extent_of(mark for members in by_lane.values() for mark in members)
    shared = {mark.event for members in by_lane.values() for mark in members if mark.support}
    left = shared if len(shared) <= MOST_BADGES else set()
    placed = []
    for lane in order:
        members = [_badged(mark, left) for mark in sorted(by_lane[lane], key=_by_time)]
        rows = spread([_room(mark, extent) for mark in members], extent)
        placed += [dataclasses.replace(mark, row=row) for mark, row in zip(members, rows, strict=True)]
    return tuple(placed)


def extent_of(marks: Iterable[Mark]) -> tuple[int, int]:
    """The first and the last day that the axis shows; ``(0, 0)`` where there is none."""
    return axis_range((mark.low, mark.high) for mark in marks) or (0, 0)


def _badged(mark: Mark, left: set[str]) -> Mark:
    if mark.is_wide or mark.event not in left:
        return mark
    left.remove(mark.event)
    return dataclasses.replace(mark, badge=mark.support)


def badge_is_left(mark: Mark, extent: tuple[float, float]) -> bool:
    """Whether a mark's badge stands to its left: near the right edge it would run out of the drawing."""
    return mark.high is not None and mark.high > extent[1] - (extent[1] - extent[0]) * 2 * BADGE_ROOM


def _room(mark: Mark, extent: tuple[int, int]) -> tuple[int | None, int | None]:
    """What a mark takes of its row: its own time, and what its badge needs beside it."""
    if not mark.badge or mark.low is None or mark.high is None:
        return mark.low, mark.high
    room = round((extent[1] - extent[0]) * BADGE_ROOM)
    return (mark.low - room, mark.high) if badge_is_left(mark, extent) else (mark.low, mark.high + room)


def _by_time(mark: Mark) -> tuple[bool, float, float, str]:
    """Sort key of a lane: closed before open, then by time."""
    low = float("-inf") if mark.low is None else mark.low
    high = float("inf") if mark.high is None else mark.high
    return mark.is_open, low, high, mark.id
