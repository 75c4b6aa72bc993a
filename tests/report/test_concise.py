from __future__ import annotations

from collections.abc import Callable

from planlint.report import Options, renderer
from planlint.rules.finding import Finding, Report, Unchecked


def _lines(*reports: Report) -> list[str]:
    return "".join(renderer("concise")(reports, Options())).splitlines()


def test_a_finding_is_one_line_that_editors_can_follow(plan: str, found: Callable[..., Finding]) -> None:
    finding = found("probably need", message="Presumed.")
    assert _lines(Report("plan.md", findings=(finding,), text=plan)) == [
        "plan.md:3:10: error: OBS002 Presumed. [assumed-need]"
    ]


def test_info_is_called_a_note(found: Callable[..., Finding]) -> None:
    (line,) = _lines(Report("plan.md", findings=(found("CIN", severity="info"),)))
    assert ": note: " in line


def test_a_message_and_a_path_never_break_the_line(found: Callable[..., Finding]) -> None:
    (line,) = _lines(Report("a\nb.md", findings=(found("CIN", message="one\ntwo"),)))
    assert line.startswith(r"a\x0ab.md:11:1: ")
    assert "one two" in line


def test_a_place_in_a_file_without_lines_is_named(found: Callable[..., Finding]) -> None:
    (line,) = _lines(Report("plan.docx", findings=(found("CIN", place="table 2, row 3"),)))
    assert "table 2, row 3: " in line


def test_what_was_not_checked_is_a_note() -> None:
    unchecked = Unchecked("INF001", "Mia", "no date of birth or age found")
    assert _lines(Report("plan.md", unchecked=(unchecked,))) == [
        "plan.md:1:1: note: INF001 not checked: Mia: no date of birth or age found [unchecked]"
    ]
