"""What a correction changes: the dates of an article before and after it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.types import Anchor, TimeExpression, Timeline
from timeline.views.words import claim_words, interval_words


@dataclass(frozen=True, slots=True)
class Move:
    """A time expression of an article and its date before and after a correction, in words."""

    phrase: str
    begin: int
    before: str
    after: str

    @property
    def moved(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Moves:
    """Before and after of one article: its date expressions, and how many of its claims are dated otherwise now."""

    phrases: tuple[Move, ...]
    claims_moved: int
    claims: int

    @property
    def moved(self) -> tuple[Move, ...]:
        return tuple(move for move in self.phrases if move.moved)


def compare(before: Timeline, after: Timeline, article: str) -> Moves:
    """What became of ``article``'s dates between two timelines that both hold it."""
    old = {timex.begin: timex for timex in before.timexes if timex.article == article}
    new = {timex.begin: timex for timex in after.timexes if timex.article == article}
    phrases = tuple(
        Move((new.get(begin) or old[begin]).text, begin, anchor_words(old.get(begin)), anchor_words(new.get(begin)))
        for begin in sorted(old.keys() | new.keys())
    )
    was = {claim.id: claim_words(claim) for claim in before.claims if claim.article == article}
    now = {claim.id: claim_words(claim) for claim in after.claims if claim.article == article}
    return Moves(phrases, sum(was.get(name) != words for name, words in now.items()), len(now))


def anchor_words(timex: TimeExpression | None) -> str:
    """The date of a time expression in words, or that it has none."""
    if timex is None:
        return "not found"
    return interval_words(timex.anchor.interval, timex.anchor.edtf) if isinstance(timex.anchor, Anchor) else "no date"
