"""Which date an event has that an expression counts from: "two days after relieving the siege".

The words of the event are looked for in the sentences around that have a date; nothing is guessed where none fits.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from timeline.calendar import day, month_of, year_of
from timeline.dates.context import Point
from timeline.dates.find import Found
from timeline.dates.meanings import CalendarDate
from timeline.dates.tense import in_one_sentence
from timeline.dates.words import Tokens
from timeline.types import Granularity, Interval

EVENT_TOKENS = 24
"""How many tokens behind "after" or "before" can name the event."""
SENTENCES_BACK = EVENTS_AHEAD = 8
"""How many dates before, and how many behind, are looked at."""
PHRASE_TOKENS = 14
"""Between a count and the date in the phrase of its event there are no more tokens."""
D_DAY_TOKENS = 40
"""A date this near to the word D-Day can tell which day that is."""
STEM, SHORTEST = 5, 5
"""Words agree by their first letters ("relieving", "relieved"); shorter ones say too little."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression that was dated: its tokens and its point; ``whole`` when it gave year and month itself."""

    first: int
    last: int
    point: Point
    whole: bool = True


def whole_dates(found: list[Found], text: str, article: str) -> list[Dated]:
    """The dates of a text that need nothing else to be known: with day, month and year."""
    whole = []
    for one in found:
        meaning = one.reading.meaning
        if isinstance(meaning, CalendarDate) and meaning.year and meaning.year > 0 and meaning.month and meaning.day:
            interval = day(date(meaning.year, meaning.month, meaning.day))
            words = text[one.begin : one.end]
            point = Point(interval, Granularity.DAY, f"{article}-t{one.begin}", words, one.begin)
            whole.append(Dated(one.first, one.last, point))
    return whole


def find_event(
    tokens: Tokens,
    found: Found,
    dated: list[Dated],
    later: list[Dated],
    *,
    strict: bool,
    indefinite: Container[str],
) -> Point | None:
    """The date of the event that ``found`` counts from: of a dated sentence that speaks of it in the same words.

    ``dated`` are the dates before, ``later`` the whole dates behind, both in the order of the text. One shared word is
    enough in a narrative, which has told the event before; news (``strict``) speaks of many like events at once, of
    the same people and places, and needs two that are no names.
    "after a similar raid" (``indefinite`` words) names one that was not spoken of: None.
    """
    begin = found.last + 2
    if any(word.lower() in indefinite for word in tokens.words[begin : begin + 3]):
        return None
    event = _stems(tokens, begin, min(found.last + EVENT_TOKENS, len(tokens.words)), stop=True, names=not strict)
    near: list[Dated] = [*reversed(dated[-SENTENCES_BACK:]), *(later if strict else ())]
    for one in near:
        first, last = _sentence(tokens, one, found.first if one.first < found.first else len(tokens.words))
        if len(event & _stems(tokens, first, last)) > strict:
            return one.point
    return None


def _stems(tokens: Tokens, begin: int, end: int, *, stop: bool = False, names: bool = True) -> set[str]:
    """The beginnings of the long words between two tokens; ``stop`` ends at the first comma or full stop."""
    stems = set()
    for word in tokens.words[begin:end]:
        if stop and word in ",.;:()":
            break
        if len(word) >= SHORTEST and word.isalpha() and (names or word.islower()):
            stems.add(word[:STEM].lower())
    return stems


def _sentence(tokens: Tokens, one: Dated, limit: int) -> tuple[int, int]:
    """The clause around a dated expression, up to full stops or blank lines, not beyond ``limit``."""
    begin, end = one.first, one.last
    while (
        begin > 0
        and one.first - begin < 60
        and tokens.words[begin - 1] not in ".;"
        and "\n\n" not in tokens.words[begin - 1]
    ):
        begin -= 1
    while end < limit and end - one.last < 60 and tokens.words[end] not in ".;" and "\n\n" not in tokens.words[end]:
        end += 1
    return begin, end


def event_in_phrase(tokens: Tokens, found: Found, after: Found | None, article: str) -> Point | None:
    """The date that the event which ``found`` counts from brings with it: "the 30th anniversary of the 1994 massacre",
    "two years after the landing of June 1944"."""
    if after is None or after.first - found.last > PHRASE_TOKENS:
        return None
    meaning = after.reading.meaning
    between = tokens.words[found.last : after.first]
    if any(not (word.isspace() or word.isalpha() or word in "-'’") for word in between):
        return None
    if not isinstance(meaning, CalendarDate) or not meaning.year or meaning.year < 1:
        return None
    try:
        interval, granularity = _days_of(meaning)
    except ValueError:
        return None
    words = tokens.text[after.begin : after.end]
    return Point(interval, granularity, f"{article}-t{after.begin}", words, after.begin)


def _days_of(meaning: CalendarDate) -> tuple[Interval, Granularity]:
    """The days of a date that gives its year; raises ValueError where the calendar has none."""
    year = meaning.year or 0
    if meaning.month and meaning.day:
        return day(date(year, meaning.month, meaning.day)), Granularity.DAY
    return (month_of(year, meaning.month), Granularity.MONTH) if meaning.month else (year_of(year), Granularity.YEAR)


def find_d_day(tokens: Tokens, whole: list[Dated]) -> Point | None:
    """The day that a text calls D-Day: the whole date that stands with it in one sentence."""
    words = tokens.words
    places = [at for at, word in enumerate(words) if word == "D" and words[at + 2 : at + 3] in (["Day"], ["day"])]
    near = [(abs(one.first - at), one) for at in places for one in whole if abs(one.first - at) < D_DAY_TOKENS]
    for _, one in sorted(near, key=lambda item: item[0]):
        at = min(places, key=lambda place: abs(place - one.first))
        if in_one_sentence(tokens, min(at, one.last), max(at, one.first)):
            return one.point
    return None
