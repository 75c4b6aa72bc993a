from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PLAN = """\
# Child in Need Plan

Date of plan: 3 February 2026

| Name | DOB |
| --- | --- |
| Mia Hartley | 12/05/2017 |

## What Mia needs

Mia will probably need help with her reading{}.
"""
Planlint = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def planlint(tmp_path: Path) -> Planlint:
    """Runs the command line in a process of its own, with a cache of the test's."""

    def run(*args: str | Path, code: str = "") -> subprocess.CompletedProcess[str]:
        start = ["-c", code] if code else ["-m", "planlint"]
        return subprocess.run(
            [sys.executable, *start, *map(str, args)], capture_output=True, text=True, env=_env(tmp_path)
        )

    return run


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(6):
        (folder / f"plan-{number}.md").write_text(PLAN.format(" again" * number), encoding="utf-8")
    return folder


def _env(tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PLANLINT_CACHE_DIR": str(tmp_path / "kept" / "planlint"),
    }


_WATCHED = """
import sys
from planlint.cli import main
try:
    main(sys.argv[1:])
finally:
    large = ("spacy", "pydantic", "yaml", "numpy", "textstat", "markdown_it")
    print("loaded:", *(name for name in large if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("format_name", ["concise", "text", "json", "sarif", "csv"])
def test_the_second_run_prints_what_the_first_printed(planlint: Planlint, plans: Path, format_name: str) -> None:
    first = planlint("check", plans, "--format", format_name)
    second = planlint("check", plans, "--format", format_name)
    assert first.stdout
    assert (first.returncode, first.stdout) == (second.returncode, second.stdout)


def test_the_second_run_loads_nothing_large(planlint: Planlint, plans: Path) -> None:
    (plans / "planlint.toml").write_text('select = ["OBS", "FAT"]\n')
    options = ("check", plans, "--ignore", "FAT003", "--format", "text")
    first = planlint(*options, code=_WATCHED)
    second = planlint(*options, code=_WATCHED)
    assert "loaded: spacy" in first.stderr
    assert second.stderr == "loaded:\n"
    assert first.stdout == second.stdout


def test_an_edited_plan_other_settings_and_another_day_are_seen(planlint: Planlint, plans: Path) -> None:
    plan = plans / "plan-0.md"
    assert "OBS002" in planlint("check", plan).stdout
    assert "OBS002" not in planlint("check", plan, "--ignore", "OBS002").stdout
    first, second = (planlint("check", plan, "--format", "json", "--as-of", f"20{y}-01-01").stdout for y in (26, 27))
    assert first != second
    plan.write_text(PLAN.replace("will probably need help", "likes to sit on the mat").format(""))
    assert "OBS002" not in planlint("check", plan).stdout


def test_a_damaged_cache_is_made_anew_without_a_word(planlint: Planlint, plans: Path, tmp_path: Path) -> None:
    first = planlint("check", plans)
    for number, file in enumerate((tmp_path / "kept").glob("**/*.json")):
        file.write_bytes(file.read_bytes()[: number * 30])
    second = planlint("check", plans)
    assert (first.stdout, first.stderr) == (second.stdout, second.stderr)


def test_without_a_cache_nothing_is_kept(planlint: Planlint, plans: Path, tmp_path: Path) -> None:
    planlint("check", plans / "plan-0.md", "--no-cache")
    assert not (tmp_path / "kept").exists()


def test_the_cache_holds_no_name_and_no_sentence_of_a_plan(planlint: Planlint, plans: Path, tmp_path: Path) -> None:
    planlint("check", plans)
    files = [file for file in (tmp_path / "kept").glob("**/*") if file.is_file()]
    assert len(files) > 6
    for file in files:
        held = file.read_text(encoding="utf-8")
        assert not any(word in held for word in ("Mia", "Hartley", "help with her reading", "plan-"))


def test_the_cache_can_be_cleared(planlint: Planlint, plans: Path, tmp_path: Path) -> None:
    planlint("check", plans)
    assert "records deleted" in planlint("cache", "clear").stdout
    assert not (tmp_path / "kept" / "planlint").exists()


def test_several_processes_print_what_one_prints(planlint: Planlint, plans: Path) -> None:
    one = planlint("check", plans, "--no-cache", "--format", "json")
    two = planlint("check", plans, "--no-cache", "--format", "json", "--jobs", "2")
    assert (one.returncode, one.stdout) == (two.returncode, two.stdout)
    assert two.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_ctrl_c_ends_all_processes_at_once_and_quietly(plans: Path, tmp_path: Path) -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "planlint", "check", str(plans), "--jobs", "2", "--no-cache"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_env(tmp_path),
        start_new_session=True,
    )
    while not _children(started.pid):
        assert started.poll() is None
        time.sleep(0.02)
    time.sleep(0.3)
    os.killpg(started.pid, signal.SIGINT)
    _, complaints = started.communicate(timeout=60)
    assert (started.returncode, complaints.strip()) == (130, b"")
    with pytest.raises(ProcessLookupError):
        for _ in range(250):
            os.killpg(started.pid, 0)
            time.sleep(0.02)


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
