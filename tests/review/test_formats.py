"""The same plan as Markdown, Word, ODT, HTML and PDF gives the same findings."""

from collections import Counter
from pathlib import Path

import pytest

from planlint.linter import Linter
from planlint.rules.finding import Report

SAMPLES = Path(__file__).parents[2] / "samples"


def _told(report: Report) -> Counter[tuple[str, str | None, str]]:
    assert report.error is None
    return Counter((f.rule, f.child, f.plain) for f in report.findings)


@pytest.mark.parametrize("name", ["child-in-need" + end for end in (".md", ".odt", ".html", ".pdf", "-tagged.pdf")])
def test_the_same_plan_has_the_same_findings_as_in_word(linter: Linter, name: str) -> None:
    assert _told(linter.check_file(SAMPLES / name)) == _told(linter.check_file(SAMPLES / "child-in-need.docx"))
