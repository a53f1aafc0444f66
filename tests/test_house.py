"""The house as a whole: what stands at the top, what the README promises, and that no text of others is in it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from timeline import __version__
from timeline.cli import main

ROOT = Path(__file__).parent.parent
TOP = {
    "pyproject.toml", "timeline", "tests", "data", "app.py", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md",
    "Makefile", "requirements.lock",
}  # fmt: skip
RUN = 8  # words in a row that two texts do not share by chance


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_the_top_level_holds_only_what_convention_puts_there() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in names if not name.startswith(".")} == TOP


def test_the_readme_names_commands_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    made = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"^ +make ([a-z-]+)", readme, re.MULTILINE)) == {"app", "test"} <= made
    named = set(re.findall(r"^\| `timeline ([a-z]+)", readme, re.MULTILINE))
    assert named == set(main.commands)
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme):
        assert (ROOT / picture).is_file(), picture


def test_the_changelog_has_this_version() -> None:
    assert f"[{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_lock_names_no_registry() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_no_text_of_the_clients_material_is_in_the_project(shared: Path) -> None:
    theirs: dict[str, str] = {}
    for path in sorted(shared.joinpath("seeds").glob("*.txt")):
        theirs |= dict.fromkeys(runs(path.read_text(encoding="utf-8")), path.name)
    assert theirs
    ours = [path for path in tracked() if path.suffix in {".py", ".md", ".toml", ".csv", ".jsonl", ".json", ".html"}]
    copied = {
        (str(path.relative_to(ROOT)), theirs[run], run)
        for path in ours
        for run in runs(path.read_text(encoding="utf-8"))
        if run in theirs
    }
    assert not copied


def runs(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
