"""Two periods side by side: what was claimed in each, by kind of event and by outlet, as plain rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.types import Claim, Interval, Timeline
from timeline.views.lanes import axis_range
from timeline.views.words import families, family_of, outlet_name

MOST_OUTLETS = 12


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A kind of event or an outlet: its claims in the first and the second period, and how wide their bars are
    (0 to 100)."""

    name: str
    first: int
    second: int
    wide: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PeriodTable:
    """The comparison. ``both`` claims can belong to either period and are counted in neither."""

    totals: tuple[int, int]
    kinds: tuple[PeriodRow, ...]
    outlets: tuple[PeriodRow, ...]
    both: int


def halves(timeline: Timeline) -> tuple[Interval, Interval] | None:
    """The period that the axis shows of the closed dates of all claims, cut in the middle; ``None`` where it is shorter
    than two days."""
    days = axis_range(
        (claim.time.earliest.toordinal(), claim.time.latest.toordinal())
        for claim in timeline.claims
        if claim.time and claim.time.earliest and claim.time.latest
    )
    if days is None or days[0] == days[1]:
        return None
    first, middle, after, last = map(date.fromordinal, (days[0], sum(days) // 2, sum(days) // 2 + 1, days[1]))
    return Interval(first, middle), Interval(after, last)


def compare_periods(timeline: Timeline, first: Interval, second: Interval) -> PeriodTable:
    """Claims whose whole interval lies in one of the periods; what lies across both is told apart."""
    placed: list[tuple[Claim, int]] = []
    both = 0
    for claim in timeline.claims:
        touched = [_touches(claim, period) for period in (first, second)]
        within = [_within(claim, period) for period in (first, second)]
        if any(within):
            placed.append((claim, within.index(True)))
        elif all(touched):
            both += 1
    labels = families()
    names = {article.id: outlet_name(article) for article in timeline.articles}
    kinds = _rows(placed, lambda claim: labels[family_of(claim.type)])
    outlets = _rows(placed, lambda claim: names[claim.article])
    totals = (sum(1 for _, at in placed if at == 0), sum(1 for _, at in placed if at == 1))
    return PeriodTable(totals, kinds, outlets[:MOST_OUTLETS], both)


def _within(claim: Claim, period: Interval) -> bool:
    if claim.time is None or claim.time.earliest is None or claim.time.latest is None:
        return False
    return bool(period.earliest and period.latest and period.earliest <= claim.time.earliest) and (
        claim.time.latest <= (period.latest or claim.time.latest)
    )


def _touches(claim: Claim, period: Interval) -> bool:
    if claim.time is None or period.earliest is None or period.latest is None:
        return False
    begin, end = claim.time.earliest, claim.time.latest
    return (begin is None or begin <= period.latest) and (end is None or end >= period.earliest)


def _rows(placed: Sequence[tuple[Claim, int]], named: Callable[[Claim], str]) -> tuple[PeriodRow, ...]:
    counts: Counter[tuple[str, int]] = Counter((named(claim), at) for claim, at in placed)
    most = max(counts.values(), default=1)
    names = sorted({name for name, _ in counts}, key=lambda name: (-counts[name, 0] - counts[name, 1], name.casefold()))
    return tuple(
        PeriodRow(
            name,
            counts[name, 0],
            counts[name, 1],
            (round(100 * counts[name, 0] / most), round(100 * counts[name, 1] / most)),
        )
        for name in names
    )
