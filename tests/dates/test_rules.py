"""The rule files: every rule finds its examples and none of its rejects, and a broken file is one clear error."""

from __future__ import annotations

import pytest

from timeline.dates import check_rules
from timeline.dates.rules import compile_rules, read_rule_files, rules_of
from timeline.errors import RuleError

GOOD = {"id": "probe", "pattern": "{month=month} {day=day}", "reading": "date", "examples": ["May 3"]}


def test_every_rule_finds_its_examples_and_leaves_its_rejects() -> None:
    assert check_rules() == ()


def test_every_rule_has_examples_and_ids_are_unique() -> None:
    rules = rules_of("en").rules
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.examples for rule in rules)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"pattern": "{month=month"}, "lone brace"),
        ({"pattern": "({month=month}"}, "'(' without its ')'"),
        ({"pattern": "{month=month})"}, "')' without its '('"),
        ({"pattern": "? {month=month}"}, "'?' with nothing before it"),
        ({"pattern": "{month=mnth}"}, "no class of words"),
        ({"pattern": "{month=month}?"}, "matches nothing at all"),
        ({"reading": "dat"}, "no such reading"),
        ({"pattern": None}, "pattern is missing"),
        ({"rejcts": "in May"}, "nobody reads rejcts"),
        ({"examples": None}, "examples is missing"),
        ({"examples": []}, "it has no example"),
        ({"examples": "May 3"}, "examples is not a list of texts"),
        ({"pattern": 3}, "pattern is not text"),
        ({"prefer": "1"}, "prefer is not a whole number"),
        ({"only": "novel"}, "no such kind of text"),
        ({"after": "{mnth}"}, "no class of words"),
        ({"with": "offset"}, "with is not a table"),
        ({"with": {"ofset": 1}}, "nobody reads ofset"),
        ({"reading": "shift"}, "needs origin"),
        ({"with": {"origin": "moon"}}, "no such origin"),
        ({"with": {"order": "dym"}}, "no such order"),
        ({"with": {"type": "HOUR"}}, "no such type"),
        ({"with": {"key": "trojan-war"}}, "no such key"),
        ({"parts": ["x"]}, "parts is not a list of extents"),
        ({"parts": [{"extent": "x"}]}, "the pattern has no label 'x'"),
        ({"id": "feast", "pattern": "{month=month} 1"}, "has a rule of this id"),
    ],
    ids=lambda value: str(value),
)
def test_a_broken_rule_is_one_error_with_file_id_and_remedy(change: dict[str, object], what: str) -> None:
    block = {key: value for key, value in (GOOD | change).items() if value is not None}
    words, files = read_rule_files("en")
    with pytest.raises(RuleError) as error:
        compile_rules(words, files | {"en/dates/probe.toml": {"rule": [block]}})
    said = str(error.value)
    assert f"lexicon/en/dates/probe.toml: rule {block['id']}: " in said
    assert what in said
    assert ";" in said


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"classes": {"month": {}}}, "class month: has no words"),
        ({"classes": {"dtg_month": {"joined": ["zone_letter", "mnth"]}}}, "class dtg_month: joined must name two"),
        ({"triggers": {"classes": ["mnth"]}}, "triggers: the pattern speaks of 'mnth'"),
    ],
    ids=lambda value: str(value),
)
def test_a_broken_word_file_is_one_error_with_file_class_and_remedy(change: dict[str, dict], what: str) -> None:
    words, files = read_rule_files("en")
    broken = words | {name: words[name] | part for name, part in change.items()}
    with pytest.raises(RuleError) as error:
        compile_rules(broken, files)
    said = str(error.value)
    assert said.startswith("lexicon/en/dates/words.toml: ") and what in said


def test_an_example_that_is_not_found_and_a_reject_that_is_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    words, files = read_rule_files("en")
    wrong = GOOD | {"pattern": "{month=month} {day=day} moons", "examples": ["May 3"], "rejects": ["May 4 moons"]}
    rules = compile_rules(words, files | {"en/dates/probe.toml": {"rule": [wrong]}})
    monkeypatch.setattr("timeline.dates.tag.rules_of", lambda language: rules)
    told = check_rules()
    assert [line.partition("; ")[0] for line in told] == [
        "lexicon/en/dates/probe.toml: rule probe: does not find its example 'May 3'",
        "lexicon/en/dates/probe.toml: rule probe: finds what it must reject: 'May 4 moons'",
    ]
