"""The way from a text to its time expressions: cut into tokens, find, anchor in order; and the same in words."""

from __future__ import annotations

from bisect import bisect
from dataclasses import replace
from functools import lru_cache

from timeline.calendar import describe_date
from timeline.dates.context import Context, Point, first_context, tells_of_antiquity
from timeline.dates.counting import Case
from timeline.dates.events import EVENTS_AHEAD, Dated, find_event, whole_dates
from timeline.dates.figures import is_compared
from timeline.dates.find import NOTHING, Found, find_expressions
from timeline.dates.meanings import Apposed, CalendarDate, Edge, FeastDay, Meaning, Moment, NumericDate, Shift, Unit
from timeline.dates.numeric import settle_orders
from timeline.dates.placed import Placed
from timeline.dates.quoted import Speeches, reported_dates
from timeline.dates.rules import Rules, rules_of
from timeline.dates.soft import Softness, read_softness
from timeline.dates.tense import in_one_sentence, tense_around
from timeline.dates.words import Tokens
from timeline.types import OPEN, Anchor, AnchorKind, Interval, Span, TimeExpression

RULE_LANGUAGES = ("en",)
COUNTED_FROM = {
    AnchorKind.CALENDAR: "as the words say",
    AnchorKind.PUBLISHED: "counted from the publication date",
    AnchorKind.DATELINE: "counted from the dateline",
    AnchorKind.EXPRESSION: "counted from another date of the text",
    AnchorKind.EVENT: "counted from an event of the text",
    AnchorKind.QUOTED: "counted from the time of what is quoted",
}


def tag_text(
    text: str,
    *,
    published: Interval = OPEN,
    language: str = "en",
    article: str = "doc",
    dateline: Span | None = None,
) -> tuple[TimeExpression, ...]:
    """The time expressions of a text, in order, each with its anchor or the reason why it has none.

    ``dateline`` is a span of the text ("GAZA, Oct. 8 -"): the day in it, not that of publication, is then "today".
    Offsets are characters of ``text``; ids are ``{article}-t{begin}``. An open ``published`` leaves what hangs on it
    without a date; an interval makes it as wide as that.
    """
    if language not in RULE_LANGUAGES:
        from timeline.dates.locales import tag_explicit  # dateparser's tables are slow to load, and English needs none

        return tag_explicit(text, language=language, article=article, published=published)
    return _tag(text, published, rules_of(language), article, dateline)[0]


def _tag(
    text: str, published: Interval, rules: Rules, article: str, dateline: Span | None = None
) -> tuple[tuple[TimeExpression, ...], Context]:
    tokens = rules.alphabet.read(text)
    found = settle_orders(list(find_expressions(tokens, rules)), text, published)
    reports = not rules.words["says"].keys().isdisjoint(tokens.words)
    start = context = first_context(found, published, lambda one: reports or _is_news(tokens, one, rules))
    kind = "narrative" if start.narrative else "news"
    kinds = (None, kind, "ancient") if tells_of_antiquity(found) else (None, kind)
    found = _joined([one for one in found if one.only in kinds], text, rules)
    softness = _softness(rules)
    expressions: list[TimeExpression] = []
    dated: list[Dated] = []
    whole = whole_dates(found, text, article)
    speeches = Speeches(text, article, reported_dates(text, found, rules.data["speaking"]["words"]))
    for one in found:
        words = text[one.begin : one.end]
        event = None
        if _from_event(one):
            later = whole[bisect(whole, one.first, key=lambda other: other.first) :][:EVENTS_AHEAD]
            words_of_one = rules.words["indefinite"]
            event = find_event(tokens, one, dated, later, strict=not start.narrative, indefinite=words_of_one)
        beside = _beside(one, context, expressions, text)
        case = Case(
            words=words,
            tense=_tense(tokens, one, rules),
            about=one.reading.about,
            mod=one.reading.mod,
            soft=softness,
            event=event,
            apposed=beside,
            told=_told(tokens, one, dated),
            is_today=_is_said_of_today(tokens, one, rules),
            compared=_is_last_year(one) and is_compared(tokens, one.first, one.last, rules),
        )
        placed = speeches.anchor(one, context, case)
        name = f"{article}-t{one.begin}"
        expressions.append(_expression(one, placed, article, name, words))
        context = context.after(one, placed, name, words, attribute=_is_attribute(tokens, one, rules))
        if dateline and dateline.begin <= one.begin and one.end <= dateline.end and context.dateline is None:
            context = context.written(placed, name, words, one.begin)
        if context.last and context.last.id == name and not _from_event(one):
            dated.append(Dated(one.first, one.last, context.last, {"year", "month"} <= {*one.given}))
    return tuple(expressions), start


