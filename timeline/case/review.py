"""The machine's timeline and the people's word together: what is shown, and what is said about it.

`apply_log` is the whole of it, and pure: the same machine timeline and the same log give the same desk.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from timeline.case.fields import FIELDS, corrected_article, corrected_claim, value_of
from timeline.case.log import REVIEWS, Entry, Kind, Value, in_force
from timeline.case.regroup import by_time, corrected_event, find_groups, group_name, make_event
from timeline.events.origins import outlet_name
from timeline.exchange import timeline_from_dict
from timeline.pipeline import Found, assemble
from timeline.types import SCHEMA, Article, Attribution, Claim, Event, TimeExpression, Timeline

Reexamine = Callable[[Article], Found]
Reassemble = Callable[[Sequence[Article], Callable[[Article], Found]], Timeline]
Part = TypeVar("Part", TimeExpression, Claim, Attribution)
MOVES_DATES = ("outlet", "published", "language")  # an article with another of these is read by the machine again


@dataclass(frozen=True, slots=True)
class Note:
    """A person's note: ``id`` names it for changing it, ``entry`` is its entry in the log."""

    id: str
    text: str
    who: str
    at: str
    entry: int


@dataclass(frozen=True, slots=True)
class Word:
    """All that people said about one article, claim or event. ``review`` is accepted, rejected or None (open);
    ``corrected`` has for each corrected field the entry that holds."""

    review: str | None = None
    star: bool = False
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    corrected: Mapping[str, Entry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A claim that a person took off the timeline: as it would be shown, why, by whom and when."""

    claim: Claim
    why: str
    who: str
    at: str
    entry: int


@dataclass(frozen=True, slots=True)
class Differs:
    """Where the machine now says other than when a person spoke: what the machine had then (``seen``), what it has
    now (``now``; None where it no longer finds the target), and what is shown (``kept``). ``entry`` is the word."""

    target: str
    field: str
    seen: Value
    now: Value
    kept: Value
    entry: int


@dataclass(frozen=True)
class Reviewed:
    """What is shown: the timeline with every word of people in it, and beside it what they said.

    ``words`` is by the id of article, claim or event, and holds those only that somebody spoke about.
    """

    timeline: Timeline
    words: Mapping[str, Word] = field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()
    differs: tuple[Differs, ...] = ()
    log: tuple[Entry, ...] = ()

    def word(self, target: str) -> Word:
        """What people said about ``target``; an empty `Word` where nobody has."""
        return self.words.get(target, NO_WORD)


NO_WORD = Word()
UNKNOWN = {"unknown": True}  # what the machine had is not known: the word is older than the log of version 2


@dataclass(frozen=True, slots=True)
class Said:
    """The entries that hold, put in order: by target and field the last word; merges and splits; claims by hand."""

    words: Mapping[str, Mapping[str, Entry]]
    moves: tuple[Entry, ...]
    claims: tuple[Entry, ...]

    def of(self, target: str, fields: Sequence[str]) -> dict[str, Entry]:
        """The corrections of ``fields`` of ``target``."""
        return {name: entry for name, entry in self.words.get(target, {}).items() if name in fields}


def read_log(log: Sequence[Entry]) -> Said:
    """What holds of ``log``. A word on an event or an article as a whole counts for the claims that it names too."""
    words: dict[str, dict[str, Entry]] = defaultdict(dict)
    moves, claims = [], []
    for entry in in_force(log):
        if entry.kind in (Kind.MERGE, Kind.SPLIT):
            moves.append(entry)
        elif entry.kind is Kind.CLAIM:
            claims.append(entry)
        else:
            target, name = entry.key
            words[target][name] = entry
            if entry.kind in REVIEWS and isinstance(entry.after, dict):
                for claim in entry.after["claims"]:
                    words[claim][name] = entry
    return Said(dict(words), tuple(moves), tuple(claims))


def apply_log(
    machine: Timeline,
    log: Sequence[Entry],
    *,
    reexamine: Reexamine,
    reassemble: Reassemble | None = None,
    gone: frozenset[str] = frozenset(),
) -> Reviewed:
    """What is shown of ``machine`` after every entry of ``log`` that holds.

    ``reexamine`` reads an article again whose date, outlet or language was corrected (`timeline.pipeline.examine`).
    ``reassemble`` puts the articles together anew after that, from what is found in each (`assemble_found`); without it
    the machine's groups stay, and only the events whose claims have changed are made anew. ``gone`` are claims of
    ``machine`` that it no longer finds and that are kept for a person's word on them.
    """
    said = read_log(log)
    base = _read_again(machine, said, reexamine, reassemble)
    claims, attributions = _claims(base, said)
    shown_by_id = {claim.id: claim for claim in claims}
    hidden = {name for name in shown_by_id if _review(said, name) == "rejected"}
    events = _events(machine, base, shown_by_id, attributions, hidden, said)
    kept = tuple(claim for claim in claims if claim.id not in hidden)
    timeline = dataclasses.replace(
        base,
        attributions=tuple(attributions.values()),
        claims=kept,
        events=events,
        undated=tuple(claim.id for claim in kept if claim.time is None),
    )
    return Reviewed(
        timeline=timeline,
        words=find_words(said),
        rejected=tuple(_rejected(shown_by_id[name], said) for name in shown_by_id if name in hidden),
        differs=find_differs(said, without_claims(machine, gone)),
        log=tuple(log),
    )


def _read_again(machine: Timeline, said: Said, reexamine: Reexamine, reassemble: Reassemble | None) -> Timeline:
    """The machine's timeline with the articles as corrected, and what it finds in those anew."""
    articles, again = [], {}
    for article in machine.articles:
        corrections = said.of(article.id, FIELDS["article"])
        corrected = corrected_article(article, corrections) if corrections else article
        if corrected != article and any(name in MOVES_DATES for name in corrections):
            again[article.id] = reexamine(corrected)
            corrected = again[article.id][0]
        articles.append(corrected)
    if not again:
        return dataclasses.replace(machine, articles=tuple(articles))
    if reassemble is not None:
        whole = reassemble(articles, lambda article: again.get(article.id) or found_of(machine, article))
        return dataclasses.replace(whole, problems=machine.problems)
    order = {article.id: place for place, article in enumerate(articles)}
    timexes = _with_anew(machine.timexes, [found[1] for found in again.values()], again)
    claims = _with_anew(machine.claims, [found[2] for found in again.values()], again)
    claims += tuple(_reported(claim, again[claim.article][0]) for claim in machine.claims if _is_of(claim, again))
    attributions = _with_anew(machine.attributions, [found[3] for found in again.values()], again)
    return dataclasses.replace(
        machine,
        articles=tuple(articles),
        timexes=tuple(sorted(timexes, key=lambda timex: order[timex.article])),
        claims=tuple(sorted(claims, key=lambda claim: order[claim.article])),
        attributions=tuple(sorted(attributions, key=lambda attribution: order[attribution.article])),
    )


def is_coverage(claim: Claim) -> bool:
    """Whether a claim was found only by comparing articles (`timeline.events.coverage`), not in one by itself."""
    return claim.id == f"{claim.article}-r{claim.begin}"


def _is_of(claim: Claim, again: Mapping[str, object]) -> bool:
    return is_coverage(claim) and claim.article in again


def _reported(claim: Claim, article: Article) -> Claim:
    """A claim that an outlet reported at all, with the date of the report as it was corrected."""
    published = article.published
    if claim.time is None or published.edtf is None:
        return claim
    precision = "day" if published.interval.is_day else claim.time.precision
    time = dataclasses.replace(
        claim.time, edtf=published.edtf, earliest=published.earliest, latest=published.latest, precision=precision
    )
    return dataclasses.replace(claim, time=time)


def found_of(timeline: Timeline, article: Article) -> Found:
    """What ``timeline`` has of one article, as `timeline.pipeline.examine` gives it."""
    return (
        article,
        tuple(timex for timex in timeline.timexes if timex.article == article.id),
        tuple(claim for claim in timeline.claims if claim.article == article.id and not is_coverage(claim)),
        tuple(item for item in timeline.attributions if item.article == article.id),
    )


def assemble_found(articles: Sequence[Article], found: Callable[[Article], Found]) -> Timeline:
    """The timeline of ``articles`` from what was ``found`` in each."""
    return assemble(articles, spread=lambda _, wanted: map(found, wanted))


def _with_anew(old: Iterable[Part], anew: Iterable[Iterable[Part]], again: Mapping[str, object]) -> tuple[Part, ...]:
    found = [item for item in old if item.article not in again]
    for part in anew:
        found += part
    return tuple(found)


def _claims(base: Timeline, said: Said) -> tuple[tuple[Claim, ...], dict[str, Attribution]]:
    """Every claim as shown, those by hand last, and every attribution by id."""
    attributions = dict(base.attribution_by_id)
    articles = base.article_by_id
    claims = [*base.claims]
    for entry in said.claims:
        record = entry.after
        article = articles.get(record["article"])
        if article is not None and article.text[record["begin"] : record["end"]] == record["quote"]:
            claims.append(claim_of(record))
    shown = []
    for claim in claims:
        corrections = said.of(claim.id, FIELDS["claim"])
        if corrections:
            claim, made = corrected_claim(claim, corrections)
            attributions.update((item.id, item) for item in made)
        shown.append(claim)
    return tuple(shown), attributions


def claim_of(record: Mapping[str, Value]) -> Claim:
    """The claim of a JSON record of the contract."""
    return timeline_from_dict({"schema": SCHEMA, "claims": [record]}).claims[0]


def _review(said: Said, target: str) -> str | None:
    entry = said.words.get(target, {}).get("review")
    return REVIEWS[entry.kind] if entry else None


def _events(
    machine: Timeline,
    base: Timeline,
    claims: Mapping[str, Claim],
    attributions: Mapping[str, Attribution],
    hidden: set[str],
    said: Said,
) -> tuple[Event, ...]:
    """The events as shown: the machine's where nothing in them has changed, else made anew."""
    event_of, by_id = base.event_of_claim, base.event_by_id
    shown, machine_articles = base.article_by_id, machine.article_by_id
    renamed = {
        article.id: (outlet_name(machine_articles[article.id]), outlet_name(article)) for article in base.articles
    }
    made = []
    for members, reasons in find_groups(claims, base.events, said.moves):
        visible = [claims[name] for name in members if name not in hidden]
        if not visible:
            continue
        before = [by_id[name] for name in dict.fromkeys(event_of[name].id for name in members if name in event_of)]
        name = group_name(members, before)
        same = len(before) == 1 and not reasons and set(before[0].claims) == {claim.id for claim in visible}
        if same and all(_as_found(machine, claim, shown, machine_articles) for claim in visible):
            event = before[0]
        else:
            event = make_event(
                visible,
                name=name,
                reasons=reasons,
                before=before,
                articles=shown,
                attributions=attributions,
                renamed={claim.id: renamed[claim.article] for claim in visible},
                resourced=frozenset(claim.id for claim in visible if said.of(claim.id, ("source",))),
            )
        made.append(corrected_event(event, said.of(event.id, FIELDS["event"])))
    ordered = tuple(sorted(made, key=by_time))
    return machine.events if sorted(machine.events, key=by_time) == list(ordered) else ordered


def _as_found(machine: Timeline, claim: Claim, shown: Mapping[str, Article], before: Mapping[str, Article]) -> bool:
    """Whether a claim and what its event takes from its article are as the machine has them."""
    known = machine.claim_by_id.get(claim.id) == claim
    return known and shown[claim.article].outlet == before[claim.article].outlet


def _rejected(claim: Claim, said: Said) -> Rejected:
    entry = said.words[claim.id]["review"]
    return Rejected(claim, entry.why, entry.who, entry.at, entry.number)


def find_words(said: Said) -> dict[str, Word]:
    """What was said about each target, ready to be shown."""
    return {target: _word(fields) for target, fields in said.words.items()}


def _word(fields: Mapping[str, Entry]) -> Word:
    review = fields.get("review")
    star = fields.get("star")
    notes = [(name, entry) for name, entry in fields.items() if entry.kind is Kind.NOTE and entry.after]
    return Word(
        review=REVIEWS[review.kind] if review else None,
        star=star is not None and star.kind is Kind.STAR,
        tags=tuple(sorted(entry.field for entry in fields.values() if entry.kind is Kind.TAG)),
        notes=tuple(
            Note(name.removeprefix("note:"), entry.after, entry.who, entry.at, entry.number)
            for name, entry in sorted(notes, key=lambda note: note[1].number)
        ),
        corrected={name: entry for name, entry in fields.items() if entry.kind is Kind.CORRECT},
    )


def machine_value(machine: Timeline, target: str, name: str) -> Value:
    """What the machine has in the field ``name`` of ``target``; for a review, what a person accepts or rejects by it.
    None where it has no such target."""
    found = machine.claim_by_id.get(target) or machine.event_by_id.get(target) or machine.article_by_id.get(target)
    if found is None:
        return None
    if name != "review":
        fields = {field for known in FIELDS.values() for field in known}
        return value_of(found, name, machine.attribution_by_id) if name in fields else None
    return _gist(found)


def _gist(found: Article | Claim | Event) -> Value:
    if isinstance(found, Claim):
        return {
            "quote": found.quote,
            "time": found.time.edtf if found.time else None,
            "type": found.type,
            "status": found.status.value,
            "places": [place.name for place in found.places],
        }
    if isinstance(found, Event):
        return {"claims": sorted(found.claims), "time": found.edtf}
    outlet = found.outlet.name if found.outlet else None
    return {"outlet": outlet, "published": found.published.edtf, "title": found.title}


def without_claims(machine: Timeline, gone: frozenset[str]) -> Timeline:
    """``machine`` without the claims ``gone``."""
    if not gone:
        return machine
    return dataclasses.replace(machine, claims=tuple(claim for claim in machine.claims if claim.id not in gone))


def find_differs(said: Said, machine: Timeline) -> tuple[Differs, ...]:
    """Every word whose ground has moved: the machine has another value now than when the person spoke."""
    found = []
    for target, fields in said.words.items():
        for name, entry in fields.items():
            if entry.target != target or entry.kind not in (*REVIEWS, Kind.CORRECT) or entry.machine == UNKNOWN:
                continue
            now = machine_value(machine, target, name)
            if now != entry.machine:
                kept = entry.after if name != "review" else REVIEWS[entry.kind]
                found.append(Differs(target, name, entry.machine, now, kept, entry.number))
    for move in said.moves:
        now = machine_groups(machine, move.after["claims"])
        if now != move.machine:
            found.append(Differs(move.target, move.kind.value, move.machine, now, move.after["claims"], move.number))
    return tuple(sorted(found, key=lambda differs: differs.entry))


def machine_groups(machine: Timeline, claims: Iterable[str]) -> Value:
    """How the machine groups ``claims``: lists of ids, those of one event together, without what it does not find."""
    groups: dict[str, list[str]] = defaultdict(list)
    for claim in sorted(claims):
        if claim in machine.event_of_claim:
            groups[machine.event_of_claim[claim].id].append(claim)
    return sorted(groups.values())
