"""From an article and its time expressions to claims: each step in its own file, the order here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from timeline.claims.attach import Mate, attach_time, dating_times
from timeline.claims.attribution import Report, find_reports
from timeline.claims.clauses import Clauses, find_clauses
from timeline.claims.figures import FigureMention, find_figures
from timeline.claims.lists import event_types
from timeline.claims.roles import find_actors, find_places, mentions_of
from timeline.claims.sentences import Sentence, find_quotes, find_sentences
from timeline.claims.sources import name_sources
from timeline.claims.status import find_status
from timeline.claims.triggers import Trigger, find_triggers, read_triggers
from timeline.types import Article, Attribution, AttributionKind, Claim, Figure, Span, Status, TimeExpression

MEANS = frozenset({"aerial", "rocket", "heavy-weapons", "explosives", "suicide-attack", "unconventional", "firearms"})
HISTORICAL_AFTER = timedelta(days=730)  # an event that ended two years before the article is its background
LANGUAGES = ("en",)


@dataclass(frozen=True, slots=True)
class _Candidate:
    trigger: Trigger
    status: Status
    mode: str


def find_claims(
    article: Article, timexes: tuple[TimeExpression, ...]
) -> tuple[tuple[Claim, ...], tuple[Attribution, ...]]:
    """Every claim of the article in text order, and every attribution; nothing for a language without trigger files."""
    if article.language not in LANGUAGES:
        return (), ()
    sentences = find_sentences(article.text)
    reports = find_reports(article.text, sentences, find_quotes(article.text))
    attributions = name_sources(article, reports, sentences)
    begins = [timex.begin for timex in timexes]
    claims: list[Claim] = []
    for number, sentence in enumerate(sentences):
        triggers = find_triggers(sentence, read_triggers())
        if triggers:
            own = timexes[bisect_left(begins, sentence.begin) : bisect_left(begins, sentence.end)]
            inside = [report for report in reports if report.sentence == number]
            claims += _claims_of(article, sentence, triggers, own, inside, attributions)
    return tuple(claims), attributions


def _claims_of(
    article: Article,
    sentence: Sentence,
    triggers: Sequence[Trigger],
    timexes: Sequence[TimeExpression],
    reports: Sequence[Report],
    attributions: Sequence[Attribution],
) -> Iterator[Claim]:
    timed = {
        index
        for timex in timexes
        for index in range(sentence.index_at(timex.begin), sentence.index_at(timex.end - 1) + 1)
    }
    contents = frozenset(sentence.index_at(report.content[0]) for report in reports if report.content)
    clauses = find_clauses(sentence, contents, timed.__contains__)
    mates = dating_times(sentence, timexes)
    candidates = _candidates(sentence, clauses, triggers, mates)
    if not candidates:
        return
    actors, places, people = mentions_of(sentence, article.text)
    figures = find_figures(sentence, article.text, frozenset(timed))
    for candidate in candidates:
        trigger = candidate.trigger
        others = [other.trigger.first for other in candidates if other is not candidate]
        attached = attach_time(article, sentence, clauses, (trigger.first, trigger.last), mates, others)
        begin, end = sentence.begins[trigger.first], sentence.ends[trigger.last - 1]
        chain = _chain(attributions, begin, trigger)
        status = candidate.status
        if status is Status.ASSERTED and chain and not trigger.entry.speech:
            status = Status.REPORTED
        if (
            attached.time
            and attached.time.latest
            and article.published.earliest
            and status in (Status.ASSERTED, Status.REPORTED)
        ):
            if attached.time.latest + HISTORICAL_AFTER < article.published.earliest:
                status = Status.HISTORICAL
        yield Claim(
            id=f"{article.id}-c{begin}",
            article=article.id,
            begin=sentence.begin,
            end=sentence.end,
            quote=article.text[sentence.begin : sentence.end],
            trigger=Span(begin, end, article.text[begin:end]),
            type=trigger.entry.type,
            mode=candidate.mode,
            status=status,
            actors=find_actors(sentence, clauses, trigger, actors, people),
            places=find_places(sentence, clauses, trigger, places),
            figures=_figures(clauses, trigger, figures, alone=len(candidates) == 1),
            time=attached.time,
            attribution=tuple(attribution.id for attribution in chain),
            undated_reason=attached.reason,
        )


def _candidates(
    sentence: Sentence, clauses: Clauses, triggers: Sequence[Trigger], mates: Sequence[Mate]
) -> list[_Candidate]:
    """The triggers that make claims, those that tell one event merged ("killed in an airstrike", "a raid that killed")."""
    families = {name: entry["family"] for name, entry in event_types().items()}
    found: list[_Candidate] = []
    for trigger in triggers:
        clause = clauses.of_word[trigger.first]
        timed = any(clauses.of_word[mate.first] == clause for mate in mates)
        status = find_status(sentence, clauses, trigger, timed=timed)
        if status is None or status in (Status.HABITUAL, Status.CONDITIONAL):
            continue
        candidate = _Candidate(trigger, status, trigger.entry.mode)
        partner = next(
            (
                place
                for place, other in enumerate(found)
                if families[other.trigger.entry.type] == families[trigger.entry.type]
                and _one_telling(sentence, clauses, other.trigger, trigger)
            ),
            None,
        )
        if partner is None:
            found.append(candidate)
        else:
            found[partner] = _merged(found[partner], candidate)
    return found


def _one_telling(sentence: Sentence, clauses: Clauses, earlier: Trigger, later: Trigger) -> bool:
    """Whether two triggers of one family tell one event: in one clause with a noun among them, or noun and its relative
    clause ("a raid that killed two")."""
    one, two = clauses.of_word[earlier.first], clauses.of_word[later.first]
    if one == two:
        return True
    second = clauses.clauses[two]
    return (
        second.kind == "relative" and second.parent == one and earlier.form.is_noun and later.first - earlier.last < 6
    )


def _merged(one: _Candidate, other: _Candidate) -> _Candidate:
    """One claim of two tellings: the verb leads, the means come from whichever names them."""
    lead, second = (other, one) if one.trigger.form.is_noun and not other.trigger.form.is_noun else (one, other)
    mode = second.mode if second.mode in MEANS and lead.mode not in MEANS else lead.mode
    status = one.status if one.status is not Status.ASSERTED else other.status
    return _Candidate(lead.trigger, status, mode)


def _chain(attributions: Sequence[Attribution], begin: int, trigger: Trigger) -> list[Attribution]:
    """The attributions within whose content the trigger stands, outermost first; a speech is not its own content."""
    around = [
        attribution
        for attribution in attributions
        if attribution.content and attribution.content.begin <= begin < attribution.content.end
    ]
    return sorted(around, key=_outermost_first)


def _outermost_first(attribution: Attribution) -> tuple[int, bool, int]:
    """Longer content is further out; of equal ones the outlet is, then in the order of the text."""
    content = attribution.content
    named = attribution.kind in (AttributionKind.OUTLET, AttributionKind.AGENCY)
    return content.begin if content else 0, not named, attribution.source.begin if attribution.source else 0


def _figures(
    clauses: Clauses, trigger: Trigger, figures: Sequence[FigureMention], *, alone: bool
) -> tuple[Figure, ...]:
    clause = clauses.of_word[trigger.first]
    return tuple(
        mention.figure
        for mention in figures
        if not mention.subset and (alone or clauses.of_word[mention.first] == clause)
    )
