"""Where noun phrases begin and end, from closed classes and marks alone."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.claims.clauses import is_finite_at
from timeline.claims.grammar import read_grammar

REACH = 40  # words of the longest noun phrase


def noun_phrase_begin(words: tuple[str, ...], end: int, quoted: Sequence[bool]) -> int:
    """Where the noun phrase that ends before ``end`` begins; ``end`` itself where there is none.

    An apposition between commas before ``end`` belongs to it: "Ann Lee, a spokeswoman for the force, said".
    """
    if end == 0:
        return 0
    place = _over_apposition(words, end, quoted)
    if place is None:
        return end
    limit = max(0, place - REACH)
    while place > limit and not _stops(words, place - 1, quoted):
        place -= 1
    return _without_openers(words, place, end)


def _over_apposition(words: tuple[str, ...], end: int, quoted: Sequence[bool]) -> int | None:
    """Where to go on looking: before the comma that opens an apposition that closes at ``end``."""
    if words[end - 1] == ")":
        inner = end - 2
        while inner > 0 and words[inner] != "(" and end - inner < 8:
            inner -= 1
        return inner if words[inner] == "(" else None
    if words[end - 1] != ",":
        return end
    inner = end - 2
    while inner > 0 and words[inner] != "," and not quoted[inner] and end - inner < 30:
        inner -= 1
    return inner if inner > 0 and words[inner] == "," and not quoted[inner - 1] else None


def _stops(words: tuple[str, ...], index: int, quoted: Sequence[bool]) -> bool:
    grammar = read_grammar()
    word = words[index]
    if quoted[index] or word in ',;:—–-"”“()!?' or word in read_grammar().breaks:
        return True
    if word in ("who", "which", "whom"):
        return True
    if word in ("and", "or"):
        marks = [place for place in range(index) if words[place] in ',;:—–"”“']
        return any(is_finite_at(words, place) for place in range(marks[-1] + 1 if marks else 0, index))
    if is_finite_at(words, index):
        # "the man arrested on Friday said", "…,” retired colonel Ann Lee said": a participle within the phrase
        after = words[index + 1] if index + 1 < len(words) else ""
        opens = words[index - 1] in grammar.determiners or words[index - 1] in ',”"'
        participle = word.endswith("ed") and (after in grammar.prepositions or opens)
        # "local volunteers said": right before another verb stands a noun, whatever verb is spelt so
        plural = (
            word.endswith("s") and word not in grammar.be | grammar.have | grammar.do and is_finite_at(words, index + 1)
        )
        return not (participle or plural)
    return False


def _without_openers(words: tuple[str, ...], begin: int, end: int) -> int:
    """Past conjunctions and a leading circumstance: "During the war the council" is "the council"."""
    grammar = read_grammar()
    while begin < end and words[begin] in grammar.openers:
        begin += 1
    if begin < end and words[begin] in grammar.compass and words[begin + 1 : begin + 2] != ("of",):
        return begin  # "South Korea", "North Kivu"
    if begin < end and words[begin] in grammar.prepositions:
        for place in range(end - 1, begin + 1, -1):
            if words[place] in grammar.determiners and words[place - 1] not in grammar.prepositions:
                return place
        return end
    return begin


def noun_phrase_end(words: tuple[str, ...], begin: int) -> int:
    """Where the noun phrase that begins at ``begin`` ends, with its prepositions, relative clause and apposition."""
    for index in range(begin, min(begin + REACH, len(words))):
        word = words[index]
        if word == "." and index + 1 < len(words):
            continue  # "Jeffrey N. Trimble", "the Rev. Lee": a stop within a sentence ends no phrase
        if word in '.;:?!"”“…—–' or (word == "-" and index > begin):
            return index
        if word == "," and not _goes_on(words, index):
            return index
        if index > begin + 1 and word in read_grammar().phrase_ends:
            return index
        if index > begin and word == "to" and words[index - 1] not in read_grammar().to_whom:
            return index
        if index > begin and word == "and" and _finite_near(words, index + 1):
            return index
    return min(begin + REACH, len(words))


def _goes_on(words: tuple[str, ...], comma: int) -> bool:
    """Whether a comma opens an apposition or relative clause of the phrase: "Lee, who commands", "Lee, a spokesman"."""
    after = words[comma + 1] if comma + 1 < len(words) else ""
    if after in ("who", "which", "whose"):
        return True
    grammar = read_grammar()
    if (
        after in grammar.pronouns
        or after in grammar.conjunctions
        or after in grammar.prepositions
        or after.endswith("ing")
    ):
        return False
    rest = words[comma + 1 :][:REACH]
    stretch = rest[: _index(rest, ",")]
    head = next(
        (place for place, word in enumerate(stretch) if word in ("who", "which", "whose", "that")), len(stretch)
    )
    return not any(is_finite_at(words, comma + 1 + place) for place in range(head))


def _index(words: Sequence[str], mark: str) -> int:
    return next((place for place, word in enumerate(words) if word in (mark, ".", ";", "”", '"')), len(words))


def _finite_near(words: tuple[str, ...], index: int) -> bool:
    return any(is_finite_at(words, place) for place in range(index, min(index + 4, len(words))))


def subject_of(words: tuple[str, ...], before: int) -> int:
    """The end of the subject of the sentence, if a finite verb stands before ``before``; 0 where none is seen."""
    for place in range(1, min(before, 24)):
        if is_finite_at(words, place):
            return place
    return 0
