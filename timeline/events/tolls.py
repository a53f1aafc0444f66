"""The tolls of an event as a range: what stays of the figures once later ones have replaced earlier ones.

UCDP gives a low, a best and a high estimate; ACLED codes the most conservative figure of its sources, and of "dozens"
twelve. Both are read off the same last figures, and the note says how. What their coders weigh beyond the figures (how
far a source can be trusted, "several" in a war) is not imitated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.events.figures import HAPPENED, as_acled, counts_again, lone_figures, plain_number
from timeline.events.outlets import outlet_name
from timeline.types import Article, Claim, Figure, Origin, Toll


@dataclass(frozen=True, slots=True)
class _Given:
    """One figure, with who gives it and when at the latest."""

    figure: Figure
    claim: Claim
    outlet: str
    origin: str
    published: date


def find_tolls(claims: Sequence[Claim], articles: Mapping[str, Article], origins: Sequence[Origin]) -> tuple[Toll, ...]:
    """One toll for each kind of victim and unit of which a claim that says it happened gives a figure."""
    origin_of = {key: origin.name for origin in origins for key in origin.claims}
    kinds: dict[tuple[str, str], list[_Given]] = {}
    for given in _given(claims, articles, origin_of):
        kinds.setdefault((given.figure.of, given.figure.unit), []).append(given)
    return tuple(_toll(kind, found) for kind, found in sorted(kinds.items()))


def _given(claims: Sequence[Claim], articles: Mapping[str, Article], origin_of: Mapping[str, str]) -> Iterator[_Given]:
    for claim in claims:
        if claim.status not in HAPPENED:
            continue
        for figure in lone_figures(claim):
            if figure.of and figure.low is not None:
                article = articles[claim.article]
                day = article.published.latest or article.published.earliest or date.min
                yield _Given(figure, claim, outlet_name(article), origin_of.get(claim.id, ""), day)


def _toll(kind: tuple[str, str], found: Sequence[_Given]) -> Toll:
    last = _last(found)
    lows = [one.figure.low or 0 for one in last]
    votes = Counter(value for _, value in {(one.origin, one.figure.low or 0) for one in last})
    latest = {one.figure.low or 0: one.published for one in sorted(last, key=lambda one: one.published)}
    best = min(votes, key=lambda value: (-votes[value], -latest[value].toordinal(), value))
    highs = [one.figure.high for one in last]
    high = None if any(value is None for value in highs) else max(value for value in highs if value is not None)
    return Toll(
        of=kind[0],
        unit=kind[1],
        low=min(lows),
        best=best,
        high=high,
        acled=min(_conservative(one.figure) for one in last),
        claims=tuple(dict.fromkeys(one.claim.id for one in found)),
        note=_note(found, last, best, votes[best]),
    )


def _conservative(figure: Figure) -> float:
    """The least that a figure says, of "dozens" and its like as ACLED counts them."""
    return as_acled(figure) or figure.low or 0


def _last(found: Sequence[_Given]) -> list[_Given]:
    """Each outlet's figures of its last day, without those that another outlet's later, higher one replaced."""
    day: dict[str, date] = {}
    for one in found:
        day[one.outlet] = max(day.get(one.outlet, date.min), one.published)
    kept = [one for one in found if one.published == day[one.outlet]]
    return [one for one in kept if not any(_replaces(later, one) for later in kept)]


def _replaces(later: _Given, one: _Given) -> bool:
    ahead = later.published > one.published > date.min or counts_again(later.claim, one.claim)
    return ahead and (later.figure.low or 0) > (one.figure.high if one.figure.high is not None else one.figure.low or 0)


def _note(found: Sequence[_Given], last: Sequence[_Given], best: float, votes: int) -> str:
    replaced = [one for one in found if one not in last]
    why = f"{votes} of {len({one.origin for one in last})} origins give it" if len(last) > 1 else "the only last figure"
    text = f"best {plain_number(best)}: {why}; low and high are the least and the most of the last figures"
    for words, number in {one.figure.text: as_acled(one.figure) for one in last}.items():
        text += f"; ACLED codes “{words}” as {plain_number(number)}" if number is not None else ""
    if replaced:
        earlier = ", ".join(dict.fromkeys(f"“{one.figure.text}” ({one.outlet})" for one in replaced))
        text += f"; replaced by later figures: {earlier}"
    return text
