from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from planlint.document import Document
from planlint.rules.finding import Finding

PLAN = """\
# Plan for Mia and Zac

Mia will probably need help. Mia may need a cot. Mum drinks.

| Action | Who |
| --- | --- |
| Monitor the home | All |

Mum drinks.
"""


@pytest.fixture
def plan() -> str:
    return PLAN


@pytest.fixture
def found() -> Callable[..., Finding]:
    """Makes a finding of a rule on the first place where some words stand in the plan."""

    def make(rule: str, words: str, **changes: Any) -> Finding:
        document = Document(PLAN, "markdown", ())
        start = PLAN.index(words)
        values: dict[str, Any] = {
            "rule": rule,
            "name": rule.lower(),
            "severity": "error",
            "anchor": "statement",
            "child": None,
            "message": "",
            "advice": "",
            "text": words,
            "plain": words,
            "start": document.location(start),
            "end": document.location(start + len(words)),
        }
        return Finding(**{**values, **changes})

    return make
