"""Where the claims of one event disagree: on its date, its numbers, its place, who did it, or whether it happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from timeline.calendar import describe_interval
from timeline.claims.actors import belongs_to, read_actors
from timeline.claims.gazetteer import is_within, known_place
from timeline.claims.lists import modes
from timeline.events.blame import takes_no_blame
from timeline.events.figures import HAPPENED, counts_again, differ, lone_figures, raises, updates
from timeline.events.outlets import outlet_name
from timeline.types import Article, Claim, Conflict, ConflictKind, Figure, Interval, Status

AGAINST = (Status.DENIED, Status.NEGATED)
TOWNS = ("city", "town", "village", "camp", "district")
DOERS = ("state", "force", "armed group", "unit", "security service")  # kinds of actors of which only one did it
LONGEST_SIDE = 40  # characters on each side of the trigger that are quoted


@dataclass(frozen=True, slots=True)
class _Difference:
    """Two claims that exclude each other, and the value that each gives, in the words of its sentence."""

    kind: ConflictKind
    one: Claim
    other: Claim
    mine: str
    theirs: str


_SAID = {
    ConflictKind.DATE: ("dates it to", "date it to", "to"),
    ConflictKind.FIGURE: ("says", "say", ""),
    ConflictKind.PLACE: ("places it in", "place it in", "in"),
    ConflictKind.ACTOR: ("names", "name", ""),
}


def find_conflicts(claims: Sequence[Claim], articles: Mapping[str, Article]) -> tuple[Conflict, ...]:
    """Every disagreement between claims of different articles, each in one sentence with both sides.

    One pair of values is one disagreement, whichever number of outlets stands on each side.
    """
    sides: dict[tuple[ConflictKind, str, str], tuple[list[Claim], list[Claim]]] = {}
    for one, other in combinations(claims, 2):
        if one.article == other.article:
            continue
        for found in _differences(one, other, articles):
            first, second = (found.one, found.mine), (found.other, found.theirs)
            if (found.kind, found.theirs, found.mine) in sides:
                first, second = second, first
            mine, theirs = sides.setdefault((found.kind, first[1], second[1]), ([], []))
            mine += [first[0]] if first[0] not in mine else []
            theirs += [second[0]] if second[0] not in theirs else []
    told = (_told(*key, *found, articles) for key, found in sides.items())
    return (*told, *_denials(claims, articles))


def find_updates(claims: Sequence[Claim], articles: Mapping[str, Article]) -> tuple[str, ...]:
    """What only grew or was corrected with time, in one sentence each: a later, higher toll is no disagreement."""
    found: dict[str, None] = {}
    for pair in combinations(claims, 2):
        one, other = sorted(pair, key=lambda claim: (str(articles[claim.article].published.latest), claim.begin))
        if one.status not in HAPPENED or other.status not in HAPPENED:
            continue
        for mine in lone_figures(one):
            for theirs in lone_figures(other):
                if raises(mine, theirs) and _newer(one, other, mine, theirs, articles):
                    before, after = articles[one.article], articles[other.article]
                    text = f"“{mine.text}” ({outlet_name(before)}) became “{theirs.text}” ({outlet_name(after)})"
                    found[f"{text} on {describe_interval(after.published.interval)}."] = None
    return tuple(found)


def _newer(one: Claim, other: Claim, mine: Figure, theirs: Figure, articles: Mapping[str, Article]) -> bool:
    """Whether the later claim's figure replaces the earlier's; nobody withdraws a minimum by giving a lower one."""
    if one.article == other.article:
        return counts_again(other, one) and (theirs.low or 0) > (mine.low or 0)
    higher = (theirs.low or 0) > (mine.low or 0)
    return (higher or differ(mine, theirs)) and updates(mine, theirs, articles[one.article], articles[other.article])


def _told(
    kind: ConflictKind,
    mine: str,
    theirs: str,
    one: Sequence[Claim],
    other: Sequence[Claim],
    articles: Mapping[str, Article],
) -> Conflict:
    first, second = _outlets(one, articles), _outlets(other, articles)
    ids = tuple(claim.id for claim in (*one, *other))
    if kind is ConflictKind.STATUS:
        note = f"{' and '.join(first)}: {mine}; {' and '.join(second)}: {theirs}: attack or accident."
        return Conflict(kind, ids, note)
    says, say, link = _SAID[kind]
    verb = says if len(first) == 1 else say
    note = f"{' and '.join(first)} {verb} {mine}, {' and '.join(second)} {link + ' ' if link else ''}{theirs}."
    return Conflict(kind, ids, note)


def _outlets(claims: Sequence[Claim], articles: Mapping[str, Article]) -> list[str]:
    return list(dict.fromkeys(outlet_name(articles[claim.article]) for claim in claims))


def _differences(one: Claim, other: Claim, articles: Mapping[str, Article]) -> Iterator[_Difference]:
    if one.time and other.time and _exclude(one.time.interval, other.time.interval):
        mine, theirs = describe_interval(one.time.interval), describe_interval(other.time.interval)
        yield _Difference(ConflictKind.DATE, one, other, mine, theirs)
    if one.status in HAPPENED and other.status in HAPPENED:
        for figure in lone_figures(one):
            for against in lone_figures(other):
                if differ(figure, against) and not updates(
                    figure, against, articles[one.article], articles[other.article]
                ):
                    yield _Difference(ConflictKind.FIGURE, one, other, f"“{figure.text}”", f"“{against.text}”")
    if places := _places(one, other):
        yield _Difference(ConflictKind.PLACE, one, other, *places)
    if doers := _doers(one, other):
        yield _Difference(ConflictKind.ACTOR, one, other, *doers)
    if (one.type == "ACCIDENT" and _is_attack(other)) or (other.type == "ACCIDENT" and _is_attack(one)):
        yield _Difference(ConflictKind.STATUS, one, other, f"“{_short(one)}”", f"“{_short(other)}”")


def _denials(claims: Sequence[Claim], articles: Mapping[str, Article]) -> Iterator[Conflict]:
    """For each outlet that denies the event, one disagreement with all the outlets that tell it."""
    told: set[tuple[str, tuple[str, ...]]] = set()
    for denier in claims:
        tellers = [
            claim
            for claim in claims
            if claim.article != denier.article and denier.status in AGAINST and _tells(claim, denier)
        ]
        names = tuple(_outlets(tellers, articles))
        against = outlet_name(articles[denier.article])
        if tellers and not takes_no_blame(denier) and (against, names) not in told:
            told.add((against, names))
            yield Conflict(
                ConflictKind.STATUS,
                (denier.id, *(claim.id for claim in tellers)),
                f"It happened according to {' and '.join(names)} (“{_short(tellers[0])}”), and it did not according to "
                f"{against} (“{_short(denier)}”).",
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
    begin = claim.quote.rfind(" ", 0, max(0, at - LONGEST_SIDE)) + 1 if at > LONGEST_SIDE else 0
    stop = claim.quote.find(" ", min(len(claim.quote), at + len(claim.trigger.text) + LONGEST_SIDE))
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


def _doers(one: Claim, other: Claim) -> tuple[str, str] | None:
    """Two groups or forces of which each claim says that it, and it alone, did this one attack."""
    if not (_is_attack(one) and _is_attack(other) and one.status in HAPPENED and other.status in HAPPENED):
        return None
    known = read_actors()[1]
    mine, theirs = (
        [
            actor.name
            for actor in claim.actors
            if actor.role == "agent" and actor.name in known and known[actor.name].kind in DOERS
        ]
        for claim in (one, other)
    )
    if len(mine) != 1 or len(theirs) != 1 or mine == theirs:
        return None
    if belongs_to(mine[0], theirs[0]) or belongs_to(theirs[0], mine[0]):
        return None
    return mine[0], theirs[0]
