"""XML files: parsed without entities, without a DTD and without the network, then read by what their root is."""

from __future__ import annotations

import re
from typing import Any

from timeline.articles.drafts import Drafts
from timeline.types import InputProblem

_ENTITIES = re.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]{0,1000}\[", re.IGNORECASE)
_ENCODED = re.compile(rb"<\?xml[^>]{0,100}encoding=[\"']utf-?16", re.IGNORECASE)
_FEEDS = frozenset(["rss", "rdf", "feed"])
_NEWS = frozenset(["newsitem", "newsmessage", "packageitem", "nitf"])


def read_xml(data: bytes, name: str) -> Drafts:
    """The drafts of a feed, of NewsML-G2 or of NITF; for any other XML one problem that says what it is."""
    root = parse_xml(data, name)
    if isinstance(root, InputProblem):
        # Feeds are read even where they are no sound XML; a bomb is none of them.
        if is_bomb(data) or not re.search(rb"<(?:rss|feed|rdf:RDF)[\s>]", data[:4096], re.IGNORECASE):
            yield root
            return
        kind = "rss"
    else:
        kind = local_name(root)
    if kind in _FEEDS:
        from timeline.articles.formats.feeds import read_feed

        yield from read_feed(data, name)
    elif kind in _NEWS:
        from timeline.articles.formats.newsml import read_newsml

        yield from read_newsml(data, name)
    else:
        fix = "save it as RSS, Atom, NewsML-G2 or NITF, or save the article as text (UTF-8)"
        yield InputProblem(name, None, f"XML of a kind that is not read (<{kind[:40]}>)", fix)


def parse_xml(data: bytes, name: str) -> Any | InputProblem:
    """The root element, or why there is none; nothing is fetched, and no entity but those of XML is known."""
    from lxml import etree

    if is_bomb(data):
        what = "XML that declares entities, which can be made to fill the memory"
        return InputProblem(name, None, what, "take the DOCTYPE with its entities out, if you trust the file")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return InputProblem(name, None, f"broken XML: {_first_line(error)}", "mend it, or save it again")
    if root is None:
        return InputProblem(name, None, "broken XML: nothing in it", "mend it, or save it again")
    return root


def is_bomb(data: bytes) -> bool:
    """Whether XML declares entities of its own, in any encoding that a parser would follow."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:16] or _ENCODED.match(data):
        data = data.replace(b"\x00", b"")
    return _ENTITIES.search(data) is not None


def local_name(element: Any) -> str:
    """The name of an element in lower case, without its namespace; empty for what is no element."""
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:200]
