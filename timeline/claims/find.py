"""From an article and its time expressions to claims: each step in its own file, the order here."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from timeline.claims.attach import Attached, Mate, attach_time, dating_times, ended, inherited
from timeline.claims.attribution import find_reports
from timeline.claims.bounds import bound_in_words
from timeline.claims.chain import attributed_status, chain_of, content_of, dates_speech
from timeline.claims.clauses import Clauses, find_clauses, is_finite_at
from timeline.claims.cues import read_cues
from timeline.claims.figures import FigureMention, find_figures
from timeline.claims.grammar import read_grammar
from timeline.claims.harm import figures_of
from timeline.claims.lists import modes
from timeline.claims.merge import Candidate, find_candidates
from timeline.claims.relation import Distance, counted_from, find_distance
from timeline.claims.retractions import withdrawn
from timeline.claims.roles import Mentions, find_actors, find_mentions, find_places
from timeline.claims.sentences import Sentence, find_quotes, find_sentences
from timeline.claims.sources import name_sources
from timeline.claims.thread import refers_back, told_next
from timeline.claims.tolls import is_toll
from timeline.claims.triggers import Trigger, find_triggers, read_triggers
from timeline.types import Article, Attribution, Claim, ClaimTime, Span, Status, TimeExpression

HISTORICAL_AFTER = timedelta(days=730)  # an event that ended two years before the article is its background
LONGEST = 1_000  # characters; what is longer is a list or a page without stops, in which nothing belongs to anything
TELLING_REACH = 8  # words from "told" to the day of the telling: "told the paper by telephone on Tuesday"
DEED = 4  # letters beside which an -ing word is a verb: "of killing", not "of king"
LANGUAGES = ("en",)
FOREIGN = 20  # letters of another script from which on a reader is told that they are not read
_OTHER_SCRIPT = re.compile("[\u0370-\u1cff\u3040-\ud7af\uf900-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True, slots=True)
class _Scene:
    """One sentence with all that was found in it."""

    article: Article
    sentence: Sentence
    clauses: Clauses
    timexes: tuple[TimeExpression, ...]
    mates: tuple[Mate, ...]
    mentions: Mentions
    figures: tuple[FigureMention, ...]
    attributions: tuple[Attribution, ...]


def find_claims(
    article: Article, timexes: tuple[TimeExpression, ...]
) -> tuple[tuple[Claim, ...], tuple[Attribution, ...]]:
    """Every claim of the article in text order, and every attribution; nothing for a language without trigger files."""
    if article.language not in LANGUAGES:
        return (), ()
    sentences = find_sentences(article.text)
    reports = find_reports(article.text, sentences, find_quotes(article.text))
    attributions = name_sources(article, reports, sentences)
    line_end = article.dateline.end if article.dateline else 0  # the date of a dateline is that of the dispatch
    timexes = tuple(timex for timex in timexes if timex.begin >= line_end)
    begins = [timex.begin for timex in timexes]
    claims: list[Claim] = []
    for number, sentence in enumerate(sentences):
        sentence = sentence.after(line_end)  # the town of a dateline is where it was written, not where it happened
        short = sentence.end - sentence.begin <= LONGEST and not _is_rest(sentences, number)
        triggers = find_triggers(sentence, read_triggers(), article.text) if short else ()
        if triggers:
            own = timexes[bisect_left(begins, sentence.begin) : bisect_left(begins, sentence.end)]
            claims += _claims_of(article, sentence, triggers, own, attributions, claims)
    return withdrawn(told_next(claims), sentences), attributions


def _is_rest(sentences: Sequence[Sentence], number: int) -> bool:
    """Whether a sentence is what is left of a stretch without stops that was cut into pieces."""
    before = sentences[number - 1] if number else None
    cut = before is not None and before.end - before.begin > LONGEST and before.words[-1][-1].isalnum()
    return cut and before is not None and before.paragraph == sentences[number].paragraph


def claims_note(article: Article) -> str | None:
    """What a reader should know where claims are not looked for, in the whole or in a part; ``None`` where they are."""
    if article.language not in LANGUAGES:
        return f"claims are read in English only: in this article ({article.language}) dates are found, and no claims"
    notes = []
    if len(_OTHER_SCRIPT.findall(article.text)) >= FOREIGN:
        notes.append("parts in another script are not read for claims; dates in them are found where they can be")
    long = [line for line in article.text.splitlines() if len(line) > LONGEST]
    skipped = sum(sentence.end - sentence.begin > LONGEST for line in long for sentence in find_sentences(line))
    if skipped:
        stretches = "stretch" if skipped == 1 else "stretches"
        notes.append(f"{skipped} {stretches} of more than {LONGEST} characters without a full stop: no claims sought")
    return "; ".join(notes) or None


def _claims_of(
    article: Article,
    sentence: Sentence,
    triggers: Sequence[Trigger],
    timexes: tuple[TimeExpression, ...],
    attributions: Sequence[Attribution],
    earlier: Sequence[Claim],
) -> list[Claim]:
    timed = {
        index
        for timex in timexes
        for index in range(sentence.index_at(timex.begin), sentence.index_at(timex.end - 1) + 1)
    }
    near = tuple(
        item for item in attributions if item.content and not item.stance and item.content.begin < sentence.end
    )
    near = tuple(item for item in near if item.content and item.content.end > sentence.begin)
    contents = frozenset(_content_word(sentence, item) for item in near if content_of(item) >= sentence.begin)
    clauses = find_clauses(sentence, contents, timed.__contains__)
    mates = dating_times(sentence, timexes)
    candidates = find_candidates(sentence, clauses, triggers, mates)
    if not candidates:
        return []
    mentions = find_mentions(sentence, article.text)
    figures = find_figures(sentence, article.text, frozenset(timed))
    scene = _Scene(article, sentence, clauses, timexes, mates, mentions, figures, near)
    times = _times(scene, candidates, earlier)
    own = [candidate.trigger for candidate in candidates]
    return [_claim(scene, candidate, time, own) for candidate, time in zip(candidates, times, strict=True)]


def _content_word(sentence: Sentence, item: Attribution) -> int:
    """The word with which what was said begins; of an accusation that is the deed: "accused Rwanda on Tuesday | of
    sending troops"."""
    first = sentence.index_at(content_of(item))
    if item.verb in read_cues().of_deeds:
        words = sentence.words
        return next((at for at in range(first, len(words) - 1) if words[at] == "of" and _is_deed(words[at + 1])), first)
    return first


