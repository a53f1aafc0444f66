"""Every date that a web page states of its article in its data, its head and its elements, with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from timeline.articles.drafts import Stated
from timeline.articles.formats.html_jsonld import Node, text_of, types_of
from timeline.articles.formats.html_meta import Head, headings_of
from timeline.articles.formats.html_tables import page_tables
from timeline.types import Evidence

_ABOVE = 600
"""Characters above the headline in which a page may show the day of its article."""

_BELOW = 1500
"""Characters below the headline, if its body is not known."""

_LOOKED_AT = 20_000
_A_FEW = 2
_JSON_LD = (
    ("datePublished", "published"),
    ("dateCreated", "created"),
    ("uploadDate", "created"),
    ("dateModified", "modified"),
    ("copyrightYear", "other"),
    ("expires", "other"),
)


def bounds_of(markup: str, head: Head) -> tuple[Stated, ...]:
    """Days that are evidence of their own kind and never the date: of an archive's copy, the year of a copyright."""
    tables = page_tables()
    found = []
    start = markup[:_LOOKED_AT]
    saved = re.search(tables["archive"]["comment"], markup[-_LOOKED_AT:]) or re.search(
        tables["archive"]["comment"], start
    )
    copied = re.search(r"https?://[^\s\"'<>]{5,100}/\d{8,14}(?:[a-z]{2}_)?/https?:[^\s\"'<>]{3,2000}", start)
    address = re.match(tables["archive"]["address"], copied[0]) if copied else None
    if saved:
        found.append(Evidence("crawl", saved["day"], "an archive copied the page on that day: published by then"))
    elif address:
        found.append(
            Evidence("crawl", address["day"], "the address of an archive's copy of that day: published by then")
        )
    years = re.findall(tables["copyright"]["pattern"], head.text.source[-_LOOKED_AT:], re.IGNORECASE)
    if years:
        found.append(Evidence("copyright", max(years), "the year of the site's copyright line: no date of the article"))
    return tuple(Stated("other", evidence) for evidence in found)


def dates_of(head: Head, body: tuple[tuple[int, int], ...]) -> tuple[Stated, ...]:
    """The dates that the page states, in the order of their weight; ``body`` are the slices of its text that are the
    article, since a date between headline and body is the article's and one in a list of links is another's."""
    found = [
        *_of_node(head.article, "JSON-LD", "json-ld"),
        *_of_meta(head),
        *_of_microdata(head, body),
        *_of_node(head.page if head.page is not head.article else None, "JSON-LD of the page", "json-ld-page"),
        *_of_time(head, body),
    ]
    kept: dict[tuple[str, str, str], Stated] = {}
    for one in found:
        kept.setdefault((one.role, one.evidence.kind, one.evidence.text), one)
    return tuple(kept.values())


def _of_node(node: Node | None, where: str, kind: str) -> Iterator[Stated]:
    for name, role in _JSON_LD if node else ():
        value = text_of(node, name) if node else None
        if not value:
            continue
        is_second = role == "created" and node is not None and "datePublished" in node
        if not is_second:
            told = "published" if role == "created" else role
            note = f"the page's data ({where}) give it as {name}"
            yield Stated(told, Evidence(kind if role != "created" else "json-ld-page", value.strip()[:100], note))


def _of_meta(head: Head) -> Iterator[Stated]:
    tables = page_tables()["meta"]
    created = () if any(True for _ in head.first(tables["published"])) else tables["created"]
    for role, names, kind in (
        ("published", tables["published"], "meta"),
        ("published", created, "meta-unclear"),
        ("published", tables["unclear"], "meta-unclear"),
        ("modified", tables["modified"], "meta"),
        ("other", tables["other"], "meta"),
    ):
        for name, value in head.first(names):
            note = f"the head of the page gives it as {name}"
            yield Stated(role, Evidence(kind, value[:100], note))


