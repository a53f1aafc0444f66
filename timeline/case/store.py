"""The case file, open for work: what is shown, what people say, and new runs of the machine. See `timeline.case`."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.case.check import Prepared, prepare
from timeline.case.connection import opened
from timeline.case.fields import Refused
from timeline.case.log import Deed, Entry, overtaken, seal
from timeline.case.machine import (
    MACHINE,
    new_case,
    read_gone,
    read_head,
    read_meta,
    read_rejected,
    replace_machine,
    seal_records,
    spoken_machine,
)
from timeline.case.part import chunks, marks, read_all, read_log, read_spoken
from timeline.case.refresh import is_small, refresh
from timeline.case.review import Reviewed, assemble_found, find_differs, find_words, found_of, without_claims
from timeline.case.review import read_log as read_said
from timeline.case.rows import Writer, last_positions, targets_of, write_entry
from timeline.pipeline import Found, assemble, examine
from timeline.types import Article, InputProblem, Timeline


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept: the entries as they stand in the log, and for each the entries of others on the same field that
    came in between (nothing is lost of them: they stay in the log, the last is shown, and the person is to be told)."""

    entries: tuple[Entry, ...]
    overtook: tuple[Entry, ...] = ()
    version: int = 0


SMALL = 5000  # claims that may be loaded whole: a second


class _Back(Exception):  # noqa: N818 - no error: it carries a refusal out of a transaction, which is rolled back by it
    def __init__(self, result: Any) -> None:
        super().__init__()
        self.result = result


class Store:
    """A case file that people work in. Holds nothing open between calls: any thread or process may use it, and each
    sees what others have written.

    ``examine_article`` reads an article again whose date, outlet or language a person has corrected. Every method
    raises `CaseError` where the file cannot be used.
    """

    def __init__(self, path: Path, *, examine_article: Callable[[Article], Found] = examine) -> None:
        self.path = path
        self._examine = examine_article
        self._found: dict[Article, Found] = {}

    def version(self) -> int:
        """The number of the last entry of the log: it grows whenever anything in the case has changed. Cheap enough to
        be asked for at every redraw (well under a millisecond)."""
        with opened(self.path) as base:
            return read_head(base)[0]

    def case_id(self) -> str:
        """The id of the case, which its log is chained to."""
        with opened(self.path) as base:
            return read_meta(base, "case")

    def load(self) -> Reviewed:
        """Everything that is shown, whole. For a large case (`count`) use `timeline.case.query` instead."""
        with opened(self.path) as base:
            log = read_log(base)
            said = read_said(log)
            targets = [*said.words] + [claim for move in said.moves for claim in move.after["claims"]]
            return Reviewed(
                timeline=read_all(base),
                words=find_words(said),
                rejected=read_rejected(base),
                differs=find_differs(said, spoken_machine(base, targets)),
                log=log,
            )

    def machine(self) -> Timeline:
        """Everything as the machine has it, without any person's word."""
        with opened(self.path) as base:
            return without_claims(read_all(base, machine=True), read_gone(base))

    def log(self, *, since: int = 0) -> tuple[Entry, ...]:
        """The entries of the log after number ``since``, oldest first."""
        with opened(self.path) as base:
            return read_log(base, since=since)

    def spoken(self) -> Reviewed:
        """As `load`, but only with the articles, claims and events that somebody spoke about: quick for any case."""
        with opened(self.path) as base:
            log = read_log(base)
            return Reviewed(timeline=read_spoken(base), words=find_words(read_said(log)), log=log)

    def append(self, *deeds: Deed, who: str, at: str, on: int | None = None) -> Kept | Refused:
        """Keeps what a person did: all of ``deeds``, or none of them where one cannot be kept.

        ``at`` is ISO 8601 in UTC; ``on`` is the `version` that the person had before their eyes (None: the present
        one). When this returns `Kept`, it is on the disk.
        """
        try:
            with opened(self.path, write=True) as base:
                return self._append(base, deeds, who=who, at=at, on=on)
        except _Back as back:  # the transaction was rolled back
            refused: Refused = back.result
            return refused

    def preview(self, *deeds: Deed) -> Reviewed | Refused:
        """See `preview`."""
        try:
            with opened(self.path, write=True) as base:
                kept = self._append(base, deeds, who="", at="", on=None)
                targets = {name for entry in kept.entries for name in targets_of(entry)}
                raise _Back(self._refresh(base, targets))
        except _Back as back:
            result: Reviewed | Refused = back.result
            return result

    def _append(self, base: sqlite3.Connection, deeds: Sequence[Deed], *, who: str, at: str, on: int | None) -> Kept:
        last, previous = read_head(base)
        entries: list[Entry] = []
        for deed in deeds:
            prepared = prepare(base, deed)
            if isinstance(prepared, Refused):
                raise _Back(prepared)
            seen = last if on is None else min(on, last)
            entries.append(_entry(prepared, last + len(entries) + 1, previous, who=who, at=at, on=seen))
            previous = entries[-1].hash
            write_entry(base, entries[-1])
            self._refresh(base, prepared.targets)
        between = read_log(base, since=entries[0].on) if entries and entries[0].on < last else ()
        others = [other for other in between if other.number <= last]
        overtook = dict.fromkeys(other.number for entry in entries for other in overtaken(others, entry))
        kept = tuple(other for other in others if other.number in overtook)
        return Kept(tuple(entries), kept, last + len(entries))

    def renew(self, timeline: Timeline, *, who: str = MACHINE, at: str = "", program: str = "") -> None:
        """Puts a new run of the machine in the place of the last, and keeps every word of people on it.

        A claim that the machine no longer finds stays where a person has spoken about it. What the machine had is
        gone from the file but for its seal in the log; what people saw of it is in their entries.
        """
        with opened(self.path, write=True) as base:
            replace_machine(base, timeline)
            seal_records(base, who=who, at=at, program=program)
            self._refresh(base, None)

    def add(
        self,
        articles: Sequence[Article],
        problems: Sequence[InputProblem] = (),
        *,
        who: str,
        at: str,
        program: str = "",
    ) -> tuple[str, ...]:
        """Reads more articles into the case; returns the ids of those that were not in it. In a small case all claims
        are joined anew; in a large one those of the new articles are joined among themselves only, until the case is
        built again."""
        found = {article: self._read(article) for article in articles}  # before the file is locked: it takes its time
        with opened(self.path, write=True) as base:
            known = {
                row[0]
                for some in chunks(article.id for article in articles)
                for row in base.execute(f"SELECT id FROM article WHERE id IN ({marks(some)})", some)
            }
            fresh = [article for article in dict.fromkeys(articles) if article.id not in known]
            if not fresh and not problems:
                return ()
            added = assemble(fresh, problems, spread=lambda _, wanted: (found[article] for article in wanted))
            if is_small(base):
                replace_machine(base, _joined(read_all(base, machine=True), added))
                seal_records(base, who=who, at=at, program=program)
            else:
                last = last_positions(base)
                Writer(base).add(added.to_dict())
                seal_records(base, who=who, at=at, program=program, how="added", after=last)
            self._refresh(base, [article.id for article in fresh])
            return tuple(article.id for article in fresh)

    def _refresh(self, base: sqlite3.Connection, targets: Iterable[str] | None) -> Reviewed:
        return refresh(base, targets, reexamine=self._read, reassemble=assemble_found)

    def _read(self, article: Article) -> Found:
        """What the machine finds in ``article``, remembered: a corrected article is looked at after every word."""
        if article not in self._found:
            self._found[article] = self._examine(article)
        return self._found[article]


