"""What the words around an expression say of it: the date that it stands beside, the tense, a mention in passing."""

from __future__ import annotations

from timeline.dates.context import Context, Point
from timeline.dates.events import Dated
from timeline.dates.find import Found
from timeline.dates.meanings import Shift, Unit
from timeline.dates.rules import Rules
from timeline.dates.tense import in_one_sentence, tense_around
from timeline.dates.words import Tokens
from timeline.types import TimeExpression


def beside(found: Found, context: Context, before: list[TimeExpression], text: str) -> Point | None:
    """The date that an expression stands beside, with nothing but a comma between ("Today, one year later, …")."""
    last = context.last
    if last is None or not before or before[-1].id != last.id:
        return None
    between = text[before[-1].end : found.begin].strip(" (-–—")
    ends = text[before[-1].end - 1] == "." and text[found.begin].isupper()  # "at 1:14 p.m. Two weeks later, …"
    return last if between in ("", ",", ", only", ", just") and not ends else None


def told_before(tokens: Tokens, found: Found, dated: list[Dated]) -> Point | None:
    """The whole date of the calendar that the same sentence told before a month or day without its year."""
    if not dated or not {"month"} <= {*found.given} or "year" in found.given or not dated[-1].whole:
        return None
    return dated[-1].point if in_one_sentence(tokens, dated[-1].last, found.first) else None


def is_said_of_today(tokens: Tokens, found: Found, rules: Rules) -> bool:
    """Whether "is" stands directly before: "it is the second day of the strike"."""
    return tokens.words[max(found.first - 2, 0)] in rules.words["copula"]


def is_last_year(found: Found) -> bool:
    meaning = found.reading.meaning
    if isinstance(meaning, Shift):  # "a year ago", "a year earlier"
        return (meaning.unit, meaning.low, meaning.sign) == ("Y", 1, -1) and meaning.origin != "event"
    return isinstance(meaning, Unit) and meaning.unit == "Y" and meaning.offset == -1 and not meaning.running


def is_attribute(tokens: Tokens, found: Found, rules: Rules) -> bool:
    """Whether a date stands between an article and a noun, or in brackets ("the 1978 treaty", "(1998)")."""
    before = [word for word in tokens.words[max(found.first - 2, 0) : found.first] if not word.isspace()]
    return bool(before) and before[-1].lower() in rules.words["determiner"]


def is_news(tokens: Tokens, found: Found, rules: Rules) -> bool:
    """Whether a date is used as in news: a month or day to come, or a year in passing ("since 2009")."""
    if found.given == ("year",):
        before = [word.lower() for word in tokens.words[max(found.first - 2, 0) : found.first] if not word.isspace()]
        return bool(before) and (before[-1] in rules.words["passing"] or before[-1] in rules.words["determiner"])
    return "month" in found.given and tense_of(tokens, found, rules) > 0


def counts_from_event(found: Found) -> bool:
    return isinstance(found.reading.meaning, Shift) and found.reading.meaning.origin == "event"


def tense_of(tokens: Tokens, found: Found, rules: Rules) -> int:
    if "year" in found.given:
        return 0
    bare_day = "weekday" in found.given and "month" not in found.given
    return tense_around(tokens, found.first, found.last, rules, bare_day=bare_day)
