"""Date expressions of the languages other than English: found by each language's words, dated by calendar and context.

The words are dateparser's locale data with our own over them (`locale_words`), the shapes stand in
``lexicon/locales.toml`` (`locale_rules`), the dating is `locale_anchor`. A table look-up does what
``dateparser.parse`` of a vetted span would do at several hundred times the cost; the tests hold the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from statistics import median_low

from timeline import calendar
from timeline.dates.locale_anchor import anchor_found
from timeline.dates.locale_rules import Found, find_expressions
from timeline.dates.locale_story import Meaning, Story
from timeline.dates.locale_words import Words, words_of
from timeline.types import OPEN, Anchor, AnchorKind, Granularity, Interval, TimeExpression, TimexType

NARRATIVE_YEARS = 3
"""A text that names at least so many years, the middle one of which is past by two years, may tell history."""

YEARS_APART = 20
"""A bare year farther than this from the running date looks back, or ahead; nearer ones carry the narrative on."""

BACK_DAYS = 60
"""A date with its year so far before the one named last may be a look back."""

DAY_REACH = 150
"""A time of day belongs to the day named so many characters before it, or else to that of the publication."""

SENTENCE_REACH = 200
"""Characters on either side in which a sentence's verb is looked for."""


def tag_explicit(text: str, *, language: str, article: str, published: Interval = OPEN) -> tuple[TimeExpression, ...]:
    """The time expressions of a text in ``language`` (ISO 639-1), in text order, with dates where they can be had.

    Offsets are into ``text`` as given. A language that neither we nor dateparser know still gets its numeric dates.
    """
    words = words_of(language)
    found = tuple(one for one in find_expressions(text, language) if one.kind != "none")
    story = Story(published, _is_narrative(found, published))
    tagged: list[TimeExpression] = []
    for one in found:
        story = replace(story, coming=_is_coming(text, one, words))
        if (
            tagged
            and one.kind in ("clock", "part")
            and not story.narrative
            and _is_far(text, tagged[-1].end, one.begin)
        ):
            story = replace(story, last_day=OPEN, last_day_id=None)
        meaning = anchor_found(one, words, _in_range_of(one, found, words, story))
        if meaning is None:
            continue
        timex = _expression(text, article, one.rule, one.begin, one.end, meaning)
        tagged += [*_firsts(text, article, one, words, meaning), timex]
        story = _told(story, timex, meaning)
    return tuple(tagged)


def _expression(text: str, article: str, rule: str, begin: int, end: int, meaning: Meaning) -> TimeExpression:
    return TimeExpression(
        f"{article}-t{begin}",
        article,
        begin,
        end,
        text[begin:end],
        meaning.type,
        meaning.value,
        f"locale-{rule}",
        meaning.anchor,
        meaning.mod,
        meaning.given,
    )


def _firsts(text: str, article: str, found: Found, words: Words, meaning: Meaning) -> Iterable[TimeExpression]:
    """The days or years in front ("10. und 11. Februar", "1914–1918"), dated by the expression that follows them."""
    for begin, end, part in found.firsts:
        one = _first_clock(text[begin:end], meaning) if part == "clock" else _first(int(text[begin:end]), part, meaning)
        if one is not None:
            yield _expression(text, article, found.rule, begin, end, one)


def _first_clock(words: str, meaning: Meaning) -> Meaning:
    """The earlier of two clock times: the same day as the later one."""
    hour, _, minute = words.replace(".", ":").partition(":")
    value = f"{meaning.value.partition('T')[0]}T{int(hour):02}:{minute or '00'}"
    return replace(meaning, value=value)


def _first(number: int, part: str, meaning: Meaning) -> Meaning | None:
    if part == "yearbc":
        found = Found("year-bc", "calendar", 0, 0, {"yearbc": str(number)})
        return anchor_found(found, words_of("en"), Story(OPEN))
    if not isinstance(meaning.anchor, Anchor):
        value = meaning.value.rpartition("-")[0] + f"-{number:02}" if part == "day" else str(number)
        return replace(meaning, value=value)
    when = meaning.anchor.earliest
    if when is None:
        return None
    try:
        interval = calendar.day(when.replace(day=number)) if part == "day" else calendar.year_of(number)
    except ValueError:
        return None
    granularity = Granularity.DAY if part == "day" else Granularity.YEAR
    value = calendar.timex_of(interval, granularity) or meaning.value
    trace = (*meaning.anchor.trace, "the rest of the date stands in the words that follow")
    anchor = replace(
        meaning.anchor,
        earliest=interval.earliest,
        latest=interval.latest,
        edtf=calendar.edtf_of(interval, granularity),
        granularity=granularity,
        trace=trace,
        vague=False,
    )
    return Meaning(TimexType.DATE, value, anchor, (part,))


