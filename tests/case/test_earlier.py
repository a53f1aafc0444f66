"""A case file gives back what was put in, keeps people's word, and says plainly what is wrong with a bad one."""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from samples import sample_timeline

from timeline.case import Action, append_action, apply_actions, connection, correct_article, load_case, save_case
from timeline.case.writing import write_text, written_aside
from timeline.errors import CaseError, TimelineError

TIMELINE = sample_timeline()


def an_action(**changes: str) -> Action:
    first = TIMELINE.articles[0]
    base = {
        "at": "2026-01-02T03:04:05Z",
        "who": "M",
        "article": first.id,
        "field": "published",
        "before": "2017",
        "after": "2017-02-07",
    }
    return Action(**(base | changes))


def test_a_case_reads_back_equal(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    save_case(path, TIMELINE)
    assert load_case(path).timeline == TIMELINE
    assert load_case(path).actions == ()
    assert [left.name for left in tmp_path.iterdir()] == ["a.case"]


def test_corrections_are_kept_beside_the_timeline_that_has_them(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    corrected = correct_article(TIMELINE.articles[0], published="2017-02-07")
    save_case(path, dataclasses.replace(TIMELINE, articles=(corrected, *TIMELINE.articles[1:])), actions=(an_action(),))
    case = load_case(path)
    assert case.timeline.articles[0] == corrected
    assert case.actions == (an_action(),)


def test_an_appended_action_is_in_the_log_and_in_the_timeline(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    save_case(path, TIMELINE)
    append_action(path, an_action(), TIMELINE)
    append_action(path, an_action(after="2018"), TIMELINE)
    case = load_case(path)
    assert [action.after for action in case.actions] == ["2017-02-07", "2018"]
    assert case.timeline.article_by_id[an_action().article].published.edtf == "2018"


@pytest.mark.parametrize("change", ["UPDATE log SET who = 'x'", "DELETE FROM log"])
def test_the_log_cannot_be_changed(tmp_path: Path, change: str) -> None:
    path = tmp_path / "a.case"
    save_case(path, TIMELINE, actions=(an_action(),))
    with closing(sqlite3.connect(path)) as base, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        base.execute(change)


def test_an_existing_case_is_not_replaced_unasked(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    save_case(path, TIMELINE)
    before = path.read_bytes()
    with pytest.raises(TimelineError, match="exists already"):
        save_case(path, TIMELINE)
    assert path.read_bytes() == before


def newer(path: Path) -> None:
    save_case(path, TIMELINE)
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA user_version = 99")


def damaged(path: Path) -> None:
    save_case(path, TIMELINE)
    data = bytearray(path.read_bytes())
    data[4096:-4096] = b"\x07" * (len(data) - 8192)
    path.write_bytes(data)


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE a (b)")


BAD = [
    (newer, "newer version"),
    (damaged, "damaged"),
    (other_database, "is not a case file"),
    (lambda path: path.write_text("no database at all, just text" * 100), "is not a case file"),
    (lambda path: None, "no such case file"),
]


@pytest.mark.parametrize(("make", "said"), BAD, ids=["newer", "damaged", "other database", "text", "absent"])
def test_a_bad_case_file_is_told_and_untouched(tmp_path: Path, make, said: str) -> None:
    path = tmp_path / "a.case"
    make(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(CaseError, match=said):
        load_case(path)
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_locked_case_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.case"
    save_case(path, TIMELINE)
    monkeypatch.setattr(connection, "WAIT", 0.05)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseError, match="locked by another program"):
            append_action(path, an_action(), TIMELINE)


def test_a_correction_keeps_what_the_machine_had() -> None:
    article = TIMELINE.articles[0]
    corrected = correct_article(article, outlet=" The  Independent ", published="2017-02-07")
    assert corrected.outlet is not None and corrected.outlet.name == "The Independent"
    assert corrected.published.interval.is_day and corrected.published.edtf == "2017-02-07"
    assert corrected.published.basis[0].kind == "person"
    assert corrected.published.basis[1:] == article.published.basis
    assert corrected.text == article.text


def test_a_correction_settles_the_doubt_that_it_answers() -> None:
    doubts = ("no outlet found: name it", "the language (en) is guessed from 45 letters: state it")
    article = dataclasses.replace(TIMELINE.articles[0], doubts=doubts)
    assert correct_article(article, outlet="The Independent").doubts == doubts[1:]
    assert correct_article(article, published="2017-02-07").doubts == doubts


@pytest.mark.parametrize("text", ["", "soon", "2017-13-01", "07/02/2017", "2017-02-07/2016-01-01"])
def test_a_nonsense_date_is_refused_with_the_accepted_forms(text: str) -> None:
    with pytest.raises(TimelineError, match="write it as 2017-02-07"):
        correct_article(TIMELINE.articles[0], published=text)


def test_actions_on_articles_that_are_gone_do_nothing() -> None:
    assert apply_actions(TIMELINE.articles, [an_action(article="a00000000000")]) == TIMELINE.articles


def test_an_output_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with pytest.raises(RuntimeError), written_aside(path) as aside:
        aside.write_text("half")
        raise RuntimeError("the disk is full")
    assert list(tmp_path.iterdir()) == []


def test_outputs_keep_their_line_ends(tmp_path: Path) -> None:
    write_text(tmp_path / "out.txt", "a\r\nb\n")
    assert (tmp_path / "out.txt").read_bytes() == b"a\r\nb\n"
