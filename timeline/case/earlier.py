"""The interface of the first version of the case, on top of the present one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.case.actions import Action
from timeline.case.check import SAME
from timeline.case.fields import Refused
from timeline.case.log import Deed, Entry, Kind, in_force, seal
from timeline.case.machine import new_case, read_head, seal_records
from timeline.case.review import UNKNOWN
from timeline.case.rows import Writer, write_entry
from timeline.case.store import Store
from timeline.errors import CaseError
from timeline.types import Timeline


@dataclass(frozen=True, slots=True)
class Case:
    """What a case file holds: the timeline as it is shown, and every correction of an article, oldest first."""

    timeline: Timeline
    actions: tuple[Action, ...] = ()


def save_case(path: Path, timeline: Timeline, *, actions: Sequence[Action] = (), force: bool = False) -> None:
    """Writes a new case file whose timeline has the corrections ``actions`` in it already."""
    with new_case(path, force=force) as base:
        Writer(base).add(timeline.to_dict())
        seal_records(base, who="timeline", at="", program="")
        for action in actions:
            number, previous = read_head(base)
            write_entry(base, seal(_entry(action, number + 1, previous)))
    if actions:
        Store(path).renew(timeline)


def _entry(action: Action, number: int, previous: str) -> Entry:
    return Entry(
        number=number,
        at=action.at,
        who=action.who,
        kind=Kind.CORRECT,
        target=action.article,
        field=action.field,
        before=action.before,
        after=action.after,
        machine=UNKNOWN,
        why=action.why,
        on=number - 1,
        previous=previous,
        hash="",
    )


def load_case(path: Path) -> Case:
    """Reads a case file. Raises `CaseError` where it is none, is newer than this program, or is damaged."""
    reviewed = Store(path).load()
    return Case(reviewed.timeline, tuple(_action(entry) for entry in in_force(reviewed.log) if _is_old(entry)))


def _is_old(entry: Entry) -> bool:
    return entry.kind is Kind.CORRECT and entry.field in ("outlet", "published")


def _action(entry: Entry) -> Action:
    before, after = (str(value or "") for value in (entry.before, entry.after))
    return Action(entry.at, entry.who, entry.target, entry.field, before, after, entry.why)


def append_action(path: Path, action: Action, timeline: Timeline) -> None:
    """Adds one correction of an article to the log; ``timeline`` is no longer needed: the case works it out itself.

    Raises `CaseError` where the file is locked or damaged, or the correction cannot be kept.
    """
    deed = Deed(Kind.CORRECT, action.article, action.field, action.after, action.why)
    kept = Store(path).append(deed, who=action.who, at=action.at)
    if isinstance(kept, Refused) and kept.what != SAME:
        raise CaseError(str(kept))
