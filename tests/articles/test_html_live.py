"""Live blogs of web pages: a post is an article with its own day; and pages that are hostile or empty."""

from __future__ import annotations

import json
import time

import pytest
from bench_html import articles_of

from timeline.articles.drafts import Draft
from timeline.articles.formats.html import read_html
from timeline.types import InputProblem

POSTS = (
    (
        "2017-02-07T23:40:00+02:00",
        "First shells",
        "Shells hit the bridge at Kestrel twice, officials in the town said late on Tuesday.",
    ),
    (
        "2017-02-08T00:10:00+02:00",
        "The road",
        "The road to the north is closed, the mayor told reporters who had come to the river.",
    ),
    (
        "2017-02-08T06:30:00+02:00",
        "Denial",
        "The army of the other bank denied that it had fired, and spoke of the truce of last month.",
    ),
)
HEADING = "<h1>Bridge at Kestrel shelled: as it happened</h1>"


def by_data() -> str:
    updates = [
        {"@type": "BlogPosting", "headline": title, "datePublished": stamp, "articleBody": text}
        for stamp, title, text in POSTS
    ]
    data = {
        "@type": "LiveBlogPosting",
        "headline": "Bridge at Kestrel shelled: as it happened",
        "datePublished": "2017-02-07T22:00:00+02:00",
        "publisher": {"name": "Kestrel Post"},
        "liveBlogUpdate": updates,
    }
    posts = "".join(f"<div><h3>{title}</h3><p>{text}</p></div>" for _, title, text in POSTS)
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return f"<html lang='en'><head>{script}</head><body>{HEADING}{posts}</body></html>"


def by_marks() -> str:
    posts = "".join(
        f'<article class="live-blog-post"><time datetime="{stamp}">{stamp[11:16]}</time>'
        f"<h2>{title}</h2><p>{text}</p></article>"
        for stamp, title, text in POSTS
    )
    head = '<meta property="og:site_name" content="Kestrel Post">'
    return f"<html lang='en'><head>{head}</head><body>{HEADING}{posts}</body></html>"


@pytest.mark.parametrize("page", [by_data(), by_marks()], ids=["by its data", "by its marks"])
def test_each_post_is_an_article_with_its_own_day(page: str) -> None:
    articles = articles_of("live.html", page.encode())
    assert [article.published.edtf for article in articles] == ["2017-02-07", "2017-02-08", "2017-02-08"]
    assert [article.title for article in articles] == [title for _, title, _ in POSTS]
    assert [article.text for article in articles] == [text for *_, text in POSTS]
    assert {article.outlet.name for article in articles if article.outlet} == {"Kestrel Post"}
    assert len({article.id for article in articles}) == len(POSTS)
    assert all("live-blog" in {one.kind for one in article.published.basis} for article in articles)


SCRIPT = "<script>alert(1)</script>"
LONG = "x" * 10_000
DATA = (
    '{"@type":"NewsArticle","headline":"Bridge &lt;img src=x onerror=alert(1)&gt;\\u202e shelled\\u0000 '
    + LONG
    + '","datePublished":"2017-02-07"}'
)
FIELDS = f"""<html lang="en"><head><title>{LONG}</title>
<meta property="og:site_name" content="Kestrel &lt;script&gt;alert(1)&lt;/script&gt;\u202e Post\u200b">
<meta name="author" content="Jane\u2066 Doe&#x202e;\u0007">
<link rel="canonical" href="javascript:alert(1)">
<script type="application/ld+json">{DATA}</script></head>
<body><h1>Bridge</h1><p>Shells hit the bridge at Kestrel twice on Monday,\u202e officials in the town said.&#0;&#7;</p>
<p>Nobody was hurt, the mayor told reporters who had come to the river on the next day.</p>{SCRIPT}</body></html>"""


def test_names_hold_nothing_that_is_not_seen() -> None:
    (article,) = articles_of("page.html", FIELDS.encode())
    assert article.outlet is not None
    for name in (article.title or "", article.byline or "", article.outlet.name):
        assert name
        assert len(name) <= 500
        assert name == "".join(letter for letter in name if letter.isprintable())
        assert not set(name) & set("\u202e\u2066\u200b\x00\x07<>")
    assert article.url is None
    assert "alert" not in article.text
    assert "\x00" not in article.text
    assert any("direction of writing" in doubt for doubt in article.doubts)


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<html></html>",
        b"<html><body></body></html>",
        b"<html><head><script>var a = 1</script></head><body><img src='a.png'></body></html>",
    ],
    ids=["empty", "nothing", "no text", "a picture"],
)
def test_a_page_without_an_article_is_one_line(page: bytes) -> None:
    (problem,) = read_html(page, "page.html")
    assert isinstance(problem, InputProblem)
    assert str(problem).startswith("page.html: ")


LENGTH = 40_000
PIECES = [
    "<div>",
    "<p>a",
    "<b><i>",
    "<table><tr><td>",
    "<a href=",
    "<!--",
    "&#1;",
    "<time datetime='2017-02-07'>",
    "<div class='live-blog-post'><time datetime='2017-02-07T10:00:00'></time><p>",
    "<h1>Bridge</h1>",
    "<p>Bridge</p>7 February 2017",
    '<script type="application/ld+json">{"@type":"NewsArticle","a":[',
    '<meta name="author" content="a">',
    "<div itemprop='datePublished' content='2017'>",
    "© 2019 ",
    "\x00\u202e",
]


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_no_page_costs_more_than_its_length(piece: str) -> None:
    page = "<html><body>" + (piece * (LENGTH // len(piece) + 1))[:LENGTH]
    began = time.process_time()
    articles = articles_of("page.html", page.encode())
    assert all(article.text for article in articles)
    assert time.process_time() - began < 60  # a guard, not a measurement


def test_every_character_is_the_pages() -> None:
    page = by_marks().replace("<p>", "<p>One &amp; two &nbsp;<b>three</b>, <a href='/x'>four</a>. ")
    drafts = [draft for draft in read_html(page.encode(), "live.html") if isinstance(draft, Draft)]
    articles = articles_of("live.html", page.encode())
    for draft, article in zip(drafts, articles, strict=True):
        assert article.text.startswith("One & two \u00a0three, four. ")
        kept = "".join(draft.source[begin : begin + length] for _, begin, length in article.source.segments)
        assert kept == article.text
