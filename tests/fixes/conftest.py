from __future__ import annotations

from collections.abc import Callable

import pytest

from planlint.fixes.applying import apply
from planlint.linter import Linter
from planlint.rules.finding import Fix


@pytest.fixture(scope="session")
def linter() -> Linter:
    return Linter()


@pytest.fixture(scope="session")
def fix_of(linter: Linter) -> Callable[[str, str], Fix | None]:
    """The first fix that a rule offers on a plan; None where it has findings and offers none."""

    def fix_of(plan: str, rule: str) -> Fix | None:
        findings = [finding for finding in linter.check_text(plan).findings if finding.rule == rule]
        assert findings, f"{rule} finds nothing in it"
        return next((finding.fixes[0] for finding in findings if finding.fixes), None)

    return fix_of


@pytest.fixture(scope="session")
def reworded(fix_of: Callable[[str, str], Fix | None]) -> Callable[..., str | None]:
    """A sentence, last in a small plan, with a rule's fix made; None where none is offered."""

    def reworded(sentence: str, rule: str, head: str) -> str | None:
        fix = fix_of(head + sentence + "\n", rule)
        return None if fix is None else apply(head + sentence + "\n", [fix])[len(head) :].rstrip("\n")

    return reworded
