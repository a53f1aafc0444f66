"""Scores the program against the gold in data/gold. Run as a program, it prints the figures and every miss:

.venv/bin/python tests/gold.py
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import timeline
from timeline.types import Claim, TimeExpression, Timeline

DATA = Path(__file__).resolve().parent.parent / "data"
DEMO = DATA / "demo"
TOLD = frozenset({"asserted", "reported", "historical"})


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares from 0 to 1 by name, and every miss as one line."""

    shares: dict[str, float]
    misses: tuple[str, ...]


def read_passages(name: str = "dates.jsonl") -> list[dict[str, Any]]:
    """The passages of a file of ``data/gold``: "dates.jsonl", or "dates_second.jsonl" by another hand."""
    lines = (DATA / "gold" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read_events() -> dict[str, Any]:
    return tomllib.loads((DATA / "gold" / "events.toml").read_text(encoding="utf-8"))


def score_dates(passages: Iterable[dict[str, Any]]) -> Scores:
    """Strict and relaxed F1 of spans, and of the relaxed hits: type, value, and days where the gold gives them."""
    count: Counter[str] = Counter()
    misses: list[str] = []
    for passage in passages:
        found = timeline.tag(passage["text"], published=passage["dct"], language=passage["language"])
        _score_passage(passage, found, count, misses)
    shares = {
        "strict": _f1(count["strict"], count["gold"], count["found"]),
        "relaxed": _f1(count["hit"], count["gold"], count["found"]),
    }
    shares |= {name: count[name] / max(count["hit"], 1) for name in ("type", "value")}
    shares["days"] = count["days"] / max(count["with days"], 1)
    return Scores(shares, tuple(misses))


def _score_passage(
    passage: dict[str, Any], found: Sequence[TimeExpression], count: Counter[str], misses: list[str]
) -> None:
    count["gold"] += len(passage["timexes"])
    count["found"] += len(found)
    free = list(found)
    for gold in passage["timexes"]:
        hit = next((timex for timex in free if timex.begin < gold["end"] and gold["begin"] < timex.end), None)
        if hit is None:
            misses.append(f"{passage['doc']}: missed {gold['text']!r} {gold['value']}")
            continue
        free.remove(hit)
        count["hit"] += 1
        count["strict"] += (hit.begin, hit.end) == (gold["begin"], gold["end"])
        count["type"] += hit.type.value == gold["type"]
        count["value"] += hit.value == gold["value"]
        days = [gold["earliest"], gold["latest"]]
        theirs = [hit.earliest and hit.earliest.isoformat(), hit.latest and hit.latest.isoformat()]
        scored = days != [None, None]
        wrong = scored and days != theirs
        count["with days"] += scored
        count["days"] += scored and not wrong
        if wrong or (hit.text, hit.type.value, hit.value) != (gold["text"], gold["type"], gold["value"]):
            misses.append(
                f"{passage['doc']}: gold {gold['text']!r} {gold['type']} {gold['value']} {days}, "
                f"found {hit.text!r} {hit.type.value} {hit.value} {theirs} by {hit.rule}"
            )
    misses.extend(f"{passage['doc']}: spurious {timex.text!r} {timex.value} by {timex.rule}" for timex in free)


def _f1(hits: int, gold: int, found: int) -> float:
    return 2 * hits / (gold + found) if gold + found else 0.0


def score_events(built: Timeline, gold: dict[str, Any]) -> Scores:
    """Share of the gold events whose trigger is found; of these, of the right type, status, days, source; and the share
    of the disagreements that are seen."""
    articles = {Path(article.source.path or "").name[:2]: article for article in built.articles}
    count: Counter[str] = Counter()
    misses: list[str] = []
    for event in gold["event"]:
        article = articles[event["file"]]
        begin = article.text.find(event["phrase"])
        if begin < 0:
            misses.append(f"{event['file']}: {event['phrase']!r}: not in the text that was kept")
            continue
        end = begin + len(event["phrase"])
        claims = [
            claim
            for claim in built.claims
            if claim.article == article.id and begin <= claim.trigger.begin and claim.trigger.end <= end
        ]
        _score_event(built, event, claims, count, misses)
    for disagreement in gold["disagreement"]:
        seen = _is_seen(built, disagreement, {name: article.id for name, article in articles.items()})
        count["disagreement"] += seen
        if not seen:
            misses.append(f"disagreement not seen: {disagreement['about']}")
    shares = {"found": count["found"] / len(gold["event"])}
    shares |= {
        name: count[name] / max(count[f"with {name}"], 1) for name in ("type", "status", "days", "undated", "source")
    }
    shares["disagreement"] = count["disagreement"] / len(gold["disagreement"])
    return Scores(shares, tuple(misses))


def _score_event(
    built: Timeline, event: dict[str, Any], claims: list[Claim], count: Counter[str], misses: list[str]
) -> None:
    where = f"{event['file']}: {event['phrase']!r}"
    if not claims:
        misses.append(f"{where}: no claim")
        return
    count["found"] += 1
    claim = min(claims, key=lambda claim: (_rank(claim.type, event["types"]), claim.begin))
    checks = {
        "type": (claim.type in event["types"], claim.type),
        "status": (_status_fits(claim, event["status"]), claim.status.value),
    }
    time = claim.time
    if "days" in event:
        checks["days"] = (_days_fit(claim, event), time and f"{time.earliest}..{time.latest}, {time.basis}")
    if "undated" in event:
        checks["undated"] = (time is None, time and f"{time.earliest}..{time.latest}, {time.basis}")
    if "source" in event:
        chain = [built.attribution_by_id[id].name for id in claim.attribution]
        checks["source"] = (_chain_fits(chain, event["source"]), chain)
    for name, (right, theirs) in checks.items():
        count[f"with {name}"] += 1
        count[name] += right
        if not right:
            wanted = event.get({"type": "types"}.get(name, name))
            misses.append(f"{where}: {name}: gold {wanted}, found {theirs}")


def _rank(type_: str, types: list[str]) -> int:
    return types.index(type_) if type_ in types else len(types)


def _status_fits(claim: Claim, accepted: list[str]) -> bool:
    return claim.status.value in accepted or ("told" in accepted and claim.status.value in TOLD)


def _days_fit(claim: Claim, event: dict[str, Any]) -> bool:
    """The claimed days contain the gold ones, and do not leave the width that is honest."""
    if claim.time is None:
        return False
    inner = [date.fromisoformat(day) for day in event["days"]]
    outer = [date.fromisoformat(day) for day in event["within"]] if "within" in event else [date.min, date.max]
    earliest, latest = claim.time.earliest or date.min, claim.time.latest or date.max
    return outer[0] <= earliest <= inner[0] and inner[1] <= latest <= outer[1]


def _chain_fits(chain: list[str], gold: list[str]) -> bool:
    """Each source of the gold stands in the chain, in the same order; others may stand between them."""
    rest = iter(name.casefold() for name in chain)
    return all(any(_same_name(wanted.casefold(), name) for name in rest) for wanted in gold)


def _same_name(wanted: str, name: str) -> bool:
    return wanted.removeprefix("a ").removeprefix("the ") in name or name.removeprefix("the ") in wanted


def _is_seen(built: Timeline, disagreement: dict[str, Any], ids: dict[str, str]) -> bool:
    """A conflict of the right kind in which claims of at least two sides take part."""
    sides = [{ids[file] for file in side["files"]} for side in disagreement["sides"]]
    conflicts = (conflict for event in built.events for conflict in event.conflicts)
    for conflict in conflicts:
        articles = {built.claim_by_id[claim].article for claim in conflict.claims}
        if conflict.kind.value == disagreement["kind"] and sum(bool(side & articles) for side in sides) >= 2:
            return True
    return False


def main() -> None:
    """Prints the figures and every miss."""
    dates = score_dates(read_passages())
    second = score_dates(read_passages("dates_second.jsonl"))
    third = score_dates(read_passages("dates_third.jsonl"))
    events = score_events(timeline.build([DEMO]), read_events())
    for title, scores in (
        ("dates", dates),
        ("dates, second hand", second),
        ("dates, third", third),
        ("events", events),
    ):
        print(title, " ".join(f"{name} {share:.3f}" for name, share in scores.shares.items()))
        for miss in scores.misses:
            print("  ", miss)


if __name__ == "__main__":
    main()
