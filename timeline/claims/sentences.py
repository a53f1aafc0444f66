"""Sentences and their words, with offsets into the article's text; linear in the text, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from timeline.lexicon.loader import read_toml

HEADLINE = 18  # words of the longest headline
LONGEST = 2_000  # characters; a longer "sentence" is a table or text without stops, and is cut at a space

_WORD = re.compile(r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d+)?|\w+(?:[-’'.]\w+)*|[^\w\s]")
_PARAGRAPH = re.compile(r"[^\r\n]+")
_STOP = re.compile(
    r"(?P<stop>[.!?…]{1,5}[\"”’»')\]]{0,3})\s+(?P<next>[\"“‘«'(\[]{0,2}[\w$£€])"
    r"|(?P<glued>[a-z]{3}[.!?][\"”]?)(?=[A-Z][a-z ])"  # "ended.The army": a stop without its space
)
_LAST_WORD = re.compile(r"[\w.-]{1,20}$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words in lower case (typographic apostrophes made straight, possessive ``'s`` split off)
    with their offsets into the article's text, and the number of its paragraph (lines are paragraphs)."""

    begin: int
    end: int
    paragraph: int
    words: tuple[str, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]

    def after(self, offset: int) -> Sentence:
        """The sentence with only those words that begin at ``offset`` or behind it; its borders stay."""
        if not self.begins or self.begins[0] >= offset:
            return self
        first = next((index for index, begin in enumerate(self.begins) if begin >= offset), 0)
        return Sentence(
            self.begin, self.end, self.paragraph, self.words[first:], self.begins[first:], self.ends[first:]
        )

    def index_at(self, offset: int) -> int:
        """The number of the first word that ends after ``offset``; ``len(words)`` behind the last."""
        for index, end in enumerate(self.ends):
            if end > offset:
                return index
        return len(self.words)


@lru_cache(maxsize=1)
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = read_toml("en/claims/sentences.toml")
    return frozenset(data["always"]), frozenset(data["before_number"]), frozenset(data["before_name"])


def find_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` in order.

    >>> [len(sentence.words) for sentence in find_sentences("Lt. Gen. Lee left on Oct. 8. He came back.")]
    [11, 4]
    """
    sentences = []
    for number, line in enumerate(_PARAGRAPH.finditer(text)):
        for begin, end in _cuts(text, line.start(), line.end()):
            sentence = _sentence(text, begin, end, number)
            if sentence.words:
                sentences.append(sentence)
    return tuple(sentences)


def _cuts(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of one line begin and end, without the space around them."""
    start = begin
    for match in _STOP.finditer(text, begin, end):
        stop = match.end("stop") if match["stop"] else match.end("glued")
        if match["stop"] and not _ends_sentence(text, start, match):
            continue
        yield from _short_enough(text, start, stop)
        start = stop
    yield from _short_enough(text, start, end)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    following = match["next"][-1]
    opened = len(match["next"]) > 1
    if not (following.isupper() or following.isdigit() or opened or not following.isascii() or following in "$£€"):
        return False
    if not match["stop"].startswith(".") or len(match["stop"]) > 1:
        return True  # "!", "?", or a closing quotation mark behind the stop
    last = _LAST_WORD.search(text, max(start, match.start() - 20), match.start())
    if last is None:
        return True
    word = last.group().lower()
    always, before_number, before_name = _abbreviations()
    if word in always:
        # "in the U.S. The army" ends; "the U.S. Army" does not; we cannot know, and keep them together
        return False
    if last.group().isupper() and all(len(part) == 1 for part in word.split(".")):
        return False  # an initial: "J. Smith"
    if word in before_number:
        return not following.isdigit()
    return word not in before_name


def _short_enough(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while end - begin > LONGEST:
        cut = text.rfind(" ", begin + LONGEST // 2, begin + LONGEST)
        cut = begin + LONGEST if cut < 0 else cut
        yield begin, cut
        begin = cut
    yield begin, end


def _sentence(text: str, begin: int, end: int, paragraph: int) -> Sentence:
    written = _WORD.findall(text, begin, end)  # a quarter of the time of finditer
    if not written:
        return Sentence(begin, end, paragraph, (), (), ())
    starts, stops, at = [], [], begin
    for word in written:
        at = text.index(word, at)  # nothing but white space stands between two words
        starts.append(at)
        at += len(word)
        stops.append(at)
    begins, ends = tuple(starts), tuple(stops)
    # no word holds a line break: all are lowered at once
    lowered = "\n".join(written).lower().replace("’", "'")
    words = tuple(lowered.split("\n"))
    if "'s\n" in lowered or lowered.endswith("'s"):
        words, begins, ends = _without_possessives(words, begins, ends)
    return Sentence(begins[0], ends[-1], paragraph, words, begins, ends)


def _is_possessive(word: str) -> bool:
    return word[-2:] == "'s" and len(word) > 2


def _without_possessives(
    words: tuple[str, ...], begins: tuple[int, ...], ends: tuple[int, ...]
) -> tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]:
    """The words with each possessive ``'s`` as a word of its own."""
    parted: list[tuple[str, int, int]] = []
    for word, begin, end in zip(words, begins, ends, strict=True):
        if _is_possessive(word):
            parted += [(word[:-2], begin, end - 2), ("'s", end - 2, end)]
        else:
            parted.append((word, begin, end))
    words, begins, ends = zip(*parted, strict=True)
    return words, begins, ends


_QUOTE = re.compile("[“”\"„«»]|''|``")
OPENING, CLOSING, EITHER = ("“", "„", "«", "``"), ("”", "»"), ('"', "''")


def find_quotes(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches within double quotation marks, marks included, in order; a quotation that is not closed in its
    line runs to the end of the line (speech that goes on in the next paragraph is opened anew there)."""
    quotes = []
    for line in _PARAGRAPH.finditer(text):
        opened = -1
        for mark in _QUOTE.finditer(text, line.start(), line.end()):
            if opened < 0 and mark.group() not in CLOSING:
                opened = mark.start()
            elif opened >= 0 and mark.group() not in OPENING:
                quotes.append((opened, mark.end()))
                opened = -1
        if opened >= 0:
            quotes.append((opened, line.end()))
    return tuple(quotes)


def is_headline(sentence: Sentence) -> bool:
    """Whether the sentence opens its article, is short and has no stop at its end."""
    return sentence.paragraph == 0 and len(sentence.words) <= HEADLINE and sentence.words[-1][-1].isalnum()
