"""How long a person waits for the app, in a real browser on a warm server: python tests/ui/bench_app.py [CLAIMS]

On the demo case; with CLAIMS on a generated case of so many claims, with the server's memory. No test, `make bench`.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "case"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from conftest import BROWSER_FLAGS
from find_browser import find_browser
from generate import generate
from playwright.sync_api import Page, sync_playwright
from take_screenshots import wait

from timeline.ui.launch import choose_port, command

RUNS = 5


def main() -> None:
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "large.case" if claims else None
        if case:
            generate(case, claims)
        measure(case)


def measure(case: Path | None) -> None:
    port = choose_port(None)
    server = subprocess.Popen(command(case, port=port))
    try:
        wait(port)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(find_browser()), args=BROWSER_FLAGS)
            run = waits_for_large if case else waits
            taken = [run(browser.new_page(viewport={"width": 1440, "height": 1000}), port) for _ in range(RUNS + 1)]
        memory = Path(f"/proc/{server.pid}/status")
        if memory.is_file():
            held = next(line for line in memory.read_text().splitlines() if line.startswith("VmHWM"))
            print(f"memory of the server at most: {int(held.split()[1]) // 1024} MiB")
    finally:
        server.terminate()
        server.wait(timeout=20)
    for name in taken[0]:
        seconds = [run_[name] for run_ in taken[1:]]  # the first warms the server
        print(f"{name}: least {min(seconds):.2f} s, median {statistics.median(seconds):.2f} s of {RUNS}")


def waits_for_large(page: Page, port: int) -> dict[str, float]:
    """Seconds to the first view; from a zoom to its marks, a choice to its evidence, a filter to its count."""
    taken = {}
    begun = time.monotonic()
    page.goto(f"http://localhost:{port}")
    page.locator(".barlayer g.point").first.wait_for(timeout=60_000)
    taken["first view"] = time.monotonic() - begun
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(800)
    strip = page.locator(".ct-strip").bounding_box()
    assert strip is not None
    at = strip["x"] + strip["width"] * random.uniform(0.2, 0.8)  # not twice the same: nothing may be remembered
    page.mouse.move(at, strip["y"] + 15)
    page.mouse.down()
    page.mouse.move(at + strip["width"] * 0.005, strip["y"] + 15, steps=3)
    taken["a zoom to single marks"] = timed(page.mouse.up, page, ".scatterlayer path.point")
    page.wait_for_timeout(1500)
    choose = page.locator(".st-key-list_box label").nth(random.randrange(20))
    taken["evidence of a choice"] = timed(choose.click, page, ".ct-evidence")
    page.get_by_label("Search").fill(random.choice(("market", "told")))
    taken["a filter"] = timed(lambda: page.get_by_label("Search").press("Enter"), page, "text=match the filters")
    page.close()
    return taken


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
