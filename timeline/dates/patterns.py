"""The small pattern language of the rule files, and its compiler to regular expressions over *classes of tokens*.

A text is cut into tokens; each token gets one character that stands for the set of word classes it belongs to
(`timeline.dates.words`). A pattern is matched on that string of characters, so it stays short and cannot run away:
the language has no unbounded repetition.

    word          that word, in any case; Word: only with a capital
    {class}       a word of the class, or the pattern of that name; {label=class} remembers it
    ( a | b )     one of several; (label= a | b ) remembers it; spaces at the edges of the choices mean nothing
    (a )? ( a)?   in a group without choices, a space at the edge is white space that belongs to it
    x?            may be absent
    a space       white space (never a blank line); no space: directly adjoining
    ~  _          white space; white space or a hyphen, where a plain space cannot be written
    !( a ) &( a ) what follows must not be, must be; does not belong to the match
    . , - / etc.  themselves
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from timeline.errors import RuleError

GAP, PARAGRAPH = "gap", "paragraph"


@dataclass(frozen=True, slots=True)
class Atom:
    """One token of class ``name`` ("=word" for a literal word, "=Word" for one with a capital)."""

    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """A node in a sequence: whether it may be absent, and whether white space stands before it."""

    node: Node
    optional: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives, each a sequence; ``look`` is "" or the sign of a look-ahead ("!" or "&")."""

    choices: tuple[tuple[Item, ...], ...]
    label: str | None = None
    look: str = ""


Node = Atom | Group

_PIECE = re.compile(
    r"(?P<space>\s+)|\{(?:(?P<label>\w+)=)?(?P<name>\w+)\}|(?P<look>[!&])?\((?:(?P<group>\w+)=)?"
    r"|(?P<word>[^\W\d_]+|\d+)|(?P<sign>.)"
)


@dataclass(frozen=True, slots=True)
class Macros:
    """Named patterns that ``{name}`` may stand for, with the tree of each that was parsed before."""

    patterns: Mapping[str, str]
    trees: dict[str, Group] = field(default_factory=dict)


def parse(pattern: str, macros: Macros) -> Group:
    """The tree of a pattern. What two patterns share by name is one and the same node in both.

    A label that stands in several choices gets the suffix ``__2`` and so on from the second time.

    Raises `RuleError` (what is wrong and how to mend it; the caller adds file and rule).
    """
    pieces = list(_PIECE.finditer(pattern))
    group, rest = _parse_choices(pieces, 0, macros, nested=False)
    if rest != len(pieces):
        raise RuleError(f"the pattern has a ')' without its '(' at character {pieces[rest].start() + 1}; remove it")
    return _with_own_labels(group, {})


def _with_own_labels(group: Group, seen: dict[str, int]) -> Group:
    label = group.label
    if label:
        seen[label] = seen.get(label, 0) + 1
        label = label if seen[label] == 1 else f"{label}__{seen[label]}"
    choices = tuple(tuple(_with_own_label(item, seen) for item in choice) for choice in group.choices)
    same = all(
        one is other
        for new, old in zip(choices, group.choices, strict=True)
        for one, other in zip(new, old, strict=True)
    )
    return group if same and label == group.label else Group(choices, label, group.look)


def _with_own_label(item: Item, seen: dict[str, int]) -> Item:
    if not isinstance(item.node, Group):
        return item
    node = _with_own_labels(item.node, seen)
    return item if node is item.node else Item(node, item.optional, item.gap)


def _parse_choices(
    pieces: list[re.Match[str]], at: int, macros: Macros, *, nested: bool, look: bool = False
) -> tuple[Group, int]:
    choices: list[tuple[Item, ...]] = []
    items: list[Item] = []
    gap = leading = False
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        sign = piece["sign"]
        if piece["space"]:
            gap, leading = bool(items), leading or not items
        elif sign == ")":
            if not nested:
                return Group((*choices, tuple(items))), at - 1
            if not choices and not look:
                space = (Item(Atom(GAP), False, False),)
                return Group(((*space * leading, *items, *space * gap),)), at
            return Group((*choices, tuple(items))), at
        elif sign == "|":
            choices.append(tuple(items))
            items, gap, leading = [], False, False
        elif sign == "?":
            if not items:
                raise RuleError("the pattern has a '?' with nothing before it; put it behind what may be absent")
            items[-1] = Item(items[-1].node, True, items[-1].gap)
        else:
            node, at = _parse_node(piece, pieces, at, macros)
            items.append(Item(node, False, gap))
            gap = False
    if nested:
        raise RuleError("the pattern has a '(' without its ')'; add it")
    return Group((*choices, tuple(items))), at


