"""How fast an article becomes claims, one process: ``make bench``, not a test. Articles of 4 kB, of our sentences."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from pathlib import Path

from timeline.pipeline import examine
from timeline.types import Article, Dating, Source

GOLD = Path(__file__).parents[1] / "data" / "gold" / "claims" / "claims.toml"
WANTED = 150  # articles of 4 kB a second a core
NUMBERS = (50, 100, 200)
DAY = date(2024, 5, 15)
# what stands between the events of an article, and tells none
PLAIN = (
    "The road to the harbour runs between low hills, past a row of closed shops and a school that nobody goes to now.",
    "“We had a garden here, with two lemon trees and a bench,” said Ann Lee, who keeps the keys of the old library.",
    "Bread has become dear, and a bag of flour costs more than a teacher earns in a week, traders say.",
    "The valley is known for its apricots, which used to be dried on the roofs and sold as far away as the coast.",
)


def articles(number: int, size: int = 4_000) -> list[Article]:
    """Different texts: the gold's sentences in turn, each article from another one on."""
    cases = tomllib.loads(GOLD.read_text(encoding="utf-8"))["case"]
    sentences = [f"{case['text']} {PLAIN[at % len(PLAIN)]}" for at, case in enumerate(cases)]
    found = []
    for index in range(number):
        text, at = "", index
        while len(text) < size:
            text += sentences[at % len(sentences)] + ("\n\n" if at % 3 == 2 else " ")
            at += 1
        source = Source(None, None, None, "0" * 64, ((0, 0, len(text)),))
        known = Dating(DAY, DAY, DAY.isoformat())
        found.append(Article(f"a{index}", None, source, None, None, "en", None, known, None, text))
    return found


def main() -> None:
    examine(articles(1)[0])  # the word files are read once
    print(f"article to claims, 4 kB each; wanted: {WANTED} a second")
    for number in NUMBERS:
        ready = articles(number)
        begun = time.process_time()
        claims = sum(len(examine(article)[2]) for article in ready)
        spent = time.process_time() - begun
        print(f"{number:6} articles  {number / spent:7.1f} a second  {claims} claims")


if __name__ == "__main__":
    main()
