from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlint.rules.finding import Finding

Found = Callable[[str, str], list[str]]
FindingsOf = Callable[[str], list[Finding]]

PLAN = """\
# Child in need plan: Mia Reed

| Name | Date of birth | Who |
| --- | --- | --- |
| Mia Reed | 4 February 2018 | child |
| Jo Reed | | mother |
| Callum Reed | | father |
| Priya Nair | | social worker |

Date of plan: 3 May 2026
"""
REVIEWED = PLAN + "Next review: 28 June 2026\n"
OUT = ("OUT001", "OUT002", "OUT004", "OUT005", "OUT006", "OUT007")
GOOD = {
    "Action": "Fit a rail to the back step",
    "Who": "Callum",
    "By when": "9 May 2026",
    "Outcome": "Mia gets to the garden without falling",
}


def table(*rows: Mapping[str, str], plan: str = PLAN) -> str:
    """A plan with one action table, whose columns are those of its first row."""
    columns = list(rows[0])
    lines = [columns, ["---"] * len(columns), *([row.get(column, "") for column in columns] for row in rows)]
    return plan + "\n## Actions\n\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def items(*said: str, plan: str = PLAN) -> str:
    """A plan with items under its actions."""
    return plan + "\n## Actions\n\n" + "\n".join(f"- {item}" for item in said) + "\n"


def prose(*said: str, plan: str = PLAN) -> str:
    """A plan with paragraphs under a heading that promises no actions."""
    return plan + "\n## Health\n\n" + "\n\n".join(said) + "\n"


def test_a_complete_row_has_nothing_missing(found: Found) -> None:
    assert [code for code in OUT if found(table(GOOD), code)] == []


def test_what_is_wrong_with_a_row_is_shown_on_the_whole_row_and_at_its_cell(findings: FindingsOf) -> None:
    plan = table({**GOOD, "Who": "All"})
    (finding,) = [one for one in findings(plan) if one.rule == "OUT005"]
    assert finding.plain.startswith("Fit a rail") and finding.plain.endswith("without falling")
    (cell,) = finding.related
    assert plan[cell.start.offset : cell.end.offset] == "All"


# --- OUT001: what should come of it -----------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["", "-", "–", "N/A", "n/a", "TBC", "tbc.", "None"])
def test_an_outcome_cell_with_nothing_in_it_is_no_outcome(found: Found, cell: str) -> None:
    assert len(found(table({**GOOD, "Outcome": cell}), "OUT001")) == 1


@pytest.mark.parametrize(
    "column",
    ["Outcome", "Desired outcome", "What will be different", "What difference will this make?", "Intended outcome"],
)
def test_an_outcome_column_may_be_called_many_things(found: Found, column: str) -> None:
    row = {**{key: cell for key, cell in GOOD.items() if key != "Outcome"}, column: GOOD["Outcome"]}
    assert found(table(row), "OUT001") == []


@pytest.mark.parametrize(
    "purpose",
    [
        "so that Mia gets to the garden without falling",
        "in order to get Mia to the garden without a fall",
        "which will mean that Mia can go out by herself",
        "so Mia can go out by herself",
        "to give her a way out to the garden",
    ],
)
def test_words_in_the_action_itself_can_say_what_for(found: Found, purpose: str) -> None:
    bare = "Callum to fit a rail to the back step by 9 May 2026"
    comma = "," if not purpose.startswith("in order") else ""
    assert len(found(items(f"{bare}."), "OUT001")) == 1
    assert found(items(f"{bare}{comma} {purpose}."), "OUT001") == []


def test_the_next_sentence_can_say_what_for(found: Found) -> None:
    action = "Callum will fit a rail to the back step on 9 May 2026."
    assert len(found(prose(action), "OUT001")) == 1
    assert found(prose(f"{action} This means Mia can go out by herself."), "OUT001") == []


def test_an_outcome_over_the_actions_covers_them_until_the_next_heading(found: Found) -> None:
    plan = (
        PLAN
        + "\n## Actions\n\nOutcome: Mia goes into the garden by herself\n\n- Callum fits a rail to the back step by 9 May 2026.\n"
        + "\n## Other actions\n\n- Jo to book the dentist for 20 May 2026.\n"
    )
    assert found(plan, "OUT001") == ["Jo to book the dentist for 20 May 2026."]


@pytest.mark.parametrize(
    "said",
    [
        "If Dad has been drinking, Nan will have Mia for the night.",
        "The review conference is on 28 June 2026 at 10am.",
        "Mum takes Mia to nursery every morning.",
        "Mia had her eye test on 14 April.",
        "“Dad will come on Saturday,” Mia told her teacher.",
    ],
)
@pytest.mark.parametrize("code", ["OUT001", "OUT005", "OUT006"])
def test_conditions_appointments_habits_and_what_was_done_are_no_actions(found: Found, said: str, code: str) -> None:
    assert found(prose(said), code) == []


