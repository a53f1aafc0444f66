"""The name of a site in a line above the article: "News and opinion | The Courier", "Headline | The Courier"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.articles.outlets import folded, kind_of, outlet_at_start
from timeline.articles.rules import spaced
from timeline.articles.stamps import metadata
from timeline.types import Outlet

_PARTS = re.compile(r" ?[|»] ?(?=[^|»]{2,80}\Z)| [-–—] (?=[^|»]{2,80}\Z)")
_LONGEST = 300
_TITLE_WORDS = 6
_YEARS = re.compile(r"\b(?:18|19|20)\d\d ?[-–—/] ?(?:18|19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Banner:
    """A line that ends with an outlet's name; ``title`` is what stands before it where that can be a headline.

    ``evidence`` is "archive-banner" where the name carries the years of an archive. It is not ``sure`` behind a dash:
    "Truce talks fail - Interfax" cites an agency, and the line is a headline as it stands.
    """

    text: str
    outlet: Outlet
    title: str | None
    evidence: str | None
    sure: bool = True


def find_banner(line: str) -> Banner | None:
    """The banner that ``line`` is; the outlet must be registered, and little may follow its name."""
    if len(line) > _LONGEST:
        return None
    plain = spaced(line)
    cut = _PARTS.search(plain)
    front, back = (line[: cut.start()], plain[cut.end() :]) if cut else ("", plain)
    found = outlet_at_start(back)
    if found is None:
        return None
    outlet, length = found
    tail = back[length:]
    if not _is_site_tail(tail) or (cut is None and not _is_plain_name(outlet, back, length)):
        return None
    if cut and cut[0].strip() not in ("|", "»"):
        return Banner(line, outlet, None, None, sure=False)
    title = front.strip() if len(front.split()) >= _TITLE_WORDS else None
    return Banner(line, outlet, title, "archive-banner" if _YEARS.search(tail) else None)


def _is_site_tail(tail: str) -> bool:
    """Nothing, or what sites add to their name: "English Archive 2005 -2017"."""
    words = re.findall(r"\w+", tail.casefold())
    return all(word in metadata()["banner"]["words"] or re.fullmatch(r"(?:18|19|20)\d\d", word) for word in words)


def _is_plain_name(outlet: Outlet, line: str, length: int) -> bool:
    """A line that is a paper's name and nothing else; an agency alone is a credit, and some names are plain words."""
    if line[length:].strip() or kind_of(outlet) == "agency":
        return False
    return folded(line) not in {folded(word) for word in metadata()["banner"]["plain_words"]}
