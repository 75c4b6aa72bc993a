"""Whose part a statement stands in, and what is an action of whom."""

from __future__ import annotations

import pytest

_TOP = (
    "# Family plan\n\n| Child | DOB |\n|---|---|\n| Nathan Pryce | 04/05/2018 |\n| Ivy Pryce | 12/11/2025 |\n\n"
    "Mum: Carly\n\nDate of plan: 3 February 2026\n\n"
)
_ONE = "# Plan for Nathan Pryce\n\nNathan, born 4 May 2018, lives with his mum, Carly. Made on 3 February 2026.\n\n"


def _owners(plan):  # type: ignore[no-untyped-def]
    names = {child.index: child.name for child in plan.children}
    return {statement.text: names.get(statement.child) for statement in plan.statements}


@pytest.mark.parametrize(
    ("nathan", "ivy"),
    [
        ("## Nathan", "## Ivy"),
        ("## Nathan (7)", "## Ivy (10 weeks)"),
        ("## Nathan's plan", "## Ivy's plan"),
        ("## Child 1: Nathan Pryce", "## Child 2: Ivy Pryce"),
        ("**NATHAN**", "**IVY**"),
        ("## For Nathan", "## For Ivy"),
    ],
)
def test_a_heading_that_names_a_child_gives_that_child_the_part(resolve, nathan, ivy):  # type: ignore[no-untyped-def]
    plan = resolve(f"{_TOP}{nathan}\n\nA bed came on Monday.\n\n{ivy}\n\nA cot came on Friday.\n")
    owners = _owners(plan)
    assert owners["A bed came on Monday."] == "Nathan"
    assert owners["A cot came on Friday."] == "Ivy"
    assert not plan.one_part


def test_a_heading_for_both_is_shared(resolve):  # type: ignore[no-untyped-def]
    plan = resolve(_TOP + "## Nathan\n\nA bed came.\n\n## Nathan and Ivy\n\nThe house is warm.\n")
    assert _owners(plan)["The house is warm."] is None


def test_rows_and_columns_headed_by_a_child_are_that_childs(resolve):  # type: ignore[no-untyped-def]
    rows = resolve(
        _TOP
        + "| Child | What we saw |\n|---|---|\n| Nathan | He drew a bed on Monday |\n| Ivy | She rolled over on Friday |\n"
    )
    columns = resolve(
        _TOP
        + "| | Nathan | Ivy |\n|---|---|---|\n| What we saw at the last visit to the house | He drew a bed on Monday | She rolled over on Friday |\n"
    )
    for plan in (rows, columns):
        owners = _owners(plan)
        assert owners["He drew a bed on Monday"] == "Nathan"
        assert owners["She rolled over on Friday"] == "Ivy"


def test_children_without_headings_have_one_part_together(resolve):  # type: ignore[no-untyped-def]
    assert resolve(_TOP + "## Needs\n\nNathan needs a bed. Ivy needs a cot.\n").one_part


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("Carly will ring the school by 3 March.", ["Carly will ring the school by 3 March."]),
        ("A form will be sent to the school by Friday.", ["A form will be sent to the school by Friday."]),
        ("If Dean drinks, Nan will come.", []),
        ("Carly takes Nathan to nursery.", []),
        ("We will meet again on 4 June 2026.", []),
        ("ACTION: Mum to ring the school by 3 March.", ["Mum to ring the school by 3 March."]),
    ],
)
def test_a_sentence_is_an_action_where_it_promises_a_definite_act(resolve, text, actions):  # type: ignore[no-untyped-def]
    assert [action.text for action in resolve(_ONE + "## What happened\n\n" + text + "\n").actions] == actions


def test_an_item_and_its_sub_items_are_one_action_with_slots(resolve):  # type: ignore[no-untyped-def]
    plan = resolve(
        _ONE
        + "## Actions\n\n1. Bring a bed\n   - Who: Jo\n   - By when: 3 March\n   - So that: Nathan sleeps\n2. Ring the school\n   - Who: Carly\n"
    )
    assert [(a.slots.get("owner"), a.slots.get("outcome")) for a in plan.actions] == [
        ("Jo", "Nathan sleeps"),
        ("Carly", None),
    ]
    assert plan.actions[1].outcome == ""  # the first action's outcome is not the second's


def test_an_outcome_told_inside_an_item_is_its_outcome(resolve):  # type: ignore[no-untyped-def]
    plan = resolve(_ONE + "## Actions\n\n- Carly to see the nurse by 3 March. Outcome: Nathan can run.\n")
    assert plan.actions[0].slots["outcome"] == "Nathan can run."


@pytest.mark.parametrize("heading", ["What Carly will do", "Actions for Carly", "Carly's actions"])
def test_a_heading_that_says_who_gives_its_items_their_owner(resolve, heading):  # type: ignore[no-untyped-def]
    plan = resolve(f"{_ONE}## {heading}\n\n- Bring a bed by 3 March\n- Ring the school by 4 March\n")
    assert [action.slots.get("owner") for action in plan.actions] == ["Carly", "Carly"]


def test_a_name_before_a_colon_under_an_actions_heading_is_the_owner(resolve):  # type: ignore[no-untyped-def]
    plan = resolve(
        "PLAN FOR NATHAN PRYCE\n\nNathan, born 4 May 2018.\n\nWHO DOES WHAT\nCarly: ring the school by 3 March.\nJo: bring a bed by 10 March.\n",
        "text",
    )
    assert [(a.slots.get("owner"), a.text) for a in plan.actions] == [
        ("Carly", "ring the school by 3 March."), ("Jo", "bring a bed by 10 March."),
    ]  # fmt: skip


def test_an_outcome_heading_covers_the_actions_under_it_and_no_others(resolve):  # type: ignore[no-untyped-def]
    plan = resolve(
        _ONE
        + "## Goal: Nathan can run\n\n| What | Who | When |\n|---|---|---|\n| See the nurse | Carly | 3 March |\n\n"
        "## Goal: Nathan sleeps nine hours\n\n| What | Who | When |\n|---|---|---|\n| Bring a bed | Jo | 10 March |\n"
    )
    assert [action.outcome for action in plan.actions] == ["Nathan can run", "Nathan sleeps nine hours"]
