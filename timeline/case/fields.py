"""The fields that a person may correct: which values each takes, and what a correction makes of article and claim."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache

from timeline.articles import known_outlet
from timeline.calendar import interval_of_edtf, precision_in_words
from timeline.case.actions import correct_article, without_doubts
from timeline.case.log import Entry, Value
from timeline.claims.gazetteer import known_place
from timeline.claims.lists import event_types
from timeline.errors import TimelineError
from timeline.lexicon.loader import read_table
from timeline.tagging import read_published
from timeline.types import (
    Article,
    Attribution,
    AttributionKind,
    Claim,
    ClaimTime,
    Event,
    Granularity,
    Interval,
    Outlet,
    Place,
    Status,
)

FIELDS = {
    "article": ("outlet", "published", "title", "language"),
    "claim": ("time", "type", "status", "places", "source"),
    "event": ("label", "time"),
}
LONGEST = {"title": 10_000, "outlet": 300, "label": 300, "note": 20_000, "tag": 60, "why": 5_000, "source": 300}
DATE_FORMS = "write it as 2017-02-07, 2017-02, 2017 or 2024-10-08/2024-10-09"
MOST_PLACES = 20
BY_PERSON = "-person"  # ends the id of a source that a person has set, after the id of the claim
LANGUAGE_DOUBTS = ("the language", "claims are read in")


@dataclass(frozen=True, slots=True)
class Refused:
    """An edit that cannot be kept: of which ``field``, ``what`` is wrong and how to ``fix`` it, for the person's eyes.
    Nothing was written; what was typed is still in ``given``."""

    field: str
    what: str
    fix: str
    given: Value = None

    def __str__(self) -> str:
        return f"{self.what}; {self.fix}"


def read_value(target: str, field: str, given: Value) -> Value | Refused:
    """The value of ``field`` of an article, a claim or an event (``target`` says which) as the log keeps it:

    * ``outlet``, ``title``, ``label``: a text on one line; an empty title or label is null (none; as the machine says)
    * ``published``: an ISO date or EDTF; ``language``: an ISO 639 code
    * ``time``: EDTF, or null for "no date can be given"
    * ``type``: a code of the type file; ``status``: one of `timeline.types.Status`
    * ``places``: names; one that the place list knows is called as it is there, with its coordinates
    * ``source``: ``{"name", "kind", "told_outlet"}`` (kind of `AttributionKind`), or null: the outlet itself
    """
    reader = _READERS.get((target, field))
    if reader is None:
        fields = ", ".join(FIELDS.get(target, ()))
        return Refused(field, f"{field!r} of a {target} cannot be corrected", f"choose one of: {fields}", given)
    return reader(field, given)


def one_line(field: str, given: Value) -> str | Refused:
    """A text without line breaks and double spaces, not longer than `LONGEST` allows."""
    text = " ".join(given.split()) if isinstance(given, str) else ""
    if len(text) > LONGEST[field]:
        return Refused(field, f"the {field} has {len(text):,} characters", f"keep it under {LONGEST[field]:,}", given)
    return text


def _outlet(field: str, given: Value) -> Value | Refused:
    text = one_line(field, given)
    return text or Refused(field, "the outlet's name is empty", "type a name, as in: The Independent", given)


def _line_or_none(field: str, given: Value) -> Value | Refused:
    return one_line(field, given) or None


def _published(field: str, given: Value) -> Value | Refused:
    text = given.strip() if isinstance(given, str) else ""
    if not text:
        return Refused(field, "the publication date is empty", DATE_FORMS, given)
    try:
        interval = read_published(text)
    except TimelineError as error:
        what, _, fix = str(error).rpartition("; ")
        return Refused(field, what, fix, given)
    return interval.earliest.isoformat() if interval.is_day and interval.earliest else text


def _language(field: str, given: Value) -> Value | Refused:
    from timeline.articles.language import declared_language

    code = declared_language(given) if isinstance(given, str) else None
    return code or Refused(field, f"{given!r} is no language code", "write it as en, ar or uk", given)


def _time(field: str, given: Value) -> Value | Refused:
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    try:
        interval = interval_of_edtf(given.strip())
    except (ValueError, AttributeError):
        return Refused(field, f"{given!r} is not a date", DATE_FORMS, given)
    if interval == Interval(None, None):
        return Refused(field, f"{given!r} says nothing about when it was", f"{DATE_FORMS}, or leave it empty", given)
    return given.strip()


def _type(field: str, given: Value) -> Value | Refused:
    if given in event_types():
        return given
    return Refused(field, f"{given!r} is no type of event", f"choose one of: {', '.join(event_types())}", given)


def _status(field: str, given: Value) -> Value | Refused:
    if given in set(Status):
        return str(given)
    return Refused(field, f"{given!r} is no status", f"choose one of: {', '.join(Status)}", given)


def _places(field: str, given: Value) -> Value | Refused:
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        return Refused(field, "the places are not names", "type one or more names", given)
    typed = [" ".join(name.split()) for name in names if name.strip()]
    kept = list(dict.fromkeys(_spellings().get(name.casefold(), name) for name in typed))
    if len(kept) > MOST_PLACES or any(len(name) > LONGEST["source"] for name in kept):
        return Refused(field, "these are too many or too long to be names of places", "name only where it was", given)
    return kept


def _source(field: str, given: Value) -> Value | Refused:
    if given is None:
        return None
    parts = {"name": given} if isinstance(given, str) else given
    if not isinstance(parts, dict):
        return Refused(field, "the source is not a name", "type who said it", given)
    name = one_line("source", parts.get("name"))
    if isinstance(name, Refused):
        return dataclasses.replace(name, given=given)
    if not name:
        return Refused(field, "the source has no name", "type who said it, or choose the outlet itself", given)
    kind = parts.get("kind") or AttributionKind.PERSON.value
    if kind not in set(AttributionKind):
        return Refused(field, f"{kind!r} is no kind of source", f"choose one of: {', '.join(AttributionKind)}", given)
    return {"name": name, "kind": str(kind), "told_outlet": bool(parts.get("told_outlet"))}


_READERS = {
    ("article", "outlet"): _outlet,
    ("article", "published"): _published,
    ("article", "title"): _line_or_none,
    ("article", "language"): _language,
    ("claim", "time"): _time,
    ("claim", "type"): _type,
    ("claim", "status"): _status,
    ("claim", "places"): _places,
    ("claim", "source"): _source,
    ("event", "label"): _line_or_none,
    ("event", "time"): _time,
}


def value_of(item: Article | Claim | Event, field: str, attributions: dict[str, Attribution]) -> Value:
    """What an article, a claim or an event now has in ``field``, in the form of `read_value`."""
    if isinstance(item, Article):
        if field == "outlet":
            return item.outlet.name if item.outlet else None
        return item.published.edtf if field == "published" else getattr(item, field)
    if isinstance(item, Event):
        return item.edtf if field == "time" else item.label
    if field == "time":
        return item.time.edtf if item.time else None
    if field == "places":
        return [place.name for place in item.places]
    if field == "source":
        last = attributions.get(item.attribution[-1]) if item.attribution else None
        return {"name": last.name, "kind": last.kind.value, "told_outlet": last.told_outlet} if last else None
    return str(getattr(item, field))


def corrected_article(article: Article, said: dict[str, Entry]) -> Article:
    """``article`` with every correction of ``said`` (by field); what the machine had stays in the evidence."""
    for field, entry in said.items():
        if field == "outlet" and (article.outlet is None or article.outlet.name != entry.after):
            article = correct_article(article, outlet=entry.after)
        elif field == "published" and not _is_said(article, entry.after):
            article = correct_article(article, published=entry.after)
        elif field == "title":
            article = dataclasses.replace(article, title=entry.after)
        elif field == "language":
            doubts = without_doubts(article.doubts, LANGUAGE_DOUBTS)
            article = dataclasses.replace(article, language=entry.after, doubts=doubts)
    return article


def _is_said(article: Article, edtf: str) -> bool:
    """Whether a person's word on the date is in the article already, as in a case that version 1 has made."""
    basis = article.published.basis
    return bool(basis) and (basis[0].kind, basis[0].text) == ("person", edtf)


