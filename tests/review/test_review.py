"""`planlint review`: where the copy goes, and what is said in one line where it cannot be made."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from planlint.linter import Linter
from planlint.review import ReviewError, review
from planlint.rules.finding import Report

DOCS = Path(__file__).parents[2] / "docs"


def _said(path: Path, linter: Linter, output: Path | None = None, *, force: bool = False) -> str:
    before = sorted(path.parent.iterdir()) if path.parent.is_dir() else []
    data = path.read_bytes() if path.is_file() else b""
    with pytest.raises(ReviewError) as raised:
        review(path, linter, output, force=force)
    said = str(raised.value)
    assert "\n" not in said
    assert before == (sorted(path.parent.iterdir()) if path.parent.is_dir() else []), "nothing is left behind"
    assert data == (path.read_bytes() if path.is_file() else b""), "the plan stays as it was"
    return said


def test_the_copy_stands_beside_the_plan_and_the_plan_is_untouched(plan: Path, linter: Linter) -> None:
    before = plan.read_bytes()
    done = review(plan, linter)
    assert done.output == plan.with_name("plan-reviewed.docx")
    assert done.output.is_file() and done.comments > 1
    assert plan.read_bytes() == before
    assert isinstance(done.report, Report)


def test_a_copy_that_is_there_is_replaced_only_by_force(plan: Path, linter: Linter) -> None:
    there = plan.with_name("plan-reviewed.docx")
    there.write_bytes(b"mine")
    assert "--force" in _said(plan, linter)
    assert there.read_bytes() == b"mine"
    review(plan, linter, force=True)
    assert there.read_bytes() != b"mine"


@pytest.mark.parametrize("lock", ["~$plan.docx", "~$an.docx", ".~lock.plan.docx#"])
def test_a_plan_open_in_a_word_processor_is_not_reviewed(plan: Path, linter: Linter, lock: str) -> None:
    plan.with_name(lock).write_bytes(b"")
    assert "open in another program" in _said(plan, linter)


def test_a_copy_open_in_a_word_processor_is_not_replaced(plan: Path, linter: Linter) -> None:
    plan.with_name("plan-reviewed.docx").write_bytes(b"mine")
    plan.with_name("~$an-reviewed.docx").write_bytes(b"")
    assert "open in another program" in _said(plan, linter, force=True)


def test_places_that_cannot_be_written_are_told(plan: Path, linter: Linter, tmp_path: Path) -> None:
    assert "does not exist" in _said(plan, linter, tmp_path / "no" / "such.docx")
    (tmp_path / "folder.docx").mkdir()
    assert "is a folder" in _said(plan, linter, tmp_path / "folder.docx")
    assert ".docx file" in _said(plan, linter, tmp_path / "plan.txt")
    assert "cannot be written" in _said(plan, linter, Path("/proc/plan.docx"))


def test_the_command_reviews_many_and_says_what_it_could_not(plan: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad one.docx"
    bad.write_bytes(b"no zip")
    command = [sys.executable, "-m", "planlint", "review", str(bad), str(plan)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"planlint: {bad}: damaged, or not what its name says; open it in your word processor and save it again"
    ]
    assert done.stdout.startswith(f"{plan.with_name('plan-reviewed.docx')}: ")


def test_the_page_for_practitioners_has_its_pictures_small_and_described() -> None:
    pictures = re.findall(r"!\[(.*?)\]\((.+?)\)", (DOCS / "word.md").read_text(encoding="utf-8"))
    assert len(pictures) >= 3
    for described, name in pictures:
        assert len(described) > 20
        assert (DOCS / name).stat().st_size < 150_000


def test_the_file_that_plans_are_dropped_onto_is_as_windows_wants_it() -> None:
    lines = (DOCS / "planlint-review.bat").read_bytes().split(b"\n")
    assert all(line.endswith(b"\r") for line in lines[:-1]), "jumps fail in files with other line ends"
    labels = {line[1:].strip() for line in lines if line.startswith(b":")}
    assert {line.split()[-1] for line in lines if b"goto " in line} == labels
