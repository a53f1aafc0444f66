"""The name of a site in a line above the article: "News and opinion | The Courier", "Headline | The Courier"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from timeline.articles.outlets import folded, kind_of, known_outlet, outlet_at_start
from timeline.articles.rules import spaced
from timeline.articles.stamps import metadata
from timeline.articles.units import key_of
from timeline.types import Outlet

_BARS = ("|", "»")
_PARTS = re.compile(r" ?[|»] ?(?=[^|»]{2,80}\Z)| [-–—] (?=[^|»]{2,80}\Z)")
_CUT = re.compile(r" ?[|»] ?| [-–—] ")
_LONGEST = 300
_TITLE_WORDS = 6
_NAME_WORDS = 6
_YEARS = re.compile(r"\b(?:18|19|20)\d\d ?[-–—/] ?(?:18|19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Banner:
    """A line that ends with an outlet's name; ``title`` is what stands before it where that can be a headline.

    ``evidence`` is "archive-banner" where the name carries the years of an archive. It is ``sure`` where the registry
    has the name, but not behind a dash: "Truce talks fail - Interfax" cites an agency, and the line ``is_headline``.
    """

    text: str
    outlet: Outlet
    title: str | None
    evidence: str | None = None
    sure: bool = True
    is_headline: bool = False


def find_banner(line: str) -> Banner | None:
    """The banner that ``line`` is; little may follow the outlet's name, and one that is not registered is unsure."""
    if len(line) > _LONGEST:
        return None
    plain = spaced(line)
    cut = _PARTS.search(plain)
    front, back = (line[: cut.start()], plain[cut.end() :]) if cut else ("", plain)
    found = outlet_at_start(back)
    tail = back[found[1] :] if found else ""
    if found and not _is_site_tail(tail):
        return None
    if cut is None:
        return Banner(line, found[0], None) if found and _is_plain_name(found[0], back, found[1]) else None
    if found is None and not _is_press_name(back):
        return None
    outlet = found[0] if found else Outlet(back.strip())
    if cut[0].strip() not in _BARS:
        return Banner(line, outlet, None, sure=False, is_headline=True)
    title = front.strip() if len(front.split()) >= _TITLE_WORDS else None
    return Banner(line, outlet, title, "archive-banner" if _YEARS.search(tail) else None, sure=found is not None)


def find_page_title(line: str, headlines: Collection[str]) -> Banner | None:
    """The title of a page, "Headline - Section - Site", where its headline is among ``headlines`` (see `key_of`)."""
    if len(line) > _LONGEST:
        return None
    plain = spaced(line)
    cuts = list(_CUT.finditer(plain))
    for cut in cuts:
        if key_of(line[: cut.start()]) in headlines:
            name = plain[cuts[-1].end() :].strip()
            known = known_outlet(name)
            return Banner(line, known or Outlet(name), line[: cut.start()].strip("# "), sure=known is not None)
    return None


def _is_press_name(text: str) -> bool:
    """A name of few words, each with a capital where the script has them, with a word that papers and stations use."""
    words = text.split()
    if not 1 < len(words) <= _NAME_WORDS or text[-1:] in ".?!" or not all(word[0].isalpha() for word in words):
        return False
    small = [word for word in words if word[0].islower() and len(word) > len("the")]
    return not small and any(word.casefold() in metadata()["banner"]["press_words"] for word in words)


def _is_site_tail(tail: str) -> bool:
    """Nothing, or what sites add to their name: "English Archive 2005 -2017"."""
    words = re.findall(r"\w+", tail.casefold())
    return all(word in metadata()["banner"]["words"] or re.fullmatch(r"(?:18|19|20)\d\d", word) for word in words)


def _is_plain_name(outlet: Outlet, line: str, length: int) -> bool:
    """A line that is a paper's name and nothing else; an agency alone is a credit, and some names are plain words."""
    if line[length:].strip() or kind_of(outlet) == "agency":
        return False
    return folded(line) not in {folded(word) for word in metadata()["banner"]["plain_words"]}