def preview(store: Store, *deeds: Deed) -> Reviewed | Refused:
    """What would be shown if ``deeds`` were kept; nothing is kept. For a large case, only their neighbourhood."""
    return store.preview(*deeds)


def create_case(
    path: Path, timeline: Timeline, *, who: str = MACHINE, at: str = "", program: str = "", force: bool = False
) -> Store:
    """Makes a case file of what the machine has found, aside and then renamed into place.

    Raises `TimelineError` where ``path`` exists and ``force`` is not given. A case in which people work is brought up
    to date by `Store.renew`, not replaced.
    """
    with new_case(path, force=force) as base:
        Writer(base).add(timeline.to_dict())
        seal_records(base, who=who, at=at, program=program)
    return Store(path)


def _joined(before: Timeline, added: Timeline) -> Timeline:
    """Both timelines as one, put together anew from what was found in each article."""
    mine = {article.id: before for article in before.articles} | {article.id: added for article in added.articles}
    whole = assemble_found((*before.articles, *added.articles), lambda article: found_of(mine[article.id], article))
    problems = tuple(dict.fromkeys((*before.problems, *added.problems)))
    return dataclasses.replace(whole, problems=problems)


def _entry(prepared: Prepared, number: int, previous: str, *, who: str, at: str, on: int) -> Entry:
    deed = prepared.deed
    entry = Entry(
        number=number,
        at=at,
        who=who,
        kind=deed.kind,
        target=deed.target,
        field=deed.field,
        before=prepared.before,
        after=deed.after,
        machine=prepared.machine,
        why=deed.why,
        on=on,
        previous=previous,
        hash="",
    )
    return seal(entry)
