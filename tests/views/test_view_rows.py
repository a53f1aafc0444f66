"""The summary and the rows of evidence, as a report and an app show them."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from samples import sample_timeline

from timeline.types import Dating, Interval, Origin, Timeline
from timeline.views.evidence import event_rows, follow_rows, quote_parts, safe_url
from timeline.views.report import render_report
from timeline.views.summary import count, dates_that_need_you, outlets, period, summary_line, summary_parts
from timeline.views.words import dating_words


def test_summary_line() -> None:
    assert summary_line(sample_timeline()) == (
        "5 articles, 4 outlets, 17 claims, 12 events, 3 disagreements, 3 dates need you"
    )


def test_summary_line_of_one_and_of_none() -> None:
    sample = sample_timeline()
    first = sample.articles[0]
    claim = sample.claims[0]
    one = Timeline(articles=(first,), claims=(claim,), attributions=sample.attributions)
    assert summary_line(one) == "1 article, 1 outlet, 1 claim, 0 events, 0 disagreements, 0 dates need you"
    undated = dataclasses.replace(first, published=Dating(None, None, None, ()), outlet=None)
    assert summary_line(Timeline(articles=(undated,))).startswith("1 article, 0 outlets, 0 claims")
    assert summary_line(Timeline(articles=(undated,))).endswith("1 date needs you")
    assert summary_line(Timeline()).startswith("0 articles, 0 outlets")


def test_dates_that_need_a_person_are_not_counted_twice() -> None:
    timeline = sample_timeline()
    # Two articles without a day; of the three undated claims two stand in these articles.
    assert dates_that_need_you(timeline) == ("a00000000004", "a00000000005", "a00000000002-c261")


def test_counts() -> None:
    counts = count(sample_timeline())
    assert (counts.shared, counts.one_origin, counts.undated, counts.problems) == (1, 0, 3, 2)
    assert outlets(sample_timeline()) == ('Harbour "Post" <b>&', "Meridian Wire", "Northern Courier", "صوت الساحل")
    assert period(sample_timeline()) == Interval(date(2020, 6, 1), date(2021, 4, 30))


def test_every_number_of_the_summary_leads_to_its_evidence() -> None:
    for sentence in summary_parts(sample_timeline()):
        for part in sentence:
            if any(char.isdigit() for char in part.text) and "The dates they name" not in part.text:
                assert part.link, part.text


def test_quotes_are_whole_and_mark_the_date_phrase() -> None:
    timeline = sample_timeline()
    for claim in timeline.claims:
        parts = quote_parts(timeline, claim)
        assert parts.before + parts.marked + parts.after == claim.quote
        if claim.time and claim.time.timex:
            assert parts.marked == timeline.timex_by_id[claim.time.timex].text


def test_a_very_long_sentence_is_cut_around_its_date() -> None:
    timeline = sample_timeline()
    claim = timeline.claims[0]
    text = "x" * 5000 + claim.quote + "y" * 5000
    timex = timeline.timexes[0]
    moved = dataclasses.replace(timex, begin=timex.begin + 5000, end=timex.end + 5000)
    long_claim = dataclasses.replace(claim, quote=text, end=len(text))
    changed = dataclasses.replace(timeline, timexes=(moved, *timeline.timexes[1:]))
    parts = quote_parts(changed, long_claim)
    assert parts.marked == "Tuesday"
    assert parts.cut
    assert len(parts.before) == len(parts.after) == 700


def test_who_was_first_and_who_followed() -> None:
    (row,) = follow_rows(sample_timeline())
    assert row.first == ("Northern Courier",)
    assert row.followed == (("Meridian Wire", "1 day later"), ("صوت الساحل", "2 days later"))
    assert row.untold == ('Harbour "Post" <b>&',)


def test_nobody_is_first_where_no_day_is_known() -> None:
    timeline = sample_timeline()
    unknown = tuple(dataclasses.replace(one, published=Dating(None, None, None, ())) for one in timeline.articles)
    (row,) = follow_rows(dataclasses.replace(timeline, articles=unknown))
    assert row.first == ()
    assert len(row.untold) == 4


def test_event_rows_carry_chain_steps_and_conflicts() -> None:
    rows = {row.id: row for row in event_rows(sample_timeline())}
    market = rows["event-0000000001"]
    assert [conflict.question for conflict in market.conflicts] == ["When", "How many", "Whether"]
    assert market.when == "between 8 and 9 March 2021"
    told = market.claims[0]
    assert told.steps[-1] == "in the same clause"
    assert told.counted_from == "counted from the day the article was published"
    assert [(link.name, link.told_outlet) for link in told.chain] == [("the mayor of Karsin", True)]
    assert [row.when for row in rows.values()][-3:] == ["date unknown"] * 3


def test_an_outlet_that_is_not_named_is_its_own_origin_under_one_name() -> None:
    timeline = sample_timeline()
    event = timeline.events[0]
    told = timeline.claim_by_id[event.claims[0]]
    articles = tuple(dataclasses.replace(one, outlet=None) for one in timeline.articles)
    title = next(one.title or one.id for one in articles if one.id == told.article)
    name = f"unnamed outlet ({title})"
    alone = dataclasses.replace(event, outlets=(name,), origins=(Origin(name, (told.id,)),))
    (row,) = event_rows(dataclasses.replace(timeline, articles=articles, events=(alone,)))
    assert [(origin.name, origin.outlets) for origin in row.origins] == [(name, (name,))]


URLS = [
    ("https://paper.example/a?b=1&c=2", True),
    ("http://paper.example", True),
    ("HTTPS://paper.example/x", True),
    ("javascript:alert(1)", False),
    ("JaVaScRiPt:alert(1)", False),
    ("data:text/html,x", False),
    ("//paper.example", False),
    ("file:///etc/passwd", False),
    ("https://", False),
    ("https://a b", False),
    ("https://paper.example/\u202egpj", False),
    ("https://[::1", False),
    ("", False),
    (None, False),
]


@pytest.mark.parametrize(("url", "safe"), URLS)
def test_only_web_addresses_become_links(url: str | None, safe: bool) -> None:
    assert safe_url(url) == (url if safe else None)


# earliest, latest, likely, in words
DATINGS = [
    ((2021, 3, 10), (2021, 3, 10), None, "10 March 2021"),
    ((2021, 1, 1), (2021, 12, 31), None, "2021"),
    (
        (2021, 1, 1),
        (2021, 12, 31),
        ((2021, 5, 3), (2021, 6, 9)),
        "2021; probably between 3 May and 9 June 2021 (half of such guesses hold)",
    ),
    (
        (2021, 1, 1),
        None,
        ((2021, 3, 1), (2021, 3, 31)),
        "1 January 2021 or later; probably March 2021 (half of such guesses hold)",
    ),
    ((2021, 3, 10), (2021, 3, 10), ((2021, 3, 10), (2021, 3, 10)), "10 March 2021"),
]


@pytest.mark.parametrize(("earliest", "latest", "likely", "words"), DATINGS)
def test_what_is_likely_stands_beside_what_is_sure(
    earliest: tuple[int, int, int],
    latest: tuple[int, int, int] | None,
    likely: tuple[tuple[int, int, int], tuple[int, int, int]] | None,
    words: str,
) -> None:
    guess = Interval(date(*likely[0]), date(*likely[1])) if likely else None
    dating = Dating(date(*earliest), date(*latest) if latest else None, None, likely=guess)
    assert dating_words(dating) == words
    timeline = sample_timeline()
    articles = tuple(dataclasses.replace(article, published=dating) for article in timeline.articles)
    changed = dataclasses.replace(timeline, articles=articles)
    assert {claim.published for row in event_rows(changed) for claim in row.claims} == {f"published: {words}"}
    assert render_report(changed, title="Karsin").count(f"published: {words}") >= len(articles)
