"""Takes what is not the article out of a scrape, line by line, and says what was taken; nothing is rewritten."""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.articles.banners import Banner, find_banner
from timeline.articles.kept import Kept, keep
from timeline.articles.rules import LOOKED_AT, Rule, rules
from timeline.articles.stamps import Stamp, find_stamp
from timeline.articles.units import Unit


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
class _Reading:
    """Where the walk through the units stands."""

    units: tuple[Unit, ...]
    title_known: bool
    kept: list[tuple[int, int]] = field(default_factory=list)
    head: list[Unit] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    banners: list[Banner] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    in_body: bool = False


def clean(source: str, units: tuple[Unit, ...], *, title: str | None = None, country: str | None = None) -> Cleaned:
    """The article in ``units`` of ``source``; ``title`` is the headline where it is stated elsewhere.

    Dropped lines go with the blank lines below them, so that the body begins with its first paragraph.
    """
    reading = _Reading(units, title is not None)
    if title:
        reading.seen.add(Unit(0, 0, title, 0).key)
    number = 0
    while number < len(units):
        number = _step(reading, number, country)
    headline, rest = _headline(reading) if title is None else (None, reading.head)
    slices = _with_line_ends(source, sorted([*((unit.begin, unit.end) for unit in rest), *reading.kept]), units)
    return Cleaned(
        body=keep(source, slices),
        title=title or headline,
        stamps=tuple(reading.stamps),
        banners=tuple(reading.banners),
        dropped=tuple(reading.dropped),
    )


def _step(reading: _Reading, number: int, country: str | None) -> int:
    """Deals with the unit at ``number`` and returns the number of the next one."""
    unit = reading.units[number]
    rule = _rule_for(reading, unit)
    if rule and rule.action == "drop-to-end":
        lines = "\n".join(later.text for later in reading.units[number:])
        reading.dropped.append(Dropped(rule.kind, lines))
        return len(reading.units)
    if rule and rule.action == "drop-passage":
        return _drop_passage(reading, number, rule)
    if rule:
        reading.dropped.append(Dropped(rule.kind, unit.text, rule.evidence))
    elif not _is_repeat(reading, number):
        if reading.in_body:
            reading.kept.append((unit.begin, unit.end))
        else:
            _read_head(reading, unit, country)
    reading.seen.add(unit.key)
    return number + 1


def _rule_for(reading: _Reading, unit: Unit) -> Rule | None:
    places = ("any", "tail") if reading.in_body else ("any", "head")
    return next((rule for rule in rules() if rule.where in places and rule.matches(unit.text)), None)


def _is_repeat(reading: _Reading, number: int) -> bool:
    """Drops a line that was there before: the headline again, a caption twice, a paragraph doubled by the scrape."""
    unit = reading.units[number]
    if unit.key not in reading.seen:
        return False
    if reading.in_body and (reading.units[number - 1].key != unit.key or unit.words < 3):
        return False
    kind = "repeated headline" if any(unit.key == line.key for line in reading.head) else "repeated line"
    reading.dropped.append(Dropped(kind, unit.text))
    return True


def _read_head(reading: _Reading, unit: Unit, country: str | None) -> None:
    """A line above the body: a stamp, a banner, a headline or what follows it, or the body's first paragraph."""
    stamp = find_stamp(unit.text, country=country)
    banner = find_banner(unit.text) if stamp is None else None
    if stamp:
        reading.stamps.append(stamp)
        reading.dropped.append(Dropped("line of outlet, date or writer", unit.text, "stamp"))
    elif banner:
        reading.banners.append(banner)
        reading.dropped.append(Dropped("banner of the site", unit.text, banner.evidence))
    elif unit.is_headline_like:
        reading.head.append(unit)
    else:
        reading.in_body = True
        reading.kept.append((unit.begin, unit.end))


def _drop_passage(reading: _Reading, number: int, rule: Rule) -> int:
    """From an opening line to its close; what is glued behind the close stays, and without a close one line goes."""
    assert rule.closes is not None
    lines = []
    for offset, unit in enumerate(reading.units[number : number + rule.within + 1]):
        close = rule.closes.search(unit.text.replace("\u00a0", " "), 0, LOOKED_AT)
        if close is None:
            lines.append(unit.text)
            continue
        cut = close.end()
        lines.append(unit.text[:cut])
        reading.dropped.append(Dropped(rule.kind, "\n".join(lines)))
        rest = unit.text[cut:]
        if rest.strip():
            reading.in_body = True
            reading.kept.append((unit.begin + cut + len(rest) - len(rest.lstrip()), unit.end))
        return number + offset + 1
    reading.dropped.append(Dropped(rule.kind, reading.units[number].text))
    return number + 1


def _headline(reading: _Reading) -> tuple[str | None, list[Unit]]:
    """The headline, and the lines above the body that are not it (a standfirst stays in the body).

    A headline in a banner ("Headline | Outlet") gives way to one that stands alone, unless that is what follows it.
    """
    titles = [banner.title for banner in reading.banners if banner.title]
    if not reading.kept and len(reading.head) + len(titles) <= 1:
        return None, reading.head
    if reading.head and not titles:
        return reading.head[0].text.lstrip("# ").rstrip("# "), reading.head[1:]
    return (titles[-1] if titles else None), reading.head


def _with_line_ends(source: str, slices: list[tuple[int, int]], units: tuple[Unit, ...]) -> list[tuple[int, int]]:
    """Each kept slice with what stands between it and the next line, so that paragraphs stay apart."""
    begins = [unit.begin for unit in units]
    ended = []
    for number, (begin, end) in enumerate(slices):
        following = next((start for start in begins if start >= end), end) if number + 1 < len(slices) else end
        ended.append((begin, following))
    return ended
