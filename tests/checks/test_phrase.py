from __future__ import annotations

from collections.abc import Callable

import pytest

from planlint.rules.finding import Finding

Found = Callable[[str, str], list[str]]
FindingsOf = Callable[[str], list[Finding]]

PLAN = """\
# Plan for Mia

| Name | Date of birth | Who |
| --- | --- | --- |
| Mia Reed | 4 February 2018 | child |
| Jo Reed | | mother |
| Callum Reed | | father |

Date of plan: 3 May 2026

"""


def under(heading: str, *said: str) -> str:
    """A plan with one section."""
    return PLAN + f"## {heading}\n\n" + "\n\n".join(said) + "\n"


# --- VOI003: jargon ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("term", ["CAMHS", "PLO", "SDQ", "ICPC", "PEP"])
def test_an_acronym_is_flagged_at_its_own_letters(found: Found, term: str) -> None:
    assert found(under("Health", f"Mia waits for {term} to write."), "VOI003") == [term]


def test_a_term_is_flagged_once_where_it_is_first_used(findings: FindingsOf) -> None:
    plan = under("Health", "Mia waits for CAMHS.", "CAMHS will write in June.")
    (finding,) = [one for one in findings(plan) if one.rule == "VOI003"]
    assert finding.start.offset == plan.index("CAMHS")


@pytest.mark.parametrize(
    "said",
    [
        "CAMHS, the team who help with worries, will write.",
        "CAMHS (the team who help with worries) will write.",
        "The team who help with worries (CAMHS) will write.",
        "Mia waits for CAMHS. That is the team who help with worries.",
        "The worry team, called CAMHS, will write.",
    ],
)
def test_a_term_that_is_explained_is_not(found: Found, said: str) -> None:
    assert found(under("Health", said), "VOI003") == []


def test_an_explanation_has_to_come_first(found: Found) -> None:
    late = under(
        "Health", "Mia waits for CAMHS.", "She has a cough.", "CAMHS, the team who help with worries, will write."
    )
    assert found(late, "VOI003") == ["CAMHS"]


@pytest.mark.parametrize("known", ["GP", "NHS", "PE", "GCSE", "TV", "TBC", "DOB", "UK"])
def test_what_families_know_is_no_jargon(found: Found, known: str) -> None:
    assert found(under("Health", f"Mia asked about the {known} again."), "VOI003") == []


@pytest.mark.parametrize("heading", ["For professionals", "Chronology", "Contacts"])
def test_professionals_may_use_their_own_words_among_themselves(found: Found, heading: str) -> None:
    assert found(under(heading, "Mia waits for CAMHS."), "VOI003") == []


def test_headings_and_owner_cells_are_left_alone(found: Found) -> None:
    row = "| Action | Who | By when | Outcome |\n| --- | --- | --- | --- |\n| See Mia | CAMHS | 9 May 2026 | Mia sleeps |\n"
    assert found(under("CAMHS", row), "VOI003") == []


@pytest.mark.parametrize(
    "said", ["Jo will contact the school.", "Ring the contact number.", "He made eye contact.", "In case of fire, ring 999."]
)  # fmt: skip
def test_contact_is_jargon_as_family_time_alone(found: Found, said: str) -> None:
    assert found(under("Family", said), "VOI003") == []


def test_contact_with_a_parent_is(found: Found) -> None:
    assert found(under("Family", "Mia has contact with her dad on Fridays."), "VOI003") == ["contact"]


# --- VOI007: the child without a name ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("The child sleeps badly.", "The child"),
        ("The young person sleeps badly.", "The young person"),
        ("YP sleeps badly.", "YP"),
        ("We saw the subject child on 2 May.", "the subject child"),
        ("Child 1 sleeps badly.", "Child 1"),
        ("The minor sleeps badly.", "The minor"),
    ],
)
def test_a_word_in_place_of_the_name_is_flagged(found: Found, said: str, words: str) -> None:
    assert found(under("Health", said), "VOI007") == [words]


def test_it_is_flagged_once_a_statement(found: Found) -> None:
    assert (
        found(under("Health", "The child eats what the child likes.", "The child naps."), "VOI007") == ["The child"] * 2
    )


@pytest.mark.parametrize(
    "said",
    [
        "This is a child in need plan.",
        "Mia is a happy child.",
        "“The child is mine,” Jo said.",
        "The children in her class are loud.",
        "The child protection conference was on 2 May.",
    ],
)
def test_the_words_for_a_kind_a_plan_or_somebodys_words_are_fine(found: Found, said: str) -> None:
    assert found(under("Health", said), "VOI007") == []


def test_a_baby_to_come_may_be_called_baby_until_it_has_a_name(found: Found) -> None:
    plan = (
        "# Pre-birth plan: Baby Reed\n\nName: Baby Reed\nEDD: 14 August 2026\n\n## Health\n\nThe baby kicks at night.\n"
    )
    assert found(plan, "VOI007") == []


# --- VOI008: blame ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Mia is attention-seeking at break.", "attention-seeking"),
        ("Jo refuses to engage.", "refuses to engage"),
        ("Callum failed to attend.", "failed to"),
        ("Mia absconds from school.", "absconds"),
        ("Jo is in denial about it.", "in denial"),
        ("Callum admits that he shouts.", "admits"),
        ("They are a dysfunctional family.", "dysfunctional family"),
        ("Jo is non-compliant.", "non-compliant"),
    ],
)
def test_words_of_blame_are_flagged_and_nothing_beside_them(found: Found, said: str, words: str) -> None:
    (flagged,) = found(under("Family", said), "VOI008")
    assert words in flagged and len(flagged) <= len(words) + 12


@pytest.mark.parametrize(
    "said",
    [
        "“She is just attention-seeking,” said her gran.",
        "Nobody thinks Mia is naughty.",
        "The alarm failed to go off.",
        "The school admits thirty children a year.",
        "Jo claims Universal Credit.",
    ],
)
def test_quoted_negated_or_in_another_sense_they_are_not(found: Found, said: str) -> None:
    assert found(under("Family", said), "VOI008") == []


def test_a_word_of_blame_is_blame_and_no_vague_judgement(found: Found) -> None:
    plan = under("Family", "Jo refuses to engage.")
    assert len(found(plan, "VOI008")) == 1
    assert found(plan, "OBS004") == []
