"""The hooks as pre-commit runs them: built from this repository, in an environment that pre-commit makes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.packaging,
    pytest.mark.skipif(shutil.which("git") is None, reason="needs git"),
]

ROOT = Path(__file__).parents[2]
BAD = """\
# Child in Need Plan

Date of plan: 3 February 2026

| Name | DOB |
| --- | --- |
| Mia Hartley | 12/05/2017 |

Mia will probably need help with her reading.
"""


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of its own with the hooks and all that is built for them."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in ("src", "rules"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder / name)
    return _committed(folder)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A repository with files that are no plans, and nothing else yet."""
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "README.md").write_text(BAD)
    (folder / "notes.md").write_text("# Shopping\n\nMilk.\n")
    return folder


def _committed(folder: Path) -> Path:
    git = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for args in (["init", "-q"], ["add", "-f", "."], ["commit", "-q", "-m", "all"]):
        subprocess.run([*git, *args], check=True)
    return folder


def _tried(hooks: Path, plans: Path, hook: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), hook, "--all-files", "--verbose"],
        cwd=_committed(plans),
        capture_output=True,
        text=True,
        env={**os.environ, "PRE_COMMIT_HOME": str(hooks.parent / "pre-commit")},
    )
    return done.returncode, done.stdout


def test_a_commit_with_a_bad_plan_is_stopped(hooks: Path, plans: Path) -> None:
    (plans / "bad.md").write_text(BAD)
    status, told = _tried(hooks, plans, "planlint")
    assert status == 1
    assert "bad.md:9:1: error: OBS002 " in told
    assert "README.md" not in told


def test_a_commit_without_one_goes_through(hooks: Path, plans: Path) -> None:
    status, told = _tried(hooks, plans, "planlint")
    assert (status, "Passed" in told) == (0, True)


def test_a_word_plan_is_checked_by_a_hook_of_its_own(hooks: Path, plans: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Child in Need Plan", 1)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (*table.rows[0].cells, *table.rows[1].cells),
        ("Name", "DOB", "Mia Hartley", "12/05/2017"),
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("Mia will probably need help with her reading.")
    document.save(str(plans / "bad.docx"))
    status, told = _tried(hooks, plans, "planlint-word")
    assert status == 1
    assert "OBS002" in told
