"""What an article's own text says about when it was written: each piece of evidence as the days that it allows.

Every rule here would rather say nothing than say too much: a bound that is wrong is worse than one that is missing.
The article's relative expressions ("yesterday") say nothing about its date, and are not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from timeline import calendar
from timeline.dates.dating_words import (
    Bound,
    Sentence,
    in_quotes,
    interval_of,
    is_explicit,
    quote,
    sentence_at,
    sentences_of,
    tenses,
    words,
)
from timeline.dates.fact_bounds import bounds_of_facts
from timeline.types import Article, Evidence, Interval, TimeExpression

FEW_WORDS = 5
"""A stretch between commas of so few words has no verb of its own."""

WEEKDAY_YEARS = (1980, 2050)
"""Years looked at for a weekday with day and month; older news gives the year."""

HALF_YEAR = 183

UPPER_SLACK = {"crawl": 1, "retrieved": 1, "created": 31, "saved": 31}
"""Kinds of evidence that a reader hands on of when a page or a file was there, and by how many days the article may be
younger: a page is of the next day elsewhere in the world, and a file can be made before its text is published."""


def find_bounds(article: Article, timexes: Sequence[TimeExpression]) -> tuple[Bound, ...]:
    """Every bound that the article's banner, captions, dates, facts and anniversaries give."""
    sentences = sentences_of(article.text)
    found = [*_from_reading(article), *_explicit(article, timexes, sentences)]
    if article.language == "en":
        found += _scheduled(timexes, sentences)
        found += _weekday_dates(article.text, sentences)
        found += bounds_of_facts(article.text, sentences, timexes)
        title = article.title or ""
        found += bounds_of_facts(title, sentences_of(title), ())
    return tuple(found)


OLDEST_STAMP = 1993
"""An older day is that of a clock that was never set: PDF is of 1993, and so are the first web pages of papers."""

# --- the reading: banners and captions --------------------------------------------------------------------------------

_STAMP = re.compile(r"(?P<year>(?:19|20)\d\d)-?(?P<month>\d\d)-?(?P<day>\d\d)(?!\d{1,3}(?!\d))")
_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)\s{0,2}[-–—/]\s{0,2}(?P<last>(?:19|20)\d\d)")


def _from_reading(article: Article) -> Iterator[Bound]:
    for evidence in article.published.basis:
        years = _YEARS.search(evidence.text) if evidence.kind == "archive-banner" else None
        if years and int(years["first"]) <= int(years["last"]):
            allowed = calendar.years_of(int(years["first"]), int(years["last"]))
            note = f"the archive that the banner names holds articles of {years['first']} to {years['last']}"
            yield Bound(Evidence("bound", evidence.text, note), (allowed,), 1)
        if evidence.kind == "caption":
            yield from _caption(evidence)
        if evidence.kind == "page-date":
            yield from _page_date(evidence, article.language)
        if evidence.kind in UPPER_SLACK:
            yield from _collected(evidence)


def _caption(evidence: Evidence) -> Iterator[Bound]:
    from timeline.dates.tag import tag_text  # the tagger knows this module's neighbours, not this one

    for timex in tag_text(evidence.text):
        if is_explicit(timex) and timex.earliest is not None:
            note = f"a caption shows what was on {calendar.describe_interval(interval_of(timex))}: not older than that"
            yield Bound(Evidence("bound", evidence.text, note), (Interval(timex.earliest, None),), 2)


def _page_date(evidence: Evidence, language: str) -> Iterator[Bound]:
    """The day that the page itself shows, which may be that of the visit: the article is not younger."""
    from timeline.dates.tag import tag_text

    for timex in tag_text(evidence.text, language=language):
        if is_explicit(timex) and timex.latest is not None:
            yield Bound(Evidence("bound", evidence.text, evidence.note), (Interval(None, timex.latest),), 2)


def _collected(evidence: Evidence) -> Iterator[Bound]:
    """The day on which the article was there already, in a crawl or as a file: it is no younger, and may be older."""
    day = _stamped(evidence.text)
    if day is not None and day.year >= OLDEST_STAMP:
        latest = calendar.plus_days(day, UPPER_SLACK[evidence.kind])
        note = f"{evidence.note}: not younger than {calendar.in_words(latest)}"
        yield Bound(Evidence("bound", evidence.text, note), (Interval(None, latest),), 2)


def _stamped(text: str) -> date | None:
    """The day of a time stamp: ISO, "20170207100000", or in words as mails and servers write it."""
    from timeline.dates.tag import tag_text

    found = _STAMP.match(text)
    if found is None:
        days = [timex.earliest for timex in tag_text(text[:80]) if is_explicit(timex) and "day" in timex.given]
        return days[0] if days else None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


# --- dates that the text states ---------------------------------------------------------------------------------------


