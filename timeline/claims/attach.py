"""Which time belongs to which event: the nearest rule that holds, said in words, or the reason why none does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from timeline.calendar import edtf_of, precision_in_words
from timeline.claims.clauses import SAME_MOMENT, Clauses, with_first_half
from timeline.claims.grammar import read_grammar
from timeline.claims.sentences import Sentence
from timeline.types import Anchor, Article, ClaimTime, Granularity, Interval, TimeExpression, TimexType, Unanchored

CERTAINTY = {
    "strong": "it is its time",
    "fair": "it is very likely its time",
    "weak": "it may be its time, and should be checked",
}
VAGUE_WORDS = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")


@dataclass(frozen=True, slots=True)
class Mate:
    """A time expression of a sentence that could date an event: its words (half-open), and its anchor, or the reason
    why it has none."""

    timex: TimeExpression
    anchor: Anchor | Unanchored
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Attached:
    """The time found for an event, or the reason why it has none."""

    time: ClaimTime | None
    reason: str | None


OPEN_ANCHOR = "it is counted from the publication date, and that is not known well enough to give it a beginning or end"


def no_time(timexes: Sequence[TimeExpression]) -> Attached:
    """The reason of an event in whose sentence nothing dates it, with the expressions that could not be anchored."""
    why = []
    for timex in timexes:
        anchor = timex.anchor
        if isinstance(anchor, Unanchored):
            why.append(f"“{timex.text}”: {anchor.reason}")
        elif anchor.earliest is None and anchor.latest is None and timex.value != "PRESENT_REF":
            why.append(f"“{timex.text}”: {OPEN_ANCHOR}")
    reason = "its sentence holds no time expression that could date it"
    return Attached(None, f"{reason} ({'; '.join(why)})" if why else reason)


def dating_times(sentence: Sentence, timexes: Sequence[TimeExpression]) -> tuple[Mate, ...]:
    """The time expressions of the sentence that can date an event.

    Durations ("seven weeks"), sets ("every Friday"), ages and a bare "now" date none; one that waits for the
    article's date ("on Friday") is kept, so that no other time is taken in its stead.
    """
    mates = []
    for timex in timexes:
        anchor = timex.anchor
        if timex.type is TimexType.SET:
            continue
        if isinstance(anchor, Unanchored):
            if timex.type is TimexType.DURATION or timex.value in VAGUE_WORDS:
                continue
        elif timex.value == "PRESENT_REF":
            continue
        elif anchor.earliest is None and anchor.latest is None:
            if timex.value in VAGUE_WORDS or timex.type is TimexType.DURATION:
                continue
            anchor = Unanchored(OPEN_ANCHOR)
        elif timex.type is TimexType.DURATION and None in (anchor.earliest, anchor.latest):
            continue
        mates.append(Mate(timex, anchor, sentence.index_at(timex.begin), sentence.index_at(timex.end - 1) + 1))
    return tuple(mates)


def attach_time(
    article: Article,
    sentence: Sentence,
    clauses: Clauses,
    place: tuple[int, int],
    mates: Sequence[Mate],
    timexes: Sequence[TimeExpression],
    others: Sequence[int],
    barred: Callable[[Mate], bool],
) -> Attached:
    """The time of the event whose trigger stands at words ``place``.

    ``mates`` are those of the sentence's ``timexes`` that can date an event;
    ``others`` are the first words of the sentence's other events, each of which has the first claim on a time in its
    own clause; ``barred`` says whether a time dates a speech and not what was said.
    """
    free = [mate for mate in mates if not barred(mate)]
    if not free:
        speech = "its sentence says when it was told, not when it happened"
        return Attached(None, speech) if mates else no_time(timexes)
    own = clauses.of_word[place[0]]
    same = [mate for mate in free if clauses.of_word[mate.first] == own]
    if same:
        mate = min(same, key=lambda mate: (mate.timex.value in VAGUE_WORDS, _distance(mate, place)))
        how = "stands in the same clause as the event"
        return _claimed(article, sentence, mate, how, "strong", attributive=0 <= place[0] - mate.last <= 2)
    return _from_other_clause(article, sentence, clauses, own, free, {clauses.of_word[other] for other in others})


def _was_before(sentence: Sentence, clauses: Clauses, own: int) -> bool:
    """Whether a relative clause goes back behind its sentence's event: "on 3 May police arrested a man who had
    deserted", "a man who killed two soldiers". Of things it may be the same moment: "a raid that killed two"."""
    clause = clauses.clauses[own]
    words = [word for index, word in enumerate(sentence.words) if clauses.of_word[index] == own]
    return clause.kind == "relative" and ("had" in words[:4] or clause.opener in ("who", "whom", "whose"))


def _from_other_clause(
    article: Article, sentence: Sentence, clauses: Clauses, own: int, free: Sequence[Mate], taken: set[int]
) -> Attached:
    """The time of an event whose clause (``own``) has none: from a clause that governs it, from "since …", from one
    that holds no other event; ``taken`` are the clauses of the other events."""
    if _was_before(sentence, clauses, own):
        return Attached(None, "it was before the event that the time of its sentence is of")
    for number in _ancestors(clauses, own):
        if _crosses_speech(clauses, own, number):
            break
        for mate in free:
            shared = number not in taken or _opens_sentence(sentence, mate) or clauses.clauses[own].kind == "coordinate"
            if clauses.of_word[mate.first] == number and shared:
                return _claimed(article, sentence, mate, "stands in the clause that governs the event's", "fair")
    for mate in free:
        clause = clauses.of_word[mate.first]
        if clauses.clauses[clause].opener == "since" and clauses.clauses[clause].parent in (own, None):
            how = "begins the stretch of time in which the event was"
            return _claimed(article, sentence, mate, how, "fair", opener="since")
        if _begins(sentence, clauses, own, clause):
            return _claimed(article, sentence, mate, "begins what has gone on since", "fair", opener="since")
        if _same_moment(sentence, clauses, clause) and own in with_first_half(clauses, clause):
            how = f"stands in the clause with “{clauses.clauses[clause].opener}”, which tells the same moment"
            return _claimed(article, sentence, mate, how, "fair")
        inner = clauses.clauses[clause].kind in ("subordinate", "relative")
        if clause not in taken and not inner and not _across_content(clauses, own, clause):
            how = "stands in the same sentence, in a clause with no event of its own"
            return _claimed(article, sentence, mate, how, "weak")
    return Attached(None, "the time expressions of its sentence belong to other events")


