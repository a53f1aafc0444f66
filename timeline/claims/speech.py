"""The orders in which English puts source, cue and content around a reporting verb."""

from __future__ import annotations

from timeline.claims.clauses import is_finite_at
from timeline.claims.cues import read_cues
from timeline.claims.grammar import read_grammar
from timeline.claims.nouns import noun_phrase_begin, noun_phrase_end, subject_of
from timeline.claims.reports import Cue, Line, Report
from timeline.claims.sentences import is_headline
from timeline.claims.speech_verbs import CLOSING, cue_begin, is_present, is_verb
from timeline.claims.stances import find_passive, stance_end

HEARER_REACH = 10
DAY_REACH = 7  # words of a day: "late on the night of 4 May"
CLAUSE_REACH = 12  # words in which the verb stands of a clause that has no "that" before it


def find_speech(line: Line, index: int, last: Report | None) -> Report | None:
    """A reporting verb at ``index``, in one of its orders."""
    cues = line.cues
    lists = (
        ("tell", cues.tell),
        ("say", cues.say),
        ("that", cues.with_that),
        ("act", cues.acts),
        ("stance", cues.stances),
    )
    for size in (2, 1):  # "pointed out", "called for" before "called"
        form = " ".join(line.words[index : index + size])
        kinds = [kind for kind, verbs in lists if form in verbs]
        if index + size > len(line.words) or not kinds or _opens_time(line, index, size):
            continue
        first = cue_begin(line, index)
        passive = find_passive(line, Cue(index, first, index + size, cues.verb_of(form), kinds[0]))
        if passive is not None:
            return passive
        if not is_verb(line, index):
            continue
        for kind in kinds:
            cue = Cue(index, first, index + size, cues.verb_of(form), kind)
            for shape in (_quote_before, _inverted, _plain_order):
                report = shape(line, cue, last)
                if report is not None:
                    return report
    return None


def _opens_time(line: Line, index: int, size: int) -> bool:
    """Whether the particle of a cue belongs to a day: "reported on Monday that", not "reported on the raid"."""
    behind = line.words[index + size : index + size + 1]
    return size == 2 and bool(behind) and behind[0] in line.cues.circumstance


def _quote_before(line: Line, cue: Cue, last: Report | None) -> Report | None:
    """ "CONTENT," SOURCE said (HEARER)."""
    begin = noun_phrase_begin(line.words, cue.first, line.quoted)
    if begin <= 0 or begin == cue.first or line.words[begin - 1] not in "," + CLOSING + "?!…—–-":
        return None
    closes = cue.kind == "that" and line.words[cue.stop : cue.stop + 1] in ((".",), ())  # "…, a panel found."
    if cue.kind == "stance" or (cue.kind in ("that", "act") and not line.quoted[begin - 1] and not closes):
        return None
    if not _is_over(line, cue.stop, cue.kind):
        return None
    if not _says_something(line, begin) and line.words[cue.stop : cue.stop + 1] != (",",):
        return None
    content = line.span(_said_begin(line, begin), begin)
    if not _says_something(line, begin) and line.words[cue.stop : cue.stop + 1] == (",",):
        content = line.span(cue.stop + 1, len(line.words))  # "A year on, the statement said, the harm is …"
    source, words = _speaker(line, begin, cue.first), line.span(cue.first, cue.stop)
    if not (content and source and words):
        return None
    return Report(source, words, content, cue.verb, _hearer(line, cue.stop, cue.kind), line.number)


def _speaker(line: Line, begin: int, end: int) -> tuple[int, int] | None:
    """The source within words ``begin`` to ``end`` before a cue: the pronoun alone where it ends in one ("on Monday in
    an interview he"), and the name without an insertion that says how it was said ("Lee, speaking to a crowd,")."""
    words, grammar = line.words, read_grammar()
    begin = _past_credit(line, begin, end)
    if begin < end and words[end - 1] in line.cues.persons:
        return line.span(end - 1, end)
    if begin == end and end > 0:
        begin = _last_name(line, end)
    for place in range(begin + 1, end - 1):
        inserted = words[place + 1].endswith("ing") or words[place + 1] in ("who", "which", "whose")
        if words[place] == "," and (inserted or words[place + 1] in grammar.prepositions):
            return line.span(begin, place)
    return line.span(begin, end)


def _last_name(line: Line, end: int) -> int:
    """Where the name before ``end`` begins that stands behind a circumstance without a comma ("In an interview Lee
    said"), or the relative pronoun before a date ("who in 2010 said")."""
    words, begin = line.words, end
    while begin > 0 and line.capital[begin - 1] and words[begin - 1] not in read_grammar().prepositions:
        begin -= 1
    if begin == end:
        for place in range(end - 1, max(0, end - 4), -1):
            if words[place] in ("who", "which"):
                return place
    return begin


