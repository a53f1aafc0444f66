"""From a draft to its articles: its body as the format knows it, or cleaned line by line; several where a scrape holds
several."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from timeline.articles.clean import Cleaned, clean
from timeline.articles.drafts import Draft
from timeline.articles.frame import find_frame
from timeline.articles.language import Language, language_of_page, read_language
from timeline.articles.make import NO_OUTLET, Given, Origin, make_article
from timeline.articles.outlets import known_outlet
from timeline.articles.split import split, split_live
from timeline.articles.units import Unit, units_in, units_of
from timeline.types import Article, Evidence

_LONGEST_SIGNATURE = 200
_JOINING = 4
"""Letters between two names: "and"."""

LEAST_LETTERS = 5
"""Letters and figures an article has at least: two are what is left of a broken file ("\u6200\u6461")."""


def letters(text: str) -> int:
    """How many letters and figures ``text`` has."""
    return sum(map(str.isalnum, text))


def compose(draft: Draft, origin: Origin, given: Given) -> Iterator[Article]:
    """The articles of a draft: one, or several where a page was scraped with the next; none where it is all frame."""
    live = split_live(units_of(draft.source, draft.begin)) if draft.body is None else None
    if live is not None:
        yield from _posts(draft, live, origin, given)
        return
    if draft.body is not None:
        parts: tuple[tuple[Unit, ...], ...] = (units_in(draft.source, draft.body),)
    else:
        parts = split(units_of(draft.source, draft.begin))
    made: list[Article] = []
    for part in filter(None, parts):
        cleaned, language = _cleaned(draft, part, given, is_only=len(parts) == 1)
        if letters(cleaned.body.text) >= LEAST_LETTERS:
            here = dataclasses.replace(origin, index=origin.index + len(made))
            made.append(make_article(cleaned, here, given, language, draft=draft))
    yield from _with_siblings(made) if len(made) > 1 else made


def _posts(
    draft: Draft, live: tuple[tuple[Unit, ...], tuple[tuple[Unit, ...], ...]], origin: Origin, given: Given
) -> Iterator[Article]:
    """The posts of a live blog that was scraped as text: day, outlet and title are those of its head, where a post has
    none of its own."""
    head, posts = live
    above, _ = _cleaned(draft, head, given, is_only=True) if head else (None, None)
    number = 0
    for place, post in enumerate(posts, 1):
        cleaned, language = _cleaned(draft, post, given, is_only=False)
        if letters(cleaned.body.text) < LEAST_LETTERS:
            continue
        if above is not None:
            alone = above.body.text.strip().splitlines()[:1]  # a headline with no body below it is kept as text
            title = cleaned.title or draft.fields.get("title") or above.title or next(iter(alone), None)
            cleaned = dataclasses.replace(
                cleaned, title=title, stamps=(*above.stamps, *cleaned.stamps), banners=above.banners
            )
        told = (
            f"post {place} of {len(posts)} of a live blog: its day is that of the blog, and the next one after midnight"
        )
        here = dataclasses.replace(origin, index=origin.index + number, doubts=(*origin.doubts, told))
        number += 1
        yield make_article(cleaned, here, given, language, draft=draft)


def _cleaned(draft: Draft, part: tuple[Unit, ...], given: Given, *, is_only: bool) -> tuple[Cleaned, Language]:
    language = _language(draft, part)
    stated = known_outlet(draft.fields.get("outlet") or given.outlet or "")
    title = draft.fields.get("title") if is_only else None
    country = stated.country if stated else None
    part = part[1:] if len(part) > 1 and _is_of_writers(part[0], draft.fields.get("byline")) else part
    cleaned = clean(draft.source, part, title=title, country=country, language=language.code)
    if draft.body is not None:
        about = find_frame(draft.source, draft.body, title, country=country, language=language.code)
        cleaned = dataclasses.replace(cleaned, stamps=(*about, *cleaned.stamps))
    return cleaned, language


def _is_of_writers(unit: Unit, byline: str | None) -> bool:
    """Whether a line holds all the names of the writers and next to nothing else: "Jane Doe and Ann Roe"."""
    names = [name.strip() for name in (byline or "").split(",") if name.strip()]
    rest = unit.text.casefold()
    if not names or len(rest) > _LONGEST_SIGNATURE or not all(name.casefold() in rest for name in names):
        return False
    for name in names:
        rest = rest.replace(name.casefold(), " ")
    return letters(rest) <= _JOINING * len(names)


def _language(draft: Draft, part: tuple[Unit, ...]) -> Language:
    """The language that is stated; that of a page's template may be another than that of its article."""
    text = "\n".join(unit.text for unit in part)
    stated = draft.fields.get("language")
    return read_language(text, stated) if draft.body is None or not stated else language_of_page(text, stated)


def _with_siblings(made: list[Article]) -> Iterator[Article]:
    """Articles of one scrape: a page that loads its next article below the first, so that both are of one outlet.

    What one says of its outlet is taken for another only where both stand in the same frame, and in doubt.
    """
    named = {article.outlet.name: article for article in made if article.outlet}
    for number, article in enumerate(made, 1):
        doubts = [f"article {number} of {len(made)} in this file: cut where the block of a headline repeats"]
        other = next(iter(named.values())) if article.outlet is None and len(named) == 1 else None
        if other is not None and other.outlet is not None and other.dropped == article.dropped:
            doubts.append("the outlet is that of another article of this file, in the same frame: check it")
            evidence = Evidence("outlet", other.outlet.name, "another article of the same page is of this outlet")
            published = dataclasses.replace(article.published, basis=(evidence, *article.published.basis))
            left = tuple(doubt for doubt in article.doubts if doubt != NO_OUTLET)
            article = dataclasses.replace(article, outlet=other.outlet, published=published, doubts=left)
        elif other is not None and other.outlet is not None:
            doubts.append(f"another article of this file is from {other.outlet.name}: this one may be too")
        yield dataclasses.replace(article, doubts=(*article.doubts, *doubts))
