from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planlint.checks import check_of
from planlint.rules import catalogue
from planlint.rules.examples import examples_of
from planlint.rules.model import Rule, StrengthRule
from planlint.words import directory, load_yaml

RULES = catalogue.load()
AT_LEAST = {"ALW": 1}  # of rules about allow comments; 6 of all others
PLACEHOLDERS = {
    "text",
    "child",
    "father",
    "sibling",
    "missing",
    "because",
    "code",
    "near",
    "plain",
    "action",
    "grade",
    "limit",
}

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@each_rule
@pytest.mark.parametrize("kind", ["flagged", "passed"])
def test_a_rule_has_examples_of_both_kinds(rule: Rule, kind: str) -> None:
    assert len([example for example in examples_of(rule) if example.kind == kind]) >= AT_LEAST.get(rule.family, 6)


@each_rule
def test_no_example_stands_twice(rule: Rule) -> None:
    plans = [example.plan for example in examples_of(rule)]
    assert len(plans) == len(set(plans))


@each_rule
def test_a_rule_says_where_it_comes_from_and_what_is_better(rule: Rule) -> None:
    assert rule.sources
    assert all(source.title and source.point for source in rule.sources)
    assert rule.summary and rule.why and rule.message and rule.advice
    assert rule.leaves_alone or rule.family == "ALW"


@each_rule
def test_a_rules_values_are_known_ones(rule: Rule) -> None:
    assert rule.severity in ("error", "warning", "info")
    assert rule.anchor in ("phrase", "statement", "action", "part", "section", "plan")
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert callable(check_of(rule.check["type"]))


@each_rule
def test_a_rule_stands_in_a_file_of_its_code_and_name(rule: Rule) -> None:
    path = Path(rule.path)
    assert path.name == f"{rule.code}-{rule.name}.yaml"
    assert path.parent.name == rule.code[:3].lower() == rule.family.lower()


@each_rule
def test_a_rule_yields_to_rules_that_there_are(rule: Rule) -> None:
    assert {*rule.yields_to} <= {other.code for other in RULES} - {rule.code}


@each_rule
def test_the_writers_words_are_short_and_their_places_known(rule: Rule) -> None:
    assert len(rule.message) <= 140
    for words in (rule.message, rule.advice):
        assert set(re.findall(r"\{(\w+)\}", words)) <= PLACEHOLDERS


@pytest.mark.parametrize("strength", catalogue.load_strengths(), ids=lambda strength: strength.code)
def test_a_strength_has_examples_of_both_kinds(strength: StrengthRule) -> None:
    assert {example.kind for example in examples_of(strength)} >= {"earned", "not_earned"}


def _lists() -> Iterator[Any]:
    for path in sorted((directory() / "words").glob("*.yaml")):
        for name, entry in load_yaml(path).items():
            yield pytest.param(entry["items"] if isinstance(entry, dict) else entry, id=f"{path.stem} {name}")


@pytest.mark.parametrize("items", list(_lists()))
def test_a_word_list_holds_words_and_no_yes_no_or_number(items: list[object]) -> None:
    """YAML reads an unquoted no, yes, on or 1 as something else than a word."""
    odd = [item for item in items if not isinstance(item["term"] if isinstance(item, dict) else item, str)]
    assert not odd
    assert all(str(item["term"] if isinstance(item, dict) else item).strip() for item in items)


@pytest.mark.parametrize("items", list(_lists()))
def test_a_word_list_names_no_term_twice(items: list[object]) -> None:
    terms = [str(item["term"] if isinstance(item, dict) else item) for item in items]
    assert sorted(term for term in set(terms) if terms.count(term) > 1) == []
