"""Which words of a sentence are names, and of what: what a trigger asks for where a list of words cannot hold them all.

`#actor` is a named group, force or state; `#place` a place of the gazetteer; `#name` any other word with a capital,
and `#town` one without a title or first name beside it, which may be a place that no list has.
"""

from __future__ import annotations

from functools import cached_property

from timeline.claims.actors import find_names, read_actors, read_places
from timeline.claims.sentences import Sentence

PERSON = "person"
MARK = "#"


class Marks:
    """The marks of the words of one sentence; looked for when first asked."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.sentence = sentence
        self.text = text

    @cached_property
    def of_word(self) -> dict[int, frozenset[str]]:
        found: dict[int, set[str]] = {}
        actors, known = read_actors()
        for mention in find_names(self.sentence, self.text, actors):
            if known[mention.name].kind != PERSON:
                for index in range(mention.first, mention.last):
                    found.setdefault(index, set()).add("#actor")
        for mention in find_names(self.sentence, self.text, read_places()[0]):
            for index in range(mention.first, mention.last):
                found.setdefault(index, set()).add("#place")
        for index in range(1, len(self.sentence.words)):
            if index not in found and self._capital(index):
                found[index] = {"#name", "#town"} if self._is_lone_capital(index) else {"#name"}
        return {index: frozenset(marks) for index, marks in found.items()}

    def stand_in(self, wanted: frozenset[str], first: int, last: int) -> bool:
        """Whether a word from ``first`` to ``last`` (half-open) has one of the marks that are ``wanted``."""
        if not any(want.startswith(MARK) for want in wanted):
            return False
        return any(not wanted.isdisjoint(self.of_word.get(index, ())) for index in range(max(0, first), last))

    def _is_lone_capital(self, index: int) -> bool:
        """Whether the word has a capital and no neighbour with one: "captured Minova", not "captured Ann Lee"."""
        return self._capital(index) and not self._capital(index - 1) and not self._capital(index + 1)

    def _capital(self, index: int) -> bool:
        if not 0 < index < len(self.sentence.words):
            return False
        begin, end = self.sentence.begins[index], self.sentence.ends[index]
        return end - begin > 1 and self.text[begin : begin + 2].istitle() and self.text[end - 1].islower()
