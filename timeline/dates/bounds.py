"""What an article's own text says about when it was written: each piece of evidence as the days that it allows.

Every rule here would rather say nothing than say too much: a bound that is wrong is worse than one that is missing.
The article's relative expressions ("yesterday") say nothing about its date, and are not used.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from timeline import calendar
from timeline.dates.facts import EventFact, EventMention, OfficeFact, find_events, find_offices
from timeline.dates.locale_words import plain_word, spelled, words_of
from timeline.lexicon.loader import read_toml
from timeline.types import Anchor, AnchorKind, Article, Evidence, Granularity, Interval, TimeExpression

FILE = "en/dating.toml"
OFFICE_DAYS = 7
"""An article may call a person by the old title, or already by the new one, for so many days."""

LONG_SENTENCE = 1500
"""Longer stretches without an end are cut, so that hostile text costs no more than its length."""

LONG_QUOTE = 400
"""Evidence shows the sentence it stands in, cut to so many characters on either side."""

FEW_WORDS = 5
"""A stretch between commas of so few words has no verb of its own."""

WEEKDAY_YEARS = (1980, 2050)
"""Years looked at for a weekday with day and month; older news gives the year."""

HALF_YEAR = 183
YEAR_DAYS, MONTH_DAYS, WEEK_DAYS = 366, 31, 7
_UNIT_DAYS = {"D": 1, "W": WEEK_DAYS, "M": MONTH_DAYS, "Y": YEAR_DAYS}


@dataclass(frozen=True, slots=True)
class Bound:
    """The days on which the article can have been published, by one piece of evidence; several stretches for a
    holder who came back. ``trust`` orders them: 1 is a stated fact, 3 an inference from the wording."""

    evidence: Evidence
    allowed: tuple[Interval, ...]
    trust: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the text, by offsets."""

    begin: int
    end: int
    text: str

    def holds(self, at: int) -> bool:
        return self.begin <= at < self.end


@dataclass(frozen=True, slots=True)
class _Words:
    future: re.Pattern[str]
    past: re.Pattern[str]
    former: re.Pattern[str]
    present: re.Pattern[str]
    reported: re.Pattern[str]
    surely: re.Pattern[str]
    counted: re.Pattern[str]
    anniversary: re.Pattern[str]
    later: re.Pattern[str]
    weekday: re.Pattern[str]
    numbers: dict[str, int]
    units: dict[str, str]
    weekdays: tuple[str, ...]
    weekday_date: re.Pattern[str]
    months: dict[str, int]


def find_bounds(article: Article, timexes: Sequence[TimeExpression]) -> tuple[Bound, ...]:
    """Every bound that the article's banner, captions, dates, facts and anniversaries give, in order of the text."""
    sentences = sentences_of(article.text)
    found = [*_from_reading(article), *_explicit(article, timexes, sentences)]
    if article.language == "en":
        mentions = _events_named(article.text, sentences)
        found += [*_events(mentions), *_offices(article.text, sentences), *_scheduled(timexes, sentences)]
        found += [*_counted_from_events(mentions), *_weekday_of_event(mentions)]
        found += _anniversaries(article.text, sentences, timexes, mentions)
        found += _weekday_dates(article.text, sentences)
    return tuple(found)


# --- the reading: banners and captions --------------------------------------------------------------------------------

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


def _caption(evidence: Evidence) -> Iterator[Bound]:
    from timeline.dates.tag import tag_text  # the tagger knows this module's neighbours, not this one

    for timex in tag_text(evidence.text):
        if _is_explicit(timex) and timex.earliest is not None:
            note = f"a caption shows what was on {calendar.describe_interval(_interval(timex))}: not older than that"
            yield Bound(Evidence("bound", evidence.text, note), (Interval(timex.earliest, None),), 2)


# --- dates that the text states ---------------------------------------------------------------------------------------


