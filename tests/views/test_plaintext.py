"""Text made fit to be looked at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.views.plaintext import clip, counted, lines, visible
from timeline.views.tooltip import markup

CASES = [
    ("plain", "plain"),
    ("a\x00b", "a␀b"),
    ("a\x1bb\x7f", "a␛b␡"),
    ("\u202egpj.exe", "⟨U+202E⟩gpj.exe"),
    ("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"),
    ("a\u200bb", "a⟨U+200B⟩b"),
    ("line\nbreak\tand\r\n", "line break and  "),
    ("no\u00a0break", "no\u00a0break"),
    ("soft\u00adhyphen", "softhyphen"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("صوت الساحل", "صوت الساحل"),
    ("\ud800", "⟨U+D800⟩"),
    ("👩\u200d🚒", "👩\u200d🚒"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


@given(st.text())
def test_visible_text_has_nothing_unseen_and_can_be_written(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert not any("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" or char < " " for char in shown)
    assert visible(shown) == shown


@given(st.text(), st.integers(2, 60))
def test_clip_keeps_its_length(text: str, length: int) -> None:
    cut = clip(text, length)
    assert len(cut) <= length
    assert cut == text or cut.endswith("…")


@given(st.text(max_size=400), st.integers(5, 40), st.integers(1, 5))
def test_lines_keep_width_and_number(text: str, width: int, most: int) -> None:
    found = lines(text, width, most)
    assert len(found) <= most
    assert all(len(line) <= width for line in found)


def test_long_text_without_a_space_is_cut_fast() -> None:
    assert lines("x" * 5_000_000, 46, 6)[-1].endswith("…")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
        ("%{customdata[0]}", "%\u200b{customdata[0]}"),
        ("<a href='javascript:x'>", "&lt;a href='javascript:x'&gt;"),
    ],
)
def test_markup_shows_what_it_is_given(text: str, expected: str) -> None:
    assert markup(text) == expected


def test_counted() -> None:
    assert [counted(number, "event") for number in (0, 1, 2, 1200)] == [
        "0 events",
        "1 event",
        "2 events",
        "1,200 events",
    ]
