from __future__ import annotations

import pytest

from planlint.linter import Linter
from planlint.rules.finding import Report
from planlint.rules.fingerprint import fingerprinted

PLAN = """\
# Child in Need Plan

| Name | DOB |
| --- | --- |
| Mia Hartley | 12/05/2017 |

## What Mia needs

Mia will probably need help with her reading, and with getting to school in time.
"""


def _fingerprints(text: str, rule: str = "OBS002") -> list[str]:
    return [finding.fingerprint for finding in Linter().check_text(text).findings if finding.rule == rule]


def test_text_that_is_moved_or_wrapped_anew_keeps_its_fingerprint() -> None:
    (before,) = _fingerprints(PLAN)
    sentence = "Mia will probably need help with her reading, and with getting to school in time."
    wrapped = sentence.replace("reading, ", "reading,\n> ")
    moved = PLAN.replace(sentence, f"She was seen on 3 May.\n\n> {wrapped}")
    assert _fingerprints(moved) == [before]


def test_text_that_is_edited_gets_another() -> None:
    (before,) = _fingerprints(PLAN)
    assert before not in _fingerprints(PLAN.replace("her reading", "her writing"))


def test_the_same_words_twice_get_two() -> None:
    sentence = "Mia will probably need help with her reading, and with getting to school in time."
    found = _fingerprints(PLAN.replace(sentence, f"{sentence}\n\n{sentence}"))
    assert len(set(found)) == len(found) == 2


@pytest.mark.parametrize("salt", [b"a", b"b"])
def test_a_salt_changes_every_fingerprint(salt: bytes) -> None:
    report: Report = Linter().check_text(PLAN)
    salted = fingerprinted(report, salt)
    assert fingerprinted(report) == report
    assert all(a.fingerprint != b.fingerprint for a, b in zip(report.findings, salted.findings, strict=True))
