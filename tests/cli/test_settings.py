"""The settings that hold for a plan, and the options that go before them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import PLAN, Ran

Run = Callable[..., Ran]


def _set(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "planlint.toml").write_text(text, encoding="utf-8")


def _rules(ran: Ran) -> set[str]:
    return {finding["rule"] for file in json.loads(ran.out)["files"] for finding in file["findings"]}


def test_the_nearest_configuration_chooses_the_rules(run: Run, plan: Path) -> None:
    _set(plan.parent, 'select = ["OBS002"]')
    assert _rules(run("check", plan, "--format", "json")) == {"OBS002"}


def test_options_go_before_the_configuration(run: Run, plan: Path) -> None:
    _set(plan.parent, 'select = ["OBS002"]\nfail-on = "never"')
    assert run("check", plan).status == 0
    assert run("check", plan, "--fail-on", "error").status == 1
    assert _rules(run("check", plan, "--format", "json", "--select", "VOI001")) <= {"VOI001"}


def test_without_configuration_none_is_read(run: Run, plan: Path) -> None:
    _set(plan.parent, 'ignore = ["OBS002"]')
    assert run("check", plan, "--select", "OBS002").out == ""
    assert "OBS002" in run("check", plan, "--select", "OBS002", "--no-config").out


def test_a_configuration_that_is_named_holds_for_all_files(run: Run, plan: Path, tmp_path: Path) -> None:
    _set(plan.parent, 'ignore = ["OBS002"]')
    _set(tmp_path / "other", 'select = ["OBS002"]')
    other = tmp_path / "other" / "planlint.toml"
    assert _rules(run("check", plan, "--format", "json", "--config", other)) == {"OBS002"}


def test_each_plan_stands_under_the_configuration_nearest_to_it(run: Run, plan: Path) -> None:
    inner = plan.parent / "inner"
    _set(plan.parent, 'select = ["OBS002"]')
    _set(inner, 'select = ["OBS002"]\nfail-on = "never"')
    (inner / "plan.md").write_text(PLAN, encoding="utf-8")
    assert run("check", inner).status == 0
    ran = run("check", plan.parent)
    assert (ran.status, ran.out.count("OBS002")) == (1, 2)


def test_so_many_findings_as_the_configuration_says_are_let_pass(run: Run, plan: Path) -> None:
    _set(plan.parent, 'select = ["OBS002"]\nmax-findings = 1')
    assert run("check", plan).status == 0
    _set(plan.parent, 'select = ["OBS002"]\nmax-findings = 0')
    assert run("check", plan).status == 1


def test_in_folders_only_the_files_that_the_configuration_takes_are_checked(run: Run, plan: Path) -> None:
    (plan.parent / "old").mkdir()
    (plan.parent / "old" / "plan.md").write_text(PLAN, encoding="utf-8")
    _set(plan.parent, 'exclude = ["old/"]')
    (file,) = json.loads(run("check", plan.parent, "--format", "json").out)["files"]
    assert file["path"] == str(plan)
    assert run("check", plan.parent / "old" / "plan.md", "--select", "OBS002").status == 1


@pytest.mark.parametrize("text", ["selct = []", "select = [", 'select = ["OBS0O2"]'])
def test_a_configuration_that_cannot_be_used_ends_the_run(run: Run, plan: Path, text: str) -> None:
    _set(plan.parent, text)
    ran = run("check", plan)
    assert (ran.status, ran.out) == (2, "")
    assert "planlint.toml" in ran.err


def test_standard_input_stands_under_the_configuration_of_its_name(run: Run, plan: Path) -> None:
    _set(plan.parent, 'ignore = ["OBS002"]')
    ran = run("check", "-", "--stdin-filename", plan, "--select", "OBS002", stdin=PLAN.encode())
    assert (ran.status, ran.out) == (0, "")
