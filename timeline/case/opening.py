"""Opens whatever holds a timeline: a case file, the JSON that ``timeline build`` writes, or a report."""

from __future__ import annotations

import json
from pathlib import Path

from timeline.case.earlier import Case, load_case
from timeline.case.review import Reviewed
from timeline.case.store import Store
from timeline.errors import CaseError, TimelineError
from timeline.exchange import timeline_from_dict
from timeline.types import Timeline
from timeline.views.report_data import read_report


def open_case(path: Path) -> Case:
    """The case that ``path`` holds, told apart by its first bytes; JSON and reports have no log of actions.

    Raises `TimelineError` with what is wrong and what to do.
    """
    if path.is_dir():
        raise CaseError(f"{path}: is a folder; name a case file, or use: timeline build {path}")
    if not path.is_file():
        raise CaseError(
            f"{path}: no such file; name a case file, or make one with: timeline build FOLDER --case {path}"
        )
    with path.open("rb") as file:
        start = file.read(64).lstrip()
    if start.startswith(b"SQLite format 3"):
        return load_case(path)
    if start.startswith(b"{") or start[:9].lower() == b"<!doctype":
        return Case(_read_text(path, report=not start.startswith(b"{")))
    raise CaseError(f"{path}: is not a case; name a case file, the JSON of timeline build, or a report")


def open_reviewed(path: Path) -> Reviewed:
    """The same with all that people said about it; JSON and reports have no log, and nobody said anything.

    Raises `TimelineError` as `open_case` does.
    """
    if path.is_file():
        with path.open("rb") as file:
            if file.read(15) == b"SQLite format 3":
                return Store(path).load()
    return Reviewed(open_case(path).timeline)


def _read_text(path: Path, *, report: bool) -> Timeline:
    try:
        text = path.read_text(encoding="utf-8")
        return timeline_from_dict(read_report(text) if report else json.loads(text))
    except TimelineError as error:
        raise CaseError(f"{path}: {error}") from error
    except (ValueError, RecursionError) as error:
        raise CaseError(f"{path}: damaged ({error}); build it again") from error
