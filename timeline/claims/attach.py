"""Which time belongs to which event: the nearest rule that holds, said in words, or the reason why none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.calendar import edtf_of, precision_in_words
from timeline.claims.clauses import Clauses
from timeline.claims.sentences import Sentence
from timeline.types import Anchor, Article, ClaimTime, Granularity, Interval, TimeExpression, TimexType


@dataclass(frozen=True, slots=True)
class Mate:
    """A time expression of a sentence that can date an event: its words (half-open) and its anchor."""

    timex: TimeExpression
    anchor: Anchor
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Attached:
    """The time found for an event, or the reason why it has none."""

    time: ClaimTime | None
    reason: str | None


def dating_times(sentence: Sentence, timexes: Sequence[TimeExpression]) -> tuple[Mate, ...]:
    """The time expressions of the sentence that can date an event; durations ("seven weeks"), sets ("every Friday")
    and ages date none, and neither does one without a place in time."""
    mates = []
    for timex in timexes:
        anchor = timex.anchor
        if not isinstance(anchor, Anchor) or timex.type is TimexType.SET:
            continue
        if anchor.earliest is None and anchor.latest is None:
            continue
        if timex.type is TimexType.DURATION and (anchor.earliest is None or anchor.latest is None):
            continue
        first = sentence.index_at(timex.begin)
        last = sentence.index_at(timex.end - 1) + 1
        mates.append(Mate(timex, anchor, first, last))
    return tuple(mates)


def attach_time(
    article: Article,
    sentence: Sentence,
    clauses: Clauses,
    place: tuple[int, int],
    mates: Sequence[Mate],
    others: Sequence[int],
) -> Attached:
    """The time of the event whose trigger stands at words ``place``; ``others`` are the first words of the sentence's
    other events, each of which has the first claim on a time in its own clause."""
    if not mates:
        return Attached(None, "no time expression in its sentence can be counted to a date")
    own = clauses.of_word[place[0]]
    same = [mate for mate in mates if clauses.of_word[mate.first] == own]
    if same:
        mate = min(same, key=lambda mate: _distance(mate, place))
        return _claimed(article, sentence, mate, "stands in the same clause as the event", "strong")
    taken = {clauses.of_word[other] for other in others}
    for step, number in enumerate(_ancestors(clauses, own)):
        if _crosses_speech(clauses, own, number):
            break
        for mate in mates:
            if clauses.of_word[mate.first] == number and (number not in taken or _opens_sentence(mate)):
                return _claimed(article, sentence, mate, "stands in the clause that governs the event's", "fair")
        if step > 4:
            break
    for mate in mates:
        clause = clauses.of_word[mate.first]
        if clause in taken or _across_content(clauses, own, clause):
            continue
        return _claimed(
            article, sentence, mate, "stands in the same sentence, in a clause with no event of its own", "weak"
        )
    return Attached(None, "the time expressions of its sentence belong to other events")


def _distance(mate: Mate, place: tuple[int, int]) -> int:
    """Words between time and trigger; a time behind the trigger is preferred to one as far before it."""
    if mate.first >= place[1]:
        return 2 * (mate.first - place[1])
    return 2 * (place[0] - mate.last) + 1


def _opens_sentence(mate: Mate) -> bool:
    return mate.first <= 2


def _ancestors(clauses: Clauses, number: int) -> list[int]:
    found = []
    parent = clauses.clauses[number].parent
    while parent is not None:
        found.append(parent)
        parent = clauses.clauses[parent].parent
    return found


def _crosses_speech(clauses: Clauses, inner: int, outer: int) -> bool:
    """Whether between a clause and one that it hangs on what somebody said begins."""
    number: int | None = inner
    while number is not None and number != outer:
        if clauses.clauses[number].kind == "content":
            return True
        number = clauses.clauses[number].parent
    return False


def _across_content(clauses: Clauses, one: int, other: int) -> bool:
    chain_one, chain_other = {one, *_ancestors(clauses, one)}, {other, *_ancestors(clauses, other)}
    return any(clauses.clauses[number].kind == "content" for number in chain_one ^ chain_other)


def _claimed(article: Article, sentence: Sentence, mate: Mate, how: str, strength: str) -> Attached:
    before = sentence.words[mate.first - 1] if mate.first else ""
    interval, granularity, note = _prepositioned(before, mate.anchor, article)
    edtf = edtf_of(interval, granularity, mate.anchor.vague) if note else mate.anchor.edtf
    time = ClaimTime(
        edtf=edtf,
        earliest=interval.earliest,
        latest=interval.latest,
        precision=precision_in_words(interval, granularity, mate.anchor.vague),
        timex=mate.timex.id,
        basis=f"“{mate.timex.text}” {how} ({strength}){note}",
        vague=mate.anchor.vague,
    )
    return Attached(time, None)


def _prepositioned(before: str, anchor: Anchor, article: Article) -> tuple[Interval, Granularity, str]:
    """The interval with the preposition before the time taken in: "since X" begins there and is open, or ends with the
    article; "until X" and "by X" end there; "before X" and "after X" are bounds."""
    if before == "since" and anchor.earliest:
        latest = article.published.latest
        if latest is None or latest < anchor.earliest:
            return Interval(anchor.earliest, None), Granularity.RANGE, "; “since” leaves its end open"
        return Interval(anchor.earliest, latest), Granularity.RANGE, "; “since” runs up to the article"
    if before in ("until", "till") and anchor.latest:
        return Interval(None, anchor.latest), Granularity.RANGE, f"; “{before}” gives only its end"
    if before in ("before", "by") and anchor.latest:
        return Interval(None, anchor.latest), Granularity.RANGE, f"; “{before}” gives only the latest day"
    if before == "after" and anchor.earliest:
        return Interval(anchor.earliest, None), Granularity.RANGE, "; “after” gives only the earliest day"
    return anchor.interval, anchor.granularity, ""
