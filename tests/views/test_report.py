"""The report as a page: golden, inert, the same bytes every time, within its size, and its data comes back whole.

The golden page is the report of the sample without Plotly's bundle. Renew it after a wanted change, and read the diff:

    python tests/views/renew_golden.py
"""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from renew_golden import GOLDEN, normalised
from samples import HOSTILE_SCRIPT, sample_timeline

from timeline.errors import TimelineError
from timeline.exchange import timeline_from_dict
from timeline.types import Article, Outlet, Timeline
from timeline.views.report import BASE_BYTES, CLAIM_BYTES, render_report
from timeline.views.report_data import read_report


@pytest.fixture(scope="module")
def page() -> str:
    return render_report(sample_timeline(), title="Karsin, March 2021")


TAGS = frozenset(
    (
        *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "article", "div"),
        *("h1", "h2", "h3", "p", "ul", "blockquote", "mark", "code", "strong", "span", "button", "script"),
        *("figure", "svg", "rect", "line", "text", "circle", "path", "table", "thead", "tbody", "tr", "th", "td"),
    )
)


class _Page(HTMLParser):
    """Elements, attributes and the text outside of scripts and styles of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.text = ""
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts.append(data)
        elif self._inside != "style":
            self.text += data


def _parsed(page: str) -> _Page:
    parser = _Page()
    parser.feed(page)
    return parser


def test_golden(page: str) -> None:
    assert normalised(page) == GOLDEN.read_text(encoding="utf-8"), "read the difference; renew with renew_golden.py"


def test_the_data_comes_back_whole(page: str) -> None:
    assert timeline_from_dict(read_report(page)) == sample_timeline()


def test_the_same_bytes_in_another_process(page: str) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from samples import sample_timeline;"
        "from timeline.views.report import render_report;"
        "sys.stdout.buffer.write(render_report(sample_timeline(), title='Karsin, March 2021').encode())"
    )
    tests = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code, str(tests)], capture_output=True, check=True)
    assert done.stdout == page.encode()


def test_hostile_text_is_inert(page: str) -> None:
    parsed = _parsed(page)
    scripts = [attributes for tag, attributes in parsed.tags if tag == "script"]
    assert [script.get("type") for script in scripts] == ["application/json", "text/plain", "text/plain", None]
    assert not [tag for tag, _ in parsed.tags if tag in {"img", "iframe", "object", "embed", "form", "link", "base"}]
    assert not [name for _, attributes in parsed.tags for name in attributes if name.startswith("on")]
    assert not [name for _, attributes in parsed.tags for name in attributes if name == "style"]
    assert HOSTILE_SCRIPT in parsed.text
    assert HOSTILE_SCRIPT not in page
    for hidden in ("\u202e", "\x00"):
        assert hidden not in page.replace("\\u0000", "").split('<script type="application/json"')[0]
    assert "⟨U+202E⟩gpj.exe" in parsed.text
    assert "␀" in parsed.text


def test_links_lead_to_the_web_or_into_the_page(page: str) -> None:
    parsed = _parsed(page)
    ids = {attributes["id"] for _, attributes in parsed.tags if "id" in attributes}
    for tag, attributes in parsed.tags:
        if tag == "a":
            address = attributes["href"] or ""
            if address.startswith("#"):
                assert address[1:] in ids, address
            else:
                assert address.startswith(("https://", "http://")), address
                assert attributes["rel"] == "noreferrer noopener"


def test_ids_are_unique_and_every_event_and_claim_has_its_anchor(page: str) -> None:
    ids = [attributes["id"] for _, attributes in _parsed(page).tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    timeline = sample_timeline()
    assert {event.id for event in timeline.events} | {claim.id for claim in timeline.claims} <= set(ids)


def test_nothing_is_asked_of_the_network(page: str) -> None:
    own = re.sub(r'<script type="text/plain" id="plotly-bundle">[^<]*</script>', "", page)
    assert "default-src &#39;none&#39;" in own
    assert not re.search(r"""(?:src|srcset|action|poster)\s*=\s*["']""", own)
    assert "url(" not in own
    assert "@import" not in own
    assert "unsafe-inline" not in own
    assert "unsafe-eval" not in own


