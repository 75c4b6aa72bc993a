from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from planlint.config.files import nearest

from .conftest import PLAN, Ran

Run = Callable[..., Ran]
SENTENCE = "Mia will probably need help with her reading."


@pytest.fixture(autouse=True)
def _forget() -> None:
    nearest.cache_clear()


@pytest.fixture
def baseline(run: Run, plan: Path) -> Path:
    """A baseline of the plan as it is."""
    path = plan.parent / "known.json"
    assert run("baseline", plan, "-o", path).status == 0
    return path


def _errors(run: Run, plan: Path, *options: str | Path) -> list[str]:
    whole = json.loads(run("check", plan, "--format", "json", *options).out)
    return [finding["rule"] for finding in whole["files"][0]["findings"] if finding["severity"] == "error"]


def test_what_the_baseline_knows_is_left_out_and_does_not_fail_the_run(run: Run, plan: Path, baseline: Path) -> None:
    ran = run("check", plan, "--baseline", baseline, "--format", "text")
    assert ran.status == 0
    assert "Nothing to point out." in ran.out
    assert "known findings left out of account" in ran.out
    assert ran.out.rstrip().endswith("Verdict: passed.")


def test_what_is_new_is_told_and_fails_the_run(run: Run, plan: Path, baseline: Path) -> None:
    plan.write_text(PLAN + "\nMia would benefit from play therapy.\n", encoding="utf-8")
    assert _errors(run, plan, "--baseline", baseline) == ["OBS002"]
    assert run("check", plan, "--baseline", baseline).status == 1


def test_moved_and_wrapped_text_stays_known_and_edited_text_does_not(run: Run, plan: Path, baseline: Path) -> None:
    wrapped = SENTENCE.replace("need help", "need\nhelp")
    plan.write_text(PLAN.replace(SENTENCE, f"It rained on 3 May.\n\n{wrapped}"), encoding="utf-8")
    assert "OBS002" not in _errors(run, plan, "--baseline", baseline)
    plan.write_text(PLAN.replace("her reading", "her spelling"), encoding="utf-8")
    assert "OBS002" in _errors(run, plan, "--baseline", baseline)


def test_the_same_words_once_more_are_new(run: Run, plan: Path, baseline: Path) -> None:
    plan.write_text(PLAN + f"\n{SENTENCE}\n", encoding="utf-8")
    assert _errors(run, plan, "--baseline", baseline).count("OBS002") == 1


def test_known_findings_can_be_shown(run: Run, plan: Path, baseline: Path) -> None:
    ran = run("check", plan, "--baseline", baseline, "--show-baseline", "--select", "OBS002")
    assert "[assumed-need] (in the baseline)" in ran.out
    assert ran.status == 0


def test_a_baseline_holds_no_words_names_paths_or_lines_of_a_plan(baseline: Path) -> None:
    held = json.loads(baseline.read_text())
    assert set(held) == {"planlint-baseline", "salt", "plans", "findings"}
    for marks in held["findings"].values():
        assert all(len(mark) == 32 and int(mark, 16) >= 0 for mark in marks)
    for word in ("Mia", "Hartley", "reading", "plan.md"):
        assert word not in baseline.read_text()


def test_two_baselines_of_the_same_plan_share_no_fingerprint(run: Run, plan: Path, baseline: Path) -> None:
    other = baseline.with_name("other.json")
    run("baseline", plan, "-o", other)
    marks = [
        {mark for found in json.loads(path.read_text())["findings"].values() for mark in found}
        for path in (baseline, other)
    ]
    assert not marks[0] & marks[1]


def test_what_is_no_longer_found_is_counted_and_can_be_pruned(run: Run, plan: Path, baseline: Path) -> None:
    plan.write_text(PLAN.replace(SENTENCE, "Mia reads with Ms Ode on Mondays."), encoding="utf-8")
    told = run("check", plan, "--baseline", baseline, "--format", "text").out
    assert "no longer found (planlint baseline --prune)" in told
    before = json.loads(baseline.read_text())["findings"]
    ran = run("baseline", plan, "-o", baseline, "--prune")
    after = json.loads(baseline.read_text())["findings"]
    assert "taken out, 0 new" in ran.out
    assert "OBS002" in before and "OBS002" not in after
    assert set(after) < set(before)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"planlint-baseline": 9}', "of another version"),
        ("[]", "not a baseline"),
        ("{", "not a baseline"),
        ('{"planlint-baseline": 1, "salt": "zz", "plans": 1, "findings": {}}', "not a baseline"),
    ],
)
def test_a_baseline_that_cannot_be_used_is_one_plain_line(run: Run, plan: Path, text: str, told: str) -> None:
    path = plan.parent / "bad.json"
    path.write_text(text)
    ran = run("check", plan, "--baseline", path)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert told in ran.err


def test_a_baseline_of_plans_that_cannot_all_be_read_is_not_written(run: Run, plan: Path) -> None:
    target = plan.parent / "new.json"
    ran = run("baseline", plan, plan.parent / "missing.md", "-o", target)
    assert ran.status == 2
    assert not target.exists()


