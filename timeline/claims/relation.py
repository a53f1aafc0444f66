"""Events dated by another event: "one day after a similar raid", "a week before the attack"."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.calendar import edtf_of, plus_days, plus_months, precision_in_words, widen
from timeline.claims.figure_words import read_figure_words
from timeline.claims.grammar import read_grammar
from timeline.claims.sentences import Sentence
from timeline.types import ClaimTime, Granularity, Interval, TimeExpression

DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14}
MONTHS = {"month": 1, "months": 1, "year": 12, "years": 12}


@dataclass(frozen=True, slots=True)
class Distance:
    """A stretch of time between two events; ``soft`` where the words leave its borders open."""

    days: int
    months: int
    soft: bool
    timex: TimeExpression
    relation: str


def find_distance(sentence: Sentence, opener: int, timexes: tuple[TimeExpression, ...]) -> Distance | None:
    """The stretch named directly before the word "after" or "before" at ``opener``: "one day | after"."""
    for timex in timexes:
        first, last = sentence.index_at(timex.begin), sentence.index_at(timex.end - 1) + 1
        if last in (opener, opener + 1):
            return _distance(sentence.words[first:opener], sentence.words[opener], timex)
    return None


def _distance(words: tuple[str, ...], relation: str, timex: TimeExpression) -> Distance | None:
    known = read_figure_words()
    count = 0
    for word in words:
        if word in ("a", "an"):
            count = 1
        elif word in known.numbers:
            count = int(known.numbers[word])
        elif word.isdigit() and len(word) < 4:
            count = int(word)
        unit = DAYS.get(word) or MONTHS.get(word)
        if unit and count:
            soft = any(before in read_grammar().soft for before in words)
            days, months = (count * unit, 0) if word in DAYS else (0, count * unit)
            return Distance(days, months, soft, timex, relation)
    return None


def counted_from(main: ClaimTime, distance: Distance, *, towards: int) -> ClaimTime:
    """The time that lies ``distance`` from ``main``: earlier for ``towards`` -1, later for 1."""
    days, months = towards * distance.days, towards * distance.months
    ends = [
        plus_days(plus_months(end, months), days) if end is not None else None for end in (main.earliest, main.latest)
    ]
    interval = Interval(*ends)
    vague = main.vague or distance.soft
    if distance.soft:
        slack = max(1, (distance.days + 30 * distance.months) // 6)
        interval = widen(interval, before=slack, after=slack)
    granularity = Granularity.DAY if interval.is_day else Granularity.RANGE
    side = "before" if towards < 0 else "after"
    return ClaimTime(
        edtf=edtf_of(interval, granularity, vague),
        earliest=interval.earliest,
        latest=interval.latest,
        precision=precision_in_words(interval, granularity, vague),
        timex=distance.timex.id,
        basis=f"“{distance.timex.text} {distance.relation}”: it was {side} the other event of the sentence; "
        f"there: {main.basis}",
        vague=vague,
    )