# --- OUT002: an outcome for the child ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "outcome",
    [
        "Referral made",
        "Mum will complete the course",
        "Parents engage",
        "Improved parenting capacity",
        "Home conditions improve",
        "Jo has a better understanding of routines",
        "Report shared with the panel",
        "So that professionals can monitor her growth",
    ],
)
def test_a_service_an_output_or_an_adults_change_is_no_outcome_for_the_child(found: Found, outcome: str) -> None:
    plan = table({**GOOD, "Outcome": outcome})
    assert len(found(plan, "OUT002")) == 1
    assert found(plan, "OUT001") == []


@pytest.mark.parametrize(
    "outcome",
    [
        "Mia sleeps through three nights in four",
        "Jo is well enough to get up at night, so that Mia's crying is answered",
        "You wake up in a dry bed",
        "Mia has somebody to sit with at dinner time",
    ],
)
def test_what_the_child_has_does_or_is_spared_is_one(found: Found, outcome: str) -> None:
    assert found(table({**GOOD, "Outcome": outcome}), "OUT002") == []


def test_no_outcome_at_all_is_not_flagged_twice(found: Found) -> None:
    assert found(table({**GOOD, "Outcome": ""}), "OUT002") == []


def test_an_outcome_of_a_service_is_not_asked_for_a_measure_as_well(found: Found) -> None:
    plan = table({**GOOD, "Outcome": "Improved parenting capacity"})
    assert len(found(plan, "OUT002")) == 1
    assert found(plan, "OUT007") == []


def test_every_action_under_one_outcome_of_an_adult_is_flagged(found: Found) -> None:
    plan = (
        PLAN
        + "\n## Actions\n\nOutcome: Parents engage with the service\n\n"
        + "- Jo goes to the Thursday group until 25 June 2026.\n- Callum goes on 13 May 2026.\n"
    )
    assert len(found(plan, "OUT002")) == 2


# --- OUT004: something definite to do ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "action",
    [
        "Monitor weight",
        "Support Mum",
        "Liaise with school",
        "Explore short breaks",
        "Encourage attendance",
        "Emotional support",
        "Callum to engage with the plan",
        "Continue to work with the family",
        "Promote healthy eating",
    ],
)
def test_a_vague_verb_with_nothing_definite_is_flagged(found: Found, action: str) -> None:
    assert len(found(table({**GOOD, "Action": action}), "OUT004")) == 1


@pytest.mark.parametrize(
    "action",
    [
        "Monitor weight every second Monday on the clinic scales",
        "Support Mum to practise the bedtime routine every Tuesday",
        "Ring the landlord about the broken lock",
        "Encourage Callum to read one story at bedtime",
        "Two visits a week at tea time",
    ],
)
def test_how_or_how_often_makes_it_definite(found: Found, action: str) -> None:
    assert found(table({**GOOD, "Action": action}), "OUT004") == []


# --- OUT005: somebody to do it ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "owner",
    [
        "", "-", "TBC", "All", "all professionals", "Professionals", "Agencies", "Parents/professionals",
        "The network", "Family and agencies", "Health", "We", "To be agreed", "Someone from the team",
    ],
)  # fmt: skip
def test_nobody_definite_in_the_owner_cell_is_flagged(found: Found, owner: str) -> None:
    assert len(found(table({**GOOD, "Who": owner}), "OUT005")) == 1


@pytest.mark.parametrize(
    "owner",
    [
        "Mum", "Dad", "Parents", "Foster carer", "Health visitor", "Duty social worker", "Priya Nair", "Jo and Callum",
        "Mrs Okafor", "School nurse / Jo", "CAMHS", "Hill Road Primary School", "Priya", "Grandad",
    ],
)  # fmt: skip
def test_a_person_a_role_or_a_named_service_is_an_owner(found: Found, owner: str) -> None:
    assert found(table({**GOOD, "Who": owner}), "OUT005") == []


@pytest.mark.parametrize(
    "said",
    [
        "A referral will be made by 15 May 2026.",
        "A bed to be ordered by 15 May 2026.",
        "Everyone to use the picture cards from 11 May 2026.",
        "Professionals will send their reports by 12 June 2026.",
    ],
)
def test_a_passive_or_everyone_names_nobody(found: Found, said: str) -> None:
    assert found(items(said), "OUT005") == [said]


@pytest.mark.parametrize(
    "said",
    [
        "A referral will be made by the health visitor by 15 May 2026.",
        "Jo to order a bed by 15 May 2026.",
        "Callum will use the picture cards from 11 May 2026.",
        "The school nurse is to send her report by 12 June 2026.",
        "I will bring your paints back on 7 May 2026.",
        "On 9 May Dad will mend the swing.",
    ],
)
def test_words_before_the_verb_or_after_by_name_somebody(found: Found, said: str) -> None:
    assert found(items(said), "OUT005") == []


