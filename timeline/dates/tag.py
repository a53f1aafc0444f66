"""The way from a text to its time expressions: cut into tokens, find, anchor in order; and the same in words."""

from __future__ import annotations

from bisect import bisect
from functools import lru_cache
from itertools import zip_longest

from timeline.calendar import describe_date
from timeline.dates.context import Context, Point
from timeline.dates.counting import Case
from timeline.dates.datelines import find_dateline
from timeline.dates.events import EVENTS_AHEAD, Dated, event_in_phrase, find_d_day, find_event, whole_dates
from timeline.dates.figures import is_compared
from timeline.dates.find import NOTHING, Found, find_expressions
from timeline.dates.joints import joined
from timeline.dates.kinds import first_context, tells_of_antiquity
from timeline.dates.numeric import settle_orders
from timeline.dates.placed import Placed
from timeline.dates.quoted import Speeches, reported_dates
from timeline.dates.rules import Rules, rules_of
from timeline.dates.soft import Softness, read_softness
from timeline.dates.surroundings import (
    beside,
    counts_from_event,
    dates_apart,
    is_attribute,
    is_d_day,
    is_last_year,
    is_news,
    is_reported,
    is_said_of_today,
    is_since,
    tense_of,
    told_before,
)
from timeline.dates.words import Tokens
from timeline.types import OPEN, Anchor, AnchorKind, Interval, Span, TimeExpression

RULE_LANGUAGES = ("en",)
D_DAY = "D-Day"
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
    dateline = dateline or find_dateline(text, found)
    apart = dates_apart(tokens, found, rules)
    start = _start([one for one in found if one.begin not in apart], tokens, published, rules)
    kind = "narrative" if start.narrative else "news"
    kinds = (None, kind, "ancient") if tells_of_antiquity(found) else (None, kind)
    found = joined([one for one in found if one.only in kinds], text, rules)
    seen = _Seen(tokens, rules, article, whole_dates(found, text, article), start)
    speeches = Speeches(text, article, reported_dates(text, found, rules.data["speaking"]["words"]))
    for one, after in zip_longest(found, found[1:]):
        placed = speeches.anchor(one, seen.context, seen.case(one, after))
        seen.add(one, placed, apart=one.begin in apart)
        if dateline and dateline.begin <= one.begin and one.end <= dateline.end and seen.context.dateline is None:
            seen.context = seen.context.written(placed, f"{article}-t{one.begin}", text[one.begin : one.end], one.begin)
    return tuple(seen.expressions), start


def _start(found: list[Found], tokens: Tokens, published: Interval, rules: Rules) -> Context:
    """The context at the beginning of a text."""
    reports = not rules.words["says"].keys().isdisjoint(tokens.words)
    return first_context(found, published, lambda one: reports or is_news(tokens, one, rules))


class _Seen:
    """What was seen of a text so far: its expressions, the dates that they told, and the context behind them."""

    __slots__ = (
        "_article",
        "_d_day",
        "_dated",
        "_rules",
        "_soft",
        "_strict",
        "_tokens",
        "_whole",
        "context",
        "expressions",
    )

    def __init__(self, tokens: Tokens, rules: Rules, article: str, whole: list[Dated], start: Context) -> None:
        self._tokens, self._rules, self._article, self._whole = tokens, rules, article, whole
        self._soft, self._strict = _softness(rules), not start.narrative
        self._d_day = find_d_day(tokens, whole) if D_DAY in tokens.text else None
        self._dated: list[Dated] = []
        self.context = start
        self.expressions: list[TimeExpression] = []

    def case(self, one: Found, after: Found | None) -> Case:
        """What an expression brings to its anchoring; ``after`` is the expression behind it."""
        tokens, rules = self._tokens, self._rules
        return Case(
            words=tokens.text[one.begin : one.end],
            tense=tense_of(tokens, one, rules),
            about=one.reading.about,
            mod=one.reading.mod,
            soft=self._soft,
            event=self._event(one, after) if counts_from_event(one) else None,
            apposed=beside(one, self.context, self.expressions, tokens.text),
            told=told_before(tokens, one, self._dated),
            is_today=is_said_of_today(tokens, one, rules),
            reported=is_reported(tokens, one, rules),
            compared=is_last_year(one) and is_compared(tokens, one.first, one.last, rules),
        )

    def _event(self, one: Found, after: Found | None) -> Point | None:
        """The date of the event that an expression counts from."""
        if is_d_day(one):
            return self._d_day
        event = event_in_phrase(self._tokens, one, after, self._article)
        later = self._whole[bisect(self._whole, one.first, key=lambda other: other.first) :][:EVENTS_AHEAD]
        words = self._rules.words["indefinite"]
        return event or find_event(self._tokens, one, self._dated, later, strict=self._strict, indefinite=words)

    def add(self, one: Found, placed: Placed, *, apart: bool) -> None:
        """Add an expression; one that is told ``apart`` (a picture's date) does not move the text."""
        tokens, rules, words = self._tokens, self._rules, self._tokens.text[one.begin : one.end]
        name = f"{self._article}-t{one.begin}"
        self.expressions.append(_expression(one, placed, self._article, name, words))
        if apart:
            return
        attribute, since = is_attribute(tokens, one, rules), is_since(tokens, one, rules)
        self.context = self.context.after(one, placed, name, words, attribute=attribute, since=since)
        if self.context.last and self.context.last.id == name and not counts_from_event(one):
            self._dated.append(Dated(one.first, one.last, self.context.last, {"year", "month"} <= {*one.given}))


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
