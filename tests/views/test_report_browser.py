"""The report in a real browser, from a file: drawn, silent, inert, reachable by keyboard, and narrow enough."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from samples import sample_timeline

from timeline.types import Timeline
from timeline.views.report import render_report

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(render_report(sample_timeline(), title="Karsin, March 2021").encode())
    return path


class Watched:
    """A page whose console and requests are kept."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.console: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def _heard(self, message: ConsoleMessage) -> None:
        self.console.append(f"{message.type}: {message.text}")

    def opened(self, path: Path, anchor: str = "") -> Page:
        self.page.goto(path.as_uri() + anchor)
        self.page.wait_for_selector("html.drawn", timeout=20_000)
        return self.page


def _context(chromium: Browser, **options: object) -> BrowserContext:
    return chromium.new_context(viewport={"width": 1440, "height": 900}, **options)  # type: ignore[arg-type]


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Watched]:
    context = _context(chromium)
    yield Watched(context.new_page())
    context.close()


def test_it_draws_from_a_file_and_asks_for_nothing(watched: Watched, report: Path) -> None:
    page = watched.opened(report)
    assert page.locator("#chart .scatterlayer path.point").count() > 0
    assert page.locator("#chart .barlayer path").count() > 0
    assert page.locator("figure").is_hidden()
    for axis in ("published", "lag", "event"):
        page.click(f'[data-axis="{axis}"]')
        page.wait_for_timeout(200)
        assert page.get_attribute(f'[data-axis="{axis}"]', "aria-pressed") == "true"
    assert watched.console == []
    assert watched.requests == [report.as_uri()]


def test_hostile_text_does_nothing(watched: Watched, report: Path) -> None:
    page = watched.opened(report)
    for point in page.locator("#chart .scatterlayer path.point").all():
        point.hover(force=True)
        page.wait_for_timeout(60)
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert watched.console == []


def test_the_tooltip_shows_the_sentence(watched: Watched, report: Path) -> None:
    page = watched.opened(report)
    box = _point(page, "event-0000000003")
    page.mouse.move(*box)
    page.wait_for_selector("#chart .hoverlayer .hovertext")
    told = page.locator("#chart .hoverlayer .hovertext").first.text_content() or ""
    assert "10 March 2021" in told
    assert "تظاهر" in told


def _point(page: Page, event: str) -> tuple[float, float]:
    """The place on the screen of the dot of an event."""
    found = page.evaluate(
        """event => {
          const chart = document.getElementById("chart");
          chart.scrollIntoView();
          const full = chart._fullData.filter(t => t.type === "scatter" && t.customdata);
          for (const trace of full) {
            const at = trace.customdata.findIndex(ids => ids[0] === event);
            if (at < 0 || trace.marker.symbol[at].startsWith("triangle")) continue;
            const box = chart.getBoundingClientRect(), x = chart._fullLayout.xaxis, y = chart._fullLayout.yaxis;
            return [box.x + x._offset + x.d2p(trace.x[at]), box.y + y._offset + y.d2p(trace.y[at])];
          }
          return null;
        }""",
        event,
    )
    assert found is not None
    return found[0], found[1]


def test_choosing_a_mark_goes_to_its_event(watched: Watched, report: Path) -> None:
    page = watched.opened(report)
    page.mouse.click(*_point(page, "event-0000000003"))
    page.wait_for_function("location.hash === '#event-0000000003'")
    assert page.evaluate("document.activeElement.id") == "event-0000000003"
    assert 0 <= page.locator("#event-0000000003").bounding_box()["y"] < 300  # type: ignore[index]


def test_an_address_with_an_anchor_opens_at_its_event(watched: Watched, report: Path) -> None:
    page = watched.opened(report, "#event-0000000003")
    page.wait_for_function("document.activeElement.id === 'event-0000000003'")
    assert 0 <= page.locator("#event-0000000003").bounding_box()["y"] < 300  # type: ignore[index]


def test_the_key_hides_a_family_by_keyboard(watched: Watched, report: Path) -> None:
    page = watched.opened(report)
    before = page.locator("#chart .scatterlayer path.point").count()
    page.focus('[data-family="attack"]')
    page.keyboard.press("Enter")
    page.wait_for_function(f"document.querySelectorAll('#chart .scatterlayer path.point').length < {before}")
    assert page.get_attribute('[data-family="attack"]', "aria-pressed") == "false"
    page.keyboard.press("Enter")
    page.wait_for_function(f"document.querySelectorAll('#chart .scatterlayer path.point').length === {before}")


def test_every_event_is_reached_by_the_tab_key(watched: Watched, report: Path) -> None:
    page = watched.opened(report)
    reached: set[str] = set()
    for _ in range(300):
        page.keyboard.press("Tab")
        place = page.evaluate("document.activeElement.getAttribute('href') || ''")
        if place.startswith("#event-"):
            reached.add(place[1:])
    assert reached == {event.id for event in sample_timeline().events}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_for_assistive_technology(chromium: Browser, report: Path, scheme: str) -> None:
    # Axe is put into the page, which the page's own policy forbids: only here the policy is set aside.
    context = _context(chromium, color_scheme=scheme, bypass_csp=True)
    page = Watched(context.new_page()).opened(report)
    found = Axe().run(page).response["violations"]
    context.close()
    assert [(fault["id"], [node["target"] for node in fault["nodes"]][:3]) for fault in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390, 360])
def test_nothing_is_wider_than_the_window(chromium: Browser, report: Path, width: int, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = Watched(context.new_page()).opened(report)
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert wide <= width
    assert paper == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(18, 22, 28)")


def test_without_scripts_the_picture_and_all_words_are_there(chromium: Browser, report: Path) -> None:
    context = _context(chromium, java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    assert page.locator("svg.still").is_visible()
    assert page.locator("#chart").is_hidden()
    assert page.locator("article.event").count() == len(sample_timeline().events)
    context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints(watched: Watched, report: Path, paper: str) -> None:
    page = watched.opened(report)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("svg.still").is_visible()
    assert page.locator("#chart").is_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf(format=paper).startswith(b"%PDF")


def test_a_packed_report_unpacks_itself(watched: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.views.report.BASE_BYTES", 0)
    path = tmp_path / "packed.html"
    path.write_bytes(render_report(sample_timeline()).encode())
    assert 'class="event"' not in path.read_text(encoding="utf-8")
    page = watched.opened(path, "#event-0000000003")
    assert page.locator("article.event").count() == len(sample_timeline().events)
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert watched.console == []


def test_a_report_of_nothing_opens(watched: Watched, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_bytes(render_report(Timeline()).encode())
    watched.page.goto(path.as_uri())
    watched.page.wait_for_selector("html.scripted")
    assert watched.console == []
