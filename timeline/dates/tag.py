"""The way from a text to its time expressions: cut into tokens, find, anchor in order; and the same in words."""

from __future__ import annotations

from bisect import bisect
from functools import lru_cache

from timeline.calendar import describe_date
from timeline.dates.context import Context, first_context, tells_of_antiquity
from timeline.dates.counting import Case
from timeline.dates.events import EVENTS_AHEAD, Dated, find_event, whole_dates
from timeline.dates.figures import is_compared
from timeline.dates.find import NOTHING, Found, find_expressions
from timeline.dates.joints import joined
from timeline.dates.numeric import settle_orders
from timeline.dates.placed import Placed
from timeline.dates.quoted import Speeches, reported_dates
from timeline.dates.rules import Rules, rules_of
from timeline.dates.soft import Softness, read_softness
from timeline.dates.surroundings import (
    beside,
    counts_from_event,
    is_attribute,
    is_last_year,
    is_news,
    is_said_of_today,
    tense_of,
    told_before,
)
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
    start = context = first_context(found, published, lambda one: reports or is_news(tokens, one, rules))
    kind = "narrative" if start.narrative else "news"
    kinds = (None, kind, "ancient") if tells_of_antiquity(found) else (None, kind)
    found = joined([one for one in found if one.only in kinds], text, rules)
    softness = _softness(rules)
    expressions: list[TimeExpression] = []
    dated: list[Dated] = []
    whole = whole_dates(found, text, article)
    speeches = Speeches(text, article, reported_dates(text, found, rules.data["speaking"]["words"]))
    for one in found:
        words = text[one.begin : one.end]
        event = None
        if counts_from_event(one):
            later = whole[bisect(whole, one.first, key=lambda other: other.first) :][:EVENTS_AHEAD]
            words_of_one = rules.words["indefinite"]
            event = find_event(tokens, one, dated, later, strict=not start.narrative, indefinite=words_of_one)
        same = beside(one, context, expressions, text)
        case = Case(
            words=words,
            tense=tense_of(tokens, one, rules),
            about=one.reading.about,
            mod=one.reading.mod,
            soft=softness,
            event=event,
            apposed=same,
            told=told_before(tokens, one, dated),
            is_today=is_said_of_today(tokens, one, rules),
            compared=is_last_year(one) and is_compared(tokens, one.first, one.last, rules),
        )
        placed = speeches.anchor(one, context, case)
        name = f"{article}-t{one.begin}"
        expressions.append(_expression(one, placed, article, name, words))
        context = context.after(one, placed, name, words, attribute=is_attribute(tokens, one, rules))
        if dateline and dateline.begin <= one.begin and one.end <= dateline.end and context.dateline is None:
            context = context.written(placed, name, words, one.begin)
        if context.last and context.last.id == name and not counts_from_event(one):
            dated.append(Dated(one.first, one.last, context.last, {"year", "month"} <= {*one.given}))
    return tuple(expressions), start


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
