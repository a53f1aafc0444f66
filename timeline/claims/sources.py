"""From reports of speech to attributions: who the source is, of what kind, and whom pronouns and "the paper" mean."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from timeline.claims.actors import Names, find_names, make_names, read_actors
from timeline.claims.cues import Cues, read_cues
from timeline.claims.grammar import read_grammar
from timeline.claims.nouns import noun_phrase_begin
from timeline.claims.reports import Report
from timeline.claims.sentences import Sentence, find_sentences
from timeline.lexicon.loader import read_table, read_toml
from timeline.types import Article, Attribution, AttributionKind, Span

REACH = 3  # paragraphs back in which a pronoun finds its person
NOT_NAMED = "not named"
UNSAID = (NOT_NAMED, "report", "reports", "a report", "the report", "the reports")
PERSON, OUTLET, AGENCY = AttributionKind.PERSON, AttributionKind.OUTLET, AttributionKind.AGENCY
# organisations of the registry speak for themselves and are no news outlet: "Doctors Without Borders said"
ORGANISATION = AttributionKind.ORGANISATION
SPOKEN_BY = {"agency": AGENCY} | dict.fromkeys(("ngo", "monitor", "think-tank", "un-body"), ORGANISATION)


@dataclass(frozen=True, slots=True)
class _Known:
    """A source as it was last named: ``via`` is the outlet that it told, where that is not the article's own."""

    name: str
    kind: AttributionKind
    paragraph: int
    told_outlet: bool = False
    via: str | None = None


@dataclass(slots=True)
class _Memory:
    """The sources named so far in an article, the latest last."""

    known: list[_Known] = field(default_factory=list)

    def last(self, paragraph: int, *kinds: AttributionKind, word: str = "", reach: int = REACH) -> _Known | None:
        for known in reversed(self.known):
            if kinds and known.kind not in kinds:
                continue
            if word in known.name.lower() and paragraph - known.paragraph <= reach:
                return known
        return None


@lru_cache(maxsize=1)
def outlet_names() -> tuple[Names, dict[str, AttributionKind]]:
    """The names of all outlets of the registry, and whether each is an agency."""
    spellings: list[tuple[str, str]] = []
    kinds: dict[str, AttributionKind] = {}
    for row in read_table("outlets.csv"):
        name = row["name"]
        kinds[name] = SPOKEN_BY.get(row["kind"], OUTLET)
        spellings += [(alias.strip(), name) for alias in (name, *row["aliases"].split(";")) if alias.strip()]
        spellings += [
            (alias.removeprefix("The "), owner) for alias, owner in spellings[-1:] if alias.startswith("The ")
        ]
    actors = {alias.lower() for block in read_toml("actors.toml")["actor"] for alias in block["aliases"]}
    wanted = [(alias, name) for alias, name in spellings if len(alias) > 2 and alias.lower() not in actors]
    return make_names(wanted, beside_names=True), kinds


@lru_cache(maxsize=1_024)
def named_outlet(written: str) -> str | None:
    """The registry's name of the outlet that a phrase names, if it names one: "the Times of Israel's correspondent"."""
    for sentence in find_sentences(written):
        found = find_names(sentence, written, outlet_names()[0])
        if found:
            return found[0].name
    return None


