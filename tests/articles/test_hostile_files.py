"""The hostile set: each file is refused or made harmless, says so in one line, and costs little time and memory."""

from __future__ import annotations

import json
import os
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from timeline.articles import read_bytes, read_paths
from timeline.articles.walk import shown
from timeline.types import Article, InputProblem

import packing  # isort: skip

SCRIPT = "<script>alert(1)</script>"
TOLD = (
    "Shells fell on the market of Velm on Monday, and at least three people were killed, the mayor of the town said. "
)


def office(part: str, content: str) -> bytes:
    """An office document with one part of its own."""
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    return packing.zipped({"[Content_Types].xml": types, part: content})


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = '<?xml version="1.0"?><!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">'
FEED = (
    "<rss version='2.0'><channel><title>Courier &j;</title><item><title>&a;</title>"
    "<description>{}</description></item></channel></rss>"
)
NEWS = "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>&j;</newsItem>"


def looping_pdf() -> bytes:
    """Pages that are their own children, and an object that is its own length."""
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 /Parent 2 0 R >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources 3 0 R >>\nendobj\n"
        b"4 0 obj\n<< /Length 4 0 R /Filter [4 0 R] >>\nstream\nBT (x) Tj ET\nendstream\nendobj\n"
        b"trailer << /Size 5 /Root 1 0 R /Prev 0 >>\nstartxref\n0\n%%EOF\n"
    )


