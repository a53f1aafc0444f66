"""The words with which English says who said it, from the reporting file; built once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from timeline.claims.grammar import noun_forms, verb_forms
from timeline.lexicon.loader import read_toml


@dataclass(frozen=True, slots=True)
class Cues:
    """The lists of ``en/claims/reporting.toml``; verbs as inflected form → dictionary form; ``words`` holds every word
    that can be or begin a cue."""

    say: dict[str, str]
    with_that: dict[str, str]
    tell: dict[str, str]
    acts: dict[str, str]
    stances: dict[str, str]
    feelings: frozenset[str]
    stance_links: frozenset[str]
    nested: frozenset[str]
    nouns: dict[str, str]
    stand_nouns: dict[str, str]
    possessives: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    passive: tuple[tuple[str, ...], ...]
    behalf: frozenset[str]
    always_verbs: frozenset[str]
    not_said: frozenset[str]
    doubt: frozenset[str]
    denies: frozenset[str]
    rejects: frozenset[str]
    hearsay: frozenset[str]
    denied_forms: frozenset[str]
    of_deeds: frozenset[str]
    claiming: frozenset[str]
    retracts: frozenset[str]
    retracted: frozenset[str]
    adverbs: frozenset[str]
    circumstance: frozenset[str]
    day_openers: frozenset[str]
    day_names: frozenset[str]
    day_parts: frozenset[str]
    persons: frozenset[str]
    before_participle: frozenset[str]
    anonymous_heads: frozenset[str]
    document_heads: frozenset[str]
    organisation_heads: frozenset[str]
    paper_words: frozenset[str]
    source_words: frozenset[str]
    credits: frozenset[str]
    after_credit: frozenset[str]
    words: frozenset[str]

    def verb_of(self, form: str) -> str:
        """The dictionary form of a cue verb; the form itself where no list has it."""
        for verbs in (self.say, self.tell, self.with_that, self.acts, self.stances):
            if form in verbs:
                return verbs[form]
        return form

    def is_base(self, form: str) -> bool:
        """Whether the form is the verb's own, which can be a noun as well: "report", "claim"."""
        return self.verb_of(form) == form or self.verb_of(form) + "s" == form


@lru_cache(maxsize=1)
def read_cues() -> Cues:
    data: dict[str, Any] = read_toml("en/claims/reporting.toml")
    say, with_that, tell, acts, stances = (
        {form: verb for verb in data[name] for form in verb_forms(verb)}
        for name in ("say", "with_that", "tell", "acts", "stances")
    )
    nouns, stand_nouns = (
        {form: verb for noun, verb in data[name].items() for form in noun_forms(noun)}
        for name in ("nouns", "stand_nouns")
    )
    according = tuple(tuple(phrase.split()) for phrase in data["according"])
    behalf = frozenset(data["behalf"])
    return Cues(
        say=say,
        with_that=with_that,
        tell=tell,
        acts=acts,
        stances=stances,
        feelings=frozenset(data["feelings"]),
        stance_links=frozenset(data["stance_links"]),
        nested=frozenset(data["nested"]),
        stand_nouns=stand_nouns,
        nouns=nouns,
        possessives=frozenset(data["possessives"]),
        according=according,
        passive=tuple(tuple(phrase.split()) for phrase in data["passive"]),
        behalf=behalf,
        always_verbs=frozenset(data["always_verbs"]),
        not_said=frozenset(data["not_said"]),
        doubt=frozenset(data["doubt"]),
        denies=frozenset(data["denies"]),
        rejects=frozenset(data["rejects"]),
        hearsay=frozenset(data["hearsay"]),
        denied_forms=frozenset(form for verb in data["denies"] for form in verb_forms(verb)),
        of_deeds=frozenset(data["of_deeds"]),
        claiming=frozenset(verb_forms("claim")),
        retracts=frozenset(data["retracts"]),
        retracted=frozenset(data["retracted"]),
        adverbs=frozenset(data["adverbs"]),
        circumstance=frozenset(data["circumstance"]),
        day_openers=frozenset(data["day_openers"]),
        day_names=frozenset(data["day_names"]),
        day_parts=frozenset(data["day_parts"]),
        persons=frozenset(data["persons"]),
        before_participle=frozenset(data["before_participle"]),
        anonymous_heads=frozenset(data["anonymous_heads"]),
        document_heads=frozenset(data["document_heads"]),
        organisation_heads=frozenset(data["organisation_heads"]),
        paper_words=frozenset(data["paper_words"]),
        source_words=frozenset(data["source_words"]),
        credits=frozenset(data["credits"]),
        after_credit=frozenset(data["after_credit"]),
        words=behalf
        | nouns.keys()
        | stand_nouns.keys()
        | frozenset(data["feelings"])
        | {form.split()[0] for form in (*say, *with_that, *tell, *acts, *stances)}
        | {phrase[0] for phrase in according},
    )
