"""Dates an article that states no date: every piece of evidence in its text as a bound, intersected, each kept.

The answer is an interval that may be open; it is never today's date, and never a guess: where evidence conflicts, the
conflict is named and the wider interval kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from timeline import calendar
from timeline.dates.bounds import find_bounds
from timeline.dates.dating_words import FILE as DATING_FILE
from timeline.dates.dating_words import Bound
from timeline.dates.feasts import feast_before, feast_days, feast_names
from timeline.dates.tag import tag_text
from timeline.lexicon.loader import read_toml
from timeline.types import OPEN, Article, Dating, Evidence, Granularity, Interval

FEAST_CUT_DAYS = 120
"""A feast named without a year cuts only an interval shorter than this."""

FEAST_APART_DAYS = 180
"""... and only where the feast before lies so far back that it would have been named with its year."""

Stretches = tuple[Interval, ...]


def date_article(article: Article) -> Dating:
    """The interval in which an article was published, by the evidence of its text; open where there is none.

    What the reading of the file already found as evidence is kept in front of what is found here.
    """
    timexes = tag_text(article.text, language=article.language, article=article.id, dateline=article.dateline)
    allowed, basis = combine(find_bounds(article, timexes))
    interval = _hull(allowed)
    feast = _feast_bound(interval, article.text) if article.language == "en" else None
    if feast is not None:
        interval = feast[0]
        basis = (*basis, feast[1])
    edtf = calendar.edtf_of(interval, Granularity.RANGE)
    return Dating(interval.earliest, interval.latest, edtf, (*article.published.basis, *basis))


def combine(bounds: Sequence[Bound]) -> tuple[Stretches, tuple[Evidence, ...]]:
    """The stretches that all bounds allow, and the evidence that made them; the surest bounds first.

    A bound that leaves nothing of what surer ones allow is a conflict: it is named, and both are kept as possible.
    """
    allowed: Stretches = (OPEN,)
    basis: list[Evidence] = []
    for bound in sorted(bounds, key=lambda one: one.trust):
        both = _intersect(allowed, bound.allowed)
        if not both:
            basis.append(_conflict(bound, allowed))
            allowed = (*allowed, *bound.allowed)
        elif both != allowed or bound.evidence.kind == "anniversary":
            basis.append(bound.evidence)
            allowed = both
    return allowed, tuple(basis)


def _conflict(bound: Bound, allowed: Stretches) -> Evidence:
    rest = calendar.describe_interval(_hull(allowed))
    note = f"in doubt: this contradicts what else the article says ({rest}); both are kept: {bound.evidence.note}"
    return Evidence("conflict", bound.evidence.text, note)


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