def _is_narrative(found: tuple[Found, ...], published: Interval) -> bool:
    """Whether a text tells history: many dates of past years, and few words like "yesterday" beside them."""
    if any("yearbc" in one.parts for one in found):
        return True
    years = [int(one.parts["year"]) for one in found if "year" in one.parts]
    if len(years) < NARRATIVE_YEARS or published.earliest is None:
        return len(years) >= NARRATIVE_YEARS
    fine = sum("year" in one.parts and bool({"month", "monthlong"} & one.parts.keys()) for one in found)
    near = sum(one.kind in ("relative-day", "turn", "weekday", "clock") for one in found)
    return median_low(years) <= published.earliest.year - 2 and fine > near


def _in_range_of(one: Found, found: tuple[Found, ...], words: Words, story: Story) -> Story:
    """ "22 червня — 6 липня 1940": a date without a year takes it from the end of its range."""
    if "year" in one.parts or not ({"month", "monthlong"} & one.parts.keys()):
        return story
    after = next((other for other in found if other.begin >= one.end), None)
    if after is None or after.begin - one.end > 4 or "year" not in after.parts or not after.parts.get("month"):
        return story
    year = int(after.parts["year"])
    own, end = (words.meaning("month", parts.get("month", "")) for parts in (one.parts, after.parts))
    if own is not None and end is not None and int(own) > int(end):
        year -= 1
    return replace(story, narrative=True, last=calendar.year_of(year), last_id=None)


def _told(story: Story, timex: TimeExpression, meaning: Meaning) -> Story:
    """The story after an expression: explicit dates and those counted from them move it on."""
    anchor = timex.anchor
    if not meaning.running or not isinstance(anchor, Anchor) or not anchor.interval.is_closed:
        return story
    if anchor.granularity in (Granularity.DECADE, Granularity.CENTURY) or anchor.earliest is None:
        return story
    if meaning.given == ("year",) and story.last.earliest is not None and not _is_next(anchor.earliest, story):
        return story
    fine = anchor.granularity in (Granularity.DAY, Granularity.TIME)
    if anchor.kind is AnchorKind.PUBLISHED and story.narrative:
        return story
    last_day, last_day_id = (anchor.interval, timex.id) if fine else (OPEN, None)
    if timex.type is TimexType.TIME and anchor.latest is not None:
        last_day = calendar.day(anchor.latest)
    story = replace(story, before=_line_before(story, anchor.earliest, "year" in meaning.given))
    return replace(story, last=anchor.interval, last_id=timex.id, last_day=last_day, last_day_id=last_day_id)


def _line_before(story: Story, when: date, explicit: bool) -> Interval:
    """The line of dates that a look back left: it is remembered only as long as the text stays on the day looked at."""
    if not explicit:
        return story.before if when == story.last.earliest else OPEN
    back = story.last.earliest is not None and (story.last.earliest - when).days > BACK_DAYS
    return story.last if back and (story.last.days or 99) < BACK_DAYS else OPEN


def _is_far(text: str, end: int, begin: int) -> bool:
    """Whether a time of day stands too far from the date before it to belong to that day."""
    return begin - end > DAY_REACH or "\n\n" in text[end:begin]


def _is_next(when: date, story: Story) -> bool:
    """Whether a bare year carries a narrative on; "the border of 1772" in a war of 1920 looks back, and does not."""
    return story.last.earliest is not None and abs(when.year - story.last.earliest.year) <= YEARS_APART


@lru_cache(maxsize=32)
def _tense(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    words = words_of(language)
    first, second = (
        re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words.lists[tense]))})(?!\w)", re.IGNORECASE)
        if words.lists.get(tense)
        else None
        for tense in ("future", "past")
    )
    return first, second


def _is_coming(text: str, found: Found, words: Words) -> bool:
    """True where the sentence around an expression speaks of the future and not of the past."""
    if found.kind not in ("weekday", "weekend", "calendar", "feast") or "year" in found.parts:
        return False
    future, past = _tense(words.language)
    begin = max(
        text.rfind(mark, max(0, found.begin - SENTENCE_REACH), found.begin) for mark in (". ", "! ", "? ", "\n")
    )
    begin = begin + 1 if begin >= 0 else max(0, found.begin - SENTENCE_REACH)
    ends = [text.find(mark, found.end, found.end + SENTENCE_REACH) for mark in (". ", "! ", "? ", "\n")]
    end = min((at for at in ends if at >= 0), default=min(len(text), found.end + SENTENCE_REACH))
    has_future = future is not None and future.search(text, begin, end) is not None
    has_past = past is not None and past.search(text, begin, end) is not None
    return has_future and not has_past
