"""The rules of a language: read from their TOML files, checked, compiled once.

A rule is one block: ``id``, ``pattern`` (`timeline.dates.patterns`), ``reading`` (the function of
`timeline.dates.readings` that makes a meaning of it) with its arguments ``with``, ``examples`` and ``rejects``.
``after``, ``not_after`` are patterns of one token or of a token and a space that must (not) stand just before.
``prefer`` decides between matches of one length (default 0, the greater wins); ``only = "narrative"`` keeps a rule
out of news. A label ``x`` marks the extent where the pattern is wider than the expression; ``parts`` name several.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from timeline.dates.blocks import check_block, check_parts
from timeline.dates.feasts import feast_names
from timeline.dates.openings import Candidates, Opening, opening_of
from timeline.dates.patterns import GAP, Chars, Group, Macros, atoms, emit, labels, parse
from timeline.dates.periods import periods
from timeline.dates.readings import READINGS
from timeline.dates.words import ALIKE, Alphabet, Form
from timeline.errors import RuleError
from timeline.lexicon.loader import read_toml


@dataclass(frozen=True, slots=True)
class Part:
    """One expression of a rule: the label of its extent ("" is the whole match), and labels read under other names."""

    extent: str
    use: Mapping[str, str]


class Matcher:
    """A regular expression that is compiled when it is first needed: a short text needs a tenth of the rules."""

    __slots__ = ("_source", "match")

    def __init__(self, source: str) -> None:
        self._source = source
        self.match: Callable[[str, int], re.Match[str] | None] = self._first_match

    def _first_match(self, classes: str, start: int) -> re.Match[str] | None:
        self.match = re.compile(self._source).match
        return self.match(classes, start)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule. ``labels`` gives the class of words behind each label of the pattern."""

    id: str
    file: str
    reading: str
    options: Mapping[str, Any]
    regex: Matcher
    labels: Mapping[str, str]
    parts: tuple[Part, ...]
    examples: tuple[str, ...]
    rejects: tuple[str, ...]
    order: int
    prefer: int
    only: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """All that finding needs of a language: words with their values, alphabet, rules by the tokens they begin with.

    ``triggers`` are the characters of tokens that a time expression must have one of; ``inside`` those that can
    stand before a trigger within an expression.
    """

    words: Mapping[str, Mapping[str, Form]]
    alphabet: Alphabet
    rules: tuple[Rule, ...]
    candidates: Candidates
    triggers: re.Pattern[str]
    inside: frozenset[str]
    data: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A rule that is read but not yet compiled."""

    block: Mapping[str, Any]
    file: str
    tree: Group
    names: frozenset[str]


WORD_FILE = "words.toml"


@lru_cache(maxsize=4)
def rules_of(language: str) -> Rules:
    """The rules of a language, compiled; raises `RuleError` that names file, rule, what is wrong and how to mend it."""
    return compile_rules(*read_rule_files(language))


def read_rule_files(language: str) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The word file of a language, and its rule files by name, as they stand."""
    folder = f"{language}/dates"
    names = sorted(item.name for item in resources.files("timeline.lexicon").joinpath(folder).iterdir())
    rule_files = [name for name in names if name.endswith(".toml") and name != WORD_FILE]
    return read_toml(f"{folder}/{WORD_FILE}"), {
        f"{folder}/{name}": read_toml(f"{folder}/{name}") for name in rule_files
    }


def compile_rules(lexicon: Mapping[str, Any], files: Mapping[str, Mapping[str, Any]]) -> Rules:
    """Rules out of a word file and rule files; raises `RuleError` as `rules_of` does."""
    words = _read_words(lexicon)
    macros = _macros(lexicon)
    drafts = [draft for file, content in files.items() for draft in _read_drafts(file, content, macros)]
    _check_ids(drafts)
    literals = {name for draft in drafts for name in _literals(draft)}
    alphabet = Alphabet(words, sorted(literals))
    return _compile_all(drafts, words, alphabet, lexicon)


def _read_words(lexicon: Mapping[str, Any]) -> dict[str, dict[str, Form]]:
    """The classes of words: lower-case word to value; ``words`` is a list (its own value) or a table."""
    classes: dict[str, dict[str, Form]] = {}
    for name, block in lexicon["classes"].items():
        if "joined" in block:
            continue
        try:
            words, cased = block["words"], block.get("cased", False)
        except (KeyError, TypeError) as error:
            raise RuleError(f"lexicon/en/dates/{WORD_FILE}: class {name}: has no words; add words = [...]") from error
        table = words if isinstance(words, dict) else {word: word for word in words}
        classes[name] = {word.lower(): Form(value, cased) for word, value in table.items()}
    return classes | _joined_words(lexicon, classes)


def _joined_words(lexicon: Mapping[str, Any], classes: Mapping[str, dict[str, Form]]) -> dict[str, dict[str, Form]]:
    """The classes of two words without a space (``joined``), with the value of the second."""
    found = {}
    for name, block in lexicon["classes"].items():
        if "joined" in block:
            try:
                first, second = (classes[part] for part in block["joined"])
            except (KeyError, ValueError) as error:
                raise RuleError(
                    f"lexicon/en/dates/{WORD_FILE}: class {name}: joined must name two classes of words"
                ) from error
            found[name] = {one + other: form for one in first for other, form in second.items()}
    return found


