"""How much speaks for two claims being about one event, in points with reasons, and what forbids it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.claims.actors import belongs_to, is_unnamed, read_actors
from timeline.claims.gazetteer import is_within
from timeline.events.features import Features, cosine, stem
from timeline.events.figures import differ
from timeline.events.names import same_name
from timeline.types import Claim, Status, Story

WIDE_DAYS = 62  # an interval wider than two months says little about which event is meant
SLACK_DAYS = 1  # reports of one night differ by a day
DISPUTED_DAYS = 31  # so far apart may two dates of one event be where both sides name the same person
ACTOR_POINTS = {"state": 0.5, "unit": 1.25, "person": 1.25, "office": 1.25}  # the narrower, the more
ACTOR_USUAL = 0.75
ACTORS_MOST = 1.75
TOPIC_POINTS, TOPIC_MOST = 12.0, 2.5
STALE_DAYS = 180  # news without a date is about the last months
OLD_DAYS = 365  # what is older is background
JOIN = 4.25  # points at which a pair is held to be one event, if it shares enough particulars
SPECIFICS = 2  # particulars that two claims of one event must share: an actor and a day alone make no event
OFTEN = ("diplomacy", "speech", "refusal", "inquiry", "sanction")  # what one person does several times a day
FEW_WORDS, MANY_WORDS = 2, 4  # shared words, beside names and trigger, that count as one and as two particulars
TAKEN_UP = 3.0  # points for a claim that takes up the other
SAME_STORY = 2.5  # points for articles of one story
OTHER_STORY = 0.5  # points more that claims of different stories need
SAME_TOPIC = 0.07  # cosine of two articles above which they report on the same matter


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims by their place in the sequence, with their points, the reasons in words, and whether they are held to
    be one event: by points enough and by particulars enough."""

    one: int
    other: int
    points: float
    reasons: tuple[str, ...]
    joins: bool


REMEMBERED = 200_000
"""Pairs whose points are remembered: of ten thousand articles all of them would fill the memory."""


