"""What one visitor has open: the timeline, what was corrected, and the file it came from. Nothing is kept elsewhere."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from timeline.case import Action, append_action, demo_folder, open_case, save_case
from timeline.pipeline import Found, assemble, build
from timeline.types import Article, InputProblem, Timeline


@dataclass(frozen=True, slots=True)
class Desk:
    """The open case. ``path`` is None for the demo and for files that cannot be written back (JSON, reports)."""

    name: str
    timeline: Timeline
    actions: tuple[Action, ...] = ()
    path: Path | None = None
    demo: bool = False


def desk() -> Desk:
    """What is open in this session; at the first call the case named on the command line, or the demo."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = _opened(sys.argv[1] if len(sys.argv) > 1 else None)
    opened: Desk = st.session_state["desk"]
    return opened


@st.cache_resource(show_spinner=False)
def _demo() -> Desk:
    return Desk("Demo case", build([demo_folder()]), demo=True)


def _opened(case: str | None) -> Desk:
    """The demo, the same for all; or a case file as it is now: another session may have written to it."""
    if case is None:
        return _demo()
    path = Path(case)
    opened = open_case(path)
    with path.open("rb") as file:
        writable = file.read(6) == b"SQLite"
    return Desk(path.stem, opened.timeline, opened.actions, path if writable else None)


def add(articles: Sequence[Article], problems: Sequence[InputProblem]) -> None:
    """Puts more articles on the timeline, and what could not be read beside them."""
    now = desk()
    timeline = assembled((*now.timeline.articles, *articles), (*now.timeline.problems, *problems))
    if now.path:
        save_case(now.path, timeline, actions=now.actions, force=True)
    _open(now, timeline, now.actions)


def correct(article: Article, *, field: str, before: str, after: str) -> None:
    """Puts a corrected article in the place of the old one, and the correction in the log."""
    now = desk()
    action = Action(datetime.now(UTC).isoformat(timespec="seconds"), _person(), article.id, field, before, after)
    articles = tuple(article if old.id == article.id else old for old in now.timeline.articles)
    timeline = assembled(articles, now.timeline.problems)
    if now.path:
        append_action(now.path, action, timeline)
    _open(now, timeline, (*now.actions, action))


def assembled(articles: Sequence[Article], problems: Sequence[InputProblem] = ()) -> Timeline:
    """The timeline of ``articles``; what was found in each before, in this session, is not looked for again."""
    found: dict[Article, Found] = st.session_state.setdefault("found", {})

    def remembered(examine: Callable[[Article], Found], wanted: Sequence[Article]) -> Iterable[Found]:
        return _remembered(found, examine, wanted)

    return assemble(articles, problems, spread=remembered)


def _remembered(
    found: dict[Article, Found], examine: Callable[[Article], Found], wanted: Sequence[Article]
) -> Iterator[Found]:
    for article in wanted:
        if article not in found:
            found[article] = examine(article)
        yield found[article]


def _open(now: Desk, timeline: Timeline, actions: tuple[Action, ...]) -> None:
    st.session_state["desk"] = Desk(now.name, timeline, actions, now.path, now.demo)


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may have no name for its user
        return "unnamed"
