from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from planlint.audit.cohort import Cohort
from planlint.audit.csv import as_csv
from planlint.audit.data import briefing
from planlint.audit.json import as_dict, as_json
from planlint.audit.page import as_page
from planlint.audit.tally import ALL
from planlint.audit.trend import EarlierError, load_earlier, trend
from planlint.rules import catalogue

Plans = Sequence[tuple[str, str, Sequence[str], Sequence[str]]]
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "audit.schema.json").read_text(encoding="utf-8"))

plans = st.lists(
    st.tuples(
        st.sampled_from(["North", "South", "West"]),
        st.sampled_from(["cp", "cin", "unknown"]),
        st.lists(st.sampled_from(["babies", "pre-verbal", "older", "unknown"]), min_size=1, max_size=3),
        st.lists(
            st.sampled_from(["OBS001", "OBS002", "FAT001", "INF001", "OUT001:0", "STR001", "VOI003:0"]), max_size=4
        ),
    ),
    max_size=40,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plans)
def test_no_count_from_one_to_four_is_in_any_report(cohort: Callable[[Plans], Cohort], plans: Plans) -> None:
    made = cohort(plans)
    counts = [number for row in as_dict(made, None)["rows"] for one in row["counts"] for number in _numbers(one)]
    assert not {1, 2, 3, 4} & {number for number in counts if isinstance(number, int)}
    cells = [row[name] for row in _csv(made) for name in ("plans", "children")]
    assert not {"1", "2", "3", "4"} & set(cells)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plans)
def test_counts_that_are_shown_add_up(cohort: Callable[[Plans], Cohort], plans: Plans) -> None:
    made = cohort(plans)
    for line in made.lines:
        for by in ("team", "type", "age"):
            groups = [one.group for one in made.groups(by)]
            shown = [line.children[group].count for group in groups if line.children]
            if groups and line.children and None not in shown and line.children[ALL].count is not None:
                assert sum(count or 0 for count in shown) == line.children[ALL].count
    for by in ("team", "type", "age"):
        if made.size and made.groups(by):
            assert sum(one.children for one in made.groups(by)) == made.size.children


def test_plans_and_children_are_counted_by_rule_and_family(cohort: Callable[[Plans], Cohort]) -> None:
    made = cohort(
        [("North", "cp", ["older", "older"], ["OBS001:0", "OBS002"])] * 6 + [("North", "cp", ["older"], [])] * 4
    )
    line = made.line("rule", "OBS001")
    assert line is not None and (line.plans[ALL].count, line.children[ALL].count) == (6, 6)
    assert (line.plans[ALL].of, line.plans[ALL].percent) == (10, 60.0)
    line = made.line("rule", "OBS002")
    assert line is not None and (line.plans[ALL].count, line.children[ALL].count) == (6, 12)
    line = made.line("family", "OBS")
    assert line is not None and (line.plans[ALL].count, line.children[ALL].count) == (6, 12)


def test_a_rule_for_babies_is_a_share_of_the_plans_with_a_baby(cohort: Callable[[Plans], Cohort]) -> None:
    made = cohort([("N", "cp", ["babies"], ["INF001"])] * 6 + [("N", "cp", ["older"], [])] * 30)
    line = made.line("rule", "INF001")
    assert line is not None and line.plans[ALL].percent == 100


def test_teams_of_few_plans_are_put_together_and_not_named(cohort: Callable[[Plans], Cohort]) -> None:
    one: Any = ("cp", ["older"], [])
    made = cohort([("North", *one)] * 8 + [("South", *one)] * 9 + [("Ann", *one)] * 3 + [("Bob", *one)] * 3)
    assert [(team.group.name, team.plans) for team in made.groups("team")] == [
        ("North", 8),
        ("South", 9),
        ("Smaller ones together", 6),
    ]
    assert "Ann" not in as_json(made, None) + as_page(made, None)


def test_fewer_than_five_plans_give_no_numbers(cohort: Callable[[Plans], Cohort]) -> None:
    made = cohort([("North", "cp", ["older"], ["OBS001"])] * 4)
    assert made.lines == ()
    assert as_dict(made, None)["cohort"]["plans"] == "fewer than 5"
    assert "fewer than 5 plans" in as_page(made, None)


def test_the_three_reports_tell_the_same(cohort: Callable[[Plans], Cohort], many: Plans) -> None:
    made = cohort(many)
    told = {
        (row["kind"], row["code"], one["by"], one["group"]): (one.get("plans"), one["children"])
        for row in as_dict(made, None)["rows"]
        for one in row["counts"]
    }
    rows = [row for row in _csv(made) if row["kind"] != "size"]
    assert len(rows) == len(told)
    for row in rows:
        counted, children = told[row["kind"], row["code"], row["by"], row["group"]]
        assert row["children"] == str(children["count"])
        assert row["plans"] == (str(counted["count"]) if counted else "")
    text = as_page(made, None)
    for line in made.of("rule"):
        if line.off is None and line.plans[ALL].count:
            cells = rf"{line.code}</span>.*?</th><td>{line.plans[ALL].count}</td><td>{line.plans[ALL].of}</td>"
            assert re.search(cells, text)


