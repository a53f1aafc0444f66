"""The story of a text in another language, as far as it was read, and what an expression comes to mean in it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline import calendar
from timeline.types import OPEN, Anchor, AnchorKind, Granularity, Interval, TimexType, Unanchored


@dataclass(frozen=True, slots=True)
class Story:
    """What the text has told so far: publication date, whether it is a narrative, and the date it named last."""

    published: Interval
    narrative: bool = False
    last: Interval = OPEN
    last_id: str | None = None
    before: Interval = OPEN
    """The date before ``last`` where ``last`` looked back ("as on 8 December 1919"): the story may go on from there."""
    last_day: Interval = OPEN
    last_day_id: str | None = None
    coming: bool = False
    """True where the sentence speaks of what is to come: decides the direction of a weekday."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Type, TIMEX3 value and anchor of an expression; ``running`` is false for what does not move the story on."""

    type: TimexType
    value: str
    anchor: Anchor | Unanchored
    given: tuple[str, ...] = ()
    mod: str | None = None
    running: bool = True


def dated(
    interval: Interval,
    granularity: Granularity,
    kind: AnchorKind,
    ref: str | None,
    trace: tuple[str, ...],
    given: tuple[str, ...],
    mod: str | None = None,
    value: str | None = None,
) -> Meaning:
    """A DATE with the TIMEX3 value of its interval; a month's "beginning" is its first half, softly."""
    value = value or calendar.timex_of(interval, granularity) or "XXXX-XX-XX"
    inside, vague = _part_of(interval, mod)
    named = granularity if not vague else Granularity.RANGE
    anchor = Anchor(
        kind, ref, inside.earliest, inside.latest, calendar.edtf_of(inside, named, vague), granularity, trace, vague
    )
    return Meaning(TimexType.DATE, value, anchor, given, mod)


def _part_of(interval: Interval, mod: str | None) -> tuple[Interval, bool]:
    """The half of a stretch that "beginning", "middle" or "end" leaves, with a soft border."""
    days = interval.days
    if mod not in ("START", "MID", "END") or days is None or interval.earliest is None or interval.latest is None:
        return interval, False
    half, quarter = days // 2, days // 4
    if mod == "START":
        return Interval(interval.earliest, calendar.plus_days(interval.earliest, half)), True
    if mod == "END":
        return Interval(calendar.plus_days(interval.latest, -half), interval.latest), True
    return Interval(calendar.plus_days(interval.earliest, quarter), calendar.plus_days(interval.latest, -quarter)), True
