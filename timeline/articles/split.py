"""Cuts a scrape into its articles: a page that was scraped with the next one repeats the block of each headline."""

from __future__ import annotations

import itertools
import re
from functools import cache

from timeline.articles.rules import find_rule
from timeline.articles.stamps import find_stamp, metadata
from timeline.articles.units import Unit

_LEAST_POSTS = 3
_CLOCK_LINE = 40
_RULE = re.compile(r"[ \t]{0,8}(?:[=*_#~•—–-][ \t]?){3,200}")
_OPENING = 4
"""Lines among which an article that is ruled off shows its date."""
_BLOCK = 7
"""Lines in which a headline comes back: headline, some captions and marks, headline."""


def split(units: tuple[Unit, ...]) -> tuple[tuple[Unit, ...], ...]:
    """The units of each article, in order; one part where below a body stands neither a headline
    block nor a line of marks with the next headline and its date."""
    starts = [0]
    body_since = False
    number = 0
    while number < len(units):
        block_end = _headline_block(units, number)
        if body_since and _is_ruled_off(units, number):
            starts.append(number + 1)
            body_since = False
        if block_end is None:
            body_since = body_since or units[number].is_body_like
            number += 1
            continue
        if body_since:
            starts.append(number)
            body_since = False
        number = block_end + 1
    return tuple(units[begin:end] for begin, end in zip(starts, [*starts[1:], len(units)], strict=True))


def split_live(units: tuple[Unit, ...]) -> tuple[tuple[Unit, ...], tuple[tuple[Unit, ...], ...]] | None:
    """The head of a live blog and its posts, each from below the line with its time on; ``None`` for any other text.

    At least three lines that are nothing but a clock, and a paragraph below each but the last.
    """
    clock = _clock()
    times = [
        number for number, unit in enumerate(units) if len(unit.text) <= _CLOCK_LINE and clock.fullmatch(unit.text)
    ]
    if len(times) < _LEAST_POSTS:
        return None
    posts = tuple(units[begin + 1 : end] for begin, end in itertools.pairwise([*times, len(units)]))
    told = sum(any(unit.is_body_like for unit in post) for post in posts)
    return (units[: times[0]], tuple(filter(None, posts))) if told >= max(_LEAST_POSTS, len(posts) - 1) else None


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(metadata()["live"]["clock"], re.IGNORECASE)


def _headline_block(units: tuple[Unit, ...], start: int) -> int | None:
    """The index at which the headline at ``start`` is repeated, with nothing but frame between; else ``None``."""
    headline = units[start]
    if not headline.is_headline_like or headline.words < 3 or is_frame(headline):
        return None
    window = units[start + 1 : start + _BLOCK]
    for distance, unit in enumerate(window, 1):
        if unit.key == headline.key:
            # A pull quote may be doubled in the middle of a body; a headline that is has room above it.
            return start + distance if distance > 1 or headline.gap >= 3 or start == 0 else None
        if not is_frame(unit) and not _repeated(unit, units[start : start + 2 * _BLOCK]):
            return None
    return None


def _is_ruled_off(units: tuple[Unit, ...], number: int) -> bool:
    """Whether a line of marks stands at ``number`` and below it what opens an article: a headline, a line with a date,
    and paragraphs. Marks alone part the sections of one article."""
    if not _RULE.fullmatch(units[number].text):
        return False
    below = units[number + 1 : number + 1 + _BLOCK]
    stamps = [place for place, unit in enumerate(below[:_OPENING]) if _is_dated(unit)]
    paragraphs = sum(unit.is_body_like for unit in below)
    return bool(stamps) and stamps[0] > 0 and below[0].is_headline_like and paragraphs > 0


def _is_dated(unit: Unit) -> bool:
    stamp = find_stamp(unit.text)
    return stamp is not None and stamp.published is not None


def is_frame(unit: Unit) -> bool:
    """Whether a rule of boilerplate for lines says that this is none of the article."""
    return find_rule(unit.text, actions=("drop-line",)) is not None


def _repeated(unit: Unit, near: tuple[Unit, ...]) -> bool:
    return sum(other.key == unit.key for other in near) > 1
