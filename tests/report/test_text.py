from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planlint.report import Options, renderer
from planlint.rules.finding import Allowed, Finding, Related, Report, Strength, Unchecked, Why

Found = Callable[..., Finding]


def _text(*reports: Report, **options: Any) -> str:
    return "".join(renderer("text")(reports, Options(**options)))


def test_a_finding_shows_its_line_the_words_underlined_the_message_and_what_is_better(plan: str, found: Found) -> None:
    finding = found("probably need", child="Mia")
    shown = _text(Report("plan.md", ("Mia",), findings=(finding,), text=plan))
    assert (
        "  Line 3, about Mia\n"
        "  │ Mia will probably need help with feeding. Mum drinks.\n"
        "  │          ^^^^^^^^^^^^^\n"
        "  Important     “probably need” presumes a need. [OBS002 assumed-need]\n"
        "                Better: Say what was seen.\n"
    ) in shown


def test_reasons_on_the_same_words_share_one_excerpt(plan: str, found: Found) -> None:
    both = (found("CIN", rule="VOI003", severity="info"), found("CIN visits are weekly.", rule="OUT006"))
    shown = _text(Report("plan.md", ("Mia",), findings=both, text=plan))
    assert shown.count("│ CIN visits are weekly.") == 1
    assert shown.index("OUT006") < shown.index("VOI003")


def test_advice_is_given_once_a_rule_and_file(plan: str, found: Found) -> None:
    report = Report("plan.md", ("Mia",), findings=(found("probably need"), found("CIN")), text=plan)
    assert _text(report).count("Better: Say what was seen.") == 1
    assert _text(report, report).count("Better: Say what was seen.") == 2


def test_a_finding_on_the_whole_plan_underlines_nothing(plan: str, found: Found) -> None:
    finding = found("Plan for Mia and Zac", anchor="plan", rule="FAT001")
    shown = _text(Report("plan.md", ("Mia", "Zac"), findings=(finding,), text=plan))
    assert "  The whole plan\n  Important" in shown
    assert "^" not in shown


def test_a_finding_on_a_part_names_its_child(plan: str, found: Found) -> None:
    finding = found("Zac", anchor="part", rule="VOI005", child="Zac")
    assert "The part about Zac (line 1)" in _text(Report("plan.md", ("Mia", "Zac"), findings=(finding,)))
    assert "The whole plan" in _text(Report("plan.md", ("Zac",), findings=(finding,)))


def test_words_over_several_lines_are_underlined_on_the_first(plan: str, found: Found) -> None:
    words = "feeding. Mum drinks.\n\n| Action"
    shown = _text(Report("plan.md", ("Mia",), findings=(found(words),), text=plan))
    assert "│" + " " * 34 + "^" * 20 + "\n" in shown


def test_strengths_unchecked_and_allowed_are_told(plan: str, found: Found) -> None:
    place = found("Mia").start
    report = Report(
        "plan.md",
        ("Mia",),
        "2026-02-03",
        strengths=(Strength("STR002", "childs-own-words", "Mia’s own words are here.", "Mia", place, place),),
        unchecked=(Unchecked("INF001", "Mia", "no date of birth or age found"),),
        allowed=(Allowed("FAT001", "a court order"),),
        text=plan,
    )
    shown = _text(report)
    assert "Plan for Mia, read as of 3 February 2026" in shown
    assert "+ Mia’s own words are here. (line 1)" in shown
    assert "- INF001 for Mia: no date of birth or age found" in shown
    assert "- FAT001: a court order" in shown
    assert "Nothing to point out." in shown


def test_a_file_without_a_child_is_not_praised() -> None:
    report = Report("notes.md", unchecked=(Unchecked(None, None, "no child was found in this file"),))
    shown = _text(report)
    assert "- no child was found in this file" in shown
    assert "Nothing to point out" not in shown


def test_the_reason_for_a_finding_is_told_when_asked_for(plan: str, found: Found) -> None:
    why = Why("probably need", ("assumed-need",), 0.93, ("observed", "said"))
    report = Report("plan.md", ("Mia",), findings=(found("probably need", why=why),), text=plan)
    asked = " ".join(_text(report, why=True).split())
    assert "Why: it says “probably need”; it was read as assumed-need" in asked
    assert "looked for and not found: observed, said" in asked
    assert "Why:" not in _text(report)


def test_the_sum_counts_files_and_findings_and_never_says_that_a_child_is_safe(found: Found) -> None:
    report = Report("plan.md", ("Mia",), findings=(found("CIN", severity="info"), found("Zac")))
    shown = _text(report, Report("plan2.md", ("Zac",)), Report("scan.pdf", error="no text in it"))
    assert (
        "2 files checked: 1 important point (error), 0 worth a look (warning), 1 on wording (info); "
        "1 file could not be checked.\n"
    ) in shown
    assert "It cannot tell" in shown


def test_colours_are_used_only_where_wanted(plan: str, found: Found) -> None:
    report = Report("plan.md", ("Mia",), findings=(found("CIN"),), text=plan)
    assert "\x1b[" not in _text(report)
    assert "\x1b[" in _text(report, colour=True)


def test_escape_sequences_in_a_plan_do_not_reach_the_terminal(found: Found) -> None:
    text = "Mia \x1b[2J needs"
    report = Report("plan.md", ("Mia",), findings=(found("needs", text, message="\x1b[2J"),), text=text)
    assert "\x1b" not in _text(report)


def test_lines_are_not_named_for_a_file_that_has_none(plan: str, found: Found) -> None:
    start = found("Mia").start
    strength = Strength("STR002", "childs-own-words", "Mia’s own words are here.", "Mia", start, start)
    finding = found("CIN", place="table 2, row 3")
    shown = _text(Report("plan.docx", ("Mia",), findings=(finding,), strengths=(strength,), text=plan))
    assert "  Table 2, row 3\n" in shown
    assert "line 1" not in shown.lower()


def test_related_places_are_named_unless_they_stand_in_the_words_shown(plan: str, found: Found) -> None:
    row, cell, title = found("| Monitor the home | | TBC |"), found("TBC"), found("Plan for Mia")
    inside, outside = (Related(f"the {word}", at.start, at.end) for word, at in (("cell", cell), ("title", title)))
    finding = found(row.text, related=(inside, outside))
    shown = _text(Report("plan.md", ("Mia",), findings=(finding,), text=plan))
    assert "See line 1: the title" in shown
    assert "the cell" not in shown
