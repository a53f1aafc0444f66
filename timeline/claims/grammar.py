"""The closed classes of English and the making of inflected forms, from the word files; built once, when first used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from timeline.lexicon.loader import read_toml


@dataclass(frozen=True, slots=True)
class Grammar:
    """The word classes of ``en/claims/grammar.toml`` as sets; the names are those of the file."""

    determiners: frozenset[str]
    possessives: frozenset[str]
    where: frozenset[str]
    compass: frozenset[str]
    pronouns: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    do: frozenset[str]
    prepositions: frozenset[str]
    relatives: frozenset[str]
    subordinators: frozenset[str]
    conjunctions: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    attempts: frozenset[str]
    plans: frozenset[str]
    conditionals: frozenset[str]
    allegations: frozenset[str]
    reports: frozenset[str]
    habits: frozenset[str]
    regular: frozenset[str]
    fears: frozenset[str]
    goes_on: frozenset[str]
    norms: frozenset[str]
    taken: frozenset[str]
    refusals: frozenset[str]
    chain_adverbs: frozenset[str]
    opposers: frozenset[str]
    support_verbs: frozenset[str]
    openers: frozenset[str]
    breaks: frozenset[str]
    needs_verb: frozenset[str]
    definites: frozenset[str]
    soft: frozenset[str]
    generic_governors: frozenset[str]
    future: frozenset[str]
    every: frozenset[str]
    nobody: frozenset[str]
    before_adjective: frozenset[str]
    before_gerund: frozenset[str]
    complements: frozenset[str]
    ties: frozenset[str]
    compound_endings: frozenset[str]
    to_come: frozenset[str]
    to_come_with_to: frozenset[str]
    past_links: frozenset[str]
    conditions: frozenset[str]
    appearances: frozenset[str]
    time_adjectives: frozenset[str]
    subjects: frozenset[str]
    plural_determiners: frozenset[str]
    phrase_ends: frozenset[str]
    to_whom: frozenset[str]
    kept_from: frozenset[str]
    thwarted: frozenset[str]
    cancelled: frozenset[str]
    inverted: frozenset[str]
    takes_place: frozenset[str]
    nearly: frozenset[str]
    phases: frozenset[str]
    uncounted: frozenset[str]
    before_progressive: frozenset[str]
    ends: frozenset[str]
    begins: frozenset[str]
    happens: frozenset[str]


@lru_cache(maxsize=1)
def read_grammar() -> Grammar:
    data = read_toml("en/claims/grammar.toml")
    return Grammar(**{name: frozenset(data[name]) for name in Grammar.__dataclass_fields__})


@lru_cache(maxsize=1)
def _irregular() -> tuple[dict[str, list[str]], dict[str, str], frozenset[str]]:
    data = read_toml("en/claims/inflections.toml")
    return data["verbs"], data["nouns"], frozenset(data["double"])


def verb_forms(verb: str) -> dict[str, str]:
    """The forms of a verb, each with its name: base, past, participle, ing, third.

    A phrase is inflected in its first word. One form can have two names; the later name wins, so that "hit" is "past".

    >>> sorted(verb_forms("stab"))
    ['stab', 'stabbed', 'stabbing', 'stabs']
    """
    first, space, rest = verb.partition(" ")
    irregular, _, double = _irregular()
    if first in irregular:
        past, participle, ing, third, *more = irregular[first]
    else:
        past, ing, third = _regular(first, first in double)
        participle, more = past, []
    forms = {first: "base", third: "third", ing: "ing", participle: "participle", past: "past"}
    forms |= dict.fromkeys(more, "past")
    return {form + space + rest: name for form, name in forms.items()}


def _regular(verb: str, double: bool) -> tuple[str, str, str]:
    if double:
        return verb + verb[-1] + "ed", verb + verb[-1] + "ing", verb + "s"
    if verb.endswith("e"):
        return verb + "d", (verb[:-2] + "ying" if verb.endswith("ie") else verb[:-1] + "ing"), verb + "s"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied", verb + "ing", verb[:-1] + "ies"
    third = verb + "es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else verb + "s"
    return verb + "ed", verb + "ing", third


def noun_forms(noun: str) -> dict[str, str]:
    """The forms of a noun, inflected in its last word: "singular" and "plural".

    >>> noun_forms("air strike")
    {'air strikes': 'plural', 'air strike': 'singular'}
    """
    head, space, last = noun.rpartition(" ")
    _, irregular, _ = _irregular()
    if last in irregular:
        plural = irregular[last]
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        plural = last[:-1] + "ies"
    else:
        plural = last + "es" if last.endswith(("s", "x", "z", "ch", "sh")) else last + "s"
    return {head + space + plural: "plural", noun: "singular"}


@lru_cache(maxsize=1)
def irregular_pasts() -> frozenset[str]:
    """The past forms of irregular verbs that are not their base form as well: "took", not "put"."""
    return frozenset(forms[0] for verb, forms in _irregular()[0].items() if forms[0] != verb)


def all_forms(verbs: Iterable[str]) -> dict[str, str]:
    """Every inflected form of ``verbs``, each with its verb."""
    return {form: verb for verb in verbs for form in verb_forms(verb)}