def _explicit(article: Article, timexes: Sequence[TimeExpression], sentences: Sequence[Sentence]) -> Iterator[Bound]:
    """Past dates: the article is not older than the latest of them. Only the latest one says anything."""
    best: tuple[date, TimeExpression, Sentence] | None = None
    for timex in timexes:
        if not _is_explicit(timex) or timex.earliest is None:
            continue
        sentence = _sentence_at(sentences, timex.begin)
        if sentence is None or not _is_past(sentence, timex, article.language):
            continue
        if best is None or timex.earliest > best[0]:
            best = (timex.earliest, timex, sentence)
    if best is not None:
        when, timex, sentence = best
        note = f"tells of {timex.text} as past: not older than {calendar.in_words(when)}"
        yield Bound(Evidence("bound", _quote(sentence, timex.begin), note), (Interval(when, None),), 2)


def _is_explicit(timex: TimeExpression) -> bool:
    anchor = timex.anchor
    if not isinstance(anchor, Anchor) or anchor.kind is not AnchorKind.CALENDAR or "year" not in timex.given:
        return False
    fine = (Granularity.DAY, Granularity.TIME, Granularity.MONTH, Granularity.YEAR, Granularity.SEASON)
    return anchor.granularity in fine


def _is_past(sentence: Sentence, timex: TimeExpression, language: str) -> bool:
    """Whether a sentence tells a date as past; where the words around are of both kinds, it does not.

    A bare year before a noun ("the 2018 World Cup") may lie ahead and counts for nothing.
    """
    at = timex.begin - sentence.begin
    clause = sentence.text
    if language == "en" and re.search(r"\bsince\s(?:the\s)?\Z", clause[:at], re.IGNORECASE):
        return True
    words = _tenses(language)
    if words is None:
        return False
    future, past = words
    if future.search(clause) or not past.search(_clause_at(clause, at)) or not re.search(r"\d\d", timex.text):
        return False
    before = clause[:at].rstrip()[-12:].split()
    after = clause[at + len(timex.text) :][:2]
    attributive = (
        timex.given == ("year",) and re.match(r"\s\w", after) and not (before and before[-1].lower() in _LEADS)
    )
    return not attributive


def _clause_at(sentence: str, at: int) -> str:
    """The stretch between commas around a place; the whole sentence where it is but a few words ("In 2011, ...")."""
    begin = sentence.rfind(", ", 0, at) + 1
    end = sentence.find(", ", at)
    clause = sentence[begin : end if end >= 0 else len(sentence)]
    return clause if len(clause.split()) > FEW_WORDS else sentence


_LEADS = frozenset(["in", "since", "during", "of", "from", "as", "late", "early", "around"])


def _scheduled(timexes: Sequence[TimeExpression], sentences: Sequence[Sentence]) -> Iterator[Bound]:
    """ "will be held on 20 January 2017": not younger than that day."""
    for timex in timexes:
        sentence = _sentence_at(sentences, timex.begin)
        if sentence is None or not _is_explicit(timex) or timex.latest is None or "day" not in timex.given:
            continue
        before = sentence.text[: timex.begin - sentence.begin].rstrip()
        if _words().surely.search(before[-60:]) and not _in_quotes(sentence.text, timex.begin - sentence.begin):
            note = f"speaks of {timex.text} as still to come: not younger than that"
            yield Bound(Evidence("bound", _quote(sentence, timex.begin), note), (Interval(None, timex.latest),), 3)


def _in_quotes(text: str, at: int) -> bool:
    return text[:at].count("“") > text[:at].count("”") or text[:at].count('"') % 2 == 1


# --- named events -----------------------------------------------------------------------------------------------------

_Named = tuple[EventMention, Sentence]


def _events_named(text: str, sentences: Sequence[Sentence]) -> tuple[_Named, ...]:
    found = []
    for mention in find_events(text):
        sentence = _sentence_at(sentences, mention.begin)
        if sentence is not None and _stands_beside(mention.fact, sentence.text):
            found.append((mention, sentence))
    return tuple(found)


