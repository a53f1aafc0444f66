"""The language of a text, where it is not stated: a guess among those that outlets of the registry write in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from timeline import language
from timeline.articles.stamps import metadata

CLEAR = 300
"""Characters from which on a text tells its language against what its page states."""

_BORROWED = 0.05
"""Share of English words up to which a text in another language may have them: in names and titles."""

LOOKED_AT = 2000
"""Characters of a short text whose letters are looked at."""

_DECLARED = re.compile(r"(?P<code>[A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class Language:
    """A language code (ISO 639) and what is in doubt about it."""

    code: str
    doubts: tuple[str, ...] = ()
    is_sure: bool = True


def declared_language(text: str) -> str | None:
    """The language code of what a file states ("en", "en-GB"), or ``None`` where it is no code.

    >>> declared_language("pt_BR"), declared_language("English")
    ('pt', None)
    """
    found = _DECLARED.fullmatch(text.strip())
    return found["code"].lower() if found else None


def read_language(text: str, stated: str | None) -> Language:
    """The language that is ``stated`` beside a text, else a guess from the text."""
    code = declared_language(stated) if stated else None
    if code:
        return Language(code)
    guess = guess_language(text)
    if stated:
        doubt = f"the language {stated!r} is no code such as en or ar: guessed instead"
        return Language(guess.code, (doubt, *guess.doubts), guess.is_sure)
    return guess


def language_of_page(text: str, stated: str) -> Language:
    """The language of a text whose page states one: that of the page's template, where the text is clearly another's.

    English is told by its words, and is what templates state that nobody has set; no other two are told apart here.
    """
    declared = read_language(text, stated)
    if not language.is_enough(text) or len(text) < CLEAR:
        return declared
    if declared.code == "en":
        guess = language.guess_language(text)
        return declared if guess == "en" else Language(guess, (_contradicted(stated, guess),))
    if not may_be_in(text, declared.code) and (guess := language.guess_language(text)) != declared.code:
        return Language(guess, (_contradicted(stated, guess),))
    return declared


def _contradicted(stated: str, guess: str) -> str:
    return f"the page states the language {stated!r}, but its text is in another ({guess}), which was taken"


def may_be_in(text: str, code: str) -> bool:
    """Whether a short text can be in that language: it has letters of its alphabet, and no word that only English has.

    >>> may_be_in("Two men were killed.", "he"), may_be_in("Two men were killed.", "fr"), may_be_in("Deux morts", "fr")
    (False, False, True)
    """
    alphabets = Counter(unicodedata.name(letter, "?").split()[0] for letter in text[:LOOKED_AT] if letter.isalpha())
    if not alphabets:
        return False
    scripts = metadata()["scripts"]
    expected = next((script for script, codes in scripts.items() if code in codes), "latin")
    if alphabets.most_common(1)[0][0].lower() != expected:
        return False
    words = re.findall(r"[^\W\d_]+", text[:LOOKED_AT].lower())
    english = sum(word in metadata()["english"]["words"] for word in words)
    return code == "en" or expected != "latin" or english <= _BORROWED * len(words)


def guess_language(text: str) -> Language:
    """The language of ``text`` by its first letters, with a doubt where there is too little of it to tell."""
    code = language.guess_language(text)
    if not language.is_enough(text):
        letters = sum(map(str.isalpha, text))
        return Language(code, (f"the language ({code}) is guessed from {letters} letters: state it",), is_sure=False)
    return Language(code)
