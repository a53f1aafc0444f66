"""The rules of boilerplate, as they stand in ``lexicon/*/articles/boilerplate.toml``, and the check of each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from timeline.errors import RuleError
from timeline.lexicon.loader import read_toml

ACTIONS = ("drop-line", "drop-to-end", "drop-passage")
PLACES = ("head", "tail", "any")
LOOKED_AT = 2000
"""Characters of a line that rules look at, so that no hostile line costs more than this."""

_FILE = "boilerplate.toml"
_NEVER = r"(?!)"
# Same length as what they replace, so that offsets hold: no-break spaces, and line ends inside a wrapped paragraph.
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\r": " ", "\n": " ", "\t": " "})


_SPACE = re.compile("[\u00a0\u202f\u2007\r\n\t]")


@dataclass(frozen=True, slots=True)
class Signs:
    """What passages of a kind share in whatever words: each of ``patterns`` is a sign of it, the first a necessary one.

    A passage opens with ``opens`` of them and goes on with ``goes_on``; where ``unless`` is found it is an article's.
    """

    patterns: tuple[re.Pattern[str], ...] = ()
    opens: int = 0
    goes_on: int = 0
    unless: re.Pattern[str] | None = None

    def open_in(self, line: str) -> bool:
        return bool(self.patterns and self.patterns[0].search(line)) and self._count(line) >= self.opens

    def go_on_in(self, line: str) -> bool:
        return bool(self.patterns) and self._count(line) >= self.goes_on

    def _count(self, line: str) -> int:
        if self.unless and self.unless.search(line):
            return 0
        return sum(pattern.search(line) is not None for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of boilerplate: a line that ``pattern`` describes or in which ``signs`` open a passage.

    ``closes`` and ``within`` belong to drop-passage alone.
    """

    id: str
    kind: str
    action: str
    where: str
    pattern: re.Pattern[str]
    signs: Signs
    closes: re.Pattern[str] | None
    within: int
    resumes: bool
    evidence: str | None
    examples: tuple[str, ...]
    rejects: tuple[str, ...]
    glued: tuple[str, ...]

    def matches(self, line: str) -> bool:
        """Whether the whole ``line`` is what the rule describes; a longer line than rules look at never is."""
        return len(line) <= LOOKED_AT and self.describes(spaced(line).strip())

    def describes(self, plain: str) -> bool:
        """The same for a line with plain spaces and without margins, so that many rules look at one such copy."""
        return self.pattern.fullmatch(plain) is not None or self.signs.open_in(plain)

    def goes_on_in(self, line: str) -> bool:
        """Whether ``line`` can stand inside a passage that the rule opened: it has its signs, or no word at all."""
        return len(line) <= LOOKED_AT and (not any(map(str.isalnum, line)) or self.signs.go_on_in(spaced(line)))


def spaced(line: str) -> str:
    """The line with every kind of space as a plain one, of the same length.

    >>> spaced("The\\u00a0Courier")
    'The Courier'
    """
    return line if _SPACE.search(line) is None else line.translate(_SPACES)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order of their files; raises `RuleError` with file and rule for a broken one."""
    found = [_rule(block, name) for name in rule_files(_FILE) for block in read_toml(name).get("rule", ())]
    ids = [rule.id for rule in found]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise RuleError(f"articles/boilerplate.toml: rule {rule_id}: the id stands twice; rename one")
    return tuple(found)


def find_rule(line: str, *, places: tuple[str, ...] = PLACES, actions: tuple[str, ...] = ACTIONS) -> Rule | None:
    """The first rule for one of ``places`` and with one of ``actions`` that describes the whole ``line``."""
    if len(line) > LOOKED_AT:
        return None
    plain = spaced(line).strip()
    screens = [_screen(place) for place in places]
    if not any(whole.fullmatch(plain) or sign.search(plain) for whole, sign in screens):
        return None
    return next((rule for rule in _ours(places, actions) if rule.describes(plain)), None)


@cache
def _ours(places: tuple[str, ...], actions: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if rule.where in places and rule.action in actions)


@cache
def _screen(place: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Two patterns of all rules for a place, so that most lines are looked at once."""
    ours = _ours((place,), ACTIONS)
    signs = [rule.signs.patterns[0] for rule in ours if rule.signs.patterns]
    return _either([rule.pattern for rule in ours]), _either(signs)


