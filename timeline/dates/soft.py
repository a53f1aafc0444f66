"""How soft the borders of counted and vague dates are; the widths stand in the word file, not in the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Softness:
    """Days by unit around a counted point, for a plain count (``plain``) and with "about" (``about``);
    a unit in days (``more``); what vague counts reach over; which share of a stretch "early" and "late" are."""

    plain: Mapping[str, int]
    about: Mapping[str, int]
    more: Mapping[str, int]
    many: tuple[float, int]
    vague_count: tuple[int, int]
    recent_count: int
    recently_days: int
    soon_days: int
    shares: Mapping[str, tuple[float, float]]

    def days(self, unit: str, count: float, mod: str | None, about: bool, sign: int) -> tuple[int, int]:
        """Days before and after the counted point; "nearly" softens only the side of less, "more than" that of
        more, by a whole unit."""
        width = self.about[unit] if about or mod else self.plain[unit]
        threshold, factor = self.many
        if count >= threshold and unit not in ("s", "m", "h", "D", "W"):
            width *= factor
        nearer = sign < 0
        if mod == "LESS_THAN":
            return (0, width) if nearer else (width, 0)
        if mod == "MORE_THAN":
            width = self.more[unit]
            return (width, 0) if nearer else (0, width)
        return width, width


def read_softness(lexicon: Mapping[str, Any]) -> Softness:
    """The widths of the word file."""
    soft, reach = lexicon["soft"], lexicon["reach"]
    return Softness(
        plain=soft["plain"],
        about=soft["about"],
        more=soft["more"],
        many=(soft["many"][0], soft["many"][1]),
        vague_count=(reach["vague_count"][0], reach["vague_count"][1]),
        recent_count=reach["recent_count"],
        recently_days=reach["recently_days"],
        soon_days=reach["soon_days"],
        shares={mod: (low, high) for mod, (low, high) in lexicon["shares"].items()},
    )
