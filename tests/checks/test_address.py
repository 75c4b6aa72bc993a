from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str, str], list[str]]

PLAN = """\
# Plan for Mia

| Name | Date of birth | Who |
| --- | --- | --- |
| Mia Reed | 4 February 2018 | child |
| Jo Reed | | mother |

Date of plan: 3 May 2026

"""
TO_MIA = """\
## Your days

You have a blue bag. Your coat hangs by the door. You walk to the shop on Saturdays. Your bus stops at the corner.

"""
OF_MIA = """\
## Her days

Mia has a blue bag. Her coat hangs by the door. Mia walks to the shop on Saturdays. Her bus stops at the corner.

"""
SIBLINGS = PLAN.replace("| Jo Reed", "| Noah Reed | 11 August 2020 | child |\n| Jo Reed").replace(
    "for Mia", "for Mia and Noah"
)


# --- VOI001: about the child, and not to them -------------------------------------------------------------------------


def test_a_plan_about_the_child_is_flagged_once_at_its_title(found: Found) -> None:
    assert found(PLAN + OF_MIA, "VOI001") == ["Plan for Mia"]


def test_a_plan_that_says_you_to_the_child_is_not(found: Found) -> None:
    assert found(PLAN + TO_MIA, "VOI001") == []


@pytest.mark.parametrize(("to_her", "of_her", "flagged"), [(4, 1, 0), (3, 2, 0), (2, 3, 1), (1, 4, 1)])
def test_the_greater_part_decides(found: Found, to_her: int, of_her: int, flagged: int) -> None:
    said = ["You keep your shoes under the bed."] * to_her + ["Mia feeds the cat at six."] * of_her
    assert len(found(PLAN + "## Days\n\n" + "\n\n".join(said) + "\n", "VOI001")) == flagged


@pytest.mark.parametrize("heading", ["For professionals", "Chronology", "Legal status", "Contacts"])
def test_sections_for_professionals_count_neither_way(found: Found, heading: str) -> None:
    assert found(PLAN + TO_MIA + (OF_MIA + OF_MIA).replace("## Her days", f"## {heading}"), "VOI001") == []


def test_a_letter_to_her_mother_is_not_written_to_the_child(found: Found) -> None:
    letter = "Dear Jo,\n\nYou take Mia to school. You will put Mia to bed at seven. You asked us about Mia's teeth.\n"
    assert len(found(PLAN + letter, "VOI001")) == 1


def test_the_childs_own_words_count_neither_way(found: Found) -> None:
    assert (
        found(PLAN + "## What I think\n\n“I like my room.”\n\n“I miss Nan.”\n\nYou told us this on 2 May.\n", "VOI001")
        == []
    )


def test_nobody_can_write_to_a_child_not_yet_born(found: Found) -> None:
    plan = "# Pre-birth plan: Baby Reed\n\nName: Baby Reed\nEDD: 14 August 2026\nDate: 3 May 2026\n\nBaby Reed has a cot.\n"
    assert found(plan, "VOI001") == []


# --- VOI002: slips ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "slip",
    [
        "Mia needs a coat.",
        "Jo will walk Mia to school from 4 May.",
        "We asked Mia what she wants.",
        "Mia's teeth are sore.",
        "At night Mia sleeps in the back room.",
    ],
)
def test_a_sentence_about_the_child_is_a_slip_in_a_plan_to_her(found: Found, slip: str) -> None:
    plan = PLAN + TO_MIA + f"## More\n\nYou like the swings. {slip}\n"
    assert found(plan, "VOI002") == [slip]


@pytest.mark.parametrize(
    "fine",
    [
        "Mum says “Mia is my star”.",
        "Your cousin Zoe needs a coat.",
        "She is your favourite teacher.",
        "Mum is glad when she can sit with you.",
        "Mia, you are good at drawing.",
    ],
)
def test_other_peoples_words_and_other_people_are_no_slip(found: Found, fine: str) -> None:
    assert found(PLAN + TO_MIA + f"## More\n\nYou like the swings. {fine}\n", "VOI002") == []


def test_no_slip_is_looked_for_in_a_plan_that_is_about_the_child_throughout(found: Found) -> None:
    plan = PLAN + OF_MIA + "## More\n\nYou like the swings. Mia needs a coat.\n"
    assert len(found(plan, "VOI001")) == 1
    assert found(plan, "VOI002") == []


def test_headings_and_details_are_no_slips(found: Found) -> None:
    plan = PLAN + TO_MIA + "## What Mia likes\n\nYou like the swings.\n\n## Details\n\nSchool: Mia goes to Hill Road.\n"
    assert found(plan, "VOI002") == []


def test_a_section_to_both_may_name_one_of_them(found: Found) -> None:
    plan = SIBLINGS + "## To you both\n\nYou live with Mum. You share a room, and Mia has the top bunk.\n"
    assert found(plan, "VOI002") == []


def test_a_siblings_need_in_a_childs_part_is_no_slip_but_the_wrong_childs(found: Found) -> None:
    plan = (
        SIBLINGS
        + "## Mia\n\nYou like the swings. You need new boots. Noah needs a coat.\n\n## Noah\n\nYou need a hat.\n"
    )
    assert found(plan, "SIB004") == ["Noah needs a coat."]
    assert found(plan, "VOI002") == []
