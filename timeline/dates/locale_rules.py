"""Finds the date expressions of other languages: the shapes of ``lexicon/locales.toml`` filled with a language's words.

All shapes of a language are one compiled alternation, built once. What is found here is text only; `locale_anchor`
gives it a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from timeline.dates.locale_words import OWN, RULES_FILE, Words, plain_word, words_of
from timeline.errors import RuleError
from timeline.lexicon.loader import read_toml

# Digits of Latin, Arabic and Persian text; int() reads all of them.
_D = "[0-9٠-٩۰-۹]"
_DAY = f"(?:3[01]|[12]{_D}|0?[1-9]|[٣۳][٠١۰۱]|[١٢۱۲]{_D}|[٠۰]?[١-٩۱-۹])(?!{_D})"
_MONTH = f"(?:1[0-2]|0?[1-9]|[١۱][٠-٢۰-۲]|[٠۰]?[١-٩۱-۹])(?!{_D})"
_YEAR = f"(?:1{_D}{{3}}|20{_D}{{2}}|[١۱]{_D}{{3}}|[٢۲][٠۰]{_D}{{2}})(?!{_D})"
_GAP = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]{0,3}(?!\n))"

_NUMBERS = {
    "day": _DAY,
    "year": _YEAR,
    "yearend": f"(?:{_YEAR}|{_D}{{2}}(?!{_D}))",
    "firstyear": _YEAR,
    "yearbc": rf"{_D}{{1,4}}(?![\d.,])",
    "firstbc": rf"{_D}{{1,4}}(?!\d)",
    "yearearly": rf"[1-9]{_D}{{2}}(?![\d.,])",
    "shortyear": f"{_D}{{2}}(?!{_D})",
    "bareyear": rf"(?<![.,:/$€£№#+-])(?!{_D}{{2}}00)(?:1{_D}{{3}}|20[0-4]{_D})(?!{_D})(?!-\w)",
    "decade": f"(?:{_D}{{1,3}}0)(?!{_D})",
    "century": r"(?:\d{1,2}|[XVIХІ]{1,5})",
    "quantity": r"\d{4}(?!\d)",
    "firstnight": _DAY,
    "hour": r"(?:2[0-4]|[01]?[0-9])",
    "minute": "[0-5][0-9]",
}
_NUMERIC_DATE = {
    "DMY": "{day}(?P<mark>[./-])(?:[^\\S\\n]?){monthnum}(?P=mark)[^\\S\\n]?{year}(?!\\.\\d)",
    "MDY": "{monthnum}(?P<mark>[./-]){day}(?P=mark){year}(?!\\.\\d)",
    "YMD": "{year}(?P<mark>[./-]){monthnum}(?P=mark){day}(?!\\.\\d)",
}
_TOLD = frozenset({"since", "nightto", "nightfrom", "sameyear", "that", "ago", "agoafter"})
"""Lists whose presence the anchoring asks for."""

_PLACEHOLDER = re.compile(r"\{(?P<before>_)?(?P<name>[a-z]+)(?P<after>_)?(?P<maybe>\?)?\}")
KINDS = frozenset({"calendar", "relative-day", "weekday", "weekend", "turn", "that", "stepped", "ago"}) | frozenset(
    {"duration", "clock", "part", "set", "reference", "feast", "none"}
)
"""What `locale_anchor` knows to date; "none" marks what looks like a date and is not: it is found and left out."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One rule of the file: its pattern is a template, not yet a regular expression."""

    id: str
    kind: str
    pattern: str
    safe: bool
    examples: Mapping[str, list[str]]
    rejects: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in a text: where it stands, by which rule, and the words of its named parts."""

    rule: str
    kind: str
    begin: int
    end: int
    parts: Mapping[str, str]
    firsts: tuple[tuple[int, int, str], ...] = ()
    """Spans of the expressions dated by this one, with the part each of them gives ("day", "year", "yearbc")."""


@dataclass(frozen=True, slots=True)
class Finder:
    """The compiled alternation of a language, and the shape of each of its branches by group name."""

    pattern: re.Pattern[str]
    shapes: Mapping[str, Shape]


@lru_cache(maxsize=1)
def shapes() -> tuple[Shape, ...]:
    """The rules of the file, in order of preference; raises `RuleError` naming the rule that is broken."""
    found = []
    for number, row in enumerate(read_toml(RULES_FILE).get("rule", []), 1):
        name = row.get("id", f"number {number}")
        try:
            shape = Shape(
                row["id"], row["kind"], row["pattern"], row.get("safe", False), row["examples"], row.get("rejects", {})
            )
        except KeyError as error:
            raise RuleError(f"lexicon/{RULES_FILE}: rule {name}: no {error}; add that line") from error
        if shape.kind not in KINDS:
            raise RuleError(f"lexicon/{RULES_FILE}: rule {name}: unknown kind; use one of {', '.join(sorted(KINDS))}")
        found.append(shape)
    return tuple(found)


def find_expressions(text: str, language: str) -> Iterator[Found]:
    """Every date expression of ``text``, in order, not overlapping, by the rules of ``language``."""
    finder = finder_of(language)
    for match in finder.pattern.finditer(text):
        shape = finder.shapes[str(match.lastgroup)]
        yield _found(match, shape)


def _found(match: re.Match[str], shape: Shape) -> Found:
    number = str(match.lastgroup)
    parts, spans = {}, {}
    for name, word in match.groupdict().items():
        if word is not None and name.startswith(number + "_"):
            parts[name.removeprefix(number + "_")] = word
            spans[name.removeprefix(number + "_")] = match.span(name)
    if "monthdotted" in parts:  # a month like any other, once it was found
        parts["month"] = parts.pop("monthdotted")
    begin, end = spans.get("extent", match.span(number))
    firsts: list[tuple[int, int, str]] = []
    if "firsthours" in spans:
        at = spans["firsthours"][0]
        times = re.finditer(r"\d{1,2}(?:[.:]\d\d)?", parts["firsthours"])
        firsts += [(at + one.start(), at + one.end(), "clock") for one in times]
    for name, part in (("firstdays", "day"), ("firstyear", "year"), ("firstbc", "yearbc")):
        if name in spans:
            at = spans[name][0]
            firsts += [(at + one.start(), at + one.end(), part) for one in re.finditer(r"\d+", parts[name])]
    return Found(shape.id, shape.kind, begin, end, parts, tuple(firsts))


@lru_cache(maxsize=32)
def finder_of(language: str) -> Finder:
    """The compiled shapes of a language; those whose words it lacks are left out."""
    words = words_of(language)
    branches, found = [], {}
    for number, shape in enumerate(shapes()):
        pattern = _filled(shape, words, f"r{number}") if words.own or shape.safe else None
        if pattern is not None:
            branches.append(f"(?P<r{number}>{pattern})")
            found[f"r{number}"] = shape
    lead = _alternatives(words.lists["proclitics"]) + "?" if "proclitics" in words.lists else ""
    whole = rf"(?<!\w)(?=\w){lead}(?:{'|'.join(branches)})(?!\w)"
    return Finder(re.compile(whole, re.IGNORECASE), found)


def _filled(shape: Shape, words: Words, number: str) -> str | None:
    """The pattern of a shape with the words of a language, or None where a needed list is missing."""
    missing = False

    def part(match: re.Match[str]) -> str:
        nonlocal missing
        body = _body(match["name"], words)
        if body is None:
            missing = missing or not match["maybe"]
            return ""
        body = (" " if match["before"] else "") + body + (" " if match["after"] else "")
        return f"(?:{body})?" if match["maybe"] else body

    pattern = _PLACEHOLDER.sub(part, shape.pattern.replace("«", "(?P<extent>").replace("»", ")"))
    if missing:
        return None
    pattern = re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern).replace(" ", _GAP)
    return re.sub(r"\(\?P(<|=)([a-z]+)", lambda group: f"(?P{group[1]}{number}_{group[2]}", pattern)


def _body(name: str, words: Words) -> str | None:
    """The regular expression of one ``{name}``, or None where the language has no words for it."""
    if name in ("number", "numbertwo", "numberword"):
        return _number(name, words)
    if name == "day":
        spelled = _alternatives(tuple(words.meanings["day"])) + "|" if words.meanings["day"] else ""
        return f"(?P<day>{spelled}{_DAY})"
    if name in words.meanings:
        table = words.meanings[name]
        dot = "\\.?" if name == "weekdayany" else ""
        if name in ("month", "monthdotted"):
            return _months(words, name)
        return f"(?P<{name}>{_alternatives(tuple(table))}){dot}" if table else None
    if name == "bareyear":
        return f"(?P<year>{_NUMBERS[name]})" if "bareyear" in words.lists else None
    if name in _NUMBERS:
        return f"(?P<{name}>{_NUMBERS[name]})"
    return _composed(name, words)


def _composed(name: str, words: Words) -> str | None:
    if name == "isodate":
        return f"(?P<year>{_YEAR})-(?P<monthnum>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12][0-9]|3[01])"
    if name == "numdate":
        numeric = _NUMERIC_DATE.get(words.order, _NUMERIC_DATE["DMY"])
        for part, body in (("day", _DAY), ("monthnum", _MONTH), ("year", _YEAR)):
            numeric = numeric.replace(f"{{{part}}}", f"(?P<{part}>{body})")
        return numeric
    if name == "firstdays":
        return _first_days(words)
    if name == "firsthours":
        hour = f"{_NUMBERS['hour']}(?:[:.]{_NUMBERS['minute']})?"
        return (
            f"(?P<firsthours>(?:{hour}{_alternatives(words.lists['hourjoin'])}){{1,4}})"
            if "hourjoin" in words.lists
            else None
        )
    if name == "doubled":  # Al Jazeera gives both names: "7 أكتوبر/تشرين الأول 2023"
        return f" ?/ ?{_alternatives(tuple(words.meanings['month']))}" if words.language == "ar" else None
    if name == "noquantity":
        after = _alternatives(words.lists["notquantity"]) if "notquantity" in words.lists else "(?!)"
        return rf"(?![^\S\n]{{0,2}}(?:[%‰€$£°]|{after}(?!\w))|[.,:]\d|-[^\W\d])"
    if name not in words.lists:
        return None
    return f"(?P<{name}>{_alternatives(words.lists[name])})" if name in _TOLD else _alternatives(words.lists[name])


def _first_days(words: Words) -> str | None:
    """Days in front of the one that has the month: "am 11., 18. und 25. März", "16—24 серпня"."""
    marks = [*words.lists.get("listmark", ()), *(f" {word} " for word in words.lists.get("and", ()))]
    if not marks:
        return None
    joined = "|".join(_escaped(mark) for mark in sorted(marks, key=len, reverse=True))
    ranges = _alternatives(words.lists["range"]) if "range" in words.lists else "(?!)"
    suffix = _alternatives(words.lists["daysuffix"]) + "?" if "daysuffix" in words.lists else ""
    return f"(?P<firstdays>(?:{_DAY}{suffix}(?:{joined}| ?{ranges} ?)){{1,4}})"


def _number(name: str, words: Words) -> str | None:
    table = words.meanings["number"]
    digits = "" if name == "numberword" else "|\\d{1,4}"
    return f"(?P<{name}>{_alternatives(tuple(table))}{digits})" if table else None


def _months(words: Words, name: str) -> str | None:
    """Month names; only an abbreviation takes its full stop along, and must have it as {monthdotted}."""
    table = words.meanings["month"]
    short = tuple(word for word in table if word not in words.meanings["monthlong"])
    dot = "\\." if name == "monthdotted" else "\\.?"
    dotted = f"|{_alternatives(short)}{dot}" if short else ""
    whole = _alternatives(tuple(word for word in table if word not in short))
    return f"(?P<month>{whole}(?!\\w){dotted})" if table else None


def _alternatives(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(_escaped(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _escaped(word: str) -> str:
    return re.escape(word).replace("\\ ", " ").replace("\\-", "-")


def check_locale_rules() -> tuple[str, ...]:
    """What is wrong: an example not matched from end to end, a reject matched. Empty when all is well."""
    problems = []
    for shape in shapes():
        for language in sorted({*shape.examples, *shape.rejects}):
            pattern = _alone(shape, language)
            where = f"lexicon/{RULES_FILE}: rule {shape.id} ({language})"
            if pattern is None:
                problems.append(f"{where}: a list of words is missing; add it to lexicon/{language}/dates.toml")
                continue
            problems += [
                f"{where}: does not match its example {example!r} from end to end; mend the pattern or the words"
                for example in shape.examples.get(language, ())
                if not pattern.fullmatch(example)
            ]
            problems += [
                f"{where}: matches {reject!r}, which it must not; narrow the pattern or the words"
                for reject in shape.rejects.get(language, ())
                if pattern.search(reject)
            ]
    return tuple(problems)


def _alone(shape: Shape, language: str) -> re.Pattern[str] | None:
    words = words_of(language)
    filled = _filled(shape, words, "r0") if words.own or shape.safe else None
    return re.compile(rf"(?<!\w)(?:{filled})(?!\w)", re.IGNORECASE) if filled is not None else None


def value_of(words: Words, group: str, word: str) -> str | None:
    """What a word of a pattern's group means: the month's number, the unit's code, the count."""
    if group in ("number", "numbertwo") and re.fullmatch(r"\d+", word):
        return str(int(word))
    return words.meaning(group, word)


__all__ = ["KINDS", "OWN", "Found", "check_locale_rules", "find_expressions", "plain_word", "value_of"]
