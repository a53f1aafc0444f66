"""Takes pictures of the app on the demo case: python tests/ui/take_screenshots.py [FOLDER] [--all]

Three go into the README (`.github/screenshots`, the default); with --all, every page in both themes, and on phones.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from find_browser import find_browser
from playwright.sync_api import Browser, Page, sync_playwright

from timeline.ui.launch import choose_port, command

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("Timeline", "Compare", "Places", "Articles", "Review", "Add", "Log", "Export")
HEADINGS = {"Timeline": "Demo case", "Add": "Add articles"}
DESKTOP, PHONE, SMALLEST = (1440, 1000), (390, 844), (360, 740)


def main() -> None:
    """Starts an app, takes the pictures, ends the app."""
    words = [word for word in sys.argv[1:] if word != "--all"]
    folder = Path(words[0]) if words else ROOT / ".github" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    port = choose_port(None)
    server = subprocess.Popen(command(None, port=port))
    try:
        wait(port)
        with sync_playwright() as playwright:
            path = find_browser()
            browser = playwright.chromium.launch(executable_path=str(path), args=["--no-sandbox", "--disable-gpu"])
            for picture in every_page(browser, port, folder) if "--all" in sys.argv else readme(browser, port, folder):
                print(picture)
    finally:
        server.terminate()
        server.wait(timeout=20)


def readme(browser: Browser, port: int, folder: Path) -> Iterator[Path]:
    """The three of the README: the lanes, the evidence in the dark, a phone."""
    page = opened(browser, port, DESKTOP, "light")
    yield taken(page, folder / "timeline.png")
    page = opened(browser, port, DESKTOP, "dark")
    page.locator("[class*=st-key-look_] button").first.click()
    page.locator(".ct-evidence").wait_for()
    yield taken(page, folder / "evidence.png")
    page = opened(browser, port, PHONE, "light")
    yield taken(page, folder / "phone.png")


def every_page(browser: Browser, port: int, folder: Path) -> Iterator[Path]:
    """Every page in both themes, on a desk and on two phones."""
    for size, scheme in ((DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (SMALLEST, "dark")):
        page = opened(browser, port, size, scheme)
        for name in PAGES:
            page.get_by_role("link", name=name, exact=True).click()
            page.get_by_role("heading", level=1, name=HEADINGS.get(name, name)).wait_for()
            yield taken(page, folder / f"{name.lower()}-{size[0]}-{scheme}.png")


def opened(browser: Browser, port: int, size: tuple[int, int], scheme: str) -> Page:
    """The app's first page, drawn."""
    viewport = {"width": size[0], "height": size[1]}
    page = browser.new_context(viewport=viewport, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    page.goto(f"http://localhost:{port}")
    page.locator(".scatterlayer path.point").first.wait_for(timeout=60_000)
    return page


def taken(page: Page, path: Path) -> Path:
    """A picture of what is to be seen, once nothing moves any more."""
    page.wait_for_timeout(2500)
    page.screenshot(path=path)
    return path


def wait(port: int) -> None:
    """Returns when the app answers."""
    for _ in range(300):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/_stcore/health")
            connection.getresponse()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the app did not start within 30 s")


if __name__ == "__main__":
    main()
