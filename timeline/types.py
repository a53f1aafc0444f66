"""The values that flow through the program, from the article that was read to the timeline that is shown.

Said once, and true everywhere below:

* **Spans** are half-open ``[begin, end)`` offsets in Unicode characters into the ``text`` of their article,
  and ``article.text[begin:end]`` is always exactly the quoted ``text``.
* **Intervals** are ``earliest`` and ``latest``, both inclusive, in the proleptic Gregorian calendar;
  ``None`` is an open end (nothing is known on that side), never "today".
* Everything is frozen; collections are tuples. A correction makes a new value.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any


class TimexType(StrEnum):
    """The four types of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Granularity(StrEnum):
    """How fine a date is *as it was said*; the interval says what it may cover."""

    TIME = "time"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half-year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"
    RANGE = "range"
    VAGUE = "vague"


class AnchorKind(StrEnum):
    """What a time expression was counted from."""

    CALENDAR = "calendar"  # the expression itself: "8 October 2023"
    PUBLISHED = "published"  # the article's publication date: "yesterday"
    DATELINE = "dateline"  # the date in the dateline: "GAZA, Oct. 8 -"
    EXPRESSION = "expression"  # an earlier expression: "two days later"; ref is its id
    EVENT = "event"  # an event of the same article: "a week before the raid"; ref is its words or id
    QUOTED = "quoted"  # the time of a quoted speech or paper; ref says which


