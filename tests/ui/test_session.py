"""What is kept where: a case file is written to, the demo is not."""

from __future__ import annotations

from pathlib import Path

from samples import sample_timeline
from streamlit.testing.v1 import AppTest

from timeline.case import load_case, save_case

CORRECTING = """
import sys
sys.argv = ["main.py", {path!r}]
import streamlit as st
from timeline.case import correct_article
from timeline.ui import session

article = session.desk().timeline.articles[4]
corrected = correct_article(article, published="2021-03-10")
session.correct(corrected, field="published", before="", after="2021-03-10")
st.text(session.desk().timeline.articles[4].published.edtf)
st.text(str(len(session.desk().actions)))
st.text(session.desk().name)
"""


def test_a_correction_is_in_the_case_file_when_it_is_on_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "Karsin.case"
    save_case(path, sample_timeline())
    shown = AppTest.from_string(CORRECTING.format(path=str(path)), default_timeout=30).run()
    assert not shown.exception
    assert [text.value for text in shown.text] == ["2021-03-10", "1", "Karsin"]
    case = load_case(path)
    assert [(action.field, action.before, action.after) for action in case.actions] == [("published", "", "2021-03-10")]
    assert case.timeline.articles[4].published.edtf == "2021-03-10"


def test_a_second_visitor_sees_what_the_first_has_corrected(tmp_path: Path) -> None:
    path = tmp_path / "Karsin.case"
    save_case(path, sample_timeline())
    for count in ("1", "2"):
        shown = AppTest.from_string(CORRECTING.format(path=str(path)), default_timeout=30).run()
        assert shown.text[1].value == count
