"""Scores attributions and claims against gold, with gains and losses since a stored run.

Attribution: text/*.txt with standoff annotations of source, cue and content (attributions/*.ann), scored over
characters as `score_attribution.py` does. Claims: our own sentences in claims*.toml, each with the claims that a reader
lists.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.claims.evaluate_claims import CLAIM_FILES, decide_claims
from timeline.claims.standoff import ROLES, Relation, counts, f1, is_direct, read_best_annotation, same, shared_content
from timeline.errors import TimelineError
from timeline.types import Timeline

SHOWN = 12
"""How many gains and losses a report shows of each."""

Decision = tuple[str, str, str]
"""(key, status, in words); the status is right, wrong in a field, missed or spurious."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where a run is compared with, and where it is stored; either may be ``None``."""

    compared: Path | None = None
    stored: Path | None = None


def is_attribution_folder(folder: Path) -> bool:
    return (folder / "attributions").is_dir() and (folder / "text").is_dir()


def is_claims_folder(folder: Path) -> bool:
    return any(folder.glob(CLAIM_FILES))


def evaluate_attribution(
    folder: Path | str, build: Callable[[Sequence[Path]], Timeline], *, baseline: Baseline | None = None
) -> str:
    """The scores of a folder of standoff gold; ``build`` makes the timeline of its texts (`timeline.build`)."""
    root = Path(folder)
    found = _by_stem(build([root / "text"]))
    total: Counter[tuple[str, str]] = Counter()
    whole: Counter[str] = Counter()
    decisions: list[Decision] = []
    for text in sorted((root / "text").glob("*.txt")):
        mine = found.get(text.stem, [])
        gold = read_best_annotation(root / "attributions", text.stem, mine)
        if gold is not None:
            total.update(counts(gold, mine))
            decisions += _decide(text, gold, mine, whole)
    if not decisions:
        raise TimelineError(f"{root}: no text with an annotation; the folder holds text/*.txt and attributions/*.ann")
    lines = [
        *(
            f"{role:<8} F1 {100 * f1(total[role, 'tp'], total[role, 'sys'], total[role, 'gold']):6.2f}"
            for role in ROLES
        ),
        _whole_line(whole),
        f"direct quotations found {whole['direct']}, "
        f"speaker right {100 * whole['speaker'] / max(1, whole['direct']):.1f} %",
    ]
    return "\n".join([*lines, *_changes(decisions, baseline or Baseline())])


def evaluate_claims(folder: Path | str, *, baseline: Baseline | None = None) -> str:
    """The scores of the sentences in the claims*.toml files of a folder."""
    decisions, right = decide_claims(Path(folder))
    states = Counter(status for _, status, _ in decisions)
    found = len(decisions) - states["missed"] - states["spurious"]
    ours, gold = found + states["spurious"], found + states["missed"]
    lines = [
        f"claims   P {100 * found / max(1, ours):.1f} R {100 * found / max(1, gold):.1f} "
        f"F1 {100 * f1(found, ours, gold):.1f}  ({gold} gold, {ours} found)",
        "of the found, right in " + ", ".join(f"{name} {hit}/{asked}" for name, (hit, asked) in right.items()),
        *(f"  {status}: {words}" for _, status, words in decisions if status != "right"),
    ]
    return "\n".join([*lines, *_changes(decisions, baseline or Baseline())])


def _by_stem(timeline: Timeline) -> dict[str, list[Relation]]:
    """The attributions of each file, in offsets of the file as it was decoded."""
    stems: dict[str, list[Relation]] = {}
    for item in timeline.attributions:
        article = timeline.article_by_id[item.article]
        spans = {"source": item.source, "cue": item.cue, "content": item.content}
        pieces = {
            role: tuple(
                (max(span.begin, text) - text + source, min(span.end, text + length) - text + source)
                for text, source, length in article.source.segments
                if max(span.begin, text) < min(span.end, text + length)
            )
            if span is not None
            else ()
            for role, span in spans.items()
        }
        stems.setdefault(Path(article.source.path or "").stem, []).append(pieces)
    return stems


def _decide(text: Path, gold: list[Relation], mine: list[Relation], whole: Counter[str]) -> list[Decision]:
    raw = text.read_text(encoding="utf-8")
    full = [one for one in gold if all(one[role] for role in ROLES)]
    ours = [one for one in mine if all(one[role] for role in ROLES)]
    whole.update(gold=len(full), sys=len(ours))
    decisions = []
    for one in full:
        hit = any(same(one, other) for other in mine)
        whole["hit"] += hit
        decisions.append(_told(text.stem, raw, one, "right" if hit else "missed"))
        if is_direct(raw, one) and (near := [other for other in mine if shared_content(one, other)]):
            whole["direct"] += 1
            whole["speaker"] += any(_overlap(one["source"], other["source"]) for other in near)
    for one in ours:
        right = any(same(one, other) for other in full)
        whole["right"] += right
        if not right:
            decisions.append(_told(text.stem, raw, one, "spurious"))
    return decisions


def _overlap(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    return any(begin < last and first < end for begin, end in one for first, last in other)


def _told(stem: str, raw: str, one: Relation, status: str) -> Decision:
    begin, end = min(first for first, _ in one["cue"]), max(last for _, last in one["cue"])
    words = " ".join(raw[max(0, begin - 40) : end + 40].split())
    return f"{stem} {begin}-{end}", status, f"{stem} {begin}-{end}: …{words}…"


def _whole_line(whole: Counter[str]) -> str:
    precision, recall = whole["right"] / max(1, whole["sys"]), whole["hit"] / max(1, whole["gold"])
    both = precision + recall
    score = 2 * precision * recall / both if both else 0.0
    return (
        f"whole    P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * score:.2f}"
        f"  ({whole['gold']} gold, {whole['sys']} system)"
    )


def _changes(decisions: Sequence[Decision], baseline: Baseline) -> list[str]:
    """Gains and losses since the stored run, and the run stored; a spurious one that is gone is a gain."""
    lines: list[str] = []
    if baseline.compared is not None:
        before = _read(baseline.compared)
        now = {key: (status, words) for key, status, words in decisions}
        gains = [words for key, (status, words) in now.items() if status == "right" != before.get(key, "right")]
        gains += [f"{key}: no longer spurious" for key, old in before.items() if old == "spurious" and key not in now]
        losses = [
            words
            for key, (status, words) in now.items()
            if status != "right" and before.get(key, "right" if status == "spurious" else status) == "right"
        ]
        for title, changes in (("gains", gains), ("losses", losses)):
            lines += [f"{len(changes)} {title} since the baseline", *(f"  {change}" for change in changes[:SHOWN])]
    if baseline.stored is not None:
        stored = {"decisions": {key: status for key, status, _ in decisions}}
        baseline.stored.write_text(json.dumps(stored, indent=0), encoding="utf-8")
    return lines


def _read(file: Path) -> dict[str, str]:
    try:
        return dict(json.loads(file.read_text(encoding="utf-8"))["decisions"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TimelineError(f"{file}: not a baseline ({error}); write one with --save-baseline") from error
