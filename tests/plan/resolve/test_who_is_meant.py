"""Whom 'he', 'she', 'they', 'you', 'mum' and 'dad' mean."""

from __future__ import annotations

import pytest

_FAMILY = (
    "# Family plan\n\n| Name | Relationship | DOB |\n|---|---|---|\n| Nathan Pryce | Subject child | 04/05/2018 |\n"
    "| Ivy Pryce | Subject child | 12/11/2025 |\n| Carly Pryce | Mother | 01/02/1996 |\n| Dean Hollis | Father | 03/03/1994 |\n\n"
    "Date of plan: 3 February 2026\n\n"
)


def _subject(plan, words):  # type: ignore[no-untyped-def]
    found = next(statement for statement in plan.statements if statement.text.startswith(words))
    return found.subject, found.subject_child


@pytest.mark.parametrize(
    ("text", "words", "who", "child"),
    [
        ("Nathan was at school. He was tired.", "He was", "child", 0),
        ("Carly was at home. She was tired.", "She was", "mother", None),
        ("Dean rang on Sunday. He was late.", "He was", "father", None),
        ("Mum rang the school.", "Mum rang", "mother", None),
        ("Dad came on Sunday.", "Dad came", "father", None),
        ("The children were asleep.", "The children", "children", None),
        ("The health visitor came on Monday.", "The health visitor", "professional", None),
    ],
)
def test_a_pronoun_or_kin_word_means_whom_the_paragraph_spoke_of(resolve, text, words, who, child):  # type: ignore[no-untyped-def]
    plan = resolve(_FAMILY + "## Needs\n\n" + text + "\n")
    assert _subject(plan, words) == (who, child)


def test_in_a_childs_part_a_pronoun_means_that_child(resolve):  # type: ignore[no-untyped-def]
    plan = resolve(
        _FAMILY
        + "## Nathan\n\nNathan likes chips.\n\nHe was late on Monday.\n\n## Ivy\n\nIvy sleeps in a cot.\n\nShe rolled over.\n"
    )
    assert _subject(plan, "He was") == ("child", 0)
    assert _subject(plan, "She rolled") == ("child", 1)


def test_you_is_the_child_to_whom_the_plan_is_written(resolve):  # type: ignore[no-untyped-def]
    plan = resolve("Dear Nathan,\n\nYou told me that you miss your dad. Your mum will take you to see him.\n", "text")
    assert [child.name for child in plan.children] == ["Nathan"]
    assert plan.voice == "you"
    assert any(statement.to_child for statement in plan.statements)


@pytest.mark.parametrize("greeting", ["Dear Carly", "Dear Ms Pryce", "Dear Mum"])
def test_you_in_a_letter_to_a_parent_is_the_parent(resolve, greeting):  # type: ignore[no-untyped-def]
    plan = resolve(
        f"{greeting},\n\nRe: Nathan Pryce, dob 04/05/2018\n\nYou will take Nathan to the GP by 3 March 2026.\n", "text"
    )
    assert [child.name for child in plan.children] == ["Nathan"]
    assert not any(statement.to_child for statement in plan.statements)
    assert _subject(plan, "You will") == ("mother", None)
