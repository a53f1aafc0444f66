"""How long each question to a large case takes: python tests/case/bench_case.py [CLAIMS …] [--keep FOLDER]

Generates a case of each size, asks in a process of its own (so that the memory is that of the asking), and compares
with what must be reached: each step within 1 second at 100,000 claims and within 3 at a million, under 1 GB.
"""

from __future__ import annotations

import argparse
import dataclasses
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from timeline.case import Deed, Kept, Kind, Store
from timeline.case import query as ask
from timeline.case.query import Filter
from timeline.pipeline import examine
from timeline.types import Status

WANTED = {100_000: 1.0, 1_000_000: 3.0}  # seconds a step, by claims
MEMORY = 1024  # MiB
AT = "2026-01-02T03:04:05+00:00"
TURNS = 3


def steps(store: Store) -> dict[str, Callable[[], object]]:
    """What a person does in the app, by name; each a call that is timed by itself."""
    outlet = next(iter(ask.facets(store)["outlets"]))
    actor = next(iter(ask.names(store, "actor", most=1)))
    year = Filter(since=date(2021, 1, 1), until=date(2021, 12, 31))
    month = (date(2021, 3, 1).toordinal(), date(2021, 3, 31).toordinal())
    claim = ask.part(store, Filter(since=date(2021, 3, 1)), limit=1).claims[0]
    event = ask.event_page(store, year, limit=1).events[0]
    mixed = Filter(outlets=(outlet,), statuses=(Status.ASSERTED, Status.REPORTED), types=("ASSAULT",), text="market")
    return {
        "open: totals": lambda: ask.totals(store),
        "open: density by outlet": lambda: ask.density(store),
        "open: facets": lambda: ask.facets(store),
        "density by type": lambda: ask.density(store, lanes="type"),
        "density by actor": lambda: ask.density(store, lanes="actor"),
        "density by place, of publication": lambda: ask.density(store, lanes="place", axis="published"),
        "density of lags": lambda: ask.density(store, axis="lag"),
        "zoom: density of a month": lambda: ask.density(store, window=month),
        "zoom: 500 claims of a month": lambda: ask.part(store, Filter(since=date(2021, 3, 1), until=date(2021, 3, 31))),
        "filter: an outlet, density": lambda: ask.density(store, Filter(outlets=(outlet,))),
        "filter: an outlet, facets": lambda: ask.facets(store, Filter(outlets=(outlet,))),
        "filter: a year": lambda: ask.density(store, year),
        "filter: a rare word": lambda: ask.density(store, Filter(text="osh nur")),
        "filter: a common word": lambda: ask.density(store, Filter(text="told")),
        "filter: an actor": lambda: ask.density(store, Filter(actors=(actor,))),
        "filter: contradicted": lambda: ask.density(store, Filter(contradicted=True)),
        "filter: four together": lambda: ask.density(store, mixed),
        "count of four together": lambda: ask.count(store, mixed),
        "names: actors": lambda: ask.names(store, "actor"),
        "page: first 50 events": lambda: ask.event_page(store),
        "page: 50 events of a filter": lambda: ask.event_page(store, mixed),
        "page: 500 claims, far down": lambda: ask.part(store, offset=50_000),
        "page: articles, most doubtful": lambda: ask.articles(store, order="doubts"),
        "select: an event": lambda: ask.event_part(store, event.id),
        "select: an article": lambda: ask.article_part(store, claim.article),
        "version, 100 times": lambda: [store.version() for _ in range(100)],
    }


def deeds(store: Store) -> dict[str, Callable[[], object]]:
    """Words of a person, each kept on the disk."""
    page = ask.event_page(store, Filter(since=date(2021, 3, 1)), limit=4)
    claim, event, other = page.claims[0], page.events[0], page.events[1]

    text = "Shells fell on the market of Karsin on 9 March 2021, killing nine people, a baker said."
    more = dataclasses.replace(page.articles[0], id="a00000000099", text=text, dateline=None)

    def say(deed: Deed) -> object:
        kept = store.append(deed, who="bench", at=AT)
        assert isinstance(kept, Kept), kept
        return kept

    def back() -> object:
        return say(Deed(Kind.UNDO, str(store.version())))

    return {
        "say: accept a claim": lambda: say(Deed(Kind.ACCEPT, claim.id)),
        "say: undo it": back,
        "say: correct its date": lambda: say(Deed(Kind.CORRECT, claim.id, "time", "2021-04")),
        "say: undo that": back,
        "say: merge two events": lambda: say(Deed(Kind.MERGE, event.id, after=[other.id])),
        "say: undo the merge": back,
        "say: correct an article's date": lambda: say(Deed(Kind.CORRECT, claim.article, "published", "2021-05-01")),
        "say: undo the article's": back,
        "add an article": lambda: store.add([more], who="bench", at=AT),
    }


def measure(path: Path) -> None:
    """Prints the seconds of each step: the first time, and the median of a few."""
    store = Store(path)
    began = time.perf_counter()
    claims = ask.totals(store).claims
    print(f"{path.name}: {claims:,} claims; first look {time.perf_counter() - began:.2f} s")
    article = ask.part(store, limit=1).articles[0]
    print(f"  the words of the machine are loaded in    {_timed(lambda: examine(article)):7.3f} s, once a server")
    wanted = next((WANTED[size] for size in sorted(WANTED) if claims <= size), WANTED[1_000_000])
    late = []
    for name, step in steps(store).items():
        taken = [_timed(step) for _ in range(TURNS)]
        print(f"  {name:36} {taken[0]:7.3f} s first, {statistics.median(taken):7.3f} s median")
        late += [name] if max(taken) > wanted else []
    for name, step in deeds(store).items():
        taken = [_timed(step)]
        print(f"  {name:36} {taken[0]:7.3f} s")
        late += [name] if max(taken) > wanted else []
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  largest memory of the process: {memory:,.0f} MiB; each step must take less than {wanted:.0f} s")
    if late or memory > MEMORY:
        sys.exit(f"  too slow or too large: {', '.join(late) or 'memory'}")


def _timed(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("claims", type=int, nargs="*", default=[100_000, 1_000_000])
    options.add_argument("--keep", type=Path, help="a folder for the cases; one that is there is not made again")
    options.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        measure(given.measure)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        failed = False
        for claims in given.claims:
            path = folder / f"{claims}.case"
            if not path.exists():
                subprocess.run([sys.executable, Path(__file__).with_name("generate.py"), str(claims), path], check=True)
            failed |= subprocess.run([sys.executable, __file__, "--measure", path], check=False).returncode != 0
    sys.exit(failed)


if __name__ == "__main__":
    main()