def _same_moment(sentence: Sentence, clauses: Clauses, number: int) -> bool:
    """Whether a clause tells the moment of the one it hangs on; "as he did last week" tells another, and "as tensions
    are to rise this week" a reason."""
    grammar, opener = read_grammar(), clauses.clauses[number].opener
    words = {word for index, word in enumerate(sentence.words) if clauses.of_word[index] == number}
    other = (grammar.do | grammar.have | grammar.modals | grammar.future) - {"to"} | {"is", "are"}
    return opener in SAME_MOMENT and (opener == "when" or other.isdisjoint(words))


def _begins(sentence: Sentence, clauses: Clauses, own: int, number: int) -> bool:
    """Whether a relative clause says when that began which has done it all until now: "the war, which began in May
    2023, has killed …"."""
    grammar, clause = read_grammar(), clauses.clauses[number]
    if clause.kind != "relative" or clause.opener not in ("which", "that"):
        return False
    inner = {word for index, word in enumerate(sentence.words) if clauses.of_word[index] == number}
    outer = {clause.parent, own}
    words = {word for index, word in enumerate(sentence.words) if clauses.of_word[index] in outer}
    related = clause.parent == own or clauses.clauses[own].parent == clause.parent
    return related and not grammar.begins.isdisjoint(inner) and not {"has", "have"}.isdisjoint(words)


def inherited(earlier: ClaimTime, why: str) -> ClaimTime:
    """The time of an earlier claim for one that goes on telling the same event; ``why`` in words."""
    return ClaimTime(
        edtf=earlier.edtf,
        earliest=earlier.earliest,
        latest=earlier.latest,
        precision=earlier.precision,
        timex=earlier.timex,
        basis=f"{why}, so its time may be the same, and should be checked; there: {earlier.basis}",
        vague=earlier.vague,
    )


def ended(time: ClaimTime, verb: str) -> ClaimTime:
    """The time of an event of whose end alone a time is told: "the siege was lifted on 3 May"."""
    interval = Interval(None, time.latest)
    return replace(
        time,
        edtf=edtf_of(interval, Granularity.RANGE, time.vague),
        earliest=None,
        precision=precision_in_words(interval, Granularity.RANGE, time.vague),
        basis=f"{time.basis}; “{verb}” gives only its end",
    )


def _distance(mate: Mate, place: tuple[int, int]) -> int:
    """Words between time and trigger; a time behind the trigger is preferred to one as far before it."""
    if mate.first >= place[1]:
        return 2 * (mate.first - place[1])
    return 2 * (place[0] - mate.last) + 1


def _opens_sentence(sentence: Sentence, mate: Mate) -> bool:
    return mate.first <= 2


def _ancestors(clauses: Clauses, number: int) -> list[int]:
    found = []
    parent = clauses.clauses[number].parent
    while parent is not None:
        found.append(parent)
        parent = clauses.clauses[parent].parent
    return found


def _crosses_speech(clauses: Clauses, inner: int, outer: int) -> bool:
    """Whether what somebody said begins between a clause and one that it hangs on."""
    number: int | None = inner
    while number is not None and number != outer:
        if clauses.clauses[number].kind == "content":
            return True
        number = clauses.clauses[number].parent
    return False


def _across_content(clauses: Clauses, one: int, other: int) -> bool:
    chain_one, chain_other = {one, *_ancestors(clauses, one)}, {other, *_ancestors(clauses, other)}
    return any(clauses.clauses[number].kind == "content" for number in chain_one ^ chain_other)


def _claimed(
    article: Article,
    sentence: Sentence,
    mate: Mate,
    how: str,
    strength: str,
    *,
    attributive: bool = False,
    opener: str = "",
) -> Attached:
    """The time of ``mate`` with its basis in words; where it stands before the event's noun ("after Monday's vote"),
    the preposition is the noun's and not the time's."""
    if isinstance(mate.anchor, Unanchored):
        return Attached(None, f"“{mate.timex.text}” {how}, but: {mate.anchor.reason}")
    before = sentence.words[mate.first - 1] if mate.first and not attributive else ""
    if before in ("before", "after") and mate.timex.value.partition("T")[2]:
        before = ""  # "shortly before 7 pm", "before dawn on Monday": on that day all the same
    before = opener or before
    interval, granularity, note = _prepositioned(before, mate.anchor, article)
    edtf = edtf_of(interval, granularity, mate.anchor.vague) if note else mate.anchor.edtf
    time = ClaimTime(
        edtf=edtf,
        earliest=interval.earliest,
        latest=interval.latest,
        precision=precision_in_words(interval, granularity, mate.anchor.vague, edtf),
        timex=mate.timex.id,
        basis=f"“{mate.timex.text}” {how}, so {CERTAINTY[strength]}{note}",
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
