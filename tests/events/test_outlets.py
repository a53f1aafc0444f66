"""Which agency a byline or the head of a text credits, and which only sounds so."""

from __future__ import annotations

import pytest

from timeline.events.outlets import agency_credit
from timeline.types import Article, Dating, Source

UNKNOWN = Dating(None, None, None)


def article(byline: str | None, text: str) -> Article:
    source = Source(None, None, None, "0" * 64, ((0, 0, len(text)),))
    return Article("a1", None, source, None, byline, "en", None, UNKNOWN, None, text)


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("Reuters", "Reuters"),
        ("By Reuters Staff", "Reuters"),
        ("BY REUTERS", "Reuters"),
        ("Ann Lee AFP", "Agence France-Presse"),
        ("Ann Lee | Reuters", "Reuters"),
        ("Tom Hart, Associated Press in Cairo", "Associated Press"),
        ("By Ann Lee for Reuters", "Reuters"),
        ("AMNA", "AMNA"),
        ("By Amna Saleh", None),  # a first name, no agency
        ("BY AMNA SALEH", None),
        ("Amna", None),
        ("By Bakhtar Noori", None),
        ("Hina Malik", None),
        ("Ann Lee", None),
    ],
)
def test_byline(byline: str, agency: str | None) -> None:
    assert agency_credit(article(byline, "A bridge fell.")) == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("HOMS (Reuters) - A bridge fell.", "Reuters"),
        ("ADEN, March 2 (AFP) - A bridge fell.", "Agence France-Presse"),
        ("HOMS (Amna Saleh) - A bridge fell.", None),
        ("HOMS - A bridge (of wood) fell, Reuters said.", None),
    ],
)
def test_head_of_the_text(text: str, agency: str | None) -> None:
    assert agency_credit(article(None, text)) == agency
