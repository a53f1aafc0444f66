"""Stands that are taken without a telling: "is critical of the pact", "was condemned by the council", "its decision to
leave". They show who stands where; nobody has a claim from them."""

from __future__ import annotations

from timeline.claims.clauses import is_finite_at
from timeline.claims.grammar import read_grammar
from timeline.claims.nouns import noun_phrase_begin, noun_phrase_end
from timeline.claims.reports import Cue, Line, Report
from timeline.claims.speech_verbs import CLOSING, cue_begin

BETWEEN = 3  # words between "is" and the adjective: "is not yet fully convinced"


def find_passive(line: Line, cue: Cue) -> Report | None:
    """CONTENT was condemned by SOURCE."""
    words = line.words
    spoken = words[cue.first : cue.at]
    if words[cue.stop : cue.stop + 1] != ("by",) or read_grammar().be.isdisjoint(spoken):
        return None
    stop = noun_phrase_end(words, cue.stop + 1)
    source, said = line.span(cue.stop + 1, stop), line.span(cue.first, cue.stop + 1)
    content = line.span(noun_phrase_begin(words, cue.first, line.quoted), cue.first)
    if not (source and said and content):
        return None
    return Report(source, said, content, cue.verb, None, line.number, stance=cue.kind == "stance")


def find_feeling(line: Line, index: int) -> Report | None:
    """SOURCE is critical of CONTENT."""
    words, grammar = line.words, read_grammar()
    if words[index] not in line.cues.feelings or index + 2 >= len(words):
        return None
    after = words[index + 1]
    first = cue_begin(line, index)
    if after not in line.cues.stance_links and after not in ("that", "to", "whether"):
        return None
    if grammar.be.isdisjoint(words[first:index]):
        return None
    links = after in line.cues.stance_links
    begin = noun_phrase_begin(words, first, line.quoted)
    source, cue = line.span(begin, first), line.span(first, index + 1 + links)
    content = line.span(index + 1 + links, stance_end(line, index + 1 + links))
    return Report(source, cue, content, "feel", None, line.number, stance=True) if source and cue and content else None


def stance_end(line: Line, index: int) -> int:
    """The end of what a stand is about: the next mark or closed quotation of the sentence, or the next finite verb of
    the subject behind "and"."""
    words = line.words
    for place in range(index, len(words)):
        if words[place] in ",;:—–" and not line.quoted[place]:
            return place
        if place > index and words[place] in ("and", "but") and is_finite_at(words, min(place + 1, len(words) - 1)):
            return place
        if words[place] in CLOSING and line.quoted[place] and not any(line.quoted[place + 1 : place + 2]):
            return place + 1
    return len(words)