def outlet_of(name: str) -> Outlet:
    """The outlet of the registry that is meant by ``name``, or one of this name."""
    return known_outlet(name) or Outlet(name)


def corrected_claim(claim: Claim, said: dict[str, Entry]) -> tuple[Claim, tuple[Attribution, ...]]:
    """``claim`` with every correction of ``said``, and the attributions that these need."""
    made: tuple[Attribution, ...] = ()
    for field, entry in said.items():
        if field == "time":
            claim = _retimed(claim, entry)
        elif field == "type":
            claim = dataclasses.replace(claim, type=entry.after)
        elif field == "status":
            claim = dataclasses.replace(claim, status=Status(entry.after))
        elif field == "places":
            claim = dataclasses.replace(claim, places=tuple(place_of(name) for name in entry.after))
        elif field == "source":
            made = (_source_of(claim, entry.after),) if entry.after else ()
            claim = dataclasses.replace(claim, attribution=tuple(item.id for item in made))
    return claim, made


@cache
def _spellings() -> dict[str, str]:
    """By every spelling of the place list, the name that it stands for."""
    rows = read_table("places.csv")
    found = {alias.casefold(): row["name"] for row in rows for alias in row["aliases"].split(";") if alias}
    return found | {row["name"].casefold(): row["name"] for row in rows}


def place_of(name: str) -> Place:
    """A place by its name, with coordinates where the place list knows it."""
    known = known_place(name)
    return known.place if known else Place(name)


def claim_time(edtf: str, basis: str) -> ClaimTime:
    """The time that a person gave, as a claim has it."""
    interval = interval_of_edtf(edtf)
    vague = "~" in edtf or "?" in edtf or "%" in edtf
    granularity = _granularity(edtf, interval)
    precision = precision_in_words(interval, granularity, vague, edtf)
    return ClaimTime(edtf, interval.earliest, interval.latest, precision, None, basis, vague)


def _granularity(edtf: str, interval: Interval) -> Granularity:
    """How fine a date is as it is written.

    >>> _granularity("2017-02", interval_of_edtf("2017-02")).value
    'month'
    """
    if interval.is_day:
        return Granularity.DAY
    year, month, day = (*edtf.rstrip("~?%").split("-"), "", "")[:3]
    if day or not (year + month).isdigit():
        return Granularity.RANGE
    if not month:
        return Granularity.YEAR
    return Granularity.MONTH if int(month) <= 12 else Granularity.SEASON


def _retimed(claim: Claim, entry: Entry) -> Claim:
    before = claim.time.edtf if claim.time else None
    why = f": {entry.why}" if entry.why else ""
    if entry.after is None:
        reason = f"{entry.who} took the date {before or ''} away{why}".replace("  ", " ")
        return dataclasses.replace(claim, time=None, undated_reason=reason)
    basis = f"set by {entry.who}{why} (person); the machine had {before or 'no date'}"
    return dataclasses.replace(claim, time=claim_time(entry.after, basis), undated_reason=None)


def _source_of(claim: Claim, value: dict[str, Value]) -> Attribution:
    return Attribution(
        id=claim.id + BY_PERSON,
        article=claim.article,
        source=None,
        cue=None,
        content=None,
        kind=AttributionKind(value["kind"]),
        name=value["name"],
        told_outlet=value["told_outlet"],
    )
