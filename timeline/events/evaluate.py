"""Scores how articles are grouped by the events they share: B-cubed precision, recall and F1, and those of pairs.

Two articles are together when an event holds claims of both; groups are the connected components. The measure is that
of Bagga and Baldwin (1998), over articles.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import TimelineError
from timeline.types import Claim, Event, Timeline

SHOWN = 12
"""How many gains and losses a report shows of each."""


Build = Callable[[Sequence[Path]], Timeline]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article as its file has it, with the event that a reader gave it."""

    fields: Mapping[str, str | None]
    event: str


def evaluate_clusters(
    folder: Path | str, build: Build, *, baseline: Path | None = None, save_baseline: Path | None = None
) -> str:
    """The scores of the articles (one JSON file each, as Giveme5W1H has them) of a folder, for a reader.

    ``build`` is the whole pipeline (`timeline.pipeline.build`), which sees the articles without their events.
    ``baseline`` is a file that ``save_baseline`` wrote: pairs of articles won and lost are told against it.
    Raises `TimelineError` where the folder has no such articles or the baseline cannot be read.
    """
    gold = read_gold(Path(folder))
    if not gold:
        raise TimelineError(f"{folder}: no articles with an event; name a folder of .json files that have a category")
    groups = _groups(gold, build)
    events = {str(one.fields["url"]): one.event for one in gold}
    lines = [
        f"{folder}: {len(gold)} articles, {len({groups[key] for key in events})} groups "
        f"for {len(set(events.values()))} events",
        score_groups(groups, events),
    ]
    names = {str(one.fields["url"]): f"{one.fields['outlet']}: {one.fields['title']}" for one in gold}
    right = _right_pairs(groups, events)
    if baseline is not None:
        before = _read_baseline(baseline)
        for title, changed in (("won", right - before), ("lost", before - right)):
            lines += [f"{len(changed)} pairs {title} since the baseline"] if changed else []
            lines += [f"  {names.get(one, one)} | {names.get(other, other)}" for one, other in sorted(changed)[:SHOWN]]
    if save_baseline is not None:
        save_baseline.write_text(json.dumps(sorted(right), indent=0), "utf-8")
    return "\n".join(lines)


def read_gold(folder: Path) -> tuple[GoldArticle, ...]:
    """The articles of a folder that carry an event, in the order of their file names; what is no such file is left."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            document = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise TimelineError(f"{path}: not JSON ({error}); take the file out of the folder") from error
        event = document.get("category") or (document.get("newsCluster") or {}).get("Event")
        if event and document.get("text"):
            fields = {
                "title": document.get("title"),
                "outlet": document.get("publisher") or document.get("source_domain"),
                "url": document["url"],
                "published": (document.get("date_publish") or "")[:10] or None,
                "text": document["text"],
            }
            found.append(GoldArticle(fields, event))
    return tuple(found)


def _groups(gold: Sequence[GoldArticle], build: Build) -> dict[str, str]:
    """The group of each address, as the whole pipeline makes it; an article that it drops stands alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(json.dumps(one.fields, ensure_ascii=False) + "\n" for one in gold), "utf-8")
        timeline = build([path])
    address = {article.id: article.source.url or article.url or article.id for article in timeline.articles}
    groups = group_articles(address, timeline.claims, timeline.events)
    alone = {str(one.fields["url"]): str(one.fields["url"]) for one in gold}
    return alone | {address[article]: address[group] for article, group in groups.items()}


def group_articles(articles: Iterable[str], claims: Iterable[Claim], events: Iterable[Event]) -> dict[str, str]:
    """The group of each article, named by one of its articles: those that events hold together."""
    root = {article: article for article in articles}
    article_of = {claim.id: claim.article for claim in claims}

    def find(article: str) -> str:
        while root[article] != article:
            root[article] = root[root[article]]
            article = root[article]
        return article

    for event in events:
        for claim in event.claims[1:]:
            root[find(article_of[claim])] = find(article_of[event.claims[0]])
    return {article: find(article) for article in root}


def score_groups(groups: Mapping[str, str], gold: Mapping[str, str]) -> str:
    """B-cubed and pair scores in one line.

    >>> score_groups({"a": "a", "b": "a", "c": "c"}, {"a": "x", "b": "x", "c": "x"})
    'B3 P 100.0 R 55.6 F1 71.43   pairs P 100.0 R 33.3 F1 50.00'
    """
    mine, wanted = Counter(groups[key] for key in gold), Counter(gold.values())
    both = Counter((groups[key], gold[key]) for key in gold)
    precision = sum(both[groups[key], gold[key]] / mine[groups[key]] for key in gold) / len(gold)
    recall = sum(both[groups[key], gold[key]] / wanted[gold[key]] for key in gold) / len(gold)
    shared, made, right = (
        sum(number * (number - 1) // 2 for number in count.values()) for count in (both, mine, wanted)
    )
    pair_precision, pair_recall = shared / max(1, made), shared / max(1, right)
    return "   ".join(
        f"{name} P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / (p + r) if p + r else 0:.2f}"
        for name, p, r in (("B3", precision, recall), ("pairs", pair_precision, pair_recall))
    )


def _right_pairs(groups: Mapping[str, str], gold: Mapping[str, str]) -> set[tuple[str, str]]:
    keys = sorted(gold)
    return {
        (one, other)
        for place, one in enumerate(keys)
        for other in keys[place + 1 :]
        if groups[one] == groups[other] and gold[one] == gold[other]
    }


def _read_baseline(file: Path) -> set[tuple[str, str]]:
    try:
        return {(str(one), str(other)) for one, other in json.loads(file.read_text("utf-8"))}
    except (OSError, ValueError, TypeError) as error:
        raise TimelineError(f"{file}: not a baseline ({error}); write one with --save-baseline") from error
