"""Tables and records under any usual names: which column was read as what, and what is said of it."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from timeline.articles.drafts import Draft
from timeline.articles.formats import read_drafts
from timeline.articles.formats.columns import check_columns, choose_columns
from timeline.articles.formats.instants import written_date
from timeline.types import InputProblem

BODY = "Shells hit the bridge at Kestrel twice on Monday, officials in the town said. " * 6
HTML = f"<p>{BODY.strip()}</p><p>Nobody was hurt &amp; the road is open.</p><script>x()</script>"


def drafts(data: bytes | str, name: str, **columns: str) -> list[Draft | InputProblem]:
    return list(read_drafts(data.encode() if isinstance(data, str) else data, name, columns=columns))


def only(data: bytes | str, name: str, **columns: str) -> Draft:
    found = drafts(data, name, **columns)
    assert len(found) == 1 and isinstance(found[0], Draft), found
    return found[0]


def test_names_of_columns_do_as_their_examples_say() -> None:
    assert check_columns() == ()


@pytest.mark.parametrize(
    ("header", "field", "column"),
    [
        (["Titel", "Datum", "Inhalt"], "text", "Inhalt"),
        (["заголовок", "дата", "текст"], "published", "дата"),
        (["id", "body", "description"], "text", "body"),
        (["id", "description"], "summary", "description"),
        (["date_download", "date_publish", "maintext"], "published", "date_publish"),
        (["Source", "Publisher", "Text"], "outlet", "Source"),
        (["crawl_date", "text"], "published", None),
        (["image_url", "Link", "text"], "url", "Link"),
    ],
)
def test_a_column_is_known_by_its_name(header: list[str], field: str, column: str | None) -> None:
    assert next(iter(choose_columns(header).of.get(field, ())), None) == column


# What news interfaces and collectors answer, in short: the record, and what an article of it must have.
ANSWERS: list[tuple[str, Any, dict[str, str]]] = [
    (
        "a list under a key under a key, fields in a container",
        {
            "response": {
                "status": "ok",
                "results": [
                    {
                        "id": "world/1",
                        "webTitle": "Bridge shelled",
                        "webUrl": "https://news.example/1",
                        "webPublicationDate": "2017-02-07T10:00:00Z",
                        "fields": {"bodyText": BODY, "byline": "Jane Doe"},
                    }
                ],
            }
        },
        {"title": "Bridge shelled", "published": "2017-02-07T10:00:00Z", "byline": "Jane Doe"},
    ),
    (
        "records within the record",
        {
            "articles": {
                "results": [
                    {
                        "title": "Bridge shelled",
                        "body": BODY,
                        "dateTimePub": "2017-02-07T10:00:00Z",
                        "source": {"uri": "dawn.com", "title": "Dawn"},
                        "authors": [{"name": "Jane Doe", "uri": "x"}, {"name": "Ali Roe"}],
                    }
                ]
            }
        },
        {"outlet": "Dawn", "byline": "Jane Doe, Ali Roe"},
    ),
    (
        "a crawler's record",
        {
            "maintext": BODY,
            "title": "Bridge shelled",
            "date_publish": "2017-02-07 10:00:00",
            "date_download": "2020-01-01 00:00:00",
            "source_domain": "dawn.com",
            "authors": ["Jane Doe"],
        },
        {"published": "2017-02-07 10:00:00", "outlet": "dawn.com", "byline": "Jane Doe"},
    ),
    (
        "linked data",
        {
            "@type": "NewsArticle",
            "headline": "Bridge shelled",
            "articleBody": BODY,
            "datePublished": "2017-02-07",
            "publisher": {"@type": "Organization", "name": "Dawn"},
            "author": {"name": "By Jane Doe"},
        },
        {"title": "Bridge shelled", "outlet": "Dawn", "byline": "Jane Doe"},
    ),
    (
        "an export of a database",
        [{"_id": {"$oid": "5"}, "text": BODY, "published": {"$date": "2017-02-07T10:00:00Z"}}],
        {"published": "2017-02-07T10:00:00Z"},
    ),
]


@pytest.mark.parametrize(("record", "fields"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_answers_of_interfaces(record: Any, fields: dict[str, str]) -> None:
    draft = only(json.dumps(record), "a.json")
    assert draft.source.strip() == BODY.strip()
    assert {key: draft.fields.get(key) for key in fields} == fields


def test_a_guess_is_told_and_a_plain_name_is_not() -> None:
    guessed = only(f"Headline,Body\nx,{BODY.replace(',', '')}\n", "a.csv")
    assert guessed.doubts == (
        "columns guessed: 'Body' as text, 'Headline' as title; name them otherwise if that is wrong",
    )
    assert only(f"title,text\nx,{BODY.replace(',', '')}\n", "a.csv").doubts == ()


def test_a_column_can_be_named_by_the_user() -> None:
    table = "Body,Notes,Day\nShort notice.,What was seen at the bridge.,7 February 2017\n"
    draft = only(table, "a.csv", text="notes", published="Day")
    assert (draft.source, draft.fields["published"]) == ("What was seen at the bridge.", "7 February 2017")
    assert draft.doubts == ()


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ({"text": "Story"}, "a.csv:1: no column 'Story' for text; name one of the columns: Body, Day"),
        ({"mood": "Day"}, "a.csv:1: an article has no field 'mood'; name one of the columns: Body, Day"),
    ],
)
def test_a_column_that_is_not_there(columns: dict[str, str], what: str) -> None:
    assert [str(one) for one in drafts("Body,Day\nx,y\n", "a.csv", **columns)] == [what]


def test_the_one_long_column_is_the_text_where_no_name_tells() -> None:
    draft = only(f"a;b;c\n1;x;{BODY}\n", "a.csv")
    assert draft.source == BODY
    assert "by its length alone" in draft.doubts[0]


def test_a_summary_stands_in_and_is_told() -> None:
    draft = only(json.dumps({"abstract": BODY, "headline": {"main": "Bridge"}}), "a.json")
    assert (draft.source, draft.fields["title"]) == (BODY, "Bridge")
    assert "only a summary: the record holds no whole text" in draft.doubts


def test_a_text_that_was_cut_is_told() -> None:
    draft = only(json.dumps({"content": "Shells hit the bridge and… [+1234 chars]"}), "a.json")
    assert any("may have been cut" in doubt for doubt in draft.doubts)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_html_in_a_field_loses_its_tags(name: str) -> None:
    draft = only(json.dumps({"title": "Bridge &amp; road", "text": HTML}), name)
    assert draft.source == f"{BODY.strip()}\n\nNobody was hurt & the road is open."
    assert draft.fields["title"] == "Bridge & road"
    assert "the text is HTML: its tags were taken out" in draft.doubts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("7 Feb 2017", "7 Feb 2017"),
        (1486461600, "2017-02-07T10:00:00Z"),
        ("1486461600000", "2017-02-07T10:00:00Z"),
        (1486461600000000, "2017-02-07T10:00:00Z"),
        ("20170207T101500Z", "2017-02-07T10:15:00Z"),
        (20170207, "2017-02-07"),
        (2017, "2017"),
        (42773, "2017-02-07"),
        (datetime(2017, 2, 7), "2017-02-07"),
        (datetime(2017, 2, 7, 10, 0, tzinfo=UTC), "2017-02-07T10:00:00+00:00"),
        (date(2017, 2, 7), "2017-02-07"),
        ("20171399", "20171399"),
        (5, None),
        (True, None),
        (float("nan"), None),
        (float("inf"), None),
        (10**40, None),
        ("", None),
    ],
)
def test_dates_as_tables_hold_them(value: object, text: str | None) -> None:
    written = written_date(value)
    assert (written[0] if written else None) == text


def test_a_number_that_was_read_as_a_date_is_told() -> None:
    draft = only(json.dumps({"text": BODY, "published": 1486461600}), "a.json")
    assert "published: 1486461600 read as seconds since 1970, in UTC" in draft.doubts


def test_what_an_escape_hides_is_told() -> None:
    draft = only('{"text": "The bridge\\u0000 fell on \\u202eyadnoM."}', "a.json")
    assert draft.doubts[:2] == (
        "1 control characters stand in the text; they are kept as they are",
        "1 marks change the direction of writing: look at the text as it is stored",
    )


# --- sheets -----------------------------------------------------------------------------------------------------------


def workbook(**sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_sheet_with_a_title_above_its_header_and_dates_as_cells() -> None:
    rows = [["Export of the archive"], [], ["Headline", "Published", "Body"], ["Bridge", datetime(2017, 2, 7), BODY]]
    draft = only(workbook(One=rows), "a.xlsx")
    assert (draft.row, draft.source, draft.fields["published"]) == (4, BODY, "2017-02-07")


def test_each_sheet_with_articles_is_read() -> None:
    found = drafts(
        workbook(
            North=[["text"], [BODY]], Notes=[["who", "what"], ["x", "y"]], South=[["text"], ["The road is open."]]
        ),
        "a.xlsx",
    )
    assert [(one.doubts[0], one.source) for one in found if isinstance(one, Draft)] == [
        ("from the sheet 'North'", BODY),
        ("from the sheet 'South'", "The road is open."),
    ]
    assert len(found) == 2


def test_a_workbook_without_articles_is_one_problem() -> None:
    found = drafts(workbook(A=[["who", "what"], ["x", "y"]], B=[["z", "w"], ["x", "y"]]), "a.xlsx")
    assert [str(one) for one in found] == [
        "a.xlsx:1: no text column; the header line has: who, what; name the column with the article's text: text"
    ]


def table_of(columns: dict[str, Any]) -> bytes:
    written = io.BytesIO()
    parquet.write_table(pa.table(columns), written)
    return written.getvalue()


def test_parquet_with_types_and_records_within() -> None:
    data = table_of(
        {
            "content": [BODY, "The road is open."],
            "published_at": pa.array([datetime(2017, 2, 7, 10, tzinfo=UTC), None]),
            "source": [{"name": "Dawn"}, {"name": None}],
        }
    )
    one, other = drafts(data, "a.parquet")
    assert isinstance(one, Draft) and isinstance(other, Draft)
    assert (one.row, one.fields) == (1, {"outlet": "Dawn", "published": "2017-02-07T10:00:00+00:00"})
    assert (other.row, dict(other.fields)) == (2, {})


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (workbook(A=[["text"], [BODY]])[:-400], "a.xlsx", "damaged"),
        (workbook(A=[["text"], [BODY]])[:40], "a.xlsx", "damaged"),
        (b"PK\x05\x06" + b"\x00" * 18, "a.xlsx", "not what its name says"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "a.xlsx", "locked with a password, or of the format before 2007"),
        (table_of({"text": [BODY]})[:-8], "a.parquet", "broken Parquet"),
        (table_of({"text": [BODY]})[8:], "a.parquet", "broken Parquet"),
        (b"", "a.parquet", "broken Parquet"),
    ],
)
def test_a_damaged_table_is_one_clear_line(data: bytes, name: str, what: str) -> None:
    found = drafts(data, name)
    assert len(found) == 1 and isinstance(found[0], InputProblem)
    assert found[0].path == name and what in found[0].what and found[0].fix


def test_a_table_damaged_inside_gives_what_stood_before() -> None:
    data = bytearray(table_of({"text": [f"{BODY}{number}" for number in range(2000)]}))
    data[len(data) // 3 : len(data) // 3 + 60] = b"\xff" * 60
    found = drafts(bytes(data), "a.parquet")
    assert isinstance(found[-1], InputProblem)


SAMPLES = {
    "a.xlsx": workbook(A=[["text", "date"], [BODY, 42773]]),
    "a.parquet": table_of({"text": [BODY], "source": [{"name": "Dawn"}]}),
    "a.json": json.dumps(ANSWERS[1][1]).encode(),
    "a.csv": b"Titel;Datum;Inhalt\nBridge;1486461600;The road is open.\n",
}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_no_damage_raises(name: str, data: st.DataObject) -> None:
    damaged = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(damaged) // 3, len(damaged)))
    assert all(isinstance(one, Draft | InputProblem) for one in drafts(bytes(damaged[:cut]), name))
