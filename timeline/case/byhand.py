"""A claim that a person adds by hand: its quote must stand in the article, character by character."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from timeline.case.fields import Refused, claim_time, place_of, read_value
from timeline.case.log import digest
from timeline.types import Article, Status, plain


def read_claim(article: Article, given: dict[str, Any], *, salt: str) -> dict[str, Any] | Refused:
    """The JSON record of the claim that ``given`` describes: ``begin`` (offset in the article's text; may be left out
    where the quote stands there just once), ``quote``, ``type``, and if wanted ``status``, ``time``, ``places`` (in
    the forms of `timeline.case.fields.read_value`) and ``actors`` (``{"name", "role"}``).
    """
    begin = _quoted(article, given)
    if isinstance(begin, Refused):
        return begin
    values = {}
    defaults: dict[str, Any] = {"type": None, "status": Status.ASSERTED.value, "time": None, "places": []}
    for field, default in defaults.items():
        value = read_value("claim", field, given.get(field, default))
        if isinstance(value, Refused):
            return replace(value, given=given)
        values[field] = value
    actors = given.get("actors") or []
    if not all(isinstance(actor, dict) and isinstance(actor.get("name"), str) for actor in actors):
        return Refused("actors", "the actors are not names", "type who did it, or leave it empty", given)
    name = f"{article.id}-h{begin}-{digest(salt + given['quote'])[:6]}"
    return _record(article, name, begin, given["quote"], values, actors)


def _quoted(article: Article, given: dict[str, Any]) -> int | Refused:
    """Where the quote begins."""
    quote, begin = given.get("quote"), given.get("begin")
    if not isinstance(quote, str) or not quote.strip():
        return Refused("quote", "the quote is empty", "copy the sentence out of the article", given)
    if not isinstance(begin, int) or isinstance(begin, bool):
        begin = article.text.find(quote)
        if begin >= 0 and article.text.find(quote, begin + 1) >= 0:
            return Refused("quote", "the quote stands in the article more than once", "copy more words of it", given)
    if begin < 0 or article.text[begin : begin + len(quote)] != quote:
        fix = "copy it out of the article, character by character"
        return Refused("quote", "the quote does not stand in the article", fix, given)
    return begin


def _record(
    article: Article, name: str, begin: int, quote: str, values: dict[str, Any], actors: list[dict[str, Any]]
) -> dict[str, Any]:
    """The record; the trigger of such a claim is its whole quote."""
    end = begin + len(quote)
    time = claim_time(values["time"], "given by the person who added the claim") if values["time"] else None
    return {
        "id": name,
        "article": article.id,
        "begin": begin,
        "end": end,
        "quote": quote,
        "trigger": {"begin": begin, "end": end, "text": quote},
        "type": values["type"],
        "mode": None,
        "status": values["status"],
        "actors": [{"name": actor["name"], "role": actor.get("role") or "other"} for actor in actors],
        "places": [plain(place_of(place)) for place in values["places"]],
        "figures": [],
        "time": plain(time) if time else None,
        "attribution": [],
        "undated_reason": None if time else "the person who added it gave no date",
    }