class Scorer:
    """Scores pairs of claims, each pair and each pair of articles once."""

    def __init__(
        self,
        features: Sequence[Features],
        articles: Mapping[str, Mapping[str, float]],
        stories: Sequence[Story] = (),
    ) -> None:
        self.features = features
        self._articles = articles
        self._story = {article: story.id for story in stories for article in story.articles}
        self._dated = {(item.claim.article, item.family, item.interval) for item in features}
        self._by_claim = {item.claim.id: item for item in features}
        self._pairs: dict[tuple[int, int], Pair | None] = {}
        self._alike: dict[tuple[str, str], float] = {}

    def pair(self, one: int, other: int) -> Pair | None:
        """The points of a pair, or ``None`` where something forbids that they are one event."""
        key = (one, other) if one < other else (other, one)
        if key not in self._pairs:
            if len(self._pairs) >= REMEMBERED:
                self._pairs.clear()
            self._pairs[key] = self.scored(*key)
        return self._pairs[key]

    def excludes(self, one: Claim, other: Claim) -> bool | None:
        """Whether something forbids that two claims are one event; ``None`` where they are of different families."""
        mine, theirs = self._by_claim[one.id], self._by_claim[other.id]
        return forbidden(mine, theirs) if mine.family == theirs.family else None

    def denial(self, one: int, other: int) -> bool:
        """Whether just one of two claims denies its event."""
        statuses = {self.features[index].claim.status for index in (one, other)}
        return Status.DENIED in statuses and len(statuses) > 1

    def alike(self, one: str, other: str) -> float:
        """How like two articles are, 0 to 1; an article is not compared with itself."""
        key = (one, other) if one < other else (other, one)
        if key not in self._alike:
            if len(self._alike) >= REMEMBERED:
                self._alike.clear()
            self._alike[key] = (
                cosine(self._articles.get(one, {}), self._articles.get(other, {})) if one != other else 0.0
            )
        return self._alike[key]

    def scored(self, index: int, other_index: int) -> Pair | None:
        """The same as `pair`, not remembered; the smaller place first."""
        one, other = self.features[index], self.features[other_index]
        if forbidden(one, other):
            return None
        if self._looks_back(one, other) and (one.interval is None or other.interval is None):
            return None  # two stories that recall an inquiry or a visit without its day may recall two
        if self._told_as_two(one, other):
            return None
        found = [
            _taken_up(one, other),
            _denial(one, other),
            _people(one, other),
            _actors(one, other),
            _places(one, other),
            _figures(one, other),
            _times(one, other),
        ]
        if one.claim.mode == other.claim.mode:
            found.append((1.0, ""))
        words = cosine(one.words, other.words)
        found.append((4 * words, "their sentences share many words" if words >= 0.25 else ""))
        found.append(self._topic(one.claim.article, other.claim.article))
        points = sum(point for point, _ in found)
        reasons = tuple(reason for point, reason in found if reason and point > 0)
        needed, wanted = self._needed(one, other)
        joins = takes_up(one, other) or (points >= needed and specifics(one, other) >= wanted)
        return Pair(index, other_index, points, reasons, joins)

    def _topic(self, one: str, other: str) -> tuple[float, str]:
        """What the likeness of two articles as wholes is worth."""
        if one in self._story and self._story[one] == self._story.get(other):
            return SAME_STORY, "their articles tell one story"
        topic = self.alike(one, other)
        if topic >= SAME_TOPIC:
            return min(TOPIC_MOST, TOPIC_POINTS * topic), "their articles report on the same matter"
        return 0.0, ""

    def _told_as_two(self, one: Features, other: Features) -> bool:
        """Whether two claims give two days, and one of the articles tells of the like on the other's day as well: then
        it knows two events, and does not date one of them otherwise."""
        return _other_day(one, other) and (
            (one.claim.article, one.family, other.interval) in self._dated
            or (other.claim.article, one.family, one.interval) in self._dated
        )

    def _looks_back(self, one: Features, other: Features) -> bool:
        """Whether the articles of two claims each tell a story, and not the same: what they share is background."""
        mine, theirs = (self._story.get(item.claim.article) for item in (one, other))
        return mine is not None and theirs is not None and mine != theirs

    def _needed(self, one: Features, other: Features) -> tuple[float, int]:
        """Points and particulars that a pair must have: more for what is only looked back upon, for that is vague."""
        back = self._looks_back(one, other)
        wanted = (
            _wanted(one, other) + back + _other_day(one, other) + _other_company(one, other) + _other_toll(one, other)
        )
        return JOIN + OTHER_STORY * back, wanted


def _other_day(one: Features, other: Features) -> bool:
    """Whether two claims give two days: one night told by two outlets, or a strike on Monday and one on Tuesday."""
    if one.interval is None or other.interval is None or one.interval == other.interval:
        return False
    return one.interval.is_day and other.interval.is_day


def _other_company(one: Features, other: Features) -> bool:
    """Whether two meetings are told to have been with others: farmers here, envoys there."""
    return bool(one.company and other.company) and not one.company & other.company


def _other_toll(one: Features, other: Features) -> bool:
    """Whether two claims count the same harm otherwise, and hit others: four guards here, eleven pupils there."""
    pairs = [(mine, theirs) for mine in one.claim.figures for theirs in other.claim.figures if differ(mine, theirs)]
    return any(stem(mine.text.split()[-1]) != stem(theirs.text.split()[-1]) for mine, theirs in pairs)


def _wanted(one: Features, other: Features) -> int:
    """How many particulars two claims must share: one more where just one of them is dated within two months, or where
    the one is undated and the other's date is wide ("earlier this year"); sums over time are wide by nature."""
    if one.sums:
        return SPECIFICS
    wide = [item.interval is None or (item.interval.days or WIDE_DAYS + 1) > WIDE_DAYS for item in (one, other)]
    dated = [item.interval is not None for item in (one, other)]
    background = any(far and has for far, has in zip(wide, dated, strict=True)) and not all(dated)
    return SPECIFICS + (background or (all(dated) and wide[0] != wide[1]))


