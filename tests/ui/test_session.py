"""What is kept where: a case file is written to, the demo and a JSON are not; two people in one case."""

from __future__ import annotations

import json
from pathlib import Path

from samples import sample_timeline
from streamlit.testing.v1 import AppTest

from timeline.case import Deed, Kind, Store, create_case

START = """
import sys
sys.argv = ["main.py", {path!r}]
import streamlit as st
from timeline.case import Deed, Kind
from timeline.ui import session
article = session.desk().timeline.articles[4].id
"""
CORRECTING = (
    START
    + """
kept = session.keep(Deed(Kind.CORRECT, article, "published", {value!r}))
st.text(str(session.desk().timeline.articles[4].published.edtf))
st.text(session.desk().name)
st.text(str(session.desk().path))
st.text(str(kept))
refused = session.refusal()
st.text(refused.fix if refused else "")
"""
)


def shown(script: str, **values: str) -> list[str]:
    app = AppTest.from_string(script.format(**values), default_timeout=30).run()
    assert not app.exception
    return [text.value for text in app.text]


def test_a_correction_is_in_the_case_file_when_it_is_on_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "Karsin.case"
    create_case(path, sample_timeline())
    assert shown(CORRECTING, path=str(path), value="2021-03-10")[:3] == ["2021-03-10", "Karsin", str(path)]
    reviewed = Store(path).load()
    assert [(entry.kind, entry.field, entry.after) for entry in reviewed.log[1:]] == [
        (Kind.CORRECT, "published", "2021-03-10")
    ]
    assert reviewed.timeline.articles[4].published.edtf == "2021-03-10"


def test_what_cannot_be_kept_says_why_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "Karsin.case"
    create_case(path, sample_timeline())
    before = Store(path).version()
    said = shown(CORRECTING, path=str(path), value="soon")
    assert said[3] == "False"
    assert "write it as 2017-02-07" in said[4]
    assert Store(path).version() == before


def test_a_json_is_worked_on_for_the_visit_and_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "Karsin.json"
    path.write_text(json.dumps(sample_timeline().to_dict()), encoding="utf-8")
    before = path.read_bytes()
    assert shown(CORRECTING, path=str(path), value="2021-03-10")[:3] == ["2021-03-10", "Karsin", "None"]
    assert path.read_bytes() == before


def test_each_redraw_sees_what_others_have_changed(tmp_path: Path) -> None:
    path = tmp_path / "Karsin.case"
    store = create_case(path, sample_timeline())
    article = sample_timeline().articles[4].id
    app = AppTest.from_string(
        START.format(path=str(path)) + "st.text(str(session.desk().timeline.articles[4].published.edtf))",
        default_timeout=30,
    ).run()
    assert app.text[0].value == "None"
    store.append(Deed(Kind.CORRECT, article, "published", "2021-03-11"), who="Bea", at="2024-01-01T00:00:00+00:00")
    assert app.run().text[0].value == "2021-03-11"