def _is_deed(word: str) -> bool:
    return word.endswith("ing") and len(word) > DEED


def _times(scene: _Scene, candidates: Sequence[Candidate], earlier: Sequence[Claim]) -> list[Attached]:
    """The time of each candidate: by its own sentence, then from the other event that it is counted from, then from
    the earlier claim that it refers back to."""
    distances = {
        number: find_distance(scene.sentence, scene.clauses.of_word.index(number), scene.timexes)
        for number, clause in enumerate(scene.clauses.clauses)
        if clause.opener in ("after", "before")
    }
    counted = {distance.timex.id for distance in distances.values() if distance}
    mates = [mate for mate in scene.mates if mate.timex.id not in counted]
    found = []
    for candidate in candidates:
        others = [other.trigger.first for other in candidates if other is not candidate]
        at = scene.sentence.begins[candidate.trigger.first]
        chain = chain_of(scene.attributions, at)
        attached = attach_time(
            scene.article,
            scene.sentence,
            scene.clauses,
            (candidate.trigger.first, candidate.trigger.last),
            mates,
            scene.timexes,
            others,
            partial(_is_barred, scene.sentence, scene.clauses, candidate, candidates, chain),
        )
        if is_toll(candidate.trigger):
            attached = _as_counted(scene, candidate, attached)
        back = None if attached.time and attached.time.earliest else refers_back(scene.sentence, candidate, earlier)
        if back is not None and back.time is not None:
            attached = Attached(inherited(back.time, f"“{back.trigger.text}” was told before, and this goes on"), None)
        found.append(_at_its_end(scene, candidate, attached))
    return _counted(scene, candidates, _shared(scene, candidates, found), distances)