def _joined(found: list[Found], text: str, rules: Rules) -> list[Found]:
    """Expressions that the whole date behind them completes: clock times ("at 11 a.m. on 11 November 1918", "at 22:30
    (19:30 GMT) on 1 April"), and counts that are told again ("three days earlier, on 21 February")."""
    joined = []
    for index, one in enumerate(found):
        for after in found[index + 1 : index + 3]:
            joint = _joint(one, after, _between(text[one.end : after.begin]), text, rules)
            if joint is not None:
                one = replace(one, reading=replace(one.reading, meaning=joint))
                break
        joined.append(one)
    return joined


def _in_year_of(meaning: Meaning, day: Meaning) -> Meaning | None:
    """The month or day that begins a range, in the year that its end gives ("from early March to 22 June 1944")."""
    if isinstance(meaning, Edge):
        inner = _in_year_of(meaning.of, day)
        return replace(meaning, of=inner) if inner else None
    whole = isinstance(day, CalendarDate) and day.year and day.month
    if not whole or not isinstance(meaning, CalendarDate) or meaning.year or not meaning.month:
        return None
    assert isinstance(day, CalendarDate) and day.year and day.month
    return replace(meaning, year=day.year - (meaning.month > day.month))


def _is_year(meaning: Meaning) -> bool:
    return isinstance(meaning, CalendarDate) and bool(meaning.year) and meaning.month is meaning.weekday is None


def _between(text: str) -> str:
    """What stands between two expressions, without what is in brackets."""
    begin, end = text.find("("), text.rfind(")")
    return (text[:begin] + text[end + 1 :] if 0 <= begin < end else text).strip(" )\n")


def _joint(one: Found, after: Found, between: str, text: str, rules: Rules) -> Meaning | None:
    """What ``one`` means together with the date ``after`` it; None where they do not belong together."""
    meaning, day = one.reading.meaning, after.reading.meaning
    if isinstance(meaning, FeastDay | CalendarDate) and between == "in" and _is_year(day):
        assert isinstance(day, CalendarDate)
        bare = isinstance(meaning, FeastDay) or (meaning.month is not None and meaning.weekday is None)
        return replace(meaning, year=day.year) if bare and meaning.year is None else None
    if not (isinstance(day, NumericDate) or (isinstance(day, CalendarDate) and (day.day or day.weekday))):
        return None
    if between in rules.words["range_word"]:
        return _in_year_of(meaning, day)
    if isinstance(meaning, Moment) and meaning.on is None and between in ("on", ""):
        return replace(meaning, on=day)
    told_again = isinstance(meaning, Shift) and meaning.origin == "running"
    if told_again and isinstance(day, CalendarDate) and day.day and between in (",", ", on"):
        return Apposed(day, text[after.begin : after.end])
    return None


def _beside(found: Found, context: Context, before: list[TimeExpression], text: str) -> Point | None:
    """The date that an expression stands beside, with nothing but a comma between ("Today, one year later, …")."""
    last = context.last
    if last is None or not before or before[-1].id != last.id:
        return None
    return last if text[before[-1].end : found.begin].strip(" (-–—") in ("", ",", ", only", ", just") else None


def _told(tokens: Tokens, found: Found, dated: list[Dated]) -> Point | None:
    """The whole date of the calendar that the same sentence told before a month or day without its year."""
    if not dated or not {"month"} <= {*found.given} or "year" in found.given or not dated[-1].whole:
        return None
    return dated[-1].point if in_one_sentence(tokens, dated[-1].last, found.first) else None


def _is_said_of_today(tokens: Tokens, found: Found, rules: Rules) -> bool:
    """Whether "is" stands directly before: "it is the second day of the strike"."""
    return tokens.words[max(found.first - 2, 0)] in rules.words["copula"]


