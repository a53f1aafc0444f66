"""How long a person waits for the app on the demo case, in a real browser on a warm server: no test, `make bench`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from conftest import BROWSER_FLAGS
from find_browser import find_browser
from playwright.sync_api import Page, sync_playwright
from take_screenshots import wait

from timeline.ui.launch import choose_port, command

RUNS = 5


def main() -> None:
    port = choose_port(None)
    server = subprocess.Popen(command(None, port=port))
    try:
        wait(port)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(find_browser()), args=BROWSER_FLAGS)
            taken = [waits(browser.new_page(viewport={"width": 1440, "height": 1000}), port) for _ in range(RUNS + 1)]
    finally:
        server.terminate()
        server.wait(timeout=20)
    for name in taken[0]:
        seconds = [run[name] for run in taken[1:]]  # the first warms the server
        print(f"{name}: least {min(seconds):.2f} s, median {statistics.median(seconds):.2f} s of {RUNS}")


def waits(page: Page, port: int) -> dict[str, float]:
    """Seconds from the load to the first content and to the chart; from a choice to its evidence; of a filter."""
    taken = {}
    begun = time.monotonic()
    page.goto(f"http://localhost:{port}")
    page.locator(".ct-summary", has_text="claims").wait_for()
    taken["first content"] = time.monotonic() - begun
    page.locator(".scatterlayer path.point").first.wait_for()
    taken["chart drawn"] = time.monotonic() - begun
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    taken["evidence of a choice"] = timed(
        lambda: page.locator("[class*=st-key-look_] button").first.click(), page, ".ct-evidence"
    )
    page.get_by_label("Search").fill("zzzz")
    taken["a filter"] = timed(lambda: page.get_by_label("Search").press("Enter"), page, "text=Nothing matches")
    page.close()
    return taken


def timed(act: Callable[[], object], page: Page, then: str) -> float:
    begun = time.monotonic()
    act()
    page.locator(then).first.wait_for()
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
