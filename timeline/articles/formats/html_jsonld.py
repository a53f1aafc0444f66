"""The JSON-LD of a web page: its article among all that is described there, broken JSON read as far as it goes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from timeline.articles.formats.html_tables import page_tables

Node = Mapping[str, Any]

_MOST_NODES = 5000
_DEEPEST = 20
_LONGEST = 2_000_000
_WRAPPING = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|;)\s*\Z"
)
_TRAILING_COMMA = re.compile(r",(?=\s{0,1000}[}\]])")
_LINE_COMMENT = re.compile(r"(?<=[,{\[])[ \t]{0,50}//[^\n\"]{0,200}$", re.MULTILINE)
_HEADLINES = ("headline", "name", "alternativeHeadline")
_PAIR = re.compile(
    r"\"(?P<key>@type|headline|datePublished|dateModified|dateCreated|inLanguage)\"\s{0,20}:\s{0,20}"
    r"\"(?P<value>(?:[^\"\\\n]|\\.){1,500})\""
)


def read_nodes(root: Any) -> tuple[Node, ...]:
    """Every object of the page's JSON-LD, outermost first; of a script that is broken, what can be read of it."""
    found: list[Node] = []
    for script in root.iterfind(".//script[@type]"):
        if "ld+json" in script.get("type", "").lower() and script.text:
            for value in _values(script.text[:_LONGEST]):
                found += _nodes(value)
                if len(found) > _MOST_NODES:
                    return tuple(found[:_MOST_NODES])
    return tuple(found)


def _values(text: str) -> Iterator[object]:
    """The values of a script; several where it holds several, one after the other."""
    text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip()
    for repaired in (text, _TRAILING_COMMA.sub("", _LINE_COMMENT.sub("", text))):
        values, rest = _decoded(repaired)
        if not rest.strip():
            yield from values
            return
    yield from values
    if pairs := _pairs(rest):
        yield pairs


def _decoded(text: str) -> tuple[list[object], str]:
    """The values that stand at the beginning of ``text``, and what is left of it."""
    decoder = json.JSONDecoder(strict=False)
    values = []
    begin = 0
    while begin < len(text):
        try:
            value, end = decoder.raw_decode(text, begin)
        except (ValueError, RecursionError):
            break
        values.append(value)
        begin = end + len(text[end : end + 200]) - len(text[end : end + 200].lstrip(" \t\r\n;,"))
    return values, text[begin:]


def _pairs(text: str) -> dict[str, str]:
    """The first text of each of a few keys in JSON that is broken: of its outermost article, as far as it is told."""
    pairs: dict[str, str] = {}
    for found in _PAIR.finditer(text):
        try:
            pairs.setdefault(found["key"], str(json.loads(f'"{found["value"]}"', strict=False)))
        except ValueError:
            continue
    return pairs


def _nodes(value: object) -> Iterator[Node]:
    """Every object in ``value``, outermost first, and those of a list in its order."""
    level: list[object] = [value]
    for _ in range(_DEEPEST):
        following: list[object] = []
        for one in level[:_MOST_NODES]:
            if isinstance(one, dict):
                yield one
                following += one.values()
            elif isinstance(one, list):
                following += one
        level = following
        if not level:
            return


def types_of(node: Node) -> tuple[str, ...]:
    """The types of a node, without what stands in front of them ("schema:NewsArticle")."""
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return tuple(re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str))


def main_article(nodes: Sequence[Node], *, titles: Sequence[str], url: str | None) -> Node | None:
    """The article that the page is about: the one with its address, else with its headline, else the first that is
    no part of a list of others; ``None`` where several are equal and none is it."""
    known = page_tables()["json_ld"]
    articles = [node for node in nodes if set(types_of(node)) & set(known["articles"]) and _is_whole(node)]
    if not articles:
        return None
    keys = {_key(title) for title in titles if title}
    at_home = [node for node in articles if url is not None and _address(url) in map(_address, _urls(node))]
    alike = [node for node in articles if any(_key(text_of(node, name)) in keys for name in _HEADLINES)]
    if at_home or alike:
        return (at_home or alike)[0]
    listed = {id(node) for holder in nodes if "ItemList" in types_of(holder) for node in _nodes(holder)}
    alone = [node for node in articles if id(node) not in listed]
    posts = {id(post) for node in articles for post in posts_of(node)}
    alone = [node for node in alone if id(node) not in posts]
    return alone[0] if alone and len({_key(text_of(node, "headline")) for node in alone}) == 1 else None


def page_node(nodes: Sequence[Node]) -> Node | None:
    """The node of the page itself, which some programs date in the place of its article."""
    known = set(page_tables()["json_ld"]["pages"])
    return next((node for node in nodes if set(types_of(node)) & known and "datePublished" in node), None)


def _is_whole(node: Node) -> bool:
    return any(key in node for key in ("headline", "name", "datePublished", "articleBody", "liveBlogUpdate"))


def _key(text: str | None) -> str:
    return re.sub(r"\W+", "", text or "").casefold()


def _address(url: str) -> str:
    return re.sub(r"\Ahttps?://(?:www\.)?|[?#].*\Z|/+\Z", "", url.strip(), flags=re.DOTALL).casefold()


def _urls(node: Node) -> Iterator[str]:
    for name in ("url", "@id", "mainEntityOfPage"):
        value = node.get(name)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and value.strip():
            yield value


def text_of(node: Node, name: str) -> str | None:
    """The text of a property, the first where it has several; numbers as they stand."""
    value = node.get(name)
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value.strip() else None


def names_of(node: Node, name: str, nodes: Sequence[Node] = ()) -> tuple[tuple[str, bool], ...]:
    """The names of people or organisations in a property, and whether each is a person; references are followed."""
    value = node.get(name)
    found = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and set(one) <= {"@id", "@type"} and isinstance(one.get("@id"), str):
            one = next((node for node in nodes if node.get("@id") == one["@id"] and "name" in node), one)
        if isinstance(one, dict):
            kinds = {kind.casefold() for kind in types_of(one)}
            called = text_of(one, "name")
            found += [(called, "person" in kinds or not kinds)] if called else []
        elif isinstance(one, str) and one.strip() and not one.startswith(("http:", "https:", "#", "/")):
            found.append((one, True))
    return tuple(found)


def posts_of(node: Node) -> tuple[Node, ...]:
    """The posts of a live blog, in the order of the page."""
    posts = node.get("liveBlogUpdate")
    return tuple(post for post in posts if isinstance(post, dict)) if isinstance(posts, list) else ()
