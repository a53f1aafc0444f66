"""How fast the dates are, beside others on the same text in the same run: ``make bench``, not a test.

Text: the news of ``../shared/eval/tbaq`` where it is there, else sentences of our own; repeated to the length wanted.
Times are of this process's own CPU. The alternation is one compiled expression of the words that our rules start from.
"""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from timeline.dates import tag_text
from timeline.dates.gold import read_gold
from timeline.dates.rules import rules_of
from timeline.types import Interval

SHAPES = Path(__file__).parent / "dates" / "hostile.py"
HOSTILE_SIZE = 100_000
NEWS = Path(__file__).parents[2] / "shared" / "eval" / "tbaq"
OWN = (
    "The convoy left the harbour on Friday, two weeks after the first talks had failed. A spokesman for the relief "
    "agency said that nobody had crossed the line since 3 May 2019, when the bridge was hit. The harbour has been "
    "shut for months, and traders who used to sell fish there now wait for a permit that never comes. "
)
PUBLISHED = Interval(date(1998, 3, 4), date(1998, 3, 4))
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)


def news(size: int) -> str:
    text = "\n\n".join(document.text for document in read_gold(NEWS)) if NEWS.exists() else OWN
    return (text * (size // len(text) + 1))[:size]


def speed(work: Callable[[str], object], text: str, runs: int = 3) -> float:
    """The best of some runs, in kilobytes (of characters) a second."""
    best = float("inf")
    for _ in range(runs):
        begun = time.process_time()
        work(text)
        best = min(best, time.process_time() - begun)
    return len(text) / best / 1000


def trigger_scan() -> Callable[[str], object]:
    """One alternation of the words of all classes that trigger rules, as a plain scan for candidates would be."""
    rules = rules_of("en")
    names = [name for name in rules.data["triggers"]["classes"] if name in rules.words]
    words = sorted({word for name in names for word in rules.words[name]}, key=lambda word: (-len(word), word))
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r"|[12]\d{3})\b", re.IGNORECASE)
    return lambda text: [match.start() for match in pattern.finditer(text)]


def search_dates(text: str) -> object:
    from dateparser.search import search_dates as search

    return search(text, languages=["en"])


def tag(text: str) -> object:
    return tag_text(text, published=PUBLISHED)


def first_call() -> float:
    """Seconds of a fresh process for import and first call, without the interpreter's own start."""
    code = "from timeline.dates import tag_text; tag_text('On Friday, 3 May 2019, two weeks after Easter.')"
    spent = []
    for source in ("pass", code):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", source], check=True)
        spent.append(time.perf_counter() - begun)
    return spent[1] - spent[0]


def hostile() -> Iterator[tuple[str, float]]:
    """Seconds for each kind of text that is made to hurt."""
    for name, text_of in runpy.run_path(str(SHAPES))["HOSTILE"].items():
        text = text_of(HOSTILE_SIZE)
        yield name, len(text) / speed(tag, text) / 1000


def main() -> None:
    tag("warm up on 3 May")
    text = news(1_000_000)
    ours, scan = speed(tag, text), speed(trigger_scan(), text)
    theirs = speed(search_dates, text[:30_000], runs=1)
    print(f"timeline.dates        {ours:9,.0f} KB/s")
    print(f"one alternation       {scan:9,.0f} KB/s   ours is {ours / scan:.2f} of it")
    print(f"dateparser search     {theirs:9,.0f} KB/s   ours is {ours / theirs:.0f} times it")
    print(f"str.split             {speed(str.split, text):9,.0f} KB/s")
    for size in SIZES:
        print(f"{size:>12,} characters {speed(tag, news(size), runs=3 if size < 10_000_000 else 1):9,.0f} KB/s")
    tracemalloc.start()
    tag(text)
    print(f"peak memory for 1 MB  {tracemalloc.get_traced_memory()[1] / 1e6:9,.0f} MB")
    tracemalloc.stop()
    print(f"import and first call {first_call():9.2f} s")
    print(f"hostile text, {HOSTILE_SIZE:,} characters (spaces: ten times that)")
    for name, seconds in hostile():
        print(f"    {name:<26} {seconds:5.2f} s")


if __name__ == "__main__":
    main()
