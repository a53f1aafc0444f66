"""The log in plain words, and the frame of a report on a case that people worked in."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import sample_timeline

from timeline.case import Deed, Kept, Kind, Reviewed, Store, create_case
from timeline.case.telling import edited_ids, frame_of, log_lines, value_words
from timeline.views.frame import redacted
from timeline.views.redaction import Redaction
from timeline.views.report import render_report

AT = "2024-05-01T10:00:00Z"


@pytest.fixture
def reviewed(tmp_path: Path) -> Reviewed:
    timeline = sample_timeline()
    create_case(tmp_path / "a.case", timeline)
    store = Store(tmp_path / "a.case")
    article, claim, event = timeline.articles[0], timeline.claims[1], timeline.events[1]
    for deed in (
        Deed(Kind.CORRECT, article.id, "title", "Shells on Karsin", why="as printed"),
        Deed(Kind.REJECT, claim.id, why="a caption"),
        Deed(Kind.NOTE, event.id, after="Ask the mayor."),
        Deed(Kind.STAR, event.id),
        Deed(Kind.UNDO, "5"),
    ):
        kept = store.append(deed, who="Mona", at=AT)
        assert isinstance(kept, Kept), kept
    return store.load()


def test_the_log_in_words(reviewed: Reviewed) -> None:
    lines = [line for line in log_lines(reviewed) if line.who == "Mona"]
    assert lines[0].what == "corrected the headline of the article “Shells on Karsin”"
    assert (lines[0].after, lines[0].why) == ("Shells on Karsin", "as printed")
    assert lines[1].what.startswith("rejected ")
    assert lines[2].after == "Ask the mayor."
    assert lines[4].what == "undid change 5"


def test_the_report_shows_what_people_said(reviewed: Reviewed) -> None:
    frame = frame_of(reviewed, title="Karsin", author="Mona Haddad", intro="One.\n\nTwo <b>.")
    assert sample_timeline().articles[0].id in edited_ids(reviewed)
    assert [row.why for row in frame.rejected] == ["a caption"]
    page = render_report(reviewed.timeline, frame=frame)
    for text in ("By <bdi>Mona Haddad", '<p class="intro" dir="auto">Two &lt;b&gt;.', "Ask the mayor.", "a caption"):
        assert text in page
    assert page.count("corrected by a person") >= 1


def test_what_is_left_out_is_in_no_line_of_the_log(reviewed: Reviewed) -> None:
    timeline = reviewed.timeline
    gone = timeline.articles[0].id
    _, frame = redacted(timeline, frame_of(reviewed), Redaction(articles=frozenset({gone}), names=("Mona",)))
    told = " ".join(f"{line.who} {line.what} {line.before} {line.after} {line.why}" for line in frame.log)
    assert "Shells" not in told
    assert "Mona" not in told
    assert frame.rejected == ()  # the rejected claim was of that article


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "none"), ("", "none"), ("2024-03", "2024-03"), (["a", "b"], "a, b"), ({"name": "UN"}, "UN"), (3, "3")],
)
def test_values_in_words(value: object, words: str) -> None:
    assert value_words(value) == words
