"""Finds the browser of the browser tests, or installs one; prints its path, or fails with what to do.

Run by ``make test`` before the browser tests: an installed Chrome or Chromium; else Debian's ``chromium`` where
this user may install it; else Playwright's own download; else exit status 1 and a clear word.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)


def find_browser() -> Path | None:
    """An installed browser: the one named in ``BROWSER_PATH``, one on the path, or Playwright's own."""
    named = os.environ.get("BROWSER_PATH")
    if named and Path(named).is_file():
        return Path(named)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    for application in APPLICATIONS:
        if Path(application).is_file():
            return Path(application)
    return _own_of_playwright()


def _own_of_playwright() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def install_browser() -> None:
    """Debian's chromium where this is Debian and we may, else Playwright's own."""
    if shutil.which("apt-get") and (getattr(os, "geteuid", lambda: 1)() == 0 or shutil.which("sudo")):
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        print("no Chrome or Chromium found: installing Debian's chromium", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            if subprocess.run([*prefix, *command], env=environment, stdout=subprocess.DEVNULL).returncode:
                break
        else:
            return
    print("installing Playwright's own Chromium", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    browser = find_browser()
    if browser is None:
        install_browser()
        browser = find_browser()
    if browser is None:
        print(
            "no browser for the browser tests: install Chrome or Chromium, or set BROWSER_PATH to one", file=sys.stderr
        )
        return 1
    print(f"browser tests use {browser}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