def _is_last_year(found: Found) -> bool:
    meaning = found.reading.meaning
    if isinstance(meaning, Shift):  # "a year ago", "a year earlier"
        return (meaning.unit, meaning.low, meaning.sign) == ("Y", 1, -1) and meaning.origin != "event"
    return isinstance(meaning, Unit) and meaning.unit == "Y" and meaning.offset == -1 and not meaning.running


def _is_attribute(tokens: Tokens, found: Found, rules: Rules) -> bool:
    """Whether a date stands between an article and a noun, or in brackets ("the 1978 treaty", "(1998)")."""
    before = [word for word in tokens.words[max(found.first - 2, 0) : found.first] if not word.isspace()]
    return bool(before) and before[-1].lower() in rules.words["determiner"]


def _is_news(tokens: Tokens, found: Found, rules: Rules) -> bool:
    """Whether a date is used as in news: a month or day to come, or a year in passing ("since 2009")."""
    if found.given == ("year",):
        before = [word.lower() for word in tokens.words[max(found.first - 2, 0) : found.first] if not word.isspace()]
        return bool(before) and (before[-1] in rules.words["passing"] or before[-1] in rules.words["determiner"])
    return "month" in found.given and _tense(tokens, found, rules) > 0


def _from_event(found: Found) -> bool:
    return isinstance(found.reading.meaning, Shift) and found.reading.meaning.origin == "event"


def _tense(tokens: Tokens, found: Found, rules: Rules) -> int:
    if "year" in found.given:
        return 0
    bare_day = "weekday" in found.given and "month" not in found.given
    return tense_around(tokens, found.first, found.last, rules, bare_day=bare_day)


@lru_cache(maxsize=4)
def _softness(rules: Rules) -> Softness:
    return read_softness(rules.data)


def _expression(found: Found, placed: Placed, article: str, name: str, words: str) -> TimeExpression:
    return TimeExpression(
        id=name,
        article=article,
        begin=found.begin,
        end=found.end,
        text=words,
        type=placed.type,
        value=placed.value,
        rule=found.rule,
        anchor=placed.anchor,
        mod=found.reading.mod,
        given=found.given,
    )


def explain_text(text: str, *, published: Interval = OPEN, language: str = "en") -> str:
    """Each expression of a text with its rule, value, anchor and the steps to its date, for `timeline explain`."""
    if language in RULE_LANGUAGES:
        expressions, context = _tag(text, published, rules_of(language), "text")
        head = [context.why]
    else:
        expressions, head = tag_text(text, published=published, language=language), []
    return "\n".join([*head, *(line for one in expressions for line in _explain(one))]) or "no time expression found"


def _explain(one: TimeExpression) -> list[str]:
    anchor = one.anchor
    lines = [f"{one.text!r} ({one.begin}-{one.end}): {one.type.value} {one.value}, rule {one.rule}"]
    if isinstance(anchor, Anchor):
        lines.append(
            f"    {describe_date(anchor.interval, anchor.edtf)} (EDTF {anchor.edtf}), {COUNTED_FROM[anchor.kind]}"
        )
    else:
        lines.append(f"    no date: {anchor.reason}")
    return [*lines, *(f"    - {step}" for step in anchor.trace)]


def check_rules(language: str = "en") -> tuple[str, ...]:
    """What is wrong with the rules: an example that its rule does not find whole, or a reject that it finds.

    Empty when all is well. A file that cannot be read at all raises `RuleError`.
    """
    rules = rules_of(language)
    problems = []
    for rule in rules.rules:
        for text, wanted in [*((one, True) for one in rule.examples), *((one, False) for one in rule.rejects)]:
            try:
                found = [one.rule for one in find_expressions(rules.alphabet.read(text), rules)]
            except (KeyError, TypeError, ValueError, IndexError) as error:
                what = f"breaks on {text!r}: {type(error).__name__} {error}"
                problems.append(f"lexicon/{rule.file}: rule {rule.id}: {what}; mend its labels, or what with gives")
                continue
            hit = rule.id in found if rule.reading != NOTHING else not found
            if hit != wanted:
                what = "does not find its example" if wanted else "finds what it must reject:"
                problems.append(
                    f"lexicon/{rule.file}: rule {rule.id}: {what} {text!r}; mend the pattern, or move the text"
                )
    return tuple(problems)
