from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from planlint.config import Config
from planlint.linter import Linter
from planlint.rules.finding import Finding

Found = Callable[[str, str], list[str]]
FindingsOf = Callable[[str], list[Finding]]


@pytest.fixture(scope="session")
def findings() -> FindingsOf:
    """What every rule finds in a plan in Markdown, which has to have a child. Each plan is checked once."""
    linter = Linter(Config(select=("all",)))

    @cache
    def of_plan(plan: str) -> list[Finding]:
        report = linter.check_text(plan)
        assert report.error is None
        assert report.children
        return list(report.findings)

    return of_plan


@pytest.fixture(scope="session")
def found(findings: FindingsOf) -> Found:
    """The words that one rule flags in a plan, without markup, in order."""

    def words(plan: str, code: str) -> list[str]:
        return [finding.plain for finding in findings(plan) if finding.rule == code]

    return words


@pytest.fixture(scope="session")
def about(findings: FindingsOf) -> Callable[[str, str], list[str | None]]:
    """The children whom one rule's findings in a plan are about."""

    def children(plan: str, code: str) -> list[str | None]:
        return [finding.child for finding in findings(plan) if finding.rule == code]

    return children
