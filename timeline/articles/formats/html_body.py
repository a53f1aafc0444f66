"""Which slices of a page's text are its article: what trafilatura takes, found again in the text of the page."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from timeline.articles.formats.html_text import PageText

Slices = tuple[tuple[int, int], ...]

# Neither spaces nor what trafilatura takes out beside them: marks that no reader sees.
_WORD = re.compile(r"[^\s\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufffd]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_LONG = 30
"""Characters without spaces of a paragraph that hardly stands twice in a page; shorter ones are looked for near it."""
_BREAKS = frozenset(["p", "head", "item", "list", "quote", "table", "row", "cell", "lb", "code", "div", "body"])
_FOUND = 0.6
"""Share of the body that the page has to show; else it came from the page's data, and that is its source."""
_WINDOW = 3000


def find_body(root: Any, page: PageText) -> Slices:
    """The half-open slices of ``page.source`` that are the article, in order; empty where there is none.

    Where the page shows its text nowhere but in its data, that text is added at the end of ``page.source``.
    """
    return _found(list(_chunks(_extracted(root))), page)


def find_texts(text: str, page: PageText) -> Slices:
    """The slices of a text that the page's data give, a paragraph a line; tags and entities in it are read."""
    lines = html.unescape(_TAG.sub("\n", text)).replace("\r", "\n").split("\n")
    return _found([(line,) for line in lines if line.strip()], page)


def _found(chunks: Sequence[tuple[str, ...]], page: PageText) -> Slices:
    squeezed = _squeezed(page)
    places = _placed(chunks, squeezed)
    total = sum(map(len, map(_squeeze, map("".join, chunks))))
    found = sum(end - begin for place in places for begin, end in place)
    if total and found < _FOUND * total:
        return _appended(page, chunks)
    spans = sorted(squeezed.span(begin, end) for place in places for begin, end in place)
    return tuple(_joined(spans, page.source))


def _squeezed(page: PageText) -> _Squeezed:
    """The page's text without spaces, made once for all the posts of a live blog."""
    if page.squeezed is None or page.squeezed[0] != len(page.source):
        page.squeezed = len(page.source), _Squeezed.of(page.source)
    squeezed: _Squeezed = page.squeezed[1]
    return squeezed


def _extracted(root: Any) -> Any:
    """What trafilatura takes for the article, as its tree; ``None`` where it takes nothing."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page without text is told by us, as a problem
    document = bare_extraction(root, fast=True, favor_recall=True, include_comments=False)
    return getattr(document, "body", None)


def _chunks(body: Any) -> Iterator[tuple[str, ...]]:
    """The paragraphs of the extracted tree, each as the pieces of text that it is made of."""
    from lxml.etree import iterwalk

    if body is None:
        return
    pieces: list[str] = []
    for event, element in iterwalk(body, events=("start", "end")):
        if element.tag in _BREAKS and any(map(str.strip, pieces)):
            yield tuple(pieces)
            pieces = []
        text = element.text if event == "start" else element.tail
        pieces += [text] if text else []
    if any(map(str.strip, pieces)):
        yield tuple(pieces)


def _squeeze(text: str) -> str:
    return "".join(_WORD.findall(text))


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A text without spaces; ``starts`` counts where its words begin in it, ``begins`` in the text as it was."""

    text: str
    starts: list[int]
    begins: list[int]

    @classmethod
    def of(cls, text: str) -> _Squeezed:
        words = _WORD.findall(text)  # a quarter of the time of finditer
        begins, at = [], 0
        for word in words:
            at = text.index(word, at)  # nothing of a word stands between two words
            begins.append(at)
            at += len(word)
        return cls("".join(words), list(accumulate(map(len, words), initial=0)), begins)

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """The half-open place in the text as it was of ``text[begin:end]``, which is not empty."""
        return self._place(begin), self._place(end - 1) + 1

    def _place(self, position: int) -> int:
        word = bisect_right(self.starts, position) - 1
        return self.begins[word] + position - self.starts[word]


Place = list[tuple[int, int]]


