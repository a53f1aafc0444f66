"""Takes what is not the article out of a scrape, line by line, and says what was taken; nothing is rewritten."""

from __future__ import annotations

import dataclasses
import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from timeline.articles.banners import Banner, find_banner, find_owner
from timeline.articles.head import read_head
from timeline.articles.kept import Kept, keep
from timeline.articles.rules import LOOKED_AT, Rule, find_rule, spaced
from timeline.articles.stamps import Stamp, find_stamp, starts_with_label
from timeline.articles.units import INVISIBLE, Unit, key_of

_GAP = re.compile(rf"[\r\n{INVISIBLE}]*")
_LINE_END = re.compile(r"[\r\n]+")

_HEAD_LINES = 30
"""Short lines above a body; where there are more, they are the body: a list, or a poem."""

_TAIL_LINES = 60
"""Lines looked at below a heading that may close the article."""

_BODY_WORDS = 60
"""Words in paragraphs without which an article has not begun."""

_LEAST_SIGNED = 3
"""Lines of a body whose last one can be the writer's."""

_PARAGRAPHS = 3
"""Paragraphs near each other that are an article's, not the teasers of a list."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A passage that was taken out: its ``kind`` in words, its verbatim text, and what it is evidence of."""

    kind: str
    text: str
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article without its frame: the body as kept, and what stood around it."""

    body: Kept
    title: str | None
    stamps: tuple[Stamp, ...]
    banners: tuple[Banner, ...]
    dropped: tuple[Dropped, ...]


@dataclass(slots=True)
class _Walk:
    """Where the walk through the units stands; ``head`` holds lines above the body that no rule knows.

    ``frame`` are the places of lines of the page's frame, ``repeated`` is that of a headline known from elsewhere.
    """

    units: tuple[Unit, ...]
    country: str | None
    language: str
    head_rules: bool
    kept: list[tuple[int, int]] = field(default_factory=list)
    head: list[Unit] = field(default_factory=list)
    stamps: list[tuple[int, Stamp]] = field(default_factory=list)
    banners: list[Banner] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    in_body: bool = False
    frame: list[int] = field(default_factory=list)
    repeated: int | None = None
    body_words: int = 0
    counted: list[int] = field(default_factory=list)


def clean(
    source: str,
    units: tuple[Unit, ...],
    *,
    title: str | None = None,
    country: str | None = None,
    language: str = "en",
) -> Cleaned:
    """The article in ``units`` of ``source``; ``title`` is the headline where it is stated elsewhere.

    ``country`` and ``language`` say how dates above the article are written, as far as that is known.

    Dropped lines go with the blank lines below them, so that the body begins with its first paragraph.
    """
    walk = _walked(_Walk(units, country, language, head_rules=True), title)
    _take_signature(walk)
    if not walk.kept and not walk.head:
        # A report of one line that ends with "(AFP)" is no caption: there is nothing that it could stand above.
        walk = _walked(_Walk(units, country, language, head_rules=False), title)
    marks = [*walk.frame, *(begin for begin, _ in walk.stamps)]
    owners = {key_of(name) for passage in walk.dropped if (name := find_owner(passage.text))}
    head = read_head(walk.head, walk.banners, title=title, marks=marks, has_body=bool(walk.kept), owners=owners)
    slices = sorted([*((unit.begin, unit.end) for unit in head.rest), *walk.kept])
    return Cleaned(
        body=keep(source, _with_line_ends(slices, units, source)),
        title=head.title,
        stamps=tuple(_placed(walk, walk.repeated if title else head.begin)),
        banners=head.banners,
        dropped=(*walk.dropped, *(Dropped(kind, text) for kind, text in head.dropped)),
    )


def _walked(walk: _Walk, title: str | None) -> _Walk:
    if title:
        walk.seen.add(key_of(title))
    number = 0
    while number < len(walk.units):
        number = _step(walk, number)
    return walk


def _step(walk: _Walk, number: int) -> int:
    """Deals with the unit at ``number`` and returns the number of the next one."""
    unit = walk.units[number]
    rule = _rule_for(walk, unit)
    if rule and rule.action == "drop-to-end":
        end = _end_of_tail(walk, number + 1, resumes=rule.resumes)
        walk.dropped.append(Dropped(rule.kind, "\n".join(later.text for later in walk.units[number:end])))
        return end
    if rule and rule.action == "drop-passage":
        return _drop_passage(walk, number, rule)
    if rule:
        walk.dropped.append(Dropped(rule.kind, unit.text, rule.evidence))
        if not walk.in_body and rule.evidence is None:
            walk.frame.append(unit.begin)
    elif not _is_repeat(walk, number):
        if not walk.in_body:
            _read_head(walk, unit)
        elif not _is_labelled_date(walk, unit):
            _keep(walk, unit)
    walk.seen.add(unit.key)
    return number + 1


def _rule_for(walk: _Walk, unit: Unit) -> Rule | None:
    places = ("any", "tail") if walk.in_body else ("any", "head") if walk.head_rules else ("any",)
    return find_rule(unit.text, places=places)


def _end_of_tail(walk: _Walk, begin: int, *, resumes: bool) -> int:
    """Where what a heading such as "Comments" opens ends: the number of the unit with which the article goes on.

    It goes on at once where mostly paragraphs follow ("Comments" was a heading inside it), or where there was hardly
    any body yet (the heading stood in a menu). A list that ``resumes`` ends where paragraphs follow each other again.
    """
    end = len(walk.units)
    near = min(begin + _TAIL_LINES, end)
    paragraphs = _paragraphs(walk, begin, near)
    if 2 * paragraphs > max(2, near - begin) or (walk.body_words < _BODY_WORDS and paragraphs >= _PARAGRAPHS):
        return begin
    if resumes:
        for number in range(begin, end):
            together = _paragraphs(walk, number, min(number + _PARAGRAPHS + 1, end))
            if walk.units[number].is_body_like and together >= _PARAGRAPHS:
                return number
    return end


def _paragraphs(walk: _Walk, begin: int, end: int) -> int:
    """How many paragraphs stand in ``units[begin:end]``; counted once for the whole walk."""
    if not walk.counted:
        walk.counted = [0, *itertools.accumulate(unit.is_body_like for unit in walk.units)]
    return walk.counted[end] - walk.counted[begin]


def _is_repeat(walk: _Walk, number: int) -> bool:
    """Drops a line that was there before: the headline again, a caption twice, a paragraph doubled by the scrape."""
    unit = walk.units[number]
    if unit.key not in walk.seen:
        return False
    again = number > 0 and walk.units[number - 1].key == unit.key
    if walk.in_body and (not again or unit.words < 3):
        return False
    if again and len(walk.head) > 1 and walk.head[-1].key == unit.key:
        # Twice in a row below the headline and above the body: the caption of a picture, without a credit.
        walk.dropped.append(Dropped("repeated caption", walk.head.pop().text, "caption"))
        walk.dropped.append(Dropped("repeated caption", unit.text, "caption"))
        return True
    is_headline = not walk.in_body and (not walk.head or walk.head[0].key == unit.key)
    if is_headline and walk.repeated is None:
        walk.repeated = unit.begin
    walk.dropped.append(Dropped("repeated headline" if is_headline else "repeated line", unit.text))
    return True


def _read_head(walk: _Walk, unit: Unit) -> None:
    """A line above the body: a stamp, a banner, a headline or what follows it, or the body's first paragraph."""
    stamp = find_stamp(unit.text, country=walk.country, language=walk.language)
    banner = find_banner(unit.text) if stamp is None else None
    if stamp:
        walk.stamps.append((unit.begin, stamp))
        walk.dropped.append(Dropped("line of outlet, date or writer", unit.text, "stamp"))
    elif banner and banner.is_headline:
        walk.banners.append(banner)
        walk.head.append(unit)
    elif banner:
        walk.banners.append(banner)
        walk.dropped.append(Dropped("banner of the site", unit.text, banner.evidence))
    elif (unit.is_headline_like or unit.is_label) and len(walk.head) < _HEAD_LINES:
        walk.head.append(unit)
    else:
        walk.in_body = True
        _keep(walk, unit)


