from __future__ import annotations

from collections.abc import Callable

import pytest

from planlint.language.second_person import Turned, to_second_person
from planlint.rules.finding import Fix

Reworded = Callable[..., str | None]
HEAD = """\
# Your plan, Mia

| Name | DOB |
| --- | --- |
| Mia Reed | 4 February 2017 |

Mother: Jo Reed. Father: Callum Reed.

Date: 3 May 2026

## What you told us
You told Priya on 20 April that your tummy hurts in the mornings. You want porridge. You like your bed.

## What you need
"""


def _turn(text: str, name: str = "Mia", **options: str) -> str | None:
    start = text.index(name)
    turned = to_second_person(text, [(start, start + len(name))], **options)
    return None if turned is None else _made(text, turned)


def _made(text: str, turned: Turned) -> str:
    for start, end, words in reversed(turned.changes):
        text = text[:start] + words + text[end:]
    return text


@pytest.mark.parametrize(
    ("sentence", "turned"),
    [
        ("Mia needs her cot.", "You need your cot."),
        ("Mia is often late for register.", "You are often late for register."),
        ("Mia was weighed on 24 April.", "You were weighed on 24 April."),
        ("Mia has two spoonfuls at bedtime.", "You have two spoonfuls at bedtime."),
        ("Mia hates being late.", "You hate being late."),
        ("Mia watches the door and goes to her bed.", "You watch the door and go to your bed."),
        ("Mia carries her own bag.", "You carry your own bag."),
        ("Mia's attendance was 81 per cent in April.", "Your attendance was 81 per cent in April."),
        ("Nobody listened to Mia’s story.", "Nobody listened to your story."),
        ("Nobody saw Mia at the gate.", "Nobody saw you at the gate."),
        ("We think that Mia hides her letters when she is worried.",
         "We think that you hide your letters when you are worried."),
        ("Mia washed herself.", "You washed yourself."),
        ("Mia will have her own key when she starts at the big school.",
         "You will have your own key when you start at the big school."),
        ("Mia and Tom need a lamp.", "You and Tom need a lamp."),
        ("Mia cannot sleep.", "You cannot sleep."),
    ],
)  # fmt: skip
def test_a_sentence_about_the_child_is_turned_to_you(sentence: str, turned: str) -> None:
    assert _turn(sentence) == turned


@pytest.mark.parametrize(
    "sentence",
    [
        "Tom and Mia need a lamp.",  # 'Tom and you'
        "Mia, who needs a lamp, is nine.",
        "Mia (nine) needs a lamp.",
        "Mia to see the dentist by 9 May.",
        "Mia happy to share a room.",
        "Mia doesn't sleep.",
        "Mia's tired today.",
        "That coat is Mia's.",
        "Little Mia needs a lamp.",
        "Mia says they are kind to her.",
        "Mia and Tom's room is damp.",
        "He told Mia that she could stay.",
    ],
)
def test_a_sentence_is_left_where_it_cannot_be_turned_without_doubt(sentence: str) -> None:
    assert _turn(sentence) is None


def test_a_pronoun_that_may_be_somebody_else_leaves_the_sentence() -> None:
    sentence = "Mia needs her coat when Jo takes her out."
    assert _turn(sentence, others="f") is None
    assert _turn(sentence, others="?") is None
    assert _turn(sentence, others="m") == "You need your coat when Jo takes you out."


def test_quoted_words_stay() -> None:
    sentence = 'Mia told us, "Mia is me."'
    quote = (sentence.index('"'), len(sentence))
    turned = to_second_person(sentence, [(0, 3)], [quote])
    assert turned is not None and _made(sentence, turned) == 'You told us, "Mia is me."'


def test_only_one_plain_clause_in_the_present_is_simple() -> None:
    def is_simple(sentence: str) -> bool:
        turned = to_second_person(sentence, [(0, 3)])
        return turned is not None and turned.simple

    assert is_simple("Mia needs a lamp by the bed.")
    assert not is_simple("Mia needs her lamp.")
    assert not is_simple("Mia was weighed on 24 April.")
    assert not is_simple("Mia needs a lamp and sleeps well.")
    assert not is_simple("Mia will need a lamp.")
    assert not is_simple("Mia is not well.")


def test_a_slip_in_a_plan_is_offered_in_the_second_person(reworded: Reworded) -> None:
    assert reworded("Mia needs a lamp by the bed.", "VOI002", HEAD) == "You need a lamp by the bed."


def test_a_plain_slip_is_safe_and_one_with_pronouns_is_not(fix_of: Callable[[str, str], Fix | None]) -> None:
    plain, pronoun = (fix_of(HEAD + text, "VOI002") for text in ("Mia needs a lamp.\n", "Mia needs her lamp.\n"))
    assert plain is not None and plain.safe
    assert pronoun is not None and not pronoun.safe


@pytest.mark.parametrize(
    "sentence",
    [
        "Jo to buy a winter coat for her by 9 May.",
        "Mia is subject to a supervision order made on 2 March 2026.",
    ],
)
def test_no_turn_is_offered_for_a_pronoun_in_doubt_or_a_line_of_the_law(sentence: str, linter: object) -> None:
    from planlint.linter import Linter

    assert isinstance(linter, Linter)
    findings = linter.check_text(HEAD + sentence + "\n").findings
    assert not [fix for finding in findings if finding.rule == "VOI002" for fix in finding.fixes]


def test_markup_between_changed_words_leaves_the_sentence(fix_of: Callable[[str, str], Fix | None]) -> None:
    assert fix_of(HEAD + "**Mia**'s tummy hurts at school.\n", "VOI002") is None
    fix = fix_of(HEAD + "**Mia** needs a lamp.\n", "VOI002")
    assert fix is not None and [edit.text for edit in fix.edits] == ["You", "need"]
