from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str, str], list[str]]

TWO = """\
# Family plan, 3 May 2026

| Name | Date of birth | Who |
| --- | --- | --- |
| Ava Reed | 4 February 2018 | child |
| Noah Reed | 11 August 2020 | child |
| Jo Reed | | mother |

"""


def parts(of_ava: str, of_noah: str = "Noah needs somebody to read with him.") -> str:
    """A plan with a part a child."""
    return TWO + f"## Ava\n\n{of_ava}\n\n## Noah\n\n{of_noah}\n"


@pytest.mark.parametrize(
    "said",
    [
        "Noah needs a bed of his own.",
        "Noah will be able to sleep through.",
        "Jo will take Noah to the dentist on 9 May 2026.",
        "Noah's need is for speech therapy.",
    ],
)
def test_a_siblings_need_in_a_childs_part_is_the_wrong_childs(found: Found, said: str) -> None:
    assert found(parts(f"Ava has a cough. {said}"), "SIB004") == [said]


@pytest.mark.parametrize(
    "said",
    [
        "Ava plays with Noah in the yard.",
        "Ava misses Noah on Fridays.",
        "Ava copies Noah at the table.",
        "Ava lives with Noah and their mum.",
        "Ava needs time apart from Noah.",
        "Noah woke her twice last night, so Ava needs a room of her own.",
        "Mum says “Noah needs a coat”.",
    ],
)
def test_a_sibling_as_company_is_not(found: Found, said: str) -> None:
    assert found(parts(said), "SIB004") == []


def test_the_siblings_own_part_is_his(found: Found) -> None:
    assert found(parts("Ava needs a bed of her own.", "Noah needs a coat. Noah wants a dog."), "SIB004") == []


def test_a_section_of_both_belongs_to_neither(found: Found) -> None:
    assert found(TWO + "## Needs\n\nAva needs a bed. Noah needs a coat.\n", "SIB004") == []


def test_the_wrong_name_in_a_cell_of_her_actions_is_found(found: Found) -> None:
    table = "| Action | Who | By when | Outcome |\n| --- | --- | --- | --- |\n| Buy a bed | Jo | 9 May 2026 | Noah sleeps in a bed of his own |\n"
    assert found(parts(table), "SIB004") == ["Noah sleeps in a bed of his own"]
