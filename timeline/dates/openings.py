"""Which rules are worth a try at a place of a text: those whose first few tokens can stand there.

A rule's opening is, for each of its first tokens, the classes of words that may stand there. It lets through all that
the rule matches, and some more. Texts repeat themselves, so what was reckoned once is kept; at places that come again
and again the patterns are walked along the very tokens, which leaves fewer rules. Sets of offsets and of rules are
numbers, a bit for each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.dates.patterns import GAP, Atom, Chars, Group, Item, Node, is_look, last_needed

if TYPE_CHECKING:
    from timeline.dates.rules import Rule

DEPTH = 5
"""How many tokens are looked at: three words and the white space between."""
KEPT, OFTEN = 50_000, 200
"""So many kinds of places are remembered before all are forgotten; one that comes so often is looked at closely."""

Allows = Callable[[str, int], bool]
"""Whether a token of a class may stand at an offset."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The classes of the tokens that a match can begin with; ``shortest`` is the length of its shortest one, `DEPTH`
    where that is longer. What lies behind it is anything."""

    tree: Group
    slots: tuple[frozenset[str], ...]
    shortest: int

    def begins(self, classes: str, chars: Chars) -> bool:
        """Whether a match can begin with these tokens, but for what its look-aheads forbid. Slow."""
        return bool(_ends(self.tree, _HERE, lambda name, at: at >= len(classes) or classes[at] in chars(name)))


_HERE, _BEYOND = 1, 1 << DEPTH


def opening_of(tree: Group) -> Opening:
    """The opening of a pattern; ``shortest`` is 0 where it matches nothing at all."""
    slots: list[set[str]] = [set() for _ in range(DEPTH)]

    def note(name: str, at: int) -> bool:
        slots[at].add(name)
        return True

    ends = _ends(tree, _HERE, note)
    return Opening(tree, tuple(map(frozenset, slots)), (ends & -ends).bit_length() - 1 if ends else DEPTH)


def _ends(node: Node, starts: int, allows: Allows) -> int:
    """Where a node that begins at ``starts`` can end, of what its tokens ``allows``; not told beyond `DEPTH`."""
    ends = 0
    if isinstance(node, Atom):
        for at in range(DEPTH):
            if starts >> at & 1 and allows(node.name, at):
                ends |= 2 << at
        return ends | (starts & _BEYOND)
    for choice in node.choices:
        ends |= _ends_of_row(choice, starts, allows)
    return ends


def _ends_of_row(items: tuple[Item, ...], starts: int, allows: Allows) -> int:
    """The same for items in a row; gaps go along with what may be absent as `patterns.emit` has it."""
    gap, last, absorbed = _GAP, last_needed(items), False
    for index, item in enumerate(items):
        if not starts:
            break
        if is_look(item.node):
            continue
        if index > last:
            starts |= _ends(item.node, _ends(gap, starts, allows) if item.gap else starts, allows)
            continue
        if item.gap and not absorbed:
            starts = _ends(gap, starts, allows)
        ends = _ends(item.node, starts, allows)
        if item.optional and (item.gap or index == 0 or absorbed):
            starts |= _ends(gap, ends, allows) if items[index + 1].gap else ends
            absorbed = True
        elif item.optional:
            starts |= ends
        else:
            starts, absorbed = ends, False
    return starts


_GAP = Atom(GAP)


def _rules_by_char(rules: Sequence[tuple[Rule, Opening]], slot: int, chars: Chars) -> dict[str, int]:
    """For each character the rules that allow it in a slot."""
    by_class: dict[str, int] = {}
    for at, (_, opening) in enumerate(rules):
        for name in opening.slots[slot]:
            by_class[name] = by_class.get(name, 0) | 1 << at
    allowed: dict[str, int] = {}
    for name, some in by_class.items():
        for char in chars(name):
            allowed[char] = allowed.get(char, 0) | some
    return allowed


class Candidates:
    """The rules to try at a place, by the tokens that begin there; ``first`` has the classes of tokens with which a
    rule can begin at all (none matches nothing, `rules.read_rules` sees to it)."""

    __slots__ = ("_allowed", "_chars", "_ended", "_known", "_rules", "first")

    def __init__(self, rules: Sequence[tuple[Rule, Opening]], chars: Chars) -> None:
        self._rules, self._chars = tuple(rules), chars
        self._known: dict[str, _Place] = {}
        self._ended = [
            sum(1 << at for at, (_, one) in enumerate(rules) if one.shortest <= slot) for slot in range(DEPTH)
        ]
        self._allowed = [_rules_by_char(rules, slot, chars) for slot in range(DEPTH)]
        self.first = frozenset(self._allowed[0])

    def at(self, classes: str, start: int) -> tuple[Rule, ...]:
        """The rules that can match at token ``start``, in the order of the files."""
        key = classes[start : start + DEPTH]
        place = self._known.get(key)
        if place is None:
            place = self._first_look(key)
        place.times += 1
        if place.times == OFTEN:
            place.found = tuple(one for one in place.found if one[1].begins(key, self._chars))
            place.rules = tuple(rule for rule, _ in place.found)
        return place.rules

    def _first_look(self, key: str) -> _Place:
        some = -1 if len(key) == DEPTH else self._ended[len(key)]
        for char, allowed, ended in zip(key, self._allowed, self._ended, strict=False):
            some &= allowed.get(char, 0) | ended
        found = tuple(one for at, one in enumerate(self._rules) if some >> at & 1) if some else ()
        if len(self._known) >= KEPT:
            self._known.clear()
        self._known[key] = place = _Place(found)
        return place


class _Place:
    """What is known of a kind of place, and how often it came."""

    __slots__ = ("found", "rules", "times")

    def __init__(self, found: tuple[tuple[Rule, Opening], ...]) -> None:
        self.found, self.times = found, 0
        self.rules = tuple(rule for rule, _ in found)
