"""Web pages: body and date beside trafilatura and htmldate, on the same pages in the same run.

    .venv/bin/python tests/articles/bench_html.py

Bodies are scored as `../shared/eval/score_html.py` does it: precision and recall over 4-grams of words, averaged over
pages. Dates are scored against days that were read by eye (`gold_dates.toml`). Times are of one process.
"""

from __future__ import annotations

import collections
import gzip
import json
import logging
import re
import time
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from timeline.articles.compose import compose
from timeline.articles.drafts import Draft
from timeline.articles.formats.html import read_html
from timeline.articles.make import Given, Origin
from timeline.types import Article

HERE = Path(__file__).resolve().parent
PAGES = HERE.parent.parent.parent / "shared" / "eval" / "html"
SETTINGS = {
    "default": {},
    "fast": {"fast": True},
    "fast, recall": {"fast": True, "favor_recall": True},
    "fast, precision": {"fast": True, "favor_precision": True},
    "recall": {"favor_recall": True},
    "fast, recall, no tables": {"fast": True, "favor_recall": True, "include_tables": False},
}


def shingles(text: str) -> collections.Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    if 0 < len(words) < 4:
        return collections.Counter([tuple(words)])
    return collections.Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def score(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of bodies by page."""
    precision = recall = 0.0
    for key, body in gold.items():
        right, mine = shingles(body), shingles(found.get(key, ""))
        both = sum((right & mine).values())
        precision += both / sum(mine.values()) if mine else float(not right)
        recall += both / sum(right.values()) if right else 1.0
    p, r = precision / len(gold), recall / len(gold)
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def articles_of(name: str, data: bytes) -> list[Article]:
    """All the way from bytes to articles."""
    made: list[Article] = []
    for draft in read_html(data, name):
        if isinstance(draft, Draft):
            origin = Origin(name, "", len(made), None, draft.doubts, draft.fields)
            made += compose(draft, origin, Given())
    return made


def timed(pages: Mapping[str, bytes], extract: Callable[[str, bytes], str]) -> tuple[dict[str, str], float]:
    """What ``extract`` takes of each page, and pages a second of processor time."""
    began = time.process_time()
    found = {key: extract(key, data) for key, data in pages.items()}
    return found, len(pages) / (time.process_time() - began)


def bodies(pages: Mapping[str, bytes], gold: Mapping[str, str]) -> None:
    from trafilatura import extract

    def ours(key: str, data: bytes) -> str:
        return "\n".join(article.text for article in articles_of(f"{key}.html", data))

    timed(dict(list(pages.items())[:40]), ours)  # models and word lists are loaded once
    ways: dict[str, Callable[[str, bytes], str]] = {"timeline": ours}
    for name, setting in SETTINGS.items():
        ways[f"trafilatura, {name}"] = lambda _, data, setting=setting: (  # type: ignore[misc]
            extract(data, include_comments=False, **setting) or ""
        )
    for name, way in ways.items():
        found, speed = timed(pages, way)
        p, r, f1 = score(gold, found)
        print(f"{name:<36} P {p:.3f} R {r:.3f} F1 {f1:.3f}  {speed:6.1f} pages/s")


def dates(pages: Mapping[str, bytes]) -> None:
    from htmldate import find_date

    gold = tomllib.loads((HERE / "gold_dates.toml").read_text(encoding="utf-8"))["published"]
    read = {key: data for key, data in pages.items() if key[:8] in gold}

    def ours(key: str, data: bytes) -> str:
        return next((article.published.edtf or "" for article in articles_of(f"{key}.html", data)), "")

    def theirs(*, extensive: bool, original: bool) -> Callable[[str, bytes], str]:
        return lambda _, data: (
            find_date(data.decode("utf-8", "replace"), extensive_search=extensive, original_date=original) or ""
        )

    for name, way in (
        ("timeline", ours),
        ("htmldate, extensive_search=False", theirs(extensive=False, original=True)),
        ("htmldate, extensive_search=True", theirs(extensive=True, original=True)),
    ):
        found, speed = timed(read, way)
        right = sum(found[key] == gold[key[:8]] for key in read)
        open_days = sum("/" in found[key] for key in read)
        wrong = sum(bool(found[key]) and "/" not in found[key] and found[key] != gold[key[:8]] for key in read)
        print(
            f"{name:<36} dates {len(read)}: right {right / len(read):.1%}, wrong {wrong / len(read):.1%}, "
            f"left open between two days {open_days}, none {sum(not found[key] for key in read)}  {speed:6.1f} pages/s"
        )


def main() -> None:
    if not PAGES.is_dir():
        print("the pages of ../shared/eval/html are not here")
        return
    logging.disable(logging.CRITICAL)
    pages = {path.name.split(".")[0]: gzip.decompress(path.read_bytes()) for path in (PAGES / "html").glob("*.html.gz")}
    truth = json.loads((PAGES / "ground-truth.json").read_text(encoding="utf-8"))
    bodies(pages, {key: value["articleBody"] for key, value in truth.items()})
    dates(pages)


if __name__ == "__main__":
    main()