def _as_counted(scene: _Scene, candidate: Candidate, attached: Attached) -> Attached:
    """The time of a toll's deaths: a time behind its verb is that of the count, and they were before it ("the toll rose
    to 19 on Thursday")."""
    time, words = attached.time, scene.sentence.words
    mate = next((mate for mate in scene.mates if time and mate.timex.id == time.timex), None)
    if time is None or mate is None:
        return attached
    verb = next((at for at in range(candidate.trigger.last, mate.first) if is_finite_at(words, at)), None)
    return attached if verb is None else Attached(ended(time, words[verb]), None)


def _at_its_end(scene: _Scene, candidate: Candidate, attached: Attached) -> Attached:
    """The time of a noun's event, with only its end where the verb between the two tells no more."""
    time, trigger = attached.time, candidate.trigger
    mate = next((mate for mate in scene.mates if time and mate.timex.id == time.timex), None)
    if time is None or mate is None or not trigger.form.is_noun:
        return attached
    clause, between = scene.clauses.of_word[trigger.first], range(trigger.last, mate.first)
    words = [scene.sentence.words[index] for index in between if scene.clauses.of_word[index] == clause]
    verb = next((word for word in words if word in read_grammar().ends), None)
    return Attached(ended(time, verb), None) if verb else attached


def _shared(scene: _Scene, candidates: Sequence[Candidate], found: list[Attached]) -> list[Attached]:
    """Times with those that a second verb of the same subject shares with the first: "killed ten and wounded twenty on
    Monday"."""
    for place in range(len(candidates) - 2, -1, -1):
        one, other, time = candidates[place], candidates[place + 1], found[place + 1].time
        if found[place].time is None and time is not None and _one_predicate(scene, one, other):
            verb = " ".join(scene.sentence.words[other.trigger.first : other.trigger.last])
            why = f"“{verb}” goes on telling it, and the time at the end of the sentence is of both"
            found[place] = Attached(inherited(time, why), None)
    return found


def _one_predicate(scene: _Scene, one: Candidate, other: Candidate) -> bool:
    """Whether the second verb stands right behind its "and", in the form of the first, and the time behind both."""
    first, second = one.trigger, other.trigger
    numbers = scene.clauses.of_word[first.first], scene.clauses.of_word[second.first]
    clause = scene.clauses.clauses[numbers[1]]
    alike = one.status is other.status and first.form.name == second.form.name and not first.form.is_noun
    if {one.trigger.entry.mode, other.trigger.entry.mode} <= modes("harm") | modes(
        "done_to_people"
    ) and clause.parent == numbers[0]:
        return one.status is other.status  # "nine died and forty were injured on Tuesday"
    speech = first.entry.speech or second.entry.speech
    if clause.kind != "coordinate" or clause.parent != numbers[0] or not alike or speech:
        return False
    adjacent = scene.clauses.of_word.index(numbers[1]) == second.first - 1
    own = {scene.clauses.of_word[mate.first] for mate in scene.mates}
    return adjacent and numbers[0] not in own and all(mate.first >= second.last for mate in scene.mates)


def _is_barred(
    sentence: Sentence,
    clauses: Clauses,
    candidate: Candidate,
    candidates: Sequence[Candidate],
    chain: Sequence[Attribution],
    mate: Mate,
) -> bool:
    """Whether a time cannot date the candidate: it dates the telling; it is an adjective of another word ("the recent
    launches"); or, for a speech, it dates what the speech is about."""
    trigger = candidate.trigger
    if dates_speech(mate.timex, chain) or _dates_telling(sentence, trigger.last, mate.first):
        return True
    if mate.timex.value == "PAST_REF" and sentence.words[mate.first] in read_grammar().time_adjectives:
        noun = candidate.noun or trigger
        return not 0 <= noun.first - mate.last <= 1
    of_anniversary = "anniversary" in mate.timex.text.lower() and sentence.words[mate.last : mate.last + 1] == ("of",)
    if of_anniversary and trigger.first >= mate.last:
        return True  # "on the anniversary of the attacks": the attacks were years before
    clause = clauses.of_word[trigger.first]
    rivals = [other.trigger.first for other in candidates if not other.trigger.entry.speech]
    return trigger.entry.speech and any(clauses.of_word[rival] == clause and rival < mate.first for rival in rivals)


