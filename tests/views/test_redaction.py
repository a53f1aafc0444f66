"""What is redacted is nowhere: not in the timeline, the report, or any export; and every span is exact afterwards."""

from __future__ import annotations

import base64
import dataclasses
import gzip
import html
import io
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import sample_timeline

from timeline import build
from timeline.case import demo_folder
from timeline.errors import TimelineError
from timeline.exchange import timeline_from_dict
from timeline.types import Timeline
from timeline.views.exports import TEXT_FORMATS, export_bytes, render_export
from timeline.views.frame import Frame, LogLine, Rejected, redacted
from timeline.views.redaction import Redaction, redact, withhold
from timeline.views.redaction.limit import LEFT_OUT
from timeline.views.redaction.names import WITHHELD
from timeline.views.redaction.redact import VOCABULARY
from timeline.views.report import render_report

CASES = tomllib.loads((Path(__file__).parent / "redaction.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def demo() -> Timeline:
    return build([demo_folder()])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_names_are_withheld_however_they_are_written(case: dict[str, Any]) -> None:
    assert withhold(case["text"], Redaction(names=tuple(case["names"]))) == case["shown"]


def _spans(value: Any, article: str | None = None) -> Iterator[tuple[str, int, int, str]]:
    """Every span of a document with its article and the text that it claims to quote."""
    if isinstance(value, list):
        for part in value:
            yield from _spans(part, article)
    elif isinstance(value, dict):
        article = value.get("article", article)
        if article and "begin" in value:
            yield article, value["begin"], value["end"], value.get("quote", value.get("text"))
        for part in value.values():
            yield from _spans(part, article)


def _texts(value: Any) -> Iterator[str]:
    """Every text of a document but the words of the program's own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part) if key not in VOCABULARY else ()


def _assert_whole(timeline: Timeline) -> None:
    document = timeline.to_dict()
    texts = {article.id: article.text for article in timeline.articles}
    for part in ("timexes", "attributions", "claims", "copies"):
        for article, begin, end, quoted in _spans(document[part]):
            assert texts[article][begin:end] == quoted
    assert timeline_from_dict(json.loads(json.dumps(document))) == timeline
    claims = [claim.id for claim in timeline.claims]
    assert len(set(claims)) == len(claims)
    assert sorted(claim for event in timeline.events for claim in event.claims) == sorted(claims)
    assert {claim.article for claim in timeline.claims} <= texts.keys()
    timexes = {timex.id for timex in timeline.timexes}
    assert {claim.time.timex for claim in timeline.claims if claim.time and claim.time.timex} <= timexes


def _unpacked(page: str) -> str:
    """All that a report holds, with what is packed in it unpacked and its escapes undone."""
    text = html.unescape(page).replace("\\u003c", "<")
    for packed in re.findall(r"H4sI[A-Za-z0-9+/=]{20,}", page):
        unpacked = gzip.decompress(base64.b64decode(packed))
        if b"plotly.js v" not in unpacked[:300]:
            text += html.unescape(unpacked.decode())
    return text


@settings(max_examples=30)
@given(data=st.data())
def test_any_words_can_be_withheld(data: st.DataObject) -> None:
    timeline = sample_timeline()
    words = sorted({word for one in timeline.articles for word in re.findall(r"[^\W\d_]{4,}", one.text)})
    names = data.draw(st.lists(st.lists(st.sampled_from(words), min_size=1, max_size=2).map(" ".join), max_size=3))
    limit = data.draw(st.none() | st.integers(0, 40))
    gone = data.draw(st.sets(st.sampled_from([article.id for article in timeline.articles]), max_size=2))
    made = redact(timeline, Redaction(frozenset(gone), tuple(names), {} if limit is None else {"*": limit})).timeline
    _assert_whole(made)
    told = " ".join(_texts(made.to_dict()))
    for name in names:
        assert not re.search(rf"(?<![^\W\d_]){name}(?![^\W\d_])", told, re.IGNORECASE)
    if limit is not None:
        for article in made.articles:
            assert len(article.text.replace(LEFT_OUT, "").split()) <= limit + 2 * len(names)


def test_nothing_of_an_article_that_is_left_out_remains(demo: Timeline) -> None:
    shared = next(event for event in demo.events if len(event.outlets) > 1)
    gone = demo.article_by_id[demo.claim_by_id[shared.claims[0]].article]
    made = redact(demo, Redaction(articles=frozenset({gone.id}))).timeline
    _assert_whole(made)
    page = _unpacked(render_report(made))
    sentences = [part for part in re.split(r"(?<=[.])\s+", gone.text) if len(part) > 30]
    assert sentences
    for part in (*sentences, gone.title, gone.url, gone.source.path, gone.source.sha256, gone.id):
        assert part is None or part not in page, part


NAMES = ("Abed al-Hila al-Qishta", "Hamas", "The Times of Israel")


def test_no_name_is_in_report_or_export(demo: Timeline) -> None:
    made, frame = redacted(
        demo,
        Frame(
            "What Hamas said",
            author="A. Qishta",
            intro="On al-Qishta.",
            rejected=(Rejected("The Times of Israel", "Qishta fled.", "not Qishta"),),
            log=(LogLine("2024-01-01T00:00:00Z", "Hila", "outlet", "The Times of Israel", "Hamas TV"),),
        ),
        Redaction(names=NAMES),
    )
    _assert_whole(made)
    pages = [_unpacked(render_report(made, frame=frame)), *(_plain(made, form) for form in (*TEXT_FORMATS, "xlsx"))]
    for page in pages:
        assert not re.search(r"qishta|hamas|timesofisrael|times.?of.?israel", page, re.IGNORECASE)
    assert WITHHELD in pages[0]


def _plain(timeline: Timeline, form: str) -> str:
    text = _of_sheet(export_bytes(timeline, form)) if form == "xlsx" else render_export(timeline, form)
    return text.replace("\r\n ", "") if form == "ics" else text


def test_ids_tell_no_offset_of_the_text_before() -> None:
    timeline = sample_timeline()
    first = next(claim for claim in timeline.claims if claim.begin > 150)
    article = timeline.article_by_id[first.article]
    name = re.findall(r"[A-Z][a-z]{4,}", article.text[:100])[-1]
    made = redact(timeline, Redaction(names=(name,)))
    moved = next(claim for claim in made.timeline.claims if claim.id == made.ids[first.id])
    assert moved.id == f"{moved.article}-c{moved.trigger.begin}"
    assert moved.begin != first.begin
    assert made.timeline.article_by_id[moved.article].source.segments == ()


def test_an_outlets_text_is_cut_to_so_many_words(demo: Timeline) -> None:
    outlet = next(article.outlet.name for article in demo.articles if article.outlet)
    made = redact(demo, Redaction(words={outlet: 10})).timeline
    _assert_whole(made)
    for article in made.articles:
        words = len(article.text.replace(LEFT_OUT, "").split())
        if article.outlet and article.outlet.name == outlet:
            assert words <= 10
        else:
            assert article.text == demo.article_by_id[article.id].text
    assert len(made.claims) == len(demo.claims)


@pytest.mark.parametrize(
    ("redaction", "message"),
    [
        (Redaction(names=("A",)), "too short"),
        (Redaction(articles=frozenset({"a0"})), "no article 'a0'"),
    ],
)
def test_what_cannot_be_redacted_is_told(redaction: Redaction, message: str) -> None:
    with pytest.raises(TimelineError, match=message):
        redact(sample_timeline(), redaction)


def test_nothing_asked_changes_nothing() -> None:
    timeline = sample_timeline()
    assert redact(timeline, Redaction(names=("  ",))).timeline is timeline


def test_the_frame_says_what_was_left_out_and_names_nothing() -> None:
    timeline = sample_timeline()
    event, other = timeline.events[0], timeline.events[1]
    frame = Frame(notes={event.id: ("Karsin again.",), "event-gone": ("x",)}, edited=frozenset({other.id}))
    made, shown = redacted(timeline, frame, Redaction(names=("Karsin",), words={"*": 30}))
    told = [note for notes in shown.notes.values() for note in notes]
    assert told == [f"{WITHHELD} again."]
    assert set(shown.notes) <= {event.id for event in made.events}
    assert shown.edited <= {event.id for event in made.events}
    assert len(shown.left_out) == 2
    assert "Karsin" not in json.dumps(dataclasses.asdict(shown), default=str)


def _of_sheet(data: bytes) -> str:
    with ZipFile(io.BytesIO(data)) as archive:
        return "".join(html.unescape(archive.read(name).decode()) for name in archive.namelist())


RAID = "Troops entered the old town of Homs at dawn and searched the houses along the river for hidden arms."
TOLD = (
    (
        "Karsin Post",
        "2021-03-03",
        f"{RAID} A raid of rebels in Homs on 2 March 2021 killed nine soldiers, Karsin said.",
    ),
    ("Harbour News", "2021-03-04", f"{RAID} Tom Hart opened a school in Aden on 3 March 2021."),
    ("Valley Times", "2021-03-04", "A raid of rebels in Homs on 2 March 2021 killed eleven soldiers, Ann Karsin said."),
    (
        "Coast Daily",
        "2021-03-04",
        "Rebels in Homs killed fourteen soldiers in a raid on 2 March 2021, Ann Karsin said.",
    ),
)


@pytest.fixture
def raids(tmp_path: Path) -> Timeline:
    """Four outlets on one raid: with a copy, a replaced toll, an update and a toll in dispute."""
    for number, (outlet, published, text) in enumerate(TOLD):
        head = f"---\ntitle: Raid {number}\noutlet: {outlet}\npublished: {published}\n---\n"
        (tmp_path / f"{number}.md").write_text(head + text + "\n", "utf-8")
    return build([tmp_path])


def _told_of_events(timeline: Timeline) -> str:
    """What toll notes, updates, tellings and disagreements say."""
    parts = ("tolls", "updates", "tellings", "conflicts")
    return " ".join(text for event in timeline.to_dict()["events"] for part in parts for text in _texts(event[part]))


def test_there_is_something_to_leak(raids: Timeline) -> None:
    told = _told_of_events(raids)
    assert any("replaced by later figures" in toll.note for event in raids.events for toll in event.tolls)
    assert any(event.updates for event in raids.events) and any(event.conflicts for event in raids.events)
    assert any(telling.copies == "Karsin Post" for event in raids.events for telling in event.tellings)
    assert "Karsin" in told and "eleven soldiers" in told


def test_tolls_updates_and_tellings_withhold_names(raids: Timeline) -> None:
    made = redact(raids, Redaction(names=("Karsin", "soldiers"))).timeline
    _assert_whole(made)
    told = _told_of_events(made)
    assert WITHHELD in told and not re.search(r"karsin|soldier", told, re.IGNORECASE)
    assert not re.search(r"karsin|soldier", _unpacked(render_report(made)), re.IGNORECASE)


def test_tolls_updates_and_tellings_forget_what_is_left_out(raids: Timeline) -> None:
    gone = {article.id for article in raids.articles if article.outlet and article.outlet.name == "Karsin Post"}
    made = redact(raids, Redaction(articles=frozenset(gone))).timeline
    _assert_whole(made)
    assert "Karsin Post" not in _told_of_events(made) and "nine soldiers" not in _told_of_events(made)
    assert "eleven soldiers" in _told_of_events(made)


def test_tolls_and_updates_quote_no_more_of_a_cut_text_than_a_figure(raids: Timeline) -> None:
    made = redact(raids, Redaction(words={"*": 3})).timeline
    _assert_whole(made)
    told = _told_of_events(made)
    for _, _, text in TOLD:
        words = re.findall(r"\w+", text)
        assert not any(" ".join(words[at : at + 6]) in told for at in range(3, len(words) - 5))