def _macros(lexicon: Mapping[str, Any]) -> Macros:
    """The named patterns, with the names of feasts and periods that other files hold."""
    macros = dict(lexicon["patterns"])
    macros["feast"] = _as_choices(feast_names("en"))
    macros["period"] = _as_choices(name for period in periods().values() for name in period.names)
    return Macros(macros)


def _as_choices(names: Iterable[str]) -> str:
    """A pattern of all the names, the longest first."""
    return " | ".join(sorted({_as_pattern(name) for name in names}, key=lambda name: (-len(name), name)))


def _as_pattern(name: str) -> str:
    """A name as a pattern; its first word needs a capital ("May Day", not "may day")."""
    plain = "".join(ALIKE.get(char, char) for char in name)
    return plain[0].upper() + plain[1:]


def _read_drafts(file: str, content: Mapping[str, Any], macros: Macros) -> list[_Draft]:
    drafts = []
    for block in content.get("rule", ()):
        try:
            check_block(block, READINGS, periods())
            tree = parse(block["pattern"], macros)
            drafts.append(_Draft(block, file, tree, frozenset(atoms(tree))))
        except RuleError as error:
            raise RuleError(f"lexicon/{file}: rule {block.get('id', '(no id)')}: {error}") from error
    return drafts


def _check_ids(drafts: Iterable[_Draft]) -> None:
    files: dict[str, str] = {}
    for draft in drafts:
        name = draft.block["id"]
        if name in files:
            raise RuleError(
                f"lexicon/{draft.file}: rule {name}: lexicon/{files[name]} has a rule of this id; give it its own"
            )
        files[name] = draft.file


def _literals(draft: _Draft) -> set[str]:
    around = _tokens(draft.block.get("after", "")) | _tokens(draft.block.get("not_after", ""))
    return {name for name in draft.names | around if name.startswith("=") and len(name) > 1}


def _tokens(around: str) -> set[str]:
    """The classes of the single tokens of ``after``: words, signs, and classes in braces, parted by bars."""
    plain = {piece.strip() for piece in around.split(" | ")} - {""}
    return {
        piece[1:-1] if piece[0] == "{" and len(piece) > 1 else "=" + piece if piece[0].isalnum() else piece
        for piece in plain
    }


def _compile_all(
    drafts: list[_Draft], words: Mapping[str, Mapping[str, Form]], alphabet: Alphabet, lexicon: Mapping[str, Any]
) -> Rules:
    chars = alphabet.chars
    rules: list[Rule] = []
    openings: list[tuple[Rule, Opening]] = []
    inside: set[str] = set(chars(GAP))
    made: dict[str | int, str] = {}
    for order, draft in enumerate(drafts):
        try:
            rule = _compile(draft, chars, order, made)
            opening = opening_of(draft.tree)
            if opening.shortest == 0:
                raise RuleError("the pattern matches nothing at all; make one of its parts necessary")
            inside |= {char for name in draft.names for char in chars(name)}
        except RuleError as error:
            where = f"lexicon/{draft.file}: rule {draft.block['id']}"
            raise RuleError(f"{where}: {error}") from error
        rules.append(rule)
        openings.append((rule, opening))
    try:
        triggers = "".join(sorted({char for name in lexicon["triggers"]["classes"] for char in chars(name)}))
    except RuleError as error:
        raise RuleError(f"lexicon/en/dates/{WORD_FILE}: triggers: {error}") from error
    return Rules(
        words=MappingProxyType(dict(words)),
        alphabet=alphabet,
        rules=tuple(rules),
        candidates=Candidates(openings, chars),
        triggers=re.compile(f"[{re.escape(triggers)}]"),
        inside=frozenset(inside),
        data=MappingProxyType(lexicon),
    )


def _compile(draft: _Draft, chars: Chars, order: int, made: dict[str | int, str]) -> Rule:
    block = draft.block
    before = _behind(block.get("after"), chars, "=") + _behind(block.get("not_after"), chars, "!")
    parts = tuple(Part(part["extent"], part.get("use", {})) for part in block.get("parts", ()))
    named = labels(draft.tree)
    check_parts(block, named)
    whole = Part("x" if "x" in named else "", {})
    return Rule(
        id=block["id"],
        file=draft.file,
        reading=block["reading"],
        options=MappingProxyType(dict(block.get("with", {}))),
        regex=Matcher(before + emit(draft.tree, chars, made)),
        labels=MappingProxyType(named),
        parts=parts or (whole,),
        examples=tuple(block["examples"]),
        rejects=tuple(block.get("rejects", ())),
        order=order,
        prefer=block.get("prefer", 0),
        only=block.get("only"),
    )


def _behind(pattern: str | None, chars: Chars, sign: str) -> str:
    """A look-behind for one token of ``pattern``, directly before or with white space between."""
    if not pattern:
        return ""
    gap = f"[{re.escape(chars(GAP))}]"
    allowed = {char for name in _tokens(pattern) for char in chars(name)}
    charset = f"[{re.escape(''.join(sorted(allowed)))}]"
    if sign == "!":
        return f"(?<!{charset})(?<!{charset}{gap})"
    return f"(?:(?<={charset})|(?<={charset}{gap}))"
