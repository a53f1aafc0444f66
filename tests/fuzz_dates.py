"""Throws random and mutated texts at the dates, as many as asked for: ``python tests/fuzz_dates.py 100000 [SEED]``.

Exits with the first text that raises, is tagged differently twice, or breaks an offset or an interval.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date

from timeline.dates import rules, tag_text
from timeline.types import OPEN, Interval

LETTERS = "abc XYZ 0189 .,:;-–/'’()\n\t\u00a0éß中\u0661\U0001f600"


def samples() -> tuple[str, ...]:
    """The examples of all rules: what mutations start from."""
    return tuple(text for rule in rules.rules_of("en").rules for text in (*rule.examples, *rule.rejects))


def texts(count: int, dice: random.Random) -> Iterator[str]:
    seeds = samples()
    for _ in range(count):
        kind = dice.randrange(4)
        if kind == 0:
            yield "".join(dice.choice(LETTERS) for _ in range(dice.randrange(60)))
        elif kind == 1:
            yield dice.choice([" ", ", ", "-", "", " to "]).join(
                dice.choice(seeds) for _ in range(dice.randrange(1, 7))
            )
        else:
            yield mutated(" ".join(dice.choice(seeds) for _ in range(dice.randrange(1, 4))), dice)


def mutated(text: str, dice: random.Random) -> str:
    """The text with a few characters put in, left out, doubled or changed."""
    signs = list(text)
    for _ in range(dice.randrange(1, 6)):
        place = dice.randrange(len(signs) + 1)
        signs[place : place + dice.randrange(3)] = [dice.choice(LETTERS) for _ in range(dice.randrange(3))]
    return "".join(signs)


def published(dice: random.Random) -> Interval:
    first = date.fromordinal(dice.randrange(1, date.max.toordinal()))
    if dice.random() < 0.5:
        first = date.fromordinal(dice.randrange(date(1900, 1, 1).toordinal(), date(2100, 1, 1).toordinal()))
    last = date.fromordinal(min(first.toordinal() + dice.choice([0, 0, 0, 5, 900]), date.max.toordinal()))
    return dice.choice([Interval(first, last), Interval(first, first), Interval(first, None), OPEN])


def broken(text: str, when: Interval) -> str | None:
    """What is wrong with the expressions of a text; None where all is well."""
    found = tag_text(text, published=when)
    if found != tag_text(text, published=when):
        return "two answers for one text"
    last = 0
    for one in found:
        if not last <= one.begin < one.end <= len(text) or text[one.begin : one.end] != one.text:
            return f"offsets of {one.text!r}"
        if one.earliest and one.latest and one.earliest > one.latest:
            return f"interval of {one.text!r}"
        last = one.end
    return None


def fuzz(count: int, seed: int) -> str | None:
    """The first complaint among ``count`` texts, None where there is none."""
    dice = random.Random(seed)
    for text in texts(count, dice):
        when = published(dice)
        try:
            complaint = broken(text, when)
        except Exception as error:
            raise AssertionError(f"{text!r} published {when}: {error!r}") from error
        if complaint:
            return f"{complaint}: {text!r} published {when}"
    return None


if __name__ == "__main__":
    wrong = fuzz(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(wrong or f"{sys.argv[1]} texts, nothing wrong")
    sys.exit(bool(wrong))
