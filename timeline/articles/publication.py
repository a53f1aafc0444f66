"""When an article says it was published or changed: what its file states, a line above it, its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from timeline import calendar
from timeline.articles.choice import ADDRESS, ADDRESS_SLACK, FILE, MACHINE, SHOWN, UNCLEAR, Candidate, Choice, choose
from timeline.articles.clean import Cleaned
from timeline.articles.drafts import Stated
from timeline.articles.instants import find_instant
from timeline.articles.outlets import domain_of
from timeline.articles.stamps import PAGES, StatedDay, find_stamp, granularity_of, is_no_day, stated_day
from timeline.lexicon.loader import read_toml
from timeline.types import Dating, Evidence, Interval, Outlet

_URL_DAY = re.compile(r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?=/|-|$|\?|\.)")
_RANKS = {"time": SHOWN, "meta-unclear": UNCLEAR, "json-ld-page": UNCLEAR}
"""Whose word a date of a format is, where it is not that of the page's data."""

_NOTES = {
    "caption": "a dropped caption: what it shows was before the article was published, or on that day",
    "archive-banner": "the banner of an archive that holds articles of these years",
}


@dataclass(frozen=True, slots=True)
class Publication:
    """The dates an article states; ``published`` has open ends and no EDTF text where it states none."""

    published: Dating
    modified: Dating | None
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Writing:
    """How dates are written where the article is from."""

    country: str | None
    language: str


@dataclass(frozen=True, slots=True)
class _Dated:
    """The dates that were found so far, and what is in doubt about them."""

    published: list[Candidate]
    modified: list[Candidate]
    doubts: list[str]


def find_publication(
    cleaned: Cleaned,
    fields: Mapping[str, str],
    outlet: Outlet | None,
    language: str = "en",
    *,
    stated: Sequence[Stated] = (),
) -> Publication:
    """The dates as the file states them first, then the data of its format, the lines about the article, its address.

    Of the lines those come first whose date a word explains. A date in the head of the page is the article's or the
    day on which somebody looked at it: it is evidence, and dates nothing by itself; nor do captions, archive banners,
    the year of a copyright or the day of a crawl. How several dates are weighed, `choose` tells.
    """
    writing = _Writing(_country(outlet, fields), language)
    found = _Dated([], [], [])
    _read_fields(fields, writing, found)
    _read_stated(stated, writing, found)
    _read_lines(cleaned, writing, found)
    found.published.extend(_from_url(fields.get("url")))
    choice = choose(found.published, found.modified)
    page, page_doubts = _of_page(cleaned, choice.interval)
    others = tuple(one.evidence for one in stated if one.role == "other")
    changes = choose(found.modified)
    return Publication(
        _dating(choice, (*page, *_hints(cleaned), *others)),
        _dating(changes, ()) if found.modified else None,
        (*found.doubts, *choice.doubts, *page_doubts),
    )


def _country(outlet: Outlet | None, fields: Mapping[str, str]) -> str | None:
    """The country of a registered outlet; else the one whose domain the page is on or whose form of its language the
    page states, where that country writes the day before the month."""
    if outlet and outlet.country:
        return outlet.country
    host = domain_of(fields.get("url") or "") or (outlet.domain if outlet else None) or ""
    region = re.match(r"[a-z]{2,3}[-_](?P<region>[a-z]{2})(?![a-z])", fields.get("language") or "", re.IGNORECASE)
    told = [host.rsplit(".", 1)[-1], (region["region"].lower() if region else "").replace("gb", "uk")]
    known = next((code for code in told if code in read_toml(PAGES)["countries"]["day_first"]), None)
    return {"uk": "GB"}.get(known, known.upper()) if known else None


def given_or_stated(stated: Dating, given: Dating | None) -> tuple[Dating, tuple[str, ...]]:
    """The date the article states, else the one the user gives; where both differ, the article's and a doubt."""
    if given is None:
        return stated, ()
    if stated.edtf is None:
        return Dating(given.earliest, given.latest, given.edtf, (*given.basis, *stated.basis)), ()
    if _agree(stated.interval, given.interval):
        return stated, ()
    return stated, (
        f"you gave {calendar.describe_interval(given.interval)} as the publication date, but the article states "
        f"{calendar.describe_interval(stated.interval)}, which was taken",
    )


def _agree(one: Interval, other: Interval, slack: int = 0) -> bool:
    """Whether two intervals share a day, or are no more than ``slack`` days apart."""
    gap = timedelta(days=slack)
    late_enough = one.latest is None or other.earliest is None or other.earliest - one.latest <= gap
    early_enough = one.earliest is None or other.latest is None or one.earliest - other.latest <= gap
    return late_enough and early_enough


def _dating(choice: Choice, hints: tuple[Evidence, ...]) -> Dating:
    evidence = (*choice.evidence, *hints)
    interval = choice.interval
    if interval.earliest is None and interval.latest is None:
        return Dating(None, None, None, evidence)
    return Dating(
        interval.earliest,
        interval.latest,
        choice.edtf or calendar.edtf_of(interval, granularity_of(interval)),
        evidence,
    )


