"""A timeline from which articles, names, or an outlet's text were taken out: nothing of it is left anywhere in it.

Report and exports are functions of a timeline, so what is not in it cannot be in them. Ids are made anew, since an id
tells an offset, and offsets tell how long a name was. Spans stay exact: they quote the markers that were put in.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from timeline.errors import TimelineError
from timeline.events import remade_event
from timeline.types import Article, Claim, Copy, Event, Outlet, SharedRun, Source, Story, Telling, Timeline
from timeline.views.redaction.cuts import Cut, CutText, cut_text, joined
from timeline.views.redaction.limit import LEFT_OUT, cuts_beyond, repeats, runs_of
from timeline.views.redaction.names import WITHHELD, Names, compile_names
from timeline.views.words import outlet_name

EVERY_OUTLET = "*"
VOCABULARY = frozenset(
    ("schema", "type", "mode", "status", "kind", "role", "unit", "of", "rule", "verb", "language", "granularity")
) | {"given", "value", "mod", "edtf", "acled", "sha256", "precision", "country"}
"""Fields that hold codes and words of this program, never an article's: a name may well be one of them ("Denied")."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is to be taken out: ``articles`` by id, ``names`` of people, groups or places as they are written, and
    the text of each article beyond so many ``words``, by outlet (`EVERY_OUTLET` for all).

    With ``parts`` a name's words are withheld one by one as well ("Saleh" of "Ahmad Saleh").
    """

    articles: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    words: Mapping[str, int] = field(default_factory=dict)
    parts: bool = True

    @property
    def active(self) -> bool:
        return bool(self.articles or any(name.strip() for name in self.names) or self.words)


@dataclass(frozen=True, slots=True)
class _Work:
    """What one redaction needs at hand: texts after their cuts, new ids, and the outlets' own words that must go."""

    names: Names | None
    texts: Mapping[str, CutText]
    ids: Mapping[str, str]
    runs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Redacted:
    """A timeline after its redaction; ``ids`` gives for an old id the new one, where it has another."""

    timeline: Timeline
    ids: Mapping[str, str] = field(default_factory=dict)


def redact(timeline: Timeline, redaction: Redaction) -> Redacted:
    """``timeline`` without what ``redaction`` names. Raises `TimelineError` where something of it would be left."""
    if not redaction.active:
        return Redacted(timeline)
    unknown = redaction.articles - timeline.article_by_id.keys()
    if unknown:
        raise TimelineError(f"no article {sorted(unknown)[0]!r} in this case; look at the page Articles for its id")
    shorter = without_articles(timeline, redaction.articles)
    names = compile_names(redaction.names, parts=redaction.parts)
    cuts = _cuts(shorter, names, redaction.words)
    texts = {article.id: cut_text(article.text, cuts[article.id]) for article in shorter.articles}
    runs = frozenset[str]().union(
        *(
            runs_of(article.text, [cut for cut in cuts[article.id] if LEFT_OUT in cut[2]])
            for article in shorter.articles
        )
    )
    work = _Work(names, texts, _new_ids(shorter, texts), runs)
    made: Timeline = _remade(shorter, work, None)
    made = dataclasses.replace(made, events=tuple(sorted(made.events, key=_place_of)))
    _check(made, names)
    return Redacted(made, work.ids)


def withhold(text: str, redaction: Redaction) -> str:
    """A text that goes beside the timeline (a title, a note, a line of the log) without the names."""
    names = compile_names(redaction.names, parts=redaction.parts)
    return _scrubbed(text, names) if names else text


def without_articles(timeline: Timeline, left_out: frozenset[str]) -> Timeline:
    """``timeline`` as if ``left_out`` had not been read: their claims leave the events, and empty events go.

    What was said of several claims together (reasons of a join, a disagreement) goes with any of them.
    """
    if not left_out:
        return timeline
    gone = {claim.id for claim in timeline.claims if claim.article in left_out}
    paths = {article.source.path for article in timeline.articles if article.id in left_out}
    mentions = _Mentions.of(timeline, left_out)
    return dataclasses.replace(
        timeline,
        articles=tuple(mentions.cleared(article) for article in timeline.articles if article.id not in left_out),
        timexes=tuple(timex for timex in timeline.timexes if timex.article not in left_out),
        attributions=tuple(found for found in timeline.attributions if found.article not in left_out),
        claims=tuple(claim for claim in timeline.claims if claim.id not in gone),
        events=tuple(
            _event_without(timeline, event, gone, left_out) for event in timeline.events if set(event.claims) - gone
        ),
        undated=tuple(claim for claim in timeline.undated if claim not in gone),
        problems=tuple(
            problem for problem in timeline.problems if problem.path not in paths and not mentions.are_in(str(problem))
        ),
        stories=tuple(_story_without(story, left_out) for story in timeline.stories if set(story.articles) - left_out),
        copies=tuple(copy for copy in timeline.copies if not left_out & {copy.article, copy.source}),
    )


