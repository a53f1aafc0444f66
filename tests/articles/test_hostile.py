"""No text costs more than its length: 100 kB of what regular expressions stumble over are read in a moment."""

from __future__ import annotations

import time

import pytest

from timeline.articles import read_bytes
from timeline.articles.names import LONGEST

LENGTH = 100_000
SECONDS = 60  # a guard, not a measurement: each takes under one, a pattern that backtracks without bound takes hours
PIECES = [
    " ",
    "a",
    "a ",
    "A b\n",
    "Aa\n",
    "(",
    "(a ",
    "By A ",
    "A, ",
    "| ",
    "a - ",
    "“\"'’",
    "KYIV, ",
    "told The ",
    "1",
    "1/2/2017 ",
    "photo by ",
    "© ",
    "Share Tweet ",
    "\n",
    "\r\n",
    "---\n",
    "a: b\n",
    "Support our journalism\n",
    "Big Bridge Falls\nShare\nBig Bridge Falls\n",
    "a\u0301",
    "\u202e",
    "قال ",
    "Фото: ",
    "{",
    '{"text":',
    '"a","',
    ";",
]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.csv"])
@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_long_text_of_one_piece(piece: str, name: str) -> None:
    text = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
    started = time.process_time()
    articles, problems = read_bytes(text.encode(), name)
    assert articles or problems
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    "piece", ["(a/b ", "a photo ", "sign up for a ", "(support our journalism ", "By A B "], ids=repr
)
def test_many_lines_as_long_as_rules_look_at(piece: str) -> None:
    line = (piece * 2000)[:1990]
    started = time.process_time()
    articles, problems = read_bytes("\n".join([line] * 50).encode(), "a.txt")
    assert len(articles) + len(problems) == 1
    assert time.process_time() - started < SECONDS


def test_front_matter_of_one_long_value() -> None:
    articles, _ = read_bytes(f"---\ntitle: {'v' * LENGTH}\n---\nThe bridge fell on Monday.".encode(), "a.md")
    assert len(articles[0].title or "") == LONGEST
