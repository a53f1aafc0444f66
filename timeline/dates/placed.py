"""The answer of anchoring: TIMEX3 type and value, anchor, and what is to be remembered as the running date."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.types import Anchor, Granularity, Interval, TimexType, Unanchored


@dataclass(frozen=True, slots=True)
class Placed:
    """``remember`` is the interval that later expressions count from ("two days later"), None for vague dates;
    ``ancient`` a year before Christ (negative) to count from."""

    type: TimexType
    value: str
    anchor: Anchor | Unanchored
    remember: Interval | None = None
    granularity: Granularity = Granularity.VAGUE
    ancient: int | None = None
