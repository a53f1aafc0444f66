"""A running app for the browser tests, and a page that fails its test for any error, and any request to elsewhere."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import time
import urllib.parse
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect
from samples import sample_timeline

from timeline.ui.launch import command

expect.set_options(timeout=40_000)  # a busy machine is slow, and speed has a test of its own
# On a page that is opened by its address Streamlit first looks for its server below that page, and its browser notes
# two answers of 404 (streamlit/streamlit#7074); then it looks at the root.
PROBE = re.compile(r"^http://localhost:\d+/[a-z]+/_stcore/(health|host-config)$")
PATIENCE = 60_000  # the first page of a server, which imports what it needs
DESKTOP, PHONE = {"width": 1440, "height": 1000}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def start_app() -> Iterator[Callable[[Path | None], str]]:
    """Starts an app on a case (None: the demo) and returns its address; all end with the tests."""
    servers: list[subprocess.Popen[bytes]] = []

    def start(case: Path | None) -> str:
        port = _free_port()
        servers.append(subprocess.Popen(command(case, port=port)))
        _wait(port)
        return f"http://localhost:{port}"

    yield start
    for server in servers:
        server.terminate()
        server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(300):
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    pytest.fail("the app did not start within 30 s")


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample of tests/samples.py, hostile text and all, as a file that the app opens."""
    path = tmp_path_factory.mktemp("case") / "Karsin.json"
    path.write_text(json.dumps(sample_timeline().to_dict()), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def sample_app(start_app: Callable[[Path | None], str], sample_case: Path) -> str:
    return start_app(sample_case)


@pytest.fixture(scope="session")
def demo_app(start_app: Callable[[Path | None], str]) -> str:
    return start_app(None)


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a fresh browser window; afterwards nothing may have gone wrong or gone out."""
    contexts = []
    troubles: list[str] = []

    def watch_request(request: Request) -> None:
        if urllib.parse.urlsplit(request.url).hostname not in ("localhost", "127.0.0.1", None):
            troubles.append(f"request to {request.url}")

    def watch_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBE.search(message.location["url"]):
            troubles.append(f"{message.text} {message.location['url']}")

    def open_it(address: str, *, dark: bool = False, phone: bool = False) -> Page:
        context = chromium.new_context(
            viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", watch_console)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", watch_request)
        page.goto(address)
        page.get_by_role("heading", level=1).wait_for()
        return page

    yield open_it
    for context in contexts:
        for page in context.pages:
            shown = page.locator("[data-testid=stException], [data-testid=stAlertContentError]").all_inner_texts()
            troubles.extend(f"shown: {text}" for text in shown)
        context.close()
    assert troubles == []
