from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from planlint.defects import described, guarded, one_by_one
from planlint.rules.finding import Report

FILES = [Path(f"{number}.md") for number in range(5)]


def _alone(path: Path) -> Report:
    if path == FILES[2]:
        raise LookupError("Mia Hartley")
    return Report(str(path))


def _together(paths: Iterable[Path]) -> Iterator[Report]:
    return map(_alone, paths)


def test_a_failure_costs_its_own_file_alone() -> None:
    reports = list(one_by_one(FILES, _together, _alone))
    assert [report.path for report in reports] == list(map(str, FILES))
    assert [report.error is not None for report in reports] == [False, False, True, False, False]


def test_a_failure_is_told_by_its_place_and_without_its_values() -> None:
    told = guarded(FILES[2], _alone).error or ""
    assert "(LookupError in " in told
    assert "Mia" not in told
    assert "\n" not in told


def test_who_looks_for_the_cause_can_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANLINT_TRACEBACK", "1")
    with pytest.raises(LookupError):
        described(LookupError("Mia Hartley"))
