"""What a person said against the machine: corrections of an article, kept beside what the machine found."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.articles import known_outlet
from timeline.errors import TimelineError
from timeline.tagging import read_dating
from timeline.types import Article, Evidence, Outlet

FIELDS = ("outlet", "published")
# What a doubt is about, by the word that it says: a person's word settles it.
OUTLET_DOUBTS = ("outlet", "agency", "taken as from", "may be too")
DATE_DOUBTS = ("publi", "the head of the page", "say which")


@dataclass(frozen=True, slots=True)
class Action:
    """One correction: at what time (ISO 8601, UTC), by whom, of which article's field, from what to what, and why."""

    at: str
    who: str
    article: str
    field: str
    before: str
    after: str
    why: str = ""


def correct_article(article: Article, *, outlet: str | None = None, published: str | None = None) -> Article:
    """``article`` with another outlet or publication date; ``None`` leaves a field as it is.

    ``published`` is an ISO date or EDTF ("2017-02-07", "2017-02", "2024-10-08/2024-10-09"). The evidence that
    the machine had found stays in ``basis``, after the person's. Raises `TimelineError` with the accepted forms.
    """
    if outlet is not None:
        name = " ".join(outlet.split())
        if not name:
            raise TimelineError("the outlet's name is empty; type a name, as in: The Independent")
        settled = without_doubts(article.doubts, OUTLET_DOUBTS)
        article = dataclasses.replace(article, outlet=known_outlet(name) or Outlet(name), doubts=settled)
    if published is not None:
        evidence = Evidence("person", published, f"set by a person; before: {article.published.edtf or 'unknown'}")
        dating = read_dating(published, evidence)
        article = dataclasses.replace(
            article,
            published=dataclasses.replace(dating, basis=(*dating.basis, *article.published.basis)),
            doubts=without_doubts(article.doubts, DATE_DOUBTS),
        )
    return article


def without_doubts(doubts: tuple[str, ...], settled: tuple[str, ...]) -> tuple[str, ...]:
    """The doubts that a person's word does not settle: those with none of the words of ``settled``."""
    return tuple(doubt for doubt in doubts if not any(word in doubt for word in settled))


def apply_actions(articles: Iterable[Article], actions: Iterable[Action]) -> tuple[Article, ...]:
    """The articles with every correction that names one of them, in the order in which they were made."""
    corrected = {article.id: article for article in articles}
    for action in actions:
        if action.article in corrected and action.field in FIELDS:
            corrected[action.article] = correct_article(corrected[action.article], **{action.field: action.after})
    return tuple(corrected.values())
