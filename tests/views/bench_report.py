"""How large a report is and how long it takes to draw from the disk, of the demo and of 5,000 claims: `make bench`."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path += [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent.parent / "case")]

from conftest import BROWSER_FLAGS
from find_browser import find_browser
from generate import generate
from playwright.sync_api import Browser, sync_playwright

from timeline import build
from timeline.case import demo_folder, open_case
from timeline.types import Timeline
from timeline.views.report import render_report

RUNS = 5
CLAIMS = 5_000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_browser()), args=BROWSER_FLAGS)
        case = Path(folder) / "many.case"
        generate(case, CLAIMS)
        for name, timeline in (("demo", build([demo_folder()])), (f"{CLAIMS:,} claims", open_case(case).timeline)):
            print(f"report of {name}: {measured(timeline, browser, Path(folder) / 'report.html')}")


def measured(timeline: Timeline, browser: Browser, path: Path) -> str:
    begun = time.monotonic()
    page = render_report(timeline).encode()
    rendered = time.monotonic() - begun
    path.write_bytes(page)
    seconds, requests = [], set[str]()
    for _ in range(RUNS):
        opened = browser.new_page(viewport={"width": 1440, "height": 900})
        opened.on("request", lambda request: requests.add(request.url))
        begun = time.monotonic()
        opened.goto(path.as_uri())
        opened.wait_for_selector("html.drawn", timeout=60_000)
        seconds.append(time.monotonic() - begun)
        opened.close()
    return (
        f"{len(page):,} bytes (2,300,000 and 400 a claim: {2_300_000 + 400 * len(timeline.claims):,}), "
        f"written in {rendered:.1f} s, drawn in median {statistics.median(seconds):.2f} s, "
        f"most {max(seconds):.2f} s of {RUNS}; requests beside the file itself: {len(requests) - 1}"
    )


if __name__ == "__main__":
    main()
