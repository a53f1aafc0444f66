"""PDF, DOCX and ODT: paragraphs in the order of reading, what is no body, properties that are evidence and no more."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.articles.drafts import Draft
from timeline.articles.formats import read_drafts
from timeline.articles.formats.docx import saved_or_made
from timeline.types import InputProblem

Glyphs = tuple[float, float, float, str]
"""A line of a page: its left and bottom in points, the size of its letters, its text."""


def pdf_of(pages: Sequence[Sequence[Glyphs]], info: str = "", trailer: str = "") -> bytes:
    """A plain PDF: what its author wrote where, and nothing else."""
    pages_below = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{pages_below}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        drawn = "".join(f"BT /F1 {size} Tf {left} {bottom} Td ({text}) Tj ET\n" for left, bottom, size, text in page)
        bodies.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        bodies.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream")
    bodies.append(f"<< {info} >>")
    written, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    end = f"trailer << /Size {size} /Root 1 0 R /Info {size - 1} 0 R {trailer} >>\nstartxref\n{len(written)}\n%%EOF"
    return written + f"xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()


def lines(text: str, left: float = 50, top: float = 700, size: float = 10, leading: float = 12) -> list[Glyphs]:
    return [(left, top - leading * number, size, line) for number, line in enumerate(text.split("\n"))]


def drafts(data: bytes, name: str) -> list[Draft | InputProblem]:
    return list(read_drafts(data, name))


def only(data: bytes, name: str) -> Draft:
    found = drafts(data, name)
    assert len(found) == 1 and isinstance(found[0], Draft), found
    return found[0]


def body(draft: Draft) -> str:
    return "".join(draft.source[begin:end] for begin, end in draft.body or ((0, len(draft.source)),))


pdf = partial(only, name="a.pdf")

FIRST = "Shells hit the bridge at Kestrel twice on Monday\nand the road to the north was closed by soldiers."
SECOND = "Nobody was hurt in the town, the mayor said, but\ntwo houses near the river lost their roofs."
ONE, TWO = FIRST.replace("\n", " "), SECOND.replace("\n", " ")


def test_lines_become_paragraphs() -> None:
    page = [*lines("Bridge shelled", size=20, top=750), *lines(FIRST), *lines(SECOND, top=660)]
    assert body(pdf(pdf_of([page]))) == f"Bridge shelled\n\n{ONE}\n\n{TWO}"


def test_an_indent_opens_a_paragraph() -> None:
    page = [*lines(FIRST), (62, 676, 10, SECOND.split("\n")[0]), (50, 664, 10, SECOND.split("\n")[1])]
    assert body(pdf(pdf_of([page]))) == f"{ONE}\n\n{TWO}"


def test_columns_are_read_one_after_the_other() -> None:
    left, right = lines(FIRST), lines(SECOND, left=330)
    assert body(pdf(pdf_of([[*left, *right]]))) == f"{ONE}\n\n{TWO}"


def test_columns_that_were_written_line_by_line_are_read_so_too() -> None:
    rows = [
        (at, 700.0 - 12 * row, 10.0, f"{side} column, and here is line {row} of it")
        for row in range(6)
        for at, side in ((50.0, "left"), (330.0, "right"))
    ]
    text = body(pdf(pdf_of([[(50, 730, 20, "A headline that is as wide as both of them"), *rows]])))
    assert text.index("left column, and here is line 5") < text.index("right column, and here is line 0")
    assert text.startswith("A headline that is as wide as both of them\n\n")


def test_a_table_stays_in_its_rows() -> None:
    rows = [(at, 700 - 20 * row, 10, f"{word}{row}") for row in range(4) for at, word in ((50, "town"), (300, "dead"))]
    assert "town0  dead0" in body(pdf(pdf_of([rows])))


def test_what_runs_on_every_page_is_no_body_and_a_paragraph_goes_on_over_it() -> None:
    def page(number: int, text: str) -> list[Glyphs]:
        return [(50, 810, 8, f"The Kestrel Post, 7 February, page {number}"), *lines(text), (290, 20, 8, f"{number}")]

    top = "Shells hit the bridge at Kestrel twice on Monday and then"
    draft = pdf(
        pdf_of([page(1, top), page(2, "the road to the north was closed by soldiers."), page(3, "It is open.")])
    )
    assert body(draft) == f"{top}\fthe road to the north was closed by soldiers.\n\f\nIt is open."
    assert draft.source[len(body(draft)) :].count("The Kestrel Post") == 3


@pytest.mark.parametrize(
    ("text", "expected", "joined"),
    [
        ("an inter-\nnational team", "an international team", True),
        ("a self-\nimposed rule, and self-imposed it is", "a self-imposed rule", False),
        ("the cease-\nfire, a ceasefire at last", "the ceasefire, a ceasefire", True),
        ("he said -\nand left", "he said - and left", False),
        ("the north-\nEast", "the north-East", False),
    ],
)
def test_words_broken_at_a_line_end(text: str, expected: str, joined: bool) -> None:
    more = "other hu-\nman words that are bro-\nken by the compos-\nitor\n"
    draft = pdf(pdf_of([lines(more + text)]))
    assert expected in body(draft)
    assert any("words broken" in doubt for doubt in draft.doubts)
    alone = pdf(pdf_of([lines(text + "\n" + "and here the lines go on without any more of it\n" * 3)]))
    assert not joined or "an inter" in text or expected in body(alone)


def test_a_hyphen_stays_where_nothing_tells_that_words_are_broken() -> None:
    page = lines("the team that was well-\nknown\n" + "and more lines of text stand here below it\n" * 5)
    assert "well-known" in body(pdf(pdf_of([page])))


def test_what_a_browser_prints_around_a_page() -> None:
    page = [
        (24, 820, 8, "2/7/17, 10:03 AM      Bridge shelled again - Dawn"),
        *lines("Bridge shelled again", size=20, top=750),
        *lines(FIRST),
        (24, 14, 8, "https://news.example/a/1          1/1"),
    ]
    draft = pdf(pdf_of([page], info="/Title (Bridge shelled again - Dawn) /CreationDate (D:20170207100300+02'00')"))
    assert body(draft) == f"Bridge shelled again\n\n{ONE}"
    assert draft.fields == {"title": "Bridge shelled again", "url": "https://news.example/a/1"}
    assert [evidence.text for evidence in draft.named] == ["Dawn"]
    assert [(stated.role, stated.evidence.text) for stated in draft.stated] == [("other", "2017-02-07T10:03:00+02:00")]


def test_properties_that_are_not_the_articles() -> None:
    draft = pdf(pdf_of([lines(FIRST)], info="/Title (Microsoft Word - draft 2 final.doc) /Author (Jane Doe)"))
    assert (dict(draft.fields), draft.stated) == ({}, ())
    assert "Jane Doe" not in repr(draft)


def test_pages_without_text_are_told() -> None:
    draft = pdf(pdf_of([lines(FIRST), [], lines(SECOND), []]))
    assert draft.doubts == ("pages without text, which may be pictures: 2, 4",)


WHOLE_PDF = pdf_of([lines(FIRST)])
LOCKED = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
    f"/O <{'ab' * 32}> /U <{'cd' * 32}> >> /ID [<0123456789abcdef> <0123456789abcdef>]"
)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (pdf_of([[]]), "scanned"),
        (pdf_of([lines(FIRST)], trailer=LOCKED), "locked with a password"),
        (b"%PDF-1.4 and nothing else", "a damaged PDF"),
        (WHOLE_PDF[:300], "a damaged PDF"),
        (WHOLE_PDF.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "a damaged PDF"),
        (WHOLE_PDF.replace(b"/Contents 5 0 R", b"/Contents 4 0 R"), "scanned"),
        (b"", "a damaged PDF"),
    ],
    ids=["no text", "locked", "no PDF", "cut", "pages that hold themselves", "a page as its own text", "empty"],
)
def test_a_pdf_that_cannot_be_read_is_one_clear_line(data: bytes, what: str) -> None:
    found = drafts(data, "a.pdf")
    assert len(found) == 1 and isinstance(found[0], InputProblem)
    assert what in found[0].what and found[0].fix


# --- DOCX and ODT -----------------------------------------------------------------------------------------------------

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_of() -> bytes:
    document = docx.Document()
    document.core_properties.author = "Jane Doe"
    document.core_properties.created = datetime(2013, 12, 23)
    document.core_properties.modified = datetime(2017, 2, 7, 10, 0)
    document.add_heading("Bridge shelled", 0)
    document.add_paragraph(ONE)
    link = document.add_paragraph("Read ")
    link._p.append(parse_xml(f"<w:hyperlink {_W}><w:r><w:t>the whole report</w:t></w:r></w:hyperlink>"))
    link._p.append(parse_xml(f"<w:del {_W}><w:r><w:delText>never</w:delText></w:r></w:del>"))
    link._p.append(parse_xml(f"<w:ins {_W}><w:r><w:t xml:space='preserve'> today.</w:t></w:r></w:ins>"))
    table = document.add_table(2, 2)
    for row, cells in enumerate((("Town", "Dead"), ("Kestrel", "2"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_paragraph("")
    document.add_paragraph(TWO)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def odt_of(content: str, head: str = "") -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "meta")
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<?xml version='1.0'?>{head}<office:document-content {names}><office:body><office:text>{content}"
            "</office:text></office:body></office:document-content>",
        )
        package.writestr(
            "meta.xml",
            f"<office:document-meta {names}><office:meta><meta:creation-date>2017-02-07T10:00:00</meta:creation-date>"
            "<meta:initial-creator>Jane Doe</meta:initial-creator></office:meta></office:document-meta>",
        )
    return written.getvalue()


ODT = odt_of(
    f"<text:h>Bridge shelled</text:h><text:p>{ONE}</text:p><text:p>Read <text:a>the whole<text:s text:c='1'/>report"
    "</text:a><text:note><text:note-body><text:p>See page 3.</text:p></text:note-body></text:note> today.</text:p>"
    "<table:table><table:table-row><table:table-cell><text:p>Kestrel</text:p></table:table-cell>"
    f"<table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table><text:p>{TWO}</text:p>"
)


def test_docx() -> None:
    draft = only(docx_of(), "a.docx")
    assert draft.source.split("\n\n") == [
        "Bridge shelled",
        ONE,
        "Read the whole report today.",
        "Town  Dead",
        "Kestrel  2",
        TWO,
    ]
    assert draft.fields == {"title": "Bridge shelled"}
    assert [(stated.role, stated.evidence.text) for stated in draft.stated] == [("other", "2017-02-07T10:00:00+00:00")]
    assert draft.doubts == ("changes are tracked in it: the text is the one with all of them accepted",)


@pytest.mark.parametrize(
    ("made", "saved", "kind"),
    [
        ("2013-12-23T23:15:00", "2017-02-07T10:00:00", "saved"),
        ("2013-12-23T23:15:00", "2013-12-23T23:15:00", "made"),  # a program wrote it: the template's day, of no text
        ("2017-02-07T10:00:00", "", "made"),
        ("", "2017-02-07T10:00:00", "saved"),
        ("", "", None),
    ],
)
def test_the_day_of_a_template_is_not_that_of_its_text(made: str, saved: str, kind: str | None) -> None:
    assert next((stated.evidence.kind for stated in saved_or_made(made, saved)), None) == kind


def test_odt() -> None:
    draft = only(ODT, "a.odt")
    paragraphs = ["Bridge shelled", ONE, "Read the whole report today.", "Kestrel  2", TWO, "See page 3."]
    assert draft.source.split("\n\n") == paragraphs
    assert draft.doubts == ("1 footnotes stand at the end of the text",)
    assert [stated.role for stated in draft.stated] == ["other"]


def test_the_name_of_who_typed_a_document_goes_nowhere() -> None:
    assert "Jane Doe" not in repr(only(docx_of(), "a.docx"))
    assert "Jane Doe" not in repr(only(ODT, "a.odt"))


def zip_with(part: str, content: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(part, content)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (docx_of()[:-500], "a.docx", "damaged"),
        (docx_of()[:60], "a.docx", "damaged"),
        (zip_with("word/document.xml", b"<w"), "a.docx", "a damaged DOCX"),
        (zip_with("other.xml", b"<w/>"), "a.docx", "not what its name says"),
        (zip_with("word/document.xml", b" " * 5_000_000), "a.docx", "too much to be a document"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "a.docx", "of the format before 2007"),
        (ODT[:-200], "a.odt", "damaged"),
        (odt_of(""), "a.odt", "an ODT without a text"),
        (odt_of("&a;", '<!DOCTYPE a [<!ENTITY a "ha">]>'), "a.odt", "declares entities"),
        (zip_with("content.xml", b"<a>"), "a.odt", "broken XML"),
        (b"", "a.odt", "damaged"),
    ],
)
def test_a_damaged_document_is_one_clear_line(data: bytes, name: str, what: str) -> None:
    found = drafts(data, name)
    assert len(found) == 1 and isinstance(found[0], InputProblem)
    assert what in found[0].what and found[0].fix


SAMPLES = {".pdf": WHOLE_PDF, ".docx": docx_of(), ".odt": ODT}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_no_damage_raises(ending: str, data: st.DataObject) -> None:
    damaged = bytearray(SAMPLES[ending])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(damaged) // 2, len(damaged)))
    found = drafts(bytes(damaged[:cut]), f"a{ending}")
    assert found and all(isinstance(one, Draft | InputProblem) for one in found)