def test_a_baseline_of_another_version_is_made_anew_and_no_other_file_is_written_over(run: Run, plan: Path) -> None:
    old, mine = plan.with_name("old.json"), plan.with_name("mine.json")
    old.write_text('{\n "planlint-baseline": 9\n}')
    mine.write_text('{"my": "work"}')
    assert run("baseline", plan, "-o", old).status == 0
    assert json.loads(old.read_text())["planlint-baseline"] == 1
    for other in (mine, plan):
        before = other.read_bytes()
        ran = run("baseline", plan, "-o", other)
        assert (ran.status, ran.err.count("\n"), other.read_bytes()) == (2, 1, before)


def test_the_settings_of_the_nearest_configuration_hold(run: Run, plan: Path) -> None:
    (plan.parent / "planlint.toml").write_text('select = ["OBS002"]\n[severity]\nOBS = "warning"\n')
    ran = run("check", plan)
    assert ran.out.count("\n") == 1
    assert ": warning: OBS002 " in ran.out
    assert ran.status == 0
    nearest.cache_clear()
    assert run("check", plan, "--no-config").status == 1


def test_settings_can_differ_by_file_and_by_type_of_plan(run: Run, plan: Path) -> None:
    settings = plan.parent / "planlint.toml"
    settings.write_text('select = ["OBS002"]\n[per-file."pl*.md"]\nignore = ["OBS"]\n')
    assert run("check", plan).out == ""
    settings.write_text('select = ["OBS002"]\n[plan-type.cin]\nignore = ["OBS"]\n')
    assert run("check", plan).out == ""
    settings.write_text('select = ["OBS002"]\n[plan-type.ehc]\nignore = ["OBS"]\n')
    assert "OBS002" in run("check", plan).out


def test_a_required_rule_cannot_be_ignored_or_allowed_away(run: Run, plan: Path) -> None:
    (plan.parent / "planlint.toml").write_text('required = ["OBS002"]\nignore = ["OBS"]\n')
    plan.write_text(f'---\nallow: {{OBS002: "we know"}}\n---\n\n{PLAN}', encoding="utf-8")
    assert "OBS002" in _errors(run, plan)


@pytest.mark.parametrize(("most", "status"), [(0, 1), (1, 0)])
def test_so_many_findings_are_let_pass(run: Run, plan: Path, most: int, status: int) -> None:
    assert run("check", plan, "--select", "OBS002", "--max-findings", str(most)).status == status


def test_the_verdict_says_why(run: Run, plan: Path) -> None:
    ran = run("check", plan, "--select", "OBS002", "--format", "text")
    assert ran.out.rstrip().endswith("Verdict: not passed (1 finding of weight error).")


def test_statistics_say_how_often_each_rule_was_met(run: Run, plan: Path) -> None:
    ran = run("check", plan, "--select", "OBS002", "--statistics")
    assert "1      1  OBS002 assumed-need (error)" in ran.out
    assert "Mia" not in ran.out


def test_statistics_go_with_reports_in_files(run: Run, plan: Path) -> None:
    target = plan.with_name("a.json")
    ran = run("check", plan, "--select", "OBS002", "--statistics", f"--format=json:{target}")
    assert "1      1  OBS002 assumed-need (error)" in ran.out
    assert json.loads(target.read_text())["summary"]["error"] == 1
    ran = run("check", plan, "--statistics", "--format", "json")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("name", ["json", "sarif", "csv", "text", "html", "junit"])
def test_a_format_beside_others_is_what_it_is_alone(run: Run, plan: Path, name: str) -> None:
    (plan.parent / "b.md").write_text(PLAN)
    alone, beside = plan.with_name("alone"), plan.with_name("beside")
    run("check", plan.parent, f"--format={name}:{alone}")
    run("check", plan.parent, f"--format={name}:{beside}", f"--format=gitlab:{os.devnull}", "--format=statistics")
    assert alone.read_bytes() == beside.read_bytes()


def test_several_formats_go_to_files_in_one_run(run: Run, plan: Path) -> None:
    folder = plan.parent
    formats = [
        f"--format=json:{folder / 'a.json'}",
        f"--format=sarif:{folder / 'a.sarif'}",
        "--format=concise",
    ]
    ran = run("check", plan, "--select", "OBS002", *formats)
    assert ran.out.count("\n") == 1
    assert json.loads((folder / "a.json").read_text())["summary"]["error"] == 1
    assert len(json.loads((folder / "a.sarif").read_text())["runs"][0]["results"]) == 1


def test_a_report_can_be_written_to_a_file(run: Run, plan: Path) -> None:
    target = plan.parent / "report.csv"
    ran = run("check", plan, "--format", "csv", "--output", target)
    assert ran.out == "Verdict: not passed (2 findings of weight error).\n" or "Verdict: not passed" in ran.out
    assert target.read_bytes().startswith(b"\xef\xbb\xbfpath,child,rule")


@pytest.mark.parametrize("name", ["nowhere/report.json", "."])
def test_a_report_that_cannot_be_written_is_one_plain_line_and_leaves_nothing(run: Run, plan: Path, name: str) -> None:
    before = sorted(plan.parent.iterdir())
    ran = run("check", plan, "--output", plan.parent / name)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "cannot be written" in ran.err
    assert sorted(plan.parent.iterdir()) == before


