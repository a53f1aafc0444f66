"""Bounds on an article's date by facts: named events, office-holders, anniversaries.

Each fact stands with its source (`timeline.dates.facts`), and the source goes into the evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from timeline import calendar
from timeline.dates.dating_words import Bound, Sentence, in_quotes, is_explicit, quote, sentence_at, words
from timeline.dates.facts import (
    EventFact,
    EventMention,
    OfficeFact,
    SinceMention,
    find_events,
    find_offices,
    find_since,
)
from timeline.types import Evidence, Interval, TimeExpression

OFFICE_DAYS = 7
"""An article may call a person by the old title, or already by the new one, for so many days."""

YEAR_DAYS, MONTH_DAYS, WEEK_DAYS = 366, 31, 7
_UNIT_DAYS = {"D": 1, "W": WEEK_DAYS}


def bounds_of_facts(text: str, sentences: Sequence[Sentence], timexes: Sequence[TimeExpression]) -> Iterator[Bound]:
    """Every bound that a named event, an office or an anniversary in an English text gives."""
    mentions = _events_named(text, sentences)
    yield from _events(mentions)
    yield from _counted_from_events(mentions)
    yield from _weekday_of_event(mentions)
    yield from _offices(text, sentences)
    yield from _names_used(text, sentences)
    yield from _anniversaries(text, sentences, timexes, mentions)


# --- named events -----------------------------------------------------------------------------------------------------

_Named = tuple[EventMention, Sentence]


def _events_named(text: str, sentences: Sequence[Sentence]) -> tuple[_Named, ...]:
    found = []
    for mention in find_events(text):
        sentence = sentence_at(sentences, mention.begin)
        if sentence is not None and _stands_beside(mention.fact, sentence.text):
            found.append((mention, sentence))
    return tuple(found)


def _stands_beside(fact: EventFact, sentence: str) -> bool:
    if fact.hypothetical and words().future.search(sentence):
        return False
    return all(_has(sentence, word) for word in fact.words) and (
        not fact.anywhere or any(_has(sentence, word) for word in fact.anywhere)
    )


def _has(sentence: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", sentence, re.IGNORECASE) is not None


def _events(mentions: Sequence[_Named]) -> Iterator[Bound]:
    """The latest event that is named: the article is not older than it."""
    latest = max(mentions, key=lambda one: one[0].fact.interval.earliest or date.min, default=None)
    if latest is not None:
        mention, sentence = latest
        begin = mention.fact.interval.earliest
        if begin is not None:
            name = sentence.text[mention.begin - sentence.begin : mention.end - sentence.begin]
            note = f"names “{name}”, which began on {calendar.in_words(begin)} ({mention.fact.source}): not older"
            yield Bound(Evidence("fact", quote(sentence, mention.begin), note), (Interval(begin, None),), 1)


def _counted_from_events(mentions: Sequence[_Named]) -> Iterator[Bound]:
    """ "in the two weeks since the raid", "the raid … about two months ago": so long after the event."""
    for mention, sentence in mentions:
        begin, end = mention.fact.interval.earliest, mention.fact.interval.latest
        if begin is None or end is None or (end - begin).days > 2 * MONTH_DAYS:
            continue
        for match in words().counted.finditer(sentence.text):
            if not _belongs(match, mention, sentence):
                continue
            number = words().numbers.get(match["number"].lower()) or int(match["number"])
            unit = words().units[match["unit"].lower()]
            allowed = _after(begin, end, number, unit, (match["about"] or "").lower())
            note = f"{match.group().strip()}, counted from {calendar.describe_interval(mention.fact.interval)}"
            yield Bound(
                Evidence("fact", quote(sentence, mention.begin), f"{note} ({mention.fact.source})"), (allowed,), 2
            )


def _belongs(match: re.Match[str], mention: EventMention, sentence: Sentence) -> bool:
    """Whether a count of days is tied to the event: "since" just before its name, or "ago" just behind it."""
    at, end = mention.begin - sentence.begin, mention.end - sentence.begin
    since = match["since"] is not None
    between = sentence.text[match.end() : at] if since else sentence.text[end : match.start()]
    near = match.end() <= at if since else end <= match.start()
    return near and len(between) <= 60 and not re.search(r"[;:()]|, ", between)


def _after(begin: date, end: date, number: int, unit: str, about: str) -> Interval:
    """So many units after an event, one unit more or less: nobody counts weeks to the day."""
    less, more = max(number - 1, 0), number + (2 if about in ("more than", "over") else 1)
    return Interval(_forward(begin, less, unit), _forward(end, more, unit))


def _forward(when: date, number: int, unit: str) -> date:
    if unit in ("D", "W"):
        return calendar.plus_days(when, number * _UNIT_DAYS[unit])
    return calendar.plus_months(when, number * (12 if unit == "Y" else 1))


def _weekday_of_event(mentions: Sequence[_Named]) -> Iterator[Bound]:
    """ "Monday's vote", and the vote was on a Monday: written within the week after it."""
    for mention, sentence in mentions:
        interval = mention.fact.interval
        if not mention.fact.fleeting or not interval.is_day or interval.earliest is None:
            continue
        name = words().weekdays[interval.earliest.weekday()]
        if re.search(rf"(?<!last )(?<!\w){name}(?!\w)", sentence.text):
            allowed = Interval(interval.earliest, calendar.plus_days(interval.earliest, WEEK_DAYS))
            note = f"names the {name} of an event of {calendar.in_words(interval.earliest)}: of the week after it"
            evidence = Evidence("fact", quote(sentence, mention.begin), f"{note} ({mention.fact.source})")
            yield Bound(evidence, (allowed,), 2)


# --- office-holders ---------------------------------------------------------------------------------------------------


def _offices(text: str, sentences: Sequence[Sentence]) -> Iterator[Bound]:
    """A title before a name: not older than the first term; within the terms where the sentence is of the present."""
    seen: dict[tuple[OfficeFact, ...], bool] = {}
    times: Counter[tuple[OfficeFact, ...]] = Counter()
    for mention in find_offices(text):
        sentence = sentence_at(sentences, mention.begin)
        if sentence is None or is_of_another_time(text, mention.begin, sentence):
            continue
        times[mention.facts] += 1
        passing = times[mention.facts] > 1 and all(fact.passing for fact in mention.facts)
        present = passing or _is_in_office(text, mention.end, sentence)
        if seen.get(mention.facts, False) or (mention.facts in seen and not present):
            continue
        seen[mention.facts] = present
        name = text[mention.begin : mention.end]
        yield _office(name, mention.facts, present, quote(sentence, mention.begin))


def is_of_another_time(text: str, at: int, sentence: Sentence) -> bool:
    """Whether the words before a title say that its holder was it then, may be it, or is only the deputy."""
    before = text[max(0, at - 16) : at]
    return (
        words().former.search(before) is not None
        or words().hypothetical.search(before[-12:]) is not None
        or words().lesser.search(before) is not None
        or words().unreal.search(sentence.text) is not None
    )


def _office(name: str, facts: Sequence[OfficeFact], present: bool, quote: str) -> Bound:
    known = min(fact.known for fact in facts)
    sources = "; ".join(sorted({fact.source for fact in facts}))
    if not present:
        note = f"“{name}” can be said since {calendar.in_words(known)} ({sources})"
        return Bound(Evidence("fact", quote, note), (Interval(known, None),), 1)
    terms = sorted({term for fact in facts for term in fact.terms}, key=lambda term: term.earliest or date.min)
    allowed = tuple(
        Interval(
            known if number == 0 else calendar.plus_days(term.earliest or known, -OFFICE_DAYS),
            calendar.plus_days(term.latest, OFFICE_DAYS) if term.latest else None,
        )
        for number, term in enumerate(terms)
    )
    spans = ", ".join(calendar.describe_interval(term) for term in terms)
    return Bound(
        Evidence("fact", quote, f"“{name}” is in office as the article speaks: {spans} ({sources})"), allowed, 3
    )


def _is_in_office(text: str, at: int, sentence: Sentence) -> bool:
    """ "President X is …", or "President X said Tuesday": the words that follow the name speak of now."""
    if in_quotes(sentence.text, at - sentence.begin) or re.search(r"(?:19|20)\d\d", sentence.text):
        return False
    rest = sentence.text[at - sentence.begin :]
    if words().present.match(rest):
        return True
    said = words().reported.match(rest)
    day = words().weekday.search(rest[:60])
    return said is not None and day is not None


# --- names that are younger than others -------------------------------------------------------------------------------


def _names_used(text: str, sentences: Sequence[Sentence]) -> Iterator[Bound]:
    """The youngest name of an invention or a body; and what is spoken of as still there, though it has ended."""
    youngest: tuple[SinceMention, Sentence] | None = None
    ended: set[str] = set()
    for mention in find_since(text):
        sentence = sentence_at(sentences, mention.begin)
        fact = mention.fact
        if sentence is None or (fact.beside and not any(_has(sentence.text, word) for word in fact.beside)):
            continue
        if youngest is None or fact.since > youngest[0].fact.since:
            youngest = (mention, sentence)
        if fact.until is None or fact.names[0] in ended or not _is_there(text, mention, sentence):
            continue
        ended.add(fact.names[0])
        name = text[mention.begin : mention.end]
        note = f"speaks of {name} as still there, which ended on {calendar.in_words(fact.until)} ({fact.source})"
        allowed = Interval(fact.since, calendar.plus_days(fact.until, OFFICE_DAYS))
        yield Bound(Evidence("fact", quote(sentence, mention.begin), note), (allowed,), 3)
    if youngest is not None:
        mention, sentence = youngest
        name = text[mention.begin : mention.end]
        note = f"names “{name}”, a name used since {calendar.in_words(mention.fact.since)} ({mention.fact.source})"
        evidence = Evidence("fact", quote(sentence, mention.begin), note)
        yield Bound(evidence, (Interval(mention.fact.since, None),), 1)


def _is_there(text: str, mention: SinceMention, sentence: Sentence) -> bool:
    """Whether the sentence is of the present: nothing before the name says that it was."""
    before = text[max(0, mention.begin - 16) : mention.begin]
    return not words().former.search(before) and _is_in_office(text, mention.end, sentence)


# --- anniversaries ----------------------------------------------------------------------------------------------------


def _anniversaries(
    text: str, sentences: Sequence[Sentence], timexes: Sequence[TimeExpression], mentions: Sequence[_Named]
) -> Iterator[Bound]:
    """ "the first anniversary of the attacks" that "started on 8 October 2023": the day, a year later."""
    days = {
        timex.earliest: timex
        for timex in timexes
        if is_explicit(timex) and "day" in timex.given and timex.earliest is not None
    }
    for match in words().anniversary.finditer(text):
        sentence = sentence_at(sentences, match.start())
        if sentence is None or words().former.search(text[max(0, match.start() - 10) : match.start()]):
            continue
        number = words().numbers.get(match["number"].lower()) or int(re.sub(r"\D", "", match["number"]) or 0)
        when, name = _what_was(sentence, days, mentions)
        if when is None or not 0 < number < 200:
            continue
        day = calendar.plus_months(when, 12 * number)
        allowed, reach = _around(day, text, sentence)
        note = f"{match.group()} of {name}: {calendar.in_words(day)}; {reach}"
        yield Bound(Evidence("anniversary", quote(sentence, match.start()), note), (allowed,), 2)


def _around(day: date, text: str, sentence: Sentence) -> tuple[Interval, str]:
    """The days on which one writes of an anniversary, by its wording."""
    if words().later.search(text):
        return Interval(day, calendar.plus_days(day, 1)), "that day or the next"
    if words().future.search(sentence.text):
        return Interval(calendar.plus_days(day, -YEAR_DAYS), day), "in the year before it, as it is still to come"
    return Interval(calendar.plus_days(day, -14), calendar.plus_days(day, 14)), "two weeks around that day"


def _what_was(
    sentence: Sentence, days: dict[date, TimeExpression], mentions: Sequence[_Named]
) -> tuple[date | None, str]:
    """The day whose anniversary a sentence marks: one it names, or the only day with a year in the article."""
    inside = [day for day, timex in days.items() if sentence.holds(timex.begin)]
    if len(inside) == 1:
        return inside[0], f"what was on {calendar.in_words(inside[0])}"
    named = [mention.fact for mention, where in mentions if where == sentence and mention.fact.interval.is_day]
    if len(named) == 1 and named[0].interval.earliest is not None:
        return named[0].interval.earliest, f"{named[0].names[0]} ({named[0].source})"
    if not inside and len(days) == 1:
        only = next(iter(days))
        return only, f"the one day that the article dates: {calendar.in_words(only)}"
    return None, ""
