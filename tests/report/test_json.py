from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from planlint.report import Options, renderer
from planlint.rules.finding import (
    Allowed,
    Edit,
    Finding,
    Fix,
    Related,
    Report,
    Strength,
    Unchecked,
    Why,
)

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def full(plan: str, found: Callable[..., Finding]) -> Report:
    """A report that has something in every place."""
    row = found("| Monitor the home | | TBC |")
    finding = found(
        "probably need",
        child="Mia",
        why=Why("probably need", ("assumed-need",), 0.93, ("observed",)),
        fixes=(Fix("Reword", (Edit(30, 40, "needs"),)),),
        related=(Related("the empty cell", row.start, row.end),),
        fingerprint="abc",
    )
    return Report(
        "plan.md",
        ("Mia", "Zac"),
        "2026-02-03",
        None,
        (found("CIN", severity="info"), finding),
        (Strength("STR002", "childs-own-words", "Own words.", "Mia", row.start, row.end),),
        (Unchecked("INF001", "Zac", "no date of birth or age found"),),
        (Allowed("FAT001", "a court order"),),
        plan,
    )


def _read(*reports: Report, **options: Any) -> Any:
    return json.loads("".join(renderer("json")(reports, Options(version="0.1.0", **options))))


@pytest.mark.parametrize("options", [{}, {"with_text": True}, {"offset_encoding": "utf-16"}])
def test_every_report_is_as_the_published_schema_says(full: Report, options: dict[str, Any]) -> None:
    broken = Report("scan.pdf", error="no text in it")
    jsonschema.validate(_read(full, broken, **options), SCHEMA, cls=jsonschema.Draft202012Validator)


def test_the_published_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_findings_stand_in_order_of_place_and_are_counted(full: Report) -> None:
    whole = _read(full)
    assert [finding["rule"] for finding in whole["files"][0]["findings"]] == ["OBS002", "OBS002"]
    offsets = [finding["start"]["offset"] for finding in whole["files"][0]["findings"]]
    assert offsets == sorted(offsets)
    assert whole["summary"] == {"error": 1, "warning": 0, "info": 1}


def test_text_between_the_offsets_is_the_text_of_the_finding(full: Report) -> None:
    (file,) = _read(full, with_text=True)["files"]
    for finding in file["findings"]:
        assert file["text"][finding["start"]["offset"] : finding["end"]["offset"]] == finding["text"]


def test_the_text_is_left_out_unless_asked_for(full: Report) -> None:
    assert "text" not in _read(full)["files"][0]


def test_equal_reports_give_equal_bytes_in_plain_ascii(full: Report) -> None:
    render = renderer("json")
    once, again = ("".join(render([full], Options())) for _ in range(2))
    assert once == again
    assert once.isascii()


def test_a_path_with_bytes_that_are_no_text_is_escaped() -> None:
    assert _read(Report("pl\udce9n.md"))["files"][0]["path"] == r"pl\xe9n.md"
