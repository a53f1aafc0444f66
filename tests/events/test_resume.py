"""What an article says more of in its next words is one event; the sentences stand in the lexicon's events.toml."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.claims import find_claims
from timeline.dates import tag_text
from timeline.events import link_events
from timeline.events.blame import takes_no_blame
from timeline.events.features import find_features
from timeline.lexicon.loader import read_toml
from timeline.types import Article, Claim, Dating, Event, Outlet, Source

WORDS = read_toml("en/events.toml")
DAY = date(2021, 3, 5)


def article(text: str) -> Article:
    source = Source(None, None, None, "0" * 64, ((0, 0, len(text)),))
    dating = Dating(DAY, DAY, DAY.isoformat())
    return Article("a1", None, source, None, None, "en", Outlet("Outlet A"), dating, None, text)


def read(text: str) -> tuple[Article, tuple[Claim, ...], list[Event]]:
    one = article(text)
    claims, attributions = find_claims(one, tag_text(text, published=one.published.interval, article=one.id))
    events = link_events([one], claims, attributions)
    return one, tuple(claims), [event for event in events if event.type in ("ASSAULT", "CASUALTY")]


def sentences(of: str) -> list[tuple[str, str, bool]]:
    return [(block, text, kind == "examples") for block in of.split() for kind in ("examples", "rejects")
            for text in WORDS[block][kind]]  # fmt: skip


@pytest.mark.parametrize(("block", "text", "is_one"), sentences("resumption one_deed"))
def test_taken_up(block: str, text: str, is_one: bool) -> None:
    assert (len(read(text)[2]) == 1) is is_one, block


@pytest.mark.parametrize(("block", "text", "denies"), sentences("responsibility"))
def test_denial_of_having_done_it(block: str, text: str, denies: bool) -> None:
    assert any(takes_no_blame(claim) for claim in read(text)[1]) is denies, block


@pytest.mark.parametrize(("block", "text", "sums"), sentences("series"))
def test_series(block: str, text: str, sums: bool) -> None:
    one, claims, _ = read(text)
    assert claims and any(item.sums for item in find_features([one], claims)) is sums, block
