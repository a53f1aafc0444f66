"""How an article's outlet is named, and which agency it credits."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.claims.actors import Mention, find_names
from timeline.claims.sentences import Sentence, find_sentences
from timeline.claims.sources import outlet_names
from timeline.lexicon.loader import read_toml
from timeline.types import Article, AttributionKind

HEAD = 120  # characters in which an agency credit stands
_PART = re.compile(r"[^,;|/()\[\]•\n]+")
_DASH = re.compile(r"\s[-–—]+\s")


def outlet_name(article: Article) -> str:
    """The outlet's name, or words that say that the file does not give it."""
    return article.outlet.name if article.outlet else f"unnamed outlet ({article.title or article.id})"


def agency_credit(article: Article) -> str | None:
    """The agency that the byline or the head of the text credits: "GAZA (Reuters) -".

    A person who is called as an agency is ("Amna", "Bakhtar") credits none.
    """
    head = article.text[:HEAD]
    opened = head.find("(")
    bracket = head[opened + 1 : head.find(")", opened)] if opened >= 0 else ""
    parts = (part for line in (article.byline or "", bracket) for part in _PART.findall(_DASH.sub(",", line)))
    return next((agency for part in parts if (agency := _credited(part)) is not None), None)


def _credited(part: str) -> str | None:
    """The agency that a part of a byline names, a name in capitals ("AMNA") only where it is so written; one word
    beside other names is the name of a person, unless it alone is written in capitals ("Ann Lee AFP")."""
    names, kinds = outlet_names()
    for sentence in find_sentences(part):
        for mention in find_names(sentence, part, names):
            written = part[sentence.begins[mention.first] : sentence.ends[mention.last - 1]]
            shouted = written.isupper()
            if kinds.get(mention.name) is not AttributionKind.AGENCY or (mention.name.isupper() and not shouted):
                continue
            long = mention.last - mention.first > 1
            if long or (shouted and not part.isupper()) or not _names_beside(part, sentence, mention):
                return mention.name
    return None


def _names_beside(part: str, sentence: Sentence, mention: Mention) -> bool:
    """Whether a word beside the agency's is capitalised as names are, and no "staff" or "by"."""
    beside = (place for place in (mention.first - 1, mention.last) if 0 <= place < len(sentence.words))
    return any(part[sentence.begins[place]].isupper() and sentence.words[place] not in _no_names() for place in beside)


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    """Words of a byline that are no name."""
    found = read_toml("en/claims/reporting.toml")
    return frozenset(found["organisation_heads"]) | frozenset(read_toml("en/claims/grammar.toml")["prepositions"])
