"""The lines of a source, as offsets: what cleaning, splitting and the search for a headline look at."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.articles.rules import LOOKED_AT, spaced

_LINE = re.compile(r"[^\r\n]+")
INVISIBLE = " \t\v\f\u00a0\u2007\u202f\u200b\u200e\u200f\ufeff"
_SENTENCE_END = re.compile(r"[.!?…。؟։](?:[\"'”’»)\]]{0,2})$")
_WRAP_WIDTHS = range(50, 101)
_HEADLINE_CHARACTERS = 220
_HEADLINE_WORDS = range(2, 36)
_BODY_WORDS = 12
_QUESTION_WORDS = 14
_LABEL_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Unit:
    """A line (or the lines of a hard-wrapped paragraph) as ``source[begin:end]``, without its line end and margins.

    ``gap`` counts the line ends between the unit before and this one.
    """

    begin: int
    end: int
    text: str
    gap: int

    @property
    def key(self) -> str:
        return key_of(self.text)

    @property
    def words(self) -> int:
        return len(spaced(self.text[:4000]).split())

    @property
    def is_headline_like(self) -> bool:
        """Short, and not ended as a sentence is: what stands above an article, or a heading inside it.

        A question or a cry is one where it is very short: "Who shot the mayor?" A longer one opens a report.
        """
        if len(self.text) > _HEADLINE_CHARACTERS or self.words not in _HEADLINE_WORDS:
            return False
        line = self.text.rstrip("\"'”’»")
        if line.endswith(("?", "!", "؟")):
            return self.words <= _QUESTION_WORDS and not re.search(r"[a-z]{2}\.\s", line)
        return not re.search(r"(?<![A-Z]\.[A-Z])[.…;,:。]$", line)

    @property
    def is_label(self) -> bool:
        """One word, and no sentence, year or beginning of a list: the name of a section, or a credit."""
        return self.words == 1 and len(self.text) <= _LABEL_CHARACTERS and self.text.replace("-", "").isalpha()

    @property
    def is_body_like(self) -> bool:
        """Long enough and a sentence: a paragraph of an article."""
        return self.words >= _BODY_WORDS and (bool(_SENTENCE_END.search(self.text)) or not self.is_headline_like)


def key_of(line: str) -> str:
    """What two lines share that are the same but for case, spaces and marks of Markdown.

    >>> key_of("# The  Bridge Falls")
    'the bridge falls'
    """
    return line if len(line) > LOOKED_AT else " ".join(spaced(line).casefold().strip("#*_ ").split())


def units_in(source: str, slices: Sequence[tuple[int, int]]) -> tuple[Unit, ...]:
    """The units of the half-open ``slices`` of ``source``, which come in order."""
    return tuple(unit for begin, end in slices for unit in units_of(source, begin, end))


def units_of(source: str, begin: int = 0, end: int | None = None) -> tuple[Unit, ...]:
    """The units of ``source[begin:end]``; blank lines are between them and belong to none."""
    lines: list[Unit] = []
    gap = 0
    last = begin
    for found in _LINE.finditer(source, begin, len(source) if end is None else end):
        gap += _line_ends(source[last : found.start()])
        last = found.end()
        text = found[0].strip(INVISIBLE)
        if text:
            start = found.start() + len(found[0]) - len(found[0].lstrip(INVISIBLE))
            lines.append(Unit(start, start + len(text), text, gap))
            gap = 0
    return tuple(unit for run in _runs(lines) for unit in _unwrapped(run, source))


def _line_ends(between: str) -> int:
    return between.count("\n") + between.count("\r") - between.count("\r\n")


def _runs(lines: list[Unit]) -> list[list[Unit]]:
    """Lines that follow each other without a blank one."""
    runs: list[list[Unit]] = []
    for line in lines:
        if runs and line.gap == 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _unwrapped(run: list[Unit], source: str) -> list[Unit]:
    """A hard-wrapped paragraph as one unit: no line but the last had room for the next line's first word.

    Two equal lines are a repeated caption, and a line that ends a sentence before a capital may be a paragraph:
    at least one break must be inside a sentence.
    """
    width = max(len(line.text) for line in run)
    if len(run) < 2 or width not in _WRAP_WIDTHS or len({line.text for line in run}) < len(run):
        return run
    pairs = list(itertools.pairwise(run))
    full = all(len(line.text) + 1 + len(after.text.split(maxsplit=1)[0]) > width for line, after in pairs)
    if not full or not any(after.text[0].islower() for _, after in pairs):
        return run
    begin, end = run[0].begin, run[-1].end
    return [Unit(begin, end, source[begin:end], run[0].gap)]