def specifics(one: Features, other: Features) -> int:
    """How many particulars two claims share: people, actors narrower than a state, towns, figures, and words of their
    sentences that are neither such a name nor the trigger.

    A person whom no list knows counts thrice, but for what one person does several times a day: two statements of one
    minister on one day are two events until something else is shared.
    """
    people = _shared_people(one, other)
    known = read_actors()[1]
    actors = {name for name in one.actors & other.actors if known[name].kind != "state"}
    towns, figures = one.places & other.places & one.towns, {fig for fig in one.figures & other.figures if fig[2] != 1}
    words = len(one.particular & other.particular)
    found = len(people) * (1 if one.family in OFTEN else 3) + len(actors) + len(towns) + len(figures)
    found += 2 * _same_old_date(one, other) + _denies(one, other)
    return found + (words >= FEW_WORDS) + (words >= MANY_WORDS)


def _same_old_date(one: Features, other: Features) -> bool:
    """Whether two claims of one kind give the same date, and that a year or more before both articles ("since 2009"):
    of what is long past the press recalls little."""
    if one.interval is None or other.interval is None or one.claim.mode != other.claim.mode:
        return False
    first, second = one.interval.earliest, other.interval.earliest
    told = [item.told_until for item in (one, other)]
    return first is not None and first == second and all(day is None or (day - first).days > OLD_DAYS for day in told)


def forbidden(one: Features, other: Features) -> bool:
    """Whether two claims cannot be one event: they stand in one sentence, their dates exclude each other, they name
    different people or towns, one sums up what the other tells singly, or one is a plan, a condition or a habit."""
    own = one.claim.article == other.claim.article and not takes_up(one, other)
    if own and (one.claim.begin == other.claim.begin or _apart(one, other)):
        return True
    if _dates_exclude(one, other):
        return True
    if _other_people(one, other) or _other_deed(one, other):
        return True
    places, others = one.towns, other.towns
    if places and others and not any(is_within(a, b) or is_within(b, a) for a in places for b in others):
        return True
    if one.aggregate != other.aggregate or one.sums != other.sums:
        return True
    return _unreal(one.claim.status) != _unreal(other.claim.status)


def takes_up(one: Features, other: Features) -> bool:
    """Whether one of two claims only says more of the other."""
    return one.takes_up == other.claim.id or other.takes_up == one.claim.id


def _unreal(status: Status) -> Status | None:
    """The status of what is not said to have happened once: planned, on a condition, again and again."""
    return status if status in (Status.PLANNED, Status.CONDITIONAL, Status.HABITUAL) else None


def _apart(one: Features, other: Features) -> bool:
    """Whether two claims of one article tell two events: an article repeats itself only in the same words."""
    if _denies(one, other):
        return False
    return one.claim.mode != other.claim.mode or cosine(one.words, other.words) < 0.3


def _dates_exclude(one: Features, other: Features) -> bool:
    if one.interval and other.interval:
        gap = max(one.first - other.last, other.first - one.last)
        if gap <= SLACK_DAYS:
            return False
        if gap > DISPUTED_DAYS:
            return True
        return one.claim.mode != other.claim.mode or one.family in OFTEN or not _shared_people(one, other)
    if one.interval is None and other.interval is None:
        return _told_far_apart(one, other) and not _shared_people(one, other)
    dated, undated = (one, other) if one.interval else (other, one)
    earliest = dated.interval.earliest if dated.interval else None
    return bool(earliest and undated.told_until and undated.told_until < earliest)


def _told_far_apart(one: Features, other: Features) -> bool:
    """Whether the articles came out half a year apart or more."""
    for first, second in ((one, other), (other, one)):
        if first.told_until and second.told_from and (second.told_from - first.told_until).days > STALE_DAYS:
            return True
    return False


def _shared_people(one: Features, other: Features) -> frozenset[str]:
    return frozenset(name for name in one.people for second in other.people if same_name(name, second))


