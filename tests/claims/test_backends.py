"""Extractors of other packages: loaded when they are named, checked, and never by themselves."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from one_article import article_of

from timeline.claims.backends import load_backend
from timeline.errors import TimelineError
from timeline.pipeline import build, examine

# the example of CONTRIBUTING.md: claims whose sentence ends in a question mark are left out
PACKAGE = """
def without_questions(article, timexes, claims, attributions):
    return tuple(claim for claim in claims if not claim.quote.endswith("?")), attributions

def liar(article, timexes, claims, attributions):
    import dataclasses
    return tuple(dataclasses.replace(claim, quote="nobody wrote this") for claim in claims), attributions

def sourceless(article, timexes, claims, attributions):
    import dataclasses
    return tuple(dataclasses.replace(claim, attribution=("gone",)) for claim in claims), attributions
"""
POINTS = "[conflict_timeline.extractors]\nwithout-questions = odd_package:without_questions\nliar = odd_package:liar\n"
POINTS += "[conflict_timeline.attribution]\nsourceless = odd_package:sourceless\n"
TEXT = "Rebels attacked the base on Monday. Who would say that soldiers killed six farmers on Friday?"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed package, as the packaging tools leave it."""
    (tmp_path / "odd_package.py").write_text(PACKAGE, encoding="utf-8")
    facts = tmp_path / "odd_package-1.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: odd-package\nVersion: 1\n", encoding="utf-8")
    (facts / "entry_points.txt").write_text(POINTS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    load_backend.cache_clear()
    yield tmp_path
    load_backend.cache_clear()
    sys.modules.pop("odd_package", None)


def test_nothing_loads_by_default(package: Path) -> None:
    quotes = [claim.quote for claim in examine(article_of(TEXT))[2]]
    assert len(quotes) == 2
    assert "odd_package" not in sys.modules


def test_a_named_extractor_changes_the_claims(package: Path) -> None:
    claims = examine(article_of(TEXT), extractor="without-questions")[2]
    assert [claim.trigger.text for claim in claims] == ["attacked"]


def test_the_front_door_takes_the_name(package: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.md"
    file.write_text(f"---\noutlet: The Tarfa Post\npublished: 2021-03-10\n---\n\n{TEXT}\n", encoding="utf-8")
    assert len(build([file]).claims) == 2
    assert len(build([file], extractor="without-questions").claims) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [("liar", "does not stand at"), ("sourceless", "names the source 'gone'"), ("absent", "choose one of: liar")],
)
def test_what_is_wrong_with_an_extractor_is_told(package: Path, name: str, said: str) -> None:
    with pytest.raises(TimelineError) as caught:
        examine(article_of(TEXT), extractor=name)
    assert said in str(caught.value) and repr(name) in str(caught.value)


def test_what_the_rules_found_reaches_the_extractor_whole(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain: Any = examine(article_of(TEXT))
    kept = examine(article_of(TEXT), extractor="without-questions")
    assert kept[1] == plain[1] and kept[3] == plain[3]
    assert [dataclasses.asdict(claim) for claim in kept[2]] == [dataclasses.asdict(claim) for claim in plain[2][:1]]
