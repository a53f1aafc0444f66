"""The registry of outlets: who is meant by a name, a short form or a domain."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from timeline.errors import RuleError
from timeline.lexicon.loader import read_table
from timeline.types import Outlet

_FILE = "outlets.csv"
_WORD = re.compile(r"\w+(?:[.'’`-]\w+)*")
_LONGEST_NAME = 80
_MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Registry:
    """All outlets, and who each name (folded, without its article) and each domain belongs to."""

    outlets: tuple[Outlet, ...]
    by_name: dict[str, Outlet]
    by_domain: dict[str, Outlet]
    kinds: dict[str, str]
    first_words: frozenset[str]


@cache
def registry() -> Registry:
    """The registry of ``lexicon/outlets.csv``; raises `RuleError` where two outlets claim one name or domain."""
    outlets = []
    by_name: dict[str, Outlet] = {}
    by_domain: dict[str, Outlet] = {}
    kinds = {}
    for row, cells in enumerate(read_table(_FILE), 2):
        domains = _parts(cells["domains"])
        outlet = Outlet(
            name=cells["name"],
            domain=domains[0] if domains else None,
            country=cells["country"] or None,
            language=cells["language"] or None,
        )
        outlets.append(outlet)
        kinds[outlet.name] = cells["kind"]
        for name in (cells["name"], *_parts(cells["aliases"])):
            _claim(by_name, folded(name), outlet, row)
        for domain in domains:
            _claim(by_domain, domain.lower(), outlet, row)
    first_words = frozenset(name.split(maxsplit=1)[0] for name in by_name)
    return Registry(tuple(outlets), by_name, by_domain, kinds, first_words)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _claim(owners: dict[str, Outlet], key: str, outlet: Outlet, row: int) -> None:
    owner = owners.setdefault(key, outlet)
    if owner is not outlet:
        raise RuleError(f"lexicon/{_FILE}:{row}: {key!r} is {owner.name}'s already; take it out of one of the two")


@lru_cache(maxsize=10_000)
def folded(name: str) -> str:
    """A name as names are compared: no case, no accents on Latin letters, no article, one kind of space and hyphen.

    >>> folded("The Times of\\u00a0Israel"), folded("L’Orient–Le Jour"), folded("Ma'an")
    ('times of israel', 'lorient le jour', 'maan')
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    plain = re.sub(r"['’‘ʼʿʾ`.]", "", plain)
    plain = " ".join(re.sub(r"[\W_]+", " ", plain).split())
    return plain.removeprefix("the ")


def all_outlets() -> tuple[Outlet, ...]:
    """Every outlet of the registry, in the order of the file."""
    return registry().outlets


def known_outlet(name_or_domain: str) -> Outlet | None:
    """The outlet meant by a name, an alias, a domain or a URL (of any subdomain); ``None`` if the registry has none.

    >>> known_outlet("the Times of Israel").domain, known_outlet("https://blogs.timesofisrael.com/x").name
    ('timesofisrael.com', 'The Times of Israel')
    """
    found = registry().by_name.get(folded(name_or_domain))
    return found or _outlet_of_domain(name_or_domain)


def _outlet_of_domain(text: str) -> Outlet | None:
    host = domain_of(text)
    owners = registry().by_domain
    while host and "." in host:
        if host in owners:
            return owners[host]
        host = host.split(".", 1)[1]
    return None


def domain_of(url: str) -> str | None:
    """The host of a URL or a bare domain, in lower case and without ``www.``; ``None`` where there is none.

    >>> domain_of("https://www.dawn.com/news/1"), domain_of("dawn.com"), domain_of("no domain")
    ('dawn.com', 'dawn.com', None)
    """
    text = url.strip()
    try:
        host = urlsplit(text if "://" in text else f"//{text}").hostname
    except ValueError:
        return None
    if not host or "." not in host or re.search(r"\s", host):
        return None
    return host.removeprefix("www.")


def kind_of(outlet: Outlet) -> str | None:
    """What the registry says an outlet is (newspaper, agency, broadcaster …); ``None`` for one it does not know."""
    return registry().kinds.get(outlet.name)


def outlet_at_start(text: str) -> tuple[Outlet, int] | None:
    """The registered outlet whose name opens ``text`` (longest name first) and the length of that name.

    >>> outlet_at_start("Asharq Al-Awsat that the official")[1]
    15
    """
    known = registry()
    names = known.by_name
    words = list(_WORD.finditer(text[:_LONGEST_NAME]))[:_MOST_WORDS]
    # A look at the first word spares most texts the folding of all the others.
    opening = folded(" ".join(word[0] for word in words[:2])).split(maxsplit=1)
    if not opening or opening[0] not in known.first_words:
        return None
    for word in reversed(words):
        possessive = re.search(r"['’]s\Z", word[0])  # "The Courier’s reporter"
        for end in (word.end(), word.end() - 2) if possessive else (word.end(),):
            found = names.get(folded(text[:end]))
            if found:
                return found, end
    return None
