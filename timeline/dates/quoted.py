"""Quoted speech: which date tells when the words of a quotation were said, so that its "yesterday" counts from there.

Only a date that stands beside a word of speaking, outside the quotation, in the same sentence or in the one before,
is taken; where there is none, the day of the speech is not known.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.dates.anchor import anchor_expression
from timeline.dates.context import COUNTED_KINDS, Context, Point
from timeline.dates.counting import Case
from timeline.dates.find import Found
from timeline.dates.placed import Placed
from timeline.types import Anchor, Granularity

REACH = 300
"""So many characters before and behind a quotation are looked at for the clause that reports it."""
PAST = -1
"""The tense of a clause that reports."""
NEAR = 50
"""A date belongs to a word of speaking that is at most so many characters away."""
SHORT_NAME = 4
"""A full stop behind a word of so many letters with a capital ends no sentence: "Gen.", "Mrs."."""

_MARK = re.compile(r"[“„«‘”»’\"\n]")
_OPENS, _CLOSES, _STRAIGHT = "“„«‘", "”»’", '"'
_STOP = re.compile(r"[.?!][”»\"’)\]]{0,2}\s|\n[ \t]*\n")
_COLON = re.compile(r":(?=\s{1,9}[^\s“„«‘\"])")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words at ``begin``–``end`` of a text, without their marks."""

    begin: int
    end: int


SPEECH_UNKNOWN = "it stands in quoted words; when they were said is not told, so the day of the article is taken"

Reported = dict[int, Found | None]
"""For each expression inside a quotation (by its beginning) the date of the speech, None where none is told."""


class Speeches:
    """Anchors the expressions of a text; in quoted words they are counted from the day on which they were said."""

    __slots__ = ("_article", "_placed", "_reported", "_text")

    def __init__(self, text: str, article: str, reported: Reported) -> None:
        self._text, self._article, self._reported = text, article, reported
        self._placed: dict[int, Placed] = {}

    def anchor(self, one: Found, context: Context, case: Case) -> Placed:
        """The anchor of an expression in its context; expressions come in the order of the text."""
        if not self._reported:
            return anchor_expression(one, context, case)
        speech = self._day_of_speech(self._reported.get(one.begin), context, case)
        placed = anchor_expression(one, replace(context, speech=speech) if speech else context, case)
        counted = isinstance(placed.anchor, Anchor) and placed.anchor.kind in COUNTED_KINDS
        if speech is None and counted and one.begin in self._reported:
            placed = replace(placed, anchor=replace(placed.anchor, trace=(*placed.anchor.trace, SPEECH_UNKNOWN)))
        self._placed[one.begin] = placed
        return placed

    def _day_of_speech(self, told: Found | None, context: Context, case: Case) -> Point | None:
        """The day of a speech by the date that tells it, which may stand before the quoted words or behind them."""
        if told is None:
            return None
        words = self._text[told.begin : told.end]
        placed = self._placed.get(told.begin)
        if placed is None:
            placed = anchor_expression(told, context, Case(words, PAST, False, None, case.soft))
        if placed.granularity is not Granularity.DAY or placed.remember is None or not placed.remember.is_closed:
            return None
        return Point(placed.remember, Granularity.DAY, f"{self._article}-t{told.begin}", words, told.begin)


def reported_dates(text: str, found: Sequence[Found], verbs: Iterable[str]) -> Reported:
    """The dates beside words of speaking (``verbs``) that tell when the quoted words of a text were said."""
    quotations = list(find_quotations(text))
    begins = [one.begin for one in found]
    spoken = _any_of(tuple(verbs))
    dates: Reported = {}
    for index, quotation in enumerate(quotations):
        inside = found[bisect_left(begins, quotation.begin) : bisect_left(begins, quotation.end)]
        if inside:
            before = quotations[index - 1].end + 1 if index else 0
            behind = quotations[index + 1].begin - 1 if index + 1 < len(quotations) else len(text)
            pieces = _around(text, quotation, before, behind)
            told = next((date for piece in pieces if (date := _date_in(text, piece, found, begins, spoken))), None)
            dates |= {one.begin: told for one in inside}
    return _of_block_quotes(text, found, begins, spoken) | dates