def _either(patterns: Sequence[re.Pattern[str]]) -> re.Pattern[str]:
    """A pattern that matches what one of ``patterns`` does, each by its own view of case."""
    parts = [f"(?{'i' if pattern.flags & re.IGNORECASE else '-i'}:{pattern.pattern})" for pattern in patterns]
    return re.compile("|".join(parts) or _NEVER)


def rule_files(file: str) -> list[str]:
    """The files of that name of all languages: a page can have a frame in another language than its article."""
    lexicon = resources.files("timeline.lexicon")
    names = [f"{folder.name}/articles/{file}" for folder in lexicon.iterdir() if folder.is_dir()]
    return sorted(name for name in names if lexicon.joinpath(name).is_file())


def _rule(block: dict[str, Any], name: str) -> Rule:
    where = f"lexicon/{name}: rule {block.get('id', '(without id)')}"
    missing = {"id", "kind", "action", "where", "note", "examples", "rejects"} - block.keys()
    if missing:
        raise RuleError(f"{where}: lacks {', '.join(sorted(missing))}; add it")
    if not block.keys() & {"pattern", "signs", "lines"}:
        raise RuleError(f"{where}: has neither a pattern nor lines nor signs; add one")
    if block["action"] not in ACTIONS or block["where"] not in PLACES:
        raise RuleError(f"{where}: action must be one of {', '.join(ACTIONS)} and where one of {', '.join(PLACES)}")
    flags = re.NOFLAG if block.get("case") else re.IGNORECASE
    try:
        pattern = re.compile(_pattern(block), flags)
        closes = re.compile(block["closes"], flags) if "closes" in block else None
        signs = _signs(block.get("signs"), flags)
    except re.error as error:
        raise RuleError(f"{where}: not a regular expression: {error}; mend it") from error
    if (closes is None) == (block["action"] == "drop-passage"):
        raise RuleError(f"{where}: closes belongs to drop-passage, and to nothing else; add or remove it")
    return Rule(
        id=block["id"],
        kind=block["kind"],
        action=block["action"],
        where=block["where"],
        pattern=pattern,
        signs=signs,
        closes=closes,
        within=block.get("within", 1),
        resumes=block.get("resumes", False),
        evidence=block.get("evidence"),
        examples=tuple(block["examples"]),
        rejects=tuple(block["rejects"]),
        glued=tuple(block.get("glued", ())),
    )


def _pattern(block: dict[str, Any]) -> str:
    """The pattern of a rule, or that of its whole ``lines``, behind which a mark or two may stand."""
    lines = "|".join(re.escape(line) for line in sorted(block.get("lines", ()), key=len, reverse=True))
    parts = [block["pattern"]] if "pattern" in block else []
    parts += [rf"(?:{lines})[ .:!…»›>→*]{{0,3}}"] if lines else []
    return "|".join(f"(?:{part})" for part in parts) or _NEVER


def _signs(block: dict[str, Any] | None, flags: re.RegexFlag) -> Signs:
    if block is None:
        return Signs()
    unless = re.compile(block["unless"], flags) if "unless" in block else None
    return Signs(tuple(re.compile(sign, flags) for sign in block["any"]), block["opens"], block["goes_on"], unless)


def check_rules() -> tuple[str, ...]:
    """What is wrong with the rules, one line each: an example not matched, a reject matched; empty when all is well."""
    return tuple(wrong for rule in rules() for wrong in _wrongs(rule))


def _wrongs(rule: Rule) -> list[str]:
    where = f"articles/boilerplate.toml: rule {rule.id}"
    wrongs = [f"{where}: does not match its example {line!r}" for line in rule.examples if not rule.matches(line)]
    wrongs += [f"{where}: matches its reject {line!r}" for line in rule.rejects if rule.matches(line)]
    wrongs += [
        f"{where}: does not find the close in {line!r}"
        for line in rule.glued
        if rule.closes is None or not rule.closes.search(line)
    ]
    if not rule.examples or not rule.rejects:
        wrongs.append(f"{where}: needs at least one example and one reject")
    return wrongs