def _dates_telling(sentence: Sentence, behind: int, at: int) -> bool:
    """Whether a time stands behind the verb of a telling that closes the sentence: "bombed a market, residents and a
    committee told the paper on Tuesday", whoever it is that tells."""
    between = sentence.words[behind:at]
    if "," not in between:
        return False
    cues = read_cues()
    near = range(len(between) - 1, max(0, len(between) - TELLING_REACH) - 1, -1)
    told = next((place for place in near if cues.verb_of(between[place]) in cues.always_verbs), None)
    return told is not None and "," in between[:told]


def _counted(
    scene: _Scene, candidates: Sequence[Candidate], found: list[Attached], distances: dict[int, Distance | None]
) -> list[Attached]:
    """Times counted from the other event of the sentence: "a raid, one day after a raid that …"."""
    numbers = [scene.clauses.of_word[(candidate.noun or candidate.trigger).first] for candidate in candidates]
    for place, number in enumerate(numbers):
        distance = distances.get(number)
        if distance is None:
            continue
        parent = scene.clauses.clauses[number].parent
        main = next((index for index, other in enumerate(numbers) if other == parent), None)
        if main is None:
            continue
        side = -1 if distance.relation == "after" else 1
        if (time := found[main].time) is not None:
            found[place] = Attached(counted_from(time, distance, towards=side), None)
        elif (time := found[place].time) is not None:
            found[main] = Attached(counted_from(time, distance, towards=-side), None)
        else:
            reason = f"“{distance.timex.text} {distance.relation}” the other event of the sentence, which has no date"
            found[place] = Attached(None, f"{reason}: {found[main].reason}")
    return found


def _claim(scene: _Scene, candidate: Candidate, attached: Attached, others: Sequence[Trigger]) -> Claim:
    trigger, sentence, article = candidate.trigger, scene.sentence, scene.article
    begin, end = sentence.begins[trigger.first], sentence.ends[trigger.last - 1]
    chain = chain_of(scene.attributions, begin)
    status = attributed_status(candidate.status, chain, speech=trigger.entry.speech)
    hidden = [span for item in chain for span in (item.source, item.cue) if span is not None]
    mentions = scene.mentions.without(sentence, hidden)
    bound = bound_in_words(article, sentence, trigger, status)
    return Claim(
        id=f"{article.id}-c{begin}",
        article=article.id,
        begin=sentence.begin,
        end=sentence.end,
        quote=article.text[sentence.begin : sentence.end],
        trigger=Span(begin, end, article.text[begin:end]),
        type=candidate.type,
        mode=candidate.mode,
        status=_historical(status, attached.time, article),
        actors=find_actors(sentence, scene.clauses, trigger, mentions),
        places=find_places(scene.clauses, trigger, mentions.places),
        figures=figures_of(scene.clauses, trigger, others, scene.figures),
        time=attached.time,
        attribution=tuple(attribution.id for attribution in chain),
        undated_reason="; ".join(filter(None, (attached.reason, bound))) if attached.reason else None,
        acled=trigger.entry.acled,
    )


def _historical(status: Status, time: ClaimTime | None, article: Article) -> Status:
    published = article.published.earliest
    if status not in (Status.ASSERTED, Status.REPORTED) or time is None or time.latest is None or published is None:
        return status
    return Status.HISTORICAL if published - time.latest > HISTORICAL_AFTER else status
