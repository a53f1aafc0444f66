"""How outlets name themselves in their own pages: the patterns of ``metadata.toml`` with a registered name in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from timeline.articles.outlets import outlet_at_start
from timeline.articles.rules import spaced
from timeline.articles.stamps import METADATA, metadata
from timeline.errors import RuleError
from timeline.types import Outlet, Span

_SLOT = "{outlet}"
_LEAD = 300
_LOOKED_AT = {"dropped": 20_000, "lead": _LEAD, "body": 200_000}
_AROUND = 160


@dataclass(frozen=True, slots=True)
class NamingRule:
    """One way an outlet names itself; the pattern is cut at its slot, since a name is looked up, not matched."""

    id: str
    scope: str
    strong: bool
    front: re.Pattern[str]
    back: re.Pattern[str]
    cites: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Naming:
    """An outlet that a passage names as its own: ``text`` is the verbatim phrase."""

    outlet: Outlet
    scope: str
    strong: bool
    text: str
    note: str


@cache
def naming_rules() -> tuple[NamingRule, ...]:
    """The ``[[outlet]]`` rules; raises `RuleError` for a broken one."""
    return tuple(_rule(block) for block in metadata()["outlet"])


def _rule(block: dict[str, str]) -> NamingRule:
    flags = re.NOFLAG if block.get("case") else re.IGNORECASE
    cites = [_cut(alternative, flags, block["id"]) for alternative in _cites_of(block)]
    front, back = _cut(block["pattern"], flags, block["id"])
    strong = block["strength"] == "strong"
    return NamingRule(block["id"], block["scope"], strong, front, back, tuple(cites), block["note"])


def _cites_of(block: dict[str, str]) -> tuple[str, ...]:
    cites = block.get("cites", ())
    return (cites,) if isinstance(cites, str) else tuple(cites)


def _cut(pattern: str, flags: re.RegexFlag, rule_id: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    front, slot, back = pattern.partition(_SLOT)
    if not slot or _SLOT in back:
        raise RuleError(f"lexicon/{METADATA}: {rule_id}: a pattern needs {_SLOT} once; write it there once")
    try:
        return re.compile(front + r"(?:[Tt]he )?(?=\w)", flags), re.compile(back, flags)
    except re.error as error:
        raise RuleError(f"lexicon/{METADATA}: {rule_id}: not a regular expression: {error}; mend it") from error


def find_namings(text: str, scope: str) -> tuple[Naming, ...]:
    """The outlets that ``text`` names as its own by the rules of ``scope`` (dropped, lead, body), strong first."""
    looked_at = spaced(text[: _LOOKED_AT[scope]])
    found = []
    for rule in naming_rules():
        if rule.scope == scope:
            named = list(_named(rule.front, rule.back, looked_at))
            found += (
                [Naming(outlet, scope, True, text[begin:end], rule.note) for outlet, begin, end in named]
                if (rule.strong)
                else _own(rule, named, text, looked_at)
            )
    return tuple(sorted(found, key=lambda naming: not naming.strong))


def _named(front: re.Pattern[str], back: re.Pattern[str], text: str) -> Iterator[tuple[Outlet, int, int]]:
    """Each place where a registered name, written with a capital, stands between ``front`` and ``back``."""
    last = -1
    for found in front.finditer(text):
        if text[found.end()].islower():  # no name; scripts without case pass
            continue
        opened = outlet_at_start(text[found.end() : found.end() + _AROUND])
        if opened is None:
            continue
        outlet, length = opened
        closed = back.match(text, found.end() + length)
        if closed and closed.end() > last:  # not again without its article: "The Courier", "Courier"
            last = closed.end()
            yield outlet, found.start(), last


def _own(rule: NamingRule, named: list[tuple[Outlet, int, int]], text: str, looked_at: str) -> list[Naming]:
    """Weak phrases: an outlet that is cited as another paper is none; said twice counts as said clearly."""
    if not named:
        return []
    cited = {outlet for front, back in rule.cites for outlet, _, _ in _named(front, back, looked_at)}
    times = Counter(outlet for outlet, _, _ in named)
    firsts: dict[Outlet, tuple[int, int]] = {}
    for outlet, begin, end in named:
        firsts.setdefault(outlet, (begin, end))
    return [
        Naming(outlet, rule.scope, times[outlet] > 1, text[begin:end], f"{rule.note} ({times[outlet]} times)")
        for outlet, (begin, end) in firsts.items()
        if outlet not in cited
    ]


def find_dateline(text: str) -> Span | None:
    """The dateline that opens ``text`` ("KYIV, Ukraine (AP) —"), without the space after its dash."""
    looked_at = spaced(text[:_LEAD])
    for pattern, back in _dateline_rules():
        found = pattern.match(looked_at)
        end = found.end() if found else None
        if found and back is not None:
            named = outlet_at_start(looked_at[found.end() :])
            closed = back.match(looked_at, found.end() + named[1]) if named else None
            end = closed.end() if closed else None
        if end:
            kept = text[:end].rstrip()
            return Span(0, len(kept), kept)
    return None


@cache
def _dateline_rules() -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...]:
    compiled: list[tuple[re.Pattern[str], re.Pattern[str] | None]] = []
    for block in metadata()["dateline"]:
        if block.get("outlet"):
            compiled.append(_cut(block["pattern"], re.NOFLAG, block["id"]))
        else:
            compiled.append((re.compile(block["pattern"]), None))
    return tuple(compiled)


def check_naming() -> tuple[str, ...]:
    """What is wrong with the rules of outlets and datelines, one line each."""
    wrongs = []
    for block in metadata()["outlet"]:
        rule = _rule(block)
        for line in block["examples"]:
            if not any(_named(rule.front, rule.back, line)):
                wrongs.append(f"{METADATA}: {rule.id}: misses its example {line!r}")
        for line in block["rejects"]:
            if any(_named(rule.front, rule.back, line)):
                wrongs.append(f"{METADATA}: {rule.id}: matches its reject {line!r}")
    for block in metadata()["dateline"]:
        where = f"{METADATA}: dateline {block['id']}"
        wrongs += [f"{where}: misses {line!r}" for line in block["examples"] if not find_dateline(line)]
        wrongs += [f"{where}: matches {line!r}" for line in block["rejects"] if find_dateline(line)]
    return tuple(wrongs)
