"""What one visitor has open: the case, who they are, and every change that they make to it.

All work is kept in a case file: the user's own, or, for the demo and for files that cannot be written back (JSON,
reports), one that lasts as long as the visit. Nothing is kept elsewhere.
"""

from __future__ import annotations

import getpass
import shutil
import sys
import tempfile
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from timeline.case import (
    SMALL,
    Deed,
    Entry,
    Kept,
    Kind,
    Refused,
    Reviewed,
    Store,
    create_case,
    demo_folder,
    last_to_redo,
    last_to_undo,
    open_case,
    query,
)
from timeline.pipeline import build
from timeline.types import Article, InputProblem, Timeline

LONGEST_NAME = 60
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Desk:
    """The open case as of its change ``version``. ``path`` is None where it lasts for this visit only.

    A ``large`` case is not in memory: ``reviewed`` is empty, and its parts are asked for with `timeline.case.query`.
    """

    name: str
    reviewed: Reviewed
    store: Store
    version: int = 0
    path: Path | None = None
    demo: bool = False
    large: bool = False

    @property
    def timeline(self) -> Timeline:
        return self.reviewed.timeline

    @property
    def log(self) -> tuple[Entry, ...]:
        return self.reviewed.log


def desk() -> Desk:
    """What is open in this session; read again where anybody has changed it since."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = _opened(sys.argv[1] if len(sys.argv) > 1 else None)
    opened: Desk = st.session_state["desk"]
    version = opened.store.version()
    if version != opened.version:
        opened = _read(opened, version)
        st.session_state["desk"] = opened
    return opened


def desk_as_drawn() -> Desk | None:
    """What this session's page was last drawn from, without looking for changes."""
    opened: Desk | None = st.session_state.get("desk")
    return opened


def _read(opened: Desk, version: int) -> Desk:
    large = query.count(opened.store) > SMALL
    reviewed = Reviewed(Timeline(), log=opened.store.log()) if large else _loaded(str(opened.store.path), version)
    return Desk(opened.name, reviewed, opened.store, version, opened.path, opened.demo, large)


@st.cache_resource(show_spinner=False, max_entries=8)
def _loaded(path: str, version: int) -> Reviewed:
    """The case as it was at ``version``, the same for everybody who looks at it."""
    return Store(Path(path)).load()


@st.cache_resource(show_spinner=False)
def _demo_case() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    """The demo, read once for all visitors; each works on a copy."""
    folder = tempfile.TemporaryDirectory(prefix="conflict-timeline-")
    path = Path(folder.name) / "demo.case"
    create_case(path, build([demo_folder()]), at=_now())
    return folder, path


@st.cache_resource(show_spinner=False)
def _store(path: str) -> Store:
    return Store(Path(path))


def _opened(case: str | None) -> Desk:
    """The case named on the command line, or the demo; with version -1, so that it is read at once."""
    if case is None:
        return Desk("Demo case", Reviewed(Timeline()), _for_this_visit(_demo_case()[1]), -1, demo=True)
    path = Path(case)
    with path.open("rb") as file:
        writable = file.read(6) == b"SQLite"
    if writable:
        return Desk(path.stem, Reviewed(Timeline()), _store(str(path)), -1, path)
    folder = tempfile.TemporaryDirectory(prefix="conflict-timeline-")
    st.session_state["folder"] = folder  # goes away with the visit
    store = create_case(Path(folder.name) / "visit.case", open_case(path).timeline, at=_now())
    return Desk(path.stem, Reviewed(Timeline()), store, -1)


def _for_this_visit(path: Path) -> Store:
    folder = tempfile.TemporaryDirectory(prefix="conflict-timeline-")
    st.session_state["folder"] = folder  # goes away with the visit
    return Store(Path(shutil.copy(path, Path(folder.name) / "visit.case")))


@st.cache_resource(show_spinner=False, max_entries=96)
def _remembered(path: str, version: int, key: str, _make: Callable[[], Any]) -> Any:
    return _make()


def remember(opened: Desk, make: Callable[[], Made], *key: Hashable) -> Made:
    """What ``make`` gives for the case as it is now, remembered for everybody; ``key`` tells one thing from another."""
    made: Made = _remembered(str(opened.store.path), opened.version, repr(key), make)
    return made


def keep(*deeds: Deed, told: str = "Kept.") -> bool:
    """Keeps what a person did, and says so; where it cannot be kept, says why (`refusal`) and keeps nothing."""
    now = desk()
    result = now.store.append(*deeds, who=person(), at=_now(), on=now.version)
    if isinstance(result, Refused):
        st.session_state["refused"] = result
        return False
    st.session_state.pop("refused", None)
    st.session_state["told"] = [told, *_overtaken(result)]
    return True


def _overtaken(kept: Kept) -> list[str]:
    return [
        f"{entry.who} had just changed the same. Yours is shown now; theirs stays in the log (entry {entry.number})."
        for entry in kept.overtook
        if entry.who != person()
    ]


def refusal() -> Refused | None:
    """Why the last change was not kept, once."""
    refused: Refused | None = st.session_state.pop("refused", None)
    return refused


def undo(number: int | None = None) -> None:
    """Takes back entry ``number`` of the log, or else the last thing that this person did."""
    entry = last_to_undo(desk().log, person()) if number is None else None
    chosen = number if number is not None else entry.number if entry else None
    if chosen is not None:
        keep(Deed(Kind.UNDO, str(chosen)), told="Undone.")


def redo(number: int | None = None) -> None:
    """Does again what was taken back: entry ``number``, or what this person took back last."""
    entry = last_to_redo(desk().log, person()) if number is None else None
    chosen = number if number is not None else entry.number if entry else None
    if chosen is not None:
        keep(Deed(Kind.REDO, str(chosen)), told="Done again.")


def add(articles: Sequence[Article], problems: Sequence[InputProblem]) -> tuple[str, ...]:
    """Reads more articles into the case; returns the ids of those that were not in it."""
    return desk().store.add(articles, problems, who=person(), at=_now())


def person() -> str:
    """Who does what is done here: the name that was typed, or the user of this machine."""
    typed = " ".join(str(st.session_state.get("person") or "").split())[:LONGEST_NAME]
    return typed or user_name()


def user_name() -> str:
    """The name of the user of this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may have no name for its user
        return "unnamed"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