def name_sources(article: Article, reports: Sequence[Report], sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """The attributions of an article in text order, each with its source named.

    What a pronoun, "the sources" or "the paper" means is looked for in the article before it. Where somebody told it
    to another outlet, that outlet gets an attribution of its own, before the source's.
    """
    memory = _Memory()
    found: list[Attribution] = []
    own = article.outlet.name if article.outlet else None
    for report in reports:
        paragraph = sentences[report.sentence].paragraph
        written = article.text[slice(*report.source)] if report.source else ""
        if _plain(written) in ("who", "which") and report.source:
            written = _antecedent(article.text, sentences[report.sentence], report.source[0]) or written
        known = _resolved(written, paragraph, memory, own)
        if report.hearer:
            known = _told(known, article.text[slice(*report.hearer)], paragraph, own, memory)
        if report.source is None:
            known = _Known(NOT_NAMED, AttributionKind.ANONYMOUS, paragraph)
        else:
            memory.known.append(known)
        if known.via:
            between = _Known(known.via, outlet_names()[1].get(known.via, OUTLET), paragraph)
            memory.known.insert(max(0, len(memory.known) - 1), between)
            found.append(_attribution(article, len(found), report, report.hearer or report.source, between))
        found.append(_attribution(article, len(found), report, report.source, known))
    return tuple(_only_outlet(found, own))


def _only_outlet(found: Sequence[Attribution], own: str | None) -> list[Attribution]:
    """With "it has emerged" and "a report says" told by the one outlet that the article has its story from, where it
    names just one."""
    outlets = {item.name for item in found if item.kind in (OUTLET, AGENCY) and item.name != own}
    if len(outlets) != 1:
        return list(found)
    outlet = outlets.pop()
    kind = outlet_names()[1].get(outlet, OUTLET)
    return [
        dataclasses.replace(item, name=outlet, kind=kind) if item.name.lower() in UNSAID else item for item in found
    ]


def _attribution(
    article: Article, number: int, report: Report, source: tuple[int, int] | None, known: _Known
) -> Attribution:
    text = article.text
    return Attribution(
        id=f"{article.id}-s{number}",
        article=article.id,
        source=Span(*source, text[slice(*source)]) if source else None,
        cue=Span(*report.cue, text[slice(*report.cue)]),
        content=Span(*report.content, text[slice(*report.content)]),
        kind=known.kind,
        name=known.name,
        told_outlet=known.told_outlet,
        verb=report.verb,
        stance=report.stance,
    )


def _antecedent(text: str, sentence: Sentence, relative: int) -> str:
    """The noun phrase before a relative pronoun: "the group, which has vowed" is "the group"."""
    end = sentence.index_at(relative)
    while end > 0 and sentence.words[end - 1] == ",":
        end -= 1
    begin = noun_phrase_begin(sentence.words, end, (False,) * len(sentence.words))
    return text[sentence.begins[begin] : sentence.ends[end - 1]] if begin < end else ""


def _told(known: _Known, hearer: str, paragraph: int, own: str | None, memory: _Memory) -> _Known:
    """The source with the outlet it told: the article's own, or another that stands between."""
    cues = read_cues()
    outlet = named_outlet(hearer)
    if outlet is None and _plain(hearer) in cues.paper_words:
        last = memory.last(paragraph, OUTLET, AGENCY, reach=99)
        outlet = last.name if last else None
    if outlet is None:
        return known
    if own is not None and outlet == own:
        return _Known(known.name, known.kind, paragraph, told_outlet=True)
    return _Known(known.name, known.kind, paragraph, via=outlet)


def _resolved(written: str, paragraph: int, memory: _Memory, own: str | None) -> _Known:
    """The source that the written words mean."""
    cues = read_cues()
    plain = _plain(written)
    earlier: _Known | None = None
    if plain in cues.source_words:
        earlier = memory.last(paragraph, AttributionKind.ANONYMOUS, word="source", reach=99)
    elif plain in ("he", "she", "who", "his", "her"):
        earlier = memory.last(paragraph, PERSON) or memory.last(paragraph, AttributionKind.ANONYMOUS, reach=0)
    elif plain in ("they", "their"):
        earlier = memory.last(paragraph)
    elif plain in ("it", "which", "its"):
        earlier = memory.last(
            paragraph, OUTLET, AGENCY, AttributionKind.ORGANISATION, AttributionKind.DOCUMENT
        ) or memory.last(paragraph, word="media")
    elif plain in cues.paper_words:
        earlier = memory.last(paragraph, OUTLET, AGENCY, reach=99)
        if earlier is None and own is not None and plain != "the report":
            return _Known(own, outlet_names()[1].get(own, OUTLET), paragraph)
    if earlier is not None:
        return _Known(earlier.name, earlier.kind, paragraph, earlier.told_outlet, earlier.via)
    outlet = named_outlet(written)
    if outlet is not None:
        return _Known(outlet, outlet_names()[1][outlet], paragraph)
    name = _head(written)
    full = _full_name(name, memory)
    return _Known(full or name or NOT_NAMED, _kind(written, cues), paragraph)


def _full_name(name: str, memory: _Memory) -> str | None:
    """The full name of a person who was named before and is now only called by the last name."""
    if " " in name or not name[:1].isupper():
        return None
    return next(
        (known.name for known in reversed(memory.known) if known.kind is PERSON and known.name.split()[-1] == name),
        None,
    )


def _head(written: str) -> str:
    """A source's name without apposition and relative clause: "Ann Lee, who speaks for the force" is "Ann Lee"."""
    name = " ".join(written.split())
    for mark in (",", " who ", " which ", " that ", " – ", " — ", " ("):
        head, found, _ = name.partition(mark)
        if found and head:
            name = head
    return _without_day(name).strip("\"“”'’ ")


def _without_day(name: str) -> str:
    """ "the council on Friday" without the day of its telling."""
    words = name.split()
    if len(words) > 2 and words[-1].lower() in read_cues().circumstance:
        words = words[: -2 if words[-2].lower() in read_grammar().prepositions else -1]
    return " ".join(words)


def _plain(written: str) -> str:
    return " ".join(written.lower().split()).strip(",. ")


def _kind(written: str, cues: Cues) -> AttributionKind:
    """Of what kind a source is, by the words of its head."""
    name = _head(written)
    words = {word.strip(",.'\"“”’()") for word in name.lower().split()}
    capitals = [part for part in name.split() if part[:1].isupper() and part.lower() not in read_grammar().determiners]
    if words & cues.document_heads:
        return AttributionKind.DOCUMENT
    if words & cues.anonymous_heads and not (len(capitals) >= 2 and words & {"spokesman", "spokeswoman", "official"}):
        return AttributionKind.ANONYMOUS
    actors = {mention.name for line in find_sentences(name) for mention in find_names(line, name, read_actors()[0])}
    if any(read_actors()[1][actor].kind != "person" for actor in actors) and len(capitals) < 3:
        return AttributionKind.ORGANISATION
    if words & cues.organisation_heads or (len(words) > 1 and capitals and all(part.isupper() for part in capitals)):
        return AttributionKind.ORGANISATION
    return PERSON if capitals else AttributionKind.ANONYMOUS