class Status(StrEnum):
    """What the outlet does with the claim. Only ASSERTED, REPORTED and HISTORICAL are said to have happened."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    ALLEGED = "alleged"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    NEGATED = "negated"
    HABITUAL = "habitual"
    HISTORICAL = "historical"


class AttributionKind(StrEnum):
    """Who a claim is attributed to."""

    OUTLET = "outlet"
    AGENCY = "agency"
    PERSON = "person"
    ORGANISATION = "organisation"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"


class ConflictKind(StrEnum):
    """What two claims of one event disagree about."""

    DATE = "date"
    FIGURE = "figure"
    ACTOR = "actor"
    PLACE = "place"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text."""

    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Interval:
    """The days on which something can have been: ``earliest`` to ``latest``, both inclusive, ``None`` is open.

    >>> Interval(date(2017, 2, 7), date(2017, 2, 7)).is_day
    True
    """

    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"interval ends before it begins: {self.earliest} > {self.latest}")

    @property
    def is_day(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest

    @property
    def is_closed(self) -> bool:
        return self.earliest is not None and self.latest is not None

    @property
    def days(self) -> int | None:
        """Length in days, counting both ends; ``None`` where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1


OPEN = Interval(None, None)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet or agency: facts of the registry, or a name that only the article gives."""

    name: str
    domain: str | None = None
    country: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a date: its ``kind`` (front-matter, masthead, dateline, json-ld, person, bound …),
    the verbatim ``text`` it stands in, and a ``note`` in plain words that a reader understands."""

    kind: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Dating:
    """When an article was published (or updated): an interval and every piece of evidence for it.

    An article whose text gives no date has an open or wide interval; it is never given today's date.

    Where the date is inferred (`timeline.dates.dating`), ``earliest`` to ``latest`` is meant to hold the day in nine
    of ten articles, and ``likely``, which lies within, in one of two: both are measured on articles whose day is
    known. ``likely`` is ``None`` for a date that is stated, and where nothing tells which part of the interval is.
    """

    earliest: date | None
    latest: date | None
    edtf: str | None
    basis: tuple[Evidence, ...] = ()
    likely: Interval | None = None

    @property
    def interval(self) -> Interval:
        return Interval(self.earliest, self.latest)


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article was read. ``segments`` maps the kept text back to the decoded source: triples of
    ``(text_begin, source_begin, length)``, in order, covering the whole text."""

    path: str | None
    url: str | None
    row: int | None
    sha256: str
    segments: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article. ``text`` is the body as kept: slices of the source, character by character, nothing rewritten.

    The headline is ``title``, not part of ``text``. ``dateline`` is a span of ``text`` ("RAMALLAH, Oct. 8 -").
    ``told`` holds what a reader of the file should know about the reading ("dropped: donation appeal, 5 lines").
    """

    id: str
    url: str | None
    source: Source
    title: str | None
    byline: str | None
    language: str
    outlet: Outlet | None
    published: Dating
    modified: Dating | None
    text: str
    dateline: Span | None = None
    doubts: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date claimed for a time expression: what it was counted from, and the days it can mean.

    ``trace`` tells the steps in words, one sentence each, in order. ``vague`` marks dates whose borders are soft
    ("recently", "about two months ago"). For a DURATION or SET without a place in time there is no Anchor.
    """

    kind: AnchorKind
    ref: str | None
    earliest: date | None
    latest: date | None
    edtf: str | None
    granularity: Granularity
    trace: tuple[str, ...] = ()
    vague: bool = False

    @property
    def interval(self) -> Interval:
        return Interval(self.earliest, self.latest)


@dataclass(frozen=True, slots=True)
class Unanchored:
    """Why a time expression has no date, in words for the reader; ``trace`` as in `Anchor`."""

    reason: str
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: the text that was found (TIMEX3 extent, type, value, mod) and its anchor, or why it has none.

    ``value`` is the TIMEX3 value; parts that are not known are X (``XXXX-06``). ``rule`` is the id of the rule.
    ``given`` names what the text itself says ("month", "day"); everything else in the anchor is inferred.
    """

    id: str
    article: str
    begin: int
    end: int
    text: str
    type: TimexType
    value: str
    rule: str
    anchor: Anchor | Unanchored
    mod: str | None = None
    given: tuple[str, ...] = ()

    @property
    def earliest(self) -> date | None:
        return self.anchor.earliest if isinstance(self.anchor, Anchor) else None

    @property
    def latest(self) -> date | None:
        return self.anchor.latest if isinstance(self.anchor, Anchor) else None

    @property
    def edtf(self) -> str | None:
        return self.anchor.edtf if isinstance(self.anchor, Anchor) else None

    @property
    def span(self) -> Span:
        return Span(self.begin, self.end, self.text)

    def to_dict(self) -> dict[str, Any]:
        """The object of ``timexes`` in the contract."""
        anchored = isinstance(self.anchor, Anchor)
        return {
            "id": self.id,
            "article": self.article,
            "begin": self.begin,
            "end": self.end,
            "text": self.text,
            "type": self.type.value,
            "value": self.value,
            "mod": self.mod,
            "earliest": plain(self.earliest),
            "latest": plain(self.latest),
            "edtf": self.edtf,
            "anchor": {"kind": self.anchor.kind.value, "ref": self.anchor.ref}
            if isinstance(self.anchor, Anchor)
            else None,
            "granularity": self.anchor.granularity.value if isinstance(self.anchor, Anchor) else None,
            "vague": self.anchor.vague if isinstance(self.anchor, Anchor) else False,
            "unanchored": None if anchored else self.anchor.reason,  # type: ignore[union-attr]
            "given": list(self.given),
            "rule": self.rule,
            "trace": list(self.anchor.trace),
        }


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who an article has something from: the spans of source, cue and content.

    "Palestinian sources (source) told (cue) the paper that … (content)". ``name`` is the resolved name: for
    "the paper" it is the paper's. ``told_outlet`` is true where the source spoke to this outlet itself. ``verb`` is the
    cue's dictionary form ("say"); ``stance`` marks a stand that is taken ("is critical of", "plans to") and tells of
    nothing: it makes nobody the source of a claim.
    """

    id: str
    article: str
    source: Span | None
    cue: Span | None
    content: Span | None
    kind: AttributionKind
    name: str
    told_outlet: bool = False
    verb: str = ""
    stance: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who takes part in a claimed event; ``role`` is agent, patient, or other."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a claim, with coordinates (degrees, WGS 84) where the place list knows them."""

    name: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a claim: "at least eight Palestinians" is low=8, high=None, unit="people", of="killed".

    ``total`` marks a running total, over days, months or a whole war ("more than 300 since May"): no toll of one event.
    """

    low: float | None
    high: float | None
    unit: str
    of: str
    text: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When the claimed event was, as this article says it.

    ``timex`` is the id of the time expression; ``basis`` says in words how it was attached; ``precision`` is
    a phrase for readers ("day", "month", "about two months"). ``vague`` as in `Anchor`.
    """

    edtf: str | None
    earliest: date | None
    latest: date | None
    precision: str
    timex: str | None
    basis: str
    vague: bool = False

    @property
    def interval(self) -> Interval:
        return Interval(self.earliest, self.latest)


@dataclass(frozen=True, slots=True)
class Claim:
    """An article says that something happened (or was planned, denied …): the verbatim ``quote`` with its trigger.

    ``type`` and ``mode`` follow PLOVER with our marked extensions. ``attribution`` lists ids of attributions,
    outermost first. A claim without a ``time`` carries the reason in ``undated_reason``. ``acled`` is the event type of
    ACLED that comes nearest, "" where ACLED codes none.
    """

    id: str
    article: str
    begin: int
    end: int
    quote: str
    trigger: Span
    type: str
    mode: str | None
    status: Status
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    time: ClaimTime | None = None
    attribution: tuple[str, ...] = ()
    undated_reason: str | None = None
    acled: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent source of an event's claims, with the claims that come from it."""

    name: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A disagreement between claims of one event, said in one plain sentence."""

    kind: ConflictKind
    claims: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Toll:
    """How many an event cost by all that its claims say: ``low`` and ``high`` are the range of what is reported as
    final, ``best`` the figure that most origins give (of equals the latest); ``high`` is ``None`` where it is open.

    ``acled`` is the number by the most cautious reading, as ACLED codes it; low, best and high are UCDP's three.
    ``note`` says in words how they were reached, and which earlier figures were replaced by later, higher ones.
    """

    of: str
    unit: str
    low: float
    best: float
    high: float | None
    acled: float
    claims: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Telling:
    """When an outlet first told of an event: the publication of its first article on it, an interval.

    ``lag_days`` counts from the first telling of all: whole days between the two latest possible days; ``None`` where
    a publication day is not known, or where the order of the two is not certain.
    """

    outlet: str
    article: str
    earliest: date | None
    latest: date | None
    lag_days: int | None
    copies: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Claims of several articles that are about the same event, and when it was by all of them.

    ``joins`` says in words why the claims were put together (empty for a single claim). ``tellings`` has each outlet
    once, the first to tell first; ``tolls`` the killed, wounded … by all claims; ``updates`` what was corrected or grew
    with time and is therefore no disagreement, each in one sentence.
    """

    id: str
    label: str
    type: str
    claims: tuple[str, ...]
    edtf: str | None
    earliest: date | None
    latest: date | None
    outlets: tuple[str, ...]
    origins: tuple[Origin, ...]
    conflicts: tuple[Conflict, ...] = ()
    joins: tuple[str, ...] = ()
    tellings: tuple[Telling, ...] = ()
    tolls: tuple[Toll, ...] = ()
    updates: tuple[str, ...] = ()

    @property
    def interval(self) -> Interval:
        return Interval(self.earliest, self.latest)


@dataclass(frozen=True, slots=True)
class Story:
    """Articles of one time that report on the same matter by their words as a whole; the first published stands first.

    ``label`` is the headline of the first; ``words`` are those that speak most for it.
    """

    id: str
    label: str
    articles: tuple[str, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedRun:
    """Words that stand in two articles: ``begin`` and ``end`` are offsets into the text of the one that copies,
    ``source_begin`` and ``source_end`` into the text of the other. Case, quotation marks and spaces may differ."""

    begin: int
    end: int
    source_begin: int
    source_end: int
    text: str


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that shares runs of words with one that was published before it, or at the same time.

    ``share`` is the part of the article's words that stands in the runs, 0 to 1. ``note`` says who has it from whom,
    and how sure that is: without publication days, it is not known who copied.
    """

    article: str
    source: str
    runs: tuple[SharedRun, ...]
    share: float
    note: str


@dataclass(frozen=True, slots=True)
class InputProblem:
    """An input that could not be used, or not wholly: where, what, and what to do about it."""

    path: str
    row: int | None
    what: str
    fix: str

    def __str__(self) -> str:
        where = self.path if self.row is None else f"{self.path}:{self.row}"
        return f"{where}: {self.what}; {self.fix}"


SCHEMA = "conflict-timeline/1"


@dataclass(frozen=True)
class Timeline:
    """All that was found: the value that the case store keeps and every view is a function of."""

    articles: tuple[Article, ...] = ()
    timexes: tuple[TimeExpression, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    undated: tuple[str, ...] = ()
    problems: tuple[InputProblem, ...] = field(default=())
    stories: tuple[Story, ...] = ()
    copies: tuple[Copy, ...] = ()

    @cached_property
    def article_by_id(self) -> dict[str, Article]:
        return {article.id: article for article in self.articles}

    @cached_property
    def timex_by_id(self) -> dict[str, TimeExpression]:
        return {timex.id: timex for timex in self.timexes}

    @cached_property
    def attribution_by_id(self) -> dict[str, Attribution]:
        return {attribution.id: attribution for attribution in self.attributions}

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def event_by_id(self) -> dict[str, Event]:
        return {event.id: event for event in self.events}

    @cached_property
    def event_of_claim(self) -> dict[str, Event]:
        return {claim: event for event in self.events for claim in event.claims}

    def to_dict(self) -> dict[str, Any]:
        """The JSON of ``timeline build --json``; `timeline.exchange.timeline_from_dict` reads it back."""
        return {"schema": SCHEMA} | {name.name: plain(getattr(self, name.name)) for name in dataclasses.fields(self)}


def plain(value: Any) -> Any:
    """A value as JSON has it: dataclasses as objects, tuples as lists, dates as ISO text, enums as their text.

    >>> plain(Interval(date(2017, 2, 7), None))
    {'earliest': '2017-02-07', 'latest': None}
    """
    if isinstance(value, TimeExpression):
        return value.to_dict()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {part.name: plain(getattr(value, part.name)) for part in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value
