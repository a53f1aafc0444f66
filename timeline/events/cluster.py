"""Which claims are about the same event: pairs are scored, doubtful ones refused, and groups joined by complete link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.claims.actors import is_within
from timeline.events.features import WIDE_DAYS, Features, likeness, specific_places
from timeline.types import Interval, Status

JOIN = 4.0  # points at which a pair is held to be one event
BEAR = 2.0  # points below which a pair keeps two groups apart
SLACK_DAYS = 1  # reports of one night differ by a day
BLOCK_LARGEST = 200  # a name that more claims share than this tells nothing


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims by their place in the sequence, with their points and the reasons in words."""

    one: int
    other: int
    points: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one event, by their place in the sequence, and why they were put together."""

    members: tuple[int, ...]
    reasons: tuple[str, ...]


def find_groups(features: Sequence[Features]) -> tuple[Group, ...]:
    """Every claim in one group; two groups join at their best pair where no pair across them speaks against it."""
    pairs = sorted(_pairs(features), key=lambda pair: (-pair.points, pair.one, pair.other))
    group_of = list(range(len(features)))
    members: dict[int, list[int]] = {index: [index] for index in group_of}
    reasons: dict[int, list[str]] = defaultdict(list)
    for pair in pairs:
        one, other = group_of[pair.one], group_of[pair.other]
        if one == other or not _bears(features, members[one], members[other]):
            continue
        for index in members[other]:
            group_of[index] = one
        members[one] += members.pop(other)
        reasons[one] += [*reasons.pop(other, []), *pair.reasons]
    return tuple(
        Group(tuple(sorted(found)), tuple(dict.fromkeys(reasons[number]))) for number, found in sorted(members.items())
    )


def _pairs(features: Sequence[Features]) -> Iterator[Pair]:
    """Every pair that shares a family and a name, place or rare word, and scores enough."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, item in enumerate(features):
        for key in _keys(item):
            blocks[item.family, key].append(index)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) > BLOCK_LARGEST:
            continue
        for place, one in enumerate(block):
            for other in block[place + 1 :]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    pair = _scored(features, one, other)
                    if pair is not None and pair.points >= JOIN:
                        yield pair


def _keys(item: Features) -> Iterator[str]:
    yield from item.people
    yield from item.places
    yield from item.actors
    yield from sorted(item.words, key=lambda word: -item.words[word])[:6]


def _bears(features: Sequence[Features], one: list[int], other: list[int]) -> bool:
    """Whether every claim of the one group can be about the same event as every claim of the other."""
    for first in one:
        for second in other:
            pair = _scored(features, min(first, second), max(first, second))
            if pair is None or pair.points < BEAR:
                return False
    return True


def _scored(features: Sequence[Features], index: int, other_index: int) -> Pair | None:
    """The points of a pair, or ``None`` where something forbids that they are one event."""
    one, other = features[index], features[other_index]
    if _forbidden(one, other):
        return None
    points, reasons = 0.0, []
    for found, reason in (_people(one, other), _actors(one, other), _places(one, other), _figures(one, other)):
        points += found
        if reason:
            reasons.append(reason)
    found, reason = _times(one, other)
    points += found
    if reason:
        reasons.append(reason)
    if one.claim.mode == other.claim.mode:
        points += 1.0
    alike = likeness(one, other)
    points += 4 * alike
    if alike >= 0.25:
        reasons.append("their sentences share many words")
    return Pair(index, other_index, points, tuple(reasons))


def _forbidden(one: Features, other: Features) -> bool:
    """Disjoint dates, different named people, different towns, a sum against a single event, a plan against a deed."""
    if one.claim.article == other.claim.article and one.claim.begin == other.claim.begin:
        return True  # one sentence that tells two events
    if one.interval and other.interval and not _overlap(one.interval, other.interval, SLACK_DAYS):
        return True
    if one.people and other.people and not _shared_people(one, other):
        return True
    places, others = specific_places(one), specific_places(other)
    if places and others and not any(is_within(a, b) or is_within(b, a) for a in places for b in others):
        return True
    if one.aggregate != other.aggregate:
        return True
    return (one.claim.status is Status.PLANNED) != (other.claim.status is Status.PLANNED)


def _overlap(one: Interval, other: Interval, slack: int) -> bool:
    if one.latest and other.earliest and (other.earliest - one.latest).days > slack:
        return False
    return not (other.latest and one.earliest and (one.earliest - other.latest).days > slack)


def _shared_people(one: Features, other: Features) -> frozenset[str]:
    """Names that agree in their last word or wholly: "Abu Malek Abu Shwiesh" and "Abu Shwiesh"."""
    return frozenset(name for name in one.people for second in other.people if _same_name(name, second))


def _same_name(one: str, other: str) -> bool:
    """Whether one name's last word is the other's; articles and hyphens do not count."""

    def bare(name: str) -> list[str]:
        return [part.removeprefix("al-").removeprefix("el-") for part in name.lower().replace("’", "'").split()]

    return bare(one)[-1] == bare(other)[-1]


def _people(one: Features, other: Features) -> tuple[float, str]:
    shared = _shared_people(one, other)
    return (3.0, f"both name {_listed(shared)}") if shared else (0.0, "")


def _actors(one: Features, other: Features) -> tuple[float, str]:
    shared = one.actors & other.actors
    return (min(1.5, 0.75 * len(shared)), f"both name {_listed(shared)}") if shared else (0.0, "")


def _places(one: Features, other: Features) -> tuple[float, str]:
    shared = one.places & other.places
    if shared:
        specific = bool(shared & specific_places(one))
        return 1.5 if specific else 0.75, f"both are placed in {_listed(shared)}"
    return 0.0, ""


def _figures(one: Features, other: Features) -> tuple[float, str]:
    shared = one.figures & other.figures
    return (1.5, "both give the same number") if shared else (0.0, "")


def _times(one: Features, other: Features) -> tuple[float, str]:
    if one.interval is None or other.interval is None:
        return 0.0, ""
    widths = [interval.days or WIDE_DAYS + 1 for interval in (one.interval, other.interval)]
    if max(widths) <= 3:
        return 2.0, "both are dated to the same days"
    if max(widths) <= WIDE_DAYS:
        return 1.0, "their dates overlap"
    return 0.25, "their dates do not exclude each other"


def _listed(names: frozenset[str]) -> str:
    return " and ".join(sorted(names))
