"""Bad input: each gets one clear line that says where, what and what to do, and the rest is still read."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from timeline.articles import read_bytes, read_paths, shared_problem
from timeline.articles.decode import LINES_LIMIT, SIZE_LIMIT

GOOD = "Bridge Falls In Kestrel\n\nA bridge fell into the river on Monday after shelling, the mayor of Kestrel said.\n"
NO_ARTICLE = "{}: no article in it, only the frame of a page; look at what was saved"
TOO_LITTLE = "{}: too little text to be an article; look at what was saved, and in which encoding"


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.txt", b"", "a.txt: the file is empty; put an article in it, or remove it"),
        ("a.txt", b"\xef\xbb\xbf \r\n\n", "a.txt: the file is empty; put an article in it, or remove it"),
        ("a.txt", "\u00a0\n\u200b\n".encode(), "a.txt: the file is empty; put an article in it, or remove it"),
        (
            "a.txt",
            b"\x89PNG\r\n\x1a\n ...",
            "a.txt: not an article but a PNG image; save the article as text (UTF-8)",
        ),
        ("a.txt", bytes(range(256)) * 40, "a.txt: not text but a binary file; save the article as text (UTF-8)"),
        ("a.txt", b"\x00\x01\x02ab" * 40, "a.txt: not text but a binary file; save the article as text (UTF-8)"),
        (
            "a.txt",
            "Die Brücke fiel, so die Bürger über das Geräusch. ".encode() * 9 + b"\xff",
            "a.txt: wrong encoding: UTF-8, but byte 486 is broken; mend that place, or save the file again as UTF-8",
        ),
        (
            "a.md",
            b"---\nencoding: utf-8\n---\nThe br\xfccke fell on Monday, the mayor said.",
            "a.md: wrong encoding: the declaration in the file says utf-8, but byte 30 does not fit; "
            "mend the declaration, or save the file as UTF-8",
        ),
        (
            "a.md",
            b"---\nencoding: klingon-8\n---\nThe br\xfccke fell.",
            "a.md: the declaration in the file says 'klingon-8', which is no text encoding known here; "
            "save the file as UTF-8",
        ),
        ("a.txt", b"Share\nFacebook Twitter\n\nAdvertisement\n", NO_ARTICLE.format("a.txt")),
        ("a.md", b"---\ntitle: Only a head\n---\n", NO_ARTICLE.format("a.md")),
        ("a.txt", b"\xff\xfe\x00bad", TOO_LITTLE.format("a.txt")),
        ("a.txt", b"ok.", TOO_LITTLE.format("a.txt")),
        (
            "a.csv",
            b"title,mood\nx,y\n",
            "a.csv:1: no text column; the header line has: title, mood; name the column with the article's text: text",
        ),
        (
            "a.csv",
            b"title,text\nx\n",
            "a.csv:2: the row has 1 cells, the header line 2; add or remove commas, and quote cells that hold one",
        ),
        (
            "a.csv",
            b'text\n"never closed\n',
            "a.csv:2: broken CSV: unexpected end of data; mend the quotes; the rows from here on were not read",
        ),
        ("a.csv", b"title,text\n", NO_ARTICLE.format("a.csv")),
        (
            "a.jsonl",
            b"[1]\n",
            "a.jsonl:1: not an object with fields; "
            "write an object with title, outlet, url, published, modified, byline, language, text",
        ),
        (
            "a.jsonl",
            b'{"title": "x"}',
            "a.jsonl:1: no article: the field text is missing or empty; put the article in it",
        ),
        (
            "a.jsonl",
            b'{"text": "The bridge \\ud800 fell on Monday."}',
            "a.jsonl:1: broken characters (half of a pair); save the row again as UTF-8",
        ),
        (
            "a.jsonl",
            b"[" * 100_000,
            "a.jsonl:1: broken JSON line: nested too deeply; mend the line; the other lines were read",
        ),
        (
            "a.json",
            b'{"schema": "conflict-timeline/1"}',
            "a.json: a finished timeline, not an article; open it as a case, or give its articles",
        ),
        (
            "a.json",
            b"{",
            "a.json:1: broken JSON: Expecting property name enclosed in double quotes; "
            "mend it, or save one article a line as .jsonl",
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
def test_one_clear_line(name: str, content: bytes, line: str) -> None:
    articles, problems = read_bytes(content, name)
    assert articles == ()
    assert [str(problem) for problem in problems] == [line]


def test_a_broken_row_does_not_stop_the_next_ones() -> None:
    rows = b'{"text": "The first bridge fell on Monday."}\n{broken\n\n{"text": "The second bridge fell on Tuesday."}\n'
    articles, problems = read_bytes(rows, "a.jsonl")
    assert [article.source.row for article in articles] == [1, 4]
    assert [problem.row for problem in problems] == [2]
    assert str(problems[0]).startswith("a.jsonl:2: broken JSON line: ")


def test_rows_of_csv_are_numbered_as_an_editor_counts() -> None:
    table = 'title,text\n"One","The first\nbridge fell on Monday."\nTwo\nThree,The third bridge fell on Tuesday.\n'
    articles, problems = read_bytes(table.encode(), "a.csv")
    assert [article.source.row for article in articles] == [2, 5]
    assert [problem.row for problem in problems] == [4]


def test_duplicates_name_the_first(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    articles, problems = read_paths([tmp_path])
    assert len(articles) == 1
    assert [str(problem) for problem in problems] == [
        f"{tmp_path}/b.txt: the same as {tmp_path.name}/a.txt; remove one of the two"
    ]


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD, encoding="utf-8")
    articles, problems = read_paths([path, str(path)])
    assert (len(articles), len(problems)) == (1, 1)


def test_a_row_given_twice_is_read_once() -> None:
    row = b'{"text": "The bridge fell on Monday."}\n'
    articles, problems = read_bytes(row + row, "a.jsonl")
    assert len(articles) == 1
    assert [str(problem) for problem in problems] == ["a.jsonl:2: the same as a.jsonl:1; remove one of the two"]


def test_too_large_is_told_without_reading(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    tracemalloc.start()
    articles, problems = read_paths([path])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000
    assert articles == ()
    assert [str(problem) for problem in problems] == [
        f"{path}: too large: 50 MB, and the limit is 20 MB a file; split it into several files"
    ]


def test_uploads_have_the_same_limit() -> None:
    _, problems = read_bytes(b"x" * (SIZE_LIMIT + 1), "upload.txt")
    assert [problem.what for problem in problems] == ["too large: 20 MB, and the limit is 20 MB a file"]


def test_more_lines_than_an_article_has() -> None:
    _, problems = read_bytes(b"a\n" * (LINES_LIMIT + 1), "lines.txt")
    assert [problem.what for problem in problems] == ["too large: 100,001 lines, and the limit is 100,000 an article"]


def test_paths_that_are_no_articles(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "page.pages").write_text("A bridge fell.", encoding="utf-8")
    (tmp_path / "data.xyz").write_text(GOOD, encoding="utf-8")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    names = ["missing.txt", "folder.txt", "page.pages", "data.xyz", "dangling.txt", "pipe.txt"]
    articles, problems = read_paths([tmp_path / name for name in names])
    assert articles == ()
    assert [str(problem).removeprefix(f"{tmp_path}/") for problem in problems] == [
        "missing.txt: no such file or folder; look at the spelling of the path",
        "folder.txt: a folder with no article in it; put .html, .pdf, .docx, .txt, .csv or .jsonl files in it",
        "page.pages: .pages files are not read; save it as .docx, or as text (UTF-8, .txt)",
        "data.xyz: .xyz files are not read; save it as .html, .pdf, .docx, .txt, .csv or .jsonl",
        "dangling.txt: a link that leads nowhere; mend or remove it",
        "pipe.txt: not a regular file; give a file with an article in it",
    ]


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    _, problems = read_paths([tmp_path / "a.txt" / "b.txt", "nul\0byte.txt"])
    assert [problem.what for problem in problems] == [
        "cannot be read: not a directory",
        "cannot be read: the path holds a nul character",
    ]


def test_links_neither_escape_nor_loop(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("A secret that no folder of articles may pull in stands here.", encoding="utf-8")
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "escape.txt").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    articles, problems = read_paths([folder])
    assert len(articles) == 1
    assert [problem.what for problem in problems] == [
        "a link that leads out of the folder",
        "a link to a folder, not followed",
        "a link that leads nowhere",
    ]


def test_folders_are_read_in_order_and_hidden_files_passed_by(tmp_path: Path) -> None:
    for name in ("b/z.txt", "a.txt", "b/a.md", ".hidden.txt", "c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(GOOD.replace("Monday", f"Monday near {name[0]}{name[-5]}"), encoding="utf-8")
    articles, problems = read_paths([tmp_path])
    assert problems == ()
    top = tmp_path.name
    paths = [article.source.path for article in articles]
    assert paths == [f"{top}/a.txt", f"{top}/b/a.md", f"{top}/b/z.txt", f"{top}/c.txt"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("{here}/case", "case/b/x.md"),
        ("{here}/case/b/x.md", "x.md"),
        ("{here}/case/b/../b", "b/x.md"),
        ("case", "case/b/x.md"),
        ("./case/b", "case/b/x.md"),
        ("case/b/x.md", "case/b/x.md"),
        ("case/../case/b", "b/x.md"),
        ("case/b/..", "b/x.md"),
        (".", "case/b/x.md"),
    ],
)
def test_no_path_tells_more_of_the_machine_than_the_user_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, told: str
) -> None:
    folder = tmp_path / "case" / "b"
    folder.mkdir(parents=True)
    (folder / "x.md").write_text(GOOD, encoding="utf-8")
    (folder / "x.md.pdf").write_text("%PDF-", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    path = given.format(here=tmp_path)
    articles, problems = read_paths([path])
    assert [article.source.path for article in articles] == [told]
    assert articles[0].id == read_paths([tmp_path])[0][0].id
    if not path.endswith("x.md"):
        assert all(problem.path.startswith(str(Path(path)).removeprefix(".")) for problem in problems)
        assert [shared_problem(problem, ["elsewhere", path]).path for problem in problems] == [told + ".pdf"]


def test_names_of_files_cannot_break_a_line(tmp_path: Path) -> None:
    (tmp_path / "a\nb.txt").write_bytes(b"")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_bytes(b"")
    _, problems = read_paths([tmp_path])
    assert [str(problem).removeprefix(f"{tmp_path}/")[:10] for problem in problems] == ["a\\x0ab.txt", "\\xff.txt: "]


def test_a_deep_tree_is_read(tmp_path: Path) -> None:
    deep = tmp_path
    made = []
    try:
        for _ in range(1200):
            deep = deep / "d"
            deep.mkdir()
            made.append(deep)
    except OSError:
        pass  # as deep as a path may be here
    articles, problems = read_paths([tmp_path])
    for folder in reversed(made):
        folder.rmdir()
    assert articles == ()
    assert [problem.what for problem in problems] == ["a folder with no article in it"]
    assert len(made) > 1000
