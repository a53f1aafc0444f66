"""Our own gold of claims: sentences with the claims that a reader lists, in TOML that anyone can extend."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from timeline.claims.find import find_claims
from timeline.dates import tag_text
from timeline.errors import TimelineError
from timeline.types import Article, Attribution, Claim, Dating, Outlet, Source

CLAIM_FILES = "claims*.toml"
TOLD = ("asserted", "reported", "historical")  # what "told" stands for in the gold: said to have happened

Decision = tuple[str, str, str]
Field = Callable[[Any, Claim, dict[str, Attribution]], bool]

FIELDS: dict[str, Field] = {
    "status": lambda wanted, claim, names: claim.status.value in (TOLD if wanted == "told" else (wanted,)),
    "date": lambda wanted, claim, names: (claim.time.edtf if claim.time else None) == (wanted or None),
    "sources": lambda wanted, claim, names: [names[key].name for key in claim.attribution] == wanted,
    "agent": lambda wanted, claim, names: any(one.name == wanted and one.role == "agent" for one in claim.actors),
    "patient": lambda wanted, claim, names: any(one.name == wanted and one.role == "patient" for one in claim.actors),
    "place": lambda wanted, claim, names: any(place.name == wanted for place in claim.places),
    "figure": lambda wanted, claim, names: any(
        [one.low, one.high, one.of] == [None if part == "" else part for part in wanted] for one in claim.figures
    ),
    "total": lambda wanted, claim, names: any(one.total for one in claim.figures) == wanted,
}
"""What a gold claim may state beside its word and type, and when a found claim has it right."""


def read_claim_gold(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """The cases of the claims*.toml files, each with a key that stays as long as its text does."""
    cases = []
    for file in sorted(folder.glob(CLAIM_FILES)):
        try:
            found = tomllib.loads(file.read_text(encoding="utf-8"))["case"]
        except (OSError, ValueError, KeyError) as error:
            raise TimelineError(f"{file}: not readable as gold ({error}); each sentence is a [[case]]") from error
        cases += [(f"{file.stem}: {case['text'][:60]}", case) for case in found]
    if not cases:
        raise TimelineError(f"{folder}: no {CLAIM_FILES}; name a folder that has some")
    return cases


def decide_claims(folder: Path) -> tuple[list[Decision], dict[str, tuple[int, int]]]:
    """What became of each gold claim and of each found one without gold; for each field (right, asked)."""
    decisions: list[Decision] = []
    right = dict.fromkeys(FIELDS, (0, 0))
    for key, case in read_claim_gold(folder):
        article = _article(case)
        timexes = tag_text(article.text, published=article.published.interval, article=article.id)
        claims, attributions = find_claims(article, timexes)
        names = {attribution.id: attribution for attribution in attributions}
        free = list(claims)
        for wanted in case.get("claims", ()):
            claim = next((one for one in free if _is_it(wanted, one)), None)
            where = f"{case['text']} [{wanted['word']}]"
            if claim is None:
                decisions.append((f"{key} {wanted['word']}", "missed", where))
                continue
            free.remove(claim)
            wrong = _wrong(wanted, claim, names, right)
            status = f"wrong in {', '.join(wrong)}" if wrong else "right"
            decisions.append((f"{key} {wanted['word']}", status, where))
        decisions += [
            (f"{key} {one.trigger.begin}", "spurious", f"{case['text']} [{one.trigger.text}, {one.type}]")
            for one in free
        ]
    return decisions, {name: count for name, count in right.items() if count[1]}


def _is_it(wanted: dict[str, Any], claim: Claim) -> bool:
    word = claim.trigger.text.lower()
    named = any(one in word or word in one for one in wanted["word"].lower().split("|"))
    return named and claim.type in wanted["types"]


def _wrong(
    wanted: dict[str, Any], claim: Claim, names: dict[str, Attribution], right: dict[str, tuple[int, int]]
) -> list[str]:
    wrong = []
    for name, is_right in FIELDS.items():
        if name in wanted:
            hit = is_right(wanted[name], claim, names)
            right[name] = right[name][0] + hit, right[name][1] + 1
            wrong += [] if hit else [name]
    return wrong


def _article(case: dict[str, Any]) -> Article:
    day = date.fromisoformat(case["published"]) if case.get("published") else None
    text = case["text"]
    return Article(
        id="gold",
        url=None,
        source=Source(None, None, None, "0" * 64, ((0, 0, len(text)),)),
        title=None,
        byline=None,
        language=case.get("language", "en"),
        outlet=Outlet(case["outlet"]) if case.get("outlet") else None,
        published=Dating(day, day, day.isoformat() if day else None),
        modified=None,
        text=text,
    )
