"""What all tests share: where the material that is not part of the project stands, and the browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from find_browser import find_browser
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# No test of ours is about time: a busy machine is slow. In CI the same inputs are tried every time, so that a red
# run is about the change and not about luck; at a desk each run tries new ones.
settings.register_profile("house", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")

collect_ignore_glob = ["bench_*.py", "*/bench_*.py"]  # they measure when they are asked to, and test nothing

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# Without these Chromium looks up its maker's hosts at every start; a test of ours must be the only one to speak.
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The client's material beside the project; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the client's material (../shared) is not here")
    return SHARED


@pytest.fixture(scope="session")
def browser_path() -> Path:
    """The browser that ``make browser`` found; no browser is a failure, not a skip."""
    path = find_browser()
    assert path is not None, "no Chrome or Chromium: run `make browser`"
    return path


@pytest.fixture(scope="session")
def chromium(browser_path: Path) -> Iterator[Browser]:
    """One headless browser for the whole run; take a new context for each test."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(browser_path), args=BROWSER_FLAGS)
        yield browser
        browser.close()


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes name no test: an archive holds the time at which it was packed, and each process packs its own."""
    return argname if isinstance(val, bytes) else None
