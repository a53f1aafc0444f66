"""What the words around an expression say of it: the date that it stands beside, the tense, a mention in passing."""

from __future__ import annotations

from timeline.dates.context import Context, Point
from timeline.dates.events import Dated
from timeline.dates.find import Found
from timeline.dates.meanings import Shift, Unit
from timeline.dates.rules import Rules
from timeline.dates.tense import in_one_sentence, tense_around
from timeline.dates.words import Tokens
from timeline.types import Granularity, TimeExpression

OPENERS = ("In", "By", "During", "Since")
"""A year right behind one of these begins its sentence."""
APART, STAMP_TOKENS = 20, 8
"""So many tokens before a date are looked at for a picture; a line of a page's date has no more before it."""
WEEKEND = Unit("WE", None)


def beside(found: Found, context: Context, before: list[TimeExpression], text: str) -> Point | None:
    """The date that an expression stands beside, with nothing but a comma between ("Today, one year later, …")."""
    last = context.last
    if last is None or not before or before[-1].id != last.id:
        return None
    between = text[before[-1].end : found.begin].strip(" (-–—")
    ends = text[before[-1].end - 1] == "." and text[found.begin].isupper()  # "at 1:14 p.m. Two weeks later, …"
    return last if between in ("", ",", ", only", ", just") and not ends else None


def told_before(tokens: Tokens, found: Found, dated: list[Dated]) -> Point | None:
    """The whole date of the calendar that the same sentence told before a month or day without its year, or the year
    with which the sentence begins ("In 1996, an offensive ended after shells hit a base on April 18") or that is told
    of ("since 1883, when it blew up on Aug. 27")."""
    if not dated or not {"month"} <= {*found.given} or "year" in found.given:
        return None
    last = dated[-1]
    opens = _begins_sentence(tokens, last.first) or tokens.words[last.last : last.last + 3] == [",", " ", "when"]
    if not last.whole and not (last.point.granularity is Granularity.YEAR and opens):
        return None
    return last.point if in_one_sentence(tokens, last.last, found.first) else None


def _begins_sentence(tokens: Tokens, first: int) -> bool:
    """Whether nothing but a preposition with a capital stands before an expression: "In 1996, …"."""
    return tokens.words[max(first - 2, 0)] in OPENERS


def dates_apart(tokens: Tokens, found: list[Found], rules: Rules) -> set[int]:
    """Where the dates of pages and pictures begin; few texts have a word that speaks of either."""
    words = {*rules.words["picture"], *rules.words["stamp"]}
    if (words | {word.capitalize() for word in words}).isdisjoint(tokens.words):
        return set()
    return {one.begin for one in found if is_apart(tokens, one, rules)}


def is_apart(tokens: Tokens, found: Found, rules: Rules) -> bool:
    """Whether a date is that of a page or a picture ("Updated 10 March 2024", "in this Nov. 3, 2019, file photo"): it
    says nothing of the day on which the text goes on."""
    words, line = tokens.words, []
    for place in range(found.first - 1, max(found.first - APART, -1), -1):
        if "\n" in words[place] or words[place] in ".;":
            break
        line.append(words[place].lower())
    behind = [word for word in words[found.last : found.last + 6] if word.isalpha()]
    if any(word in rules.words["picture"] for word in behind[:2]) or _is_of_picture(line, rules):
        return True
    stamped = len(line) <= STAMP_TOKENS and any(word in rules.words["stamp"] for word in line)
    return stamped and place_starts_line(words, found.first - len(line))


def _is_of_picture(line: list[str], rules: Rules) -> bool:
    """Whether the words before a date, the nearest first, say that a picture is of it: "file photo taken on"."""
    before = [word for word in line if word.isalpha()]
    while before and before[0] in rules.words["dates_a_verb"]:
        before = before[1:]
    return len(before) > 1 and before[0] in rules.words["of_picture"] and before[1] in rules.words["picture"]


def place_starts_line(words: list[str], place: int) -> bool:
    """Whether a token is the first of its line."""
    return place <= 0 or "\n" in words[place - 1]


def has_limit(tokens: Tokens, found: Found, rules: Rules) -> bool:
    """Whether "by" or "before" stands before a weekend: it is then the one to come."""
    before = [word.lower() for word in tokens.words[max(found.first - 2, 0) : found.first] if not word.isspace()]
    return bool(before) and before[-1] in rules.words["limit"]


def is_said_of_today(tokens: Tokens, found: Found, rules: Rules) -> bool:
    """Whether "is" stands directly before: "it is the second day of the strike"."""
    return tokens.words[max(found.first - 2, 0)] in rules.words["copula"]


def is_reported(tokens: Tokens, found: Found, rules: Rules) -> bool:
    """Whether a weekday stands right behind a verb of saying: "the army said on Thursday"."""
    if "weekday" not in found.given:
        return False
    before = [word for word in tokens.words[max(found.first - 8, 0) : found.first] if not word.isspace()]
    while before and before[-1] in rules.words["dates_a_verb"]:
        before.pop()
    return any(word in rules.words["says"] for word in before[-2:])


def is_last_year(found: Found) -> bool:
    meaning = found.reading.meaning
    if isinstance(meaning, Shift):  # "a year ago", "a year earlier"
        return (meaning.unit, meaning.low, meaning.sign) == ("Y", 1, -1) and meaning.origin != "event"
    return isinstance(meaning, Unit) and meaning.unit == "Y" and meaning.offset == -1 and not meaning.running


def is_attribute(tokens: Tokens, found: Found, rules: Rules) -> bool:
    """Whether a date stands between an article and a noun, or in brackets ("the 1978 treaty", "(1998)")."""
    before = [word for word in tokens.words[max(found.first - 2, 0) : found.first] if not word.isspace()]
    return bool(before) and before[-1].lower() in rules.words["determiner"]


def is_since(tokens: Tokens, found: Found, rules: Rules) -> bool:
    """Whether "since" stands before a date: the text looks back to it, and goes on from where it was."""
    return tokens.words[max(found.first - 2, 0)].lower() in rules.words["looking_back"]


def is_news(tokens: Tokens, found: Found, rules: Rules) -> bool:
    """Whether a date is used as in news: a month or day to come, or a year in passing ("since 2009")."""
    if found.given == ("year",):
        before = [word.lower() for word in tokens.words[max(found.first - 2, 0) : found.first] if not word.isspace()]
        return bool(before) and (before[-1] in rules.words["passing"] or before[-1] in rules.words["determiner"])
    return "month" in found.given and tense_of(tokens, found, rules) > 0


def counts_from_event(found: Found) -> bool:
    return isinstance(found.reading.meaning, Shift) and found.reading.meaning.origin == "event"


def is_d_day(found: Found) -> bool:
    """Whether an expression counts from D-Day: "D+3"."""
    return isinstance(found.reading.meaning, Shift) and found.reading.meaning.event == "D-Day"


def tense_of(tokens: Tokens, found: Found, rules: Rules) -> int:
    if "year" in found.given:
        return 0
    if found.reading.meaning == WEEKEND and has_limit(tokens, found, rules):
        return 1
    bare_day = "weekday" in found.given and "month" not in found.given
    return tense_around(tokens, found.first, found.last, rules, bare_day=bare_day)
