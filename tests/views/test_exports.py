"""Each format read back by a reader of its own, or against the rules of its specification."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import sys
from datetime import date, timedelta
from xml.etree import ElementTree

import jsonschema
import openpyxl
import pytest
from markdown_it import MarkdownIt
from samples import sample_timeline

from timeline.errors import TimelineError
from timeline.exchange import timeline_from_dict
from timeline.types import Interval, Timeline
from timeline.views.exports import FORMATS, export_bytes, render_export
from timeline.views.formats.research import ACLED_COLUMNS, UCDP_COLUMNS, acled_precision, date_precision
from timeline.views.formats.schema import json_schema
from timeline.views.formats.slides import slide_dates
from timeline.views.formats.tables import ARTICLE_COLUMNS, CLAIM_COLUMNS, EVENT_COLUMNS, guarded


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


DRAWN = ("svg", "png", "pdf")


@pytest.mark.parametrize("format", [name for name in FORMATS if name not in ("png", "pdf")])
def test_every_format_writes_the_same_bytes_and_takes_an_empty_timeline(format: str) -> None:
    assert export_bytes(sample_timeline(), format) == export_bytes(sample_timeline(), format)
    if format in DRAWN:
        with pytest.raises(TimelineError, match="no picture to draw"):
            export_bytes(Timeline(), format)
    else:
        assert export_bytes(Timeline(), format)


def test_a_format_that_is_none() -> None:
    with pytest.raises(TimelineError, match="format 'xls': not one of csv, events, json"):
        render_export(Timeline(), "xls")
    with pytest.raises(TimelineError, match=r"format 'xls': not one of .*, xlsx, png, pdf"):
        export_bytes(Timeline(), "xls")


def test_json_comes_back_whole() -> None:
    assert timeline_from_dict(json.loads(render_export(sample_timeline(), "json"))) == sample_timeline()


def test_csv_has_a_row_for_every_claim() -> None:
    timeline = sample_timeline()
    rows = _rows(render_export(timeline, "csv"))
    assert tuple(rows[0]) == CLAIM_COLUMNS
    assert [row["claim"] for row in rows] == [claim.id for claim in timeline.claims]
    first = rows[0]
    assert first["quote"] == timeline.claims[0].quote
    assert (first["edtf"], first["earliest"], first["date_phrase"]) == ("2021-03-09", "2021-03-09", "Tuesday")
    assert first["sources"] == "the mayor of Karsin"
    assert first["source_sha256"] == timeline.articles[0].source.sha256
    assert {row["undated_reason"] != "" for row in rows if not row["edtf"]} == {True}


CELLS = [
    ("=1+1", "'=1+1"),
    ("+1", "'+1"),
    ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "' =1"),
    ("\r=1", "' =1"),
    ("  =1", "'  =1"),
    ("\u00a0=1", "'\u00a0=1"),
    ("＝1", "'＝1"),
    ("a=1", "a=1"),
    ("", ""),
    (None, None),
    (-33.5, -33.5),
    (7, 7),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_no_spreadsheet_runs_a_cell(cell: str | float | None, expected: str | float | None) -> None:
    assert guarded(cell) == expected


@pytest.mark.parametrize("format", ["csv", "events", "ucdp", "acled"])
def test_no_cell_of_a_hostile_article_is_a_formula(format: str) -> None:
    for row in _rows(render_export(sample_timeline(), format)):
        for column, cell in row.items():
            if column not in {"latitude", "longitude"}:
                assert not cell.lstrip().startswith(("=", "+", "-", "@")), (column, cell)
            assert "\u202e" not in cell


def test_ucdp_rows() -> None:
    rows = {row["id"]: row for row in _rows(render_export(sample_timeline(), "ucdp"))}
    market = rows["event-0000000001"]
    assert tuple(market) == UCDP_COLUMNS
    assert (market["date_start"], market["date_end"], market["date_prec"]) == ("2021-03-08", "2021-03-09", "2")
    # At least eight, eleven, eight: no highest number can be given, and so no best one.
    assert (market["low"], market["best"], market["high"]) == ("8", "", "")
    assert (market["number_of_sources"], market["number_of_origins"]) == ("4", "3")
    assert rows["event-0000000004"]["date_end"] == ""
    assert rows["event-0000000004"]["date_prec"] == ""


START = date(2021, 3, 1)


@pytest.mark.parametrize(
    ("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (365, 5), (367, None)]
)
def test_date_precision(days: int, code: int | None) -> None:
    assert date_precision(Interval(START, START + timedelta(days=days - 1))) == code


def test_ics_entries() -> None:
    text = render_export(sample_timeline(), "ics")
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    whole = text.replace("\r\n ", "")
    entries = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", whole, re.DOTALL)
    closed = [event for event in sample_timeline().events if event.interval.is_closed]
    assert len(entries) == len(closed)
    assert "5 events without a first and a last day left out" in whole
    by_uid = {re.search(r"UID:(\S+)@", entry)[1]: entry for entry in entries}  # type: ignore[index]
    protest = by_uid["event-0000000003"]
    assert "DTSTART;VALUE=DATE:20210310\r\n" in protest
    assert "DTEND;VALUE=DATE:20210311\r\n" in protest  # the end is the day after
    june = by_uid["event-0000000005"]
    assert "DTSTART;VALUE=DATE:20200601\r\nDTEND;VALUE=DATE:20200701\r\n" in june
    assert "SUMMARY:Fighting in the Oren valley (June 2020)" in june


def test_ics_text_cannot_open_a_line_of_its_own() -> None:
    sample = sample_timeline()
    evil = dataclasses.replace(sample.events[5], label="a\r\nEND:VEVENT\r\nX;Y,Z\\n")
    timeline = dataclasses.replace(sample, events=(evil,))
    text = render_export(timeline, "ics").replace("\r\n ", "")
    assert text.count("\r\nEND:VEVENT") == 1
    assert "SUMMARY:a  END:VEVENT  X\\;Y\\,Z\\\\n" in text


def test_geojson_points() -> None:
    document = json.loads(render_export(sample_timeline(), "geojson"))
    assert document["type"] == "FeatureCollection"
    assert document["left_out"] + len({f["properties"]["claim"] for f in document["features"]}) == 17
    for feature in document["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert (longitude, latitude) == (36.25, 34.5)
        assert feature["properties"]["quote"]


def test_timelinejs_slides() -> None:
    text = render_export(sample_timeline(), "timelinejs")
    document = json.loads(text)
    slides = {slide["unique_id"]: slide for slide in document["events"]}
    assert slides["event-0000000005"]["start_date"] == {"year": 2020, "month": 6}
    assert "end_date" not in slides["event-0000000005"]
    assert slides["event-0000000004"]["display_date"] == "6 December 2017 or later"
    assert "event-0000000010" not in slides
    assert "4 events without a known first day left out" in document["title"]["text"]["text"]
    shown = " ".join(slide["text"]["text"] + slide["text"]["headline"] for slide in slides.values())
    assert "<script" not in shown
    assert "<img" not in shown
    assert "javascript:" not in shown


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (Interval(date(2020, 1, 1), date(2020, 12, 31)), {"start_date": {"year": 2020}}),
        (Interval(date(2019, 1, 1), date(2020, 12, 31)), {"start_date": {"year": 2019}, "end_date": {"year": 2020}}),
        (
            Interval(date(2020, 2, 1), date(2020, 3, 31)),
            {"start_date": {"year": 2020, "month": 2}, "end_date": {"year": 2020, "month": 3}},
        ),
        (
            Interval(date(2020, 2, 3), date(2020, 2, 29)),
            {"start_date": {"year": 2020, "month": 2, "day": 3}, "end_date": {"year": 2020, "month": 2, "day": 29}},
        ),
        (Interval(None, date(2020, 2, 3)), {}),
    ],
)
def test_slide_dates_keep_their_coarseness(interval: Interval, expected: dict[str, dict[str, int]]) -> None:
    assert slide_dates(interval) == expected


def test_timeml_keeps_the_text_and_tags_it() -> None:
    timeline = sample_timeline()
    root = ElementTree.fromstring(render_export(timeline, "timeml"))
    documents = root.findall("TimeML")
    assert [document.findtext("DOCID") for document in documents] == [article.id for article in timeline.articles]
    for document, article in zip(documents, timeline.articles, strict=True):
        text = document.find("TEXT")
        assert text is not None
        assert "".join(text.itertext()) == article.text.replace("\x00", "␀")
        tagged = [timex.text for timex in text.findall("TIMEX3")]
        assert tagged == [timex.text for timex in timeline.timexes if timex.article == article.id]
    ids = [element.attrib["tid"] for element in root.iter("TIMEX3")]
    assert len(set(ids)) == len(ids)
    times, instances = set(ids), {element.attrib["eiid"] for element in root.iter("MAKEINSTANCE")}
    for link in root.iter("TLINK"):
        assert link.attrib["relatedToTime"] in times
        assert link.attrib["eventInstanceID"] in instances
    dct = documents[0].find("DCT/TIMEX3")
    assert dct is not None
    assert dct.attrib["value"] == "2021-03-10"


def test_xlsx_has_three_sheets_of_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(export_bytes(sample_timeline(), "xlsx")))
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    assert list(sheets) == ["Claims", "Events", "Articles"]
    columns = (CLAIM_COLUMNS, EVENT_COLUMNS, ARTICLE_COLUMNS)
    assert [rows[0] for rows in sheets.values()] == list(columns)
    assert len(sheets["Claims"]) == len(sample_timeline().claims) + 1
    for sheet in book:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                assert not str(cell.value).lstrip().startswith(("=", "@")), cell.coordinate


def test_xlsx_takes_a_cell_longer_than_the_format_allows() -> None:
    sample = sample_timeline()
    long = dataclasses.replace(sample.articles[0], title="=" + "x" * 40_000)
    timeline = dataclasses.replace(sample, articles=(long, *sample.articles[1:]))
    book = openpyxl.load_workbook(io.BytesIO(export_bytes(timeline, "xlsx")))
    title = book["Articles"]["C2"].value
    assert title.startswith("'=xxx")
    assert len(title) == 32_000


@pytest.mark.parametrize("timeline", [sample_timeline(), Timeline()], ids=["sample", "empty"])
def test_json_fits_its_schema(timeline: Timeline) -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    document = json.loads(render_export(timeline, "json"))
    assert list(validator.iter_errors(document)) == []
    assert list(validator.iter_errors(document | {"claims": [{"id": 7}]}))
    assert json.loads(render_export(timeline, "schema")) == schema


def test_acled_rows() -> None:
    sample = sample_timeline()
    claims = tuple(dataclasses.replace(claim, acled="Battles") for claim in sample.claims[:1])
    timeline = dataclasses.replace(sample, claims=(*claims, *sample.claims[1:]))
    rows = _rows(render_export(timeline, "acled"))
    assert len(rows) == 1  # an event of no type that ACLED codes is left out
    assert tuple(rows[0]) == ACLED_COLUMNS
    assert (rows[0]["event_date"], rows[0]["time_precision"], rows[0]["event_type"]) == ("2021-03-08", "2", "Battles")
    assert rows[0]["sub_event_type"] == ""


@pytest.mark.parametrize(("days", "code"), [(1, 1), (2, 2), (7, 2), (8, 3), (31, 3), (32, None)])
def test_acled_precision(days: int, code: int | None) -> None:
    assert acled_precision(Interval(START, START + timedelta(days=days - 1))) == code


def test_jsonld_links_claims_articles_and_events() -> None:
    text = render_export(sample_timeline(), "jsonld")
    assert "<" not in text  # it may be put into a page as it is
    graph = json.loads(text)["@graph"]
    by_id = {node["@id"]: node for node in graph}
    claims = [node for node in graph if node["@type"] == "Claim"]
    assert len(claims) == len(sample_timeline().claims)
    for claim in claims:
        assert by_id[claim["appearance"]["@id"]]["@type"] == "NewsArticle"
        assert by_id[claim["about"]["@id"]]["@type"] == "Event"
    june = by_id["#event-0000000005"]
    assert "startDate" not in june
    assert june["temporalCoverage"] == "2020-06-01/2020-06-30"
    assert all(str(node.get("url", "https")).startswith("http") for node in graph)


def test_markdown_is_read_as_what_it_says() -> None:
    text = render_export(sample_timeline(), "markdown")
    html = MarkdownIt("commonmark").render(text)
    assert html.count("<h2>") == len(sample_timeline().events) + 2  # and the undated and the articles
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in re.sub(r"<(?:li|p)>.*?</(?:li|p)>", _without_text, html, flags=re.DOTALL)
    assert sample_timeline().claims[0].quote.split(",")[0] in re.sub("<[^>]+>", "", html)


def _without_text(found: re.Match[str]) -> str:
    return "".join(re.findall("<[^>]+>", found[0]))


def test_svg_is_a_file_of_its_own() -> None:
    root = ElementTree.fromstring(render_export(sample_timeline(), "svg"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(list(root.iter("{http://www.w3.org/2000/svg}circle"))) > 3
    style = root.find("{http://www.w3.org/2000/svg}style")
    assert style is not None
    assert "--c:#" in str(style.text)


def test_pictures_say_what_they_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "kaleido", None)
    with pytest.raises(TimelineError, match=r'png needs the extra "image"'):
        export_bytes(sample_timeline(), "png")


@pytest.mark.browser
def test_png_and_pdf_are_drawn_without_the_network() -> None:
    pytest.importorskip("kaleido", reason="the extra image is not installed")
    assert export_bytes(sample_timeline(), "png").startswith(b"\x89PNG")
    assert export_bytes(sample_timeline(), "pdf").startswith(b"%PDF-")
