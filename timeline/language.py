"""The language of a text that nobody states: English by its function words, any other by py3langid's model."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from timeline.lexicon.loader import read_toml

LOOKED_AT = 4000  # characters; more of a text does not change the answer
ENOUGH = 60  # letters below which a guess is no better than the alphabet
_WORD = re.compile(r"[^\W\d_]+")


def guess_language(text: str) -> str:
    """The ISO 639 code of the language of ``text``, by its first characters.

    >>> guess_language("The army said on Friday that it had taken the village and that two of its men were hurt.")
    'en'
    """
    words = _WORD.findall(text[:LOOKED_AT].lower())
    if _is_english(words):
        return "en"
    looked_at = " ".join(text[:LOOKED_AT].split())
    return str(_model().classify(looked_at)[0])


def is_enough(text: str) -> bool:
    """Whether ``text`` has letters enough for its language to be told."""
    return sum(map(str.isalpha, text[:LOOKED_AT])) >= ENOUGH


def language_of(text: str) -> str:
    """The guess where there is text enough for one; of a short text in Latin letters, English.

    >>> language_of("on Friday")
    'en'
    """
    if not is_enough(text) and not any(ord(letter) > 0x24F for letter in text if letter.isalpha()):
        return "en"
    return guess_language(text)


def _is_english(words: list[str]) -> bool:
    known, least_share, least_different = _english()
    hits = [word for word in words if word in known]
    return len(hits) >= least_share * len(words) and len(set(hits)) >= least_different


@cache
def _english() -> tuple[frozenset[str], float, int]:
    english = read_toml("languages.toml")["english"]
    return frozenset(english["words"]), english["least_share"], english["least_different"]


@cache
def _model() -> Any:
    """py3langid's model; loading takes a second, so only a text that needs it waits for it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    known = set(model.labels)
    model.set_languages([code for code in read_toml("languages.toml")["model"]["plausible"] if code in known])
    return model
