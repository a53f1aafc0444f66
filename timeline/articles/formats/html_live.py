"""Live blogs: the posts of a page that each have a time of their own, by its data or by how it marks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from timeline.articles.drafts import Stated
from timeline.articles.formats.html_body import Slices, find_texts
from timeline.articles.formats.html_jsonld import posts_of, text_of, types_of
from timeline.articles.formats.html_meta import Head
from timeline.articles.formats.html_tables import page_tables
from timeline.articles.instants import find_instant
from timeline.articles.names import plain_name
from timeline.types import Evidence

_LEAST_POSTS = 2
_LEAST_LETTERS = 40
_MOST_POSTS = 500


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a live blog: the slices of the page's text that it is, and what is stated of it."""

    body: Slices
    stated: Stated
    title: str | None = None
    byline: str | None = None
    url: str | None = None


def find_posts(head: Head) -> tuple[Post, ...]:
    """The posts of a live blog, in the order of the page; empty where the page is none, or its posts have no days."""
    posts = tuple(_by_data(head)) or tuple(_by_marks(head))
    days = {post.stated.evidence.text for post in posts}
    return posts if len(posts) >= _LEAST_POSTS and len(days) >= _LEAST_POSTS else ()


def _by_data(head: Head) -> Iterator[Post]:
    if head.article is None or "LiveBlogPosting" not in types_of(head.article):
        return
    for post in posts_of(head.article)[:_MOST_POSTS]:
        stamp, text = text_of(post, "datePublished"), text_of(post, "articleBody") or text_of(post, "description")
        if not stamp or not text or not find_instant(stamp):
            continue
        body = find_texts(text, head.text)
        if sum(end - begin for begin, end in body) >= _LEAST_LETTERS:
            evidence = Evidence("json-ld", stamp.strip()[:100], "the page's data (JSON-LD) give it as that of the post")
            title = plain_name(text_of(post, "headline"))
            yield Post(
                body, Stated("published", evidence), title, plain_name(text_of(post, "author")), text_of(post, "url")
            )


def _by_marks(head: Head) -> Iterator[Post]:
    """Elements that are called posts and hold one time with its day each; one inside another is its part."""
    called = re.compile(page_tables()["live"]["post_class"], re.IGNORECASE)
    last = -1
    for element in head.root.iter("article", "section", "div", "li"):
        begin, end = head.text.places.get(element, (0, 0))
        if begin < last or not _is_post(element, called):
            continue
        stamp = _stamp(element)
        body = tuple(_paragraphs(element, head)) if stamp else ()
        if stamp and sum(one[1] - one[0] for one in body) >= _LEAST_LETTERS:
            last = end
            heading = next(element.iter("h2", "h3", "h4"), None)
            evidence = Evidence("time", stamp, "the page gives it as the time of the post")
            title = plain_name(head.text.of(heading)) if heading is not None else None
            yield Post(body, Stated("published", evidence), title)


def _is_post(element: Any, called: re.Pattern[str]) -> bool:
    marked = "liveBlogUpdate" in (element.get("itemprop") or "")
    return marked or called.search(element.get("class") or "") is not None


def _stamp(element: Any) -> str | None:
    """The first time of an element with its day, in a form for programs."""
    for time in element.iter("time", "span", "div", "a", "meta"):
        value = (time.get("datetime") or time.get("data-datetime") or (time.get("content") or "")).strip()
        if value and find_instant(value):
            return str(value[:100])
    return None


def _paragraphs(element: Any, head: Head) -> Iterator[tuple[int, int]]:
    """The paragraphs of a post; without headings and times, and without captions."""
    for paragraph in element.iter("p", "li", "blockquote"):
        above = [one.tag for one in paragraph.iterancestors()][:6]
        if "figcaption" in above or "blockquote" in above or "li" in above or "footer" in above:
            continue
        begin, end = head.text.places.get(paragraph, (0, 0))
        text = head.text.source[begin:end]
        inner = begin + len(text) - len(text.lstrip())
        if text.strip() and not _is_time_alone(paragraph):
            yield inner, inner + len(text.strip())


def _is_time_alone(paragraph: Any) -> bool:
    time = next(paragraph.iter("time"), None)
    return time is not None and len("".join(paragraph.itertext()).strip()) <= len("".join(time.itertext()).strip()) + 3
