"""From the lines of pages to a text: paragraphs, words broken at the end of a line, what runs on every page."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from timeline.articles.formats.pdf_lines import Line, PageLines

_EDGE_LINES = 3
"""Lines at the top and at the bottom of a page among which what runs on every page stands."""

_RUNS_ON = 0.5
"""Share of the pages on which a line stands that is none of the text."""

_HYPHENATED = 0.02
"""Share of the lines that end with a hyphen where words are broken; elsewhere a hyphen belongs to its word."""

_ROOM = 1.15
"""So much wider than its letters would be on average the next line's first word is taken to be."""

_FIGURES = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:[^\W\d]{1,12}\W{1,3})?\d{1,4}(?:\W{1,3}(?:[^\W\d]{1,5}\W{1,3})?\d{1,4})?\W*")
# What browsers print above and below: "2/7/17, 10:03 AM   Headline", "https://example.org/a 1/4".
_PRINTED = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}[:.]\d{2}(?: [AP]M)?(?:\s.*)?|(?:https?://|about:|file://)\S+\s+\d+/\d+"
)
_SENTENCE_END = re.compile(r"[.!?…:。؟][\"'”’»)\]]{0,3}$")
_BROKEN = re.compile(r"[^\W\d_]{2}[-\u00ad\u2010]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a document: ``body`` opens ``source``, behind it stands what runs on every page.

    ``joined`` are the words that were broken at a line's end, as they stand in the body.
    """

    source: str
    body: str
    joined: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line on its page; ``column`` are the left and right of the lines around it."""

    line: Line
    page: int
    column: tuple[float, float]


def pdf_text(pages: Sequence[PageLines]) -> PdfText:
    """The text of the pages in order."""
    running = _running(pages)
    placed: list[_Placed] = []
    furniture: list[str] = []
    for number, page in enumerate(pages):
        edge = _edges(page)
        kept = []
        for line in page.lines:
            is_furniture = _masked(line) in running or _is_page_number(line, page, len(pages))
            if line in edge and (is_furniture or _PRINTED.fullmatch(line.text)):
                furniture.append(line.text)
            else:
                kept.append(line)
        placed += _in_columns(kept, number)
    body, joined = _paragraphs(placed)
    behind = "\n\n".join(furniture)
    return PdfText(f"{body}\n\f\n{behind}" if behind else body, body, joined)


# --- what runs on every page ------------------------------------------------------------------------------------------


def _edges(page: PageLines) -> frozenset[Line]:
    """The lines nearest to the top and to the bottom."""
    ordered = sorted(page.lines, key=lambda line: line.bottom)
    return frozenset((*ordered[:_EDGE_LINES], *ordered[-_EDGE_LINES:]))


def _masked(line: Line) -> str:
    return _FIGURES.sub("#", line.text.casefold())


def _running(pages: Sequence[PageLines]) -> frozenset[str]:
    """Lines at the edges that most pages share but for their figures; of two pages both, of one page none."""
    counts = Counter(key for page in pages for key in {_masked(line) for line in _edges(page)})
    enough = max(2, _RUNS_ON * sum(bool(page.lines) for page in pages))
    return frozenset(key for key, count in counts.items() if count >= enough)


def _is_page_number(line: Line, page: PageLines, pages: int) -> bool:
    """ "3", "Page 3 of 4" at the very edge; of a single page only "1 of 1" and the like would be, and may be text."""
    ends = (min(page.lines, key=lambda one: one.bottom), max(page.lines, key=lambda one: one.bottom))
    return pages > 1 and any(line.is_beside(end) for end in ends) and _PAGE_NUMBER.fullmatch(line.text) is not None


# --- paragraphs -------------------------------------------------------------------------------------------------------


def _in_columns(lines: Sequence[Line], page: int) -> Iterator[_Placed]:
    """Each line with the left and right of its column: of the lines of its height that follow each other downwards."""
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on_below(group[-1], line):
            yield from _placed(group, page)
            group = []
        group.append(line)
    yield from _placed(group, page)


def _goes_on_below(above: Line, line: Line) -> bool:
    overlap = min(above.right, line.right) - max(above.left, line.left)
    return overlap > 0 and above.bottom > line.bottom and _is_alike(above, line)


def _is_alike(one: Line, other: Line) -> bool:
    return abs(one.height - other.height) < 0.12 * max(one.height, other.height)


def _placed(group: Sequence[Line], page: int) -> Iterator[_Placed]:
    if group:
        column = (min(line.left for line in group), max(line.right for line in group))
        yield from (_Placed(line, page, column) for line in group)


def _paragraphs(lines: Sequence[_Placed]) -> tuple[str, tuple[str, ...]]:
    leading = _leading(lines)
    breaks_words = sum(_is_broken(one.line.text) for one in lines) > max(1, _HYPHENATED * len(lines))
    known = Counter(word.casefold() for one in lines for word in _WORD.findall(one.line.text))
    pieces: list[str] = []
    joined: list[str] = []
    for number, one in enumerate(lines):
        pieces.append(one.line.text)
        if number + 1 == len(lines):
            break
        after = lines[number + 1]
        turns = one.page != after.page
        if not _goes_on(one, after, leading):
            pieces.append("\n\f\n" if turns else "\n\n")
        elif _is_broken(one.line.text) and after.line.text[:1].isupper():
            continue  # "north-" and "East" have no space between them, and no word of ours ends so
        elif _is_broken(one.line.text) and after.line.text[:1].islower():
            pieces[-1], word = _mended(one.line.text, after.line.text, known, breaks_words=breaks_words)
            joined += [word] if word else []
        else:
            pieces.append("\f" if turns else " ")
    return "".join(pieces), tuple(joined)


def _is_broken(text: str) -> bool:
    return _BROKEN.search(text) is not None


def _leading(lines: Sequence[_Placed]) -> float:
    """How far apart lines of a paragraph stand, in heights of a line: what most are apart."""
    steps = [
        (one.line.bottom - after.line.bottom) / max(after.line.height, 1.0)
        for one, after in itertools.pairwise(lines)
        if one.page == after.page and _goes_on_below(one.line, after.line)
    ]
    return median(steps) if steps else 1.2


def _goes_on(one: _Placed, after: _Placed, leading: float) -> bool:
    """Whether the next line belongs to the same paragraph."""
    line, below = one.line, after.line
    if not _is_alike(line, below):
        return False
    first_word = below.text.split(maxsplit=1)[0]
    letter = (line.right - line.left) / max(len(line.text), 1)
    has_room = line.right + _ROOM * letter * (len(first_word) + 1) < one.column[1]
    if one.page != after.page or not _goes_on_below(line, below):
        # The next column, or the next page: the sentence goes on, or a full line did not end one.
        return not _SENTENCE_END.search(line.text) and (below.text[:1].islower() or not has_room)
    if line.bottom - below.bottom > (leading + 0.35) * below.height:
        return False
    is_indented = below.left - after.column[0] > 0.6 * below.height and line.left - one.column[0] < 0.6 * line.height
    return not is_indented and (not has_room or below.text[:1].islower() or _is_broken(line.text))


def _mended(text: str, after: str, known: Counter[str], *, breaks_words: bool) -> tuple[str, str | None]:
    """The line without its last hyphen where that only broke a word, and the word; with it where the word has one.

    A word that stands whole elsewhere in the document decides; then whether the document breaks words at all.
    """
    first, second = _WORD.findall(text[:-1])[-1], _WORD.findall(after)[0]
    whole, compound = f"{first}{second}", f"{first}-{second}"
    if text.endswith("\u00ad"):
        return text[:-1], whole
    seen, seen_compound = known[whole.casefold()], known[compound.casefold()]
    if seen_compound > seen or (not seen and not breaks_words):
        return text, None
    return text[:-1], whole
