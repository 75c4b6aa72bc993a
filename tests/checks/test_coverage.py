from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str, str], list[str]]
About = Callable[[str, str], list[str | None]]

TWO = """\
# Family plan, 3 May 2026

| Name | Date of birth | Who |
| --- | --- | --- |
| Ava Reed | 4 February 2018 | child |
| Noah Reed | 11 August 2020 | child |
| Jo Reed | | mother |

"""
APART = """\
## Ava

Ava needs a bed of her own.

## Noah

Noah needs somebody to read with him.
"""


# --- SIB002: a heading for each child ---------------------------------------------------------------------------------


def test_a_heading_a_child_is_what_is_asked(found: Found) -> None:
    assert found(TWO + APART, "SIB002") == []


def test_needs_in_one_section_for_all_are_flagged_once_at_the_title(found: Found) -> None:
    plan = TWO + "## Needs\n\nAva needs a bed of her own. Noah needs somebody to read with him.\n"
    assert found(plan, "SIB002") == ["Family plan, 3 May 2026"]


def test_one_child_without_a_heading_is_enough(found: Found) -> None:
    assert len(found(TWO + APART.replace("## Noah\n\n", ""), "SIB002")) == 1


def test_a_heading_over_views_alone_is_not_one_over_needs(found: Found) -> None:
    plan = (
        TWO
        + "## Needs\n\nThe flat is cold.\n\n## Ava's views\n\n“I like frogs.”\n\n## Noah's views\n\n“I like newts.”\n"
    )
    assert len(found(plan, "SIB002")) == 1


@pytest.mark.parametrize("heads", [("Ava", "Noah"), ("Ava (8)", "Noah (5)"), ("Ava Reed", "Noah Reed"), ("For Ava", "For Noah")])  # fmt: skip
def test_a_heading_may_say_more_than_the_name(found: Found, heads: tuple[str, str]) -> None:
    plan = TWO + APART.replace("## Ava", f"## {heads[0]}").replace("## Noah", f"## {heads[1]}")
    assert found(plan, "SIB002") == []


def test_rows_headed_by_the_names_are_headings(found: Found) -> None:
    rows = "| Ava | A bed of her own |\n| Noah | Somebody to read with him |\n"
    assert found(TWO + "## Needs\n\n| Child | Need |\n| --- | --- |\n" + rows, "SIB002") == []


def test_columns_headed_by_the_names_are_headings(found: Found) -> None:
    table = "| | Ava | Noah |\n| --- | --- | --- |\n| Needs | A bed of her own | Somebody to read with him |\n"
    assert found(TWO + "## Needs\n\n" + table, "SIB002") == []


@pytest.mark.parametrize("code", ["SIB001", "SIB002", "SIB003", "SIB004", "SIB005"])
def test_a_plan_for_one_child_is_never_told_about_siblings(found: Found, code: str) -> None:
    one = TWO.replace("| Noah Reed | 11 August 2020 | child |\n", "")
    assert found(one + "## Needs\n\nAva needs a bed of her own. Her cousin Noah needs a hat.\n", code) == []


# --- SIB005: a need of their own --------------------------------------------------------------------------------------


def test_each_child_without_a_need_is_named(about: About) -> None:
    assert about(TWO + "## Family\n\nThe flat is cold.\n", "SIB005") == ["Ava", "Noah"]
    assert about(TWO + "## Needs\n\nAva needs a bed of her own.\n", "SIB005") == ["Noah"]
    assert about(TWO + APART, "SIB005") == []


def test_a_shared_statement_is_nobodys_own(about: About) -> None:
    assert about(TWO + "## Needs\n\nThe children need routines.\n", "SIB005") == ["Ava", "Noah"]


@pytest.mark.parametrize(
    "own",
    [
        "Noah needs a hat.",
        "Jo will take Noah to the dentist on 9 May 2026.",
        "- Jo to take Noah to the dentist by 9 May 2026.",
        "By June Noah will sleep in his own bed.",
    ],
)
def test_a_need_an_action_or_an_outcome_is_ones_own(about: About, own: str) -> None:
    assert about(TWO + f"## Needs\n\nAva needs a bed of her own.\n\n## Actions\n\n{own}\n", "SIB005") == []


def test_the_finding_stands_where_the_child_is_first_named(found: Found) -> None:
    assert found(TWO + "## Needs\n\nAva needs a bed of her own.\n", "SIB005") == ["Noah Reed"]
