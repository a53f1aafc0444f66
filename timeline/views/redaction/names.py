"""Names that must not be shown, found in any text however they are written: case, accents, slugs, joiners."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import unquote

from timeline.errors import TimelineError
from timeline.lexicon.loader import read_toml

WITHHELD = "[name withheld]"
SHORTEST = 2
"""Characters a name has at least; a single letter would black out the whole page."""

_PART = 3
"""Letters that a word of a name must have to be withheld by itself."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as names are compared: small letters without accents; ``places[i]`` is where character ``i`` stands."""

    text: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The names to withhold, ready to be looked for: whole ones anywhere, their single words where they are names."""

    whole: re.Pattern[str]
    parts: re.Pattern[str] | None

    def spans_in(self, text: str) -> tuple[tuple[int, int], ...]:
        """Half-open spans of ``text`` that hold a name, in order, none touching the next."""
        return _merged(sorted(self._found(text)))

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        folded = fold(text)
        for found in self.whole.finditer(folded.text):
            yield folded.places[found.start()], folded.places[found.end() - 1] + 1
        for found in self.parts.finditer(folded.text) if self.parts else ():
            begin = folded.places[found.start()]
            if not text[begin].islower():  # "Rose" is a name, "rose" is not; scripts without capitals have only names
                yield begin, folded.places[found.end() - 1] + 1

    def are_in(self, text: str) -> bool:
        """Whether a name stands in ``text``, plain or as an address writes it (%D8%A3…, dots, hyphens)."""
        return bool(self.spans_in(text)) or ("%" in text and bool(self.spans_in(unquote(text))))

    def are_in_slug(self, text: str) -> bool:
        """The same for an address or a path, where a name's words stand in small letters."""
        shown = fold(unquote(text)).text
        return bool(self.whole.search(shown) or (self.parts and self.parts.search(shown)))


@lru_cache(maxsize=4096)
def fold(text: str) -> Folded:
    """``text`` without case, accents, and characters that only guide the writing.

    >>> fold("Ga\\u00e9l\\u00ad X").text
    'gael x'
    """
    if text.isascii():
        return Folded(text.lower(), tuple(range(len(text))))
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for part in unicodedata.normalize("NFKD", char).casefold():
            if unicodedata.category(part) not in ("Mn", "Cf") and part != "\u0640":  # the Arabic lengthening stroke
                letters.append(part)
                places.append(place)
    return Folded("".join(letters), tuple(places))


def compile_names(names: Sequence[str], *, parts: bool = True) -> Names | None:
    """The names ready to be looked for; with ``parts`` also each word of a name by itself ("Saleh" of "Ahmad Saleh").

    Raises `TimelineError` for a name that is too short to be one. ``None`` where there are none.
    """
    wanted = [" ".join(name.split()) for name in names if name.strip()]
    for name in wanted:
        if len(_letters(name)) < SHORTEST:
            raise TimelineError(f"the name {name!r} is too short to withhold: give at least {SHORTEST} letters")
    if not wanted:
        return None
    whole = sorted({_whole(name) for name in wanted}, key=len, reverse=True)
    single = sorted({word for name in wanted for word in _parts(name)}, key=len, reverse=True) if parts else []
    return Names(
        re.compile("|".join(whole)),
        re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, single))})(?![^\W\d_])") if single else None,
    )


def _whole(name: str) -> str:
    """The pattern of a whole name: its words with a few marks between them; one word must not stand inside another."""
    words = [re.escape(word) for word in re.findall(r"[^\W_]+", fold(name).text)]
    if len(words) > 2 and words[0] in _particles():  # "timesofisrael.com" has no "The"
        words = words[1:]
    pattern = r"(?:[\W_]|%20){0,4}".join(words)
    return pattern if len(words) > 1 else rf"(?<![^\W\d_]){pattern}(?![^\W\d_])"


def _parts(name: str) -> Iterator[str]:
    words = re.findall(r"[^\W_]+", name)
    if len(words) < 2:
        return
    for word in words:
        folded = fold(word).text
        if len(folded) >= _PART and not word[0].islower() and folded not in _particles():
            yield folded


@cache
def _particles() -> frozenset[str]:
    return frozenset(fold(word).text for word in read_toml("particles.toml")["particles"])


def _letters(name: str) -> str:
    return "".join(re.findall(r"[^\W_]+", name))


def _merged(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for begin, end in spans:
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)
