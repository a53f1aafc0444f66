"""Whatever people do can be undone, what the file shows is always what the log says, and nobody's word is lost."""

from __future__ import annotations

import dataclasses
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from case.deeds import AT, a_deed
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import sample_timeline

from timeline.case import Deed, Kept, Kind, Refused, Reviewed, Store, apply_log, connection, create_case, refresh
from timeline.case.log import TURNS, broken_chain, undone
from timeline.case.review import assemble_found
from timeline.pipeline import assemble, examine
from timeline.types import Timeline

SAMPLE = sample_timeline()
FOUND = {}


def examined(article):
    if article not in FOUND:
        FOUND[article] = examine(article)
    return FOUND[article]


# what the machine really finds in the sample's articles: reading one of them again is then no surprise
MACHINE = assemble(SAMPLE.articles, SAMPLE.problems)
MODES = pytest.mark.parametrize("most", [1000, 0], ids=["whole", "neighbourhood"])


def in_any_order(timeline: Timeline) -> dict[str, object]:
    """A timeline for comparison: the order in which claims that people added stand says nothing."""
    parts = {part.name: getattr(timeline, part.name) for part in dataclasses.fields(timeline)}
    return {name: sorted(map(repr, part)) for name, part in parts.items()}


def same(one: Reviewed, other: Reviewed) -> bool:
    return (in_any_order(one.timeline), one.words, set(map(repr, one.rejected)), one.differs) == (
        in_any_order(other.timeline),
        other.words,
        set(map(repr, other.rejected)),
        other.differs,
    )


def by_the_log(store: Store, most: int) -> Reviewed:
    reassemble = assemble_found if most else None
    return apply_log(store.machine(), store.log(), reexamine=examined, reassemble=reassemble)


def live(store: Store, seed: int, number: int) -> int:
    """Does ``number`` random deeds that are kept; returns how many were refused."""
    chance = random.Random(seed)
    kept = refused = 0
    shown = store.load()
    while kept < number:
        done = store.append(a_deed(chance, shown), who=chance.choice(("Ana", "Omar")), at=AT)
        if isinstance(done, Refused):
            assert done.what and done.fix
            refused += 1
        else:
            kept += 1
            shown = store.load() if kept % 3 else shown  # now and then somebody acts on what is no longer so
    return refused


def undo_all(store: Store) -> None:
    """Undoes, last first, every entry that holds."""
    log = store.log()
    taken_back = undone(log)
    for entry in reversed(log):
        if entry.kind in (*TURNS, Kind.BUILD) or entry.number in taken_back:
            continue
        assert isinstance(store.append(Deed(Kind.UNDO, str(entry.number)), who="Ana", at=AT), Kept)


@MODES
def test_two_hundred_random_deeds_undone_in_reverse_leave_the_case_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(refresh, "WHOLE_MOST", most)
    monkeypatch.setattr(connection, "SYNCED", "OFF")  # no power fails here
    store = Store(create_case(tmp_path / "a.case", MACHINE).path, examine_article=examined)
    before = store.load()
    assert before.timeline == MACHINE
    with closing(sqlite3.connect(store.path)) as open_beside:  # or the file is tidied up after every deed: slow
        open_beside.execute("SELECT * FROM meta").fetchall()
        live(store, 7, 200 if most else 80)
        assert same(store.load(), by_the_log(store, most))
        assert not same(store.load(), before)
        undo_all(store)
    after = Store(store.path).load()
    assert after.timeline == before.timeline
    assert (after.words, after.rejected, after.differs) == ({}, (), ())
    assert len(after.log) > (300 if most else 120)
    assert broken_chain(store.case_id(), after.log) == ()


@MODES
@given(seed=st.integers(0, 2**32))
@example(seed=34)  # a source of a claim was lost by a word on another claim of its article
@settings(max_examples=4, deadline=None)
def test_what_is_shown_is_what_the_log_says(tmp_path_factory, most: int, seed: int) -> None:
    path = tmp_path_factory.mktemp("case") / "a.case"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(refresh, "WHOLE_MOST", most)
        store = Store(create_case(path, MACHINE).path, examine_article=examined)
        live(store, seed, 15)
        assert same(store.load(), by_the_log(store, most))
        assert store.machine() == MACHINE
        undo_all(store)
        assert store.load().timeline == MACHINE
