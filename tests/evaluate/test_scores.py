from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planlint.evaluate import (
    Label,
    Labels,
    Outcome,
    RecordError,
    Score,
    by_family,
    by_rule,
    by_set,
    changes,
    load_record,
    record,
    total,
)
from planlint.evaluate.table import change_lines, misses, score_table
from planlint.rules.finding import Finding, Report


@pytest.fixture
def outcome(plan: str, found: Callable[..., Finding]) -> Outcome:
    right = (Label("OBS002", "may need"), found("OBS002", "may need"))
    alarm = found("OBS001", "probably need", child="Mia")
    return Outcome(
        Report("a/plan.md", ("Mia",), text=plan),
        Labels(Path("a/plan.md"), ("Mia",)),
        right=(right,),
        missed=(Label("OBS001", "Mum drinks.", nth=2), Label("FAT001")),
        false_alarms=(alarm, found("OBS002", "Mum drinks.")),
        trapped=(alarm,),
    )


def test_shares_are_of_findings_and_of_labels() -> None:
    score = Score(right=6, missed=2, false_alarms=4)
    assert (score.precision, score.recall) == (0.6, 0.75)
    assert score.f1 == pytest.approx(2 * 0.6 * 0.75 / 1.35)


def test_a_share_of_nothing_is_none() -> None:
    assert Score(missed=1).precision is None
    assert Score(false_alarms=1).recall is None
    assert Score().f1 is None


def test_counts_are_kept_a_rule_a_family_and_in_all(outcome: Outcome) -> None:
    assert by_rule([outcome]) == {
        "FAT001": Score(missed=1),
        "OBS001": Score(missed=1, false_alarms=1, trapped=1),
        "OBS002": Score(right=1, false_alarms=1),
    }
    assert by_family([outcome])["OBS"] == Score(1, 1, 2, 1)
    assert total([outcome]) == Score(1, 2, 2, 1)
    assert total([]) == Score()


def test_sets_are_the_folders_of_the_plans(outcome: Outcome) -> None:
    assert by_set([outcome]) == {"a": [outcome]}


def test_the_table_has_a_row_for_each_rule_and_family(outcome: Outcome) -> None:
    rows = {line.split()[0] for line in score_table([outcome])}
    assert {"FAT001", "OBS001", "OBS002", "FAT", "OBS", "all"} <= rows


def test_misses_and_false_alarms_are_listed_with_their_places(outcome: Outcome) -> None:
    assert list(misses([outcome], "OBS001")) == [
        "a/plan.md:9: missed OBS001: Mum drinks.",
        "a/plan.md:3: on a trap OBS001 (Mia): probably need",
    ]
    assert list(misses([outcome], "FAT001")) == ["a/plan.md:1: missed FAT001: the whole plan"]


def test_a_record_reads_back_as_it_was_written(tmp_path: Path) -> None:
    scores = {"OBS001": Score(1, 2, 3, 1), "FAT001": Score(missed=4)}
    (tmp_path / "scores.json").write_text(record(scores), encoding="utf-8")
    assert load_record(tmp_path / "scores.json") == scores


@pytest.mark.parametrize("text", ["", "[]", "{", '{"OBS001": {"wrong": 1}}', '{"OBS001": 3}'])
def test_a_file_that_is_no_record_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "scores.json").write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=r"scores\.json"):
        load_record(tmp_path / "scores.json")


def test_a_record_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be read"):
        load_record(tmp_path / "scores.json")


def test_a_rule_may_become_worse_by_two_findings_and_no_more() -> None:
    before = {"OBS001": Score(10, 5, 5)}
    (slight,) = changes(before, {"OBS001": Score(9, 6, 6)})
    (grave,) = changes(before, {"OBS001": Score(9, 6, 7)})
    assert (slight.worse_by, slight.is_regression) == (2, False)
    assert (grave.worse_by, grave.is_regression) == (3, True)


def test_only_what_has_changed_is_told() -> None:
    same = Score(3, 1, 1)
    found = changes({"OBS001": same, "OBS002": Score(1, 1, 4)}, {"OBS001": same, "OBS002": Score(2, 0, 1)})
    assert list(change_lines(found)) == [
        "OBS002: better by 4: 1 right, 1 missed, 4 false; now 2 right, 0 missed, 1 false"
    ]


def test_a_new_rule_and_other_labels_are_told_of() -> None:
    found = changes({"OBS001": Score(1, 1)}, {"OBS001": Score(1, 2), "OBS009": Score(1)})
    lines = list(change_lines(found))
    assert "record again" in lines[0]
    assert lines[1].startswith("OBS009: new")
    assert not any(change.is_regression for change in found)


def test_a_rule_that_falls_silent_has_not_become_better() -> None:
    (change,) = changes({"OBS001": Score(5, 1, 1)}, {"OBS001": Score(0, 6, 0)})
    assert change.is_regression
