from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str, str], list[str]]
About = Callable[[str, str], list[str | None]]

MIA = """\
# Child in need plan: Mia Reed

| Name | Date of birth | Who |
| --- | --- | --- |
| Mia Reed | 4 February 2018 | child |
| Jo Reed | | mother |

Date of plan: 3 May 2026
"""
WITH_CALLUM = MIA.replace("| Jo Reed | | mother |", "| Jo Reed | | mother |\n| Callum Reed | | father |")
TWO = """\
# Family plan for Ava and Noah

| Name | Date of birth | Who |
| --- | --- | --- |
| Ava Reed | 4 February 2018 | child |
| Noah Reed | 11 August 2020 | child |
| Jo Reed | | mother |

Date of plan: 3 May 2026
"""
MUM_ACTS = """
## Actions

| Action | Who | By when | Outcome |
| --- | --- | --- | --- |
| Buy a night light | Jo | 9 May 2026 | Mia can see the door |
"""
FAMILY_TABLE = """\
# Plan for Mia

| Name | Date of birth | Relationship |
| --- | --- | --- |
| Mia Reed | 4 February 2018 | child |
| Jo Reed | | {mother} |
| Callum Reed | | {father} |

Date of plan: 3 May 2026

{body}
"""


def given(plan: str, *paragraphs: str) -> str:
    """A plan with further paragraphs under it."""
    return plan + "\n" + "\n\n".join(paragraphs) + "\n"


# --- FAT001: a father is never mentioned ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "Mia's dad, Lee, reads to her on Sundays.",
        "Her father lives in Hull.",
        "Daddy rang on Friday.",
        "Both parents came to the school gate.",
        "Mum and Dad each keep a bag for her.",
        "Mia draws Dad with a red hat.",
        "Dad's flat has one bedroom.",
        "Neither parent smokes indoors.",
    ],
)
def test_any_word_for_her_father_is_a_mention(found: Found, said: str) -> None:
    assert found(given(MIA, said), "FAT001") == []


@pytest.mark.parametrize(
    "said",
    [
        "Mia lives with her mum.",
        "Her parents want help with mornings.",
        "Grandad walks her home.",
        "Her grandfather fixed the gate.",
        "Uncle Sam took her fishing.",
        "Mum's dad sends a card at Christmas.",
        "She sang carols for Father Christmas.",
        "He is her favourite cousin.",
        "Sir lets her feed the fish.",
        "Mum's partner, Dean Hall, lives with them and cooks tea.",
    ],
)
def test_other_men_and_bare_parents_are_no_mention_of_him(found: Found, said: str) -> None:
    assert found(given(MIA, said), "FAT001") == ["Child in need plan: Mia Reed"]


@pytest.mark.parametrize("role", ["father", "Father", "Dad", "Birth father", "father (PR)", "Daddy"])
def test_a_father_in_the_family_table_is_a_mention(found: Found, role: str) -> None:
    assert found(FAMILY_TABLE.format(mother="mother", father=role, body="Mia likes frogs."), "FAT001") == []


@pytest.mark.parametrize("role", ["grandfather", "uncle", "maternal grandad", "godfather"])
def test_another_man_in_the_family_table_is_none(found: Found, role: str) -> None:
    assert len(found(FAMILY_TABLE.format(mother="mother", father=role, body="Mia likes frogs."), "FAT001")) == 1


@pytest.mark.parametrize(
    "reason",
    [
        "Mia's father died in 2023.",
        "Mia has two mums, Jo and Anna.",
        "Jo had Mia with the help of a donor.",
        "Jo adopted Mia as a sole adopter.",
        "A court order of 2 March keeps Mia's father away from her.",
        "Mia's father is on bail and must not come near the house.",
        "After a risk assessment on 2 March Mia's father is not to be told where she lives.",
        "Mia came here by herself; her parents are abroad.",
    ],
)
def test_a_reason_that_counts_excuses_all_that_is_asked_of_a_father(found: Found, reason: str) -> None:
    plan = given(MIA, reason, "Jo says that Mia wakes at five.") + MUM_ACTS
    assert [found(plan, code) for code in ("FAT001", "FAT002", "FAT003", "FAT004")] == [[], [], [], []]


def test_a_reason_that_holds_for_somebody_else_is_none(found: Found) -> None:
    plan = given(MIA, "Mia's rabbit died in March.", "Grandma's brother is on bail.")
    assert len(found(plan, "FAT001")) == 1


def test_an_unknown_father_is_excused_where_the_plan_says_who_looked(found: Found) -> None:
    looked = "Mia's father is not known. Priya asked Jo on 2 and 9 February and checked the birth certificate."
    plan = given(MIA, looked, "Jo says that Mia wakes at five.") + MUM_ACTS
    assert [found(plan, code) for code in ("FAT001", "FAT002", "FAT003", "FAT004")] == [[], [], [], []]


