"""Tokens, and the classes of words that the patterns of the rules speak of.

A text is cut into tokens: a run of letters, a run of digits, a run of white space, or one other character. Each token
gets one character of a private alphabet; equal characters mean equal sets of word classes. So a text of 60,000 words
becomes a string on which rules are tiny regular expressions. All the loops are in C.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from timeline.dates.patterns import GAP, PARAGRAPH
from timeline.errors import RuleError

_TOKEN = re.compile(r"[^\W\d_]+|\d+|\s+|.", re.DOTALL)
_FIRST_CHAR = 0xE000
_SIGNS = "–•…°§£€¥"

_SAMPLE_NUMBERS = (
    *(f"{hundred + part:04}" for hundred in range(0, 10000, 100) for part in (0, 1, 10, 59, 60, 61, 90)),
    *("100", "105", "110", "959", "960", "963", "970", "12345", "061430", "999999", "1234567"),
    *("19980116", "19980110", "99999999", "123456789", "1234567890"),
)

ALIKE = {"’": "'", "‘": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "“": '"', "”": '"', "—": "–", "−": "–"}
"""Signs that count as the plain one: quotation marks, hyphens and dashes of the typographers."""


def squeezed(name: str) -> str:
    """A name without white space and capitals, its signs plain: two spellings of it become equal."""
    return "".join(ALIKE.get(char, char) for char in name.lower() if not char.isspace())


@dataclass(frozen=True, slots=True)
class Form:
    """What a word is in one class: its value there, and whether it needs a capital."""

    value: Any
    cased: bool


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in tokens: ``begins[i]`` is the offset of token ``i``, ``begins[-1]`` the length of the text."""

    text: str
    words: list[str]
    begins: list[int]
    classes: str


class Alphabet(dict[str, str]):
    """From a token to its class character; learns new tokens on the way, and forgets them when they are too many."""

    def __init__(self, lexicon: Mapping[str, Mapping[str, Form]], literals: Iterable[str]) -> None:
        super().__init__()
        self._forms: dict[str, dict[str, bool]] = {}
        for name, words in lexicon.items():
            for word, form in words.items():
                self._forms.setdefault(word, {})[name] = form.cased
        for literal in literals:
            word = literal.removeprefix("=")
            self._forms.setdefault(word.lower(), {})[literal] = word[0].isupper()
        self._chars: dict[frozenset[str], str] = {}
        self._know_all_sets()
        self._by_class: dict[str, str] = {}
        for classes, char in self._chars.items():
            for name in classes:
                self._by_class[name] = self._by_class.get(name, "") + char

    def _know_all_sets(self) -> None:
        """Every set of classes that a token can have gets its character now, before rules are compiled with them."""
        for word in self._forms:
            for shape in (word, word.capitalize(), word.upper()):
                self[shape]
        for count in range(200):
            self[str(count)], self[f"{count:02}"]
        for sample in _SAMPLE_NUMBERS:
            self[sample]
        for sample in (
            " ",
            "\n\n",
            "xyzzy",
            "Xyzzy",
            "XYZZY",
            "x",
            "X",
            *r"""!"#$%&'()*+,-./:;<=>?@[\]^_{|}~–…•°§£€¥""",
        ):
            self[sample]

    def __missing__(self, token: str) -> str:
        classes = self._classes_of(token)
        char = self._chars.get(classes)
        if char is None:
            char = self._chars[classes] = chr(_FIRST_CHAR + len(self._chars))
        if len(self) > 200_000:  # a text of nothing but new words must not eat the memory
            self.clear()
        self[token] = char
        return char

    def _classes_of(self, token: str) -> frozenset[str]:
        if token.isdecimal() and token.isascii():
            return frozenset((*digit_classes(token), *self._forms.get(token, ())))
        if token[0].isalpha():
            capital = token[0].isupper()
            forms = self._forms.get(token.lower(), {})
            found = {name for name, cased in forms.items() if capital or not cased}
            if not found and len(token) > 4 and token.endswith("s"):
                found.add("plural")
            return frozenset(found | {"word", "Capital" if capital else "lower"})
        if token.isspace():
            return frozenset((PARAGRAPH,) if token.count("\n") > 1 else (GAP,))
        sign = ALIKE.get(token, token)
        return frozenset((sign if sign.isascii() or sign in _SIGNS else "other", *self._forms.get(sign, ())))

    def chars(self, name: str) -> str:
        """The characters of all tokens of class ``name``; raises `RuleError` where no token can be of it."""
        found = self._by_class.get(name)
        if not found:
            raise RuleError(f"the pattern speaks of {name!r}, which is no class of words; add it, or mend the name")
        return found

    def read(self, text: str) -> Tokens:
        words = _TOKEN.findall(text)
        classes = "".join(map(self.__getitem__, words))
        return Tokens(text, words, list(accumulate(map(len, words), initial=0)), classes)


def digit_classes(token: str) -> set[str]:
    """The classes of a run of digits by its length and value: what it can be in a date.

    >>> sorted(digit_classes("30"))
    ['day', 'dd', 'minute', 'num', 'num2', 'short_decade']
    """
    size = len(token)
    if size > 9:
        return {"longnum"}
    value = int(token)
    found = {"num", f"num{size}"}
    if size <= 2:
        found |= {name for name, low, high in _SMALL if low <= value <= high}
        found |= {"dd"} if size == 2 else set()
        found |= {"minute"} if size == 2 and value < 60 else set()
        found |= {"short_decade"} if value >= 20 and value % 10 == 0 else set()
    if size == 3:
        found |= {"military"} if value < 960 else set()
    if size == 4:
        found |= {"year"} if 1000 <= value <= 2199 else set()
        found |= {"hhmm"} if value < 2400 and value % 100 < 60 else set()
        found |= {"recent_year"} if 1900 <= value <= 2099 else set()
        found |= {"long_decade"} if 1000 <= value <= 2199 and value % 10 == 0 else set()
    if size == 6:
        day, hour, minute = int(token[:2]), int(token[2:4]), int(token[4:])
        found |= {"dtg"} if 0 < day <= 31 and hour < 24 and minute < 60 else set()
    if size == 8:
        year, month, day = int(token[:4]), int(token[4:6]), int(token[6:])
        found |= {"ymd"} if 1000 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= 31 else set()
    return found


_SMALL = (("month_number", 1, 12), ("hour12", 1, 12), ("hour24", 0, 24), ("day", 1, 31))
