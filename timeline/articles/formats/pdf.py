"""PDF, by pdfium: its lines as paragraphs, what runs over every page set apart, its properties as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from timeline.articles.drafts import Draft, Drafts, Stated
from timeline.articles.formats.instants import written_date
from timeline.articles.formats.pdf_lines import PageLines, read_page
from timeline.articles.formats.pdf_text import PdfText, pdf_text
from timeline.articles.outlets import known_outlet
from timeline.types import Evidence, InputProblem

_MOST_PAGES = 500
_UNKNOWN_SHARE = 0.2
_LEAST_LETTERS = 20
_LOCKED = "password"
_CREATED = re.compile(r"D:(?P<day>\d{8})(?P<clock>\d{6})?(?P<zone>Z|[+-]\d{2}'?\d{2})?")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,500}")
_CUT = re.compile(r"\s[|·•–—-]\s")
_HEAD_CHARACTERS = 3000


def read_pdf(data: bytes, name: str) -> Drafts:
    """The one draft of a PDF; a problem where it is locked, damaged, or holds pictures of pages instead of text.

    ``source`` is the text in reading order, a blank line between paragraphs and a form feed where a page ends; words
    broken at a line's end are whole in it. What stands on page after page follows behind it and is no body.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        yield _not_opened(error, name)
        return
    try:
        pages, unread = _pages(document, pypdfium2)
        properties = _properties(document, pypdfium2)
        count = len(document)
    finally:
        document.close()
    yield _draft(pages, unread, properties, count, name)


def _not_opened(error: Exception, name: str) -> InputProblem:
    if _LOCKED in str(error).lower():
        return InputProblem(name, None, "a PDF that is locked with a password", "save it without the password")
    return InputProblem(name, None, "a damaged PDF: it cannot be opened", "get it again, or save the article as text")


def _pages(document: Any, pypdfium2: Any) -> tuple[list[PageLines], list[int]]:
    """The pages, and the numbers of those that are damaged, which stand as empty ones."""
    pages, unread = [], []
    for number in range(min(len(document), _MOST_PAGES)):
        try:
            page = document[number]
            pages.append(read_page(page, pypdfium2.raw))
            page.close()
        except pypdfium2.PdfiumError:
            pages.append(PageLines((), 0.0))
            unread.append(number + 1)
    return pages, unread


def _properties(document: Any, pypdfium2: Any) -> dict[str, str]:
    """Title and day of creation. The author is not asked for: it is who made the file, and may be no writer's name."""
    try:
        found = document.get_metadata_dict()
    except pypdfium2.PdfiumError:
        return {}
    return {key: _clean(str(found.get(key) or "")) for key in ("Title", "CreationDate")}


def _clean(text: str) -> str:
    return " ".join(text.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "").split())


def _draft(
    pages: Sequence[PageLines], unread: Sequence[int], properties: dict[str, str], count: int, name: str
) -> Draft | InputProblem:
    text = pdf_text(pages)
    letters = sum(map(str.isalnum, text.body))
    unknown = sum(page.unknown for page in pages)
    if letters < _LEAST_LETTERS and unknown <= letters:
        if unread:
            return InputProblem(name, None, "a damaged PDF: none of its pages can be read", "get it again")
        what = "scanned: it holds pictures of pages, or blank ones, and no text"
        return InputProblem(name, None, what, "run text recognition (OCR) on it first, and look at the result")
    if unknown > _UNKNOWN_SHARE * (letters + unknown):
        what = "its letters have no meaning: the PDF holds their shapes alone"
        return InputProblem(name, None, what, "run text recognition (OCR) on it, or save the article as text")
    fields, named, site = _stated(text, properties)
    return Draft(
        text.source,
        fields=fields,
        doubts=(*_doubts(pages, unread, text, count), *site),
        body=((0, len(text.body)),),
        stated=tuple(_created(properties.get("CreationDate", ""))),
        named=named,
    )


def _doubts(pages: Sequence[PageLines], unread: Sequence[int], text: PdfText, count: int) -> Iterator[str]:
    if unread:
        yield f"damaged pages, not read: {_numbers(unread)}"
    empty = [number for number, page in enumerate(pages, 1) if not page.lines and number not in unread]
    if empty:
        yield f"pages without text, which may be pictures: {_numbers(empty)}"
    if count > len(pages):
        yield f"{count} pages: only the first {len(pages)} were read"
    if text.joined:
        shown = ", ".join(repr(word) for word in text.joined[:3])
        yield f"words broken at the end of a line were joined, {len(text.joined)} in all: {shown}"


def _numbers(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages[:10])) + (" and more" if len(pages) > 10 else "")


def _stated(text: PdfText, properties: dict[str, str]) -> tuple[dict[str, str], tuple[Evidence, ...], tuple[str, ...]]:
    """The headline, where the properties hold one that the page shows too; the address that a browser printed below;
    what stands behind the headline is the site, or offered as it where the registry does not know it.

    Many files are titled after what they were written in ("Microsoft Word - draft2"), or not at all.
    """
    fields: dict[str, str] = {}
    named: list[Evidence] = []
    site: tuple[str, ...] = ()
    head = " ".join(text.body[:_HEAD_CHARACTERS].split()).casefold()
    parts = [part.strip() for part in _CUT.split(properties.get("Title", ""))]
    if len(parts[0].split()) > 2 and " ".join(parts[0].split()).casefold() in head:
        fields["title"] = parts[0]
        outlet = parts[-1] if len(parts) > 1 else ""
        if outlet and known_outlet(outlet):
            named.append(Evidence("page-title", outlet, "the title of the printed page ends with it"))
        elif outlet:
            site = (f"the title of the printed page ends with {outlet[:100]!r}: if that is the outlet, name it",)
    addresses = {found.group().rstrip(".,;)") for found in _ADDRESS.finditer(text.source, len(text.body))}
    if len(addresses) == 1:
        fields["url"] = addresses.pop()
    return fields, tuple(named), site


def _created(text: str) -> Iterator[Stated]:
    found = _CREATED.match(text)
    written = written_date(found["day"] + (found["clock"] or "")) if found else None
    if found is None or written is None:
        return
    zone = (found["zone"] or "").replace("'", "")
    zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
    note = f"the day on which the file was made ({text[:40]})"
    yield Stated("other", Evidence("created", written[0] + (zone if found["clock"] else ""), note))