def _is_labelled_date(walk: _Walk, unit: Unit) -> bool:
    """Takes out a line within or below the body that is nothing but "Published: 7 February 2017"."""
    if not starts_with_label(unit.text):
        return False
    stamp = find_stamp(unit.text, country=walk.country, language=walk.language)
    if stamp is None or not (stamp.labelled or stamp.modified):
        return False
    walk.stamps.append((unit.begin, stamp))
    walk.dropped.append(Dropped("line of outlet, date or writer", unit.text, "stamp"))
    return True


def _take_signature(walk: _Walk) -> None:
    """Takes out the last line of a body where it is nothing but that of the writer: "By Jane Doe"."""
    if len(walk.kept) < _LEAST_SIGNED:
        return
    begin, _ = walk.kept[-1]
    unit = next((unit for unit in reversed(walk.units) if unit.begin == begin), None)
    if unit is None:
        return  # what is glued behind the close of a passage
    stamp = find_stamp(unit.text, country=walk.country, language=walk.language)
    if stamp is None or stamp.byline is None or stamp.published or stamp.other:
        return
    walk.kept.pop()
    walk.stamps.append((begin, stamp))
    walk.dropped.append(Dropped("line of outlet, date or writer", unit.text, "stamp"))


def _keep(walk: _Walk, unit: Unit) -> None:
    walk.kept.append((unit.begin, unit.end))
    walk.body_words += unit.words if unit.is_body_like else 0


