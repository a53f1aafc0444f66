"""Who is said to have done it, and denies it: that the deed happened is not disputed by that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from timeline.claims.actors import find_names, is_unnamed, read_actors
from timeline.claims.sentences import find_sentences
from timeline.events.outlets import outlet_name
from timeline.lexicon.loader import read_toml
from timeline.types import Article, Claim, Conflict, ConflictKind, Status

LONGEST = 160  # characters of a sentence that are quoted


def takes_no_blame(claim: Claim) -> bool:
    """Whether a claim tells that somebody denies having done it: "denied that it had carried out the attack"."""
    denies = claim.status is Status.DENIED or (claim.type == "REJECT" and claim.mode == "deny")
    return denies and _words().search(claim.quote) is not None


def find_blame(
    members: Sequence[Claim], remarks: Mapping[str, Sequence[Claim]], articles: Mapping[str, Article]
) -> Iterator[Conflict]:
    """For each actor that denies having done it, one disagreement with the articles that say it did; ``remarks`` are
    the accusations and denials by the id of the claim that they are about (`timeline.events.resume.find_remarks`)."""
    about = (*members, *(remark for claim in members for remark in remarks.get(claim.id, ())))
    denied: dict[str, list[Claim]] = {}
    for claim in about:
        for name in _deniers(claim) if takes_no_blame(claim) else ():
            denied.setdefault(name, []).append(claim)
    for name, deniers in denied.items():
        accusers = [claim for claim in about if claim not in deniers and _blames(claim, name)]
        if accusers:
            yield _conflict(name, accusers, deniers, articles)


def _deniers(claim: Claim) -> tuple[str, ...]:
    """The actors whose denial a claim tells: those named before the word of denial."""
    return tuple(dict.fromkeys(_named(claim.quote[: claim.trigger.end - claim.begin])))


def _blames(claim: Claim, name: str) -> bool:
    """Whether a claim says that the actor did it, or that somebody says so."""
    if claim.type == "ACCUSE":
        return name in _named(claim.quote[claim.trigger.end - claim.begin :])[:1]
    happened = claim.status in (Status.ASSERTED, Status.REPORTED, Status.ALLEGED, Status.HISTORICAL)
    blamed = claim.type in ("ASSAULT", "CASUALTY") and happened
    return blamed and any(actor.name == name and actor.role == "agent" for actor in claim.actors)


def _named(text: str) -> list[str]:
    names, known = read_actors()
    found = [mention.name for sentence in find_sentences(text) for mention in find_names(sentence, text, names)]
    return [name for name in found if not is_unnamed(name) and known[name].kind != "person"]


def _conflict(
    name: str, accusers: Sequence[Claim], deniers: Sequence[Claim], articles: Mapping[str, Article]
) -> Conflict:
    def outlets(claims: Sequence[Claim]) -> str:
        return " and ".join(dict.fromkeys(outlet_name(articles[claim.article]) for claim in claims))

    return Conflict(
        ConflictKind.STATUS,
        tuple(dict.fromkeys(claim.id for claim in (*deniers, *accusers))),
        f"{name} is said to have done it in {outlets(accusers)} (“{_quoted(accusers[0])}”), and denies it in "
        f"{outlets(deniers)} (“{_quoted(deniers[0])}”).",
    )


def _quoted(claim: Claim) -> str:
    text = " ".join(claim.quote.split())
    return text if len(text) <= LONGEST else text[: text.rfind(" ", 0, LONGEST)] + " …"


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in read_toml("en/events.toml")["responsibility"]["words"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