def test_writing_him_off_mentions_him(found: Found) -> None:
    plan = given(MIA, "Mia's dad is not on the scene.") + MUM_ACTS
    assert found(plan, "FAT001") == []
    assert found(plan, "FAT002") == ["Child in need plan: Mia Reed"]


def test_no_father_at_all_is_one_finding_and_not_four(found: Found) -> None:
    plan = given(MIA, "Jo says that Mia wakes at five.") + MUM_ACTS
    assert len(found(plan, "FAT001")) == 1
    assert [found(plan, code) for code in ("FAT002", "FAT003", "FAT004")] == [[], [], []]


def test_each_childs_own_father_counts(about: About) -> None:
    plan = given(TWO, "## Ava", "Ava's dad, Lee Hall, has her on Tuesdays. Noah is her half-brother.", "## Noah",
                 "Noah stays at home with Mum.")  # fmt: skip
    assert about(plan, "FAT001") == ["Noah"]


def test_one_father_is_the_father_of_all_where_nothing_says_otherwise(found: Found) -> None:
    plan = given(TWO, "## Ava", "Dad takes Ava to school.", "## Noah", "Noah stays at home with Mum.")
    assert found(plan, "FAT001") == []


def test_a_plan_for_two_without_a_father_is_flagged_once(about: About) -> None:
    plan = given(TWO, "## Ava", "Ava likes frogs.", "## Noah", "Noah likes newts.")
    assert about(plan, "FAT001") == [None]


# --- FAT002: the mother has an action, and he has none ----------------------------------------------------------------


def test_a_father_with_nothing_to_do_is_flagged_where_the_mother_has_something(found: Found) -> None:
    assert found(WITH_CALLUM + MUM_ACTS, "FAT002") == ["Child in need plan: Mia Reed"]


@pytest.mark.parametrize("owner", ["Mum", "Jo", "Jo Reed", "Mother", "Mum (Jo)"])
def test_the_mother_may_be_called_by_name_or_by_role(found: Found, owner: str) -> None:
    assert len(found(WITH_CALLUM + MUM_ACTS.replace("| Jo |", f"| {owner} |"), "FAT002")) == 1


@pytest.mark.parametrize(
    "owner", ["Callum", "Dad", "Father", "Jo and Callum", "Both parents", "Mum and Dad", "Parents"]
)
def test_an_owner_cell_with_him_in_it_gives_him_a_part(found: Found, owner: str) -> None:
    row = f"| Fix the stair gate | {owner} | 9 May 2026 | Mia cannot fall |\n"
    assert found(WITH_CALLUM + MUM_ACTS + row, "FAT002") == []


@pytest.mark.parametrize(
    "action",
    [
        "Invite Dad to the meeting",
        "Offer Callum a time to meet Priya",
        "Ask Mia's father about her asthma",
        "Talk with Callum on the phone",
    ],
)
def test_being_asked_or_invited_is_a_part(found: Found, action: str) -> None:
    row = f"| {action} | Priya Nair | 9 May 2026 | Mia sees both of them there |\n"
    assert found(WITH_CALLUM + MUM_ACTS + row, "FAT002") == []


@pytest.mark.parametrize("action", ["Grandad to walk Mia home on Fridays", "Dean Hall to mend the fence"])
def test_another_mans_action_is_no_part_of_his(found: Found, action: str) -> None:
    row = f"| {action} | {action.split(' to ')[0]} | 9 May 2026 | Mia gets home safely |\n"
    assert len(found(WITH_CALLUM + MUM_ACTS + row, "FAT002")) == 1


def test_nothing_is_asked_of_him_where_nothing_is_asked_of_the_mother(found: Found) -> None:
    assert found(WITH_CALLUM + MUM_ACTS.replace("| Jo |", "| School nurse |"), "FAT002") == []


def test_items_under_actions_count_as_rows_do(found: Found) -> None:
    plan = given(WITH_CALLUM, "## Actions", "- Jo to buy a night light by 9 May.")
    assert len(found(plan, "FAT002")) == 1
    assert found(plan + "- Callum to fit it by 10 May.\n", "FAT002") == []


def test_a_promise_in_prose_is_a_part(found: Found) -> None:
    plan = given(WITH_CALLUM, "Jo will buy a night light by 9 May.", "Callum will fit it on 10 May.")
    assert found(plan, "FAT002") == []


def test_a_partner_without_a_part_is_flagged_beside_a_father_with_one(found: Found) -> None:
    plan = given(
        WITH_CALLUM.replace("| father |", "| father |\n| Dean Hall | | Mum's partner |"),
        "## Actions",
        "- Jo to buy a night light by 9 May.\n- Callum to fit it by 10 May.",
    )
    assert len(found(plan, "FAT002")) == 1


