from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Ran

Run = Callable[..., Ran]
CORPUS = Path(__file__).parents[2] / "corpora" / "plans" / "e"


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    ran = run()
    assert ran.status == 2
    assert "planlint check plan.md" in ran.out


@pytest.mark.parametrize("command", ["check", "explain", "rules", "inspect", "evaluate"])
def test_every_command_has_help_with_examples(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.status == 0
    assert "Example" in ran.out
    assert ran.out.isascii()


def test_a_misspelt_command_is_refused_with_the_nearest(run: Run) -> None:
    ran = run("chek", "plan.md")
    assert ran.status == 2
    assert ran.err == "planlint: no such command: 'chek' (did you mean 'check'?); see planlint --help\n"


def test_a_plan_where_a_command_should_stand_is_met_with_help(run: Run, plan: Path) -> None:
    assert f"planlint check {plan}" in run(plan).err


def test_explain_tells_what_why_and_what_is_better(run: Run) -> None:
    out = run("explain", "OBS002").out
    headings = ["What it finds", "Why it matters for the child", "Better", "What it leaves alone", "Source"]
    places = [out.index(f"\n{heading}\n") for heading in headings]
    assert places == sorted(places)
    assert out == run("explain", "assumed-need").out == run("explain", "obs002").out


def test_explain_knows_strengths(run: Run) -> None:
    assert run("explain", "STR002").out.startswith("STR002 childs-own-words")


def test_explain_of_an_unknown_rule_names_the_nearest(run: Run) -> None:
    ran = run("explain", "OBS02")
    assert ran.status == 2
    assert "did you mean OBS002?" in ran.err


def test_rules_are_listed_with_code_name_severity_and_summary(run: Run) -> None:
    (line,) = [line for line in run("rules").out.splitlines() if line.startswith("OBS002 ")]
    assert line.split()[1:3] == ["assumed-need", "error"]


def test_rules_are_listed_for_programs(run: Run) -> None:
    listed = {rule["code"]: rule for rule in json.loads(run("rules", "--format", "json").out)}
    assert listed["OBS002"]["name"] == "assumed-need"
    assert listed["OBS002"]["sources"][0]["title"]


def test_inspect_shows_the_children_and_statements_of_a_plan(run: Run, plan: Path) -> None:
    read = json.loads(run("inspect", plan).out)
    assert "Mia" in json.dumps(read["children"])
    assert "will probably need" in json.dumps(read["statements"])


def test_inspect_of_a_missing_file_is_one_plain_line(run: Run) -> None:
    ran = run("inspect", "missing.md")
    assert (ran.status, ran.err) == (2, "planlint: missing.md: no such file\n")


def test_evaluate_gives_a_table_a_rule_a_family_and_a_set(run: Run) -> None:
    out = run("evaluate", CORPUS, "--by-set").out
    assert "Set e: 10 plans" in out
    assert "\nOBS" in out and "\nall" in out


def test_evaluate_gives_scores_to_programs(run: Run) -> None:
    scores = json.loads(run("evaluate", CORPUS, "--format", "json").out)
    assert scores["plans"] == 10
    assert set(scores["all"]) == {
        "right", "missed", "false_alarms", "trapped", "precision", "recall", "f1",
    }  # fmt: skip


def test_evaluate_compares_with_a_record_and_fails_where_a_rule_became_worse(run: Run, plan: Path) -> None:
    labels = [f'  - {{rule: VOI008, quote: "{words}"}}' for words in ("Date of plan", "Name", "Mia Hartley")]
    (plan.parent / "plan.labels.yaml").write_text("plan: plan.md\nlabels:\n" + "\n".join(labels))
    record = plan.parent / "scores.json"
    assert run("evaluate", plan.parent, "--record", record).status == 0
    assert run("evaluate", plan.parent, "--check", record).status == 0
    scores = json.loads(record.read_text())
    assert scores["VOI008"]["missed"] == 3
    scores["VOI008"]["missed"] = 0
    record.write_text(json.dumps(scores))
    ran = run("evaluate", plan.parent, "--check", record)
    assert ran.status == 1
    assert "VOI008: worse by 3" in ran.err


def test_evaluate_lists_misses_with_their_places(run: Run) -> None:
    out = run("evaluate", CORPUS, "--misses", "voi003").out
    assert all(" VOI003" in line for line in out.splitlines())


def test_evaluate_of_a_folder_without_labels_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("evaluate", tmp_path).status == 2
