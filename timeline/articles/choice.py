"""Which of several stated dates is that of publication, and why: all are kept, and a true conflict has no winner."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline import calendar
from timeline.articles.instants import Instant
from timeline.types import Evidence, Interval

FILE, MACHINE, SHOWN, UNCLEAR, ADDRESS = range(5)
"""Whose word a date is, in the order in which they are believed: the user's file, the page's data (JSON-LD, meta,
microdata), a line or an element that readers see, a name in the data that means one thing here and another there, and
the address of the page."""

ADDRESS_SLACK = 1
"""Days by which an address may differ: papers put up in the evening what they print for the next day."""

_PREPARED = 3
"""Days for which a page may lie ready under its address before it is published."""

_HULL = 31
"""Days up to which two dates that contradict each other still say something together: it was one of them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that is stated as that of publication. ``labelled`` tells that a reader is told so ("Published: …"),
    ``signed`` that it stands beside the writer's name.
    """

    interval: Interval
    evidence: Evidence
    rank: int
    edtf: str | None = None
    instant: Instant | None = None
    labelled: bool = False
    signed: bool = False

    @property
    def told(self) -> str:
        return calendar.describe_interval(self.interval)


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen date (open ends where there is none), the evidence with the chosen one first, doubts in words."""

    interval: Interval
    edtf: str | None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()


def choose(candidates: Sequence[Candidate], changes: Sequence[Candidate] = ()) -> Choice:
    """The date of publication by ``candidates``, in the order of their weight; ``changes`` are dates of updates."""
    ranked = sorted(_with_zones(candidates), key=lambda one: one.rank)
    if not ranked:
        return Choice(Interval(None, None), None)
    modified = [one.interval for one in changes]
    first = _local(_firmest(ranked, modified), ranked)
    first = _by_update(first, ranked, changes)
    rivals = [one for one in ranked if not agree(first, one)]
    if not rivals:
        return _chosen(first, ranked)
    if first.rank == FILE:
        return _chosen(first, ranked, _against(first, rivals))
    return _contested(first, rivals, ranked, modified)


