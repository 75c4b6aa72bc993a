from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str, str], list[str]]
About = Callable[[str, str], list[str | None]]

CHILD = """\
# Plan for Mia

| Name | Date of birth | Who |
| --- | --- | --- |
| Mia Reed | 4 February 2018 | child |
| Jo Reed | | mother |
| Callum Reed | | father |
| Priya Nair | | social worker |

Date of plan: 3 May 2026

"""
BABY = CHILD.replace("4 February 2018", "20 December 2025")
UNBORN = """\
# Pre-birth plan: Baby Reed

Name: Baby Reed
EDD: 14 August 2026
Date of plan: 3 May 2026

"""
TWO = CHILD.replace("for Mia", "for Mia and Zac").replace(
    "| Jo Reed", "| Zac Reed | 20 December 2025 | child |\n| Jo Reed"
)


def part(name: str, said: str) -> str:
    """The part of one child."""
    return f"## {name}\n\n{said}\n\n"


# --- OUT003: what it will mean if nothing changes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "If nothing changes, Mia will go on missing school.",
        "If the drinking does not stop, Mia will not be able to live here.",
        "Unless the damp is mended, Mia's asthma will get worse.",
        "If these changes do not last, Mia will be hungry again.",
        "If Dad starts drinking again, Mia will lie awake listening for the door.",
    ],
)
def test_what_it_means_for_the_child_if_nothing_changes_is_enough(found: Found, said: str) -> None:
    assert found(CHILD + said + "\n", "OUT003") == []


@pytest.mark.parametrize(
    "said",
    [
        "If nothing changes, legal advice will be sought.",
        "If things do not improve, we will call a conference.",
        "The main risk is a fall.",
        "Mia is late for school.",
    ],
)
def test_what_professionals_will_do_or_a_bare_risk_is_not(found: Found, said: str) -> None:
    assert found(CHILD + said + "\n", "OUT003") == ["Plan for Mia"]


def test_each_part_is_asked_by_itself(about: About) -> None:
    mia, zac = "If nothing changes, Mia will go on missing school.", "Zac needs a cot."
    assert about(TWO + part("Mia", mia) + part("Zac", zac), "OUT003") == ["Zac"]


def test_without_a_heading_a_child_it_is_said_once(about: About) -> None:
    assert len(about(TWO + "## Needs\n\nMia needs boots. Zac needs a cot.\n", "OUT003")) == 1


# --- VOI005 and VOI006: a view, and what came of it -------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "“I hate the noise,” Mia said.",
        "Mia told Priya on 28 April that she wants a door.",
        "On 2 May Mia drew her house without a door.",
        "Mia wants to see Nan.",
        "Mia wrote that the bus is too loud.",
        "Mia shook her head when we asked about the bus.",
    ],
)
def test_what_the_child_said_drew_wrote_or_wants_is_a_view(found: Found, said: str) -> None:
    assert found(CHILD + f"## Views\n\n{said}\n", "VOI005") == []


@pytest.mark.parametrize(
    "said",
    [
        "Mum says that Mia wakes at five.",
        "Mia was seen on 28 April.",
        "Mia was not asked.",
        "Mia needs her own bed.",
        "Nan wants to see her.",
    ],
)
def test_what_others_say_or_what_she_needs_is_none(found: Found, said: str) -> None:
    assert found(CHILD + f"## Family\n\n{said}\n", "VOI005") == ["Plan for Mia"]


def test_of_a_baby_what_it_was_seen_to_do_is_a_view(found: Found) -> None:
    seen = "On 28 April Mia turned her head to Jo's voice and smiled."
    assert found(BABY + f"## Observations\n\n{seen}\n", "VOI005") == []
    assert len(found(BABY + "## Health\n\nMia weighs 6 kg.\n", "VOI005")) == 1


def test_a_child_not_yet_born_has_no_view(found: Found) -> None:
    assert found(UNBORN + "Jo has booked the midwife.\n", "VOI005") == []


