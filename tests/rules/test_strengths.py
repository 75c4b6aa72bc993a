from __future__ import annotations

from collections.abc import Iterator

import pytest

from planlint.linter import Linter
from planlint.rules.catalogue import load_strengths
from planlint.rules.model import StrengthRule
from planlint.rules.strengths import ASK, MOST

_BOTH = "| Mia Reed | 4 February 2017 |\n| Tom Reed | 4 March 2015 |"
_PLAN = """\
# Your plan, Mia

| Name | DOB |
| --- | --- |
| Mia Reed | 4 February 2017 |

Date: 3 May 2026

"""


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


def _examples(kind: str) -> Iterator[object]:
    for rule in load_strengths():
        for number, example in enumerate(rule.examples.get(kind, ()), start=1):
            yield pytest.param(rule, example["plan"], id=f"{rule.code} {kind} {number}")


@pytest.mark.parametrize(("rule", "plan"), list(_examples("earned")))
def test_a_plan_that_earns_a_strength_is_given_it_with_a_place(linter: Linter, rule: StrengthRule, plan: str) -> None:
    (strength,) = [one for one in linter.check_text(plan).strengths if one.code == rule.code][:1]
    assert strength.name == rule.name
    assert plan[strength.start.offset : strength.end.offset].strip()
    assert "{" not in strength.message and strength.message[0].isupper()


@pytest.mark.parametrize(("rule", "plan"), list(_examples("not_earned")))
def test_a_plan_that_does_not_earn_a_strength_is_not_given_it(linter: Linter, rule: StrengthRule, plan: str) -> None:
    assert rule.code not in [one.code for one in linter.check_text(plan).strengths]


@pytest.mark.parametrize("rule", load_strengths(), ids=lambda rule: rule.code)
def test_every_strength_says_what_earns_it_and_what_says_the_opposite(rule: StrengthRule) -> None:
    assert rule.check["ask"] in ASK
    assert isinstance(rule.check["not_with"], list)
    assert rule.examples["earned"] and rule.examples["not_earned"]


def test_no_two_strengths_have_the_same_rank() -> None:
    ranks = [rule.check["rank"] for rule in load_strengths()]
    assert len(ranks) == len(set(ranks))


def test_at_most_five_strengths_are_named_and_one_of_each_before_a_second(linter: Linter) -> None:
    plan = _PLAN.replace("| Mia Reed | 4 February 2017 |", _BOTH)
    parts = "".join(
        f"## {name}\n"
        "You told Priya on 20 April that you want to see your nan. Because you asked, we drive you there.\n\n"
        "If nothing changes, you will go on being hungry in the mornings.\n\n"
        "On 20 April you ate two bowls of rice. On 21 April you ran to the gate. On 22 April you hid.\n\n"
        for name in ("Mia", "Tom")
    )
    strengths = linter.check_text(plan.replace("Your plan, Mia", "Your plan, Mia and Tom") + parts).strengths
    assert len(strengths) == MOST
    codes = [strength.code for strength in strengths]
    assert len(set(codes)) >= 4


def test_a_finding_on_one_child_leaves_the_siblings_strength(linter: Linter) -> None:
    plan = _PLAN.replace("| Mia Reed | 4 February 2017 |", _BOTH)
    plan += "## Mia\nIf nothing changes, you will go on being hungry in the mornings.\n\n"
    plan += "## Tom\nYou need new shoes.\n"
    report = linter.check_text(plan.replace("Your plan, Mia", "Your plan, Mia and Tom"))
    assert "Tom" in [finding.child for finding in report.findings if finding.rule == "OUT003"]
    assert [one.child for one in report.strengths if one.code == "STR010"] == ["Mia"]


def test_a_text_without_a_child_has_no_strengths(linter: Linter) -> None:
    assert linter.check_text("Shopping: milk, bread.").strengths == ()
