"""A case that is not loaded whole: the same pages, asked for in parts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "case"))

from generate import generate

from timeline.case import SMALL

CLAIMS = SMALL + 400
SCRIPT = """
import sys
sys.argv = ["main.py", {path!r}]
from timeline.ui import {page}_page as page
page.show()
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "Large.case"
    generate(path, CLAIMS)
    return path


@pytest.mark.parametrize("page", ["timeline", "compare", "places", "articles", "review", "log", "export"])
def test_every_page_opens_and_says_what_it_leaves_out(page: str, large: Path) -> None:
    script = (
        f"import sys\nsys.argv = ['main.py', {str(large)!r}]\nfrom timeline.ui import {page}_page as page\npage.show()"
    )
    shown = AppTest.from_string(script, default_timeout=60).run()
    assert not shown.exception
    assert not shown.error
    if page not in ("timeline", "log"):
        assert any("A large case" in caption.value for caption in shown.caption)


def test_lanes_are_counted_and_a_filter_narrows_them(large: Path) -> None:
    script = SCRIPT.format(path=str(large), page="timeline")
    shown = AppTest.from_string(script, default_timeout=60).run()
    assert any("Too many to draw one by one" in caption.value for caption in shown.caption)
    before = shown.radio(key="event_list").options
    shown.text_input(key="q").set_value("zzzz nowhere").run()
    assert not shown.exception
    assert [button.label for button in shown.button if button.label.startswith("Drop the search")] == [
        f"Drop the search filter: {CLAIMS:,} claims"
    ]
    shown.text_input(key="q").set_value("").run()
    assert shown.radio(key="event_list").options == before
    outlet = shown.multiselect(key="outlet").options[0]
    shown.multiselect(key="outlet").set_value([outlet]).run()
    assert any("match the filters" in caption.value for caption in shown.caption)
    assert shown.radio(key="event_list").options != before