def test_a_view_wants_an_answer_and_no_view_wants_none(found: Found) -> None:
    view = "## Views\n\nMia told Priya on 28 April that she wants a door.\n"
    assert found(CHILD + view, "VOI006") == ["Plan for Mia"]
    assert found(CHILD + view + "\nBecause you asked, Callum put a door in on 1 May.\n", "VOI006") == []
    assert found(CHILD + "## Family\n\nMum says that Mia wakes at five.\n", "VOI006") == []


# --- INF001 and INF002: babies ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "Mia sleeps in a Moses basket.",
        "Jo puts Mia down on her back.",
        "Anita saw the cot in Jo's room on 28 April.",
        "Jo feeds Mia at night in the chair and never on the sofa.",
        "Mia has her own clear sleep space.",
    ],
)
def test_where_or_how_a_baby_sleeps_is_enough(found: Found, said: str) -> None:
    assert found(BABY + said + "\n", "INF001") == []


@pytest.mark.parametrize("said", ["Mia sleeps well.", "Bedtime is at seven.", "Mia has a bedtime routine."])
def test_that_a_baby_sleeps_is_not(found: Found, said: str) -> None:
    assert found(BABY + said + "\n", "INF001") == ["Plan for Mia"]


@pytest.mark.parametrize("code", ["INF001", "INF002"])
def test_a_child_of_eight_is_asked_for_neither(found: Found, code: str) -> None:
    assert found(CHILD + "Mia sleeps well.\n", code) == []


def test_of_two_children_the_baby_alone_is_meant(about: About) -> None:
    plan = TWO + part("Mia", "Mia needs boots.") + part("Zac", "Zac sleeps well.")
    assert about(plan, "INF001") == ["Zac"]
    assert about(plan, "INF002") == ["Zac"]


def test_somebody_who_speaks_for_the_baby_is_a_person_and_no_log(found: Found) -> None:
    assert found(BABY + "Anita will speak up for Mia at each meeting.\n", "INF002") == []
    assert len(found(BABY + "A log of what Mia does is kept.\n", "INF002")) == 1


# --- SAF001 to SAF003: safety and change ------------------------------------------------------------------------------


def test_the_body_kept_safe_asks_for_the_feeling_of_it(found: Found) -> None:
    gate = "Mia is kept from the stairs by a stair gate, and somebody is with her in the bath.\n"
    assert found(CHILD + gate, "SAF001") == ["Plan for Mia"]
    assert found(CHILD + gate + "\nWhen there is shouting she is frightened and goes to Nan.\n", "SAF001") == []
    assert found(CHILD + "Mia likes frogs.\n", "SAF001") == []


@pytest.mark.parametrize(
    "over_time",
    [
        "This has happened four times since January.",
        "There is a pattern: each winter the heating goes.",
        "Mia was hungry on 2 March, and hungry again on 20 April.",
        "She missed six of the last eight appointments.",
    ],
)
def test_neglect_is_to_be_looked_at_over_time(found: Found, over_time: str) -> None:
    neglect = "We worry about neglect: Mia comes to school hungry and dirty."
    assert found(CHILD + neglect + "\n", "SAF002") == ["Plan for Mia"]
    assert found(CHILD + f"{neglect} {over_time}\n", "SAF002") == []


def test_no_neglect_is_no_neglect(found: Found) -> None:
    assert found(CHILD + "There is no neglect.\n", "SAF002") == []


def test_a_parents_drinking_asks_for_work_on_what_it_does(found: Found) -> None:
    drink = "Callum drinks every evening.\n"
    assert found(CHILD + drink, "SAF003") == ["Plan for Mia"]
    assert len(found(CHILD + drink + "\nCallum goes to a parenting course.\n", "SAF003")) == 1
    helped = "Priya will help Callum to see what his drinking does to Mia.\n"
    assert found(CHILD + drink + "\n" + helped, "SAF003") == []
    assert found(CHILD + "Callum drives a lorry.\n", "SAF003") == []
