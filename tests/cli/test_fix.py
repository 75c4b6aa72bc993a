from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Ran

Run = Callable[..., Ran]
PLAN = """\
# Plan for Zoë

| Name | DOB |
| --- | --- |
| Zoë Reed | 4 February 2017 |

Date: 3 May 2026

## Needs
The child has no bed of her own.

Zoë absconds from school.
"""


@pytest.fixture
def unnamed(tmp_path: Path) -> Path:
    path = tmp_path / "plan.md"
    path.write_bytes(PLAN.encode())
    return path


def test_safe_fixes_are_written_and_the_rest_of_the_file_stays(run: Run, unnamed: Path) -> None:
    ran = run("fix", unnamed)
    assert (ran.status, ran.out) == (0, f"{unnamed}: 1 fix\n")
    assert unnamed.read_bytes().decode() == PLAN.replace("The child has", "Zoë has")
    assert run("fix", unnamed).out == f"{unnamed}: no fixes\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (b"", "cp1252")],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(run: Run, tmp_path: Path, mark: bytes, encoding: str, ending: str) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes(mark + PLAN.replace("\n", ending).encode(encoding))
    assert run("fix", path).status == 0
    after = PLAN.replace("The child has", "Zoë has").replace("\n", ending)
    assert path.read_bytes() == mark + after.encode(encoding)


def test_a_diff_shows_the_fixes_and_writes_nothing(run: Run, unnamed: Path) -> None:
    out = run("fix", "--diff", unnamed).out
    assert "-The child has no bed of her own.\n+Zoë has no bed of her own.\n" in out
    assert "absconds" not in [line[1:] for line in out.splitlines() if line.startswith("+")]
    assert unnamed.read_bytes() == PLAN.encode()


def test_a_diff_of_all_shows_what_needs_a_look(run: Run, unnamed: Path) -> None:
    assert "+Zoë goes missing from school." in run("fix", "--diff", "--all", unnamed).out


def test_all_without_a_diff_is_refused(run: Run, unnamed: Path) -> None:
    ran = run("fix", "--all", unnamed)
    assert ran.status == 2 and "--diff" in ran.err
    assert unnamed.read_bytes() == PLAN.encode()


def test_other_formats_get_one_clear_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"PK")
    ran = run("fix", path)
    assert ran.status == 2
    assert ran.err.count("\n") == 1 and "only Markdown and plain text" in ran.err


def test_a_missing_file_is_told_and_the_others_are_fixed(run: Run, unnamed: Path) -> None:
    ran = run("fix", unnamed.with_name("none.md"), unnamed)
    assert ran.status == 2 and "no such file" in ran.err
    assert "Zoë has no bed" in unnamed.read_text(encoding="utf-8")


def test_a_link_stays_a_link(run: Run, unnamed: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(unnamed)
    assert run("fix", link).status == 0
    assert link.is_symlink() and "Zoë has no bed" in unnamed.read_text(encoding="utf-8")
