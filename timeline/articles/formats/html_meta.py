"""What a web page says of its article in its head: titles, outlet, writer, language, address."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.articles.banners import find_owner
from timeline.articles.formats.html_jsonld import Node, main_article, names_of, page_node, read_nodes, text_of
from timeline.articles.formats.html_tables import page_tables
from timeline.articles.formats.html_text import PageText
from timeline.articles.names import plain_name
from timeline.articles.outlets import domain_of, folded, known_outlet
from timeline.articles.stamps import is_press_name
from timeline.articles.units import key_of
from timeline.types import Evidence

_CUT = re.compile(r"\s+[|»·•–—-]\s+|\s*\|\s*|\s+::\s+")
_MARKS = frozenset("|»·•–—-:")
_LONGEST_SUFFIX = 60
_SHORT_TITLE = 8
_WORDS_OF_NAME = 6
_LONGEST_NAME = 90
_ABOVE_SHARE = 0.2
_WORDS_OF_BYLINE = 12
_TOP = 600
_FOOT = 1500
"""Characters at the top and at the foot of a page in which it shows whose it is."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the head and the data of a page say; ``meta`` has the values of each name in lower case, in their order."""

    root: Any
    text: PageText
    meta: Mapping[str, tuple[str, ...]]
    nodes: tuple[Node, ...]
    article: Node | None
    page: Node | None
    url: str | None
    headings: tuple[str, ...]
    outlets: tuple[Evidence, ...] = ()

    def first(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The names of ``names`` that the page gives, in that order, each with its first value."""
        return ((name, self.meta[name][0]) for name in names if name in self.meta)


def read_head(root: Any, text: PageText, saved_from: str | None = None) -> Head:
    """The head of a page that was parsed and whose text was read; ``saved_from`` is where a browser had it from."""
    meta = _meta(root)
    url = original_address(_address(root, meta) or saved_from)
    nodes = read_nodes(root)
    headings = tuple(filter(None, (plain_name(text.of(heading)) for heading in headings_of(root))))
    titles = [*headings, *(value for name in page_tables()["meta"]["title"] for value in meta.get(name, ()))]
    article = main_article(nodes, titles=titles, url=url)
    head = Head(root, text, meta, nodes, article, page_node(nodes), url, headings)
    return dataclasses.replace(head, outlets=_outlets(head))


def headings_of(root: Any) -> list[Any]:
    """The headings of the first rank; of a page that has none, as print views have, the first of the second."""
    return list(root.iter("h1")) or list(root.iter("h2"))[:1]


def _meta(root: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        value = (element.get("content") or element.get("value") or "").strip()
        names = {(element.get(key) or "").strip().lower() for key in ("property", "name", "itemprop", "http-equiv")}
        for name in names - {""}:
            if value:
                found.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in found.items()}


def _address(root: Any, meta: Mapping[str, tuple[str, ...]]) -> str | None:
    """The canonical address, where it is one of the web."""
    links = [link for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    stated = [link.get("href", "") for link in links]
    stated += [value for name in page_tables()["meta"]["url"] for value in meta.get(name, ())]
    for one in stated:
        address = str(one).strip()
        if re.match(r"https?://[^\s<>\"]{4,2000}\Z", address, re.IGNORECASE) and domain_of(address):
            return address
    return None


def original_address(url: str | None) -> str | None:
    """The address of the page that an archive copied, where ``url`` is that of its copy.

    >>> original_address("https://web.archive.org/web/20170208101500/https://www.dawn.com/news/1")
    'https://www.dawn.com/news/1'
    """
    copied = re.match(page_tables()["archive"]["address"], url) if url else None
    return re.sub(r"\A(https?:)/{1,2}", r"\1//", copied["page"]) if copied else url


def title_of(head: Head) -> str | None:
    """The headline: of the data, else as the page gives it to others, without the name of the site at its end."""
    sites = tuple(evidence.text for evidence in head.outlets)
    stated = plain_name(text_of(head.article, "headline") or text_of(head.article, "name")) if head.article else None
    shared = [value for name in page_tables()["meta"]["title"] for value in head.meta.get(name, ())]
    shared += [element.text_content() for element in head.root.iterfind("head/title")]
    candidates = [stated, *(plain_name(value) for value in shared)]
    for candidate in candidates:
        title = without_site(candidate, sites, head.url) if candidate else None
        if title and not _is_site(title, sites):
            return _whole(title, [heading for heading in head.headings if not _is_site(heading, sites)])
    return next((heading for heading in head.headings if not _is_site(heading, sites)), None)


def _whole(title: str, headings: Sequence[str]) -> str:
    """The heading that the page shows where ``title`` is the same cut short, or differs in its case and spaces."""
    stem = title.rstrip(" .…")
    for heading in headings:
        is_cut = len(stem) >= _SHORT_TITLE and heading.startswith(stem) and title != stem
        if is_cut or key_of(heading) == key_of(title) or _is_in_title(heading, title):
            return heading
    return title


def _is_in_title(heading: str, title: str) -> bool:
    """Whether a title is a heading with the name of the site before or behind it, which only the heading tells."""
    if len(heading) < _SHORT_TITLE or len(heading) >= len(title):
        return False
    front, back = title[: -len(heading)].rstrip(), title[len(heading) :].lstrip()
    is_first = title.startswith(heading) and back[:1] in _MARKS and len(back) <= _LONGEST_SUFFIX
    return is_first or (title.endswith(heading) and front[-1:] in _MARKS and len(front) <= _LONGEST_SUFFIX)


def without_site(title: str, sites: Sequence[str], url: str | None = None) -> str:
    """A title without the names of its site and its sections behind a bar or a dash.

    >>> without_site("Bridge falls - World - The Kestrel Post", ["Kestrel Post"])
    'Bridge falls'
    """
    keys = {_site_key(site) for site in sites} | ({_site_key((domain_of(url) or "").split(".")[0])} if url else set())
    cuts = list(_CUT.finditer(title))
    for number, cut in enumerate(reversed(cuts)):
        name = title[cut.end() :]
        if len(name) > _LONGEST_SUFFIX or len(name.split()) > _WORDS_OF_NAME + 2:
            break
        if _site_key(name) in keys or (known_outlet(name) and not name.islower()):
            front = title[: cut.start()].strip()
            inner = cuts[: len(cuts) - number - 1]
            # What stands between the headline and the site is a section of one or two words.
            if inner and len(front[inner[-1].end() :].split()) <= 2 and len(front[: inner[-1].start()].split()) >= 2:
                front = front[: inner[-1].start()].strip()
            return front or title
    return title


def _site_key(name: str) -> str:
    return re.sub(r"\W+", "", folded(name))


def _is_site(title: str, sites: Sequence[str]) -> bool:
    """Whether a title is nothing but the name of the site, as on pages that give every article the same one."""
    return _site_key(title) in {_site_key(site) for site in sites} | {""}


def _outlets(head: Head) -> tuple[Evidence, ...]:
    """What the page says of its outlet, in the order in which it is believed: the provider of a page that puts up
    articles of others, the publisher in its data, the name of its site."""
    known = page_tables()["json_ld"]
    found: list[Evidence] = []
    for key, note in (
        *((name, "the page's data name it as the provider") for name in known["provider"]),
        *((name, "the page's data name it as the publisher") for name in known["publisher"]),
    ):
        for node in filter(None, (head.article, head.page)):
            found += [Evidence(key, name, note) for name, _ in names_of(node, key, head.nodes)]
    found += [
        Evidence("publisher", head.text.of(element) or element.get("content", ""), "the page marks it as the publisher")
        for element in head.root.xpath(".//*[@itemprop='publisher']//*[@itemprop='name']")[:1]
    ]
    for name, value in head.first(page_tables()["meta"]["outlet"]):
        found.append(Evidence("site-name", value, f"the head of the page names it ({name})"))
    found += _in_title(head)
    plain = [Evidence(one.kind, plain_name(one.text) or "", one.note) for one in found]
    long = (heading for heading in head.headings if len(heading.split()) > _WORDS_OF_NAME)  # a logo can be a heading
    titles = {*map(key_of, long), *(key_of(value) for value in head.meta.get("og:title", ()))}
    return tuple(
        one
        for one in plain
        if one.text
        and len(one.text) <= _LONGEST_NAME
        and key_of(one.text) not in titles
        and not one.text.startswith(("http:", "https:", "www.", "@"))
    )


def _in_title(head: Head) -> list[Evidence]:
    """The name at the end of the page's title that its address is made of, or that the page shows as its own."""
    host = _site_of(domain_of(head.url)) if head.url else ""
    parts = [part.strip() for part in _CUT.split(head.root.findtext("head/title") or "")]
    if len(parts) < 2:
        return []
    at_home = [part for part in (parts[-1], parts[0]) if host and (_site_key(part) in (host, f"{host}com"))]
    if not at_home and host and _is_made_of(host, parts[-1]):
        at_home = [parts[-1]]
    if at_home:
        return [Evidence("site-name", at_home[0], "the title of the page ends with it")]
    owner = find_owner(head.text.source[-_FOOT:])
    is_owned = owner is not None and _site_key(parts[-1]) == _site_key(owner)
    is_shown = is_press_name(parts[-1]) and key_of(parts[-1]) in map(key_of, head.text.source[:_TOP].split("\n"))
    if is_owned or is_shown:
        where = "its copyright line names it" if is_owned else "it stands by itself above the article"
        return [Evidence("site-name", parts[-1], f"the title of the page ends with it, and {where}")]
    return []


def _site_of(host: str | None) -> str:
    """The name in a host, without what countries put behind it: "courier.co.uk"."""
    parts = (host or "").split(".")[:-1]
    if len(parts) > 1 and parts[-1] in ("co", "com", "org", "net", "gov", "ac", "edu", "gen", "or"):
        parts = parts[:-1]
    return _site_key("".join(parts))


def _is_made_of(host: str, name: str) -> bool:
    """Whether a host is made of the first and last word of a name: "Marlow Evening Argus" and marlowargus."""
    words = [_site_key(word) for word in name.split()]
    is_name = 1 < len(words) <= _WORDS_OF_NAME and min(map(len, words)) > 1
    return is_name and host in (words[0] + words[-1], "".join(words[-2:]))


def below_headline(body: tuple[tuple[int, int], ...], head: Head) -> tuple[tuple[int, int], ...]:
    """A body without the little that stands above its headline: the day of the page, a menu."""
    title = key_of(title_of(head) or "")
    places = [head.text.places[one] for one in headings_of(head.root) if one in head.text.places]
    begin = next((begin for begin, end in places if key_of(head.text.source[begin:end]) == title), None)
    if not title or begin is None:
        return body
    above = [piece for piece in body if piece[1] <= begin]
    below = body[len(above) :]
    return below if below and _length(above) <= _ABOVE_SHARE * _length(below) else body


def _length(slices: Sequence[tuple[int, int]]) -> int:
    return sum(end - begin for begin, end in slices)


def bylines_of(head: Head) -> str | None:
    """Who wrote it, as the page's data say, else its head, else an element that is called so."""
    names: list[str] = []
    if head.article:
        names = [name for name, _ in names_of(head.article, "author", head.nodes)]
    if not names:
        names = [value for name in page_tables()["meta"]["byline"] for value in head.meta.get(name, ())][:6]
    if not names:
        shown = [head.text.of(element) for element in _marked_writers(head.root)][:3]
        names = [name for name in shown if len(name.split()) <= _WORDS_OF_BYLINE and not re.search(r"\d|[:|]", name)]
    kept: list[str] = []
    for name in filter(None, map(plain_name, names)):
        name = re.sub(r"\A(?:[Bb]y|BY)\s+", "", name)
        is_one = len(name) <= 120 and "://" not in name and "@" not in name and not _is_outlet(name, head)
        if is_one and name not in kept:
            kept.append(name)
    return ", ".join(kept[:8]) or None


def _is_outlet(name: str, head: Head) -> bool:
    return _site_key(name) in {_site_key(evidence.text) for evidence in head.outlets} | {""}


def _marked_writers(root: Any) -> list[Any]:
    marked = root.xpath(".//*[@itemprop='author' or @rel='author']")
    if marked:
        named = [name for element in marked for name in element.xpath(".//*[@itemprop='name']")]
        return named or list(marked)
    pattern = re.compile(page_tables()["elements"]["byline_class"], re.IGNORECASE)
    return [element for element in root.iter("a", "span", "p", "div") if pattern.search(element.get("class") or "")][:1]


def language_of_page(head: Head) -> str | None:
    """The language that the page states for its article."""
    stated = [text_of(head.article, "inLanguage") if head.article else None]
    html = head.root if head.root.tag == "html" else head.root.find(".//html")
    stated += [html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang")] if html is not None else []
    stated += [value for _, value in head.first(page_tables()["meta"]["language"])]
    return next((value.strip() for value in stated if value and value.strip()), None)
