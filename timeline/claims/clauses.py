"""Clauses without a parser: subordinators, relative pronouns, coordination, brackets and quotation marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from timeline.claims.cues import read_cues
from timeline.claims.grammar import irregular_pasts, read_grammar
from timeline.claims.sentences import Sentence
from timeline.claims.triggers import read_triggers

SAME_MOMENT = ("when", "as")  # "was killed when a mine went off on 1 March", "was attacked as it returned on Friday"
INSERTED = ("relative", "aside", "subordinate")
VERB_REACH = 9  # words after "and" in which a finite verb makes it the beginning of a clause


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: the kind of its beginning (main, relative, subordinate, coordinate, content, aside), the word that
    opened it, and the number of the clause that it hangs on."""

    kind: str
    opener: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a sentence, and for each word the number of its clause."""

    clauses: tuple[Clause, ...]
    of_word: tuple[int, ...]


def find_clauses(
    sentence: Sentence, contents: frozenset[int] = frozenset(), in_time: Callable[[int], bool] = lambda index: False
) -> Clauses:
    """The clauses of ``sentence``. ``contents`` holds the words with which reported content begins; ``in_time`` says
    whether a word belongs to a time expression ("since June" opens no clause, "since he left" does)."""
    grammar = read_grammar()
    words = sentence.words
    clauses = [Clause("main", "", None)]
    of_word: list[int] = []
    current = 0
    has_verb: set[int] = set()
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        kind = ""
        if index in contents and index > 0:
            kind = "content"
        elif word in grammar.relatives or (word == "that" and _is_relative(words, index)):
            kind = "relative"
        elif word in grammar.subordinators and not in_time(index) and not in_time(index + 1):
            kind = "subordinate" if _opens_clause(words, index) else ""
        elif word in grammar.conjunctions and index > 0 and current in has_verb and _joins(words, index):
            kind = "coordinate"
        elif word in "([—–;:" or (word == "-" and following):
            kind = "aside"
        if kind:
            clauses.append(Clause(kind, word, current))
            current = len(clauses) - 1
        of_word.append(current)
        if is_finite_at(words, index):
            has_verb.add(current)
        if word in ")]" or (word == "," and clauses[current].kind in INSERTED and not _in_list(words, index)):
            current = _after_comma(clauses, current, has_verb)
    return Clauses(tuple(clauses), tuple(of_word))


def _joins(words: tuple[str, ...], index: int) -> bool:
    """Whether a conjunction begins a clause; "yet" within a verb ("has not yet been freed") begins none."""
    grammar, before = read_grammar(), words[index - 1]
    within = before in grammar.have or before in grammar.be or before in grammar.negations
    return not (words[index] == "yet" and within) and _verb_follows(words, index + 1)


def _in_list(words: tuple[str, ...], comma: int) -> bool:
    """Whether the comma parts the members of a list: "in Homs, Hama, and Idlib"."""
    if words[comma + 1 : comma + 2] == ("and",):
        return not _verb_follows(words, comma + 2)
    for place in range(comma + 1, min(comma + 6, len(words))):
        if words[place] == "and":
            return place > comma + 1 and not _verb_follows(words, place + 1)
        if words[place] == ",":
            return words[place + 1 : place + 2] == ("and",) and not _verb_follows(words, place + 2)
        if is_finite_at(words, place):
            return False
    return False


def _after_comma(clauses: list[Clause], current: int, has_verb: set[int]) -> int:
    """The clause that goes on behind the comma or bracket that ends an insertion: the first that is none itself, or
    that has not had its verb yet ("while the aide, who ran …, also defected")."""
    number: int | None = current
    while number is not None and clauses[number].kind in INSERTED:
        if number not in has_verb and clauses[number].opener in read_grammar().needs_verb:
            return number
        number = clauses[number].parent
    return current if number is None else number


def with_first_half(clauses: Clauses, number: int) -> tuple[int | None, ...]:
    """The clause that a clause hangs on, and with a second half of a sentence its first: "nine were killed | and six
    wounded | when …"."""
    parent = clauses.clauses[number].parent
    if parent is None or clauses.clauses[parent].kind != "coordinate":
        return (parent,)
    return parent, clauses.clauses[parent].parent


def _is_relative(words: tuple[str, ...], index: int) -> bool:
    """Whether "that" follows a noun ("the raid that killed two") and not a reporting verb ("said that")."""
    if index == 0:
        return False
    before = words[index - 1]
    cues = read_cues()
    if before in cues.say or before in cues.with_that or before in cues.tell or not before[0].isalnum():
        return False
    after = words[index + 1] if index + 1 < len(words) else ""
    return is_finite(after) or after.endswith("ed") or after in ("has", "have", "had", "the", "a", "they", "he", "it")


def _opens_clause(words: tuple[str, ...], index: int) -> bool:
    if words[index] == "since" and words[index - 1] in read_grammar().have:
        return False  # "has since been released"
    if words[index] == "so":
        return index + 1 < len(words) and words[index + 1] == "that"
    if words[index] == "as":
        return _verb_follows(words, index + 1) and words[index - 1 : index] != ("such",)
    return True


def _verb_follows(words: tuple[str, ...], index: int) -> bool:
    """Whether a finite verb stands before the next comma, conjunction or mark."""
    grammar = read_grammar()
    for place in range(index, min(index + VERB_REACH, len(words))):
        word = words[place]
        if place > index and (word in grammar.conjunctions or word in grammar.relatives or not word[0].isalnum()):
            return False
        if is_finite(word) and not (place > 0 and words[place - 1] in grammar.determiners):
            return True
    return False


def is_finite_at(words: tuple[str, ...], index: int) -> bool:
    """As `is_finite`, with the word before it seen: a possessive "'s" is no verb, and neither is a word that can be a
    noun where it opens the sentence or follows a determiner ("Reports last week said", "the reports said")."""
    word = words[index]
    before = words[index - 1] if index else ""
    if word == "'s":
        return before in read_grammar().pronouns or before in ("that", "there", "here", "what")
    if not is_finite(word):
        return False
    grammar = read_grammar()
    if word in grammar.be or word in grammar.have or word in grammar.do or word in grammar.modals:
        return True
    return index > 0 and before not in grammar.determiners and before not in grammar.prepositions and before != "'s"


@lru_cache(maxsize=16_384)
def is_finite(word: str) -> bool:
    """Whether the word can be a finite verb: an auxiliary, or a past or third-person form that the word files know."""
    grammar = read_grammar()
    if word in grammar.be or word in grammar.have or word in grammar.do or (word in grammar.modals and word != "to"):
        return True
    cues = read_cues()
    if word in cues.say or word in cues.with_that:
        base = cues.verb_of(word) == word  # "the state", "a report": more often a noun
        return not word.endswith("ing") and (not base or word in cues.always_verbs)
    if (word.endswith("ed") and len(word) > 4) or word in irregular_pasts():
        return True
    return any(
        len(form.words) == 1 and form.name in ("past", "third") for form in read_triggers().by_first_word.get(word, ())
    )
