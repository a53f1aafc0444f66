"""The launcher: what it passes on, how it chooses a port, what it refuses, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from timeline.errors import TimelineError
from timeline.ui.launch import choose_port, command, launch, read_options

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {
    "browser.gatherUsageStats": "false",
    "server.address": "127.0.0.1",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "server.fileWatcherType": "none",
}


@pytest.mark.parametrize(("option", "value"), NEEDED.items(), ids=list(NEEDED))
def test_the_server_is_private_and_quiet(option: str, value: str) -> None:
    assert f"--{option}={value}" in command(None, port=8501)


def test_streamlit_knows_every_option() -> None:
    from streamlit import config

    known = set(config.get_config_options())
    assert {name for name in read_options() if not name.startswith("logger.hide")} <= known


def test_the_case_is_named_behind_the_dashes() -> None:
    assert command(Path("a.case"), port=9000)[-2:] == ["--", str(Path("a.case").resolve())]


def test_streamlit_run_of_the_root_script_is_private_too() -> None:
    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert options["browser"]["gatherUsageStats"] is False
    assert options["client"]["showErrorDetails"] == "none"


def test_a_taken_port_is_refused_when_wished_for_and_avoided_when_not() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(TimelineError, match="is taken; name another"):
            choose_port(taken.getsockname()[1])
    assert choose_port(None) > 0


def test_what_is_no_case_is_refused_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("just notes", encoding="utf-8")
    for name, told in (("none.case", "no such file; name a case file"), ("notes.txt", "is not a case; name")):
        with pytest.raises(TimelineError, match=told):
            launch(tmp_path / name, port=None, headless=True)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "a supervisor's end"])
def test_it_says_where_it_is_and_ends_cleanly(ending: signal.Signals, tmp_path: Path) -> None:
    for name in ("click", "streamlit", "calendar"):  # a user's own files must not pass for the modules
        (tmp_path / f"{name}.py").write_text("raise ImportError('not the module')", encoding="utf-8")
    # a shell that runs the tests in the background has Ctrl-C ignored, and its children inherit that
    script = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    script += "import sys; from timeline.ui.launch import launch; sys.exit(launch(None, port=None, headless=True))"
    # its own session: the signal must reach the launcher alone, which has to end the server itself
    running = subprocess.Popen(
        [sys.executable, "-P", "-c", script], stdout=subprocess.PIPE, start_new_session=True, cwd=tmp_path
    )
    assert running.stdout is not None
    line = running.stdout.readline().decode()
    running.send_signal(ending)
    assert running.wait(timeout=20) == 0
    running.stdout.close()
    assert line.startswith("Conflict Timeline is at http://localhost:")
    port = int(line.split("localhost:")[1].split()[0])
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)  # nobody of its session is left
