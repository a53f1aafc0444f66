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
    ],
    ids=lambda value: str(value),
)
def test_a_broken_rule_is_one_error_with_file_id_and_remedy(change: dict[str, str | None], what: str) -> None:
    block = {key: value for key, value in (GOOD | change).items() if value is not None}
    words, files = read_rule_files("en")
    with pytest.raises(RuleError) as error:
        compile_rules(words, files | {"en/dates/named.toml": {"rule": [block]}})
    said = str(error.value)
    assert "lexicon/en/dates/named.toml: rule probe: " in said
    assert what in said
    assert ";" in said
