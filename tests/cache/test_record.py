from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from planlint.batch import _templates
from planlint.cache.record import record_of, report_from
from planlint.linter import Linter
from planlint.rules.finding import Report

PLANS = sorted((Path(__file__).parents[2] / "corpora" / "plans" / "a").glob("*.md"))[:6]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return list(Linter().check_many(PLANS))


def _strings(record: object) -> Iterator[str]:
    if isinstance(record, str):
        yield record
    elif isinstance(record, dict):
        for value in record.values():
            yield from _strings(value)
    elif isinstance(record, list | tuple):
        for value in record:
            yield from _strings(value)


def test_a_report_is_the_same_when_told_again_from_its_record(reports: list[Report]) -> None:
    for report in reports:
        record = record_of(report, _templates(()))
        assert record is not None, report.path
        assert report.text is not None
        assert report_from(json.loads(json.dumps(record)), report.path, report.text) == report


def test_a_record_holds_no_name_and_no_four_words_of_the_plan(reports: list[Report]) -> None:
    for report in reports:
        record = record_of(report, _templates(()))
        kept = "\n".join(_strings(record))
        fixed = "\n".join(word for words in _templates(()).values() for word in words)
        for name in report.children:
            assert not re.search(rf"\b{re.escape(name)}\b", kept)
        words = re.findall(r"\w+", report.text or "")
        runs = {" ".join(words[at : at + 4]) for at in range(len(words) - 3)}
        flat, known = (" ".join(re.findall(r"\w+", text)) for text in (kept, fixed))
        assert [run for run in runs if f" {run} " in flat and run not in known] == []
