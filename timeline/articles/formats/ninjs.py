"""ninjs, the IPTC's news in JSON, 1.x, 2.x and 3.x: one item an object; their keys differ in case and in number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from timeline.articles.drafts import Draft, Stated
from timeline.articles.formats.markup import is_marked_up, one_line, text_of_markup, writer
from timeline.types import Evidence, InputProblem

_BODY_ORDER = ("xhtml", "html", "")
"""Marked-up bodies have their paragraphs, plain ones often none."""


def is_ninjs(record: Mapping[str, object]) -> bool:
    """Whether an object is an item of ninjs: it has a uri, and a key that no other format has."""
    keys = {str(key).lower() for key in record}
    return "uri" in keys and not keys.isdisjoint({"versioncreated", "bodies", "headlines", "pubstatus", "body_xhtml"})


def read_item(record: Mapping[str, object], name: str, row: int | None) -> Draft | InputProblem:
    """The draft of an item, or why it is none: a picture, a planned event, an item without its body."""
    item = {str(key).lower(): value for key, value in record.items()}
    body = _body(item)
    if not body.strip():
        kind = item.get("type")
        what = f"an item of type {kind[:40]!r} without a text" if isinstance(kind, str) else "an item without a text"
        return InputProblem(name, row, what, "read the item that holds the article")
    fields = {
        "title": one_line(_main(item, "headline", "headlines") or _main(item, "title", "titles") or ""),
        "byline": writer(_main(item, "byline", "bylines") or _text(item.get("by")) or ""),
        "language": _text(item.get("language")) or "",
        "url": _address(item),
    }
    stated, doubts = item_dates(
        first=_text(item.get("firstcreated")) or _text(item.get("contentcreated")),
        version=_text(item.get("versioncreated")),
        embargoed=_text(item.get("embargoed")),
        kind="ninjs",
    )
    if str(item.get("pubstatus", "usable")).lower() not in ("usable", "stat:usable", "none"):
        doubts += (f"its agency marks the item as {str(item['pubstatus'])[:40]!r}: it may have been withdrawn",)
    return Draft(
        body,
        row=row,
        fields={key: value for key, value in fields.items() if value},
        doubts=doubts,
        stated=stated,
        named=tuple(_named(item)),
    )


def item_dates(
    *, first: str | None, version: str | None, embargoed: str | None, kind: str
) -> tuple[tuple[Stated, ...], tuple[str, ...]]:
    """What an agency's item says of its dates: when it was first out, when this version, and not before when.

    The values are ISO 8601 with zone, verbatim. An embargo that ends after the version was made is the publication.
    """
    stated: list[Stated] = []
    doubts: tuple[str, ...] = ()
    made = first or version
    if embargoed and (made is None or embargoed[:10] > made[:10]):
        note = "the end of the embargo: not published before"
        stated.append(Stated("published", Evidence(kind, embargoed, note)))
        doubts = (f"embargoed until {embargoed[:40]}: published then, or later",)
        if made:
            stated.append(Stated("other", Evidence("created", made, "when the agency made the item")))
    elif first:
        stated.append(Stated("published", Evidence(kind, first, "when the agency first made the item")))
    elif version:
        stated.append(Stated("published", Evidence(kind, version, "when the agency made this version of the item")))
        doubts = ("the item states only when this version was made: the first may be older",)
    if first and version and version != first and not doubts:
        stated.append(Stated("modified", Evidence(kind, version, "when the agency made this version of the item")))
    return tuple(stated), doubts


def _body(item: Mapping[str, object]) -> str:
    bodies = [*_bodies_of_list(item.get("bodies")), *_bodies_of_keys(item)]
    for wanted in _BODY_ORDER:
        for kind, value in bodies:
            if wanted in kind:
                text = text_of_markup(value) if "html" in kind or is_marked_up(value) else value
                if text.strip():
                    return text
    return ""


def _bodies_of_list(value: object) -> Iterator[tuple[str, str]]:
    for one in value if isinstance(value, list) else []:
        lower = {str(key).lower(): inner for key, inner in one.items()} if isinstance(one, dict) else {}
        text = _text(lower.get("value"))
        if text:
            yield f"{lower.get('contenttype', '')} {lower.get('role', '')}".lower(), text


def _bodies_of_keys(item: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in item.items():
        text = _text(value)
        if text and (key == "body" or key.startswith("body_")):
            yield key, text


def _main(item: Mapping[str, object], single: str, several: str) -> str | None:
    """The value under one key (1.x), or the main one of a list of values with roles (2.x)."""
    text = _text(item.get(single)) or _text(item.get(several))
    if text:
        return text
    listed = item.get(several)
    values = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    values.sort(key=lambda one: "main" not in str(one.get("role", "")))
    return next((text for one in values if (text := _text(one.get("value")))), None)


def _address(item: Mapping[str, object]) -> str:
    """A web address of the item: its uri is one only where it begins so, else it is a name."""
    for key in ("webpage", "url", "uri"):
        text = _text(item.get(key)) or ""
        if text.lower().startswith(("http://", "https://")):
            return text
    return ""


def _named(item: Mapping[str, object]) -> Iterator[Evidence]:
    for key in ("infosources", "infosource", "provider", "creditline", "copyrightholder"):
        value = item.get(key)
        note = "the item names it as its source" if key != "copyrightholder" else "it holds the rights"
        for one in value if isinstance(value, list) else [value]:
            text = _text(one.get("name")) if isinstance(one, dict) else _text(one)
            if text:
                yield Evidence("ninjs", text, note)


def _text(value: object) -> str | None:
    """A text that can be stored; half of a surrogate pair cannot."""
    if not isinstance(value, str) or not value.strip():
        return None
    return value.strip().encode("utf-8", "ignore").decode("utf-8")
