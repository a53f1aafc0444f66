"""From a cleaned draft to an `Article`: outlet, publication date, language, and what is in doubt about each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.articles.banners import find_owner
from timeline.articles.carriers import carriers, outlet_of_address, spelling_doubt
from timeline.articles.clean import Cleaned
from timeline.articles.copies import copied_doubt, outlet_named
from timeline.articles.drafts import Draft
from timeline.articles.language import Language, may_be_in
from timeline.articles.names import plain_name
from timeline.articles.naming import Naming, find_dateline, find_namings
from timeline.articles.outlets import domain_of, kind_of, known_outlet
from timeline.articles.publication import find_publication, given_or_stated
from timeline.types import Article, Dating, Evidence, Outlet, Source

NO_OUTLET = "no outlet found: name it"
_FEW = 3
"""Places that name an outlet of which the first are told."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of everything that is read; it holds where an article does not state its own."""

    published: Dating | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a draft was read: ``index`` counts the articles of its file from 0."""

    path: str
    sha256: str
    index: int
    row: int | None = None
    doubts: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


def article_id(sha256: str, index: int) -> str:
    """The id of the article number ``index`` of the file with that hash, the same on every machine."""
    return "a" + hashlib.sha256(f"{sha256}{index}".encode()).hexdigest()[:11]


def make_article(cleaned: Cleaned, origin: Origin, given: Given, guessed: Language, *, draft: Draft) -> Article:
    """The article; its outlet and date come from what is stated first, then from its lines, then from ``given``."""
    fields = origin.fields
    outlet, named_by, outlet_doubts = _outlet(cleaned, draft, given.outlet)
    publication = find_publication(cleaned, fields, outlet, guessed.code, stated=draft.stated)
    published, given_doubts = given_or_stated(publication.published, given.published)
    language = _of_outlet(guessed, outlet, cleaned.body.text)
    byline = fields.get("byline") or next((stamp.byline for stamp in cleaned.stamps if stamp.byline), None)
    url, url_doubts = _web_address(fields.get("url"))
    return Article(
        id=article_id(origin.sha256, origin.index),
        url=url,
        source=Source(origin.path, None, origin.row, origin.sha256, cleaned.body.segments),
        title=plain_name(cleaned.title),
        byline=plain_name(byline),
        language=language.code,
        outlet=outlet,
        published=Dating(published.earliest, published.latest, published.edtf, (*named_by, *published.basis)),
        modified=publication.modified,
        text=cleaned.body.text,
        dateline=find_dateline(cleaned.body.text),
        doubts=(*origin.doubts, *url_doubts, *outlet_doubts, *publication.doubts, *given_doubts, *language.doubts),
        dropped=_dropped(cleaned),
    )


def _web_address(text: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The address if it is one of the web: it becomes a link, and a link can also run a script or open a file."""
    if text is None or (re.match(r"https?://\S+\Z", text, re.IGNORECASE) and domain_of(text)):
        return text, ()
    return None, (f"the url {text[:100]!r} is no address that begins with https:// or http://: left out",)


def _dropped(cleaned: Cleaned) -> tuple[str, ...]:
    """What was dropped, in words, one entry a kind: "photo caption, 2 lines"."""
    lines: dict[str, int] = {}
    for passage in cleaned.dropped:
        lines[passage.kind] = lines.get(passage.kind, 0) + passage.text.count("\n") + 1
    return tuple(f"{kind}, {count} {'line' if count == 1 else 'lines'}" for kind, count in lines.items())


