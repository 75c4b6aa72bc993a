from __future__ import annotations

from collections.abc import Callable

import pytest

from planlint.rules.finding import Fix

Reworded = Callable[..., str | None]
THIRD = """\
# Plan for Mia

| Name | DOB |
| --- | --- |
| Mia Reed | 4 February 2017 |

Date: 3 May 2026

## Needs
"""
YOU = """\
# Your plan, Mia

| Name | DOB |
| --- | --- |
| Mia Reed | 4 February 2017 |

Date: 3 May 2026

## What you told us
You told Priya on 20 April that your tummy hurts in the mornings. You want porridge. You like your bed.

"""


@pytest.mark.parametrize(
    ("sentence", "better"),
    [
        ("Mia absconds from school.", "Mia goes missing from school."),
        ("Mia absconded from school on 3 May.", "Mia went missing from school on 3 May."),
        ("Absconding from school worries Jo.", "Going missing from school worries Jo."),
        ("Jo failed to ring the clinic on 3 May.", "Jo did not ring the clinic on 3 May."),
        ("Jo claims that nobody rang.", "Jo says that nobody rang."),
        ("Jo admits she let things slide.", "Jo says she let things slide."),
    ],
)
def test_blame_is_put_plainly_in_the_form_of_the_sentence(reworded: Reworded, sentence: str, better: str) -> None:
    assert reworded(sentence, "VOI008", THIRD) == better


@pytest.mark.parametrize(
    "sentence",
    [
        "Jo is in denial about the drinking.",  # 'is does not agree that'
        "Jo admits to smoking in the front room.",
        "Jo has failed to ring the clinic.",
        "Jo refuses to engage with the clinic.",
        "Jo did not bother to ring the clinic.",
    ],
)
def test_no_wording_is_offered_that_does_not_fit_the_sentence(reworded: Reworded, sentence: str) -> None:
    try:
        offered = reworded(sentence, "VOI008", THIRD)
    except AssertionError:
        return
    assert offered is None


@pytest.mark.parametrize(
    ("sentence", "better"),
    [
        ("The placement is working out.", "The home is working out."),
        ("Contact with Dad is by phone.", "Family time with Dad is by phone."),
        ("The core group meets on 4 June.", "The small group who make the plan happen meets on 4 June."),
        ("Mia has an EHCP.", "Mia has a plan for special needs."),
    ],
)
def test_jargon_is_put_plainly_with_the_article_it_wants(reworded: Reworded, sentence: str, better: str) -> None:
    assert reworded(sentence, "VOI003", THIRD) == better


@pytest.mark.parametrize("sentence", ["A multi-agency meeting is on 4 June.", "The core group minutes are late."])
def test_a_wording_that_cannot_stand_before_a_noun_is_not_put_there(reworded: Reworded, sentence: str) -> None:
    assert reworded(sentence, "VOI003", THIRD) is None


def test_a_wording_that_says_you_is_offered_only_where_the_plan_does(reworded: Reworded) -> None:
    sentence = "Priya brought the MDT together on 4 May."
    assert reworded(sentence, "VOI003", THIRD) is None
    told = reworded(f"{sentence} You were there.", "VOI003", YOU + "## What happens next\n")
    assert told is not None and "the different workers helping you" in told


@pytest.mark.parametrize(
    ("sentence", "better"),
    [
        ("The child has no bed of her own.", "Mia has no bed of her own."),
        ("The young person's coat is thin.", "Mia's coat is thin."),
        ("YP has a key.", "Mia has a key."),
        ("Nobody asked the child on 3 May.", "Nobody asked Mia on 3 May."),
    ],
)
def test_the_child_is_called_by_name(reworded: Reworded, sentence: str, better: str) -> None:
    assert reworded(sentence, "VOI007", THIRD) == better


def test_a_name_is_safe_in_a_plan_for_one_child_and_not_among_siblings(
    fix_of: Callable[[str, str], Fix | None],
) -> None:
    one = fix_of(THIRD + "The child has no bed.\n", "VOI007")
    assert one is not None and one.safe
    both = THIRD.replace("2017 |", "2017 |\n| Tom Reed | 4 March 2015 |").replace(
        "## Needs", "## Tom\nTom needs a bed.\n\n## Mia"
    )
    several = fix_of(both + "The child has no bed.\n", "VOI007")
    assert several is None or not several.safe


@pytest.mark.parametrize(
    "sentence",
    [
        "Child 1 has no bed.",
        "The child who lives next door and the child came to tea.",
        "The child is subject to a care order.",
    ],
)
def test_a_name_is_not_put_for_numbers_or_in_a_line_of_the_law(linter: object, sentence: str) -> None:
    from planlint.linter import Linter

    assert isinstance(linter, Linter)
    found = linter.check_text(THIRD + sentence + "\n").findings
    assert not [fix for finding in found if finding.rule == "VOI007" for fix in finding.fixes]
