"""Cleaning and splitting: what a careful reader would keep, and that nothing kept is rewritten."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.articles import check_rules, read_bytes
from timeline.articles.decode import Decoded, decode
from timeline.articles.rules import find_rule, rules
from timeline.articles.split import split
from timeline.articles.units import units_of

PAGES = tomllib.loads((Path(__file__).parent / "cleaning.toml").read_text(encoding="utf-8"))["page"]
LEAD = "Shells hit the bridge at Kestrel twice on {}, officials in the town said."


def test_every_rule_does_as_its_examples_say() -> None:
    assert check_rules() == ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page["name"]))
def test_pages(page: dict[str, object]) -> None:
    articles, problems = read_bytes(str(page["page"]).encode(), "page.txt")
    assert (len(articles), problems) == (1, ())
    article = articles[0]
    assert article.title == page.get("title")
    assert [line for line in article.text.splitlines() if line.strip()] == page["body"]
    assert list(article.dropped) == page["dropped"]


LINES = tomllib.loads((Path(__file__).parent / "lines.toml").read_text(encoding="utf-8"))
DROPPED = [line for table in LINES.values() for line in table["drop"]]
KEPT = [line for table in LINES.values() for line in table["keep"]]


@pytest.mark.parametrize("line", DROPPED)
def test_lines_of_a_frame(line: str) -> None:
    assert find_rule(line, places=("any", "head")) or find_rule(line, places=("any", "tail"))


@pytest.mark.parametrize("line", KEPT)
def test_lines_of_articles_that_look_alike(line: str) -> None:
    assert find_rule(line) is None


def test_a_scrape_of_two_articles_is_cut() -> None:
    def scrape(headline: str, day: str) -> str:
        caption = f"The bridge on a {day} before the war. (AFP)"
        block = f"{headline}\n\n{caption}\n{caption}\n"
        return f"{block}TT\n\n{block}\n{LEAD.format(day)}\n\nNobody was hurt.\n"

    source = scrape("Bridge At Kestrel Shelled", "Monday") + "\n\n\n" + scrape("Kestrel Counts Its Shells", "Friday")
    articles, problems = read_bytes(source.encode(), "two.txt")
    assert problems == ()
    assert [article.title for article in articles] == ["Bridge At Kestrel Shelled", "Kestrel Counts Its Shells"]
    assert [article.text for article in articles] == [
        f"{LEAD.format(day)}\n\nNobody was hurt." for day in ("Monday", "Friday")
    ]
    assert len({article.id for article in articles}) == 2
    assert all("cut where the block of a headline repeats" in article.doubts[-1] for article in articles)


LIVE = """Bridge at Kestrel shelled: as it happened
The Irrawaddy | February 7, 2017

14:05 GMT
{lead}
Nobody was hurt, the mayor told reporters who had come to the river.

13.30
Smoke over the western bank
The road to the north has been closed since noon, the police of the town said on the radio.