def _stands_beside(fact: EventFact, sentence: str) -> bool:
    def has(word: str) -> bool:
        return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", sentence, re.IGNORECASE) is not None

    return all(has(word) for word in fact.words) and (not fact.anywhere or any(has(word) for word in fact.anywhere))


def _events(mentions: Sequence[_Named]) -> Iterator[Bound]:
    """The latest event that is named: the article is not older than it."""
    latest = max(mentions, key=lambda one: one[0].fact.interval.earliest or date.min, default=None)
    if latest is not None:
        mention, sentence = latest
        begin = mention.fact.interval.earliest
        if begin is not None:
            name = sentence.text[mention.begin - sentence.begin : mention.end - sentence.begin]
            note = f"names “{name}”, which began on {calendar.in_words(begin)} ({mention.fact.source}): not older"
            yield Bound(Evidence("fact", _quote(sentence, mention.begin), note), (Interval(begin, None),), 1)


def _counted_from_events(mentions: Sequence[_Named]) -> Iterator[Bound]:
    """ "in the two weeks since the raid", "the raid … about two months ago": so long after the event."""
    for mention, sentence in mentions:
        begin, end = mention.fact.interval.earliest, mention.fact.interval.latest
        if begin is None or end is None or (end - begin).days > 2 * MONTH_DAYS:
            continue
        for match in _words().counted.finditer(sentence.text):
            if not _belongs(match, mention, sentence):
                continue
            number = _words().numbers.get(match["number"].lower()) or int(match["number"])
            unit = _words().units[match["unit"].lower()]
            allowed = _after(begin, end, number, unit, (match["about"] or "").lower())
            note = f"{match.group().strip()}, counted from {calendar.describe_interval(mention.fact.interval)}"
            yield Bound(
                Evidence("fact", _quote(sentence, mention.begin), f"{note} ({mention.fact.source})"), (allowed,), 2
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
        name = _words().weekdays[interval.earliest.weekday()]
        if re.search(rf"(?<!last )(?<!\w){name}(?!\w)", sentence.text):
            allowed = Interval(interval.earliest, calendar.plus_days(interval.earliest, WEEK_DAYS))
            note = f"names the {name} of an event of {calendar.in_words(interval.earliest)}: of the week after it"
            evidence = Evidence("fact", _quote(sentence, mention.begin), f"{note} ({mention.fact.source})")
            yield Bound(evidence, (allowed,), 2)


# --- office-holders ---------------------------------------------------------------------------------------------------


def _offices(text: str, sentences: Sequence[Sentence]) -> Iterator[Bound]:
    """A title before a name: not older than the first term; within the terms where the sentence is of the present."""
    seen: dict[tuple[OfficeFact, ...], bool] = {}
    for mention in find_offices(text):
        sentence = _sentence_at(sentences, mention.begin)
        if sentence is None or _words().former.search(text[max(0, mention.begin - 16) : mention.begin]):
            continue
        present = _is_in_office(text, mention.end, sentence)
        if seen.get(mention.facts, False) or (mention.facts in seen and not present):
            continue
        seen[mention.facts] = present
        name = text[mention.begin : mention.end]
        yield _office(name, mention.facts, present, _quote(sentence, mention.begin))


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
    if _in_quotes(sentence.text, at - sentence.begin) or re.search(r"(?:19|20)\d\d", sentence.text):
        return False
    rest = sentence.text[at - sentence.begin :]
    if _words().present.match(rest):
        return True
    said = _words().reported.match(rest)
    day = _words().weekday.search(rest[:60])
    return said is not None and day is not None


# --- days that only some years have -----------------------------------------------------------------------------------


def _weekday_dates(text: str, sentences: Sequence[Sentence]) -> Iterator[Bound]:
    """ "Tuesday, November 8" without a year: only the years in which that day was a Tuesday, half a year around it."""
    seen: set[tuple[str, int, int]] = set()
    for match in _words().weekday_date.finditer(text):
        sentence = _sentence_at(sentences, match.start())
        month = _words().months[(match["month"] or match["month2"]).lower()]
        day = int(match["day"] or match["day2"])
        weekday = match["weekday"].title()
        if sentence is None or (weekday, month, day) in seen:
            continue
        seen.add((weekday, month, day))
        stretches = tuple(_years_with(_words().weekdays.index(weekday), month, day))
        if not stretches:
            continue
        years = ", ".join(
            str(calendar.plus_days(stretch.earliest or date.min, HALF_YEAR).year) for stretch in stretches
        )
        note = f"{match.group()} is such a weekday only in {years}; written within half a year of it"
        yield Bound(Evidence("bound", _quote(sentence, match.start()), note), stretches, 3)


def _years_with(weekday: int, month: int, day: int) -> Iterator[Interval]:
    for year in range(*WEEKDAY_YEARS):
        try:
            when = date(year, month, day)
        except ValueError:
            continue
        if when.weekday() == weekday:
            yield Interval(calendar.plus_days(when, -HALF_YEAR), calendar.plus_days(when, HALF_YEAR))


# --- anniversaries ----------------------------------------------------------------------------------------------------


def _anniversaries(
    text: str, sentences: Sequence[Sentence], timexes: Sequence[TimeExpression], mentions: Sequence[_Named]
) -> Iterator[Bound]:
    """ "the first anniversary of the attacks" that "started on 8 October 2023": the day, a year later."""
    days = {
        timex.earliest: timex
        for timex in timexes
        if _is_explicit(timex) and "day" in timex.given and timex.earliest is not None
    }
    for match in _words().anniversary.finditer(text):
        sentence = _sentence_at(sentences, match.start())
        if sentence is None or _words().former.search(text[max(0, match.start() - 10) : match.start()]):
            continue
        number = _words().numbers.get(match["number"].lower()) or int(re.sub(r"\D", "", match["number"]) or 0)
        when, name = _what_was(sentence, days, mentions)
        if when is None or not 0 < number < 200:
            continue
        day = calendar.plus_months(when, 12 * number)
        allowed, reach = _around(day, text, sentence)
        note = f"{match.group()} of {name}: {calendar.in_words(day)}; {reach}"
        yield Bound(Evidence("anniversary", _quote(sentence, match.start()), note), (allowed,), 2)


def _around(day: date, text: str, sentence: Sentence) -> tuple[Interval, str]:
    """The days on which one writes of an anniversary, by its wording."""
    if _words().later.search(text):
        return Interval(day, calendar.plus_days(day, 1)), "that day or the next"
    if _words().future.search(sentence.text):
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


# --- sentences and words ----------------------------------------------------------------------------------------------

_STOP = re.compile(r"(?<=[.!?…])[\"'”’)]{0,2}\s{1,4}(?=[\"'“‘(]?[^\W\d_a-zа-я])|\n")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|St|Sen|Rep|Gov|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|vs))\.\Z"
)


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text; a line is at least one. Plain on purpose: a wrong cut only loses evidence.

    >>> [sentence.text for sentence in sentences_of("Gen. Smith left. He is back.")]
    ['Gen. Smith left.', 'He is back.']
    """
    found: list[Sentence] = []
    begin = 0
    for stop in _STOP.finditer(text):
        if stop.group() != "\n" and _ABBREVIATION.search(text, max(begin, stop.start() - 6), stop.start()):
            continue
        found += _cut(text, begin, stop.start())
        begin = stop.end()
    return (*found, *_cut(text, begin, len(text)))


def _cut(text: str, begin: int, end: int) -> Iterator[Sentence]:
    """The sentence, in pieces where it is longer than any that was written to be read."""
    for at in range(begin, end, LONG_SENTENCE):
        stop = min(at + LONG_SENTENCE, end)
        if not text[at:stop].isspace():
            yield Sentence(at, stop, text[at:stop])


def _sentence_at(sentences: Sequence[Sentence], at: int) -> Sentence | None:
    number = bisect_right(sentences, at, key=lambda sentence: sentence.begin) - 1
    return sentences[number] if number >= 0 and sentences[number].holds(at) else None


def _quote(sentence: Sentence, at: int) -> str:
    """The sentence, or the stretch around the evidence where it is long; verbatim either way."""
    if len(sentence.text) <= 2 * LONG_QUOTE:
        return sentence.text.strip()
    here = at - sentence.begin
    return sentence.text[max(0, here - LONG_QUOTE) : here + LONG_QUOTE].strip()


def _interval(timex: TimeExpression) -> Interval:
    return Interval(timex.earliest, timex.latest)


@lru_cache(maxsize=8)
def _tenses(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """The patterns of future and past words of a language; None where we have none."""
    if language == "en":
        return _words().future, _words().past
    lists = words_of(language).lists
    if not lists.get("future") or not lists.get("past"):
        return None
    return _pattern(lists["future"]), _pattern(lists["past"])


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = read_toml(FILE)
    lists = {name: tuple(spelled(words)) for name, words in data["words"].items()}
    numbers = {plain_word(word): int(number) for number, words in data["numbers"].items() for word in words}
    units = {word: unit for unit, words in data["units"].items() for word in words}
    count = rf"(?P<number>{_alternatives(tuple(numbers))}|\d{{1,3}})[\s-]"
    unit = rf"(?P<unit>{_alternatives(tuple(units))})"
    about = r"(?:(?P<about>about|around|nearly|almost|some|more than|over|just over|roughly)\s)?"
    ordinal = rf"(?P<number>{_alternatives(tuple(numbers))}|\d{{1,3}}(?:st|nd|rd|th))"
    months = {name.lower(): int(month) for month, names in data["months"].items() for name in names}
    month = rf"(?:{_alternatives(tuple(months))})"
    endings = "|".join(lists["past_endings"])
    return _Words(
        future=_pattern(lists["future"]),
        past=re.compile(rf"(?<!\w)(?:{_alternatives(lists['past'])}|[a-z]{{2,20}}(?:{endings}))(?!\w)", re.IGNORECASE),
        former=re.compile(
            rf"(?<!\w)(?:{_alternatives(lists['former'])})[\s-]{{0,2}}(?:\w{{2,12}}\s)?\Z", re.IGNORECASE
        ),
        present=re.compile(rf"(?:['’]s?\s\w{{2,20}})?\s(?:{_alternatives(lists['present'])})(?!\w)"),
        reported=re.compile(rf"\s(?:\w{{2,12}}\s)?(?:{_alternatives(lists['reported'])})(?!\w)"),
        surely=re.compile(rf"(?<!\w)(?:{_alternatives(lists['surely'])})\s*\Z", re.IGNORECASE),
        counted=re.compile(
            rf"(?<!\w){about}{count}{unit}(?:\s(?P<since>since|after)|\s(?:ago|earlier|back))(?!\w)", re.I
        ),
        anniversary=re.compile(rf"(?<!\w){ordinal}\sanniversary(?!\w)", re.IGNORECASE),
        later=re.compile(rf"(?<!\w)today,?\s{count}{unit}\s(?:later|on|after)(?!\w)", re.IGNORECASE),
        weekday=_pattern(lists["weekdays"]),
        numbers=numbers,
        units=units,
        weekdays=lists["weekdays"],
        weekday_date=re.compile(
            rf"(?<!\w)(?P<weekday>{_alternatives(lists['weekdays'])}),?\s(?:the\s)?"
            rf"(?:(?P<month>{month})\.?\s(?P<day>[1-3]?\d)|(?P<day2>[1-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{month}))"
            rf"(?:st|nd|rd|th)?(?![\w:])(?!\.?,?\s(?:of\s)?['’]?\d\d)",
            re.IGNORECASE,
        ),
        months=months,
    )


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(words)})(?!\w)", re.IGNORECASE)


def _alternatives(words: tuple[str, ...]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return "|".join(f"(?-i:{re.escape(word[1:])})" if word.startswith("=") else re.escape(word) for word in longest)