# --- FAT003: the mother is named, he is not ---------------------------------------------------------------------------


@pytest.mark.parametrize("called", ["Dad", "Her birth father", "Mia's dad", "Daddy", "The children's father"])
def test_a_father_without_a_name_is_flagged_beside_a_named_mother(found: Found, called: str) -> None:
    assert found(given(MIA, f"{called} has a key to the flat."), "FAT003") == ["Child in need plan: Mia Reed"]


@pytest.mark.parametrize(
    "said",
    [
        "Mia's dad, Lee, has a key to the flat.",
        "Lee Hall, Mia's father, has a key to the flat.",
        "Dad (Lee) has a key to the flat.",
        "Mia stays with her father, Lee Hall, on Fridays.",
        "Father: Lee Hall",
    ],
)
def test_one_place_that_names_him_is_enough(found: Found, said: str) -> None:
    assert found(given(MIA, said, "Dad takes Mia swimming."), "FAT003") == []


def test_a_plan_that_names_neither_parent_is_left_alone(found: Found) -> None:
    plan = MIA.replace("| Jo Reed | | mother |\n", "")
    assert found(given(plan, "Mum and Dad each keep a bag for Mia. Mum is tired."), "FAT003") == []


# --- FAT004: the mother's view is there, his is not -------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "Jo says that Mia wakes at five.",
        "Mum wants help with the mornings.",
        "Mia's mum told Priya on 28 April that she is tired.",
        "Jo feels that nobody listens.",
        "Mum: “I just want her to sleep.”",
        "Jo wished that Mia could stay at this school.",
    ],
)
def test_a_mothers_view_without_his_is_flagged(found: Found, said: str) -> None:
    assert found(given(WITH_CALLUM, said), "FAT004") == ["Child in need plan: Mia Reed"]


@pytest.mark.parametrize(
    "said",
    [
        "Callum says that Mia sleeps well at his.",
        "Dad told Priya on 29 April that he could do Fridays.",
        "Her father would like to come to the meeting, he said.",
        "Callum: “She sleeps at mine.”",
        "Jo and Callum both said that mornings are hard.",
        "Dad worries about the road.",
    ],
)
def test_his_view_beside_hers_is_enough(found: Found, said: str) -> None:
    assert found(given(WITH_CALLUM, "Jo says that Mia wakes at five.", said), "FAT004") == []


@pytest.mark.parametrize(
    "tried",
    [
        "Priya rang Callum on 27 and 29 April and left a message.",
        "We wrote to Dad on 14 April to ask what he thinks, and the letter came back.",
        "Priya tried to reach Mia's father on 20 April.",
    ],
)
def test_an_attempt_to_ask_him_is_enough(found: Found, tried: str) -> None:
    assert found(given(WITH_CALLUM, "Jo says that Mia wakes at five.", tried), "FAT004") == []


@pytest.mark.parametrize("said", ["Callum drives a lorry.", "Mia says Dad does the voices.", "Dad lives in Hull."])
def test_what_others_say_of_him_is_no_view_of_his(found: Found, said: str) -> None:
    assert len(found(given(WITH_CALLUM, "Jo says that Mia wakes at five.", said), "FAT004")) == 1


def test_where_nobody_was_asked_he_is_not_missed(found: Found) -> None:
    assert found(given(WITH_CALLUM, "Jo works at the bakery.", "Callum drives a lorry."), "FAT004") == []


def test_each_of_two_fathers_is_to_be_heard(found: Found) -> None:
    fathers = "| Callum Reed | | Ava's father |\n| Dean Hall | | Noah's father |\n"
    plan = TWO.replace("| Jo Reed | | mother |\n", "| Jo Reed | | mother |\n" + fathers)
    one = given(plan, "Jo says that mornings are hard.", "Callum says that he could do Fridays.")
    assert len(found(one, "FAT004")) == 1
    assert found(given(one, "Dean told Priya on 20 April that he wants Noah to swim."), "FAT004") == []


# --- FAT005: he is written off in a phrase ----------------------------------------------------------------------------


def test_a_write_off_is_excused_by_its_own_paragraph_and_no_other(found: Found) -> None:
    off, tried = "Mia's dad is not involved.", "Priya rang him on 14 and 21 April, and will try again on 12 May."
    assert found(given(MIA, f"{off} {tried}"), "FAT005") == []
    assert found(given(MIA, off, tried), "FAT005") == [off]


def test_a_write_off_of_another_man_is_none(found: Found) -> None:
    assert found(given(WITH_CALLUM, "Grandad is not on the scene."), "FAT005") == []
