"""What several outlets tell, and which of it is one event: the table scenarios.toml, which anybody can extend."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline.claims import find_claims
from timeline.dates import tag_text
from timeline.events import link_articles
from timeline.events.coverage import COVERAGE
from timeline.types import Article, Attribution, Claim, Dating, Event, Outlet, Source

TABLE = tomllib.loads(Path(__file__).with_name("scenarios.toml").read_text(encoding="utf-8"))["scenario"]


def read(told: list[list[str]]) -> tuple[Event, ...]:
    articles: list[Article] = []
    claims: list[Claim] = []
    attributions: list[Attribution] = []
    for number, (outlet, published, text) in enumerate(told):
        day = date.fromisoformat(published) if published else None
        source = Source(None, None, None, "0" * 64, ((0, 0, len(text)),))
        dating = Dating(day, day, published or None)
        article = Article(f"a{number:011d}", None, source, None, None, "en", Outlet(outlet), dating, None, text)
        timexes = tag_text(text, published=dating.interval, article=article.id)
        found, sources = find_claims(article, timexes)
        articles.append(article)
        claims += found
        attributions += sources
    return link_articles(articles, claims, attributions).events


@pytest.mark.parametrize(
    "scenario",
    [
        pytest.param(
            one,
            id=one["name"],
            marks=[pytest.mark.xfail(reason=one["gap"], strict=True)] if "gap" in one else [],
        )
        for one in TABLE
    ],
)
def test_scenario(scenario: dict[str, Any]) -> None:
    events = [event for event in read(scenario["articles"]) if event.type != COVERAGE]
    assert any(len(event.outlets) > 1 for event in events) is scenario["joined"]
    kinds = Counter(conflict.kind.value for event in events for conflict in event.conflicts)
    assert set(kinds) == set(scenario["conflicts"])
    if "updates" in scenario:
        assert sum(len(event.updates) for event in events) == scenario["updates"]
    if "origins" in scenario:
        assert len(max(events, key=lambda event: len(event.outlets)).origins) == scenario["origins"]


def test_each_kind_of_disagreement_has_a_scenario() -> None:
    assert {kind for one in TABLE for kind in one["conflicts"]} >= {"date", "figure", "actor", "status"}
    assert len(TABLE) >= 25
