"""Sentences and the claims they must make, from sentences.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from one_article import PUBLISHED, article_of

from timeline.claims import find_claims
from timeline.dates import tag_text
from timeline.types import Claim

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))[
    "case"
]
# what a case may say beside its claims: one list for each claim, in order
READ: dict[str, Callable[[Claim], Any]] = {
    "figures": lambda claim: [
        [figure.of, *("" if side is None else side for side in (figure.low, figure.high)), *["total"] * figure.total]
        for figure in claim.figures
    ],
    "modes": lambda claim: claim.mode,
    "places": lambda claim: [place.name for place in claim.places],
    "agents": lambda claim: [actor.name for actor in claim.actors if actor.role == "agent"],
    "patients": lambda claim: [actor.name for actor in claim.actors if actor.role == "patient"],
}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:80] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    article = article_of(case["text"], published=case.get("published", PUBLISHED), outlet=case.get("outlet"))
    timexes = tag_text(article.text, published=article.published.interval, article=article.id)
    claims, attributions = find_claims(article, timexes)
    names = {attribution.id: attribution.name for attribution in attributions}
    found = [
        [
            claim.trigger.text,
            claim.type,
            claim.status.value,
            (claim.time.edtf or "") if claim.time else "",
            [names[key] for key in claim.attribution],
        ]
        for claim in claims
    ]
    assert [row[: len(wanted)] for row, wanted in zip(found, case["claims"], strict=False)] == case["claims"]
    assert len(found) == len(case["claims"]), found
    for key, read in READ.items():
        if key in case:
            assert [read(claim) for claim in claims] == case[key]
