"""Articles without a date: the table ``dating.toml``, the evidence that is kept, conflicts, and the seeds."""

from __future__ import annotations

import dataclasses
import tomllib
from datetime import date
from pathlib import Path

import pytest
from growth import grows_with_its_length
from hostile import repeated
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates.dating import combine, date_article
from timeline.dates.dating_words import Bound
from timeline.dates.facts import event_facts, office_facts, since_facts
from timeline.dates.siblings import with_siblings
from timeline.types import OPEN, Article, Dating, Evidence, Interval, Source

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
CASES = tomllib.loads(Path(__file__).with_name("dating.toml").read_text(encoding="utf-8"))["case"]


def article(text: str, *basis: Evidence, language: str = "en") -> Article:
    source = Source("a.txt", None, None, "0" * 64, ())
    undated = Dating(None, None, None, basis)
    return Article("a1", None, source, None, None, language, None, undated, None, text)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_table(case: dict[str, str]) -> None:
    dating = date_article(article(case["text"]))
    assert (dating.earliest, dating.latest) == (day(case["earliest"]), day(case["latest"])), case["why"]
    if "likely" in case:
        assert dating.likely is not None
        assert f"{dating.likely.earliest}/{dating.likely.latest}" == case["likely"], case["why"]


def test_every_piece_of_evidence_is_verbatim_and_in_words() -> None:
    for case in CASES:
        dating = date_article(article(case["text"]))
        assert (dating.basis == ()) == (dating.interval == OPEN and dating.likely is None)
        for evidence in dating.basis:
            assert evidence.text in case["text"]
            assert len(evidence.note) > 20


def test_an_archive_banner_and_a_caption_bound() -> None:
    banner = Evidence("archive-banner", "Daily Courier Archive 2003-2011", "an archive")
    caption = Evidence("caption", "Smoke over the harbour on May 3, 2008.", "a caption")
    dating = date_article(article("Nothing is dated here.", banner, caption))
    assert (dating.earliest, dating.latest) == (date(2008, 5, 3), date(2011, 12, 31))
    assert dating.basis[:2] == (banner, caption)


def test_a_conflict_is_named_and_the_wider_interval_kept() -> None:
    banner = Evidence("archive-banner", "Daily Courier Archive 2003-2011", "an archive")
    dating = date_article(article("The bridge was hit on 4 June 2015.", banner))
    assert (dating.earliest, dating.latest) == (date(2003, 1, 1), None)
    assert [evidence.kind for evidence in dating.basis] == ["archive-banner", "bound", "conflict"]
    assert dating.basis[2].text == "The bridge was hit on 4 June 2015."
    assert "2003 to 2011 (“Daily Courier Archive 2003-2011”); both are kept" in dating.basis[2].note


def test_a_conflict_names_the_fewest_pieces_that_make_it() -> None:
    def bound(name: str, first: str, last: str) -> Bound:
        return Bound(Evidence("bound", name, f"the note of {name}"), (Interval(day(first), day(last)),), 1)

    two = [bound("old", "", "2012-12-31"), bound("new", "2010-01-01", ""), bound("wide", "1990-01-01", "")]
    _, basis = combine([*two, bound("odd", "2014-01-01", "")])
    assert basis[-1].kind == "conflict"
    assert "“old”" in basis[-1].note and "“new”" not in basis[-1].note and "“wide”" not in basis[-1].note


@pytest.mark.parametrize(
    ("kind", "text", "latest"),
    [
        ("crawl", "2017-02-07T10:00:00Z", "2017-02-08"),
        ("crawl", "20170207100000", "2017-02-08"),
        ("crawl", "Tue, 07 Feb 2017 10:00:00 GMT", "2017-02-08"),
        ("retrieved", "2017-02-07", "2017-02-08"),
        ("created", "2017-02-07T10:00:00+02:00", "2017-03-10"),
        ("created", "some day", ""),
        ("created", "1970-01-01T00:00:00", ""),
        ("saved", "2017-02-07T10:00:00+02:00", "2017-03-10"),
        ("made", "2013-12-23T23:15:00", ""),  # a template's day, older than many a text
        ("copyright", "2017", ""),
    ],
)
def test_when_it_was_collected_bounds_from_above_alone(kind: str, text: str, latest: str) -> None:
    dating = date_article(article("Nothing is dated here.", Evidence(kind, text, "how it was collected")))
    assert (dating.earliest, dating.latest, dating.likely) == (None, day(latest), None)


def test_other_languages_bound_by_their_past_dates() -> None:
    dating = date_article(article("Die Brücke wurde am 4. Juni 2015 zerstört.", language="de"))
    assert (dating.earliest, dating.latest) == (date(2015, 6, 4), date(2021, 6, 4))


def test_facts_are_whole() -> None:
    assert len(event_facts()) >= 60 and len(office_facts()) >= 80
    assert len({fact.key for fact in event_facts()}) == len(event_facts())
    for fact in event_facts():
        assert fact.names and fact.source
    assert len(since_facts()) >= 150
    for name in since_facts():
        assert name.names and name.source and (name.until is None or name.since < name.until)
    for office in office_facts():
        first = office.terms[0].earliest
        assert office.titles and office.names and office.source and first is not None and office.known <= first


STRETCH = st.tuples(st.integers(0, 4000), st.integers(0, 900)).map(
    lambda pair: Interval(date.fromordinal(730000 + pair[0]), date.fromordinal(730000 + sum(pair)))
)


