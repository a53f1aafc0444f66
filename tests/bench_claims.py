"""How fast an article becomes claims, one process: ``make bench``, not a test. Articles of 4 kB of our own sentences."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

from timeline.pipeline import examine
from timeline.types import Article, Dating, Source

GOLD = Path(__file__).parents[1] / "data" / "gold" / "claims" / "claims.toml"
WANTED = 150  # articles of 4 kB a second a core
NUMBERS = (100, 200, 400)


def articles(number: int, size: int = 4_000) -> list[Article]:
    """Different texts: the gold's sentences in turn, each article from another one on."""
    cases = tomllib.loads(GOLD.read_text(encoding="utf-8"))["case"]
    sentences = [case["text"] for case in cases]
    found = []
    for index in range(number):
        text, at = "", index
        while len(text) < size:
            text += sentences[at % len(sentences)] + ("\n\n" if at % 3 == 2 else " ")
            at += 1
        source = Source(None, None, None, "0" * 64, ((0, 0, len(text)),))
        known = Dating(None, None, None)
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
