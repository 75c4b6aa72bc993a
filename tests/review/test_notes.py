"""What comments say: short where they hang on the words themselves, never in doubt which words they mean."""

from pathlib import Path

import pytest

from planlint.linter import Linter
from planlint.review.notes import Note, notes_of

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def notes(linter: Linter) -> dict[str, Note]:
    """The notes on a sample with footnotes, each by the words it hangs on."""
    report = linter.check_file(SAMPLES / "child-in-need.docx")
    return {(report.text or "")[note.start : note.end]: note for note in notes_of(report)}


def test_words_that_a_comment_hangs_on_are_not_said_again_if_they_are_many(notes: dict[str, Note]) -> None:
    (said,) = notes["Rafi will probably need help with feeding."].paragraphs
    assert said.startswith("Important: This presumes what Rafi needs")
    (short,) = notes["Baby"].paragraphs
    assert short.startswith("Worth a look: “Baby” stands where")


def test_words_of_a_row_are_named_once(notes: dict[str, Note]) -> None:
    row = next(note for words, note in notes.items() if words.startswith("Monitor school attendance"))
    assert [said.split(": ", 1)[1].split(" ")[0] for said in row.paragraphs] == ["“Monitor", "It", "It", "It"]


def test_advice_comes_with_the_first_of_a_rule_only(notes: dict[str, Note]) -> None:
    told = [said for note in notes.values() for said in note.paragraphs if "[OUT001 " in said]
    assert len(told) > 2
    assert len([said for said in told if "Add what will be different" in said]) == 1


def test_words_of_a_footnote_are_said_since_the_comment_hangs_on_its_number(linter: Linter) -> None:
    report = linter.check_file(SAMPLES / "family-plan.docx")
    texts = [said for note in notes_of(report) for said in note.paragraphs]
    assert any("“The children need more structure.”" in said for said in texts)


def test_the_first_note_counts_points_and_comments(linter: Linter) -> None:
    report = linter.check_file(SAMPLES / "child-in-need.docx")
    first, *others = notes_of(report)
    assert first.paragraphs[0].startswith(
        f"planlint: {len(report.findings)} points to look at, in {len(others)} comments"
    )
    assert any(said.startswith("+ ") for said in first.paragraphs), "strengths come with it"
