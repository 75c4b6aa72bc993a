from __future__ import annotations

import pytest

from planlint.config import Config
from planlint.linter import Linter
from planlint.rules.finding import Report

_HEAD = """\
# Plan for Mia

| Name | DOB |
| --- | --- |
| Mia Reed | 4 February 2017 |

Date: 3 May 2026

## Needs
"""
_SLIP = "Mia absconds from school at dinner time.\n"


def _check(text: str, **settings: tuple[str, ...]) -> Report:
    return Linter(Config(**settings)).check_text(text)


def _rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


@pytest.mark.parametrize("name", ["VOI008", "blaming-language"])
def test_a_finding_allowed_with_a_reason_is_listed_with_it_and_not_told(name: str) -> None:
    report = _check(_HEAD + f'<!-- planlint: allow {name} "the court\'s own words" -->\n' + _SLIP)
    assert "VOI008" not in _rules(report)
    assert [(one.rule, one.reason) for one in report.allowed] == [("VOI008", "the court's own words")]
    assert not [rule for rule in _rules(report) if rule.startswith("ALW")]


def test_an_allow_without_a_reason_allows_nothing_and_is_told() -> None:
    report = _check(_HEAD + "<!-- planlint: allow VOI008 -->\n" + _SLIP)
    assert {"VOI008", "ALW002"} <= set(_rules(report))
    assert report.allowed == ()


def test_an_allow_of_an_unknown_rule_is_told_with_the_nearest_name() -> None:
    report = _check(_HEAD + '<!-- planlint: allow VOI080 "as the court has it" -->\n' + _SLIP)
    (fault,) = [finding for finding in report.findings if finding.rule == "ALW003"]
    assert "VOI080" in fault.message and "did you mean VOI0" in fault.message


def test_an_allow_elsewhere_covers_only_its_own_block() -> None:
    wish = '<!-- planlint: allow VOI008 "her words" -->'
    report = _check(f"{_HEAD}{_SLIP}\n{wish}\nMia needs a quiet place.\n")
    assert {"VOI008", "ALW001"} <= set(_rules(report))


def test_an_allow_in_the_front_matter_covers_the_whole_file() -> None:
    report = _check('---\nallow:\n  VOI008: "the court\'s own words"\n---\n' + _HEAD + _SLIP + "\n" + _SLIP)
    assert "VOI008" not in _rules(report)
    assert len(report.allowed) == 2


def test_a_finding_on_the_whole_plan_is_allowed_from_anywhere_in_it() -> None:
    wish = '<!-- planlint: allow FAT001 "court order of 3 May" -->'
    report = _check(f"{_HEAD}{_SLIP}\n{wish}\nMia needs a bed.\n")
    assert "FAT001" not in _rules(report)
    assert "ALW001" not in _rules(report)


def test_an_allow_of_a_rule_that_is_not_looked_for_is_no_unused_one() -> None:
    text = _HEAD + '<!-- planlint: allow VOI008 "her words" -->\nMia needs a quiet place.\n'
    assert "ALW001" in _rules(_check(text))
    assert _rules(_check(text, ignore=("VOI008",))).count("ALW001") == 0
    assert not _rules(_check(text, select=("SIB",)))


def test_a_required_rule_cannot_be_allowed_away() -> None:
    text = _HEAD + '<!-- planlint: allow VOI008 "her words" -->\n' + _SLIP
    report = _check(text, required=("VOI008",))
    assert {"VOI008", "ALW001"} <= set(_rules(report))
    assert report.allowed == ()


def test_two_wishes_for_the_same_words_are_both_used() -> None:
    wish = '<!-- planlint: allow VOI008 "her words" -->\n'
    report = _check('---\nallow: {VOI008: "as said in court"}\n---\n' + _HEAD + wish + _SLIP)
    assert "ALW001" not in _rules(report)
    assert len(report.allowed) == 1