def _with_zones(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Stamps without a zone that show the clock of the meridian at the moment of another stamp are of the meridian."""
    moments = {one.instant.moment for one in candidates if one.instant and one.instant.moment}
    zoned = []
    for one in candidates:
        if one.instant and one.instant.clock in moments:
            one = dataclasses.replace(one, instant=dataclasses.replace(one.instant, is_utc=True))
        zoned.append(one)
    return zoned


def agree(one: Candidate, other: Candidate) -> bool:
    """Whether two dates can be the same: they share a day, by the zone of a stamp or the slack of an address."""
    if other.rank == ADDRESS or one.rank == ADDRESS:
        return _near(one.interval, other.interval, ADDRESS_SLACK)
    return _near(one.interval, other.interval) or _is_shifted(one, other) or _is_shifted(other, one)


def _near(one: Interval, other: Interval, slack: int = 0) -> bool:
    return _gap(one, other) <= slack


def _gap(one: Interval, other: Interval) -> int:
    """Days between two intervals; 0 where they share one."""
    gaps = [0]
    if one.latest and other.earliest:
        gaps.append((other.earliest - one.latest).days)
    if other.latest and one.earliest:
        gaps.append((one.earliest - other.latest).days)
    return max(gaps)


def _is_shifted(stamp: Candidate, other: Candidate) -> bool:
    """Whether ``stamp`` is of the meridian and ``other`` gives the day that it was elsewhere at that instant."""
    day = other.interval.earliest
    instant = stamp.instant
    return instant is not None and instant.is_utc and day is not None and other.interval.is_day and instant.may_be(day)


def _firmest(ranked: Sequence[Candidate], modified: Sequence[Interval]) -> Candidate:
    """The first of them, but for an unclear name whose date is that of the last change."""
    if ranked[0].rank == UNCLEAR and len(ranked) > 1 and any(_near(ranked[0].interval, day) for day in modified):
        return ranked[1]
    return ranked[0]


def _local(first: Candidate, ranked: Sequence[Candidate]) -> Candidate:
    """``first`` with the day of the page's own zone, where its stamp is of the meridian and something states that."""
    if first.rank != MACHINE or first.instant is None:
        return first
    if not (first.instant.is_utc or first.instant.clock):
        return _seen(first, ranked)
    for one in ranked:
        is_told = first.instant.is_utc or one.rank == SHOWN  # a stamp without a zone may be of the meridian too
        is_own = one is not first and is_told and one.interval.is_day and not (one.instant and one.instant.is_utc)
        day = one.interval.earliest
        if is_own and day and day != first.instant.day and first.instant.may_be(day) and not _same(first, ranked):
            there = f"where the page is from it was {one.told} ({one.evidence.text!r})"
            note = f"{first.evidence.note}; it is in UTC, and {there}"
            evidence = dataclasses.replace(first.evidence, note=note)
            return dataclasses.replace(first, interval=one.interval, evidence=evidence)
    return first


def _by_update(first: Candidate, ranked: Sequence[Candidate], changes: Sequence[Candidate]) -> Candidate:
    """``first`` with the day of the page's zone, where it is of the meridian and an update tells which way that is.

    An update at 5:21 in UTC that the page shows on the day before was in the west; so was what was published at 5:14.
    """
    stamp = first.instant
    if stamp is None or not stamp.is_utc or stamp.hour is None or stamp.day != first.interval.earliest:
        return first
    if _same(first, ranked):
        return first
    for update, shown in itertools.product(changes, changes):
        there, day = update.instant, shown.interval.earliest
        if there is None or not there.is_utc or there.hour is None or shown.rank != SHOWN or shown.instant or not day:
            continue
        shift = (day - there.day).days
        if (shift == -1 and stamp.hour <= there.hour) or (shift == 1 and stamp.hour >= there.hour):
            local = stamp.day + timedelta(shift)
            note = f"{first.evidence.note}; it is in UTC, and the page shows its update on {shown.told}"
            evidence = dataclasses.replace(first.evidence, note=note)
            return dataclasses.replace(first, interval=Interval(local, local), evidence=evidence)
    return first


def _seen(first: Candidate, ranked: Sequence[Candidate]) -> Candidate:
    """``first`` with the day that readers see, where another stamp of the page is of the meridian and allows it: then
    the zone of ``first`` was put to the clock of the meridian.
    """
    stamps = [one.instant for one in ranked if one.instant and one.instant.is_utc]
    for one in ranked:
        day = one.interval.earliest
        if one.rank != SHOWN or not day or not one.interval.is_day or one.instant or day == first.interval.earliest:
            continue
        if any(stamp.day == first.interval.earliest and stamp.may_be(day) for stamp in stamps):
            note = f"{one.evidence.note}; the page's data have the clock of another zone ({first.evidence.text!r})"
            return dataclasses.replace(one, evidence=dataclasses.replace(one.evidence, note=note), instant=stamps[0])
    return first


def _same(first: Candidate, ranked: Sequence[Candidate]) -> bool:
    """Whether what a reader sees, or a stamp with a zone of its own, gives the very day of ``first``."""
    return any(
        one.interval == first.interval and one.rank in (MACHINE, SHOWN) and not (one.instant and one.instant.is_utc)
        for one in ranked
        if one is not first
    )


def _contested(
    first: Candidate, rivals: Sequence[Candidate], ranked: Sequence[Candidate], modified: Sequence[Interval]
) -> Choice:
    """By what speaks for each side: two kinds of sources against one win, and an update explains a later day."""
    ours = _kinds(first, ranked)
    explained = [one for one in rivals if _is_explained(one, first, modified)]
    left = [one for one in rivals if one not in explained]
    if not left:
        return _chosen(first, ranked)
    strongest = max(left, key=lambda one: (len(_kinds(one, ranked)), -one.rank))
    theirs = _kinds(strongest, ranked)
    if len(ours) > len(theirs) or _outweighs(first, strongest, ranked):
        return _chosen(first, ranked, _against(first, left))
    if len(theirs) > len(ours):
        note = f"{strongest.evidence.note}; {_and([one.evidence.kind for one in _with(strongest, ranked)])} agree on it"
        chosen = dataclasses.replace(strongest, evidence=dataclasses.replace(strongest.evidence, note=note))
        return _chosen(chosen, ranked, _against(chosen, [first]))
    return _unsettled(first, strongest, ranked)


def _kinds(candidate: Candidate, ranked: Sequence[Candidate]) -> set[int]:
    """Whose words agree with a candidate: a set of ranks, in which all data of the page are one."""
    return {MACHINE if one.rank == UNCLEAR else one.rank for one in _with(candidate, ranked)}


def _with(candidate: Candidate, ranked: Sequence[Candidate]) -> list[Candidate]:
    return [one for one in ranked if agree(candidate, one)]


def _is_explained(rival: Candidate, first: Candidate, modified: Sequence[Interval]) -> bool:
    """Whether a later day that is not told as that of publication is that of a change the page states."""
    day, last = rival.interval.earliest, first.interval.latest
    is_later = day is not None and last is not None and day > last
    is_unclear = rival.rank == UNCLEAR or (rival.rank == SHOWN and not rival.labelled)
    return is_later and is_unclear and any(_near(rival.interval, day) for day in modified)


def _outweighs(first: Candidate, rival: Candidate, ranked: Sequence[Candidate]) -> bool:
    """Whether a rival is too weak for a doubt that opens the date: a page that lay ready, or one line against data that
    say the same in several places."""
    if rival.rank == ADDRESS:
        day, other = rival.interval.earliest, first.interval.earliest
        return day is not None and other is not None and timedelta(0) <= other - day <= timedelta(_PREPARED)
    places = {one.evidence.kind for one in _with(first, ranked) if one.rank == MACHINE}
    shown = [one for one in _with(rival, ranked) if one.rank == SHOWN]
    is_bare = rival.rank == SHOWN and not any(one.labelled or one.signed for one in shown)
    return rival.rank == UNCLEAR or (is_bare and (first.labelled or len(places) > 1))


def _unsettled(first: Candidate, rival: Candidate, ranked: Sequence[Candidate]) -> Choice:
    """No winner: the stretch from one to the other where that is short, else no date."""
    doubt = (
        f"two dates contradict each other and nothing decides: {first.told} ({first.evidence.text!r}) "
        f"and {rival.told} ({rival.evidence.text!r}): say which is that of publication"
    )
    evidence = tuple(one.evidence for one in ranked)
    if _gap(first.interval, rival.interval) > _HULL:
        return Choice(Interval(None, None), None, evidence, (doubt,))
    days = [day for one in (first, rival) for day in (one.interval.earliest, one.interval.latest) if day]
    hull = Interval(min(days), max(days))
    return Choice(hull, f"{_iso(hull.earliest)}/{_iso(hull.latest)}", evidence, (doubt,))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ".."


def _chosen(first: Candidate, ranked: Sequence[Candidate], doubts: tuple[str, ...] = ()) -> Choice:
    others = tuple(one.evidence for one in ranked if one.evidence.text != first.evidence.text or one.rank != first.rank)
    return Choice(first.interval, first.edtf, (first.evidence, *others), doubts)


def _against(first: Candidate, rivals: Sequence[Candidate]) -> tuple[str, ...]:
    """One doubt for each different day, in the words of the first that says it."""
    told: dict[str, str] = {}
    for one in rivals:
        told.setdefault(one.told, f"published {first.told}, but another place says {one.told} ({one.evidence.text!r})")
    return tuple(told.values())


def _and(kinds: Sequence[str]) -> str:
    return " and ".join(dict.fromkeys(kinds))
