"""Whether two spellings are one name: transliteration leaves the consonants and changes the rest."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

VOWELS = frozenset("aeiouy'’`-")
ARTICLES = ("al-", "el-", "ad-", "an-", "ash-", "as-", "at-", "ar-")


def same_name(one: str, other: str) -> bool:
    """Whether one name can be the other: the last words agree in their consonants, and the words before them do where
    both have such.

    >>> same_name("Abu Malek Abu Shwiesh", "Abu Shawish"), same_name("Ann Lee", "Tom Lee")
    (True, False)
    """
    first, second = _parts(one), _parts(other)
    if not first or not second or skeleton(first[-1]) != skeleton(second[-1]):
        return False
    shorter, longer = sorted((first[:-1], second[:-1]), key=len)
    rest = {skeleton(part) for part in longer}
    return all(skeleton(part) in rest for part in shorter)


def same_spelling(one: str, other: str) -> bool:
    """Whether the shorter name stands in the longer one, without regard to case, articles, doubled letters and a letter
    that was left out or put in.

    >>> same_spelling("Hilary Moss", "Hillary Moss"), same_spelling("Mahmoud", "Mohammed")
    (True, False)
    """
    shorter, longer = sorted(([_undoubled(part) for part in _parts(name)] for name in (one, other)), key=len)
    return all(any(_misprint(part, other) for other in longer) for part in shorter)


def _misprint(one: str, other: str) -> bool:
    """Whether two words are the same but for one letter that one of them has more."""
    shorter, longer = sorted((one, other), key=len)
    if shorter == longer:
        return True
    return len(longer) - len(shorter) == 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )


def _undoubled(word: str) -> str:
    return "".join(letter for index, letter in enumerate(word) if index == 0 or letter != word[index - 1])


@lru_cache(maxsize=100_000)
def _parts(name: str) -> tuple[str, ...]:
    parts = []
    for part in name.lower().replace("’", "'").split():
        for article in ARTICLES:
            part = part.removeprefix(article)
        if part:
            parts.append(part)
    return tuple(parts)


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The consonants of a word, doubled ones once: Mohammed, Muhamad and Mahmoud are all "mhmd".

    >>> skeleton("Mohammed"), skeleton("Shwiesh")
    ('mhmd', 'shwsh')
    """
    plain = unicodedata.normalize("NFKD", word.lower())
    letters = [letter for letter in plain if letter.isalpha() and letter not in VOWELS]
    return "".join(letter for index, letter in enumerate(letters) if index == 0 or letter != letters[index - 1])
