from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str, str], list[str]]

PLAN = """\
# Plan for Rohan

| Name | Date of birth | Who |
| --- | --- | --- |
| Rohan Reed | 4 February 2018 | child |
| Jo Reed | | mother |
| Callum Reed | | father |
| Anita Shah | | health visitor |

Date of plan: 3 May 2026

"""
BABY = PLAN.replace("4 February 2018", "20 December 2025")
TWO = PLAN.replace("for Rohan", "for Rohan and Ava").replace("| Jo", "| Ava Reed | 3 March 2020 | child |\n| Jo")


def under(heading: str, said: str, plan: str = PLAN) -> str:
    """A plan with one section of one paragraph."""
    return f"{plan}## {heading}\n\n{said}\n"


SEEN = "Rohan told Anita on 2 May, “I hide when the bell rings.”"
FAULTS = [
    ("OBS001", "Rohan seems to feel frightened at home."),
    ("OBS002", "Rohan would benefit from a mentor."),
    ("OBS004", "Rohan is doing well."),
]


@pytest.mark.parametrize(("code", "said"), FAULTS)
def test_what_was_seen_beside_it_in_the_paragraph_excuses_it(found: Found, code: str, said: str) -> None:
    assert found(under("Observations", said), code) == [said]
    assert found(under("Observations", f"{said} {SEEN}"), code) == []
    assert found(under("Observations", f"{SEEN} {said}"), code) == []


@pytest.mark.parametrize(("code", "said"), FAULTS)
def test_what_was_seen_in_another_paragraph_or_of_somebody_else_does_not(found: Found, code: str, said: str) -> None:
    assert found(under("Observations", f"{said}\n\n{SEEN}"), code) == [said]
    assert found(under("Observations", f"{said} On 2 May Jo paid the gas bill."), code) == [said]


@pytest.mark.parametrize(("code", "said"), FAULTS)
def test_two_list_items_are_two_paragraphs(found: Found, code: str, said: str) -> None:
    assert found(under("Observations", f"- {said}\n- {SEEN}"), code) == [said]


@pytest.mark.parametrize(
    ("code", "said"),
    [*FAULTS, ("OBS003", "It is felt that Rohan is tired."), ("SIB006", "All eight-year-olds fidget.")],
)
def test_somebodys_quoted_words_are_theirs(found: Found, code: str, said: str) -> None:
    assert found(under("Observations", f"“{said}”"), code) == []


@pytest.mark.parametrize(("code", "said"), [*FAULTS, ("OBS003", "It is felt that Rohan is tired.")])
def test_one_fault_does_not_hide_another_after_it(found: Found, code: str, said: str) -> None:
    plan = under("Observations", f"{said}\n\n{said.replace('Rohan', 'He')}\n\n{said}")
    assert len(found(plan, code)) >= 2


def test_a_plain_feeling_is_a_fault_of_a_baby_and_not_of_a_child_who_can_tell(found: Found) -> None:
    said = "Rohan loves his mum."
    assert found(under("Observations", said, BABY), "OBS001") == [said]
    assert found(under("Observations", said), "OBS001") == []


def test_an_adults_feelings_are_no_guess_at_a_childs(found: Found) -> None:
    assert found(under("Parents", "Jo seems to feel tired."), "OBS001") == []


@pytest.mark.parametrize(
    "said", ["If Callum drinks, Rohan will need to stay with Nan.", "Rohan needs his own bed.", "Jo may need a lift to the clinic."]
)  # fmt: skip
def test_conditions_plain_needs_and_adults_needs_are_not_presumed(found: Found, said: str) -> None:
    assert found(under("Needs", said), "OBS002") == []


@pytest.mark.parametrize(
    "said",
    [
        "The health visitor reported on 3 May that Rohan is tired.",
        "Jo told us on 2 May that Rohan is tired.",
        "Dr Bose's letter of 2 March says that Rohan is short-sighted.",
    ],
)
def test_a_claim_with_somebody_behind_it_is_none_of_nobodys(found: Found, said: str) -> None:
    assert found(under("Health", said), "OBS003") == []


def test_the_two_together_want_a_meaning_once_a_section(found: Found) -> None:
    one, two = "Rohan looked away when Dad came in.", "Rohan ran to Mum when she called."
    plan = under("Observations", f"{one} {two}")
    assert found(plan, "OBS005") == [one]
    assert found(plan + f"\n## At school\n\n{two}\n", "OBS005") == [one, two]
    assert found(under("Observations", f"{one} {two} This tells us that he is wary of him."), "OBS005") == []
    assert found(under("Analysis", f"{one} {two}"), "OBS005") == []


# --- SIB001 and SIB006: children together, children of a kind ---------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "The children need routines.",
        "The siblings are settled.",
        "They both feel safe at school.",
        "Both children are at risk of neglect.",
        "The boys need clear boundaries.",
        "All of the children have made progress.",
    ],
)
def test_a_need_of_all_together_is_nobodys_own(found: Found, said: str) -> None:
    assert found(under("Needs", said, TWO), "SIB001") == [said]
    assert found(under("Needs", said), "SIB001") == []


@pytest.mark.parametrize(
    "said",
    [
        "The children live with Jo.",
        "The children see each other every Saturday.",
        "The children are subject to a care order.",
        "The children miss Dad: Rohan asks for him at bedtime, Ava keeps his photo.",
        "The children are tired. Rohan yawns in class, and Ava falls asleep on the bus.",
        "Jo takes the children to the dentist on 3 May.",
    ],
)
def test_what_they_share_by_right_or_each_in_turn_is_fine(found: Found, said: str) -> None:
    assert found(under("Needs", said, TWO), "SIB001") == []


def test_a_claim_of_a_kind_is_fine_once_it_is_tied_to_this_child(found: Found) -> None:
    claim = "Babies this age need to be held when they are fed."
    assert found(under("Health", claim, BABY), "SIB006") == [claim]
    assert found(under("Health", f"{claim} Rohan was fed propped in his chair on 2 May.", BABY), "SIB006") == []
