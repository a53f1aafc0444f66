"""A text cut into pieces where something found begins or ends, so that a template can mark each piece."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.types import Claim, TimeExpression


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch ``[begin, end)`` of an article's text to be marked as ``kind`` (sentence, date, trigger, source);
    ``timex`` is the time expression that a date mark explains."""

    begin: int
    end: int
    kind: str
    timex: TimeExpression | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two borders with the kinds of all marks that cover it; ``timex`` where a date is among them.
    ``claim`` is that of the sentence which ends before this piece, which then has no text of its own."""

    text: str
    kinds: tuple[str, ...] = ()
    timex: TimeExpression | None = None
    claim: Claim | None = None


def with_claims(pieces: Iterable[Piece], claims: Iterable[Claim]) -> tuple[Piece, ...]:
    """The pieces of a whole text with an empty one behind each claim's sentence, which tells of the claim."""
    waiting = sorted(claims, key=lambda claim: claim.end, reverse=True)
    at, noted = 0, []
    for piece in pieces:
        noted.append(piece)
        at += len(piece.text)
        while waiting and waiting[-1].end <= at:
            noted.append(Piece("", claim=waiting.pop()))
    return tuple(noted)


def cut(text: str, marks: Iterable[Mark], *, begin: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """The pieces of ``text[begin:end]``; joined they are that text again.

    >>> [(piece.text, piece.kinds) for piece in cut("He left in June.", [Mark(11, 15, "date")])]
    [('He left in ', ()), ('June', ('date',)), ('.', ())]
    """
    stop = len(text) if end is None else end
    waiting = sorted((mark for mark in marks if mark.begin < stop and mark.end > begin), key=lambda mark: -mark.begin)
    borders = {begin, stop} | {max(mark.begin, begin) for mark in waiting} | {min(mark.end, stop) for mark in waiting}
    over: list[Mark] = []
    pieces = []
    for first, last in itertools.pairwise(sorted(borders)):
        while waiting and waiting[-1].begin <= first:
            over.append(waiting.pop())
        over = [mark for mark in over if mark.end >= last]
        pieces.append(_piece(text[first:last], over))
    return tuple(pieces)


def _piece(text: str, over: Sequence[Mark]) -> Piece:
    kinds = tuple(dict.fromkeys(mark.kind for mark in over))
    return Piece(text, kinds, next((mark.timex for mark in over if mark.timex), None))


def paragraphs(pieces: Iterable[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces by paragraph: cut at line breaks, empty lines left out.

    >>> [[piece.text for piece in paragraph] for paragraph in paragraphs([Piece("one\\n\\ntwo")])]
    [['one'], ['two']]
    """
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if part or piece.claim:
                lines[-1].append(Piece(part, piece.kinds, piece.timex, piece.claim))
    return tuple(tuple(line) for line in lines if any(piece.text.strip() for piece in line))