def _past_credit(line: Line, begin: int, end: int) -> int:
    """Behind the credit of a picture that was run into the text: "… Getty Images 22 | Transport police said"."""
    credited = [place for place in range(begin, end) if line.words[place] in line.cues.credits]
    if not credited:
        return begin
    place = credited[-1] + 1
    while place < end and (line.words[place] in line.cues.after_credit or line.words[place].isdigit()):
        place += 1
    return place


def _hearer(line: Line, index: int, kind: str) -> tuple[int, int] | None:
    """Whom it was told, or in which paper it was said: "told Le Monde", "writes in Le Monde"."""
    words = line.words
    if kind == "tell":
        return line.span(index, noun_phrase_end(words, index))
    if words[index : index + 1] in (("in",), ("to",)):
        return line.span(index + 1, noun_phrase_end(words, index + 1))
    return None


def _says_something(line: Line, begin: int) -> bool:
    """Whether the words before ``begin`` can be what was said: a quotation, or words with a finite verb (in a headline
    it is a bare present, which cannot be told from a noun)."""
    if begin > 2 and is_headline(line.sentence):
        return True
    return any(line.quoted[:begin]) or any(is_finite_at(line.words, place) for place in range(1, begin))


def _said_begin(line: Line, index: int) -> int:
    """Where what was said before ``index`` begins: at the opening mark of the quotation that ends there when the words
    before that mark are a speech of somebody else, else at the beginning of the sentence."""
    if line.words[0] in ("but", "and", "however") and index > 6 and not line.quoted[0]:
        return 2 if line.words[1] == "," else 1
    return 0


def _is_over(line: Line, index: int, kind: str) -> bool:
    """Whether nothing that could be what was said follows the cue, only the hearer, a time or a circumstance."""
    words = line.words
    if index >= len(words) or words[index] in ".,;:!?…)—–-" or words[index] in CLOSING:
        return True
    if line.quoted[index]:
        return True
    if kind == "tell":
        stop = noun_phrase_end(words, index)
        return stop >= len(words) or words[stop] in ".,;…" or words[stop] in read_grammar().prepositions
    return words[index] in read_cues().circumstance or words[index] in read_grammar().prepositions - {"that"}


def _inverted(line: Line, cue: Cue, last: Report | None) -> Report | None:
    """ "CONTENT," said SOURCE."""
    words, index = line.words, cue.at
    if cue.kind not in ("say", "that") or cue.first != index or index < 3 or cue.stop >= len(words):
        return None
    if words[index - 1] not in "," + CLOSING + "?!" or words[index].endswith("ing"):
        return None
    stop = noun_phrase_end(words, cue.stop)
    after = words[cue.stop]
    if words[index - 1] == "," and not line.quoted[index - 2] and _has_predicate(words, cue.stop, stop):
        return None  # "Ann Lee, who led the talks, said the envoy left": what follows is what was said
    if stop == cue.stop or after in ("that", "how", ",") or after in read_grammar().prepositions:
        return None
    if is_finite_at(words, cue.stop) or (line.cues.is_base(words[index]) and cue.verb != "say"):
        return None
    if after in line.cues.circumstance or not _says_something(line, index):
        return None
    if words[index - 1] == "," and cue.kind == "that":
        return None
    source, spoken = line.span(cue.stop, stop), line.span(index, cue.stop)
    content = line.span(_said_begin(line, index), index)
    return Report(source, spoken, content, cue.verb, None, line.number) if source and spoken and content else None


def _has_predicate(words: tuple[str, ...], first: int, last: int) -> bool:
    """Whether a finite verb of its own stands in a noun phrase, and not only one of its relative clause."""
    for place in range(first, last):
        if words[place] in read_grammar().relatives or words[place] in (",", "that"):
            return False
        if place > first and is_finite_at(words, place):
            return True
    return False


def _plain_order(line: Line, cue: Cue, last: Report | None) -> Report | None:
    """SOURCE said (that) CONTENT; SOURCE told HEARER that CONTENT; …, saying CONTENT."""
    words, first = line.words, cue.first
    if line.cues.is_base(" ".join(words[cue.at : cue.stop])) and not is_present(line, cue):
        return None
    start, hearer = cue.stop, None
    if cue.kind == "tell" or cue.verb == "tell":
        found = _hearer_end(line, start)
        if found is None:
            return None
        hearer, start = line.span(start, found), found
    start = _past_circumstance(line, start, infinitive=words[cue.at] in read_grammar().plans)
    if not _complement(line, start, cue.kind) or _takes_lives(line, cue):
        return None
    if words[start : start + 1] == (":",):
        start += 1
    begin = noun_phrase_begin(words, first, line.quoted)
    source = _speaker(line, begin, first)
    if words[cue.at].endswith("ing") or (source is None and first > 0 and words[first - 1] in ("and", "but", ",")):
        source = _inherited(line, cue.at, last) or source
    if source is None and first > 0 and words[first - 1] in ("who", "which"):
        source = line.span(first - 1, first)
    linked = start == cue.stop and cue.kind in ("act", "stance") and words[start] in line.cues.stance_links
    start += linked
    stance = cue.kind == "stance"
    end = stance_end(line, start) if stance else _content_end(line, start)
    content, spoken = line.span(start, end), line.span(first, cue.stop + linked)
    if spoken and words[cue.stop : cue.stop + 1] == (":",):
        spoken = (spoken[0], line.sentence.ends[cue.stop])  # "the ministry said: …"
    if not (content and spoken and source):
        return None
    return Report(source, spoken, content, cue.verb, hearer, line.number, stance)


