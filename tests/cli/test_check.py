from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import PLAN, Ran

Run = Callable[..., Ran]


def test_a_finding_is_one_line_where_no_terminal_listens(run: Run, plan: Path) -> None:
    ran = run("check", plan, "--select", "OBS002")
    assert ran.out.startswith(f"{plan}:11:1: error: OBS002 ")
    assert ran.out.count("\n") == 1
    assert (ran.status, ran.err) == (1, "")


def test_the_report_for_people_shows_the_words(run: Run, plan: Path) -> None:
    ran = run("check", plan, "--select", "OBS002", "--format", "text")
    assert "│ Mia will probably need help with her reading." in ran.out
    assert "1 file checked: 1 important point (error)" in ran.out


def test_json_carries_text_that_equals_the_source(run: Run, plan: Path) -> None:
    whole = json.loads(run("check", plan, "--select", "OBS002", "--format", "json", "--with-text").out)
    (file,) = whole["files"]
    (finding,) = file["findings"]
    assert file["text"] == PLAN
    assert PLAN[finding["start"]["offset"] : finding["end"]["offset"]] == finding["text"]


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--select", "SIB002"], 0),
        (["--select", "OBS002"], 1),
        (["--select", "obs002"], 1),
        (["--select", "assumed-need"], 1),
        (["--select", "SIB002,OBS002"], 1),
        (["--select", "OBS", "--ignore", "OBS002"], 0),
        (["--select", "OBS002", "--fail-on", "info"], 1),
        (["--select", "OBS002", "--fail-on", "never"], 0),
    ],
)
def test_the_status_says_whether_the_chosen_rules_found_something(
    run: Run, plan: Path, options: list[str], status: int
) -> None:
    assert run("check", plan, *options).status == status


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1), ("info", 1)])
def test_a_warning_fails_the_run_only_where_asked(run: Run, plan: Path, fail_on: str, status: int) -> None:
    plan.write_text(PLAN.replace("will probably need help with her reading", "is fine"), encoding="utf-8")
    assert run("check", plan, "--select", "OBS004", "--fail-on", fail_on).status == status


def test_a_file_that_is_not_there_is_one_plain_line_and_the_others_are_checked(run: Run, plan: Path) -> None:
    ran = run("check", "missing.md", plan, "--select", "OBS002")
    assert ran.err == "planlint: missing.md: no such file\n"
    assert "OBS002" in ran.out
    assert ran.status == 2


def test_a_file_of_an_unknown_kind_is_a_problem_where_it_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.xyz").write_text(PLAN, encoding="utf-8")
    ran = run("check", tmp_path / "plan.xyz")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_a_folder_is_searched_for_plans_and_for_nothing_else(run: Run, plan: Path) -> None:
    folder = plan.parent
    for name in (
        "README.md",
        "CHANGELOG.md",
        "LICENSE.txt",
        "Contributing.md",
        ".hidden.md",
        "~$plan.md",
        "a.py",
    ):
        (folder / name).write_text(PLAN, encoding="utf-8")
    for name in (".git", "inner"):
        (folder / name).mkdir()
        (folder / name / "other.md").write_text(PLAN, encoding="utf-8")
    whole = json.loads(run("check", folder, "--format", "json").out)
    assert [file["path"] for file in whole["files"]] == [str(plan), str(folder / "inner" / "other.md")]


def test_a_file_that_is_named_is_checked_whatever_its_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(PLAN, encoding="utf-8")
    assert "OBS002" in run("check", tmp_path / "README.md", "--select", "OBS002").out


def test_a_file_named_twice_is_checked_once(run: Run, plan: Path) -> None:
    whole = json.loads(run("check", plan, plan.parent, plan, "--format", "json").out)
    assert len(whole["files"]) == 1


def test_a_folder_without_plans_is_a_problem(run: Run, tmp_path: Path) -> None:
    ran = run("check", tmp_path)
    assert ran.status == 2
    assert ran.err.startswith(f"planlint: {tmp_path}: ")


def test_standard_input_is_checked_under_the_name_it_is_given(run: Run) -> None:
    ran = run("check", "-", "--stdin-filename", "x/plan.md", "--select", "OBS002", stdin=PLAN.encode())
    assert ran.out.startswith("x/plan.md:11:1: ")
    assert run("check", "-", "--select", "OBS002", stdin=PLAN.encode()).out.startswith("<stdin>:11:1: ")


def test_a_byte_order_mark_on_standard_input_counts_for_nothing(run: Run) -> None:
    ran = run("check", "-", "--select", "OBS002", "--format", "json", stdin=b"\xef\xbb\xbf" + PLAN.encode())
    assert json.loads(ran.out)["files"][0]["findings"][0]["start"]["offset"] == PLAN.index("Mia will")


def test_standard_input_of_an_unknown_kind_or_with_nothing_on_it_is_a_problem(run: Run) -> None:
    assert run("check", "-", "--stdin-filename", "plan.xyz", stdin=b"x").status == 2
    assert run("check", "-", stdin=b"").err.startswith("planlint: <stdin>: empty")


def test_standard_input_stands_alone(run: Run, plan: Path) -> None:
    ran = run("check", "-", plan)
    assert (ran.status, ran.err.count("\n")) == (2, 1)


def test_a_misspelt_rule_is_refused_with_the_nearest(run: Run, plan: Path) -> None:
    ran = run("check", plan, "--select", "assumed-ned")
    assert ran.status == 2
    assert "assumed-need" in ran.err


def test_offsets_can_count_utf16_units(run: Run, plan: Path) -> None:
    plan.write_text(PLAN.replace("Mia will", "😀 Mia will"), encoding="utf-8")
    points = run("check", plan, "--select", "OBS002", "--format", "json")
    units = run("check", plan, "--select", "OBS002", "--format", "json", "--offset-encoding", "utf-16")
    ends = [json.loads(ran.out)["files"][0]["findings"][0]["end"]["offset"] for ran in (points, units)]
    assert ends[1] == ends[0] + 1


def test_a_plan_without_a_child_is_said_to_be_unchecked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Shopping\n\nBuy milk.\n", encoding="utf-8")
    ran = run("check", tmp_path / "notes.md")
    assert (ran.status, ran.out.count("\n")) == (0, 1)
    assert "[unchecked]" in ran.out


def test_the_day_to_judge_by_can_be_given(run: Run, plan: Path) -> None:
    for day in ("2026-02-03", "03/02/2026"):
        whole = json.loads(run("check", plan, "--as-of", day, "--format", "json").out)
        assert whole["files"][0]["as_of"] == "2026-02-03"
    assert run("check", plan, "--as-of", "soon").status == 2


@pytest.mark.parametrize("report", ["text", "concise", "json", "sarif", "csv"])
def test_a_redacted_report_has_no_name_and_no_word_of_the_plan(run: Run, plan: Path, report: str) -> None:
    missing = plan.parent / "Mia Hartley.md"
    ran = run("check", plan, missing, "--redact", "--with-text", "--format", report)
    for words in ("Mia", "Hartley", "reading", str(plan.parent)):
        assert words not in ran.out
        assert words not in ran.err
    assert "OBS002" in ran.out
    assert ran.status == 2


def test_a_report_that_explains_rules_carries_them(run: Run, plan: Path) -> None:
    (sarif,) = json.loads(run("check", plan, "--format", "sarif").out)["runs"]
    assert "OBS002" in {rule["id"] for rule in sarif["tool"]["driver"]["rules"]}
