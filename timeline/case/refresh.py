"""Brings the rows that are shown in step with the log: all of a small case, of a large one what is near a word."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from timeline.case.near import entries_near, find_near, within
from timeline.case.part import read_all, read_log, read_machine
from timeline.case.review import Reassemble, Reexamine, Reviewed, apply_log
from timeline.case.review import read_log as read_said
from timeline.case.shown import Shown

WHOLE_MOST = 1000  # claims up to which a case is looked at whole, and its claims are joined anew: under a second


def refresh(
    base: sqlite3.Connection,
    targets: Iterable[str] | None,
    *,
    reexamine: Reexamine,
    reassemble: Reassemble | None,
    changed: list[str] | None = None,
) -> Reviewed:
    """Writes what is shown after the log as it now is, for ``targets`` (ids of articles, claims, events) and all that
    hangs on them; ``None`` or a small case is all of it. Returns what `apply_log` made of that part; the ids of what
    was written go into ``changed``."""
    gone = frozenset(
        row[0] for row in base.execute("SELECT id FROM claim JOIN claim_record USING (position) WHERE gone = 1")
    )
    small = is_small(base)
    if small:
        near = None
        machine, log = read_all(base, machine=True), read_log(base)
        reviewed = apply_log(machine, log, reexamine=reexamine, reassemble=reassemble, gone=gone)
    else:
        near = find_near(base, targets if targets is not None else _spoken_of(base))
        machine, log = read_machine(base, near.claims, near.articles), entries_near(base, near)
        reviewed = apply_log(machine, log, reexamine=within(base, near, reexamine), gone=gone)
    rows = Shown(base, reviewed, read_said(log), near)
    rows.write()
    if changed is not None:
        changed += rows.changed
    return reviewed


def is_small(base: sqlite3.Connection) -> bool:
    """Whether the case has so few claims that all of it is looked at after every word."""
    asked = "SELECT count(*) FROM (SELECT 1 FROM claim LIMIT ?)"
    return int(base.execute(asked, (WHOLE_MOST + 1,)).fetchone()[0]) <= WHOLE_MOST


def _spoken_of(base: sqlite3.Connection) -> list[str]:
    return [row[0] for row in base.execute("SELECT DISTINCT target FROM log_name")]
