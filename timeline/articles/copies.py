"""Who an article is from where somebody else put it up: the outlet as it is named, and the host of the copy."""

from __future__ import annotations

import re

from timeline.articles.outlets import domain_of, known_outlet
from timeline.articles.stamps import METADATA, metadata
from timeline.types import Outlet


def outlet_named(name: str, url: str | None = None) -> Outlet:
    """The registered outlet of that name, or one that has only what is said of it.

    An address gives its domain only where it can be the outlet's own: not the site of another, nor a place where
    anybody can put up anything.

    >>> outlet_named("Ma'an News Agency (as republished)", "https://ann.blogspot.com/1").domain
    'maannews.net'
    >>> outlet_named("The Kestrel Courier", "https://ann.blogspot.com/1").domain is None
    True
    >>> outlet_named("The Kestrel Courier", "https://courier.example/1").domain
    'courier.example'
    """
    original = _original(name)
    known = known_outlet(name) or known_outlet(original)
    is_own = url is not None and original == name.strip() and not (known_outlet(url) or is_shared(url))
    return known or Outlet(original, domain_of(url) if url and is_own else None)


def copied_doubt(outlet: Outlet, stated: str | None, url: str | None) -> list[str]:
    """The doubt about an article of ``outlet`` that its address or its file says to be a copy."""
    host = domain_of(url) if url else None
    if stated and _original(stated) != stated.strip():
        where = f"at {host}" if host and known_outlet(host) != outlet else "by another"
        return [f"an article of {outlet.name} as it was put up {where} ({stated!r}): the copy may differ from it"]
    if host and url and is_shared(url) and known_outlet(url) is None and outlet.domain != host:
        return [f"said to be of {outlet.name}, but put up at {host}: it may be a copy, and differ"]
    return []


def check_copies() -> tuple[str, ...]:
    """What is wrong with the rule of copies, one line each."""
    copies = metadata()["copies"]
    misses = [f"{METADATA}: copies: misses {name!r}" for name in copies["examples"] if _original(name) == name]
    hits = [f"{METADATA}: copies: matches {name!r}" for name in copies["rejects"] if _original(name) != name]
    return (*misses, *hits)


def _original(name: str) -> str:
    """The name without what says that somebody else put the article up: "The Courier (as republished)"."""
    return re.sub(metadata()["copies"]["pattern"], "", name, flags=re.IGNORECASE).strip() or name.strip()


def is_shared(url: str) -> bool:
    """Whether anybody can put up anything at the host of ``url``."""
    host = domain_of(url) or ""
    return any(host == shared or host.endswith(f".{shared}") for shared in metadata()["copies"]["hosts"])
