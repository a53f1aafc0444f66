"""NewsML-G2 (an item, or a message with several) and NITF: what agencies send, by the standards' plain structure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from timeline.articles.drafts import Draft, Drafts, Stated
from timeline.articles.formats.instants import written_date
from timeline.articles.formats.markup import is_marked_up, one_line, text_of_element, text_of_markup, writer
from timeline.articles.formats.ninjs import item_dates
from timeline.articles.formats.xml import local_name, parse_xml
from timeline.types import Evidence, InputProblem

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(data: bytes, name: str) -> Drafts:
    """A draft for each news item with a text, counted from 1 in a message; items without one are told."""
    root = parse_xml(data, name)
    if isinstance(root, InputProblem):
        yield root
        return
    if local_name(root) == "nitf":
        yield _from_nitf(root, name)
        return
    items = [root] if local_name(root) == "newsitem" else _all(root, "newsitem")
    if not items:
        yield InputProblem(name, None, "NewsML-G2 without a news item", "read the items that the package refers to")
    for row, item in enumerate(items, 1):
        yield _from_item(item, name, row if item is not root else None)


def _from_item(item: Any, name: str, row: int | None) -> Draft | InputProblem:
    meta, content = _first(item, "itemmeta"), _first(item, "contentmeta")
    nitf = _first(item, "nitf")
    body = _body(item)
    if not body.strip():
        return InputProblem(name, row, "a news item without a text", "read the item that holds the article")
    fields = {
        "title": _text(content, "headline") or _text(nitf, "hl1") or _text(_first(item, "html"), "title"),
        "byline": writer(_text(content, "by") or _text(nitf, "byline")),
        "language": _language(item, content),
        "url": _address(item),
    }
    stated, doubts = item_dates(
        first=_text(meta, "firstcreated") or _text(content, "contentcreated"),
        version=_text(meta, "versioncreated"),
        embargoed=_text(meta, "embargoed"),
        kind="newsml",
    )
    status = _value(_first(meta, "pubstatus")).rsplit(":", 1)[-1]
    if status not in ("", "usable"):
        doubts += (f"its agency marks the item as {status[:40]!r}: it may have been withdrawn",)
    return Draft(
        body,
        row=row,
        fields={key: value for key, value in fields.items() if value},
        doubts=doubts,
        stated=stated,
        named=tuple(_named(meta, content, item)),
    )


def _body(item: Any) -> str:
    """The longest of the item's texts: XHTML or NITF inside it, or plain text."""
    found = []
    for holder in (*_all(item, "inlinexml"), *_all(item, "inlinedata")):
        whole = _first(holder, "body.content")
        body = whole if whole is not None else _first(holder, "body")
        if body is None and len(holder):
            body = holder
        text = text_of_element(body) if body is not None else _plain(holder)
        found.append(text)
    return max(found, key=len, default="")


def _plain(holder: Any) -> str:
    """Text, which may be HTML written as text; its line ends stay."""
    text = "".join(holder.itertext()).strip()
    return text_of_markup(text) if is_marked_up(text) else text


def _named(meta: Any, content: Any, item: Any) -> Iterator[Evidence]:
    """What the item names as where it is from: its source of information, its provider, the holder of its rights."""
    places = ((content, "infosource"), (content, "creditline"), (meta, "provider"), (item, "copyrightholder"))
    for parent, wanted in places:
        for element in _all(parent, wanted):
            text = _text(element, "name") or _value(element) or one_line("".join(element.itertext()))
            if text:
                note = "the item names it as its source" if wanted != "copyrightholder" else "it holds the rights"
                yield Evidence("newsml", text, note)


def _value(element: Any) -> str:
    """What an element stands for: its literal, or the part of its code behind the scheme ("nprov:AFP")."""
    if element is None:
        return ""
    code = element.get("literal") or element.get("qcode", "").rsplit(":", 1)[-1]
    return str(code).strip()


def _language(item: Any, content: Any) -> str:
    language = _first(content, "language")
    return str((language.get("tag") if language is not None else None) or item.get(_LANG) or "")


def _address(item: Any) -> str:
    for link in _all(item, "link"):
        href = str(link.get("href", ""))
        if "canonical" in link.get("rel", "") and href.startswith(("http://", "https://")):
            return href
    return ""


def _from_nitf(root: Any, name: str) -> Draft | InputProblem:
    """NITF by itself: its head has the dates, without marks ("20170207T100000Z") as often as with."""
    content = _first(root, "body.content")
    body = text_of_element(content) if content is not None else ""
    if not body.strip():
        return InputProblem(name, None, "NITF without a text", "read the item that holds the article")
    issued = _first(root, "date.issue")
    publication = _first(root, "pubdata")
    dates = [
        (issued.get("norm") if issued is not None else None, "the day of issue"),
        (publication.get("date.publication") if publication is not None else None, "the day of the paper"),
    ]
    paper = publication.get("name") if publication is not None else None
    named = [(paper, "the paper it was in"), (_text(root, "distributor"), "who distributes it")]
    fields = {"title": _text(root, "hl1") or _text(root, "title"), "byline": writer(_text(root, "byline"))}
    return Draft(
        body,
        fields={key: value for key, value in fields.items() if value},
        stated=tuple(_issued(text, note) for text, note in dates if text),
        named=tuple(Evidence("nitf", text, note) for text, note in named if text),
    )


def _issued(text: str, note: str) -> Stated:
    written = written_date(text)
    if written is None or written[0] == text.strip():
        return Stated("published", Evidence("nitf", text.strip(), note))
    return Stated("published", Evidence("nitf", written[0], f"{note}, written {text.strip()[:40]!r}"))


def _all(parent: Any, wanted: str) -> list[Any]:
    """Every element of that name (in lower case) below ``parent``, in order."""
    return [] if parent is None else [element for element in parent.iter() if local_name(element) == wanted]


def _first(parent: Any, wanted: str) -> Any:
    return None if parent is None else next((one for one in parent.iter() if local_name(one) == wanted), None)


def _text(parent: Any, wanted: str) -> str:
    element = _first(parent, wanted)
    return "" if element is None else " ".join("".join(element.itertext()).split())
