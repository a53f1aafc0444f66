"""What a person does with the app, in a real browser: open, filter, select by mouse and by keyboard, and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from app_steps import MARKS, click_mark, settle, visit
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Opener = Callable[..., Page]


def test_opens_on_the_case_with_its_summary_and_its_chart(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    expect(page.get_by_role("heading", level=1)).to_have_text("Karsin")
    expect(page.locator(".ct-summary")).to_contain_text("5 articles, 4 outlets, 17 claims, 12 events")
    expect(page.locator(MARKS)).not_to_have_count(0)
    expect(page).to_have_title("Timeline · Conflict Timeline")


def test_a_click_on_a_mark_opens_its_evidence(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    click_mark(page, 0)
    evidence = page.locator(".ct-evidence")
    expect(evidence.get_by_role("heading", level=2)).to_have_text("Shelling of the market of Karsin")
    expect(evidence.locator(".ct-support")).to_contain_text("4 outlets, 3 origins")
    expect(evidence.locator(".ct-conflicts")).to_contain_text("Meridian Wire has 8 March 2021")
    expect(evidence.locator("mark.ct-date").first).to_have_text("Tuesday")
    expect(evidence).to_contain_text("The last Tuesday before that day", ignore_case=True)
    expect(page).to_have_url(re.compile("event=event-0000000001"))


def test_the_list_does_by_keyboard_what_the_chart_does_by_mouse(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    settle(page)
    page.get_by_role("radio", name="Seizure of the ridge").focus()
    page.keyboard.press("Space")
    expect(page.locator(".ct-evidence h2")).to_have_text("Seizure of the ridge")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".ct-evidence h2")).to_have_text("Road to the coast blocked")
    expect(page.get_by_role("radio", name="Road to the coast blocked")).to_be_focused()


def test_a_mark_can_be_chosen_again_after_the_list_was_used(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    click_mark(page, 0)
    expect(page.locator(".ct-evidence h2")).to_have_text("Shelling of the market of Karsin")
    page.locator("label", has_text="Talks collapse").click()
    expect(page.locator(".ct-evidence h2")).to_have_text("Talks collapse")
    click_mark(page, 0)
    expect(page.locator(".ct-evidence h2")).to_have_text("Shelling of the market of Karsin")


def test_filters_stand_in_the_address_and_come_back_from_it(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    page.get_by_role("searchbox", name="Search").or_(page.get_by_label("Search")).first.fill("protest")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 claim of 17 match")).to_be_visible()
    expect(page).to_have_url(re.compile("q=protest"))
    again = open_page(page.url)
    expect(again.get_by_text("1 claim of 17 match")).to_be_visible()
    by_outlet = open_page(f"{sample_app}/?outlet=Meridian+Wire&from=2021-03-01")
    expect(by_outlet.get_by_text("of 17 match")).to_be_visible()
    expect(by_outlet.get_by_role("radio", name="Seizure of the ridge")).to_have_count(0)


def test_nothing_matches_says_which_filter_to_drop(open_page: Opener, sample_app: str) -> None:
    page = open_page(f"{sample_app}/?q=protest&outlet=Meridian+Wire")
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()
    page.get_by_role("button", name="Drop the outlet filter: 1 claim").click()
    expect(page.get_by_role("radio", name="Protest at the governor's office")).to_be_visible()
    expect(page).not_to_have_url(re.compile("outlet="))


def test_the_axis_can_be_switched(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    page.get_by_role("radio", name="When it was published").or_(
        page.get_by_role("button", name="When it was published")
    ).first.click()
    expect(page.locator(".ct-strip-note")).to_contain_text("9 to 31 March 2021")
    page.get_by_role("radio", name="Days between").or_(page.get_by_role("button", name="Days between")).first.click()
    expect(page.locator(".ct-strip-note")).to_contain_text("-52 to 282 days")
    expect(page.locator(MARKS)).not_to_have_count(0)


def in_sight(page: Page) -> list[str]:
    """The first and the last day in sight, as the two handles of the strip say them."""
    return [handle.get_attribute("aria-valuetext") or "" for handle in page.locator(".ct-handle").all()]


def test_the_strip_is_a_brush_for_mouse_and_keyboard(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    settle(page)
    place = page.locator(".ct-strip").bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + place["width"] * 0.9, place["y"] + 10)
    page.mouse.down()
    page.mouse.move(place["x"] + place["width"] * 0.97, place["y"] + 10, steps=3)
    page.mouse.up()
    expect(page).to_have_url(re.compile("zoom=2021-"))
    expect(page.locator(".ct-strip-note")).to_contain_text("In sight:")
    begun = in_sight(page)
    page.locator(".ct-handle").first.focus()
    page.keyboard.press("ArrowRight")
    assert in_sight(page)[0] != begun[0]
    again = open_page(page.url)  # what is in sight can be cited
    expect(again.locator(".ct-strip-note")).to_contain_text("In sight:")
    page.locator(".ct-handle").first.press("Escape")
    expect(page).not_to_have_url(re.compile("zoom="))
    expect(page.get_by_role("button", name="Show the whole period")).to_be_hidden()


def test_choosing_from_the_list_leaves_the_zoom(open_page: Opener, sample_app: str) -> None:
    page = open_page(f"{sample_app}/?zoom=2021-01-01/2021-05-01")
    page.locator("label", has_text="Shelling of the market").click()
    expect(page.locator(".ct-evidence h2")).to_have_text("Shelling of the market of Karsin")
    expect(page.locator(".ct-back")).not_to_have_count(0)
    expect(page.locator(".ct-strip-note")).to_have_text("In sight: 1 January 2021 to 1 May 2021")
    assert page.locator(".js-plotly-plot").evaluate("gd => gd.layout.xaxis.range[0]") == "2021-01-01T00:00"


def test_the_legend_filters(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    page.locator(".ct-legend button", has_text="Protests").press("Enter")
    expect(page.get_by_text("1 claim of 17 match")).to_be_visible()
    expect(page).to_have_url(re.compile("family=protest"))
    expect(page.locator(".ct-legend button", has_text="Protests")).to_have_attribute("aria-pressed", "true")
    page.locator(".ct-legend button", has_text="Protests").click()
    expect(page.get_by_text("of 17 match")).to_have_count(0)


def test_undated_claims_are_listed_with_their_reasons(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    page.get_by_text("Not on the chart: 3 claims without a date").click()
    expect(page.locator(".ct-undated").first).to_contain_text("the article carries none")
    page.get_by_text("2 inputs could not be read").click()
    expect(page.get_by_text("clippings/list.csv, row 7")).to_be_visible()


def test_hostile_text_is_shown_and_does_nothing(open_page: Opener, sample_app: str) -> None:
    page = open_page(f"{sample_app}/?event=event-0000000001")
    expect(page.locator(".ct-evidence")).to_contain_text("</script><script>window.pwned = 1</script>")
    port = open_page(f"{sample_app}/?event=event-0000000007")
    expect(port.locator(".ct-evidence")).to_contain_text("⟨U+202E⟩gpj.exe <img src=x")
    expect(port.get_by_role("link", name="Open the original")).to_have_count(0)
    assert page.evaluate("window.pwned") is None
    assert port.evaluate("window.pwned") is None


def test_the_reading_view_explains_each_date_on_focus(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    page.get_by_role("link", name="Articles", exact=True).click()
    expect(page.get_by_role("heading", name="Articles")).to_be_visible()
    found = page.locator(".ct-found").first
    found.focus()
    expect(found.locator(".ct-tip")).to_be_visible()
    expect(found.locator(".ct-tip")).to_contain_text("9 March 2021")
    expect(found.locator(".ct-tip")).to_contain_text("Wednesday 10 March 2021")


PAGES = ("Timeline", "Compare", "Places", "Articles", "Review", "Add", "Log", "Export")


def visited(page: Page) -> Iterator[str]:
    """Every page in turn, each settled."""
    for name in PAGES:
        if name != "Timeline":
            visit(page, name)
        settle(page)
        yield name


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_is_accessible(open_page: Opener, sample_app: str, dark: bool) -> None:
    page = open_page(f"{sample_app}/?event=event-0000000001&outlet=Meridian+Wire", dark=dark)
    violations = [
        (name, one["id"], one["impact"], [node["html"][:200] for node in one["nodes"]][:3])
        for name in visited(page)
        for one in Axe().run(page).response["violations"]
    ]
    assert violations == []


def test_nothing_is_wider_than_the_smallest_phone(open_page: Opener, sample_app: str) -> None:
    page = open_page(f"{sample_app}/?event=event-0000000001", phone=True)
    page.set_viewport_size({"width": 360, "height": 740})
    wider = "document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    assert {name: page.evaluate(wider) for name in visited(page)} == dict.fromkeys(PAGES, 0)


def test_no_hole_stands_below_the_list_on_a_phone(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app, phone=True)
    settle(page)
    hole = "box => box.parentElement.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom"
    assert page.locator(".st-key-list_box").evaluate(hole) < 20


def test_a_link_under_the_keyboard_is_seen(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    settle(page)
    for name in ("Articles", "articles with something in doubt"):
        link = page.get_by_role("link", name=name).first
        link.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        expect(link).to_have_css("outline-style", "solid")


def test_a_selection_can_be_let_go(open_page: Opener, sample_app: str) -> None:
    page = open_page(f"{sample_app}/?event=event-0000000001")
    expect(page.locator(".ct-evidence")).to_be_visible()
    page.get_by_role("button", name="Where to look first").click()
    expect(page.get_by_role("heading", name="Where to look first")).to_be_visible()
    expect(page.locator(".ct-evidence")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("event="))
    click_mark(page, 0)
    expect(page.locator(".ct-evidence h2")).to_have_text("Shelling of the market of Karsin")


def test_a_change_of_theme_reaches_the_chart(open_page: Opener, sample_app: str) -> None:
    page = open_page(sample_app)
    name = page.locator(
        ".stPlotlyChart .annotation-text", has_text="Meridian Wire"
    ).last  # while it is redrawn there are two
    expect(name).to_have_css("fill", "rgb(27, 31, 36)")
    page.get_by_role("button", name="Main menu").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    expect(name).to_have_css("fill", "rgb(232, 234, 237)")


def test_the_first_page_is_found_by_its_name_too(open_page: Opener, sample_app: str) -> None:
    page = open_page(f"{sample_app}/?q=protest")
    expect(page.get_by_text("1 claim of 17 match")).to_be_visible()
    page.evaluate("history.replaceState(null, '', '/timeline?q=protest')")
    page.reload()
    expect(page.get_by_text("1 claim of 17 match")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page).to_have_url(re.compile("/\\?q=protest"))


def test_a_view_outlives_a_visit_to_another_page(open_page: Opener, sample_app: str) -> None:
    page = open_page(f"{sample_app}/?q=market&event=event-0000000001&axis=When+it+was+published")
    expect(page.get_by_text("of 17 match")).to_be_visible()
    page.get_by_role("link", name="Export", exact=True).click()
    expect(page.get_by_text("Only what the filters let through (5 claims)")).to_be_visible()
    page.get_by_role("link", name="Timeline", exact=True).click()
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("market")
    expect(page.locator(".ct-evidence h2")).to_have_text("Shelling of the market of Karsin")
    expect(page).to_have_url(re.compile("q=market"))
