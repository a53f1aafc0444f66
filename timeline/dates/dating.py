"""Dates an article that states no date: every piece of evidence in its text as a bound, intersected, each kept.

The answer is an interval that may be open; it is never today's date, and never a guess: where evidence conflicts, the
conflict is named and the wider interval kept.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from timeline import calendar
from timeline.dates.bounds import find_bounds
from timeline.dates.dating_words import FILE as DATING_FILE
from timeline.dates.dating_words import Bound, sentences_of
from timeline.dates.feasts import feast_before, feast_days, feast_names
from timeline.dates.likely import Leaning, find_leanings
from timeline.dates.tag import tag_text
from timeline.lexicon.loader import read_toml
from timeline.types import OPEN, Article, Dating, Evidence, Granularity, Interval

FEAST_CUT_DAYS = 120
"""A feast named without a year cuts only an interval shorter than this."""

FEAST_APART_DAYS = 180
"""... and only where the feast before lies so far back that it would have been named with its year."""

INFERRED = frozenset({"bound", "fact", "anniversary", "feast", "conflict", "measured", "sibling"})
"""Kinds of evidence by which articles are dated here; no article states its date by one of them."""

_SHOWN = 160
"""Characters of a sentence that is named beside another one."""

Stretches = tuple[Interval, ...]


def date_article(article: Article, siblings: Sequence[Leaning] = ()) -> Dating:
    """The interval in which an article was published, by the evidence of its text; open where there is none.

    ``siblings`` is what dated articles that share its words make probable (`timeline.dates.siblings`).

    What the reading of the file already found as evidence is kept in front of what is found here.
    """
    timexes = tag_text(article.text, language=article.language, article=article.id, dateline=article.dateline)
    allowed, basis = combine(find_bounds(article, timexes))
    feast = _feast_bound(_hull(allowed), article.text) if article.language == "en" else None
    if feast is not None:
        allowed, basis = (feast[0],), (*basis, feast[1])
    in_conflict = any(evidence.kind == "conflict" for evidence in basis)  # nothing that is only probable decides it
    leanings = () if in_conflict else (*siblings, *find_leanings(article, timexes, sentences_of(article.text)))
    allowed, likely, leant = lean(allowed, leanings)
    interval = _hull(allowed)
    edtf = calendar.edtf_of(interval, Granularity.RANGE)
    return Dating(interval.earliest, interval.latest, edtf, (*article.published.basis, *basis, *leant), likely)


def combine(bounds: Sequence[Bound]) -> tuple[Stretches, tuple[Evidence, ...]]:
    """The stretches that all bounds allow, and the evidence that made them; the surest bounds first.

    A bound that leaves nothing of what surer ones allow is a conflict: it is named, and both are kept as possible.
    """
    allowed: Stretches = (OPEN,)
    basis: list[Evidence] = []
    before: list[Bound] = []
    for bound in sorted(bounds, key=lambda one: one.trust):
        both = _intersect(allowed, bound.allowed)
        if not both:
            basis.append(_conflict(bound, before, allowed))
            allowed = (*allowed, *bound.allowed)
        elif both != allowed or bound.evidence.kind == "anniversary":
            basis.append(bound.evidence)
            allowed = both
            before.append(bound)
    return allowed, tuple(basis)


def lean(allowed: Stretches, leanings: Sequence[Leaning]) -> tuple[Stretches, Interval | None, tuple[Evidence, ...]]:
    """What is probable within what the bounds allow: the stretches of nine tenths, that of one half, the evidence.

    A leaning that leaves nothing of what is allowed is passed over: it is no evidence against a sentence. Where
    nothing tells which part of what is allowed is likelier, none is.
    """
    half: Interval | None = None
    basis: list[Evidence] = []
    for leaning in leanings:
        both = _intersect(allowed, leaning.nine)
        if not both:
            continue
        if both != allowed or leaning.half is not None:
            basis.append(leaning.evidence)
        allowed = both
        half = half or leaning.half
    likely = _intersect(allowed, (half,)) if half else ()
    return allowed, _hull(likely) if likely else None, tuple(basis)


def _conflict(bound: Bound, before: Sequence[Bound], allowed: Stretches) -> Evidence:
    """The contradiction, and the fewest pieces of evidence that make it: one where one does, else two, else all."""
    against = _fewest_against(bound, before)
    rest = calendar.describe_interval(_hull(allowed))
    named = " and ".join(f"{one.evidence.note} (“{one.evidence.text[:_SHOWN].strip()}”)" for one in against)
    what = named or f"what else the article says ({rest})"
    return Evidence(
        "conflict", bound.evidence.text, f"in doubt: {bound.evidence.note}; this contradicts {what}; both are kept"
    )


def _fewest_against(bound: Bound, before: Sequence[Bound]) -> tuple[Bound, ...]:
    for one in before:
        if not _intersect(one.allowed, bound.allowed):
            return (one,)
    for one, other in itertools.combinations(before, 2):
        if not _intersect(_intersect(one.allowed, other.allowed), bound.allowed):
            return one, other
    return ()


def _intersect(some: Stretches, others: Stretches) -> Stretches:
    """The days that are in a stretch of both, in order."""
    found = {both for one in some for other in others if (both := _common(one, other)) is not None}
    return tuple(sorted(found, key=lambda one: one.earliest or date.min))


def _common(one: Interval, other: Interval) -> Interval | None:
    starts = [interval.earliest for interval in (one, other) if interval.earliest]
    ends = [interval.latest for interval in (one, other) if interval.latest]
    earliest, latest = max(starts, default=None), min(ends, default=None)
    return None if earliest and latest and earliest > latest else Interval(earliest, latest)


def _hull(stretches: Stretches) -> Interval:
    found = stretches[0]
    for interval in stretches[1:]:
        found = calendar.hull(found, interval)
    return found


def _feast_bound(interval: Interval, text: str) -> tuple[Interval, Evidence] | None:
    """ "On the night of the Eid": the one Eid inside a short interval is the one meant, and the article is younger."""
    if interval.earliest is None or interval.latest is None or (interval.days or 0) > FEAST_CUT_DAYS:
        return None
    names = feast_names()
    for match in _feast_pattern().finditer(text):
        name = match["name"].lower()
        years = {interval.earliest.year, interval.latest.year}
        inside = [day for year in sorted(years) for day in feast_days(name, year) if _holds(interval, day.begin)]
        before = feast_before(name, calendar.plus_days(inside[0].begin, -1)) if len(inside) == 1 else None
        if before is None or (interval.earliest - before.end).days < FEAST_APART_DAYS or name not in names:
            continue
        begin = inside[0].interval.earliest or inside[0].begin
        note = f"{inside[0].name} named without a year: that of {calendar.in_words(inside[0].begin)} ({inside[0].note})"
        line = text[max(0, match.start() - 80) : match.end() + 80].strip()
        return Interval(max(begin, interval.earliest), interval.latest), Evidence("feast", line, note)
    return None


@lru_cache(maxsize=1)
def _feast_pattern() -> re.Pattern[str]:
    """A feast in a phrase that tells it as past: "on the eve of Eid al-Adha", "during Ramadan"."""
    data = read_toml(DATING_FILE)["words"]
    names = "|".join(re.escape(name) for name in sorted(feast_names(), key=len, reverse=True))
    leads = "|".join(re.escape(word) for word in sorted(data["feast_leads"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{leads})\s(?:the\s)?(?P<name>{names})(?!\w)(?!,?\s(?:19|20)\d\d)", re.IGNORECASE)


def _holds(interval: Interval, when: date) -> bool:
    return (
        interval.earliest is not None and interval.latest is not None and interval.earliest <= when <= interval.latest
    )
