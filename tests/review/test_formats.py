"""The same plan as Word, ODT, PDF and HTML gives the same findings."""

from collections import Counter
from pathlib import Path

import pytest

from planlint.linter import Linter
from planlint.rules.finding import Report

SAMPLES = Path(__file__).parents[2] / "samples"


def _told(report: Report, *, words: bool = True) -> Counter[tuple[str, str | None, str]]:
    assert report.error is None
    return Counter((f.rule, f.child, f.plain if words else "") for f in report.findings)


@pytest.mark.parametrize("suffix", ["odt", "pdf"])
def test_the_same_plan_has_the_same_findings_as_in_word(linter: Linter, suffix: str) -> None:
    word = _told(linter.check_file(SAMPLES / "child-in-need.docx"))
    other = _told(linter.check_file(SAMPLES / f"child-in-need.{suffix}"))
    assert other == word


def test_a_page_has_the_same_findings_but_its_title_is_a_paragraph(linter: Linter) -> None:
    """LibreOffice writes a title as a plain paragraph: what is said of the plan hangs on a heading."""
    word, page = (linter.check_file(SAMPLES / f"child-in-need.{suffix}") for suffix in ("docx", "html"))
    assert _told(page, words=False) == _told(word, words=False)
    assert {f.plain for f in page.findings if f.anchor != "plan"} == {
        f.plain for f in word.findings if f.anchor != "plan"
    }
