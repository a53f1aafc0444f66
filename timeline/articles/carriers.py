"""Which of the names that a page gives is its outlet: the registry decides, and whoever puts up articles of others has
them from somebody."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from functools import lru_cache

from timeline.articles.copies import is_shared, outlet_named
from timeline.articles.outlets import all_outlets, domain_of, folded, kind_of, known_outlet
from timeline.articles.stamps import PAGES
from timeline.lexicon.loader import read_toml
from timeline.types import Evidence, Outlet

_PROVIDED = ("provider", "sourceOrganization", "copyrightHolder", "sponsor")
_SHORT = 3
_MOTTO = re.compile(r"\s+[|–—-]\s+|\s*\|\s*")
_ALIKE = 0.86
"""How alike two names must be for one to be a slip of the pen for the other (difflib's ratio)."""


def carriers(named: Sequence[Evidence], url: str | None) -> list[tuple[Outlet, Evidence]]:
    """The outlets that a page names for itself, the likeliest first; of names that the registry does not have one only.

    First come names in the registry, but an agency after the paper that prints it, and a site that puts up articles of
    others after the one that it has them from.
    """
    found = [(_named(evidence.text, url), evidence) for evidence in named]
    if url and (owner := known_outlet(url)):
        found.append((owner, Evidence("outlet", url, f"the address is on the site of {owner.name}")))
    is_collected = any(is_aggregator(outlet.name) for outlet, _ in found) or _is_aggregator_site(url)
    found = [(outlet, evidence) for outlet, evidence in found if is_collected or evidence.kind not in _PROVIDED]
    ordered = sorted(found, key=lambda pair: _weight(*pair, url=url))
    if not ordered:
        return []
    first = ordered[0]
    rest = [
        (outlet, evidence)
        for outlet, evidence in ordered[1:]
        if outlet.name == first[0].name or (_is_paper(outlet) and evidence.kind not in _PROVIDED)
    ]
    return [(outlet, Evidence("outlet", evidence.text, evidence.note)) for outlet, evidence in (first, *rest)]


def outlet_of_address(url: str | None) -> tuple[Outlet, Evidence] | None:
    """Whose an article is of which only its address tells it: the host, where not anybody can put up anything."""
    host = domain_of(url) if url else None
    if url is None or host is None or is_shared(url) or _is_aggregator_site(url):
        return None
    return Outlet(host, host), Evidence("outlet", url, "only the address tells whose it is")


def _is_paper(outlet: Outlet) -> bool:
    return kind_of(outlet) not in (None, "agency") and not is_aggregator(outlet.name)


def _weight(outlet: Outlet, evidence: Evidence, *, url: str | None) -> tuple[int, bool]:
    """How far an outlet is from being the page's own: papers, names that nobody knows, collectors of others' articles,
    agencies; an agency on its own site is no agency that another prints."""
    kind = kind_of(outlet)
    is_credited = kind == "agency" and not (url and known_outlet(url) == outlet)
    is_collector = is_aggregator(outlet.name) or _is_aggregator_site(outlet.domain)
    place = 3 if is_credited else 2 if is_collector else 1 if kind is None else 0
    return place, not _is_of_site(outlet.name, url)


def _is_of_site(name: str, url: str | None) -> bool:
    """Whether the address of a page is made of a name: "Kestrel Post" and kestrelpost.example."""
    host = (domain_of(url) or "").rsplit(".", 1)[0] if url else ""
    key = folded(name).replace(" ", "")
    return len(key) > 1 and any(key in part or (len(part) > _SHORT and part in key) for part in host.split("."))


def _named(text: str, url: str | None) -> Outlet:
    """The outlet of that name; of a name with a motto behind a bar or a dash, the part that the registry has."""
    parts = [part.strip() for part in _MOTTO.split(text) if part.strip()]
    if len(parts) > 1 and known_outlet(text) is None:
        known = next((part for part in parts if known_outlet(part)), None)
        at_home = next((part for part in parts if _is_of_site(part, url)), None)
        text = known or at_home or parts[0]
    return outlet_named(text, url)


def is_aggregator(name: str) -> bool:
    """Whether a name is that of a site that puts up articles of others."""
    return folded(name) in {folded(known) for known in read_aggregators()["names"]}


def _is_aggregator_site(url: str | None) -> bool:
    host = domain_of(url) if url else None
    return host is not None and any(
        host == domain or host.endswith(f".{domain}") for domain in read_aggregators()["domains"]
    )


@lru_cache(maxsize=1)
def read_aggregators() -> dict[str, list[str]]:
    """The names and domains of ``pages.toml``."""
    tables: dict[str, list[str]] = read_toml(PAGES)["aggregators"]
    return tables


@lru_cache(maxsize=1000)
def spelling_doubt(name: str) -> str | None:
    """The doubt about a name that the registry does not have and that is nearly one it has; ``None`` for any other.

    >>> spelling_doubt("Asharq Al-Awsatt").split(":")[0]
    "'Asharq Al-Awsatt' is not in the registry of outlets, but 'Asharq Al-Awsat' is"
    >>> spelling_doubt("The Kestrel Courier") is None
    True
    """
    if known_outlet(name) is not None or re.search(r"\d", name):
        return None
    names = {folded(outlet.name): outlet.name for outlet in all_outlets()}
    near = difflib.get_close_matches(folded(name), names, n=1, cutoff=_ALIKE)
    if not near:
        return None
    return f"{name!r} is not in the registry of outlets, but {names[near[0]]!r} is: look at the spelling"
