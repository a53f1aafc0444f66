"""Web pages as they were saved: their text, their article in it, and what they say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from timeline.articles.drafts import Draft, Drafts, Stated
from timeline.articles.encodings import misread_doubt
from timeline.articles.formats.html_body import Slices, find_body
from timeline.articles.formats.html_dates import bounds_of, dates_of
from timeline.articles.formats.html_decode import decode_page
from timeline.articles.formats.html_live import Post, find_posts
from timeline.articles.formats.html_meta import Head, below_headline, bylines_of, language_of_page, read_head, title_of
from timeline.articles.formats.html_tables import page_tables
from timeline.articles.formats.html_text import PageText, parse_page, text_of_page
from timeline.articles.rules import find_rule
from timeline.articles.units import units_in, units_of
from timeline.types import Evidence, InputProblem

_LEAST_BODY = 200
"""Characters of a body that a list of other articles can follow."""
_LEAST_LINK = 20
"""Characters of a link that is a headline."""
_MANY_LINKS = 8
_LINKED = 0.6
"""Share of a body that is links where it is no article."""
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
    saved = re.search(page_tables()["archive"]["saved_from"], decoded.text[:2000])
    head = read_head(root, page, saved["page"] if saved else None)
    posts = find_posts(head)
    if posts:
        yield from _live(posts, head, decoded.doubts)
        return
    body = _above_list(below_headline(find_body(root, page), head), page)
    if not body:
        what, fix = "no article: the page shows no text of one", "save the page again once it is loaded"
        yield InputProblem(name, None, what, fix)
        return
    if head.article is None and _is_list(page, root, body):
        what = "no article: the page is a list of links to articles"
        yield InputProblem(name, None, what, "open the articles, and save each")
        return
    yield Draft(
        page.source,
        fields=_fields(head, title=title_of(head), url=head.url, byline=bylines_of(head)),
        doubts=(*decoded.doubts, *_unseen(page.source)),
        body=body,
        stated=(*dates_of(head, body), *bounds_of(decoded.text, head)),
        named=head.outlets,
    )


def _above_list(body: Slices, page: PageText) -> Slices:
    """A body without what stands below a heading over other articles ("More stories"), which was taken for its end."""
    told = 0
    for number, (begin, end) in enumerate(body[:-1]):
        told += end - begin
        between = units_of(page.source, end, body[number + 1][0])
        is_heading = any(find_rule(unit.text, places=("tail",), actions=("drop-to-end",)) for unit in between)
        rest = body[number + 1 :]
        if is_heading and told >= _LEAST_BODY and not any(unit.is_body_like for unit in units_in(page.source, rest)):
            return body[: number + 1]
    return body


def _is_list(page: PageText, root: Any, body: Slices) -> bool:
    """Whether a body is mostly links, many of them: the front page of a section."""
    inside = 0
    links = 0
    for link in root.iter("a"):
        begin, end = page.places.get(link, (0, 0))
        if begin < end and any(first < end and begin < last for first, last in body):
            inside += end - begin
            links += end - begin >= _LEAST_LINK
    return links >= _MANY_LINKS and inside >= _LINKED * sum(last - first for first, last in body)


def _fields(head: Head, **stated: str | None) -> dict[str, str]:
    """What is stated beside the text, without what is not."""
    return {key: value for key, value in (*stated.items(), ("language", _language(head))) if value}


def _live(posts: Sequence[Post], head: Head, doubts: tuple[str, ...]) -> Iterator[Draft]:
    """A draft for each post; its title is its own, else that of the blog."""
    blog = title_of(head)
    for number, post in enumerate(posts, 1):
        url = post.url if post.url and post.url.startswith(("http://", "https://")) else head.url
        note = f"post {number} of {len(posts)} of the live blog {blog!r}" if blog else f"post {number} of a live blog"
        part = Stated("other", Evidence("live-blog", blog or "", note))
        yield Draft(
            head.text.source,
            fields=_fields(head, title=post.title or blog, url=url, byline=post.byline or bylines_of(head)),
            doubts=doubts,
            body=post.body,
            stated=(post.stated, part),
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
