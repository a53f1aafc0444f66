"""How the rules of dating read a text: its sentences, and the words that tell of past, future and present.

The words stand in ``lexicon/en/dating.toml``; other languages lend theirs from their ``dates.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.dates.locale_words import plain_word, spelled, words_of
from timeline.lexicon.loader import read_toml
from timeline.types import Anchor, AnchorKind, Evidence, Granularity, Interval, TimeExpression

FILE = "en/dating.toml"

LONG_SENTENCE = 1500
"""Longer stretches without an end are cut, so that hostile text costs no more than its length."""

LONG_QUOTE = 400
"""Evidence shows the sentence it stands in, cut to so many characters on either side."""


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
class Words:
    """The compiled words of the file."""

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
    year_leads: tuple[str, ...]
    hypothetical: re.Pattern[str]
    unreal: re.Pattern[str]
    lesser: re.Pattern[str]
    abbreviation: re.Pattern[str]


_STOP = re.compile(r"(?<=[.!?…])[\"'”’)]{0,2}\s{1,4}(?=[\"'“‘(]?[^\W\d_a-zа-я])|\n")


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text; a line is at least one. Plain on purpose: a wrong cut only loses evidence.

    >>> [sentence.text for sentence in sentences_of("Gen. Smith left. He is back.")]
    ['Gen. Smith left.', 'He is back.']
    """
    found: list[Sentence] = []
    begin = 0
    for stop in _STOP.finditer(text):
        if stop.group() != "\n" and words().abbreviation.search(text, max(begin, stop.start() - 6), stop.start()):
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


def sentence_at(sentences: Sequence[Sentence], at: int) -> Sentence | None:
    number = bisect_right(sentences, at, key=lambda sentence: sentence.begin) - 1
    return sentences[number] if number >= 0 and sentences[number].holds(at) else None


def quote(sentence: Sentence, at: int) -> str:
    """The sentence, or the stretch around the evidence where it is long; verbatim either way."""
    if len(sentence.text) <= 2 * LONG_QUOTE:
        return sentence.text.strip()
    here = at - sentence.begin
    return sentence.text[max(0, here - LONG_QUOTE) : here + LONG_QUOTE].strip()


def interval_of(timex: TimeExpression) -> Interval:
    return Interval(timex.earliest, timex.latest)


@lru_cache(maxsize=8)
def tenses(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """The patterns of future and past words of a language; None where we have none."""
    if language == "en":
        return words().future, words().past
    lists = words_of(language).lists
    if not lists.get("future") or not lists.get("past"):
        return None
    return _pattern(lists["future"]), _pattern(lists["past"])


@lru_cache(maxsize=1)
def words() -> Words:
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
    return Words(
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
        year_leads=lists["year_leads"],
        hypothetical=re.compile(rf"(?<!\w)(?:{_alternatives(lists['hypothetical'])})\s\Z", re.IGNORECASE),
        unreal=_pattern(lists["unreal"]),
        lesser=re.compile(rf"(?<!\w)(?:{_alternatives(lists['lesser'])})[\s-]\Z", re.IGNORECASE),
        abbreviation=re.compile(rf"(?<!\w)(?:[A-Z]|{_alternatives(lists['abbreviations'])})\.\Z"),
    )


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(words)})(?!\w)", re.IGNORECASE)


def _alternatives(words: tuple[str, ...]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return "|".join(f"(?-i:{re.escape(word[1:])})" if word.startswith("=") else re.escape(word) for word in longest)


def is_explicit(timex: TimeExpression) -> bool:
    anchor = timex.anchor
    if not isinstance(anchor, Anchor) or anchor.kind is not AnchorKind.CALENDAR or "year" not in timex.given:
        return False
    fine = (Granularity.DAY, Granularity.TIME, Granularity.MONTH, Granularity.YEAR, Granularity.SEASON)
    return anchor.granularity in fine


def in_quotes(text: str, at: int) -> bool:
    return text[:at].count("“") > text[:at].count("”") or text[:at].count('"') % 2 == 1
