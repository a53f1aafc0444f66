"""The text of a web page as its parser reads it: tags out, entities decoded, a line a block; and where elements are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from timeline.articles.formats.html_tables import page_tables

_SPACES = re.compile(r"[ \t\r\n\f]+")
# What stands in a page and is no text of it. libxml2 lets references to control characters through ("&#1;").
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_DEEPEST = 250
_APART = {"": 0, " ": 1, "\n": 2, "\n\n": 3}


@dataclass(slots=True)
class PageText:
    """The text of a page, and of each element the half-open place of what it holds in that text.

    ``squeezed`` keeps, for the search of a body, what is made of the text at a length of it.
    """

    source: str = ""
    places: dict[Any, tuple[int, int]] = field(default_factory=dict)
    squeezed: tuple[int, Any] | None = None

    def of(self, element: Any) -> str:
        """The text of an element; empty where none of it is shown."""
        begin, end = self.places.get(element, (0, 0))
        return self.source[begin:end].strip()


@dataclass(slots=True)
class _Pen:
    """Writes the text: what separates two pieces is written with the second one."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    gap: str = ""

    def part(self, gap: str) -> None:
        if self.length and _APART[gap] > _APART[self.gap]:
            self.gap = gap

    def write(self, text: str | None) -> None:
        if not text:
            return
        if text.isspace():
            if text[0] in " \t\r\n\f" or _SPACES.search(text):
                self.part(" ")
            return
        plain = _SPACES.sub(" ", text)
        if plain[0] == " ":
            self.part(" ")
        inner = plain.strip(" ")
        if not inner:
            return
        piece = self.gap + inner
        self.pieces.append(piece)
        self.length += len(piece)
        self.gap = " " if plain[-1] == " " else ""

    @property
    def next(self) -> int:
        """Where the next piece will begin."""
        return self.length + len(self.gap)


def parse_page(text: str) -> Any | None:
    """The tree of a page without what an archive laid over it, or ``None`` where there is nothing in it; never reads
    anything from elsewhere."""
    from lxml import html
    from lxml.etree import LxmlError

    parser = html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
        no_network=True,
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None
    for laid_over in [one for one in root.iter() if one.get("id") in page_tables()["archive"]["ids"]]:
        if laid_over.getparent() is not None:
            laid_over.drop_tree()
    return root


def text_of_page(root: Any) -> PageText:
    """The text of what is shown of a tree, in the order of the page; a blank line stands between two blocks."""
    from lxml.etree import iterwalk

    tables = page_tables()["text"]
    blocks, unseen = frozenset(tables["blocks"]), frozenset(tables["unseen"])
    pen = _Pen()
    page = PageText()
    begins: dict[Any, int] = {}
    hidden = {element for element in root.xpath("descendant-or-self::*[@hidden or @id]") if _is_hidden(element)}
    walker = iterwalk(root, events=("start", "end"))
    depth = 0
    for event, element in walker:
        name = element.tag
        if event == "start":
            depth += 1
            if not isinstance(name, str) or name in unseen or depth > _DEEPEST or element in hidden:
                walker.skip_subtree()
                continue
            if name in blocks:
                pen.part("\n\n")
            begins[element] = pen.next
            pen.write(element.text)
            continue
        depth -= 1
        if element in begins:
            page.places[element] = (min(begins.pop(element), pen.length), pen.length)
            pen.part("\n" if name == "br" else "\n\n" if name in blocks else " " if name in ("td", "th") else "")
        if element is not root:
            pen.write(element.tail)
    page.source = _CONTROL.sub("\ufffd", "".join(pen.pieces))
    return page


def _is_hidden(element: Any) -> bool:
    """Whether an element is not shown."""
    return element.get("hidden") is not None and element.tag not in ("body", "html")