def test_the_json_is_as_its_schema_says(cohort: Callable[[Plans], Cohort], many: Plans, tmp_path: Path) -> None:
    made = cohort(many)
    check = Draft202012Validator(SCHEMA)
    check.validate(as_dict(made, None))
    check.validate(as_dict(cohort(many[:3]), None))
    earlier = tmp_path / "audit.json"
    earlier.write_text(as_json(made, None), encoding="utf-8")
    check.validate(as_dict(made, trend(made, load_earlier(earlier))))


def test_the_page_stands_alone_and_its_plots_are_told_in_words(cohort: Callable[[Plans], Cohort], many: Plans) -> None:
    text = as_page(cohort(many), None)
    assert not re.search(r'(?:src|href)="(?!#)', text.replace("xlink:href", "href"))
    assert "<script" not in text
    for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        assert svg.startswith('<svg role="img" aria-labelledby="')
        assert "<title id=" in svg and "<desc id=" in svg and "<text" in svg
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_each_figure_has_its_numbers_in_a_table_after_it(cohort: Callable[[Plans], Cohort], many: Plans) -> None:
    text = as_page(cohort(many), None)
    figures = text.count("<figure>")
    assert figures > 4
    assert len(re.findall(r"</figure>\s*<div class=\"scroll\"", text)) == figures


def test_nothing_of_a_finding_but_its_rule_is_told(cohort: Callable[[Plans], Cohort], many: Plans) -> None:
    made = cohort(many)
    text = as_page(made, None) + as_json(made, None) + "".join(as_csv(made, None))
    assert "secret" not in text and "Child0" not in text


def test_every_point_of_the_briefing_speaks_of_rules_there_are() -> None:
    rules = {rule.code for rule in catalogue.load()}
    strengths = {rule.code for rule in catalogue.load_strengths()}
    points = briefing().points
    assert {point.number for point in points if point.number} == set(range(1, 8))
    for point in points:
        assert set(point.rules) <= rules and set(point.strengths) <= strengths


def test_a_change_is_told_where_it_is_more_than_chance(cohort: Callable[[Plans], Cohort], tmp_path: Path) -> None:
    earlier = tmp_path / "audit.json"
    before = cohort([("N", "cp", ["older"], ["OBS001"])] * 60 + [("N", "cp", ["older"], ["FAT001"])] * 40)
    earlier.write_text(as_json(before, None), encoding="utf-8")
    after = cohort(
        [("N", "cp", ["older"], ["OBS001"])] * 30
        + [("N", "cp", ["older"], ["FAT001"])] * 38
        + [("N", "cp", ["older"], [])] * 32
    )
    changes = {change.line.code: change for change in trend(after, load_earlier(earlier)).changes}
    assert (changes["OBS001"].points, changes["OBS001"].verdict) == (-30, "fewer")
    assert (changes["FAT001"].points, changes["FAT001"].verdict) == (-2, "no clear change")


def test_what_was_hidden_then_cannot_be_compared(cohort: Callable[[Plans], Cohort], tmp_path: Path) -> None:
    earlier = tmp_path / "audit.json"
    earlier.write_text(
        as_json(cohort([("N", "cp", ["older"], ["OBS001"])] * 3 + [("N", "cp", ["older"], [])] * 9), None)
    )
    after = cohort([("N", "cp", ["older"], ["OBS001"])] * 8)
    (change,) = [one for one in trend(after, load_earlier(earlier)).changes if one.line.code == "OBS001"]
    assert (change.before, change.points, change.verdict) == (None, None, "cannot be compared")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("no json", "is no JSON"),
        ("[]", "is no audit"),
        ('{"schema": 1, "files": []}', "is no audit"),
        ('{"report": "audit", "schema": 9}', "is an audit of schema 9"),
        ('{"report": "audit", "schema": 1}', "is damaged"),
        (
            '{"report": "audit", "schema": 1, "made": "", "planlint": "", "cohort": {"plans": 5}, "rows": 3}',
            "is damaged",
        ),
    ],
)
def test_an_earlier_audit_that_is_none_is_told_so(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EarlierError, match=problem):
        load_earlier(path)


def _numbers(counts: dict[str, Any]) -> list[Any]:
    return [counts[what][key] for what in ("plans", "children") if what in counts for key in ("count", "of")]


def _csv(cohort: Cohort) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(as_csv(cohort, None)))))
