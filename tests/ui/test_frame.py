"""The outermost door: what a reader sees when a page fails, and what the log gets."""

from __future__ import annotations

import logging

import pytest
from streamlit.testing.v1 import AppTest

BROKEN = """
from timeline.errors import CaseError
from timeline.ui import frame, session

def fail():
    raise {error}

session.desk = fail
import timeline.ui.timeline_page as page
page.desk = fail
frame.show()
"""


def run(error: str) -> AppTest:
    return AppTest.from_string(BROKEN.format(error=error), default_timeout=30).run()


def test_a_bug_is_one_sentence_and_the_log_has_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="timeline.ui.frame"):
        shown = run("ZeroDivisionError('secret detail')")
    assert [error.value for error in shown.error] == [
        "This page could not be shown. The case is untouched; the server's log says what happened."
    ]
    assert not shown.exception
    assert "secret detail" in caplog.text


def test_what_a_user_can_mend_is_said_in_full() -> None:
    shown = run("CaseError('a.case: is not a case file; name one')")
    assert [error.value for error in shown.error] == [r"a\.case\: is not a case file; name one."]
    assert not shown.exception
