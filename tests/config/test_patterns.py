from __future__ import annotations

from pathlib import Path

import pytest

from planlint.config.patterns import matches


@pytest.mark.parametrize(
    ("pattern", "path", "met"),
    [
        ("*.md", "plan.md", True),
        ("*.md", "a/b/plan.md", True),
        ("*.md", "plan.txt", False),
        ("archive/", "archive/a.md", True),
        ("archive", "b/archive/c/a.md", True),
        ("archive", "archived/a.md", False),
        ("a/*.md", "a/plan.md", True),
        ("a/*.md", "a/b/plan.md", False),
        ("a/*.md", "b/a/plan.md", False),
        ("a/**/x.md", "a/x.md", True),
        ("a/**/x.md", "a/b/c/x.md", True),
        ("a/**", "a/b/c.md", True),
        ("./a/b.md", "a/b.md", True),
        ("plan?.md", "plan1.md", True),
        ("PLAN.md", "plan.MD", True),
        ("a+b(1).md", "a+b(1).md", True),
    ],
)
def test_a_pattern_means_what_it_means_in_a_gitignore(pattern: str, path: str, met: bool, tmp_path: Path) -> None:
    assert matches(pattern, tmp_path / path, tmp_path) is met


def test_a_pattern_with_a_slash_starts_from_the_configuration(tmp_path: Path) -> None:
    assert not matches("a/*.md", tmp_path / "x" / "a" / "plan.md", tmp_path)
    assert matches("../a/*.md", tmp_path / "a" / "plan.md", tmp_path / "x")
