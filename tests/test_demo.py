"""The demo case as files: complete front matter, short bodies, and words that are our own."""

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from timeline import build

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "data" / "demo"
SEEDS = ROOT.parent / "shared" / "seeds"
FIELDS = ("title", "outlet", "url", "published", "language", "note")
RUN = 6  # words in a row that may not stand in a seed

# The seeds that state no publication date, and the one that does: their abstracts say no more than they do.
WITHOUT_URL = {
    "01-asharq-al-awsat-qassam-inquiry.md": None,
    "02-asharq-al-awsat-un-lebanon.md": None,
    "03-the-fellowship-hamas-isis.md": "2017-02-07",
    "04-asharq-al-awsat-salafi-groups.md": None,
    "05-the-independent-hamas-isis.md": None,
    "06-unnamed-outlet-rocket-crews.md": None,
}


class Abstract(NamedTuple):
    name: str
    front: dict[str, str]
    body: str


def read_abstract(path: Path) -> Abstract:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    pairs = (line.partition(": ") for line in head.splitlines())
    return Abstract(path.name, {name: value for name, _, value in pairs}, body)


ABSTRACTS = tuple(read_abstract(path) for path in sorted(DEMO.glob("*.md")))
each_abstract = pytest.mark.parametrize("abstract", ABSTRACTS, ids=[abstract.name for abstract in ABSTRACTS])


def runs_of(text: str) -> set[tuple[str, ...]]:
    """Every run of RUN words of a text, without case and punctuation."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


@pytest.fixture(scope="module")
def seed_runs() -> set[tuple[str, ...]]:
    if not SEEDS.is_dir():
        pytest.skip("no ../shared/seeds beside the project: nothing to compare the abstracts with")
    return set().union(*(runs_of(path.read_text(encoding="utf-8")) for path in SEEDS.glob("*.txt")))


def test_there_are_about_twenty() -> None:
    assert 18 <= len(ABSTRACTS) <= 22


def test_titles_and_urls_are_unique() -> None:
    titles = [abstract.front["title"] for abstract in ABSTRACTS]
    urls = [abstract.front["url"] for abstract in ABSTRACTS if "url" in abstract.front]
    assert len(set(titles)) == len(titles)
    assert len(set(urls)) == len(urls)


@each_abstract
def test_front_matter_is_complete(abstract: Abstract) -> None:
    front = abstract.front
    assert set(front) <= set(FIELDS)
    assert all(value.strip() for value in front.values())
    assert front["language"] == "en"
    assert "data/README.md" in front["note"]
    if "url" in front:
        assert front["url"].startswith(("http://", "https://"))
        assert {"outlet", "published"} <= set(front)
        assert abstract.name not in WITHOUT_URL
    else:
        assert front.get("published") == WITHOUT_URL[abstract.name]


@each_abstract
def test_published_is_a_date_or_an_interval_in_edtf(abstract: Abstract) -> None:
    published = abstract.front.get("published", "2000-01-01")
    assert re.fullmatch(r"\d{4}-\d\d(-\d\d)?(/\d{4}-\d\d-\d\d)?", published)


@each_abstract
def test_body_is_short_prose(abstract: Abstract) -> None:
    assert 60 <= len(abstract.body.split()) <= 160
    assert not re.search(r"(?m)^[#>*|]", abstract.body)
    assert "abstract" not in abstract.body.casefold()


@each_abstract
def test_words_are_our_own(abstract: Abstract, seed_runs: set[tuple[str, ...]]) -> None:
    shared = (runs_of(abstract.front["title"]) | runs_of(abstract.body)) & seed_runs
    assert not shared, f"runs that stand in a seed: {[' '.join(run) for run in shared]}"


@pytest.fixture(scope="module")
def ledger() -> list[tuple[str, set[str], str]]:
    """Every disagreement of the demo: its kind, the articles on its sides (first part of the file name), its note."""
    timeline = build([DEMO])
    number = {article.id: Path(article.source.path or "").name[:2] for article in timeline.articles}
    return [
        (
            conflict.kind.value,
            {number[timeline.claim_by_id[claim].article] for claim in conflict.claims},
            conflict.note,
        )
        for event in timeline.events
        for conflict in event.conflicts
    ]


DISAGREEMENTS = tomllib.loads((ROOT / "data" / "gold" / "events.toml").read_text(encoding="utf-8"))["disagreement"]
NOT_YET = {"when the officer fled, and what he was in charge of": "the two tellings share no name and no day"}


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(
            one,
            id=one["about"],
            marks=[pytest.mark.xfail(reason=NOT_YET[one["about"]], strict=True)] if one["about"] in NOT_YET else [],
        )
        for one in DISAGREEMENTS
    ],
)
def test_the_disagreement_is_in_the_ledger(wanted: dict[str, Any], ledger: list[tuple[str, set[str], str]]) -> None:
    sides = [set(side["files"]) for side in wanted["sides"]]
    assert any(kind == wanted["kind"] and all(side & files for side in sides) for kind, files, _ in ledger)


def test_nothing_false_is_in_the_ledger(ledger: list[tuple[str, set[str], str]]) -> None:
    for kind, files, note in ledger:
        assert any(
            kind == one["kind"] and files <= {name for side in one["sides"] for name in side["files"]}
            for one in DISAGREEMENTS
        ), note
    assert len(ledger) == len({note for *_, note in ledger}) <= len(DISAGREEMENTS)


def test_the_two_articles_on_one_paper_share_their_events_and_its_origin() -> None:
    if not SEEDS.is_dir():
        pytest.skip("no ../shared/seeds beside the project: nothing to link")
    timeline = build([SEEDS])
    names = {article.id: article.outlet.name if article.outlet else "" for article in timeline.articles}
    assert "The Independent" in names.values()
    shared = [
        event
        for event in timeline.events
        if {"The Independent", "The Fellowship"} <= {names[timeline.claim_by_id[key].article] for key in event.claims}
    ]
    single = [event for event in shared if [origin.name for origin in event.origins] == ["The Times of Israel"]]
    assert len(single) >= 2 and single == shared
