from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from planlint.evaluate import Label, Labels, LabelsError, Outcome, match
from planlint.rules.finding import Finding, Report

Found = Callable[..., Finding]
Match = Callable[..., Outcome]


@pytest.fixture
def outcome(plan: str) -> Match:
    def of(
        findings: Sequence[Finding], labels: Sequence[Label] = (), traps: Sequence[Label] = (),
        children: tuple[str, ...] = ("Mia", "Zac"),
    ) -> Outcome:  # fmt: skip
        report = Report("plan.md", children, findings=tuple(findings), text=plan)
        return match(report, Labels(Path("plan.md"), children, tuple(labels), tuple(traps)))

    return of


def test_a_finding_meets_a_label_whose_quote_it_overlaps(found: Found, outcome: Match) -> None:
    finding = found("OBS002", "probably need")
    label = Label("OBS002", "Mia will probably need help.")
    result = outcome([finding], [label])
    assert result.right == ((label, finding),)
    assert result.missed == result.false_alarms == ()


def test_the_rule_must_be_the_same(found: Found, outcome: Match) -> None:
    result = outcome([found("OBS001", "probably need")], [Label("OBS002", "probably need")])
    assert len(result.missed) == len(result.false_alarms) == 1


def test_touching_is_not_overlapping(found: Found, outcome: Match) -> None:
    result = outcome([found("OBS002", "Mia will ")], [Label("OBS002", "probably need")])
    assert len(result.missed) == len(result.false_alarms) == 1


def test_nth_picks_an_occurrence_from_one(found: Found, outcome: Match) -> None:
    first = found("OBS003", "Mum drinks.")
    assert outcome([first], [Label("OBS003", "Mum drinks.", nth=1)]).right
    assert not outcome([first], [Label("OBS003", "Mum drinks.", nth=2)]).right


def test_a_second_finding_in_a_label_already_met_counts_neither_way(found: Found, outcome: Match) -> None:
    pair = [found("OBS002", "probably"), found("OBS002", "need help")]
    result = outcome(pair, [Label("OBS002", "Mia will probably need help.")])
    assert len(result.right) == len(result.repeated) == 1
    assert result.false_alarms == ()


def test_one_finding_meets_one_label_only(found: Found, outcome: Match) -> None:
    wide = found("OBS002", "Mia will probably need help. Mia may need a cot.")
    labels = [Label("OBS002", "probably need"), Label("OBS002", "may need")]
    result = outcome([wide], labels)
    assert (len(result.right), len(result.missed)) == (1, 1)


def test_labels_are_shared_out_so_that_none_is_missed_needlessly(found: Found, outcome: Match) -> None:
    wide = found("OBS002", "Mia will probably need help. Mia may need a cot.")
    narrow = found("OBS002", "Mia will probably need help.")
    labels = [Label("OBS002", "probably need"), Label("OBS002", "may need")]
    assert len(outcome([wide, narrow], labels).right) == 2
    assert len(outcome([narrow, wide], labels).right) == 2


def test_any_words_of_a_row_meet_a_finding_on_the_row(found: Found, outcome: Match) -> None:
    row = found("OUT005", "| Monitor the home | All |", anchor="action")
    assert outcome([row], [Label("OUT005", "Monitor the home")]).right
    assert outcome([row], [Label("OUT005", "All")]).right


def test_a_finding_on_a_part_meets_the_label_of_its_child(found: Found, outcome: Match) -> None:
    finding = found("VOI005", "Plan for Mia and Zac", anchor="part", child="mia")
    assert outcome([finding], [Label("VOI005", child="Mia")]).right
    assert outcome([finding], [Label("VOI005", child="Zac")]).false_alarms


def test_a_child_may_be_named_with_more_or_less_of_the_name(found: Found, outcome: Match) -> None:
    finding = found("VOI005", "Plan for Mia and Zac", anchor="part", child="Baby Prosser")
    assert outcome([finding], [Label("VOI005", child="Baby")], children=("Mia", "Baby")).right
    assert not outcome([finding], [Label("VOI005", child="Bab")], children=("Mia", "Bab")).right


def test_a_finding_without_a_child_meets_a_childs_label_in_a_plan_for_one(found: Found, outcome: Match) -> None:
    finding = found("VOI005", "Plan for Mia and Zac", anchor="part")
    label = Label("VOI005", child="Mia")
    assert outcome([finding], [label], children=("Mia",)).right
    assert not outcome([finding], [label]).right


def test_a_label_without_words_or_child_is_met_by_the_rule_alone(found: Found, outcome: Match) -> None:
    assert outcome([found("FAT001", "Plan for Mia and Zac", anchor="plan")], [Label("FAT001")]).right


def test_a_finding_on_a_trap_is_a_false_alarm_that_is_counted_as_such(found: Found, outcome: Match) -> None:
    finding, other = found("OBS002", "may need a cot"), found("OBS002", "help.")
    result = outcome([finding, other], traps=[Label("OBS002", "may need", why="a reason")])
    assert result.false_alarms == (finding, other)
    assert result.trapped == (finding,)


def test_a_trap_of_another_rule_is_none(found: Found, outcome: Match) -> None:
    result = outcome([found("OBS002", "may need")], traps=[Label("OBS001", "may need")])
    assert result.trapped == ()


def test_a_label_met_counts_though_it_stands_in_a_trap(found: Found, outcome: Match) -> None:
    result = outcome([found("OBS002", "may need")], [Label("OBS002", "may need")], [Label("OBS002", "a cot")])
    assert len(result.right) == 1


def test_a_finding_on_the_plan_falls_on_a_trap_whatever_that_quotes(found: Found, outcome: Match) -> None:
    finding = found("FAT002", "Plan for Mia and Zac", anchor="plan")
    assert outcome([finding], traps=[Label("FAT002", "Mum drinks.", why="he has died")]).trapped


def test_a_finding_on_a_part_falls_on_a_trap_of_its_child_alone(found: Found, outcome: Match) -> None:
    finding = found("INF001", "Plan for Mia and Zac", anchor="part", child="Zac")
    assert outcome([finding], traps=[Label("INF001", child="Zac")]).trapped
    assert not outcome([finding], traps=[Label("INF001", child="Mia")]).trapped


def test_a_rule_that_a_metric_decides_is_left_out(found: Found, outcome: Match) -> None:
    result = outcome([found("VOI004", "Mum drinks.", anchor="section")], [Label("VOI004", "Mum drinks.")])
    assert result.right == result.missed == result.false_alarms == ()


def test_all_labels_of_a_plan_that_could_not_be_read_are_missed() -> None:
    labels = Labels(Path("plan.md"), ("Mia",), (Label("OBS002", "may need"), Label("FAT001")))
    assert match(Report("plan.md", error="no such file"), labels).missed == labels.labels


def test_a_quote_that_does_not_stand_in_the_plan_is_an_error(outcome: Match) -> None:
    with pytest.raises(LabelsError, match=r"plan\.md: OBS002: “nowhere”"):
        outcome([], [Label("OBS002", "nowhere")])
    with pytest.raises(LabelsError):
        outcome([], [Label("OBS002", "Mum drinks.", nth=3)])


def test_a_plan_read_as_being_for_other_children_is_noticed(plan: str) -> None:
    labels = Labels(Path("plan.md"), ("Mia", "Zac"))
    assert not match(Report("plan.md", ("Zac", "Mia"), text=plan), labels).children_differ
    assert match(Report("plan.md", ("Mia",), text=plan), labels).children_differ
    assert match(Report("plan.md", ("Mia", "Zoe"), text=plan), labels).children_differ