def _takes_lives(line: Line, cue: Cue) -> bool:
    """Whether a "claim" is no speech: "the blast claimed 30 lives"."""
    return cue.verb in line.cues.doubt and not line.cues.not_said.isdisjoint(line.words[cue.stop : cue.stop + 4])


def _inherited(line: Line, index: int, last: Report | None) -> tuple[int, int] | None:
    """The source of a participle ("…, saying that") or of a second verb ("said … and added"): that of the report
    before it in the sentence, else the subject of the sentence."""
    if last is not None and last.source is not None:
        return last.source
    stop = subject_of(line.words, index)
    return line.span(noun_phrase_begin(line.words, stop, line.quoted), stop) if stop else None


def _hearer_end(line: Line, index: int) -> int | None:
    """Where the speech begins behind the hearer of "told": at "that", a quotation, or the next clause's subject."""
    words = line.words
    for place in range(index, min(index + HEARER_REACH, len(words))):
        if words[place] in ("that", "to", "how", "of", "about", ":", ",") or line.quoted[place]:
            return place
        if place > index and words[place] in read_grammar().determiners | read_grammar().pronouns and place > index:
            return place
        if place > index + 1 and is_finite_at(words, place):
            return _second_name(line, index, place)
    return None


def _second_name(line: Line, index: int, verb: int) -> int:
    """The border between hearer and subject in "told Asharq Al-Awsat the group had": before the verb's noun phrase."""
    begin = noun_phrase_begin(line.words, verb, line.quoted)
    return begin if begin > index else index + 1


def _past_circumstance(line: Line, index: int, *, infinitive: bool) -> int:
    """Over a time or place between cue and content: "said on Tuesday that", "said in a statement: ".

    Only where "that", a colon or a quotation shows where the content begins, or "to" behind a verb that takes an
    ``infinitive`` ("vowed on Tuesday to").
    """
    words = line.words
    if index < len(words) and (words[index] in line.cues.circumstance or words[index] in read_grammar().prepositions):
        for place in range(index + 1, min(index + 9, len(words))):
            if (
                words[place] in ("that", ":")
                or (infinitive and words[place] == "to")
                or (line.quoted[place] and not line.quoted[place - 1])
            ):
                return place
            if words[place] == "," or is_finite_at(words, place):
                break
        if words[index] in line.cues.circumstance:
            return max(index + 1, _past_day(line, index))
    return _past_day(line, index)


def _past_day(line: Line, index: int) -> int:
    """Behind the day of a telling, where a clause of its own follows: "said on Tuesday | it had retaken the town"; else
    ``index``."""
    words, cues = line.words, line.cues
    named, place = False, index
    while place < len(words) and place < index + DAY_REACH:
        named = named or words[place] in cues.day_names
        inner = words[place] in cues.day_openers and not named
        if not (inner or words[place] in cues.day_names or words[place] in cues.day_parts or words[place].isdigit()):
            break
        place += 1
    if place < len(words) and words[place] == "." and words[place - 1] in cues.day_names:
        return index
    if not named or place >= len(words) or not words[place][0].isalnum() or line.quoted[place]:
        return index
    if words[place] in read_grammar().prepositions | cues.circumstance or is_finite_at(words, place):
        return index
    for verb in range(place + 1, min(place + CLAUSE_REACH, len(words))):
        if not words[verb][0].isalnum():
            break
        if is_finite_at(words, verb):
            return place
    return index


def _complement(line: Line, index: int, kind: str) -> bool:
    words = line.words
    if index >= len(words):
        return False
    word = words[index]
    if word in ("that", "how", "whether", "why", ":") or line.quoted[index] or (words[-1] == ":" and kind == "say"):
        return True
    if kind in ("act", "stance"):
        return word not in (".", ",", ";", ")", "by")
    if kind == "that":
        return any(line.quoted[index : index + 2])
    if word in (".", ";", ")", ",") or word in CLOSING:
        return word == "," and any(line.quoted[index : index + 2])
    return kind == "tell" or not (
        word in read_grammar().prepositions - read_grammar().compass and word not in ("in", "for", "at", "on", "about")
    )


def _content_end(line: Line, index: int) -> int:
    """The end of what was said behind the cue: where its quotation closes if it is one and the writer goes on, else
    before a second report ("…, the paper added"), else the sentence's end."""
    words = line.words
    if line.quoted[index : index + 1] == (True,):
        for place in range(index, len(words)):
            if not line.quoted[place]:
                if words[place] in (",", "and", "but", "in", "as", "while", "when", "after"):
                    return place
                break
    return len(words)