def _parse_node(piece: re.Match[str], pieces: list[re.Match[str]], at: int, macros: Macros) -> tuple[Node, int]:
    if piece["name"]:
        name, label = piece["name"], piece["label"]
        node: Node = Atom(name)
        if name in macros.patterns:
            if name not in macros.trees:
                pieces = list(_PIECE.finditer(macros.patterns[name]))
                macros.trees[name] = _parse_choices(pieces, 0, macros, nested=False)[0]
            node = macros.trees[name]
        return (Group(((Item(node, False, False),),), label) if label else node), at
    if piece["word"]:
        return Atom("=" + piece["word"]), at
    if piece["sign"]:
        if piece["sign"] in "{}":
            raise RuleError("the pattern has a lone brace; write {class} or {label=class}")
        special: dict[str, Node] = {"~": Atom(GAP), "_": _GAP_OR_HYPHEN}
        return special.get(piece["sign"], Atom(piece["sign"])), at
    inner, at = _parse_choices(pieces, at, macros, nested=True, look=bool(piece["look"]))
    return Group(inner.choices, piece["group"], piece["look"] or ""), at


_GAP_ATOM = Atom(GAP)
_GAP_OR_HYPHEN = Group(((Item(Atom(GAP), False, False),), (Item(Atom("-"), False, False),)))


def atoms(node: Node) -> set[str]:
    """The names of all classes that a tree speaks of."""
    if isinstance(node, Atom):
        return {node.name}
    return {name for choice in node.choices for item in choice for name in atoms(item.node)}


def labels(node: Node) -> dict[str, str]:
    """Each label of a tree with the class it stands for ("" where it stands for more than one token)."""
    if isinstance(node, Atom):
        return {}
    found: dict[str, str] = {}
    if node.label:
        only = node.choices[0][0].node if len(node.choices) == 1 and len(node.choices[0]) == 1 else None
        found[node.label] = only.name if isinstance(only, Atom) else ""
    for choice in node.choices:
        for item in choice:
            found |= labels(item.node)
    return found


Chars = Callable[[str], str]
"""The characters of the alphabet that stand for tokens of a class, as one string."""


def emit(node: Node, chars: Chars, made: dict[str | int, str]) -> str:
    """The regular expression of a tree over class characters; ``made`` keeps those of classes, and of the nodes that
    patterns share, while the trees live."""
    key = node.name if isinstance(node, Atom) else id(node)
    text = made.get(key)
    if text is None:
        text = made[key] = _emit(node, chars, made)
    return text


def _emit(node: Node, chars: Chars, made: dict[str | int, str]) -> str:
    if isinstance(node, Atom):
        return _charset(chars(node.name))
    body = "|".join([_emit_sequence(choice, chars, made) for choice in node.choices])
    if node.look:
        gap = emit(_GAP_ATOM, chars, made)
        return f"(?{'!' if node.look == '!' else '='}{gap}?(?:{body}))"
    return f"(?P<{node.label}>{body})" if node.label else f"(?:{body})"


def _charset(chars: str) -> str:
    if not chars:
        return "(?!)"
    return re.escape(chars) if len(chars) == 1 else f"[{re.escape(chars)}]"


def _emit_sequence(items: tuple[Item, ...], chars: Chars, made: dict[str | int, str]) -> str:
    """Items in a row. An absent item takes one of the gaps around it along, so that "a b? c" matches "a c"."""
    gap = emit(_GAP_ATOM, chars, made)
    last = last_needed(items)
    out, absorbed = "", False
    for index, item in enumerate(items):
        body = emit(item.node, chars, made)
        if is_look(item.node):
            out += body
            continue
        if index > last:
            out += f"(?:{gap if item.gap else ''}{body})?"
            continue
        if item.gap and not absorbed:
            out += gap
        if item.optional and (item.gap or index == 0 or absorbed):
            out += f"(?:{body}{gap if items[index + 1].gap else ''})?"
            absorbed = True
        elif item.optional:
            out += f"(?:{body})?"
        else:
            out += body
            absorbed = False
    return out


def last_needed(items: tuple[Item, ...]) -> int:
    """The index of the last item that must be there, -1 where there is none."""
    return max((index for index, item in enumerate(items) if not item.optional and not is_look(item.node)), default=-1)


def is_look(node: Node) -> bool:
    """Whether a node only looks ahead."""
    return isinstance(node, Group) and bool(node.look)
