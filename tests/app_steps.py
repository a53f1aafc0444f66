"""What the browser tests of the app do again and again; each step waits for what is to be seen, never for time."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, TimeoutError, expect

MARKS = ".scatterlayer path.point"
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
LOADING = "[data-testid=stSkeleton], [data-stale=true]"


def settle(page: Page) -> None:
    """Waits until the server has nothing more to say, and what it said is drawn."""
    page.locator(IDLE).wait_for()
    expect(page.locator(LOADING)).to_have_count(0)
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def visit(page: Page, name: str) -> None:
    """Goes to a page by the navigation."""
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def click_mark(page: Page, number: int) -> None:
    """A click on a mark of the chart, where a person would point; a negative number counts from the end."""
    page.locator(".js-plotly-plot[data-tied]").wait_for()
    settle(page)
    mark = page.locator(MARKS).nth(number)
    for _ in range(20):  # Plotly takes a click for the mark that it knows to be under the pointer
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x - 3, y - 3)
        page.mouse.move(x, y)
        try:
            page.locator(".hoverlayer .hovertext").first.wait_for(timeout=500)
        except TimeoutError:
            continue
        return page.mouse.click(x, y)
    pytest.fail("no mark answers to the pointer")