def _other_people(one: Features, other: Features) -> bool:
    """Whether both claims name people, and none in common; where one person does the like several times a day, the
    people of the lexicon count as well: "Lee met Hart" and "Lee's deputy met Hart's"."""
    if one.people and other.people and not _shared_people(one, other):
        return True
    if one.family not in OFTEN:
        return False
    mine, theirs = _known_people(one), _known_people(other)
    shared = mine & theirs or _shared_people(one, other)
    return bool((mine or one.people) and (theirs or other.people) and not shared)


def _other_deed(one: Features, other: Features) -> bool:
    """Whether two claims tell two kinds of deed, each of another doer: "Hamas tortured" and "Salafists fired"; who did
    one thing may be disputed, but not by telling another thing."""
    if one.claim.mode == other.claim.mode or one.claim.article == other.claim.article:
        return False
    mine, theirs = (
        {actor.name for actor in item.claim.actors if actor.role == "agent"} - {""} for item in (one, other)
    )
    if not mine or not theirs or one.towns & other.towns or _shared_people(one, other):
        return False
    return not any(belongs_to(a, b) or belongs_to(b, a) or is_unnamed(a) or is_unnamed(b) for a in mine for b in theirs)


def _known_people(item: Features) -> frozenset[str]:
    known = read_actors()[1]
    return frozenset(name for name in item.actors if known[name].kind == "person")


def _denies(one: Features, other: Features) -> bool:
    """Whether one of two claims denies what the other can be telling: somebody narrower than a state takes part in
    both."""
    if (one.claim.status is Status.DENIED) == (other.claim.status is Status.DENIED):
        return False
    known = read_actors()[1]
    return bool(_shared_people(one, other)) or any(known[name].kind != "state" for name in one.actors & other.actors)


def _taken_up(one: Features, other: Features) -> tuple[float, str]:
    return (TAKEN_UP, "one article says more of it in its next words") if takes_up(one, other) else (0.0, "")


def _denial(one: Features, other: Features) -> tuple[float, str]:
    return (2.0, "the one denies what the other tells") if _denies(one, other) else (0.0, "")


def _people(one: Features, other: Features) -> tuple[float, str]:
    shared = _shared_people(one, other)
    return (3.0, f"both name {_listed(shared)}") if shared else (0.0, "")


def _actors(one: Features, other: Features) -> tuple[float, str]:
    shared = one.actors & other.actors
    if shared:
        known = read_actors()[1]
        points = sum(ACTOR_POINTS.get(known[name].kind, ACTOR_USUAL) for name in shared)
        return min(ACTORS_MOST, points), f"both name {_listed(shared)}"
    if any(belongs_to(a, b) or belongs_to(b, a) for a in one.actors for b in other.actors):
        return 0.5, "an actor of the one belongs to an actor of the other"
    return 0.0, ""


def _places(one: Features, other: Features) -> tuple[float, str]:
    shared = one.places & other.places
    if not shared:
        return 0.0, ""
    return (1.5 if shared & one.towns else 0.75), f"both are placed in {_listed(shared)}"


def _figures(one: Features, other: Features) -> tuple[float, str]:
    shared = {figure for figure in one.figures & other.figures if figure[2] != 1}
    return (1.5, "both give the same number") if shared else (0.0, "")


def _times(one: Features, other: Features) -> tuple[float, str]:
    if one.interval is None or other.interval is None:
        return (-2.0, "") if _long_after(one, other) else (0.0, "")
    widths = [interval.days or WIDE_DAYS + 1 for interval in (one.interval, other.interval)]
    if max(widths) <= 3:
        return 2.0, "both are dated to the same days"
    if max(widths) <= WIDE_DAYS:
        return 1.0, "their dates overlap"
    return 0.25, "their dates do not exclude each other"


def _long_after(one: Features, other: Features) -> bool:
    """Whether an undated claim stands in an article that came out long after the other's event: news without a date is
    about the last months."""
    for undated, second in ((one, other), (other, one)):
        last = second.interval.latest if second.interval else second.told_until
        if undated.interval is None and undated.told_from and last and (undated.told_from - last).days > STALE_DAYS:
            return True
    return False


def _listed(names: frozenset[str]) -> str:
    return " and ".join(sorted(names))
