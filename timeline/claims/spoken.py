"""Reports of speech by a noun: "Lee's claim that …", "a warning from the ministry that …"."""

from __future__ import annotations

from timeline.claims.clauses import is_finite_at
from timeline.claims.grammar import read_grammar
from timeline.claims.nouns import noun_phrase_begin, noun_phrase_end
from timeline.claims.reports import Line, Report
from timeline.claims.stances import stance_end

BETWEEN = 3  # adjectives between the possessor and the noun: "Lee's repeated and angry claim"


def find_spoken(line: Line, index: int) -> Report | None:
    """A noun of speech or of a stand at ``index`` with the one who spoke beside it, and what was said behind it."""
    nouns, words = line.cues.nouns, line.words
    if (words[index] not in nouns and words[index] not in line.cues.stand_nouns) or index + 1 >= len(words):
        return None
    source, start = _speaker_before(line, index), index + 1
    if source is None and words[start] in ("from", "by"):
        start = noun_phrase_end(words, index + 2)
        source = line.span(index + 2, start)
    if source is None or start + 1 >= len(words):
        return None
    if words[start] != "that" or words[index] not in nouns:
        return _stand(line, index, start, source)
    cue, content = line.span(index, index + 1), line.span(start, _end(words, start + 1))
    return Report(source, cue, content, nouns[words[index]], None, line.number) if cue and content else None


def _stand(line: Line, index: int, start: int, source: tuple[int, int]) -> Report | None:
    """A stand that somebody takes: "Lee's claims about the raid", "its decision to close the port"."""
    words = line.words
    linked = words[start] in line.cues.stance_links
    if start != index + 1 or not (linked or words[start] in ("to", "that")):
        return None
    first = index
    while first > 0 and line.sentence.begins[first - 1] >= source[1]:
        first -= 1
    cue = line.span(first, start + linked)
    content = line.span(start + linked, stance_end(line, start + linked))
    verb = (line.cues.nouns | line.cues.stand_nouns)[words[index]]
    return Report(source, cue, content, verb, None, line.number, stance=True) if cue and content else None


def _speaker_before(line: Line, index: int) -> tuple[int, int] | None:
    """The possessor before a noun: "Lee's", "his"."""
    words, grammar = line.words, read_grammar()
    for place in range(index - 1, max(-1, index - 2 - BETWEEN), -1):
        if words[place] == "'s" or (words[place] == "'" and place and words[place - 1].endswith("s")):
            return line.span(noun_phrase_begin(words, place, line.quoted), place)
        if words[place] in line.cues.possessives:
            return line.span(place, place + 1)
        if words[place] in grammar.prepositions or is_finite_at(words, place) or not words[place][0].isalpha():
            return None
    return None


def _end(words: tuple[str, ...], index: int) -> int:
    """The end of a clause with "that": the next mark of the sentence."""
    return next((place for place in range(index, len(words)) if words[place] in ",;—–"), len(words))
