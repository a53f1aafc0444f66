"""A case of an earlier format opens, loses nothing, and stays as it was where it cannot be brought up to date."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from timeline.case import Deed, Kept, Kind, Refused, Store, load_case, migrate
from timeline.case.verify import verify_case
from timeline.errors import CaseError
from timeline.exchange import timeline_from_dict
from timeline.types import SCHEMA, plain

OLD = Path(__file__).with_name("version-1.sqlite")  # written by the program of version 1, with two corrections
AT = "2026-02-02T03:04:05+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD, tmp_path / "a.case"))


def rows_of_version_1(path: Path) -> dict[str, list[str]]:
    tables = {
        "article": "articles",
        "timex": "timexes",
        "attribution": "attributions",
        "event": "events",
        "claim": "claims",
    }
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("PRAGMA user_version").fetchone() == (1,)
        return {
            part: [row[0] for row in base.execute(f"SELECT record FROM {table} ORDER BY position")]
            for table, part in tables.items()
        }


def test_everything_of_version_1_is_there_and_a_copy_stays(path: Path) -> None:
    import json

    old = rows_of_version_1(path)
    document = {part: [json.loads(record) for record in records] for part, records in old.items()}
    before = timeline_from_dict(document | {"schema": SCHEMA})
    after = Store(path).load()
    for part in old:
        assert plain(getattr(after.timeline, part)) == plain(getattr(before, part)), part
    assert len(after.timeline.problems) == 2
    said = [(entry.who, entry.kind, entry.field, entry.after, entry.why) for entry in after.log[1:]]
    assert said == [
        ("Ana", Kind.CORRECT, "published", "2021-03-14", "the printed paper"),
        ("Omar", Kind.CORRECT, "outlet", "Oren Gazette", ""),
    ]
    assert rows_of_version_1(path.with_name("a.case.version-1")) == old
    assert verify_case(path).broken == ()
    assert [action.after for action in load_case(path).actions] == ["2021-03-14", "Oren Gazette"]


def test_people_work_on_in_it(path: Path) -> None:
    store = Store(path)
    claim = store.load().timeline.claims[0]
    assert isinstance(store.append(Deed(Kind.STAR, claim.id), who="Ana", at=AT), Kept)
    assert isinstance(
        store.append(Deed(Kind.CORRECT, claim.article, "published", "2021-03-01"), who="Ana", at=AT), Kept
    )
    assert store.load().timeline.article_by_id[claim.article].published.edtf == "2021-03-01"


def test_what_version_1_did_not_keep_is_not_undone_by_guess(path: Path) -> None:
    refused = Store(path).append(Deed(Kind.UNDO, "2"), who="Ana", at=AT)
    assert isinstance(refused, Refused) and "older version" in refused.what


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(base: sqlite3.Connection) -> None:
        base.execute("DELETE FROM article_1")
        raise sqlite3.OperationalError("database or disk is full")

    before = rows_of_version_1(path)
    monkeypatch.setattr(migrate, "fill_version_2", fail)
    with pytest.raises(CaseError, match="disk is full"):
        Store(path).load()
    assert rows_of_version_1(path) == before
    monkeypatch.undo()
    assert len(Store(path).load().log) == 3
