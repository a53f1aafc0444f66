"""Web pages as they were saved: their text, their article in it, and what they say of it."""

from __future__ import annotations

import re

from timeline.articles.drafts import Draft, Drafts
from timeline.articles.encodings import misread_doubt
from timeline.articles.formats.html_body import find_body
from timeline.articles.formats.html_dates import dates_of
from timeline.articles.formats.html_decode import decode_page
from timeline.articles.formats.html_meta import Head, bylines_of, language_of_page, read_head, title_of
from timeline.articles.formats.html_text import parse_page, text_of_page
from timeline.types import InputProblem

_DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def read_html(data: bytes, name: str) -> Drafts:
    """The article of a saved page; a live blog is one draft for each of its posts that has a time of its own."""
    decoded = decode_page(data, name)
    if isinstance(decoded, InputProblem):
        yield decoded
        return
    root = parse_page(decoded.text)
    if root is None:
        yield InputProblem(name, None, "no article: the page is empty", "save the page again, as the browser shows it")
        return
    page = text_of_page(root)
    head = read_head(root, page)
    body = find_body(root, page)
    if not body:
        what, fix = "no article: the page shows no text of one", "save the page again once it is loaded"
        yield InputProblem(name, None, what, fix)
        return
    fields = {
        key: value
        for key, value in (
            ("title", title_of(head)),
            ("url", head.url),
            ("byline", bylines_of(head)),
            ("language", _language(head)),
        )
        if value
    }
    yield Draft(
        page.source,
        fields=fields,
        doubts=(*decoded.doubts, *_unseen(page.source)),
        body=body,
        stated=dates_of(head, body),
        named=head.outlets,
    )


def _unseen(text: str) -> tuple[str, ...]:
    """What a reader of the page does not see in its text."""
    directions = len(_DIRECTIONS.findall(text))
    told = (
        [f"{directions} marks change the direction of writing: look at the text as it is stored"] if directions else []
    )
    misread = misread_doubt(text)
    return (*told, *([misread] if misread else []))


def _language(head: Head) -> str | None:
    """The stated language, where it is a code; some pages state the name of a template."""
    stated = language_of_page(head)
    return stated if stated and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}", stated) else None
