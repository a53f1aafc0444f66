"""Where the claims of one event disagree: on its date, its numbers, a name, its cause, or whether it happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from timeline.calendar import describe_interval
from timeline.claims.gazetteer import is_within, known_place
from timeline.claims.lists import modes
from timeline.events.origins import outlet_name
from timeline.types import Article, Claim, Conflict, ConflictKind, Figure, Interval, Status

HAPPENED = (Status.ASSERTED, Status.REPORTED, Status.HISTORICAL, Status.ALLEGED)
AGAINST = (Status.DENIED, Status.NEGATED)
TOWNS = ("city", "town", "village", "camp", "district")


def find_conflicts(claims: Sequence[Claim], articles: Mapping[str, Article]) -> tuple[Conflict, ...]:
    """Every disagreement between claims of different articles, each in one sentence with both sides.

    The same disagreement between the same outlets is told once.
    """
    found: dict[str, Conflict] = {}
    for one, other in combinations(claims, 2):
        if one.article != other.article:
            for conflict in _between(one, other, articles):
                found.setdefault(conflict.note, conflict)
    return (*found.values(), *_denials(claims, articles))


def _denials(claims: Sequence[Claim], articles: Mapping[str, Article]) -> Iterator[Conflict]:
    """For each claim that denies the event, one disagreement with all the outlets that tell it."""
    for denier in claims:
        tellers = [
            claim
            for claim in claims
            if claim.article != denier.article and denier.status in AGAINST and _tells(claim, denier)
        ]
        if tellers:
            names = " and ".join(dict.fromkeys(outlet_name(articles[claim.article]) for claim in tellers))
            yield Conflict(
                ConflictKind.STATUS,
                (denier.id, *(claim.id for claim in tellers)),
                f"It happened according to {names} (“{_short(tellers[0])}”), and it did not according to "
                f"{outlet_name(articles[denier.article])} (“{_short(denier)}”).",
            )


def _between(one: Claim, other: Claim, articles: Mapping[str, Article]) -> Iterator[Conflict]:
    first, second = outlet_name(articles[one.article]), outlet_name(articles[other.article])
    ids = (one.id, other.id)
    if one.time and other.time and _exclude(one.time.interval, other.time.interval):
        mine, theirs = describe_interval(one.time.interval), describe_interval(other.time.interval)
        yield Conflict(ConflictKind.DATE, ids, f"{first} dates it to {mine}, {second} to {theirs}.")
    for figure, against in _figures(one, other, articles):
        yield Conflict(ConflictKind.FIGURE, ids, f"{first} says “{figure.text}”, {second} “{against.text}”.")
    places = _places(one, other)
    if places:
        yield Conflict(ConflictKind.PLACE, ids, f"{first} places it in {places[0]}, {second} in {places[1]}.")
    if (one.type == "ACCIDENT" and _is_attack(other)) or (other.type == "ACCIDENT" and _is_attack(one)):
        yield Conflict(
            ConflictKind.STATUS,
            ids,
            f"{first} says “{_short(one)}”, {second} says “{_short(other)}”: attack or accident.",
        )


def _tells(claim: Claim, denier: Claim) -> bool:
    """Whether a claim tells what another denies; "no deaths since 1959" is about another time than "two deaths", so a
    mere negation stands against a telling only where both are dated."""
    if claim.status not in HAPPENED:
        return False
    return denier.status is Status.DENIED or (claim.time is not None and denier.time is not None)


def _short(claim: Claim) -> str:
    """The words around the trigger, as they stand: at most about a dozen."""
    at = claim.trigger.begin - claim.begin
    begin = claim.quote.rfind(" ", 0, max(0, at - 40)) + 1 if at > 40 else 0
    stop = claim.quote.find(" ", min(len(claim.quote), at + len(claim.trigger.text) + 40))
    end = stop if stop >= 0 else len(claim.quote)
    before, after = "… " if begin else "", " …" if end < len(claim.quote) else ""
    return f"{before}{claim.quote[begin:end]}{after}"


def _is_attack(claim: Claim) -> bool:
    """Whether the claim says that somebody did it, not only that somebody died or was hurt."""
    return claim.type == "ASSAULT" and claim.mode not in modes("harm")


def _exclude(one: Interval, other: Interval) -> bool:
    """Whether two dates exclude each other; of weeks and months that only touch, the border is not so sharp."""
    gap = 0 if one.is_day and other.is_day else 1
    if one.latest and other.earliest and (other.earliest - one.latest).days > gap:
        return True
    return bool(other.latest and one.earliest and (one.earliest - other.latest).days > gap)


def _figures(one: Claim, other: Claim, articles: Mapping[str, Article]) -> Iterator[tuple[Figure, Figure]]:
    """Figures that exclude each other; a higher toll in a later article is an update and none of them."""
    for mine in _totals(one):
        for theirs in _totals(other):
            if differ(mine, theirs) and not _updates(mine, theirs, articles[one.article], articles[other.article]):
                yield mine, theirs


def _totals(claim: Claim) -> Iterator[Figure]:
    """The figures that stand alone in their kind; "six men and one woman" is a sum that nobody gave."""
    kinds = [(figure.unit, figure.of) for figure in claim.figures]
    return (figure for figure in claim.figures if kinds.count((figure.unit, figure.of)) == 1)


def differ(mine: Figure, theirs: Figure) -> bool:
    """Whether two figures of the same thing exclude each other: "at least eight" and "ten" do not.

    >>> differ(Figure(8, None, "people", "killed", "at least 8"), Figure(10, 10, "people", "killed", "ten"))
    False
    """
    if mine.unit != theirs.unit or mine.of != theirs.of or not mine.of:
        return False
    low = max(mine.low or 0, theirs.low or 0)
    highs = [figure.high for figure in (mine, theirs) if figure.high is not None]
    return bool(highs) and low > min(highs)


def _updates(mine: Figure, theirs: Figure, one: Article, other: Article) -> bool:
    first, second = one.published.latest, other.published.latest
    if first is None or second is None or first == second or mine.low is None or theirs.low is None:
        return False
    return (theirs.low > mine.low) == (second > first)


def _places(one: Claim, other: Claim) -> tuple[str, str] | None:
    """Two towns that exclude each other, where each claim names just one."""
    mine, theirs = (
        # a place that a person typed is on no list: nothing is known of where it lies
        [place.name for place in claim.places if (known := known_place(place.name)) and known.kind in TOWNS]
        for claim in (one, other)
    )
    if len(mine) != 1 or len(theirs) != 1 or is_within(mine[0], theirs[0]) or is_within(theirs[0], mine[0]):
        return None
    return mine[0], theirs[0]