def test_no_report_is_written_over_a_plan_or_another_report(run: Run, plan: Path) -> None:
    before, twice = plan.read_bytes(), plan.with_name("a.json")
    for options in (
        ("-o", plan),
        ("-o", plan.parent / "." / plan.name),
        (f"--format=csv:{twice}", f"--format=json:{twice}"),
    ):
        ran = run("check", plan.parent, *options)
        assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert plan.read_bytes() == before
    assert not twice.exists()


def test_an_unknown_format_is_refused(run: Run, plan: Path) -> None:
    assert "no format is called 'sarf'" in run("check", plan, "--format", "sarf").err


def test_files_that_are_named_can_be_left_out_by_patterns_too(run: Run, plan: Path) -> None:
    (plan.parent / "planlint.toml").write_text('exclude = ["plan.md"]\nselect = ["OBS002"]\n')
    assert "OBS002" in run("check", plan).out
    ran = run("check", plan, "--force-exclude")
    assert (ran.status, ran.out) == (0, "")


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_only_plans_changed_since_a_revision_are_checked(run: Run, plan: Path) -> None:
    folder = plan.parent
    other, new = folder / "other.md", folder / "new.md"
    other.write_text(PLAN)

    def git(*args: str) -> None:
        subprocess.run(["git", "-C", folder, "-c", "user.name=a", "-c", "user.email=a@b", *args], check=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "plans")
    plan.write_text(PLAN + "\nMia is six.\n")
    new.write_text(PLAN)
    whole = json.loads(run("check", folder, "--diff", "HEAD", "--format", "json").out)
    assert [file["path"] for file in whole["files"]] == [str(new), str(plan)]
    ran = run("check", folder, "--diff", "nowhere")
    assert (ran.status, ran.err.count("\n")) == (2, 1)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_renamed_new_and_deleted_plans_and_those_of_a_folder_below_are_told_apart(
    run: Run, plan: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = plan.parent
    (folder / "sub").mkdir()
    for name in ("same.md", "old name.md", "gone.md", "sub/below é.md"):
        (folder / name).write_text(PLAN)

    def git(*args: str | Path) -> None:
        subprocess.run(["git", "-C", folder, "-c", "user.name=a", "-c", "user.email=a@b", *args], check=True)

    def changed(*paths: Path) -> list[str]:
        whole = json.loads(run("check", *paths, "--diff", "HEAD", "--format", "json").out)
        return [str(Path(file["path"]).relative_to(folder)) for file in whole["files"]]

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "plans")
    assert changed(folder) == []
    git("mv", "old name.md", "new name.md")
    git("rm", "-q", "gone.md")
    (folder / "sub" / "below é.md").write_text(PLAN + "\nMia is six.\n")
    assert changed(folder) == ["new name.md", "sub/below é.md"]
    assert changed(folder / "sub") == ["sub/below é.md"]
    git("commit", "-qam", "more")
    shallow, outside = tmp_path_factory.mktemp("shallow"), tmp_path_factory.mktemp("outside")
    git("clone", "-q", "--depth", "1", f"file://{folder}", shallow)
    (outside / "plan.md").write_text(PLAN)
    ran = run("check", shallow, "--diff", "HEAD~1")
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "git fetch --unshallow" in ran.err
    ran = run("check", outside, "--diff", "HEAD")
    assert (ran.status, ran.err.count("\n")) == (2, 1)


def test_what_is_wrong_with_a_configuration_is_told_before_anything_is_checked(run: Run, plan: Path) -> None:
    (plan.parent / "planlint.toml").write_text('slect = ["OBS"]\nfail-on = "warn"\n')
    ran = run("check", plan)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 2)
    assert "planlint.toml:1: unknown key 'slect'; did you mean 'select'?" in ran.err


def test_a_commented_configuration_can_be_had_and_changes_nothing(run: Run, plan: Path) -> None:
    before = run("check", plan)
    assert run("init", plan.parent).status == 0
    nearest.cache_clear()
    assert run("check", plan) == before
    assert run("init", plan.parent).status == 2


def test_what_holds_for_a_file_is_shown_with_where_it_comes_from(run: Run, plan: Path) -> None:
    path = plan.parent / "planlint.toml"
    path.write_text('fail-on = "info"\n[per-file."*.md"]\nignore = ["VOI"]\n')
    shown = run("config", plan).out
    assert f'fail-on = "info"  ({path})' in shown
    assert f'ignore = ["VOI"]  (per-file, {path})' in shown
    assert "select = []  (default)" in shown


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_a_folder_linked_into_itself_and_an_odd_name_are_no_trouble(run: Run, plan: Path) -> None:
    (plan.parent / "again").symlink_to(plan.parent, target_is_directory=True)
    plan.rename(plan.parent / "pl\nan.md")
    ran = run("check", plan.parent, "--select", "OBS002")
    assert (ran.status, ran.out.count("\n"), ran.err) == (1, 1, "")
    assert "pl\\x0aan.md" in ran.out