def find_quotations(text: str) -> Iterator[Quotation]:
    """The quotations of a text in order. One that a paragraph leaves open ends with it; with straight marks, which do
    not tell an opening from an end, it is none."""
    begin, opener = -1, ""
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if begin < 0:
            if mark in _OPENS or mark == _STRAIGHT:
                begin, opener = at + 1, mark
        elif mark == "\n":
            if _PARAGRAPH.match(text, at):
                if opener != _STRAIGHT:
                    yield Quotation(begin, at)
                begin = -1
        elif _closes(opener, mark, text[at - 1]):
            yield Quotation(begin, at)
            begin = -1


def _closes(opener: str, mark: str, before: str) -> bool:
    """Whether a mark ends what ``opener`` began; "’" is an apostrophe but behind a comma or the like."""
    if opener == _STRAIGHT:
        return mark == _STRAIGHT
    if opener == "‘":
        return mark == "’" and before in ",.?!"
    return mark in _CLOSES and mark != "’"


def _around(text: str, quotation: Quotation, before: int, behind: int) -> Iterator[tuple[int, int]]:
    """Where the reporting clause may stand: before the marks in their sentence, behind them, in the sentence before."""
    floor = max(before, quotation.begin - 1 - REACH, 0)
    starts = [floor, *(stop.end() for stop in _stops(text, floor, quotation.begin - 1))]
    yield starts[-1], quotation.begin - 1
    first = min(quotation.end + 1, len(text))
    ceiling = min(behind, first + REACH)
    last = next((stop.start() for stop in _stops(text, first, ceiling)), ceiling)
    if text[max(quotation.end - 1, 0) : quotation.end] != ".":  # “… .” ends the sentence: what follows is the next one
        yield first, last
    if len(starts) > 1 and not text[starts[-1] : quotation.begin - 1].strip():
        yield starts[-2], starts[-1]


def _stops(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """The ends of sentences, and of paragraphs, in a stretch."""
    for stop in _STOP.finditer(text, begin, end):
        word = text[max(begin, stop.start() - SHORT_NAME - 1) : stop.start()].split(" ")[-1]
        if stop.group()[0] != "." or not (word[:1].isupper() and len(word) <= SHORT_NAME):
            yield stop


def _date_in(
    text: str, piece: tuple[int, int], found: Sequence[Found], begins: list[int], spoken: re.Pattern[str]
) -> Found | None:
    """The expression of a stretch that is nearest to a word of speaking there."""
    begin, end = piece
    dates = found[bisect_left(begins, begin) : bisect_left(begins, end)]
    if not dates:
        return None
    words = [match.start() for match in spoken.finditer(text, begin, end)]
    near = [(min(abs(word - one.begin), abs(word - one.end)), -one.begin, one) for one in dates for word in words]
    distance, _, nearest = min(near, key=lambda item: item[:2], default=(NEAR + 1, 0, None))
    return nearest if distance <= NEAR else None


def _of_block_quotes(text: str, found: Sequence[Found], begins: list[int], spoken: re.Pattern[str]) -> Reported:
    """The same for words that a colon opens ("The paper wrote on 3 May: …"): to the end of the sentence, or the next
    paragraph where the colon ends its own. Nothing where the clause before the colon has no date."""
    dates: Reported = {}
    for colon in _COLON.finditer(text):
        floor = max(0, colon.start() - REACH)
        start = max((stop.end() for stop in _stops(text, floor, colon.start())), default=floor)
        told = _date_in(text, (start, colon.start()), found, begins, spoken)
        if told is None:
            continue
        block = _PARAGRAPH.match(text, colon.end())
        begin = block.end() if block else colon.end()
        if block:
            stop = _PARAGRAPH.search(text, begin)
            end = stop.start() if stop else len(text)
        else:
            end = next((stop.start() for stop in _stops(text, begin, min(begin + REACH, len(text)))), begin + REACH)
        dates |= {one.begin: told for one in found[bisect_right(begins, begin - 1) : bisect_left(begins, end)]}
    return dates


@lru_cache(maxsize=4)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    choices = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE)
