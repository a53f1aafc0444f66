"""People who write at once, and writers that are killed: nothing acknowledged is lost. The long forms are scripts."""

from __future__ import annotations

import threading
from pathlib import Path

from case import four_writers, kill_trials
from samples import sample_timeline

from timeline.case import Deed, Kept, Kind, Store, create_case

AT = "2026-01-02T03:04:05+00:00"


def test_killed_writers_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    acknowledged, failed = kill_trials.trials(sample_timeline(), 3, tmp_path)
    assert failed == []
    assert acknowledged > 3


def test_four_people_in_one_case(tmp_path: Path) -> None:
    said, wrong = four_writers.together(sample_timeline(), 1.5, tmp_path)
    assert wrong == []
    assert sum(len(one["kept"]) for one in said) > 8


def test_threads_of_one_server_share_a_store(tmp_path: Path) -> None:
    store = create_case(tmp_path / "a.case", sample_timeline())
    names = [article.id for article in sample_timeline().articles]
    kept: list[object] = []

    def work(who: str) -> None:
        kept.extend(store.append(Deed(Kind.NOTE, name, after=f"{who} was here"), who=who, at=AT) for name in names)

    threads = [threading.Thread(target=work, args=(who,)) for who in ("Ana", "Omar", "Lena")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 3 * len(names) and all(isinstance(one, Kept) for one in kept)
    assert [entry.number for entry in store.log()] == list(range(1, 2 + len(kept)))


def test_each_sees_what_the_other_wrote(tmp_path: Path) -> None:
    mine = create_case(tmp_path / "a.case", sample_timeline())
    theirs = Store(mine.path)
    before = mine.version()
    theirs.append(Deed(Kind.STAR, "a00000000001"), who="Omar", at=AT)
    assert mine.version() == before + 1
    assert mine.load().word("a00000000001").star
