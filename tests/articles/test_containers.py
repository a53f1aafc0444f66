"""Archives, crawls and mails: what is in them is read, and what is wrong with them is one clear line each."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.articles import read_bytes, read_paths
from timeline.articles.containers import Budget, Limits, open_container
from timeline.types import InputProblem

import packing  # isort: skip


def text(place: str) -> bytes:
    return packing.story(place).encode()


PAGE = [("https://courier.example/a", "text/html; charset=utf-8", packing.page("Marden"))]

READ: list[tuple[str, bytes, list[str]]] = [
    (
        "case.zip",
        packing.zipped({"b/x.txt": text("Marden"), "a.txt": text("Oswin")}),
        ["case.zip/a.txt", "case.zip/b/x.txt"],
    ),
    (
        "case.zip",
        packing.zipped({"a.zip": packing.zipped({"b.eml": packing.mail(packing.story("Velm"))})}),
        ["case.zip/a.zip/b.eml/text.txt"],
    ),
    ("case", packing.zipped({"a": text("Oswin")}), ["case/a"]),
    ("case.txt", packing.zipped({"a.txt": text("Oswin")}), ["case.txt/a.txt"]),
    ("a.txt.gz", packing.gzipped(text("Oswin")), ["a.txt.gz/a.txt"]),
    ("a.txt.gz", packing.gzipped(text("Oswin")) + b"\0" * 600, ["a.txt.gz/a.txt"]),
    ("crawl.warc.gz", packing.crawl(PAGE), ["crawl.warc.gz/courier.example/a"]),
    ("crawl.warc", packing.crawl(PAGE, packed=False), ["crawl.warc/courier.example/a"]),
    ("crawl.warc", packing.crawl(PAGE), ["crawl.warc/courier.example/a"]),
    ("crawl.warc", packing.crawl(PAGE, packed=False, kind="resource"), []),
    ("pages.wacz", packing.wacz(PAGE), ["pages.wacz/data.warc.gz/courier.example/a"]),
    ("pages.zip", packing.wacz(PAGE), ["pages.zip/data.warc.gz/courier.example/a"]),
    ("a.eml", packing.mail(packing.story("Velm")), ["a.eml/text.txt"]),
    (
        "a.eml",
        packing.mail("See below.", attached={"raid.txt": text("Pell"), "logo.png": b"\x89PNG"}),
        ["a.eml/text.txt", "a.eml/raid.txt"],
    ),
    (
        "a.eml",
        packing.mail(packing.story("Velm"), subject="Fwd: raid", passed_on=packing.mail(packing.story("Pell"))),
        ["a.eml/text.txt", "a.eml/part3/text.txt"],
    ),
    (
        "a.mbox",
        packing.mbox([packing.mail(packing.story("Velm")), packing.mail(packing.story("Pell"))]),
        ["a.mbox/1.eml/text.txt", "a.mbox/2.eml/text.txt"],
    ),
    ("a.mhtml", packing.saved_page(packing.page("Velm"), "https://courier.example/v"), ["a.mhtml"]),
    ("a.txt", packing.page("Velm"), ["a.txt"]),
    ("page", packing.page("Velm"), ["page"]),
    ("page.pdf", packing.page("Velm"), ["page.pdf"]),
]


@pytest.mark.parametrize(
    ("name", "data", "paths"), READ, ids=lambda value: "bytes" if isinstance(value, bytes) else str(value)[:60]
)
def test_what_is_in_a_container_is_read(name: str, data: bytes, paths: list[str]) -> None:
    articles, problems = read_bytes(data, name)
    assert [article.source.path for article in articles] == paths
    expected = [] if paths else ["a crawl with no page in it"]
    assert [problem.what for problem in problems if "PNG" not in problem.what] == expected


REFUSED: list[tuple[str, bytes, str]] = [
    ("x.zip", packing.zipped({"../x.txt": text("Velm")}), "x.zip/../x.txt: a path that leads out of the archive"),
    ("x.zip", packing.zipped({"/etc/x.txt": text("Velm")}), "x.zip//etc/x.txt: a path that leads out of the archive"),
    ("x.zip", packing.zipped({"C:\\x.txt": text("Velm")}), "x.zip/C:\\x.txt: a path that leads out of the archive"),
    ("x.zip", packing.zipped({"a\x1b[2Jb.txt": b""}), "x.zip/a\\x1b[2Jb.txt: the file is empty"),
    ("x.zip", packing.zipped({"a\u202etxt.exe": b"MZ"}), "x.zip/a\\u202etxt.exe: .exe files are not read"),
    ("x.zip", packing.with_link("/etc/passwd"), "x.zip/link.txt: a link, not a file; not followed"),
    ("x.zip", packing.encrypted("a.txt", text("Velm")), "x.zip/a.txt: encrypted; unpack it with its password"),
    ("x.zip", packing.overlapping(50, 10**6), "x.zip: its members lie one over another, as in a bomb"),
    ("x.zip", packing.zipped({"a.txt": b"\0" * 21 * 2**20}), "x.zip/a.txt: too large: 20 MB, and the limit is 20 MB"),
    ("x.zip", b"PK\x03\x04 and no more", "x.zip: a damaged ZIP archive (file is not a zip file)"),
    ("x.zip", packing.zipped({"a.txt": text("Velm")})[:-30], "x.zip: a damaged ZIP archive"),
    ("x.wacz", packing.zipped({"datapackage.json": "{}"}), "x.wacz: no crawl (.warc) in this WACZ"),
    ("x.txt.gz", packing.gzipped(text("Velm"))[:-9], "x.txt.gz/x.txt: damaged: it ends too early"),
    ("x.eml", b"From: a\nMessage-ID: <1>\nSubject: x\nMIME-Version: 1.0\n\n", "x.eml/text.txt: the file is empty"),
    (
        "x.eml",
        packing.mail("x").replace(b"text/plain", b"multipart/encrypted; boundary=x"),
        "x.eml: an encrypted mail; open it in its program, and save its text",
    ),
    ("x.mhtml", packing.saved_page(b"", "x").replace(b"text/html", b"text/css"), "x.mhtml: no web page in it"),
    ("x.7z", b"7z\xbc\xaf\x27\x1c", "x.7z: not an article but a 7z archive; unpack it, or pack it as .zip"),
]


@pytest.mark.parametrize(
    ("name", "data", "line"), REFUSED, ids=lambda value: "bytes" if isinstance(value, bytes) else str(value)[:60]
)
def test_what_is_wrong_is_one_clear_line(name: str, data: bytes, line: str) -> None:
    articles, problems = read_bytes(data, name)
    assert articles == ()
    assert [str(problem)[: len(line)] for problem in problems] == [line]
    assert all(problem.fix for problem in problems)


def test_the_rest_of_an_archive_is_read() -> None:
    data = packing.zipped({"../out.txt": text("Pell"), "empty.txt": b"", "good.txt": text("Velm"), "x.exe": b"MZ"})
    articles, problems = read_bytes(data, "x.zip")
    assert [article.source.path for article in articles] == ["x.zip/good.txt"]
    assert [problem.path for problem in problems] == ["x.zip/../out.txt", "x.zip/empty.txt", "x.zip/x.exe"]


def test_what_a_program_put_there_is_passed_by() -> None:
    files = {"Raid.html": packing.page("Velm"), "Raid_files/a.css": b"x", "Raid_files/b.html": packing.page("Ad")}
    data = packing.zipped({**files, "__MACOSX/._Raid.html": b"\0\5", ".DS_Store": b"\0", "d/.hidden.txt": b"x"})
    articles, problems = read_bytes(data, "x.zip")
    assert ([article.source.path for article in articles], problems) == (["x.zip/Raid.html"], ())


def test_a_folder_beside_a_saved_page_is_passed_by_and_no_other(tmp_path: Path) -> None:
    for name in ("Raid.html", "Raid_files/ad.html", "case_files/b.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(packing.page(name.replace("/", " ")))
    articles, problems = read_paths([tmp_path])
    assert [article.source.path for article in articles] == [
        f"{tmp_path.name}/Raid.html",
        f"{tmp_path.name}/case_files/b.html",
    ]
    assert problems == ()


def test_second_copies_are_told_wherever_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(text("Velm"))
    (tmp_path / "b.zip").write_bytes(packing.zipped({"c.txt": text("Velm"), "d.txt": text("Pell")}))
    articles, problems = read_paths([tmp_path])
    assert len(articles) == 2
    assert [str(problem).removeprefix(f"{tmp_path}/") for problem in problems] == [
        f"b.zip/c.txt: the same as {tmp_path.name}/a.txt; remove one of the two"
    ]


def test_an_article_has_the_same_id_loose_and_packed() -> None:
    loose, _ = read_bytes(text("Velm"), "a.txt")
    packed, _ = read_bytes(packing.zipped({"b/a.txt": text("Velm")}), "x.zip")
    assert loose[0].id == packed[0].id
    assert loose[0].source.sha256 == packed[0].source.sha256


# -- what a container knows of what is in it ------------------------------------------------------------------------


def test_a_crawl_gives_the_address_and_its_day_as_a_bound_only() -> None:
    bare = "<html><body><article>" + "".join(f"<p>{packing.story('Velm')}</p>" for _ in range(3)) + "</article></body>"
    [article], _ = read_bytes(packing.crawl([("https://courier.example/v", "text/html", bare.encode())]), "c.warc.gz")
    assert article.url == "https://courier.example/v"
    assert article.published.earliest is None or article.published.earliest != article.published.latest
    assert ("crawl", "2024-03-07T10:00:00Z") in [(one.kind, one.text) for one in article.published.basis]


def test_only_what_was_fetched_whole_is_read() -> None:
    for data in (
        packing.crawl(PAGE, status="404 Not Found"),
        packing.crawl([("https://courier.example/x.js", "text/javascript", b"x")]),
    ):
        articles, problems = read_bytes(data, "c.warc.gz")
        assert articles == () and [problem.what for problem in problems] == ["a crawl with no page in it"]


@pytest.mark.parametrize("cut", [40, 700])
def test_what_stands_before_a_damaged_place_of_a_crawl_is_read(cut: int) -> None:
    places = ["Velm", "Pell", "Oswin"]
    data = packing.crawl([(f"https://courier.example/{one}", "text/html", packing.page(one)) for one in places])
    articles, problems = read_bytes(data[:-cut], "c.warc.gz")
    assert [article.title for article in articles] == [f"Bridge falls in {one}" for one in places[: len(articles)]]
    assert 1 <= len(articles) < 3
    assert "what stands before that place was read" in problems[-1].what


def test_a_mail_has_its_subject_writer_and_day() -> None:
    [article], _ = read_bytes(packing.mail(packing.story("Velm"), subject="Bridge =?utf-8?q?f=C3=A4llt?="), "a.eml")
    assert (article.title, article.byline, article.published.edtf) == ("Bridge fällt", "Kestrel Courier", "2024-03-06")


def test_of_what_is_passed_on_the_mail_tells_only_that_it_is_older() -> None:
    mail = packing.mail(packing.story("Velm"), subject="FW: raid", attached={"a.txt": text("Pell")})
    articles, _ = read_bytes(mail, "a.eml")
    assert [article.published.edtf for article in articles] == [None, None]
    assert any("passed on by mail" in doubt for doubt in articles[0].doubts)
    assert all(article.byline is None for article in articles)


def test_the_plain_text_of_a_mail_is_read_once() -> None:
    told = packing.story("Velm") + "The road is closed, and the buses to the coast take the long way round. " * 3
    articles, problems = read_bytes(packing.mail(told, html=f"<p>{told}</p>"), "a.eml")
    assert (len(articles), problems) == (1, ())
    assert articles[0].source.path == "a.eml/text.txt"


def test_the_charset_of_a_mail_holds() -> None:
    mail = "From: Ann <a@b.example>\nMessage-ID: <1>\nMIME-Version: 1.0\nDate: Wed, 06 Mar 2024 08:30:00 +0200\n"
    body = "Die Brücke fiel am Montag, sagte der Bürgermeister von Großdorf."
    head = f"{mail}Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n"
    [article], _ = read_bytes(head.encode() + body.encode("cp1252"), "a.eml")
    assert article.text.strip() == body


# -- limits ---------------------------------------------------------------------------------------------------------


def opened(data: bytes, limits: Limits, name: str = "x.zip") -> list[InputProblem]:
    budget = Budget(len(data), limits)
    return [one for one in open_container(io.BytesIO(data), name, budget) if isinstance(one, InputProblem)]


def nested(depth: int) -> bytes:
    data = text("Velm")
    for level in range(depth):
        data = packing.zipped({f"{level}.zip" if level else "a.txt": data})
    return data


LIMITS: list[tuple[str, Callable[[], bytes], Limits, str]] = [
    ("depth", lambda: nested(5), Limits(), "packed more than 4 deep"),
    ("count", lambda: packing.zipped({f"{n}.txt": text("Velm") for n in range(9)}), Limits(members=5), "more than 5"),
    ("ratio", lambda: packing.zipped({"a.txt": b"a" * 9**6}), Limits(free=10), "100 times"),
    ("nested ratio", lambda: packing.zipped({"a.zip": packing.zipped({"a": b"a" * 9**6})}), Limits(free=9), "100 tim"),
    ("total", lambda: packing.zipped({"a.txt": b"abc" * 999}), Limits(total=10), "unpacks to more than"),
    ("aside", lambda: nested(2), Limits(aside=10), "an archive of more than 0 MB in an archive"),
    ("mail", lambda: packing.zipped({"a.eml": packing.mail("x" * 999)}), Limits(mail=10), "too large"),
]


@pytest.mark.parametrize(("make", "limits", "what"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS])
def test_a_limit_is_one_line(make: Callable[[], bytes], limits: Limits, what: str) -> None:
    problems = opened(make(), limits)
    assert len(problems) == 1 and what in problems[0].what


def test_the_directory_of_an_archive_is_not_held_where_it_is_too_large() -> None:
    data = packing.zipped({f"{n:0200}.txt": b"" for n in range(2000)})
    assert [problem.what for problem in opened(data, Limits(members=100))] == ["holds more than 100 files"]


def test_a_gzip_bomb_costs_no_memory() -> None:
    data = packing.gzipped(b"\0" * 200 * 2**20)
    tracemalloc.start()
    articles, problems = read_bytes(data, "x.txt.gz")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 90 * 2**20
    assert articles == () and "too large: 20 MB" in problems[0].what


def test_a_mail_of_very_many_parts() -> None:
    parts = b"".join(b"--x\nContent-Type: text/plain\n\nA\n" for _ in range(5000))
    mail = b"From: a\nMessage-ID: <1>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + parts
    assert [problem.what for problem in opened(mail, Limits(), "a.eml")] == ["a mail of very many or very long parts"]


def test_a_mail_nested_without_end() -> None:
    head = b"From: a\nMessage-ID: <1>\nMIME-Version: 1.0\n"
    nest = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    articles, problems = read_bytes(head + nest + b"\nA bridge fell on Monday, the mayor said.", "a.eml")
    assert articles == () and len(problems) == 1
