"""Standoff annotations of attributions, and their measures over characters: those of `score_attribution.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

ROLES = ("source", "cue", "content")
QUOTES = "\"“‘'«"

Pieces = tuple[tuple[int, int], ...]
Relation = Mapping[str, Pieces]
"""The pieces of source, cue and content, in offsets of the file."""


def read_annotation(path: Path) -> list[Relation]:
    """The attributions of one standoff file: lines T (spans) and E (which spans belong together)."""
    spans: dict[str, tuple[str, Pieces]] = {}
    relations: list[Relation] = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("T"):
            key, middle, _ = line.split("\t", 2)
            label, rest = middle.split(" ", 1)
            spans[key] = label.lower(), tuple(_piece(part) for part in rest.split(";"))
    for line in lines:
        if line.startswith("E"):
            found: dict[str, Pieces] = dict.fromkeys(ROLES, ())
            for part in line.split("\t", 1)[1].split():
                label, pieces = spans[part.split(":")[1]]
                if label in ROLES:
                    found[label] += pieces
            relations.append(found)
    return relations


def _piece(part: str) -> tuple[int, int]:
    begin, end = part.split()
    return int(begin), int(end)


def read_best_annotation(folder: Path, stem: str, mine: list[Relation]) -> list[Relation] | None:
    """Of several annotators of a text the one that agrees best with ``mine``, as for a human of the same guidelines."""
    files = sorted(folder.glob(f"{stem}_????.ann"))
    if not files:
        return None

    def agreement(path: Path) -> float:
        found = counts(read_annotation(path), mine)
        return sum(f1(found[role, "tp"], found[role, "sys"], found[role, "gold"]) for role in ROLES)

    return read_annotation(max(files, key=agreement))


def characters(pieces: Iterable[tuple[int, int]]) -> set[int]:
    return {index for begin, end in pieces for index in range(begin, end)}


def counts(gold: Iterable[Relation], mine: Iterable[Relation]) -> Counter[tuple[str, str]]:
    """For each role the characters that both have ("tp"), that the gold has, and that we have ("sys")."""
    found: Counter[tuple[str, str]] = Counter()
    gold, mine = list(gold), list(mine)
    for role in ROLES:
        theirs = characters(piece for one in gold for piece in one[role])
        ours = characters(piece for one in mine for piece in one[role])
        found[role, "tp"], found[role, "gold"], found[role, "sys"] = len(theirs & ours), len(theirs), len(ours)
    return found


def f1(right: int, found: int, gold: int) -> float:
    precision, recall = right / found if found else 0.0, right / gold if gold else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def shared_content(one: Relation, other: Relation) -> bool:
    """Whether the other holds at least half of the content of the one."""
    content = characters(one["content"])
    return 2 * len(content & characters(other["content"])) >= len(content)


def same(one: Relation, other: Relation) -> bool:
    """Whether cue and source overlap, and at least half of the content is shared."""
    touching = all(characters(one[role]) & characters(other[role]) for role in ("cue", "source"))
    return touching and shared_content(one, other)


def is_direct(raw: str, one: Relation) -> bool:
    """Whether the content opens with a quotation mark."""
    begin = min(first for first, _ in one["content"])
    return raw[begin : begin + 1] in tuple(QUOTES)