12:10pm
The army of the other bank denied that it had fired, and spoke of the truce of last month.
"""


def test_a_live_blog_is_its_posts() -> None:
    articles, problems = read_bytes(LIVE.format(lead=LEAD.format("Tuesday")).encode(), "live.txt")
    assert problems == ()
    assert [len(article.text.splitlines()) for article in articles] == [2, 1, 1]
    assert {article.published.edtf for article in articles} == {"2017-02-07"}
    assert {article.outlet.name for article in articles if article.outlet} == {"The Irrawaddy"}
    assert [article.title for article in articles] == [
        "Bridge at Kestrel shelled: as it happened",
        "Smoke over the western bank",
        "Bridge at Kestrel shelled: as it happened",
    ]
    assert all(any("of a live blog" in doubt for doubt in article.doubts) for article in articles)


def test_clocks_in_a_report_make_no_live_blog() -> None:
    text = f"A night in Kestrel\n\n{LEAD.format('Monday')}\n\n21:40\n\n03:10\n\n{LEAD.format('Friday')}"
    assert len(read_bytes(text.encode(), "a.txt")[0]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A Town Waits\n\n{lead}\n\nWe will stay here\n\nWe will stay here\n\n{lead} Nobody was hurt.",
        "A Town Waits\n\n{lead}\n\nThe First Day\n\n{lead} It rained.\n\nThe Second Day\n\n{lead} It rained again.",
    ],
    ids=["a doubled pull quote", "headings"],
)
def test_one_article_is_not_cut(text: str) -> None:
    units = units_of(text.format(lead=LEAD.format("Monday")))
    assert len(split(units)) == 1


def test_no_break_spaces_and_line_ends_stay_as_they_are() -> None:
    body = f"{LEAD.format('Monday')}\u00a0\r\n\r\nNobody\u00a0was hurt."
    source = f"Bridge shelled\u00a0again\r\n\r\nBy\u00a0Jane Doe\r\n{body}\r\n"
    article = read_bytes(source.encode(), "a.txt")[0][0]
    assert article.text == body
    assert (article.title, article.byline) == ("Bridge shelled again", "Jane Doe")


PIECES = [example for rule in rules() for example in (*rule.examples, *rule.rejects)] + [
    LEAD.format("Monday"),
    "Bridge At Kestrel Shelled Again",
    "February 7, 2017",
    "\u00a0",
    "\x00\u202e",
    "",
]


# The first of them waits for models and word lists to load.
@settings(deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=25),
    st.sampled_from(["\n", "\r\n", "\n\n", "\r"]),
)
def test_text_is_made_of_slices_of_the_source(pieces: list[str], line_end: str) -> None:
    content = line_end.join(pieces).encode("utf-8", "replace")
    decoded = decode(content, "a.txt")
    for article in read_bytes(content, "a.txt")[0]:
        assert isinstance(decoded, Decoded)
        position = 0
        last = 0
        for text_begin, source_begin, length in article.source.segments:
            assert text_begin == position
            assert length > 0
            assert source_begin >= last
            assert article.text[text_begin : text_begin + length] == decoded.text[source_begin : source_begin + length]
            position += length
            last = source_begin + length
        assert position == len(article.text)
        if article.dateline:
            assert article.text[article.dateline.begin : article.dateline.end] == article.dateline.text


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.jsonl", "a.json", "a.csv", "a.tsv", "a"]))
def test_no_bytes_make_reading_fail(content: bytes, name: str) -> None:
    articles, problems = read_bytes(content, name)
    assert articles or problems
    assert (articles, problems) == read_bytes(content, name)


SENT = "The governor sent a company of soldiers to the crossroads on Saturday and said that the road was open again."
SECOND = f"Governor sends soldiers\n\nThe Harbour Post | October 26, 2013\n\n{SENT}\n"
RULED = [
    ("a line of marks, a headline and a date", f"==========\n\n{SECOND}", ["2013-10-23", "2013-10-26"]),
    ("marks that part the sections of one article", f"* * *\n\n{SENT}\n", ["2013-10-23"]),
    ("a heading below the marks, without a date", f"-----\n\nWhat comes next\n\n{SENT}\n", ["2013-10-23"]),
]


@pytest.mark.parametrize(("below", "days"), [row[1:] for row in RULED], ids=[row[0] for row in RULED])
def test_two_articles_in_one_file_are_ruled_off(below: str, days: list[str]) -> None:
    told = "Armed men stopped two lorries near the village on Tuesday and took eleven drivers, the chief said."
    first = f"Convoy ambushed\n\nThe Harbour Post | October 23, 2013\n\n{told}\n\n"
    articles, problems = read_bytes((first + below).encode(), "a.txt")
    assert problems == ()
    assert [article.published.edtf for article in articles] == days
    assert all("soldiers" not in article.text for article in articles[:-1])


def test_a_page_of_links_is_no_article() -> None:
    items = "".join(f"<li><a href='/{n}'>Headline {n} about the council of the town</a></li>" for n in range(20))
    page = f"<html lang='en'><head><title>News</title></head><body><h1>Latest</h1><ul>{items}</ul></body></html>"
    articles, [problem] = read_bytes(page.encode(), "a.html")
    assert articles == () and problem.what == "no article: the page is a list of links to articles"


def test_front_matter_as_other_programs_write_it() -> None:
    text = "---\ntitle: Raid\ndate: 2015-05-22\nauthor: Jane Doe\n---\nA bridge fell on Monday.\n"
    [article] = read_bytes(text.encode(), "a.md")[0]
    assert (article.published.edtf, article.byline) == ("2015-05-22", "Jane Doe")
    assert any("'date' read as published" in doubt for doubt in article.doubts)
    [stated] = read_bytes(text.replace("title: Raid", "published: 2015-05-20").encode(), "a.md")[0]
    assert stated.published.edtf == "2015-05-20"
