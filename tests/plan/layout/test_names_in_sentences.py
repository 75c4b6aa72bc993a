"""Who is a child of the plan where no table says so, and who is not."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nathan, aged 7, lives with his mum Carly and her partner Marcus.", ["Nathan"]),
        ("Nathan is seven and his sister Ivy is ten weeks old.", ["Nathan", "Ivy"]),
        ("Carly and her children, Nathan and Ivy, live in Leeds. Jo Bell visits.", ["Nathan", "Ivy"]),
        ("Nathan's mum rang. Mrs Dunn said Nathan has missed school twice.", ["Nathan"]),
        ("At home: Mum – Kelly; Dad – Dean; Nathan – 7; Ivy – 3 months; Nan – Jean", ["Nathan", "Ivy"]),
        ("Household: Kelly Pryce (mum), Dean Hollis (dad), Nathan (7) and Ivy (3 months)", ["Nathan", "Ivy"]),
        ("My name is Nathan. I am 9. I live with my mum, Carly.", ["Nathan"]),
        ("Twins Ada and Bo were born on 1 May 2025. Their mum is Fay.", ["Ada", "Bo"]),
        ("Subject: Nathan Pryce (dob 04/05/2018)\nFrom: Jo Bell, social worker\n\nHe was late.", ["Nathan"]),
        ("Dear Carly,\n\nRe: Nathan Pryce, dob 04/05/2018\n\nWe met about Nathan.", ["Nathan"]),
        ("Dear Nathan,\n\nYour mum, Carly, will take you swimming.", ["Nathan"]),
        ("Enw / Name: Macsen Pugh\nDyddiad geni / Date of birth: 4 May 2018", ["Macsen"]),
        ("Child: Nathan\nBorn: 4 May 2018\nMother's views: Carly said she wants Nathan home by six.", ["Nathan"]),
        (
            "2. KASPER, 11\n\nKasper sleeps in his trainers.\n\n3. LOTTIE, 6\n\nLottie drew the cooker.",
            ["Kasper", "Lottie"],
        ),
    ],
)
def test_children_are_found_in_sentences_lines_and_letters(lay, text, names):  # type: ignore[no-untyped-def]
    assert lay(text, "text").names == names


@pytest.mark.parametrize(
    "text",
    [
        "Jo Bell met Carly Pryce and Marcus Dale on 3 February 2026. They agreed to go to the course.",
        "Jo Bell (social worker) and Sam Price met. Sam's mum was ill. Elm Primary said no.",
        "Carly's drinking is worse. Carly's mum, Jean, helps.",
        "Dear Carly,\n\nWe are worried about your son. Your plan is below.\n\nJo",
        "Safety: 7\nWellbeing: 6\nPrinted: 06/05/2026\nLeeds, 3 February 2026",
        "Seen by Dr Shah (4 May 2025). The report of Amira Cole (9 May 2025) was read.",
        "Who: Carly\nAction: Ring the school\nWhen: 3 March 2026",
    ],
)
def test_no_grown_up_and_no_word_of_the_form_is_taken_for_a_child(lay, text):  # type: ignore[no-untyped-def]
    assert lay(text, "text").names == []


def test_a_letter_to_a_parent_makes_that_parent_no_child(lay):  # type: ignore[no-untyped-def]
    found = lay("Dear Carly,\n\nWe are worried about your son Nathan. Nathan's school rang.\n", "text")
    assert found.names == ["Nathan"]
    assert found.roles == {"Carly": "adult"}


def test_a_name_that_a_child_goes_by_is_that_childs(lay):  # type: ignore[no-untyped-def]
    found = lay("Name: Nathan Pryce\nKnown as: Nate\nDOB: 4 May 2018\n\nNate likes chips.\n", "text")
    assert found.names == ["Nate"]
    assert {"Nate", "Nathan", "Nathan Pryce"} <= found.children[0].aliases


def test_the_day_somebody_signed_is_nobodys_birth(lay):  # type: ignore[no-untyped-def]
    found = lay(
        "Child: Nathan Pryce\nDOB: 4 May 2018\nDate of plan: 3 February 2026\n\nJo Bell 4 February 2026\n", "text"
    )
    assert found.names == ["Nathan"]


def test_no_birth_date_is_the_plans_date(lay):  # type: ignore[no-untyped-def]
    assert lay("Child: Nathan Pryce\nDOB: 4 May 2018\n\nNathan was late.\n", "text").layout.plan_date is None


@pytest.mark.parametrize(
    "text",
    [
        "| Unborn baby | UB Pryce |\n|---|---|\n| EDD | 14/04/2026 |\n| Mother | Carly Pryce |\n",
        "# Pre-birth plan for Unborn Baby Pryce\n\nMother: Carly Pryce (DOB 1.2.2001)\n",
        "Baby Pryce (EDD 14.4.26)\n\nMother: Carly Pryce\n",
    ],
)
def test_a_child_not_yet_born_is_found(lay, text):  # type: ignore[no-untyped-def]
    assert [(child.name, child.stage) for child in lay(text).children] == [("Baby Pryce", "unborn")]


def test_a_child_who_has_neither_birth_nor_name_yet_is_found(lay):  # type: ignore[no-untyped-def]
    found = lay("PRE-BIRTH PLAN\n\nUnborn child of Carly Pryce\nEDD: 14 April 2026\nFather: Dean Hollis\n", "text")
    assert [(child.name, child.stage) for child in found.children] == [("Baby", "unborn")]


def test_each_childs_own_father_is_known_by_the_column(lay):  # type: ignore[no-untyped-def]
    found = lay(
        "| Child | DOB | Mum | Dad |\n|---|---|---|---|\n| Nathan | 4 May 2018 | Carly | Dean |\n| Ivy | 12 Nov 2025 | Carly | Marcus |\n"
    )
    assert {adult.name: sorted(adult.of) for adult in found.adults} == {"Carly": [0, 1], "Dean": [0], "Marcus": [1]}
