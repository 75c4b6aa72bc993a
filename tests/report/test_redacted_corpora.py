from __future__ import annotations

import re
from pathlib import Path

import pytest

from planlint.linter import Linter
from planlint.readers import read_file
from planlint.report import FORMATS, Options, renderer
from planlint.report.redact import redacted
from planlint.rules import catalogue
from planlint.rules.finding import Report

ROOT = Path(__file__).parents[2]
RULES = {rule.code: rule for rule in catalogue.load()}
PLANS = [sorted(folder.glob("*.[mt][dx]*"))[2] for folder in sorted((ROOT / "corpora" / "plans").iterdir())]
FILES = [*PLANS, *(ROOT / "samples" / name for name in ("child-in-need.docx", "child-in-need.odt", "core-group.docx"))]
_RUN = 4  # words in a row


@pytest.fixture(scope="module")
def checked() -> list[tuple[Report, set[str]]]:
    """Reports, each with the names of all people in its plan."""
    linter = Linter()
    made = []
    for path in FILES:
        plan = linter.plan_of(read_file(path))
        names = {alias for person in (*plan.children, *plan.adults) for alias in person.aliases}
        names |= {word for name in names for word in re.findall(r"[A-Z]\w+", name)}
        made.append((linter.check_file(path), names - {"Mum", "Dad", "Ms", "Mr", "Mrs", "Nan", "Nana"}))
    return made


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _own_words() -> str:
    """All that the rules themselves say."""
    told = (
        f"{rule.summary} {rule.why} {rule.advice} {' '.join(rule.leaves_alone)} {rule.sources}"
        for rule in RULES.values()
    )
    return f" {' '.join(_words(' '.join(told)))} "


@pytest.mark.parametrize("name", FORMATS)
def test_no_run_of_words_and_no_name_of_a_plan_is_in_a_redacted_report(
    checked: list[tuple[Report, set[str]]], name: str
) -> None:
    own = _own_words()
    for report, names in checked:
        assert report.findings and names
        options = Options(version="0.1.0", rules=RULES, why=True, with_text=True)
        told = f" {' '.join(_words(''.join(renderer(name)(redacted([report], RULES), options))))} "
        words = _words(report.text or "")
        runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
        assert [run for run in runs if f" {run} " in told and f" {run} " not in own] == []
        assert [one for one in names if f" {' '.join(_words(one))} " in told and f" {one} " not in own] == []
        assert Path(report.path).stem not in told
