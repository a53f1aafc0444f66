"""Names, titles and bylines as they can be shown: one line, nothing invisible, nothing that turns the writing."""

from __future__ import annotations

import html
import re
import unicodedata

LONGEST = 500
"""Characters of a title; the longest headlines have 300."""

_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]{0,300}|!--[^<>]{0,300}--)>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
# They join letters in Persian, Urdu and the scripts of India; between such letters they are spelling.
_JOINERS = "\u200c\u200d"
_TWICE = 2


def plain_name(text: str | None) -> str | None:
    """``text`` as a name: tags, entities and what is invisible out, one space between words, at most 500 characters.

    >>> plain_name("Truce &amp;amp; talks <b>fail</b>\\u202e\\x00 again"), plain_name(" \\u200b ")
    ('Truce & talks fail again', None)
    """
    if not text:
        return None
    text = text[: 20 * LONGEST]
    for _ in range(_TWICE):  # data of pages are often escaped twice
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    text = _TAG.sub(" ", text)
    plain = " ".join(visible(text).split())
    if len(plain) > LONGEST:
        plain = plain[: LONGEST - 1].rstrip() + "…"
    return plain or None


def visible(text: str) -> str:
    """``text`` without characters that show nothing or change the direction of writing; line ends as spaces."""
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for place, character in enumerate(text):
        kind = unicodedata.category(character)
        if kind == "Cf" and character in _JOINERS and text[place - 1 : place].isalpha():
            kept.append(character)
        elif kind in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif kind not in ("Cf", "Cs", "Co", "Cn"):
            kept.append(character)
    return "".join(kept)
