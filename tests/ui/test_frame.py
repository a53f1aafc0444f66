"""The outermost door: what a reader sees when a page fails, and what the log gets."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from streamlit.testing.v1 import AppTest

from timeline.case import create_case
from timeline.errors import CaseError
from timeline.types import Timeline
from timeline.ui import timeline_page


def shown_after(error: Exception, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The main page, with ``error`` raised in the midst of it."""

    def fail() -> NoReturn:
        raise error

    monkeypatch.setattr(timeline_page, "desk", fail)
    return AppTest.from_string("from timeline.ui import frame\nframe.show()", default_timeout=30).run()


def test_a_bug_is_one_sentence_and_the_log_has_it(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with caplog.at_level(logging.ERROR, logger="timeline.ui.frame"):
        shown = shown_after(ZeroDivisionError("secret detail"), monkeypatch)
    assert [error.value for error in shown.error] == [
        "This page could not be shown. The case is untouched; the server's log says what happened."
    ]
    assert not shown.exception
    assert "secret detail" in caplog.text


def test_what_a_user_can_mend_is_said_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = shown_after(CaseError("a.case: is not a case file; name one"), monkeypatch)
    assert [error.value for error in shown.error] == [r"a\.case\: is not a case file; name one."]
    assert not shown.exception


def test_the_root_script_draws_the_same_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    script = str(Path(__file__).resolve().parents[2] / "app.py")
    monkeypatch.setattr(sys, "argv", [script])
    shown = AppTest.from_file(script, default_timeout=60).run()
    assert not shown.exception
    assert not shown.error
    assert [field.label for field in shown.multiselect] == ["Outlet", "Kind of event", "Status"]


PAGES = ["timeline", "compare", "places", "articles", "review", "add", "log", "export"]


@pytest.mark.parametrize("page", PAGES)
def test_a_case_with_nothing_in_it_is_shown_too(page: str, tmp_path: Path) -> None:
    path = tmp_path / "Empty.case"
    create_case(path, Timeline())
    script = (
        f"import sys\nsys.argv = ['main.py', {str(path)!r}]\nfrom timeline.ui import {page}_page as page\npage.show()"
    )
    shown = AppTest.from_string(script, default_timeout=30).run()
    assert not shown.exception
    assert not shown.error
    if page in ("timeline", "articles", "compare", "places"):
        assert "on the page Add" in shown.info[0].value
