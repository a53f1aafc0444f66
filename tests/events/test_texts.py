"""Whole texts: which tell one story, which repeat another, who told first, and what a toll is read as."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.events.copies import find_copied
from timeline.events.evaluate import evaluate_clusters, score_groups
from timeline.events.likeness import weigh_articles
from timeline.events.link import link_articles
from timeline.events.stories import find_stories
from timeline.pipeline import build
from timeline.types import Article, Dating, Outlet, Source

FLOOD = "The river Sarn broke its banks at Telmo on Monday night and carried away the old mill and nine houses."
ALSO_FLOOD = "Nine houses and the mill of Telmo were carried away when the Sarn flooded, the mayor of Telmo said."
OTHER = "The opera of Brennick opens its season with a work by a young composer, and tickets are sold out."
PASSAGE = (
    "the guards of the northern depot left their posts before midnight, walked along the railway to the lake and were "
    "seen there by two fishermen who later spoke to a judge"
)


def article(number: int, text: str, published: str = "2021-03-03", title: str | None = None) -> Article:
    day = date.fromisoformat(published) if published else None
    return Article(
        id=f"a{number:011d}",
        url=None,
        source=Source(None, None, None, "0" * 64, ((0, 0, len(text)),)),
        title=title,
        byline=None,
        language="en",
        outlet=Outlet(f"Outlet {number}"),
        published=Dating(day, day, published or None),
        modified=None,
        text=text,
    )


def stories(*articles: Article) -> list[tuple[str, ...]]:
    return [story.articles for story in find_stories(articles, weigh_articles(articles))]


def test_like_articles_of_one_week_are_one_story() -> None:
    one, two, other = article(1, FLOOD), article(2, ALSO_FLOOD), article(3, OTHER)
    assert stories(one, two, other) == [(one.id, two.id)]
    assert stories(other, two, one) == stories(one, two, other)


def test_a_year_apart_they_are_two() -> None:
    assert stories(article(1, FLOOD), article(2, ALSO_FLOOD, "2022-03-03"), article(3, OTHER)) == []


def test_a_story_without_any_known_word_for_it_still_holds_its_articles_together() -> None:
    articles = [
        article(1, "The bell of Telmo has a new tone, and the people of Telmo dislike it.", title="The bell of Telmo"),
        article(2, "People in Telmo dislike the new tone of their bell, which was cast anew.", title="Telmo's bell"),
    ]
    linked = link_articles(articles, (), ())
    (event,) = linked.events
    assert event.type == "REPORT" and set(event.outlets) == {"Outlet 1", "Outlet 2"}
    for claim in linked.coverage:
        text = next(one.text for one in articles if one.id == claim.article)
        assert text[claim.begin : claim.end] == claim.quote
        assert text[claim.trigger.begin : claim.trigger.end] == claim.trigger.text
        assert claim.time is not None and "not of what it tells" in claim.time.basis


def test_shared_words_are_found_in_both_texts() -> None:
    first = article(1, f"On Tuesday, a report said: “{PASSAGE}”. Nothing more is known of them.", "2021-03-01")
    later = article(
        2, f"A paper wrote that {PASSAGE.replace('the guards', 'The guards')}! The judge is silent.", "2021-03-04"
    )
    (copy,) = find_copied([later, first]).copies
    assert (copy.article, copy.source) == (later.id, first.id)
    (run,) = copy.runs
    assert later.text[run.begin : run.end] == run.text
    assert first.text[run.source_begin : run.source_end].lower() == run.text.lower()
    assert "3 days" in copy.note


def test_without_days_nobody_is_said_to_have_copied() -> None:
    (copy,) = find_copied([article(1, PASSAGE, ""), article(2, PASSAGE, "")]).copies
    assert "do not tell who has it from whom" in copy.note


def test_a_phrase_of_the_trade_is_no_copy() -> None:
    phrase = "the capital of the country on the sixth of December last year"
    assert not find_copied([article(1, f"He saw {phrase}."), article(2, f"It was in {phrase}, she said.")]).copies


@given(st.lists(st.sampled_from([FLOOD, ALSO_FLOOD, OTHER, PASSAGE, "", "word", "…"]), max_size=7))
def test_every_offset_quotes_its_text_and_every_article_is_in_one_story_at_most(texts: list[str]) -> None:
    articles = [article(number, text) for number, text in enumerate(texts)]
    by_id = {one.id: one for one in articles}
    for copy in find_copied(articles).copies:
        assert copy.article != copy.source and 0 < copy.share <= 1
        for run in copy.runs:
            assert by_id[copy.article].text[run.begin : run.end] == run.text
    told = [key for story in stories(*articles) for key in story]
    assert len(told) == len(set(told)) and set(told) <= set(by_id)


def test_likeness_is_bounded() -> None:
    vectors = weigh_articles([article(1, FLOOD), article(2, ""), article(3, OTHER)])
    assert sum(weight * weight for weight in vectors["a00000000001"].values()) == pytest.approx(1)
    assert vectors["a00000000002"] == {}


def test_scores_of_all_apart_and_all_together() -> None:
    gold = {"a": "x", "b": "x", "c": "y", "d": "y"}
    assert score_groups({key: key for key in gold}, gold).startswith("B3 P 100.0 R 50.0 F1 66.67")
    assert score_groups(dict.fromkeys(gold, "a"), gold).startswith("B3 P 50.0 R 100.0 F1 66.67")


def test_clusters_stay_as_good_as_they_are(shared) -> None:  # type: ignore[no-untyped-def]
    folder = shared / "eval" / "clusters"
    if not folder.is_dir():
        pytest.skip("no ../shared/eval/clusters beside the project: nothing to score")
    report = evaluate_clusters(folder, build)
    assert float(report.split("F1 ")[1].split()[0]) >= 94


def test_the_first_to_tell_and_the_lag() -> None:
    raid = "An airstrike on a school in Idlib killed six villagers on 1 March 2021."
    told = [article(1, raid, "2021-03-05"), article(2, raid, "2021-03-02"), article(3, raid, "")]
    from timeline.claims import find_claims
    from timeline.dates import tag_text

    claims = [
        claim
        for one in told
        for claim in find_claims(one, tag_text(one.text, published=one.published.interval, article=one.id))[0]
    ]
    event = max(link_articles(told, claims, ()).events, key=lambda event: len(event.outlets))
    assert [(one.outlet, one.lag_days) for one in event.tellings] == [
        ("Outlet 2", 0),
        ("Outlet 1", 3),
        ("Outlet 3", None),
    ]
    assert dataclasses.is_dataclass(event.tolls[0]) and event.tolls[0].best == 6
