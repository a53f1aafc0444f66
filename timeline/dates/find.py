"""Finding: where in a text stand time expressions, by which rule, and what they say. No date is reckoned here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.dates.meanings import Reading
from timeline.dates.readings import READINGS, typed
from timeline.dates.rules import Part, Rule, Rules
from timeline.dates.said import Said
from timeline.dates.words import Tokens

NOTHING = "nothing"
"""The reading of rules that only keep others away ("the Sunday Times")."""

REACH = 14
"""How many tokens before its trigger an expression may begin; the longest rule needs 13."""

GIVEN = ("year", "month", "day", "weekday", "season", "hour")
"""The labels that an expression reports as said in the text itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in a text: its tokens ``first`` to ``last`` (exclusive), offsets, rule and reading."""

    begin: int
    end: int
    first: int
    last: int
    rule: str
    reading: Reading
    given: tuple[str, ...]
    only: str | None


def find_expressions(tokens: Tokens, rules: Rules) -> Iterator[Found]:
    """The expressions of a text in order, without overlap: at each candidate place the longest match of a rule.

    A candidate place is a trigger token (a month, a unit, a year …); rules are tried from the first token before it
    that can belong to an expression. Each place costs a bounded number of bounded matches.
    """
    classes, inside, candidates_at = tokens.classes, rules.inside, rules.candidates.at
    openers = rules.candidates.first
    done = 0
    for trigger in rules.triggers.finditer(classes):
        at = trigger.start()
        if at < done:
            continue
        left = at
        floor = max(done, at - REACH)
        while left > floor and classes[left - 1] in inside:
            left -= 1
        for start in range(left, at + 1):
            candidates = candidates_at(classes, start) if classes[start] in openers else ()
            if not candidates or _inside_word(tokens, start):
                continue
            hit = _best(tokens, rules, candidates, start, at)
            if hit:
                found, done = hit
                yield from found
                break


def _best(
    tokens: Tokens, rules: Rules, candidates: tuple[Rule, ...], start: int, at: int
) -> tuple[list[Found], int] | None:
    """The expressions of the longest match at ``start`` that holds the trigger and makes sense, and where it ends."""
    matches = []
    for rule in candidates:
        match = rule.regex.match(tokens.classes, start)
        if match and match.end() > at:
            matches.append((-match.end(), -rule.prefer, rule.order, rule, match))
    if len(matches) > 1:
        matches.sort(key=lambda found: found[:3])
    for _, _, _, rule, match in matches:
        if _splits_word(tokens, match.end()):
            continue
        if rule.reading == NOTHING:
            return [], match.end()
        found = [made for part in rule.parts if (made := _read_part(tokens, rules, rule, part, match))]
        if len(found) == len(rule.parts):
            return found, match.end()
    return None


def _inside_word(tokens: Tokens, start: int) -> bool:
    """Whether the token is glued to one before it ("F16 March", "3.5 years" at the 5, "1,500 days" at the 500)."""
    if start == 0:
        return False
    before, word = tokens.words[start - 1], tokens.words[start]
    if before.isalnum():
        return word.isalnum()
    return before in ".,/:" and word.isdecimal() and start > 1 and tokens.words[start - 2].isdecimal()


def _splits_word(tokens: Tokens, end: int) -> bool:
    """Whether the match ends in the midst of something ("May2", "1,500", "3.5", "10-year" is for the rules)."""
    words = tokens.words
    if end >= len(words) or end == 0:
        return False
    last, after = words[end - 1], words[end]
    if last.isalnum() and after.isalnum():
        return True
    return last.isdecimal() and after in ",." and end + 1 < len(words) and words[end + 1].isdecimal()


def _read_part(tokens: Tokens, rules: Rules, rule: Rule, part: Part, match: re.Match[str]) -> Found | None:
    first, last = match.span(part.extent) if part.extent else match.span()
    if first < 0:
        return None
    said_tokens: dict[str, tuple[str, ...]] = {}
    classes = dict(rule.labels)
    for label in rule.labels:
        begin, end = match.span(label)
        if begin >= 0:
            words = tokens.words[begin:end]
            said_tokens[label.partition("__")[0]] = tuple([word for word in words if not word.isspace()])
    shared = dict(said_tokens) if part.use else said_tokens
    for name, source in part.use.items():
        if not source:
            said_tokens.pop(name, None)
        elif source in shared:
            said_tokens[name] = shared[source]
            classes[name] = rule.labels[source]
    reading = READINGS[rule.reading](Said(said_tokens, classes, rules.words), rule.options)
    if reading is None:
        return None
    given = reading.given or tuple([name for name in GIVEN if name in said_tokens])
    begins = tokens.begins
    return Found(begins[first], begins[last], first, last, rule.id, typed(reading, rule.options), given, rule.only)
