"""The words with which English says who said it, from the reporting file; built once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from timeline.claims.grammar import verb_forms
from timeline.lexicon.loader import read_toml


@dataclass(frozen=True, slots=True)
class Cues:
    """The lists of ``en/claims/reporting.toml``; verbs as inflected form → dictionary form."""

    say: dict[str, str]
    with_that: dict[str, str]
    tell: dict[str, str]
    behalf: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    passive: tuple[tuple[str, ...], ...]
    doubt: frozenset[str]
    denies: frozenset[str]
    adverbs: frozenset[str]
    speech_nouns: frozenset[str]
    anonymous_heads: frozenset[str]
    document_heads: frozenset[str]
    organisation_heads: frozenset[str]
    paper_words: frozenset[str]
    source_words: frozenset[str]
    picture_words: frozenset[str]


@lru_cache(maxsize=1)
def read_cues() -> Cues:
    data = read_toml("en/claims/reporting.toml")
    verbs = {
        name: {form: verb for verb in data[name] for form in verb_forms(verb)} for name in ("say", "with_that", "tell")
    }
    phrases = {name: tuple(tuple(phrase.split()) for phrase in data[name]) for name in ("according", "passive")}
    sets = {
        name: frozenset(data[name]) for name in Cues.__dataclass_fields__ if name not in verbs and name not in phrases
    }
    return Cues(**verbs, **phrases, **sets)
