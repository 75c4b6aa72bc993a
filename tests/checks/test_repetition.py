from __future__ import annotations

from collections.abc import Callable

import pytest

from planlint.rules.finding import Finding

Found = Callable[[str, str], list[str]]
FindingsOf = Callable[[str], list[Finding]]

TWO = """\
# Family plan, 3 May 2026

| Name | Date of birth | Who |
| --- | --- | --- |
| Ava Reed | 4 February 2018 | child |
| Noah Reed | 11 August 2020 | child |
| Jo Reed | | mother |

"""
NEED = "Ava needs to eat breakfast before she leaves for school."


def parts(of_ava: str, of_noah: str) -> str:
    """A plan with a part a child."""
    return TWO + f"## Ava\n\n{of_ava}\n\n## Noah\n\n{of_noah}\n"


@pytest.mark.parametrize(
    "copy",
    [
        "Noah needs to eat breakfast before he leaves for school.",
        "Noah needs to eat breakfast before she leaves for school.",
        "Ava needs to eat breakfast before she leaves for school.",
        "Noah needs to eat breakfast, before he leaves for school",
        "Noah needs to eat Breakfast before he leaves for School.",
    ],
)
def test_a_copy_with_names_and_pronouns_changed_is_flagged_where_it_stands_again(found: Found, copy: str) -> None:
    assert found(parts(NEED, copy), "SIB003") == [copy]


def test_ages_and_numbers_may_have_changed_too(found: Found) -> None:
    plan = parts(
        "Ava is 8 and needs help with her teeth at night.", "Noah is five and needs help with his teeth at night."
    )
    assert len(found(plan, "SIB003")) == 1


def test_the_place_it_was_copied_from_is_shown(findings: FindingsOf) -> None:
    plan = parts(NEED, NEED.replace("Ava", "Noah").replace("she", "he"))
    (finding,) = [one for one in findings(plan) if one.rule == "SIB003"]
    (first,) = finding.related
    assert plan[first.start.offset : first.end.offset] == NEED


@pytest.mark.parametrize(
    ("of_ava", "of_noah"),
    [
        (NEED, "Noah needs to eat lunch before he goes out to play."),
        ("Ava needs her own bed.", "Noah needs his own bed."),
        ("The next meeting is on 4 June at Hill Road School.", "The next meeting is on 4 June at Hill Road School."),
        ("Social worker: Priya Nair, 01482 555 0134, at the office.", "Social worker: Priya Nair, 01482 555 0134, at the office."),
        ("Ava and Noah see each other every Saturday at Nan's house.", "Ava and Noah see each other every Saturday at Nan's house."),
    ],
)  # fmt: skip
def test_other_words_short_ones_and_shared_matters_are_not(found: Found, of_ava: str, of_noah: str) -> None:
    assert found(parts(of_ava, of_noah), "SIB003") == []


def test_a_sentence_that_stands_twice_in_one_childs_part_is_no_siblings_copy(found: Found) -> None:
    assert found(parts(f"{NEED}\n\n{NEED}", "Noah needs a coat."), "SIB003") == []


def test_a_third_copy_is_flagged_too(found: Found) -> None:
    three = TWO.replace("| Jo Reed", "| Zac Reed | 3 June 2021 | child |\n| Jo Reed")
    heads = "".join(f"## {name}\n\n{NEED.replace('Ava', name)}\n\n" for name in ("Ava", "Noah", "Zac"))
    assert len(found(three + heads, "SIB003")) == 2