def test_size(page: str) -> None:
    assert len(page.encode()) < BASE_BYTES + CLAIM_BYTES * len(sample_timeline().claims)


def _enlarged(copies: int) -> Timeline:
    """The sample many times over, each with ids of its own."""
    text = json.dumps(sample_timeline().to_dict())
    parts = []
    for at in range(copies):
        renamed = re.sub(r"\ba0000000", f"a{at:07x}", text).replace("event-0000", f"event-{at:04x}")
        parts.append(timeline_from_dict(json.loads(renamed)))
    return Timeline(
        *(sum((getattr(part, name.name) for part in parts), ()) for name in dataclasses.fields(Timeline)[:6]),
    )


@pytest.mark.parametrize("copies", [12, 30, 120])
def test_a_large_report_packs_itself_to_keep_its_size(copies: int) -> None:
    timeline = _enlarged(copies)
    page = render_report(timeline)
    assert len(page.encode()) < BASE_BYTES + CLAIM_BYTES * len(timeline.claims)
    assert timeline_from_dict(read_report(page)) == timeline


def test_an_empty_timeline_is_a_page_too() -> None:
    parsed = _parsed(render_report(Timeline()))
    assert "No claim has a date, so there is nothing to draw." in parsed.text
    assert "No event was found." in parsed.text


def test_a_title_is_plain_text() -> None:
    page = render_report(Timeline(), title='</title><script>x</script> "quoted" \u202e')
    assert "<script>x" not in page
    assert len([tag for tag, _ in _parsed(page).tags if tag == "title"]) == 1


def test_halves_of_surrogate_pairs_do_not_stop_the_report() -> None:
    sample = sample_timeline()
    article: Article = dataclasses.replace(sample.articles[0], title="half \ud83d pair", byline="\udc00")
    timeline = dataclasses.replace(sample, articles=(article, *sample.articles[1:]))
    page = render_report(timeline)
    page.encode()
    assert timeline_from_dict(read_report(page)) == timeline


PIECES = ["<", ">", "&", '"', "'", "`", "=", "{{", "{%", "\\", " ", "\n", "\x00", "\u202e", "\u2028", "\ud800", "א"]
HOSTILE = st.lists(st.sampled_from([*PIECES, "script", "</", "<!--", "-->", "]]>", "</script>", "a"]), max_size=12).map(
    "".join
)


@settings(max_examples=25, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_of_an_article_becomes_markup(title: str, outlet: str, label: str) -> None:
    sample = sample_timeline()
    first = dataclasses.replace(sample.articles[0], title=title, byline=label, url=outlet, outlet=Outlet(outlet or "x"))
    event = dataclasses.replace(sample.events[5], label=label or "x", outlets=(outlet or "x",), joins=(title,))
    changed = dataclasses.replace(
        sample, articles=(first, *sample.articles[1:]), events=(*sample.events[:5], event, *sample.events[6:])
    )
    page = render_report(changed, title=title)
    page.encode()
    shape = [(tag, sorted(attributes)) for tag, attributes in _parsed(page).tags if tag not in {"bdi", "br", "a", "li"}]
    scripts = [names for tag, names in shape if tag == "script"]
    assert scripts == [["id", "type"], ["id", "type"], ["id", "type"], []]
    assert not [names for _, names in shape for name in names if name.startswith("on") or name == "style"]
    assert {tag for tag, _ in shape} <= TAGS
    assert timeline_from_dict(read_report(page)) == changed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no timeline in this page"),
        ("<html></html>", "no timeline in this page"),
        ('<script type="application/json" id="timeline-data">{"a</script>', "damaged"),
        ('<script type="application/json" id="timeline-data">{"packed":"AAAA"}</script>', "damaged"),
    ],
)
def test_a_page_that_is_no_report_is_refused(text: str, told: str) -> None:
    with pytest.raises(TimelineError, match=told):
        read_report(text)
