"""A report of speech, and the line that it is looked for in."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.claims.cues import Cues
from timeline.claims.sentences import Sentence

PAIRS = ",;:-—–)"


@dataclass(frozen=True, slots=True)
class Report:
    """A report of speech in offsets of the text; ``verb`` is the cue's dictionary form, ``hearer`` whom it was told to,
    ``sentence`` the number of the sentence that the cue stands in; ``stance`` says that nothing is told by it."""

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[int, int]
    verb: str
    hearer: tuple[int, int] | None
    sentence: int
    stance: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb: its word ``at``, where it begins with its auxiliaries (``first``) and ends with its particle
    (``stop``, half-open), its dictionary form, and the list that it was found in."""

    at: int
    first: int
    stop: int
    verb: str
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what the shapes need: for each word, whether it is quoted and whether it is written with a
    capital; ``title`` says that most words are, as in a headline, where a capital makes no name."""

    number: int
    sentence: Sentence
    quoted: tuple[bool, ...]
    capital: tuple[bool, ...]
    cues: Cues
    title: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return self.sentence.words

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Offsets of words ``first`` to ``last``, marks at the edges trimmed; ``None`` where nothing is left."""
        while first < last and self.words[first] in PAIRS:
            first += 1
        while last > first and self.words[last - 1] in ",;:-—–(.":
            last -= 1
        return (self.sentence.begins[first], self.sentence.ends[last - 1]) if first < last else None
