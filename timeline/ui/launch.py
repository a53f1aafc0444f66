"""Starts the app: Streamlit in a child process on this machine only, and the browser once it answers."""

from __future__ import annotations

import http
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
import webbrowser
from importlib import resources
from pathlib import Path
from typing import Any

import click

from timeline.case import open_case
from timeline.errors import CaseError

DEFAULT_PORT = 8501
START_SECONDS = 60.0


def launch(case: Path | None, *, port: int | None, headless: bool) -> int:
    """Runs the app until Ctrl-C; the exit status is 0 when it was ended so, else the server's.

    Without ``case`` the demo opens. Without ``port`` 8501 is taken, or a free one where 8501 is in use.
    Raises `TimelineError` where ``case`` cannot be opened, `CaseError` where the wished-for port is taken.
    """
    if case is not None:
        open_case(case)  # what is wrong with it is better said here than in the browser
    chosen = choose_port(port)
    address = f"http://localhost:{chosen}"
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a supervisor's "end" is a Ctrl-C: the server ends too
    server = subprocess.Popen(command(case, port=chosen), env=_environment())
    try:
        if not _answers(server, chosen):
            server.terminate()
            click.echo("the app did not start; what the server says stands above", err=True)
            return server.wait() or 1
        click.echo(f"Conflict Timeline is at {address}  (Ctrl-C ends it)")
        if not headless:
            webbrowser.open(address)
        return server.wait()
    except KeyboardInterrupt:
        return _ended(server)


def command(case: Path | None, *, port: int) -> list[str]:
    """The command line of the server, with every option of ``theme.toml`` spelt out."""
    entry = resources.files("timeline.ui").joinpath("main.py")
    options = read_options() | {"server.port": str(port), "browser.serverPort": str(port)}
    flags = [f"--{name}={value}" for name, value in options.items()]
    arguments = [] if case is None else ["--", str(case.resolve())]
    # -P: a file of the user's folder must not pass for a module, as a click.py would
    return [sys.executable, "-P", "-m", "streamlit", "run", str(entry), *flags, *arguments]


def read_options() -> dict[str, str]:
    """The options of ``theme.toml`` by their dotted name, as Streamlit's command line wants them."""
    text = resources.files("timeline.ui").joinpath("theme.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(text), ""))


def choose_port(port: int | None) -> int:
    """``port`` if it is free, 8501 or else any free one if none was asked for. Raises `CaseError` where it is taken."""
    for wished in (port,) if port is not None else (DEFAULT_PORT, 0):
        with socket.socket() as listener:
            try:
                listener.bind(("127.0.0.1", wished))
            except OSError:
                continue
            return int(listener.getsockname()[1])
    raise CaseError(f"port {port} is taken; name another with --port, or leave it out")


def _flat(options: dict[str, Any], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in options.items():
        if isinstance(value, dict):
            pairs.extend(_flat(value, f"{prefix}{name}."))
        else:
            pairs.append((prefix + name, value if isinstance(value, str) else json.dumps(value)))
    return pairs


def _environment() -> dict[str, str]:
    """Ours without Streamlit's own variables: an option of another app must not change this one."""
    return {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}


def _answers(server: subprocess.Popen[bytes], port: int) -> bool:
    """True as soon as the server takes requests, False where it ended or took longer than a minute."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)  # urllib would ask a proxy for it
        try:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return True
        except OSError:
            pass  # not listening yet
        finally:
            connection.close()
        time.sleep(0.1)
    return False


def _ended(server: subprocess.Popen[bytes]) -> int:
    """Ctrl-C: tell the server too (the terminal may not have), and insist where it does not listen."""
    server.terminate()
    try:
        server.wait(timeout=5)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):  # or a second Ctrl-C
        server.kill()
        server.wait()
    return 0
