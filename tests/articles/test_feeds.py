"""RSS, Atom, NewsML-G2, NITF and ninjs: an item an article, with its dates as the standard means them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from timeline.articles.drafts import Draft
from timeline.articles.formats import read_drafts
from timeline.types import InputProblem

BODY = "Shells hit the bridge at Kestrel twice on Monday, officials in the town said. " * 6
PARAGRAPHS = f"<p>{BODY.strip()}</p><p>Nobody was hurt.</p>"
TEXT = f"{BODY.strip()}\n\nNobody was hurt."


def drafts(data: str | bytes, name: str) -> list[Draft | InputProblem]:
    return list(read_drafts(data.encode() if isinstance(data, str) else data, name))


def only(data: str, name: str) -> Draft:
    found = drafts(data, name)
    assert len(found) == 1 and isinstance(found[0], Draft), found
    return found[0]


def dates(draft: Draft) -> list[tuple[str, str]]:
    return [(stated.role, stated.evidence.text) for stated in draft.stated]


def rss(items: str, title: str = "BBC News - Middle East") -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>{title}</title><link>https://news.example</link><language>en-gb</language>{items}</channel></rss>"
    )


ITEM = (
    "<item><title>Bridge &amp;amp; road shelled</title><link>https://news.example/1</link>"
    "<dc:creator>By Jane Doe</dc:creator><pubDate>Tue, 07 Feb 2017 10:00:00 GMT</pubDate>"
    "<description>Short.</description>"
    f"<content:encoded><![CDATA[{PARAGRAPHS}]]></content:encoded></item>"
)


@pytest.mark.parametrize("name", ["a.rss", "a.xml"])
def test_an_item_with_its_whole_text(name: str) -> None:
    draft = only(rss(ITEM), name)
    assert (draft.source, draft.row) == (TEXT, 1)
    assert draft.fields == {
        "title": "Bridge & road shelled",
        "url": "https://news.example/1",
        "byline": "Jane Doe",
        "language": "en-gb",
    }
    assert dates(draft) == [("published", "Tue, 07 Feb 2017 10:00:00 GMT")]
    assert [evidence.text for evidence in draft.named] == ["BBC News"]
    assert draft.doubts == ()


def test_a_summary_is_told() -> None:
    draft = only(
        rss("<item><title>Bridge</title><description>Shells fell &amp;mdash; twice.</description></item>"), "a.rss"
    )
    assert draft.source == "Shells fell — twice."
    assert draft.doubts == ("only a summary: the feed holds no whole text; save the page for the rest",)


def test_items_of_sound_and_without_text_are_told() -> None:
    broadcast = '<item><title>Talk</title><description>x</description><enclosure url="u" type="audio/mpeg"/></item>'
    found = drafts(rss(ITEM + broadcast + "<item><title>Bare</title></item>"), "a.rss")
    assert [str(one).split(";")[0] for one in found[1:]] == [
        "a.rss:2: an item of sound or film, no article",
        "a.rss:3: an item without a text",
    ]


def test_the_source_of_a_gathering_feed_is_the_outlet() -> None:
    item = ITEM.replace("<link>", '<source url="https://www.dawn.com/rss">Dawn</source><link>')
    assert [evidence.text for evidence in only(rss(item, "All the news"), "a.rss").named] == ["Dawn", "All the news"]


def test_atom_with_publication_and_update() -> None:
    entry = (
        '<entry><title type="html">&lt;b&gt;Brücke&lt;/b&gt; beschossen</title><link href="https://news.example/2"/>'
        "<published>2017-02-07T10:00:00Z</published><updated>2017-02-08T10:00:00Z</updated>"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{PARAGRAPHS}</div></content></entry>'
    )
    draft = only(f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Dawn</title>{entry}</feed>', "a.atom")
    assert (draft.source, draft.fields["title"]) == (TEXT, "Brücke beschossen")
    assert dates(draft) == [("published", "2017-02-07T10:00:00Z"), ("modified", "2017-02-08T10:00:00Z")]


def test_an_update_alone_stands_in_and_is_told() -> None:
    entry = f"<entry><title>x</title><updated>2017-02-08T10:00:00Z</updated><summary>{BODY}</summary></entry>"
    draft = only(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Dawn</title>{entry}</feed>', "a.atom")
    assert dates(draft) == [("published", "2017-02-08T10:00:00Z")]
    assert draft.doubts[0].endswith("it may have been out before")


def test_a_feed_that_is_no_sound_xml_is_read() -> None:
    draft = only(rss(ITEM.replace("Short.", "A road & a bridge&nbsp;fell")), "a.xml")
    assert draft.source == TEXT


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize("name", ["a.rss", "a.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(name: str, encoding: str) -> None:
    data = rss(ITEM).replace('<?xml version="1.0"?>', BOMB).encode(encoding)
    found = drafts(data, name)
    assert len(found) == 1 and isinstance(found[0], InputProblem)
    assert "declares entities" in found[0].what


def test_a_feed_cut_short_gives_what_it_has_and_says_so() -> None:
    found = drafts(rss(ITEM + ITEM)[:-300], "a.rss")
    assert isinstance(found[0], Draft)
    assert str(found[-1]).startswith("a.rss:2: the feed ends in the middle; ")


# --- what agencies send -----------------------------------------------------------------------------------------------


def news_item(meta: str = "", content: str = PARAGRAPHS) -> str:
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x" version="2" xml:lang="en-US">'
        f'<itemMeta><provider qcode="nprov:KES"/>{meta}</itemMeta><contentMeta>'
        '<infoSource qcode="is:KES"><name>Kestrel Agency</name></infoSource><headline>Bridge shelled</headline>'
        "<by>By Jane Doe</by></contentMeta><contentSet>"
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title>'
        f"</head><body>{content}</body></html></inlineXML></contentSet></newsItem>"
    )


FIRST = "<firstCreated>2017-02-07T10:00:00Z</firstCreated>"
VERSION = "<versionCreated>2017-02-07T14:00:00Z</versionCreated>"


def test_a_news_item() -> None:
    draft = only(news_item(VERSION + FIRST), "a.xml")
    assert draft.source == TEXT
    assert draft.fields == {"title": "Bridge shelled", "byline": "Jane Doe", "language": "en-US"}
    assert dates(draft) == [("published", "2017-02-07T10:00:00Z"), ("modified", "2017-02-07T14:00:00Z")]
    assert [evidence.text for evidence in draft.named] == ["Kestrel Agency", "KES"]


def test_an_embargo_is_the_publication() -> None:
    draft = only(news_item(FIRST + VERSION + "<embargoed>2017-02-09T00:00:00Z</embargoed>"), "a.xml")
    assert dates(draft) == [("published", "2017-02-09T00:00:00Z"), ("other", "2017-02-07T10:00:00Z")]
    assert draft.doubts == ("embargoed until 2017-02-09T00:00:00Z: published then, or later",)


def test_an_embargo_that_was_over_changes_nothing() -> None:
    draft = only(news_item(FIRST + "<embargoed>2017-02-07T06:00:00Z</embargoed>"), "a.xml")
    assert dates(draft) == [("published", "2017-02-07T10:00:00Z")]


def test_a_version_alone_is_told() -> None:
    assert only(news_item(VERSION), "a.xml").doubts == (
        "the item states only when this version was made: the first may be older",
    )


def test_a_withdrawn_item_is_told() -> None:
    draft = only(news_item(FIRST + '<pubStatus qcode="stat:canceled"/>'), "a.xml")
    assert "its agency marks the item as 'canceled': it may have been withdrawn" in draft.doubts


def test_a_message_with_several_items() -> None:
    message = f"<newsMessage><itemSet>{news_item(FIRST)}{news_item(FIRST, '')}</itemSet></newsMessage>"
    one, other = drafts(message, "a.xml")
    assert isinstance(one, Draft) and one.row == 1
    assert str(other) == "a.xml:2: a news item without a text; read the item that holds the article"


def test_nitf() -> None:
    draft = only(
        '<nitf><head><docdata><date.issue norm="20170207T100000Z"/></docdata><pubdata name="Dawn"/></head><body>'
        "<body.head><hedline><hl1>Bridge shelled</hl1></hedline><byline>By Jane Doe</byline></body.head>"
        f"<body.content>{PARAGRAPHS}<media><media-caption>A bridge.</media-caption></media></body.content></body>"
        "</nitf>",
        "a.nitf",
    )
    assert (draft.source, dict(draft.fields)) == (TEXT, {"title": "Bridge shelled", "byline": "Jane Doe"})
    assert dates(draft) == [("published", "2017-02-07T10:00:00Z")]
    assert draft.named[0].text == "Dawn"


NINJS_1: dict[str, Any] = {
    "uri": "https://news.example/3",
    "type": "text",
    "versioncreated": "2017-02-07T14:00:00Z",
    "firstcreated": "2017-02-07T10:00:00Z",
    "headline": "Bridge shelled",
    "byline": "Jane Doe",
    "body_text": BODY,
    "body_xhtml": PARAGRAPHS,
    "infosource": [{"name": "Kestrel Agency"}],
}
NINJS_2: dict[str, Any] = {
    "uri": "https://news.example/3",
    "versionCreated": "2017-02-07T14:00:00Z",
    "firstCreated": "2017-02-07T10:00:00Z",
    "headlines": [{"role": "short", "value": "Bridge"}, {"role": "main", "value": "Bridge shelled"}],
    "by": "Jane Doe",
    "bodies": [{"contentType": "text/plain", "value": BODY}, {"contentType": "text/html", "value": PARAGRAPHS}],
    "infoSources": [{"name": "Kestrel Agency"}],
}


@pytest.mark.parametrize("item", [NINJS_1, NINJS_2], ids=["1.x", "2.x and 3.x"])
def test_ninjs(item: dict[str, Any]) -> None:
    draft = only(json.dumps(item), "a.json")
    assert draft.source == TEXT
    assert draft.fields == {"title": "Bridge shelled", "byline": "Jane Doe", "url": "https://news.example/3"}
    assert dates(draft) == [("published", "2017-02-07T10:00:00Z"), ("modified", "2017-02-07T14:00:00Z")]
    assert [evidence.text for evidence in draft.named] == ["Kestrel Agency"]


def test_a_picture_in_ninjs_is_told() -> None:
    found = drafts(json.dumps([{"uri": "u", "type": "picture", "versioncreated": "2017-02-07"}]), "a.json")
    assert [str(one) for one in found] == [
        "a.json:1: an item of type 'picture' without a text; read the item that holds the article"
    ]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("<newsItem>", "broken XML"),
        (news_item(FIRST)[:-40], "broken XML"),
        ("<packageItem/>", "NewsML-G2 without a news item"),
        ("<nitf><body/></nitf>", "NITF without a text"),
        ("<kml/>", "XML of a kind that is not read (<kml>)"),
        ("", "broken XML"),
        ("<a>" * 5000, "broken XML"),
    ],
)
def test_damaged_xml_is_one_clear_line(data: str, what: str) -> None:
    found = drafts(data, "a.xml")
    assert len(found) == 1 and isinstance(found[0], InputProblem)
    assert found[0].what.startswith(what) and found[0].fix