# --- OUT006: when -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "when", ["", "-", "Ongoing", "ASAP", "as soon as possible", "TBC", "when needed", "in due course", "Regularly", "long term"]
)  # fmt: skip
def test_no_time_or_an_endless_one_is_flagged(found: Found, when: str) -> None:
    assert len(found(table({**GOOD, "By when": when}), "OUT006")) == 1


@pytest.mark.parametrize(
    "when",
    [
        "9 May 2026", "9/5/26", "09.05.2026", "2026-05-09", "Within 2 weeks", "in three months", "By the end of Year 4",
        "until the baby is born", "Immediately", "from 4 May", "by half term", "daily until 22 May", "w/c 11 May",
        "Summer term", "done, 29 April", "Friday 15 May", "next week", "by Christmas",
    ],
)  # fmt: skip
def test_a_date_a_period_or_an_end_is_definite(found: Found, when: str) -> None:
    assert found(table({**GOOD, "By when": when}), "OUT006") == []


@pytest.mark.parametrize("when", ["weekly", "by next review", "Every Tuesday", "at each visit", "next core group"])
def test_a_frequency_or_the_next_review_is_definite_where_the_plan_gives_that_date(found: Found, when: str) -> None:
    row = {**GOOD, "By when": when}
    assert len(found(table(row), "OUT006")) == 1
    assert found(table(row, plan=REVIEWED), "OUT006") == []


@pytest.mark.parametrize("when", ["Ongoing", "ASAP", "regularly", "when needed"])
def test_a_review_date_does_not_mend_what_is_endless(found: Found, when: str) -> None:
    assert len(found(table({**GOOD, "By when": when}, plan=REVIEWED), "OUT006")) == 1


def test_a_date_in_the_action_stands_for_an_empty_cell(found: Found) -> None:
    assert found(table({**GOOD, "Action": "Fit a rail on 9 May 2026", "By when": ""}), "OUT006") == []


# --- tables, whatever their shape -------------------------------------------------------------------------------------

FAULTY = (
    GOOD,
    {**GOOD, "Action": "Monitor weight", "Who": "All", "By when": "Ongoing"},
    {**GOOD, "Action": "Book the dentist", "Who": "Jo", "Outcome": "Appointment made"},
    {**GOOD, "Action": "Buy a night light", "By when": "", "Outcome": ""},
)


def faults(found: Found, rows: tuple[dict[str, str], ...], columns: tuple[str, ...]) -> dict[str, list[str]]:
    """Code → the actions of the rows that are flagged, for a table with its columns in this order."""
    plan = table(*({column: row[column] for column in columns} for row in rows))
    flagged = {code: found(plan, code) for code in OUT if code != "OUT007"}
    return {code: [row["Action"] for row in rows if any(row["Action"] in text for text in texts)] for code, texts in flagged.items()}  # fmt: skip


@settings(max_examples=24, deadline=None, derandomize=True)
@given(columns=st.permutations(list(GOOD)))
def test_the_order_of_the_columns_changes_nothing(found: Found, columns: list[str]) -> None:
    assert faults(found, FAULTY, tuple(columns)) == {
        "OUT001": ["Buy a night light"],
        "OUT002": ["Book the dentist"],
        "OUT004": ["Monitor weight"],
        "OUT005": ["Monitor weight"],
        "OUT006": ["Monitor weight", "Buy a night light"],
    }


@settings(max_examples=10, deadline=None, derandomize=True)
@given(order=st.permutations(range(len(FAULTY))))
def test_a_row_is_judged_by_itself_wherever_it_stands(found: Found, order: list[int]) -> None:
    rows = tuple(FAULTY[number] for number in order)
    got = faults(found, rows, tuple(GOOD))
    assert {code: sorted(actions) for code, actions in got.items()} == {
        "OUT001": ["Buy a night light"],
        "OUT002": ["Book the dentist"],
        "OUT004": ["Monitor weight"],
        "OUT005": ["Monitor weight"],
        "OUT006": ["Buy a night light", "Monitor weight"],
    }


@pytest.mark.parametrize(
    "heads",
    [
        ("Action", "Who", "By when", "Outcome"),
        ("What needs to happen?", "Who will do it?", "When by?", "What will be different?"),
        ("Actions", "Person responsible", "Timescale", "Desired outcome"),
        ("What will we do", "By whom", "Date", "What this will mean for Mia"),
        ("Task", "Lead", "Target date", "Intended outcome"),
    ],
)
def test_the_columns_may_be_called_as_councils_call_them(found: Found, heads: tuple[str, ...]) -> None:
    plan = table(*(dict(zip(heads, row.values(), strict=True)) for row in FAULTY))
    assert [len(found(plan, code)) for code in OUT[:5]] == [1, 1, 1, 1, 2]