def _explicit(article: Article, timexes: Sequence[TimeExpression], sentences: Sequence[Sentence]) -> Iterator[Bound]:
    """Past dates: the article is not older than the latest of them. Only the latest one says anything."""
    best: tuple[date, TimeExpression, Sentence] | None = None
    for timex in timexes:
        if not is_explicit(timex) or timex.earliest is None:
            continue
        sentence = sentence_at(sentences, timex.begin)
        if sentence is None or not is_past(sentence, timex, article.language):
            continue
        if best is None or timex.earliest > best[0]:
            best = (timex.earliest, timex, sentence)
    if best is not None:
        when, timex, sentence = best
        note = f"tells of {timex.text} as past: not older than {calendar.in_words(when)}"
        yield Bound(Evidence("bound", quote(sentence, timex.begin), note), (Interval(when, None),), 2)


_SINCE = re.compile(r"\b[Ss]ince\s(?:the\s)?\Z")
_SIGNATURE = re.compile(r"\(@\w{1,20}\)\s{0,2}\Z")


def is_signature(sentence: Sentence, timex: TimeExpression) -> bool:
    """Whether a date stands in the signature of a quoted post, "(@name) October 8, 2023"."""
    at = timex.begin - sentence.begin
    return _SIGNATURE.search(sentence.text[max(0, at - 40) : at]) is not None


def is_past(sentence: Sentence, timex: TimeExpression, language: str) -> bool:
    """Whether a sentence tells a date as past; where the words around are of both kinds, it does not.

    A bare year before a noun ("the 2018 World Cup") may lie ahead and counts for nothing.
    """
    at = timex.begin - sentence.begin
    clause = sentence.text
    if is_signature(sentence, timex) or _SINCE.search(clause[max(0, at - 40) : at]):
        return True
    both = tenses(language)
    if both is None:
        return False
    future, past = both
    if future.search(clause) or not past.search(_clause_at(clause, at)) or not re.search(r"\d\d", timex.text):
        return False
    before = clause[:at].rstrip()[-12:].split()
    after = clause[at + len(timex.text) :][:2]
    attributive = (
        timex.given == ("year",)
        and re.match(r"\s\w", after)
        and not (before and before[-1].lower() in words().year_leads)
    )
    return not attributive


def may_be_to_come(sentence: str, language: str) -> bool:
    """Whether a sentence has a word of the future; true where we do not know those of its language."""
    both = tenses(language)
    return both is None or both[0].search(sentence) is not None


def _clause_at(sentence: str, at: int) -> str:
    """The stretch between commas around a place; the whole sentence where it is but a few words ("In 2011, ...")."""
    begin = sentence.rfind(", ", 0, at) + 1
    end = sentence.find(", ", at)
    clause = sentence[begin : end if end >= 0 else len(sentence)]
    return clause if len(clause.split()) > FEW_WORDS else sentence


def _scheduled(timexes: Sequence[TimeExpression], sentences: Sequence[Sentence]) -> Iterator[Bound]:
    """ "will be held on 20 January 2017": not younger than that day."""
    for timex in timexes:
        sentence = sentence_at(sentences, timex.begin)
        if sentence is None or not is_explicit(timex) or timex.latest is None or "day" not in timex.given:
            continue
        before = sentence.text[: timex.begin - sentence.begin].rstrip()
        if words().surely.search(before[-60:]) and not in_quotes(sentence.text, timex.begin - sentence.begin):
            note = f"speaks of {timex.text} as still to come: not younger than that"
            yield Bound(Evidence("bound", quote(sentence, timex.begin), note), (Interval(None, timex.latest),), 3)


# --- days that only some years have -----------------------------------------------------------------------------------


def _weekday_dates(text: str, sentences: Sequence[Sentence]) -> Iterator[Bound]:
    """ "Tuesday, November 8" without a year: only the years in which that day was a Tuesday, half a year around it."""
    seen: set[tuple[str, int, int]] = set()
    for match in words().weekday_date.finditer(text):
        sentence = sentence_at(sentences, match.start())
        month = words().months[(match["month"] or match["month2"]).lower()]
        day = int(match["day"] or match["day2"])
        weekday = match["weekday"].title()
        if sentence is None or (weekday, month, day) in seen:
            continue
        seen.add((weekday, month, day))
        stretches = tuple(_years_with(words().weekdays.index(weekday), month, day))
        if not stretches:
            continue
        years = ", ".join(
            str(calendar.plus_days(stretch.earliest or date.min, HALF_YEAR).year) for stretch in stretches
        )
        note = f"{match.group()} is such a weekday only in {years}; written within half a year of it"
        yield Bound(Evidence("bound", quote(sentence, match.start()), note), stretches, 3)


def _years_with(weekday: int, month: int, day: int) -> Iterator[Interval]:
    for year in range(*WEEKDAY_YEARS):
        try:
            when = date(year, month, day)
        except ValueError:
            continue
        if when.weekday() == weekday:
            yield Interval(calendar.plus_days(when, -HALF_YEAR), calendar.plus_days(when, HALF_YEAR))