def _outlet(
    cleaned: Cleaned, draft: Draft, given: str | None
) -> tuple[Outlet | None, tuple[Evidence, ...], tuple[str, ...]]:
    """The outlet, the evidence for it, and doubts: contradictions, or what to do where there is none."""
    fields = draft.fields
    found = _candidates(cleaned, draft)
    doubts = [f"{name}, an agency, is credited: who printed it is another matter" for name in _agency(cleaned)]
    strong = [(outlet, evidence) for outlet, evidence, sure in found if sure]
    if not strong and given:
        return outlet_named(given), (Evidence("outlet", given, "the outlet as you named it"),), tuple(doubts)
    if not strong and draft.body is not None and (at_home := outlet_of_address(fields.get("url"))):
        outlet, first = at_home
        return outlet, (first,), (*doubts, f"only the address names the outlet ({outlet.name}): name it")
    if not strong:
        return None, (), (*doubts, *_suggestions(cleaned, [(outlet, evidence) for outlet, evidence, _ in found]))
    outlet, first = strong[0]
    is_stated = cleaned.stamps or any(banner.sure for banner in cleaned.banners) or fields or draft.named
    if not is_stated and first.text in cleaned.body.text:
        doubts.append(f"the outlet is inferred from what the article says ({first.text!r}): check it")
    doubts += [
        f"the outlet is taken from the end of the page's title ({banner.text!r}): check that it is not cited there"
        for banner in cleaned.banners
        if banner.is_inferred and banner.text == first.text
    ]
    others = {
        other.name: evidence
        for other, evidence in strong
        if other.name != outlet.name and not (draft.named and kind_of(other) == "agency")
    }
    doubts += [f"taken as from {outlet.name}, but {evidence.note} ({other})" for other, evidence in others.items()]
    if given and outlet_named(given).name != outlet.name:
        doubts.append(f"you named {given}, but the article says {outlet.name}, which was taken")
    doubts += copied_doubt(outlet, fields.get("outlet"), fields.get("url"))
    named_by = tuple(evidence for other, evidence in strong if other.name == outlet.name)[:_FEW]
    if known_outlet(outlet.name) is None:
        slip = spelling_doubt(outlet.name)
        doubts += [slip] if slip else []
        named_by += (Evidence("outlet", outlet.name, "not in the registry of outlets: its country is not known"),)
    return outlet, named_by, tuple(doubts)


def _suggestions(cleaned: Cleaned, weak: list[tuple[Outlet, Evidence]]) -> list[str]:
    """What could be the outlet of an article that does not name it, and that it is to be named."""
    likely = [f"it may be from {outlet.name} ({evidence.text!r}): name the outlet" for outlet, evidence in weak]
    named = sorted({name for passage in cleaned.dropped if (name := find_owner(passage.text))})
    likely += [f"the copyright line names {name!r}: if that is the outlet, name it" for name in named]
    said = sorted({stamp.other for stamp in cleaned.stamps if stamp.other})
    likely += [f"the line above the article says {other!r}: if that is the outlet, name it" for other in said]
    return likely or [NO_OUTLET]


def _candidates(cleaned: Cleaned, draft: Draft) -> list[tuple[Outlet, Evidence, bool]]:
    """Every outlet that is named as the article's own, most reliable first, and whether it can stand alone."""
    found: list[tuple[Outlet, Evidence, bool]] = []
    url = draft.fields.get("url")
    if name := plain_name(draft.fields.get("outlet")):
        found.append((outlet_named(name, url), Evidence("outlet", name, "the outlet as the file states it"), True))
    found += [(outlet, evidence, True) for outlet, evidence in carriers(draft.named, url)]
    for stamp in cleaned.stamps:
        if stamp.outlet:
            found.append((stamp.outlet, Evidence("outlet", stamp.text, "the line above the article names it"), True))
    for banner in cleaned.banners:
        evidence = Evidence("outlet", banner.text, "the banner above the article names it")
        found.append((banner.outlet, evidence, banner.sure))
    for naming in _namings(cleaned):
        evidence = Evidence("outlet", naming.text, naming.note)
        found.append((naming.outlet, evidence, naming.strong))
    return found


def _namings(cleaned: Cleaned) -> list[Naming]:
    passages = "\n".join(passage.text for passage in cleaned.dropped)
    namings = [
        *find_namings(passages, "dropped"),
        *find_namings(cleaned.body.text, "lead"),
        *find_namings(cleaned.body.text, "body"),
    ]
    return [naming for naming in namings if not (kind_of(naming.outlet) == "agency" and naming.scope == "lead")]


def _agency(cleaned: Cleaned) -> list[str]:
    credited = [naming.outlet for naming in find_namings(cleaned.body.text, "lead")]
    credited += [outlet for passage in cleaned.dropped if (outlet := known_outlet(passage.text))]
    return sorted({outlet.name for outlet in credited if kind_of(outlet) == "agency"})


def _of_outlet(guessed: Language, outlet: Outlet | None, text: str) -> Language:
    """The guess, but for a text too short to guess by the language its outlet writes in, where it can be that one."""
    if guessed.is_sure or outlet is None or outlet.language is None or not may_be_in(text, outlet.language):
        return guessed
    return Language(outlet.language, (f"the text is short: the language ({outlet.language}) is that of its outlet",))
