"""What a timeline holds, in one line and in a few sentences whose numbers say where their evidence is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from timeline.calendar.edtf import days_of_one_of
from timeline.types import Interval, Timeline
from timeline.views.lanes import axis_range
from timeline.views.plaintext import counted
from timeline.views.words import UNKNOWN_OUTLET, interval_words, outlet_name


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the summary. ``to_date`` is how many dates need a person, see `dates_that_need_you`."""

    articles: int
    outlets: int
    claims: int
    events: int
    shared: int
    one_origin: int
    disagreements: int
    undated: int
    to_date: int
    problems: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence; ``link`` is the anchor of its evidence in the report, or empty."""

    text: str
    link: str = ""


def count(timeline: Timeline) -> Counts:
    """Counts a timeline. An article without an outlet adds none; ``shared`` events are told by two outlets or more,
    and ``one_origin`` of them rest on a single origin."""
    shared = [event for event in timeline.events if len(event.outlets) > 1]
    return Counts(
        articles=len(timeline.articles),
        outlets=len(outlets(timeline)),
        claims=len(timeline.claims),
        events=len(timeline.events),
        shared=len(shared),
        one_origin=sum(1 for event in shared if len(event.origins) == 1),
        disagreements=sum(len(event.conflicts) for event in timeline.events),
        undated=len(timeline.undated),
        to_date=len(dates_that_need_you(timeline)),
        problems=len(timeline.problems),
    )


def outlets(timeline: Timeline) -> tuple[str, ...]:
    """The outlets that are known by name, in alphabetical order."""
    names = {outlet_name(article) for article in timeline.articles} - {UNKNOWN_OUTLET}
    return tuple(sorted(names, key=lambda name: (name.casefold(), name)))


def dates_that_need_you(timeline: Timeline) -> tuple[str, ...]:
    """Ids of what a person should date: articles whose publication is not known to the day, then claims that are
    undated, or dated to one of two days ("08/10/2023").

    An undated claim of such an article is not counted again: dating the article may date it too.
    """
    articles = [article.id for article in timeline.articles if not article.published.interval.is_day]
    claims = [name for name in timeline.undated if timeline.claim_by_id[name].article not in set(articles)]
    doubled = [claim.id for claim in timeline.claims if claim.time and days_of_one_of(claim.time.edtf)]
    return (*articles, *claims, *doubled)


def summary_line(timeline: Timeline) -> str:
    """The line above the timeline: "6 articles, 4 outlets, 38 claims, 21 events, 3 disagreements, 4 dates need you"."""
    counts = count(timeline)
    return ", ".join(
        (
            counted(counts.articles, "article"),
            counted(counts.outlets, "outlet"),
            counted(counts.claims, "claim"),
            counted(counts.events, "event"),
            counted(counts.disagreements, "disagreement"),
            counted(counts.to_date, "date needs you", "dates need you"),
        )
    )


def period(timeline: Timeline) -> Interval:
    """From the first to the last day that the events name, as the axis shows them: see `axis_range`."""
    days = axis_range(
        (event.earliest.toordinal() if event.earliest else None, event.latest.toordinal() if event.latest else None)
        for event in timeline.events
    )
    return Interval(*map(date.fromordinal, days)) if days else Interval(None, None)


def summary_parts(timeline: Timeline) -> tuple[tuple[Part, ...], ...]:
    """The summary as sentences; each number carries the anchor of the section that proves it."""
    counts = count(timeline)
    sentences: list[tuple[Part, ...]] = [
        (
            Part(counted(counts.articles, "article"), "articles"),
            Part(" of "),
            Part(counted(counts.outlets, "outlet"), "outlets"),
            Part(" make "),
            Part(counted(counts.claims, "claim"), "events"),
            Part(" about "),
            Part(counted(counts.events, "event"), "events"),
            Part("."),
        )
    ]
    if (when := period(timeline)).is_closed:
        sentences.append((Part(f"The dates they name: {interval_words(when)}."),))
    if counts.shared:
        sentences.append(_shared(counts))
    if counts.disagreements:
        told = counted(counts.disagreements, "disagreement")
        sentences.append(
            (
                Part("Between the accounts there "),
                Part(_are(counts.disagreements)),
                Part(told, "disagreements"),
                Part("."),
            )
        )
    if counts.undated:
        sentences.append(
            (Part(counted(counts.undated, "claim"), "undated"), Part(" could not be dated; each has its reason."))
        )
    if counts.to_date:
        sentences.append(
            (Part(counted(counts.to_date, "date needs", "dates need"), "articles"), Part(" a person to look."))
        )
    if counts.problems:
        sentences.append(
            (Part(counted(counts.problems, "input"), "problems"), Part(" could not be used, or not wholly."))
        )
    return tuple(sentences)


def _are(number: int) -> str:
    return "is " if number == 1 else "are "


def _shared(counts: Counts) -> tuple[Part, ...]:
    told = Part(counted(counts.shared, "event is", "events are"), "followed")
    if not counts.one_origin:
        return (told, Part(" told by more than one outlet."))
    rest = counted(counts.one_origin, "rests", "rest")
    return (told, Part(f" told by more than one outlet; of these, {rest} on a single origin."))
