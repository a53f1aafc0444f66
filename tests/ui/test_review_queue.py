"""The queue of review and the words of the log, as rows of the sample case."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import sample_timeline

from timeline.case import Deed, Kept, Kind, Store, create_case
from timeline.ui.article_table import article_lines
from timeline.ui.log_words import log_rows
from timeline.ui.review_queue import find_tasks
from timeline.ui.words import word

AT = "2024-01-01T00:00:00+00:00"
SAMPLE = sample_timeline()
MARKET = SAMPLE.event_by_id["event-0000000001"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return create_case(tmp_path / "Karsin.case", SAMPLE)


def say(store: Store, *deeds: Deed) -> None:
    assert isinstance(store.append(*deeds, who="Ada", at=AT), Kept)


def test_the_most_consequential_comes_first(store: Store) -> None:
    tasks = find_tasks(store.load())
    assert [task.weight for task in tasks] == sorted((task.weight for task in tasks), reverse=True)
    assert tasks[0].kind == "conflict"
    assert {task.kind for task in tasks} >= {"published", "conflict", "anchor", "undated"}
    assert len({task.key for task in tasks}) == len(tasks)


def test_what_was_decided_is_no_longer_in_the_queue(store: Store) -> None:
    assert ("conflict", MARKET.id) in {(task.kind, task.target) for task in find_tasks(store.load())}
    say(store, Deed(Kind.ACCEPT, MARKET.id))
    left = find_tasks(store.load())
    assert MARKET.id not in {task.target for task in left}
    assert not set(MARKET.claims) & {task.target for task in left}
    say(store, Deed(Kind.UNDO, str(store.version())))
    assert MARKET.id in {task.target for task in find_tasks(store.load())}


def test_a_date_that_was_found_out_settles_the_article(store: Store) -> None:
    article = SAMPLE.articles[4].id
    assert ("published", article) in {(task.kind, task.target) for task in find_tasks(store.load())}
    say(store, Deed(Kind.CORRECT, article, "published", "2021-03-10"))
    assert ("published", article) not in {(task.kind, task.target) for task in find_tasks(store.load())}


def test_outlet_and_date_can_be_left_as_they_are_and_no_claim_is_accepted_by_it(store: Store) -> None:
    article = SAMPLE.articles[4].id
    say(store, Deed(Kind.TAG, article, word("tags", "looked_at")))
    reviewed = store.load()
    assert article not in {task.target for task in find_tasks(reviewed)}
    assert not any(reviewed.word(claim.id).review for claim in SAMPLE.claims)


def test_the_log_says_who_did_what_from_what_to_what(store: Store) -> None:
    claim = MARKET.claims[0]
    say(store, Deed(Kind.CORRECT, claim, "status", "alleged", "the mayor was not there"))
    say(store, Deed(Kind.TAG, MARKET.id, "court"))
    say(store, Deed(Kind.UNDO, "3"))
    rows = log_rows(store.load())
    assert [row.what for row in rows] == [
        "took back entry 3: tagged “court”",
        "tagged “court”",
        "corrected the status",
        "read by the machine",
    ]
    corrected = rows[2]
    assert (corrected.who, corrected.before, corrected.after) == ("Ada", "said to have happened", "alleged")
    assert corrected.why == "the mayor was not there"
    assert [row.undone for row in rows] == [False, True, False, False]


def test_the_table_of_articles_is_sorted_and_filtered(store: Store) -> None:
    reviewed = store.load()
    assert [line.id for line in article_lines(reviewed)] == [article.id for article in SAMPLE.articles]
    assert article_lines(reviewed, order="claims")[0].claims == max(line.claims for line in article_lines(reviewed))
    oldest = [line.published for line in article_lines(reviewed, order="oldest")]
    assert oldest[-1] == "date unknown" == article_lines(reviewed, order="newest")[-1].published
    assert {line.id for line in article_lines(reviewed, doubts=("published",))} == {
        article.id for article in SAMPLE.articles if not article.published.interval.is_day
    }
