"""Scores the dates against gold documents: strict, relaxed, type and value F1, gains and losses since a baseline.

The measures are those of TempEval-3, on characters: strict is the same span, relaxed any overlap (micro-averaged);
type and value F1 are relaxed F1 times the share of the found gold expressions with that attribute right.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from timeline.dates.gold import GoldDocument, GoldTimex, read_gold
from timeline.dates.tag import tag_text
from timeline.errors import TimelineError
from timeline.types import OPEN, Interval, TimeExpression

SHOWN = 12
"""How many gains, losses and kinds of errors a report shows of each."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one gold expression, or of a found one without gold (``status`` "spurious").

    ``status`` is right, span, type, value, missed or spurious: the first that is wrong in the order value, type, span.
    """

    document: str
    place: str
    status: str
    said: str
    gold: str
    found: str
    rule: str


@dataclass(frozen=True, slots=True)
class Report:
    """The scores of a folder (shares from 0 to 1), every decision, and what changed since the baseline."""

    folder: str
    documents: int
    gold: int
    found: int
    scores: dict[str, float]
    decisions: tuple[Decision, ...]
    gains: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()

    def __str__(self) -> str:
        names = ("strict_f1", "relaxed_f1", "type_f1", "value_f1")
        lines = [
            f"{self.folder}: {self.documents} documents, {self.gold} expressions in the gold, {self.found} found",
            "  ".join(f"{name.replace('_f1', ' F1')} {100 * self.scores[name]:.1f}" for name in names),
            f"strict P {100 * self.scores['strict_p']:.1f} R {100 * self.scores['strict_r']:.1f}, "
            f"relaxed P {100 * self.scores['relaxed_p']:.1f} R {100 * self.scores['relaxed_r']:.1f}, "
            f"values right {100 * self.scores['value_acc']:.1f} of 100 found",
            "decisions: " + ", ".join(f"{count} {name}" for name, count in self._statuses()),
            *(f"  {count:4} {name}" for name, count in self._classes()),
        ]
        for title, changes in (("gains", self.gains), ("losses", self.losses)):
            if changes:
                lines += [f"{len(changes)} {title} since the baseline", *(f"  {change}" for change in changes[:SHOWN])]
        return "\n".join(lines)

    def _statuses(self) -> list[tuple[str, int]]:
        return Counter(decision.status for decision in self.decisions).most_common()

    def _classes(self) -> list[tuple[str, int]]:
        wrong = (decision for decision in self.decisions if decision.status != "right")
        return Counter(f"{one.status}: {one.rule or 'no rule'}" for one in wrong).most_common(SHOWN)


def evaluate_folder(
    folder: Path | str,
    *,
    baseline: Path | None = None,
    save_baseline: Path | None = None,
    language: str = "en",
) -> Report:
    """Tag the gold documents of a folder and score them.

    ``baseline`` is a file that ``save_baseline`` wrote: gains and losses are told against it.
    Raises `TimelineError` where the folder has no gold documents or the baseline cannot be read.
    """
    documents = read_gold(Path(folder))
    if not documents:
        raise TimelineError(f"{folder}: no gold documents (.tml, .xml, .sgm); name a folder that has some")
    tagged = {document.name: _tag(document, language) for document in documents}
    report = score(str(folder), documents, tagged)
    if baseline is not None:
        report = _compared(report, _read_baseline(baseline))
    if save_baseline is not None:
        statuses = {f"{one.document} {one.place}": one.status for one in report.decisions}
        save_baseline.write_text(json.dumps({"scores": report.scores, "decisions": statuses}, indent=0), "utf-8")
    return report


def _tag(document: GoldDocument, language: str) -> tuple[TimeExpression, ...]:
    published = Interval(document.published, document.published) if document.published else OPEN
    return tag_text(document.text, published=published, language=language, article=document.name)


def score(folder: str, documents: Sequence[GoldDocument], tagged: dict[str, tuple[TimeExpression, ...]]) -> Report:
    """The report for tagged documents (by their names)."""
    counts: Counter[str] = Counter()
    decisions: list[Decision] = []
    for document in documents:
        decisions += _score_document(document, tagged.get(document.name, ()), counts)
    return Report(folder, len(documents), counts["gold"], counts["found"], _scores(counts), tuple(decisions))


def _score_document(document: GoldDocument, found: tuple[TimeExpression, ...], counts: Counter[str]) -> list[Decision]:
    gold = document.timexes
    gold_spans, found_spans = {(one.begin, one.end) for one in gold}, {(one.begin, one.end) for one in found}
    counts["gold"] += len(gold)
    counts["found"] += len(found)
    counts["strict_p"] += sum((one.begin, one.end) in gold_spans for one in found)
    counts["strict_r"] += sum((one.begin, one.end) in found_spans for one in gold)
    decisions = []
    for wanted in gold:
        one = _best(wanted, found)
        decisions.append(_decide(document, wanted, one, counts))
    for one in found:
        if _best(one, gold):
            counts["relaxed_p"] += 1
        else:
            place = f"{one.begin}-{one.end}"
            decisions.append(Decision(document.name, place, "spurious", one.text, "", one.value, one.rule))
    return decisions


def _decide(document: GoldDocument, wanted: GoldTimex, found: TimeExpression | None, counts: Counter[str]) -> Decision:
    said, place = document.text[wanted.begin : wanted.end], f"{wanted.begin}-{wanted.end}"
    gold = f"{wanted.type} {wanted.value}"
    if found is None:
        return Decision(document.name, place, "missed", said, gold, "", "")
    counts["relaxed_r"] += 1
    counts["type"] += found.type == wanted.type
    if wanted.value is not None:
        counts["valued"] += 1
        counts["value"] += found.value == wanted.value
    status = "right"
    if wanted.value is not None and found.value != wanted.value:
        status = "value"
    elif found.type != wanted.type:
        status = "type"
    elif (found.begin, found.end) != (wanted.begin, wanted.end):
        status = "span"
    return Decision(document.name, place, status, said, gold, f"{found.type} {found.value}", found.rule)


Spanned = TypeVar("Spanned", GoldTimex, TimeExpression)


def _best(one: GoldTimex | TimeExpression, others: tuple[Spanned, ...]) -> Spanned | None:
    """The expression that overlaps most (of equals the first); None where none does."""
    hit = max(others, key=lambda other: (_overlap(one, other), -other.begin), default=None)
    return hit if hit is not None and _overlap(one, hit) > 0 else None


def _overlap(one: GoldTimex | TimeExpression, other: GoldTimex | TimeExpression) -> int:
    return min(one.end, other.end) - max(one.begin, other.begin)


def _scores(counts: Counter[str]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for name in ("strict", "relaxed"):
        precision = counts[f"{name}_p"] / counts["found"] if counts["found"] else 0.0
        recall = counts[f"{name}_r"] / counts["gold"] if counts["gold"] else 0.0
        both = precision + recall
        scores |= {f"{name}_p": precision, f"{name}_r": recall}
        scores[f"{name}_f1"] = 2 * precision * recall / both if both else 0.0
    scores["type_acc"] = counts["type"] / counts["relaxed_r"] if counts["relaxed_r"] else 0.0
    scores["value_acc"] = counts["value"] / counts["valued"] if counts["valued"] else 0.0
    for name in ("type", "value"):
        scores[f"{name}_f1"] = scores["relaxed_f1"] * scores[f"{name}_acc"]
    return scores


def _read_baseline(file: Path) -> dict[str, str]:
    try:
        return dict(json.loads(file.read_text("utf-8"))["decisions"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TimelineError(f"{file}: not a baseline ({error}); write one with --save-baseline") from error


def _compared(report: Report, before: dict[str, str]) -> Report:
    """The report with what was wrong and is right now, and the other way round; a spurious one counts as wrong."""
    now = {f"{one.document} {one.place}": one for one in report.decisions}
    gains = [_told(one) for key, one in now.items() if one.status == "right" and before.get(key, "right") != "right"]
    losses = [_told(one) for key, one in now.items() if one.status != "right" and _was_right(before.get(key), one)]
    gone = [f"{key}: no longer spurious" for key, old in before.items() if old == "spurious" and key not in now]
    return Report(
        **{name: getattr(report, name) for name in ("folder", "documents", "gold", "found", "scores", "decisions")},
        gains=(*gains, *gone),
        losses=tuple(losses),
    )


def _was_right(before: str | None, now: Decision) -> bool:
    return before == "right" or (before is None and now.status == "spurious")


def _told(one: Decision) -> str:
    return f"{one.document} {one.place}: {one.said!r} gold {one.gold or '-'}, found {one.found or '-'} ({one.status})"
