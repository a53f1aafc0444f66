"""How far an article can lie from the dates and offices that it names, by what was measured on articles of known days.

A bound (`timeline.dates.bounds`) holds by what a sentence says. Beyond that there is only how people write: an article
is seldom written long after the latest year it names, and calls by their titles those who are in office. What leans on
that says so, with its counts, and never stands against a bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from timeline import calendar
from timeline.dates.bounds import is_past, is_signature, may_be_to_come
from timeline.dates.dating_words import Sentence, in_quotes, interval_of, is_explicit, quote, sentence_at
from timeline.dates.fact_bounds import is_of_another_time
from timeline.dates.facts import OfficeFact, OfficeMention, find_offices
from timeline.types import OPEN, Article, Evidence, Interval, TimeExpression

YEARS = range(1980, 2101)
"""Years that tell when an article was written: where only older ones are named it is of any later time, and what is
younger is a goal of the climate's, or a novel."""

OFFICE_SLACK = 30
"""Days by which an article may still, or already, call a person by the title."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many months before and after a date half and nine tenths of the articles lie whose latest it is.

    ``nine`` is ``None`` where it tells nothing; ``seen`` is on how many articles it was measured, in words.
    """

    half: tuple[int, int]
    nine: tuple[int, int] | None
    seen: str


# Measured by tests/dates/bench_dating.py on news of 1989-2000 and of 2016; the counts are those within the reach.
REACHES = {
    "post": Reach((0, 1), (0, 12), "12 articles: all of the day of the post"),
    "day": Reach((0, 18), (0, 72), "14 articles: 8 within a year and a half of it, 13 within six years"),
    # A year alone closes nothing: one article in ten is more than ten years younger than the last year that it names,
    # and a cup or an election is spoken of ten years before it.
    "year": Reach((0, 12), None, "73 articles: 44 of that year or the next"),
}


@dataclass(frozen=True, slots=True)
class Leaning:
    """Stretches in which the article probably lies: in nine of ten cases, and (where that is known) in one of two."""

    evidence: Evidence
    nine: tuple[Interval, ...]
    half: Interval | None = None


def find_leanings(
    article: Article, timexes: Sequence[TimeExpression], sentences: Sequence[Sentence]
) -> tuple[Leaning, ...]:
    """What the offices and the dates of an article make probable, the narrowest first."""
    found = [*_latest_date(article, timexes, sentences)]
    if article.language == "en":
        found += _youngest_office(article.text, sentences)
    return tuple(found)


# --- the latest date --------------------------------------------------------------------------------------------------


def _latest_date(
    article: Article, timexes: Sequence[TimeExpression], sentences: Sequence[Sentence]
) -> Iterator[Leaning]:
    """The latest day or month that is told as past; else the latest year that is named and not to come."""
    placed = [
        (timex, sentence)
        for timex in timexes
        if is_explicit(timex) and timex.earliest is not None and timex.earliest.year in YEARS
        if (sentence := sentence_at(sentences, timex.begin)) is not None
    ]
    past = [(timex, where) for timex, where in placed if is_past(where, timex, article.language)]
    if past:
        timex, where = max(past, key=lambda one: one[0].earliest or date.min)
        kind = _kind(timex, where)
        if kind != "year":
            yield _leaning(timex, where, kind, interval_of(timex), "the latest date that it tells as past")
            return
    placed = past + [(timex, where) for timex, where in placed if not may_be_to_come(where.text, article.language)]
    if placed:
        timex, where = max(placed, key=lambda one: one[0].earliest or date.min)
        year = (timex.earliest or date.min).year
        yield _leaning(timex, where, "year", calendar.years_of(year, year), "the latest year that it names")


def _kind(timex: TimeExpression, where: Sentence) -> str:
    if is_signature(where, timex):
        return "post"
    return "day" if {"day", "month"} & set(timex.given) else "year"


def _leaning(timex: TimeExpression, where: Sentence, kind: str, of: Interval, what: str) -> Leaning:
    reach = REACHES[kind]
    note = f"{what} is {timex.text}; measured on {reach.seen}"
    evidence = Evidence("measured", quote(where, timex.begin), note)
    nine = (_reached(of, reach.nine),) if reach.nine else (OPEN,)
    return Leaning(evidence, nine, _reached(of, reach.half))


def _reached(interval: Interval, months: tuple[int, int]) -> Interval:
    before, after = months
    earliest, latest = interval.earliest or date.min, interval.latest or date.max
    return Interval(calendar.plus_months(earliest, before), calendar.plus_months(latest, after))


# --- who is in office -------------------------------------------------------------------------------------------------


def _youngest_office(text: str, sentences: Sequence[Sentence]) -> Iterator[Leaning]:
    """Of all holders of offices that it names by their titles, the one who came into office last."""
    best: tuple[date, OfficeMention, Sentence] | None = None
    for mention in find_offices(text):
        sentence = sentence_at(sentences, mention.begin)
        if sentence is None or is_of_another_time(text, mention.begin, sentence):
            continue
        if in_quotes(sentence.text, mention.begin - sentence.begin) or re.search(r"(?:1[89]|20)\d\d", sentence.text):
            continue
        known = max(fact.known for fact in mention.facts)
        if best is None or known > best[0]:
            best = (known, mention, sentence)
    if best is None:
        return
    _, mention, sentence = best
    terms = sorted({term for fact in mention.facts for term in fact.terms}, key=lambda term: term.earliest or date.min)
    spans = ", ".join(calendar.describe_interval(term) for term in terms)
    sources = "; ".join(sorted({fact.source for fact in mention.facts}))
    name = text[mention.begin : mention.end]
    note = (
        f"“{name}” came into office last of those it names by their titles: {spans} ({sources}); "
        "measured on 66 articles: 65 of such a term"
    )
    before = max([OFFICE_SLACK, *(_days_known(fact) for fact in mention.facts)])
    evidence = Evidence("measured", quote(sentence, mention.begin), note)
    yield Leaning(evidence, tuple(_with_slack(term, before) for term in terms))


def _days_known(fact: OfficeFact) -> int:
    """Days from the election to the office: others of the same office are called by its title as early."""
    begin = fact.terms[0].earliest
    return (begin - fact.known).days if begin else 0


def _with_slack(term: Interval, before: int) -> Interval:
    earliest = calendar.plus_days(term.earliest, -before) if term.earliest else None
    return Interval(earliest, calendar.plus_days(term.latest, OFFICE_SLACK) if term.latest else None)