def _placed(walk: _Walk, headline: int | None) -> Iterator[Stamp]:
    """The stamps; one above the headline is of the page's head where other frame stands there too."""
    for begin, stamp in walk.stamps:
        is_above = headline is not None and begin < headline and any(mark < headline for mark in walk.frame[:1])
        yield dataclasses.replace(stamp, in_page_head=is_above and stamp.is_bare)


def _drop_passage(walk: _Walk, number: int, rule: Rule) -> int:
    """From an opening line to its close; what is glued behind the close stays, and without a close one line goes.

    A line between them that has no sign of the passage is the article's: then there is no close.
    """
    lines: list[str] = []
    for offset, unit in enumerate(walk.units[number : number + rule.within + 1]):
        close = rule.closes.search(spaced(unit.text), 0, LOOKED_AT) if rule.closes else None
        opening = unit.text[: close.start()] if close else unit.text
        if offset and not rule.goes_on_in(opening):
            break
        if close is None:
            lines.append(unit.text)
            continue
        glued = unit.text[close.end() :]
        walk.dropped.append(Dropped(rule.kind, "\n".join([*lines, unit.text[: close.end()]])))
        if any(map(str.isalnum, glued)):
            walk.in_body = True
            walk.kept.append((unit.end - len(glued.lstrip()), unit.end))
        return number + offset + 1
    walk.dropped.append(Dropped(rule.kind, walk.units[number].text))
    return number + 1


def _with_line_ends(slices: list[tuple[int, int]], units: tuple[Unit, ...], source: str) -> list[tuple[int, int]]:
    """Each kept slice with what parts it from the next line: the spaces and line ends up to there, and no text.

    Where a slice ends within its line, as one does behind which a page holds a link, the next line end is taken.
    """
    begins = [unit.begin for unit in units]
    ended: list[tuple[int, int]] = []
    for (begin, end), (after, _) in itertools.pairwise(slices):
        following = bisect_left(begins, end)
        last = min(begins[following] if following < len(begins) else end, after)
        gap = _GAP.match(source, end, last)
        margin = gap.end() if gap else end
        ended.append((begin, margin))
        if (
            margin < last
            and not _LINE_END.search(source, end, margin)
            and (parting := _LINE_END.search(source, end, last))
        ):
            ended.append((parting.start(), parting.end()))
    return [*ended, *slices[-1:]]