@given(st.lists(st.tuples(STRETCH, st.integers(1, 3)), max_size=6))
def test_combining_never_forgets_a_bound_without_saying_so(pairs: list[tuple[Interval, int]]) -> None:
    bounds = [
        Bound(Evidence("bound", str(number), "why"), (stretch,), trust) for number, (stretch, trust) in enumerate(pairs)
    ]
    allowed, basis = combine(bounds)
    assert allowed
    if all(evidence.kind != "conflict" for evidence in basis) and bounds:
        for stretch in allowed:
            assert all(_inside(stretch, bound.allowed[0]) for bound in bounds)


def _inside(inner: Interval, outer: Interval) -> bool:
    assert inner.earliest and inner.latest and outer.earliest and outer.latest
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


REPORT = (
    "The mayor of Kestrel told the council that the bridge had been hit twice in the night and that nobody was hurt. "
)


def test_an_article_that_quotes_the_same_report_as_a_dated_one_is_of_its_days() -> None:
    def other(number: int, text: str, published: Dating) -> Article:
        return dataclasses.replace(article(text), id=f"a{number}", published=published)

    stated = Dating(date(2017, 2, 7), date(2017, 2, 7), "2017-02-07")
    undated = Dating(None, None, None)
    dated, sibling, stranger = with_siblings(
        [
            other(1, f"KESTREL - {REPORT}The road is open.", stated),
            other(2, f"Our own reporter adds this. {REPORT.upper()}", undated),
            other(3, "The mayor of Kestrel told the council that the road is open.", undated),
        ]
    )
    assert dated.published == stated and stranger.published == undated
    assert (sibling.published.earliest, sibling.published.latest) == (date(2017, 1, 24), date(2017, 4, 8))
    assert sibling.published.likely == Interval(date(2017, 2, 6), date(2017, 2, 8))
    assert sibling.published.basis[0].kind == "sibling"
    assert sibling.published.basis[0].text in sibling.text


def test_what_the_text_says_stands_against_a_sibling() -> None:
    stated = Dating(date(2017, 2, 7), date(2017, 2, 7), "2017-02-07")
    quoting = article(f"{REPORT}It was the first such night since the shelling of 3 May 2019.")
    found = with_siblings([dataclasses.replace(article(REPORT), published=stated), quoting])[1].published
    assert found.earliest == date(2019, 5, 3)
    assert all(evidence.kind != "sibling" for evidence in found.basis)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([word for case in CASES for word in case["text"].split()]), max_size=40))
def test_any_text(words: list[str]) -> None:
    dating = date_article(article(" ".join(words)))
    assert dating == date_article(article(" ".join(words)))
    assert dating.interval == OPEN or dating.edtf is not None
    if dating.likely is not None and dating.interval.is_closed:
        assert _inside(dating.likely, dating.interval)


@pytest.mark.parametrize("piece", ["since 2011 was ", "President Obama said ", " ", "Tuesday, November 8 ", "9/11 "])
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    date_article(article("President Obama said on Tuesday"))
    assert grows_with_its_length(lambda text: date_article(article(text)), repeated(piece))


TRUTHS = {
    "000": [("2020-07-01", "2020-08-31"), ("2024-10-08", "2024-10-09")],
    "002": [("2009-10-01", "2009-10-02")],
    "003": [("2017-02-06", "2017-02-10")],
    "004": [("2017-12-19", "2017-12-19")],
}
"""Seed (by the number in its name) -> for each article of it the days that can be argued for."""


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside the project")
@pytest.mark.parametrize("seed", sorted(TRUTHS))
def test_seeds(seed: str) -> None:
    from timeline.articles import read_paths

    articles, _ = read_paths([next(SEEDS.glob(f"{seed}_*.txt"))])
    assert len(articles) == len(TRUTHS[seed])
    for read, (first, last) in zip(articles, TRUTHS[seed], strict=True):
        dating = date_article(read)
        assert dating.earliest is None or dating.earliest <= date.fromisoformat(first)
        assert dating.latest is None or dating.latest >= date.fromisoformat(last)
        assert dating.basis


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside the project")
def test_the_widths_of_the_seeds() -> None:
    from timeline.articles import read_paths

    articles, _ = read_paths([SEEDS])
    days = [date_article(read).interval.days for read in articles if read.published.interval == OPEN]
    assert sum(width is not None and width <= 2 for width in days) >= 1
    assert sum(width is not None and width <= 60 for width in days) >= 3


def test_siblings_among_articles_that_were_dated_by_their_text_before() -> None:
    stated = Dating(date(2017, 2, 7), date(2017, 2, 7), "2017-02-07")
    before = article(f"{REPORT}Nobody has seen such a night since 2011.")
    before = dataclasses.replace(before, published=date_article(before))
    by_person = dataclasses.replace(
        before.published, basis=(Evidence("person", "2011", "set"), *before.published.basis)
    )
    _, again, kept = with_siblings(
        [
            dataclasses.replace(article(REPORT), published=stated),
            before,
            dataclasses.replace(before, published=by_person),
        ]
    )
    assert again.published.latest == date(2017, 4, 8)
    assert len(again.published.basis) == len({*again.published.basis})
    assert kept.published == by_person


def test_build_dates_an_article_by_its_sibling(tmp_path: Path) -> None:
    from timeline.pipeline import build

    (tmp_path / "a.txt").write_text(f"---\npublished: 2017-02-07\nlanguage: en\n---\n{REPORT}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        f"---\nlanguage: en\n---\n{REPORT}It happened yesterday. A girl was killed.", encoding="utf-8"
    )
    timeline = build([tmp_path])
    stated, inferred = (article.published for article in timeline.articles)
    assert (stated.edtf, stated.likely) == ("2017-02-07", None)
    assert (inferred.earliest, inferred.latest) == (date(2017, 1, 24), date(2017, 4, 8))
    yesterday = next(timex for timex in timeline.timexes if timex.text == "yesterday")
    assert (yesterday.earliest, yesterday.latest) == (date(2017, 1, 23), date(2017, 4, 7))
