"""The name of a site in a line above the article: "News and opinion | The Courier", "Headline | The Courier"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from timeline.articles.outlets import folded, kind_of, known_outlet, outlet_at_start
from timeline.articles.rules import spaced
from timeline.articles.stamps import is_press_name, metadata
from timeline.articles.units import key_of
from timeline.types import Outlet

_BARS = ("|", "»")
_CUT = re.compile(r" ?[|»] ?| [-–—] ")
_LONGEST = 300
_LONGEST_NAME = 80
_TITLE_WORDS = 6
_OWNER = re.compile(
    r"(?:©|\(c\)|\bcopyright\b) ?(?:© ?)?(?:\d{4}(?: ?[-–] ?\d{4})?)?,? ?(?P<name>[^\W\d_][^\n.,|©]{2,60})",
    re.IGNORECASE,
)
_SECTION_WORDS = 3
_WHOLE_NAME_WORDS = 3
_YEARS = re.compile(r"\b(?:18|19|20)\d\d ?[-–—/] ?(?:18|19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Banner:
    """A line that ends with an outlet's name; ``title`` is what stands before it where that can be a headline.

    ``evidence`` is "archive-banner" where the name carries the years of an archive. It is ``sure`` where the registry
    has the name, but not behind a dash: "Truce talks fail - Interfax" cites an agency, and the line ``is_headline``.
    A whole name behind it ("- The Guardian") is the site's: ``is_inferred``. ``section`` are a few words before the
    name, which are a headline only where nothing else is.
    """

    text: str
    outlet: Outlet
    title: str | None
    evidence: str | None = None
    sure: bool = True
    is_headline: bool = False
    section: str | None = None
    is_inferred: bool = False


def find_banner(line: str) -> Banner | None:
    """The banner that ``line`` is; little may follow the outlet's name, and one that is not registered is unsure."""
    if len(line) > _LONGEST:
        return None
    plain = spaced(line)
    cuts = [cut for cut in _CUT.finditer(plain) if len(plain) - cut.end() <= _LONGEST_NAME]
    if not cuts:
        found = outlet_at_start(plain)
        return Banner(line, found[0], None) if found and _is_plain_name(found[0], plain, found[1]) else None
    for cut in reversed(cuts):
        found = outlet_at_start(plain[cut.end() :])
        if found and _is_site_tail(plain[cut.end() + found[1] :]):
            return _cut_at(line, cut, found[0], tail=plain[cut.end() + found[1] :])
    last = cuts[-1]
    name = plain[last.end() :].strip()
    return _cut_at(line, last, Outlet(name), tail="") if is_press_name(name) else None


def _cut_at(line: str, cut: re.Match[str], outlet: Outlet, *, tail: str) -> Banner:
    front = line[: cut.start()].strip()
    if cut[0].strip() not in _BARS:
        return _behind_dash(line, front, outlet, line[cut.end() :].strip())
    words = len(front.split())
    return Banner(
        text=line,
        outlet=outlet,
        title=front if words >= _TITLE_WORDS else None,
        evidence="archive-banner" if _YEARS.search(tail) else None,
        sure=kind_of(outlet) is not None,
        section=front if _SECTION_WORDS <= words < _TITLE_WORDS else None,
    )


def _behind_dash(line: str, front: str, outlet: Outlet, back: str) -> Banner:
    """Headlines cite papers and agencies by a short name; a site ends the title of its page with its whole one."""
    is_whole = back == outlet.name and (back.startswith("The ") or len(back.split()) >= _WHOLE_NAME_WORDS)
    is_site = is_whole and kind_of(outlet) not in (None, "agency") and len(front.split()) >= _SECTION_WORDS
    if is_site:
        return Banner(line, outlet, front, is_inferred=True)
    return Banner(line, outlet, None, sure=False, is_headline=True)


def find_page_title(line: str, headlines: Collection[str]) -> Banner | None:
    """The title of a page, "Headline - Section - Site", where its headline is among ``headlines`` (see `key_of`)."""
    if len(line) > _LONGEST:
        return None
    plain = spaced(line)
    cuts = list(_CUT.finditer(plain))
    for cut in reversed(cuts):
        if key_of(line[: cut.start()]) in headlines:
            name = plain[cuts[-1].end() :].strip()
            known = known_outlet(name)
            return Banner(line, known or Outlet(name), line[: cut.start()].strip("# "), sure=known is not None)
    return None


def find_owner(passage: str) -> str | None:
    """The name in a copyright line: "© 2019 The Kestrel Post. All rights reserved."; one that papers and stations use.

    >>> find_owner("© 2019-2024 The Kestrel Post. All rights reserved."), find_owner("© 2019 Jane Doe")
    ('The Kestrel Post', None)
    """
    found = _OWNER.search(passage)
    name = found["name"].strip() if found else ""
    return name if is_press_name(name) else None


def find_site_name(line: str) -> Banner | None:
    """The name of the site alone in its line, with a word of papers and stations at one of its ends: a suggestion."""
    words = [word.casefold() for word in spaced(line).strip("# ").split()]
    ends = set(words[:2] + words[-1:])
    if len(line) > _LONGEST or not is_press_name(line) or ends.isdisjoint(metadata()["banner"]["press_words"]):
        return None
    return Banner(line, Outlet(line.strip("# ")), None, sure=False)


def _is_site_tail(tail: str) -> bool:
    """Nothing, or what sites add to their name: "English Archive 2005 -2017"."""
    words = re.findall(r"\w+", tail.casefold())
    return all(word in metadata()["banner"]["words"] or re.fullmatch(r"(?:18|19|20)\d\d", word) for word in words)


def _is_plain_name(outlet: Outlet, line: str, length: int) -> bool:
    """A line that is a paper's name and nothing else; an agency alone is a credit, and some names are plain words."""
    if line[length:].strip() or kind_of(outlet) == "agency":
        return False
    return folded(line) not in {folded(word) for word in metadata()["banner"]["plain_words"]}
