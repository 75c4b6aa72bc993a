from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str, str], list[str]]

HARD = (
    "The multidisciplinary assessment established significant developmental vulnerabilities, necessitating coordinated "
    "therapeutic interventions and comprehensive educational accommodations throughout the forthcoming academic year. "
)
EASY = "You have a blue bag. Your coat is by the door. Mum walks with you. The bus is red. You like the top deck. "


def plan(born: str, text: str, heading: str = "How you are") -> str:
    """A plan for a child born on a day, with one section."""
    return f"# Your plan, Mia\n\nName: Mia Reed\nDOB: {born}\nDate of plan: 3 May 2026\n\n## {heading}\n\n{text}\n"


@pytest.mark.parametrize("born", ["4 February 2022", "4 February 2017", "4 February 2013", "4 February 2010"])
def test_long_words_in_long_sentences_are_too_hard_at_any_age(found: Found, born: str) -> None:
    assert found(plan(born, HARD * 6), "VOI004") == ["How you are"]


@pytest.mark.parametrize("born", ["4 February 2022", "4 February 2017", "4 February 2010"])
def test_short_plain_sentences_are_hard_for_nobody(found: Found, born: str) -> None:
    assert found(plan(born, EASY * 6), "VOI004") == []


def test_a_short_section_is_not_measured(found: Found) -> None:
    assert found(plan("4 February 2017", HARD * 2), "VOI004") == []


MIDDLING = (
    "On Mondays and Tuesdays Mum will collect you from the breakfast club and take you to the library near the station. "
    "When there is a problem at school, you can talk to Miss Dale or to the other teachers in the quiet room. "
    "We have agreed with Dad that he will telephone before seven, because you are usually asleep after that. "
)


@pytest.mark.parametrize(("born", "hard"), [("4 February 2017", 1), ("4 February 2013", 1), ("4 February 2010", 0)])
def test_the_same_words_may_be_hard_for_a_young_reader_and_not_for_an_older(found: Found, born: str, hard: int) -> None:
    assert len(found(plan(born, MIDDLING * 2), "VOI004")) == hard


def test_the_grown_up_who_reads_to_a_child_of_four_is_the_reader(found: Found) -> None:
    assert found(plan("4 February 2022", MIDDLING * 2), "VOI004") == []


def test_a_section_for_professionals_may_be_hard(found: Found) -> None:
    assert found(plan("4 February 2017", HARD * 6, heading="For professionals"), "VOI004") == []


def test_long_names_do_not_make_a_section_hard(found: Found) -> None:
    named = EASY.replace("Mum", "Oluwaseunfunmi Adebayo-Ogunlesi")
    text = plan("4 February 2017", named * 6).replace("## How", "Mother: Oluwaseunfunmi Adebayo-Ogunlesi\n\n## How")
    assert found(text, "VOI004") == []
