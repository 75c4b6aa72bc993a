"""`planlint review` under configurations: it points at what `planlint check` would point at."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan in a folder without configuration."""
    return Path(shutil.copy(SAMPLES / "child-in-need.docx", tmp_path / "plan.docx"))


def _ran(*args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "planlint", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _codes(plan: Path) -> set[str]:
    """The codes in planlint's comments on a plan's copy, the one of the whole left out."""
    comments = docx.Document(str(plan.with_name("plan-reviewed.docx"))).comments
    texts = [comment.text for comment in comments if comment.author == "planlint"]
    return {line.rsplit("[", 1)[-1].split(" ")[0] for text in texts[1:] for line in text.split("\n") if "[" in line}


def test_options_choose_the_rules(plan: Path) -> None:
    assert _ran("review", plan, "--select", "OBS,OUT", "--ignore", "OUT004").returncode == 0
    assert {code[:3] for code in _codes(plan)} == {"OBS", "OUT"}
    assert "OUT004" not in _codes(plan)


def test_the_nearest_configuration_holds_unless_another_or_none_is_asked_for(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "planlint.toml").write_text('select = ["OBS"]\n[per-file]\n"pl*.docx" = { ignore = ["OBS001"] }\n')
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "planlint.toml").write_text('select = ["OUT"]\n')
    assert _ran("review", plan).returncode == 0
    assert {code[:3] for code in _codes(plan)} == {"OBS"}
    assert "OBS001" not in _codes(plan)
    assert _ran("review", plan, "--force", "--config", tmp_path / "other" / "planlint.toml").returncode == 0
    assert {code[:3] for code in _codes(plan)} == {"OUT"}
    assert _ran("review", plan, "--force", "--no-config").returncode == 0
    assert {"OBS", "OUT", "FAT"} <= {code[:3] for code in _codes(plan)}


def test_what_a_baseline_knows_gets_no_comment(plan: Path, tmp_path: Path) -> None:
    assert _ran("baseline", plan, "-o", tmp_path / "known.json").returncode == 0
    done = _ran("review", plan, "--baseline", tmp_path / "known.json")
    assert done.stdout == f"{plan.with_name('plan-reviewed.docx')}: 1 comment\n"


def test_a_configuration_that_cannot_be_used_is_told_and_nothing_is_written(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "planlint.toml").write_text('selct = ["OBS"]\n')
    done = _ran("review", plan)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and "select" in done.stderr
    assert not plan.with_name("plan-reviewed.docx").exists()


def test_a_day_may_be_given_to_judge_ages_by(plan: Path) -> None:
    assert _ran("review", plan, "--as-of", "2035-01-01").returncode == 0
    assert not any(code.startswith("INF") for code in _codes(plan)), "nobody is a baby any more"


@pytest.mark.parametrize("name", ["child-in-need.docx", "child-in-need.odt", "child-in-need.pdf"])
def test_a_plan_on_standard_input_is_checked_as_the_file_is(name: str) -> None:
    command = [sys.executable, "-m", "planlint", "check", "--format", "json", "-", "--stdin-filename", name]
    done = subprocess.run(command, input=(SAMPLES / name).read_bytes(), capture_output=True, check=False)
    from_file = _ran("check", "--format", "json", SAMPLES / name)
    assert done.returncode == from_file.returncode == 1
    told, same = (json.loads(out)["files"][0]["findings"] for out in (done.stdout, from_file.stdout))
    assert told == same


def test_bytes_that_are_no_word_file_are_told_on_standard_input() -> None:
    command = [sys.executable, "-m", "planlint", "check", "-", "--stdin-filename", "x.docx"]
    done = subprocess.run(command, input=b"# Plan", capture_output=True, text=False, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("planlint: x.docx: damaged, or not what its name says")
