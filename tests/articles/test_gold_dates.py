"""Days of publication on real pages, read by eye: at least 95 of 100 right, at most 2 wrong; none beats wrong."""

from __future__ import annotations

import gzip
import tomllib
from pathlib import Path

from bench_html import articles_of

GOLD = tomllib.loads((Path(__file__).parent / "gold_dates.toml").read_text(encoding="utf-8"))["published"]


def test_days_of_publication(shared: Path) -> None:
    right, wrong = 0, []
    for path in (shared / "eval" / "html" / "html").glob("*.html.gz"):
        day = GOLD.get(path.name[:8])
        if day is None:
            continue
        article = articles_of(path.name, gzip.decompress(path.read_bytes()))[0]
        found = article.published.edtf
        right += found == day
        covers = str(article.published.earliest) <= day <= str(article.published.latest)
        if found is not None and not (covers and article.doubts):
            wrong += [path.name[:8]] if found != day else []
    assert right >= 0.95 * len(GOLD)
    assert len(wrong) <= 0.02 * len(GOLD), wrong