@dataclass(frozen=True, slots=True)
class _Mentions:
    """What tells of an article that was left out: its title, address, file and author."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, timeline: Timeline, left_out: frozenset[str]) -> _Mentions:
        gone = [article for article in timeline.articles if article.id in left_out]
        told = {text for one in gone for text in (one.title, one.url, one.source.path, one.byline) if text}
        return cls(tuple(sorted(told - {one.source.path for one in timeline.articles if one.id not in left_out})))

    def are_in(self, text: str) -> bool:
        return any(mention in text for mention in self.texts)

    def cleared(self, article: Article) -> Article:
        published = dataclasses.replace(
            article.published,
            basis=tuple(part for part in article.published.basis if not self.are_in(f"{part.text} {part.note}")),
        )
        doubts = tuple(doubt for doubt in article.doubts if not self.are_in(doubt))
        return dataclasses.replace(article, published=published, doubts=doubts)


def _story_without(story: Story, left_out: frozenset[str]) -> Story:
    """Label and words are those of all its articles together: they go with any of them."""
    kept = tuple(article for article in story.articles if article not in left_out)
    return story if kept == story.articles else Story(story.id, "", kept)


def _event_without(timeline: Timeline, event: Event, gone: set[str], left_out: frozenset[str]) -> Event:
    kept = tuple(claim for claim in event.claims if claim not in gone)
    # a disagreement can quote claims of other events, and a copy be one of an article that tells nothing of this one
    event = dataclasses.replace(
        event,
        conflicts=tuple(conflict for conflict in event.conflicts if not gone.intersection(conflict.claims)),
        tellings=tuple(_telling_without(timeline, telling, left_out) for telling in event.tellings),
    )
    if len(kept) == len(event.claims):
        return event
    claims = [timeline.claim_by_id[name] for name in kept]
    origins = [
        dataclasses.replace(origin, claims=tuple(claim for claim in origin.claims if claim not in gone))
        for origin in event.origins
    ]
    return dataclasses.replace(
        remade_event(claims, timeline.article_by_id, timeline.attribution_by_id),
        id=event.id,
        # who copied whom stays true of those that are left
        origins=tuple(origin for origin in origins if origin.claims),
        conflicts=event.conflicts,
    )


def _telling_without(timeline: Timeline, telling: Telling, left_out: frozenset[str]) -> Telling:
    """A telling without the outlet that it copies where the article that it copies is left out."""
    sources = (copy.source for copy in timeline.copies if copy.article == telling.article)
    kept = {outlet_name(timeline.article_by_id[source]) for source in sources if source not in left_out}
    return telling if telling.copies in kept else dataclasses.replace(telling, copies=None)


def _cuts(timeline: Timeline, names: Names | None, words: Mapping[str, int]) -> dict[str, tuple[Cut, ...]]:
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in timeline.claims:
        claims[claim.article].append(claim)
    cuts = {}
    for article in timeline.articles:
        limit = words.get(outlet_name(article), words.get(EVERY_OUTLET))
        beyond = cuts_beyond(article.text, claims[article.id], limit) if limit is not None else ()
        named = [(begin, end, WITHHELD) for begin, end in names.spans_in(article.text)] if names else []
        cuts[article.id] = joined([*beyond, *named])
    return cuts


def _new_ids(timeline: Timeline, texts: Mapping[str, CutText]) -> dict[str, str]:
    """New ids for all whose id tells an offset, made as the old ones were; two in one cut are told apart by number."""
    ids: dict[str, str] = {}
    taken: set[str] = set()

    def give(old: str, stem: str) -> None:
        new, number = stem, 1
        while new in taken:
            number += 1
            new = f"{stem}.{number}"
        taken.add(new)
        ids[old] = new

    for timex in timeline.timexes:
        give(timex.id, f"{timex.article}-t{texts[timex.article].span(timex.begin, timex.end)[0]}")
    for claim in timeline.claims:
        give(claim.id, f"{claim.article}-c{texts[claim.article].span(claim.trigger.begin, claim.trigger.end)[0]}")
    for event in timeline.events:
        first = min(ids[claim] for claim in event.claims)
        give(event.id, "event-" + hashlib.sha256(first.encode()).hexdigest()[:10])
    return ids


def _place_of(event: Event) -> tuple[str, str]:
    when = event.earliest or event.latest
    return (when.isoformat() if when else "9999-12-31~", event.id)


def _remade(value: Any, work: _Work, text: CutText | None) -> Any:
    """``value`` with spans moved, ids renewed and every other text cleared; ``text`` is what spans count in."""
    if isinstance(value, StrEnum) or value is None or isinstance(value, int | float):
        return value
    if isinstance(value, str):
        return work.ids.get(value) or _cleared(value, work)
    if isinstance(value, tuple):
        return tuple(_remade(part, work, text) for part in value)
    if isinstance(value, Article):
        return _article(value, work)
    if isinstance(value, Copy):
        return _copy(value, work)
    if isinstance(value, Outlet) and _address(value.domain, work.names) is None:
        value = dataclasses.replace(value, domain=None)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _record(value, work, work.texts.get(getattr(value, "article", ""), text))
    return value


def _record(value: Any, work: _Work, text: CutText | None) -> Any:
    parts = {
        part.name: getattr(value, part.name)
        if part.name in VOCABULARY
        else _remade(getattr(value, part.name), work, text)
        for part in dataclasses.fields(value)
    }
    if text is not None and isinstance(parts.get("begin"), int):
        begin, end = text.span(parts["begin"], parts["end"])
        parts |= {"begin": begin, "end": end}
        for name in ("text", "quote"):
            if name in parts:
                parts[name] = text.text[begin:end]
    return type(value)(**parts)


def _copy(copy: Copy, work: _Work) -> Copy:
    """Its runs stand in two texts at once."""
    text, source = work.texts[copy.article], work.texts[copy.source]
    runs = []
    for run in copy.runs:
        begin, end = text.span(run.begin, run.end)
        first, last = source.span(run.source_begin, run.source_end)
        runs.append(SharedRun(begin, end, first, last, text.text[begin:end]))
    return dataclasses.replace(copy, runs=tuple(runs), note=_cleared(copy.note, work))


def _article(article: Article, work: _Work) -> Article:
    cut = work.texts[article.id]
    stand_in = dataclasses.replace(article, text="", source=Source(None, None, None, "", ()))
    parts = {part.name: _remade(getattr(stand_in, part.name), work, cut) for part in dataclasses.fields(article)}
    source = dataclasses.replace(
        article.source,
        path=_address(article.source.path, work.names),
        url=_address(article.source.url, work.names),
        # Places in the source tell how long a name was: of a text with cuts none is left.
        segments=() if cut.cuts else article.source.segments,
    )
    return Article(**parts | {"text": cut.text, "source": source, "url": _address(article.url, work.names)})


def _address(text: str | None, names: Names | None) -> str | None:
    return None if text and names and names.are_in_slug(text) else text


def _cleared(text: str, work: _Work) -> str:
    if work.runs and repeats(text, work.runs):
        return LEFT_OUT
    return _scrubbed(text, work.names) if work.names else text


def _scrubbed(text: str, names: Names) -> str:
    spans = names.spans_in(text)
    cleared = cut_text(text, [(begin, end, WITHHELD) for begin, end in spans]).text if spans else text
    return WITHHELD if names.are_in(cleared) else cleared  # in the writing of an address


def _check(timeline: Timeline, names: Names | None) -> None:
    """The last look: every text of the document, as it goes out."""
    if names is None:
        return
    waiting: list[Any] = [timeline.to_dict()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [part for key, part in value.items() if key not in VOCABULARY]
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and names.are_in(value):
            raise TimelineError(
                "a name to be withheld is still in the case: nothing was written; report this as a fault"
            )