def swollen_pdf() -> bytes:
    """A page whose content is a packed stream of 100 MB."""
    import zlib

    packed = zlib.compress(b"BT (a) Tj ET\n" * (100 * 2**20 // 13), 9)
    body = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        body,
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def wide_sheet() -> bytes:
    """A table that says it is as large as one can be, and has a cell far away."""
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "text"
    book.active["A2"] = TOLD
    out = BytesIO()
    book.save(out)
    data = out.getvalue()
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"A1:A2", b"A1:XFD1048576").replace(
                    b"</sheetData>", b'<row r="20000"><c r="XFD20000"><v>1</v></c></row></sheetData>'
                )
            new.writestr(name, content)
    return packed.getvalue()


def packed_bombs() -> bytes:
    return packing.zipped({f"{n}.zip": packing.zipped({"a": b"\0" * 30 * 2**20}) for n in range(3)})


LONG_LINE = 200 * 2**20 // 7
REFUSED: list[tuple[str, str, Callable[[], bytes]]] = [
    ("entity bomb in a feed", "a.rss", lambda: (LAUGHS + FEED.format("&j;")).encode()),
    ("entity bomb in NewsML", "a.xml", lambda: f"{LAUGHS}{NEWS}".encode()),
    ("entity bomb in a document", "a.docx", lambda: office("word/document.xml", LAUGHS + "<r>&j;</r>")),
    ("entity bomb in a table", "a.xlsx", lambda: office("xl/workbook.xml", LAUGHS + "<r>&j;</r>")),
    ("a file of the machine in a feed", "a.rss", lambda: (OUTSIDE + FEED.format("&a;")).encode()),
    ("flat bomb", "a.zip", lambda: packing.zipped({"a.txt": b"\0" * 60 * 2**20})),
    ("nested bomb", "a.zip", packed_bombs),
    ("overlapping bomb", "a.zip", lambda: packing.overlapping(5000, 20 * 2**20)),
    ("bomb as a document", "a.docx", lambda: office("word/document.xml", "<x>" + " " * 300 * 2**20)),
    ("bomb in gzip in gzip", "a.gz", lambda: packing.gzipped(packing.gzipped(b"\0" * 100 * 2**20))),
    ("a line of 200 MB", "a.txt", lambda: b"bridge " * LONG_LINE),
    ("a line of 200 MB in an archive", "a.zip", lambda: packing.zipped({"a.txt": b"bridge " * LONG_LINE})),
    ("a PDF that goes round", "a.pdf", looping_pdf),
    ("a PDF that swells", "a.pdf", swollen_pdf),
    ("deep JSON", "a.json", lambda: b'{"text":' * 200_000),
    ("a long number", "a.json", lambda: b'{"text": ' + b"9" * 100_000 + b"}"),
    ("NUL in every byte", "a.html", lambda: b"\0" * 100_000),
    ("noise", "a.html", lambda: bytes(range(256)) * 40),
]


@pytest.mark.parametrize(("name", "make"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused_in_one_clear_line(name: str, make: Callable[[], bytes]) -> None:
    begun = time.process_time()
    articles, problems = read_bytes(make(), name)
    assert articles == ()
    assert problems and len(problems) <= 3
    for problem in problems:
        assert problem.what and problem.fix and "\n" not in str(problem) and "Traceback" not in str(problem)
        assert "root:" not in str(problem)
    assert time.process_time() - begun < 60  # a guard, not a measurement


REMOTE_FEED = REMOTE + FEED.format(TOLD * 3).replace("&j;", "").replace("&a;", "Raid")
PAGE_OF_UTF_16 = f"<html><meta charset=utf-16><body><article><p>{TOLD * 4}</p></article>"
HARMLESS: list[tuple[str, str, Callable[[], bytes]]] = [
    ("no external DTD is asked for", "a.rss", lambda: REMOTE_FEED.encode()),
    ("100,000 divs", "a.html", lambda: b"<html><body>" + b"<div>" * 100_000 + f"<p>{TOLD * 4}</p>".encode()),
    ("a sheet as wide as there can be", "a.xlsx", wide_sheet),
    ("control characters", "a.txt", lambda: f"Raid\x07 on Velm\x1b[2J\n\n{TOLD}\x00\n".encode()),
    ("a lying encoding", "a.html", lambda: PAGE_OF_UTF_16.encode()),
]


@pytest.mark.parametrize(("name", "make"), [row[1:] for row in HARMLESS], ids=[row[0] for row in HARMLESS])
def test_made_harmless_or_told(name: str, make: Callable[[], bytes]) -> None:
    articles, problems = read_bytes(make(), name)
    assert len(articles) == 1 or (articles == () and len(problems) == 1 and problems[0].fix)
    for article in articles:
        assert "Shells fell on the market of Velm" in article.text


def scripted() -> list[tuple[str, bytes]]:
    data = {"@type": "NewsArticle", "headline": SCRIPT, "author": {"name": SCRIPT}, "publisher": {"name": SCRIPT}}
    record = dict.fromkeys(("title", "outlet", "byline", "published", "language", "url"), SCRIPT) | {"text": TOLD}
    table = ",".join(record) + "\n" + ",".join(f'"{value}"' for value in record.values())
    escaped = json.dumps(data).replace("</", "<\\/")
    page = (
        f"<html><head><title>{SCRIPT}</title><script type='application/ld+json'>"
        f"{escaped}</script><meta property='og:site_name' content='{SCRIPT}'>"
        f"<link rel='canonical' href='javascript:alert(1)'></head><body><article><h1>x</h1><p>{TOLD * 4}</p></article>"
    )
    feed = FEED.replace("&j;", "").replace("&a;", "&lt;script&gt;alert(1)&lt;/script&gt;").format(TOLD * 3)
    return [
        ("a.html", page.encode()),
        ("a.json", json.dumps(record).encode()),
        ("a.csv", table.encode()),
        ("a.rss", f"<?xml version='1.0'?>{feed}".replace("<item>", "<item><link>javascript:alert(1)</link>").encode()),
        ("a.eml", packing.mail(TOLD, subject=SCRIPT)),
        ("a.warc.gz", packing.crawl([("https://courier.example/<script>", "text/html", page.encode())])),
    ]


@pytest.mark.parametrize(("name", "data"), scripted(), ids=[name for name, _ in scripted()])
def test_no_script_gets_into_an_address_and_none_into_the_report(name: str, data: bytes) -> None:
    from timeline.pipeline import assemble
    from timeline.views.report import render_report

    articles, problems = read_bytes(data, name)
    assert len(articles) == 1, problems
    assert articles[0].url is None or articles[0].url.startswith("http")
    report = render_report(assemble(articles, problems))
    assert "<script>alert" not in report and 'href="javascript' not in report.lower()


NAMES = [
    ("a\nb.txt", "a\\x0ab.txt"),
    ("a\x1b]0;owned\x07.txt", "a\\x1b]0;owned\\x07.txt"),
    ("a\x9b31m.txt", "a\\x9b31m.txt"),
    ("fdp\u202etxt.exe", "fdp\\u202etxt.exe"),
    ("a\u2028b", "a\\u2028b"),
    ("a\u200bb", "a\\u200bb"),
    ("a\U000e0041b", "a\\ue0041b"),
    ("می\u200cخواهم.txt", "می\u200cخواهم.txt"),
    ("Müller – „x“.txt", "Müller – „x“.txt"),
    ("a\udcffb", "a\\xffb"),
    ("a\ud800b", "a\\ud800b"),
]


@pytest.mark.parametrize(("name", "expected"), NAMES, ids=[expected for _, expected in NAMES])
def test_names_show_what_is_in_them(name: str, expected: str) -> None:
    assert shown(name) == expected
    articles, problems = read_bytes(b"", name)
    assert articles == () and problems[0].path == expected


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    (tmp_path / "a.txt").write_text(packing.story("Velm"), encoding="utf-8")
    articles, problems = read_paths([tmp_path])
    assert len(articles) == 1
    assert [problem.what for problem in problems] == ["a link that leads out of the folder", "not a regular file"]
    assert [problem.what for problem in read_paths(["/dev/zero"])[1]] == ["not a regular file"]


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    from timeline.articles.walk import open_regular

    os.mkfifo(tmp_path / "a.txt")
    found = open_regular(tmp_path / "a.txt")
    assert isinstance(found, InputProblem) and found.what == "not a regular file"


def test_a_file_that_grows_is_read_to_the_limit_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import timeline.articles.gather as gather

    path = tmp_path / "a.txt"
    path.write_bytes(b"bridge " * 3_100_000)
    monkeypatch.setattr(os, "fstat", _small(os.fstat))
    articles, problems = read_paths([path])
    assert gather and articles == ()
    assert [problem.what for problem in problems] == ["too large: 20 MB, and the limit is 20 MB a file"]


def _small(fstat: Callable[[int], os.stat_result]) -> Callable[[int], os.stat_result]:
    def told(handle: int) -> os.stat_result:
        parts = list(fstat(handle))
        parts[6] = 10  # the size before it grew
        return os.stat_result(parts)

    return told


def test_what_cannot_be_seen_is_told_and_stands_in_no_title() -> None:
    articles, _ = read_bytes(f"Raid on \u202eVelm\n\n{TOLD}\x07 And on.\n".encode(), "a.txt")
    assert isinstance(articles[0], Article)
    doubts = " ".join(articles[0].doubts)
    assert "control character" in doubts and "change the direction of writing" in doubts
