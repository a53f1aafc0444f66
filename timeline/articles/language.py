"""The language of a text, where it is not stated: a guess among those that outlets of the registry write in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from timeline.articles.stamps import metadata

_LOOKED_AT = 4000
_ENOUGH = 80
_DECLARED = re.compile(r"(?P<code>[A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def declared_language(text: str) -> str | None:
    """The language code of what a file states ("en", "en-GB"), or ``None`` where it is no code.

    >>> declared_language("pt_BR"), declared_language("English")
    ('pt', None)
    """
    found = _DECLARED.fullmatch(text.strip())
    return found["code"].lower() if found else None


def guess_language(text: str) -> tuple[str, str | None]:
    """The language code of ``text``, and a doubt where there is too little of it to tell."""
    looked_at = " ".join(text[:_LOOKED_AT].split())
    code = str(_guesser().classify(looked_at)[0])
    letters = sum(map(str.isalpha, looked_at))
    if letters < _ENOUGH:
        return code, f"the language ({code}) is guessed from {letters} letters: state it"
    return code, None


@cache
def _guesser() -> Any:
    """py3langid's model; loading takes a second, so only a text without a stated language waits for it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    guesser = LanguageIdentifier.from_model_file(MODEL_FILE)
    known = set(guesser.labels)
    guesser.set_languages([code for code in metadata()["language"]["plausible"] if code in known])
    return guesser
