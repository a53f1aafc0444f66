"""How well articles are dated that state no date: dated articles whose stated date is taken away.

    .venv/bin/python tests/dates/bench_dating.py [--errors] [--gaps]

Reads ../shared/eval from the project's root: the clusters of articles with their day of publication, and the news of
TimeBank and AQUAINT with its document creation time. Prints for each: the share of intervals (90 %) and of likely
intervals (50 %) that hold the true day, the median width in days, how many are open on both sides or on one, and how
often a year that is answered is the right one.
"""

from __future__ import annotations

import argparse
import dataclasses
import html
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from timeline.articles import read_bytes
from timeline.dates.dating import date_article
from timeline.types import OPEN, Article, Dating, Interval, Source

EVAL = Path(__file__).parents[3] / "shared" / "eval"
HINTS = frozenset({"caption", "archive-banner", "page-date"})
Dated = tuple[str, date, Article]


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--errors", action="store_true", help="name each article whose interval misses its day")
    options.add_argument("--list", action="store_true", help="name each article with its interval")
    chosen = options.parse_args()
    for name, articles in (("clusters", list(clusters())), ("tbaq", list(news()))):
        answers = [(key, truth, date_article(article)) for key, truth, article in articles]
        print_scores(name, answers)
        for key, truth, dating in answers:
            if chosen.list or (chosen.errors and not holds(dating.interval, truth)):
                print(f"  {key} {truth} {dating.edtf} likely {dating.likely}")
                for evidence in dating.basis:
                    print(f"      {evidence.kind}: {evidence.note} [{evidence.text[:90]!r}]")


def clusters() -> Iterator[Dated]:
    """Articles with a day of publication, read without it and without their address, which carries it too."""
    for path in sorted((EVAL / "clusters").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        published = (record.get("date_publish") or "")[:10]
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", published) or not (record.get("category") or record.get("newsCluster")):
            continue
        row = {"title": record.get("title"), "outlet": record.get("publisher"), "text": record["text"]}
        articles, _ = read_bytes(json.dumps(row).encode(), "a.jsonl")
        for article in articles[:1]:
            hints = tuple(one for one in article.published.basis if one.kind in HINTS)
            undated = dataclasses.replace(article, published=Dating(None, None, None, hints))
            yield path.stem[:8], date.fromisoformat(published), undated


def news() -> Iterator[Dated]:
    """TimeML documents: the creation time stands outside the text."""
    for path in sorted((EVAL / "tbaq").glob("*.tml")):
        markup = path.read_text(encoding="utf-8")
        dct = re.search(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", markup, re.DOTALL)
        text = re.search(r"<TEXT>(.*?)</TEXT>", markup, re.DOTALL)
        if dct and text:
            plain = html.unescape(re.sub(r"<[^>]+>", "", text[1])).strip()
            source = Source(path.name, None, None, "0" * 64, ())
            undated = Dating(None, None, None)
            article = Article(path.stem, None, source, None, None, "en", None, undated, None, plain)
            yield path.stem, date.fromisoformat(dct[1]), article


def print_scores(name: str, answers: list[tuple[str, date, Dating]]) -> None:
    count = len(answers)
    said = [(truth, dating) for _, truth, dating in answers if dating.interval != OPEN]
    closed = [dating.interval.days for _, dating in said if dating.interval.days is not None]
    likely = [(truth, dating.likely) for _, truth, dating in answers if dating.likely is not None]
    widths = [interval.days for _, interval in likely if interval.days is not None]
    print(f"{name}: {count} articles")
    print(f"  interval holds the day: {share([holds(dating.interval, truth) for _, truth, dating in answers])}")
    print(f"    where it is not wholly open: {share([holds(dating.interval, truth) for truth, dating in said])}")
    print(f"  likely interval, in {len(likely)}, holds the day: {share([holds(part, day) for day, part in likely])}")
    print(f"  wholly open: {count - len(said)}, open on one side: {len(said) - len(closed)}, closed: {len(closed)}")
    print(
        f"  median width of the closed: {median(closed) if closed else '-'} days, of the likely: {middle(widths)} days"
    )
    for what, intervals in (
        ("interval", [(truth, dating.interval) for truth, dating in said]),
        ("likely interval", likely),
    ):
        years = [(truth, year) for truth, interval in intervals if (year := year_of(interval)) is not None]
        print(f"  {what} within one year: {len(years)}, the right one: {share([t.year == y for t, y in years])}")


def middle(widths: list[int]) -> str:
    return str(median(widths)) if widths else "-"


def share(hits: list[bool]) -> str:
    return f"{sum(hits)} of {len(hits)} ({sum(hits) / len(hits):.1%})" if hits else "none"


def holds(interval: Interval, day: date) -> bool:
    return (interval.earliest is None or interval.earliest <= day) and (
        interval.latest is None or day <= interval.latest
    )


def year_of(interval: Interval) -> int | None:
    if interval.earliest is None or interval.latest is None or interval.earliest.year != interval.latest.year:
        return None
    return interval.earliest.year


if __name__ == "__main__":
    main()
