"""A file packed by gzip."""

from __future__ import annotations

import gzip
from typing import BinaryIO, cast

from timeline.articles.containers.budget import Budget
from timeline.articles.containers.entry import Entries, Entry


def gzip_entries(stream: BinaryIO, name: str, budget: Budget) -> Entries:
    """The one file in it, named as the archive without its last ending ("a.html.gz/a.html"); a crawl has many parts
    that were packed one by one, which read as one."""
    last = name.rsplit("/", 1)[-1]
    inner = last[:-3] if last.lower().endswith(".gz") else last
    yield Entry(f"{name}/{inner}", lambda: cast(BinaryIO, gzip.GzipFile(fileobj=stream)), is_wrapped=True)
