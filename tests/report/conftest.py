from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from planlint.document import Document
from planlint.rules.finding import Finding

PLAN = """\
# Plan for Mia and Zac

Mia will probably need help with feeding. Mum drinks.

| Action | Who | When |
| --- | --- | --- |
| Monitor the home | | TBC |

## Zac

CIN visits are weekly.
"""


@pytest.fixture
def plan() -> str:
    return PLAN


@pytest.fixture
def found() -> Callable[..., Finding]:
    """Makes a finding on the first place where some words stand in a text."""

    def make(words: str, text: str = PLAN, **changes: Any) -> Finding:
        document = Document(text, "markdown", ())
        start = text.index(words)
        values: dict[str, Any] = {
            "rule": "OBS002",
            "name": "assumed-need",
            "severity": "error",
            "anchor": "statement",
            "child": None,
            "message": f"“{words}” presumes a need.",
            "advice": "Say what was seen.",
            "text": words,
            "plain": words,
            "start": document.location(start),
            "end": document.location(start + len(words)),
        }
        return Finding(**{**values, **changes})

    return make
