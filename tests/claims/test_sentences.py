"""Sentences and the claims they must make, from sentences.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from one_article import PUBLISHED, article_of

from timeline.claims import find_claims
from timeline.dates import tag_text

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))[
    "case"
]


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