def _of_microdata(head: Head, body: tuple[tuple[int, int], ...]) -> Iterator[Stated]:
    names = page_tables()["elements"]
    found: dict[str, list[Stated]] = {"published": [], "created": [], "modified": []}
    roles = {name: role for role in found for name in names[role]}
    for element in head.root.xpath(".//*[@itemprop]"):
        marks = element.get("itemprop", "").lower().split()
        role = next((roles[mark] for mark in marks if mark in roles), None)
        value = _value(element, head) if role and _is_of_article(element, head, body) else None
        if role and value:
            note = f"the page marks it as {element.get('itemprop').split()[0]}"
            told = "published" if role == "created" else role
            found[role].append(Stated(told, Evidence("microdata", value, note)))
    # More than two are those of a list of articles, and the article itself stands before it.
    for stated in (found["published"] or found["created"], found["modified"]):
        yield from stated if len({one.evidence.text for one in stated}) <= _A_FEW else stated[:1]


def _is_of_article(element: Any, head: Head, body: tuple[tuple[int, int], ...]) -> bool:
    """Whether the thing that a date belongs to is the article: none has it, or it holds the body or the headline."""
    scope = next((above for above in element.iterancestors() if above.get("itemscope") is not None), None)
    if scope is None or scope.get("itemprop", "") in ("mainEntity", "mainEntityOfPage"):
        return True
    kind = types_of({"@type": scope.get("itemtype", "")})
    tables = page_tables()["json_ld"]
    if kind and kind[0] and kind[0] not in (*tables["articles"], *tables["pages"]):
        return False
    begin, end = head.text.places.get(scope, (0, 0))
    return not body or begin <= body[0][0] + 1 < end


def _value(element: Any, head: Head) -> str | None:
    """What an element gives as its date: for programs, else for readers."""
    for name in ("datetime", "content", "data-datetime", "title"):
        value = (element.get(name) or "").strip()
        if re.search(r"\d", value):
            return str(value[:100])
    shown = head.text.of(element)
    return shown if shown and len(shown) <= 100 and re.search(r"\d", shown) else None


def _of_time(head: Head, body: tuple[tuple[int, int], ...]) -> Iterator[Stated]:
    """The ``time`` elements about the headline, above the body, and those that say that they are the publication's."""
    updated = re.compile(page_tables()["elements"]["updated_class"], re.IGNORECASE)
    first, last = _frame(head, body)
    for element in head.root.iter("time", "relative-time", "bdt", "abbr"):
        if element.tag == "abbr" and "published" not in (element.get("class") or ""):
            continue
        begin = head.text.places.get(element, (-1, -1))[0]
        is_marked = element.get("pubdate") is not None
        if not is_marked and not first <= begin <= last:
            continue
        if element.get("itemprop") or _is_in_list(element):
            continue
        value = _value(element, head)
        if value:
            near = " ".join([element.get("class") or "", element.getparent().get("class") or "", _before(head, begin)])
            role = "modified" if updated.search(near) else "published"
            yield Stated(role, Evidence("time", value, "the page shows it beside its headline"))


def _before(head: Head, begin: int) -> str:
    """The words in front of an element in its line: "Updated"."""
    return head.text.source[max(0, begin - 30) : max(0, begin)].rsplit("\n", 1)[-1]


def _frame(head: Head, body: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """Where a date is the article's: from a little above its headline to the beginning of its body."""
    begin = body[0][0] if body else len(head.text.source)
    headings = [head.text.places[heading] for heading in headings_of(head.root) if heading in head.text.places]
    above = [place for place in headings if place[0] <= begin]
    if not above:
        return max(0, begin - _ABOVE), begin
    headline = above[-1]
    return max(0, headline[0] - _ABOVE // 2), (begin if body and begin > headline[1] else headline[1] + _BELOW)


def _is_in_list(element: Any) -> bool:
    """Whether an element stands in a link to another article, in a menu or beside the article."""
    for number, above in enumerate(element.iterancestors()):
        if number > 12:
            break
        if above.tag in ("a", "nav", "aside", "footer"):
            return True
    return False