def _read_fields(fields: Mapping[str, str], writing: _Writing, found: _Dated) -> None:
    for name, dated in (("published", found.published), ("modified", found.modified)):
        text = fields.get(name)
        if not text:
            continue
        day, edtf = _field_day(text, writing)
        if day is None:
            found.doubts.append(
                f"{name}: {text!r} is no date that is understood: write 2017-02-07, 2017-02, 2017-02-07/2017-02-09 "
                "or 7 February 2017"
            )
            continue
        found.doubts.extend([f"{name}: {day.doubt}"] if day.doubt else [])
        evidence = Evidence("front-matter", text, f"the file states it as {name}")
        dated.append(Candidate(day.interval, evidence, FILE, edtf))


def _read_stated(stated: Sequence[Stated], writing: _Writing, found: _Dated) -> None:
    """Dates that the format states; what is no day is no candidate: "22 hours ago", a day that stands for none."""
    for one in stated:
        if one.role not in ("published", "modified"):
            continue
        instant = find_instant(one.evidence.text)
        day = StatedDay(Interval(instant.day, instant.day)) if instant else _shown_day(one.evidence.text, writing)
        if day is None or is_no_day(day.interval):
            continue
        rank = _RANKS.get(one.evidence.kind, MACHINE)
        candidate = Candidate(day.interval, one.evidence, rank, instant=instant)
        (found.published if one.role == "published" else found.modified).append(candidate)
        if day.doubt and not instant:
            found.doubts.append(day.doubt)


def _shown_day(text: str, writing: _Writing) -> StatedDay | None:
    stamp = find_stamp(text, country=writing.country, language=writing.language)
    return (stamp.published or stamp.modified) if stamp else None


def _field_day(text: str, writing: _Writing) -> tuple[StatedDay | None, str | None]:
    """A day, or an interval in EDTF (and that text), which must be closed on one side at least."""
    day = stated_day(text, country=writing.country, language=writing.language)
    if day:
        return day, None
    try:
        interval = calendar.interval_of_edtf(text.strip())
    except ValueError:
        stamp = find_stamp(text, country=writing.country, language=writing.language)
        return (stamp.published if stamp else None), None
    return (StatedDay(interval), text.strip()) if interval.earliest or interval.latest else (None, None)


def _read_lines(cleaned: Cleaned, writing: _Writing, found: _Dated) -> None:
    # Read again, since figures are read by the outlet's country, which may be known only now.
    lines = [
        find_stamp(line.text, country=writing.country, language=writing.language) or line
        for line in cleaned.stamps
        if not line.in_page_head
    ]
    for stamp in sorted(lines, key=lambda stamp: not stamp.labelled):
        for day, dated, note in (
            (stamp.published, found.published, "the line above the article gives its date"),
            (stamp.modified, found.modified, "the line above the article says when it was changed"),
        ):
            if day:
                found.doubts.extend([day.doubt] if day.doubt else [])
                evidence = Evidence("masthead", stamp.text, note)
                is_signed = stamp.byline is not None
                dated.append(Candidate(day.interval, evidence, SHOWN, labelled=stamp.labelled, signed=is_signed))


def _of_page(cleaned: Cleaned, published: Interval) -> tuple[tuple[Evidence, ...], list[str]]:
    """What the head of the page shows as its day, and the doubt: the only date there is, or one before publication."""
    shown = []
    doubts = []
    for stamp in cleaned.stamps:
        day = stamp.page or (stamp.published if stamp.in_page_head else None)
        if day is None:
            continue
        told = calendar.describe_interval(day.interval)
        shown.append(Evidence("page-date", stamp.text, f"the head of the page shows {told}: published by then"))
        if published.earliest is None and published.latest is None:
            doubts.append(
                f"the head of the page shows {told}, the day of the article or that of a visit to the page: "
                "it was not taken; state the publication date"
            )
        elif not _may_follow(published, day.interval):
            doubts.append(f"the head of the page shows {told}, which is before the publication date that was taken")
    return tuple(shown), doubts


def _may_follow(published: Interval, page: Interval) -> bool:
    gap = timedelta(days=ADDRESS_SLACK)  # the article may be of the next day where the page is of another time zone
    return published.earliest is None or page.latest is None or published.earliest - page.latest <= gap


def _from_url(url: str | None) -> Iterator[Candidate]:
    found = _URL_DAY.search(url) if url else None
    if url is None or found is None:
        return
    day = stated_day(f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}")
    if day:
        yield Candidate(day.interval, Evidence("url", url, "the address carries the day it was put up"), ADDRESS)


def _hints(cleaned: Cleaned) -> tuple[Evidence, ...]:
    """Dropped captions with a figure in them and archive banners, for whoever dates articles that state no date."""
    hints: dict[tuple[str, str], Evidence] = {}
    for passage in cleaned.dropped:
        kind = passage.evidence or ""
        if kind in _NOTES and re.search(r"\d{4}", passage.text):
            hints.setdefault((kind, passage.text), Evidence(kind, passage.text, _NOTES[kind]))
    return tuple(hints.values())