@dataclass(slots=True)
class _Search:
    """Looks for paragraphs in order; ``places`` has the found pieces of each, in squeezed offsets."""

    text: str
    places: list[Place] = field(default_factory=list)
    cursor: int = 0

    def find_long(self, chunk: tuple[str, ...], squeezed: str) -> Place:
        """A long paragraph: behind the one before it, else anywhere; in pieces where something was taken out of it."""
        begin = self.text.find(squeezed, self.cursor)
        if begin < 0:
            begin = self.text.find(squeezed)
        if begin >= 0:
            self.cursor = max(self.cursor, begin + len(squeezed))
            return [(begin, begin + len(squeezed))]
        return self._find_pieces(chunk, squeezed)

    def _find_pieces(self, chunk: tuple[str, ...], squeezed: str) -> Place:
        begin = self.text.find(squeezed[:_LONG], self.cursor)
        if begin < 0:
            begin = self.cursor
        found: Place = []
        for piece in filter(None, map(_squeeze, chunk)):
            window = begin + len(piece) + (_WINDOW if len(piece) >= _LONG or not found else 2 * _LONG)
            place = self.text.find(piece, begin, window)
            if place >= 0:
                begin = place + len(piece)
                found.append((place, begin))
        if found:
            self.cursor = max(self.cursor, begin)
        return found


def _placed(chunks: Sequence[tuple[str, ...]], squeezed: _Squeezed) -> list[Place]:
    """Where each chunk stands: the long ones first, then the short ones between those that were found."""
    texts = [_squeeze("".join(chunk)) for chunk in chunks]
    search = _Search(squeezed.text)
    places = [
        search.find_long(chunk, text) if len(text) >= _LONG else [] for chunk, text in zip(chunks, texts, strict=True)
    ]
    _pull_first(places, texts, squeezed.text)
    begin_after = len(squeezed.text)
    ends = [begin_after] * len(places)
    for number in range(len(places) - 1, -1, -1):
        ends[number] = begin_after
        begin_after = places[number][0][0] if places[number] else begin_after
    last = ends[0] if places and not places[0] else 0
    begin = max(0, last - _WINDOW)
    for number, text in enumerate(texts):
        if not places[number] and text and len(text) < _LONG:
            # Above the first long paragraph the nearest place is meant, below one the next.
            find = squeezed.text.rfind if begin == max(0, last - _WINDOW) and not number else squeezed.text.find
            place = find(text, begin, max(begin, ends[number]))
            places[number] = [(place, place + len(text))] if place >= 0 else []
        begin = max([begin, *(end for _, end in places[number])]) if places[number] else begin
    return places


def _pull_first(places: list[Place], texts: Sequence[str], text: str) -> None:
    """A first paragraph that also stands in the head of the page is the one next to the second."""
    found = [number for number, place in enumerate(places) if place]
    if len(found) < 2 or len(places[found[0]]) != 1:
        return
    first, second = found[0], places[found[1]][0][0]
    begin = text.rfind(texts[first], places[first][0][1], second)
    if begin >= 0:
        places[first] = [(begin, begin + len(texts[first]))]


def _joined(spans: Sequence[tuple[int, int]], source: str) -> Iterator[tuple[int, int]]:
    """Slices in order and without overlap; those with nothing but a space between them are one."""
    open_span: tuple[int, int] | None = None
    for begin, end in spans:
        if open_span is None:
            open_span = begin, end
        elif begin <= open_span[1] or (begin - open_span[1] <= 2 and not source[open_span[1] : begin].strip(" \u00a0")):
            open_span = open_span[0], max(end, open_span[1])
        else:
            yield open_span
            open_span = begin, end
    if open_span:
        yield open_span


def _appended(page: PageText, chunks: Sequence[tuple[str, ...]]) -> Slices:
    """The body as it stands in the page's data, put at the end of the text of the page."""
    slices = []
    for chunk in chunks:
        text = " ".join("".join(chunk).split())
        begin = len(page.source) + 2
        page.source += f"\n\n{text}"
        slices.append((begin, begin + len(text)))
    return tuple(slices)
