from __future__ import annotations

from collections.abc import Callable

from planlint.report.order import in_order, points
from planlint.rules.finding import Finding

Found = Callable[..., Finding]


def test_findings_come_in_order_of_place(found: Found) -> None:
    late, early = found("CIN"), found("Mia will")
    assert in_order([late, early]) == [early, late]


def test_at_one_place_the_weightier_comes_first(found: Found) -> None:
    info, error = found("CIN", severity="info"), found("CIN", severity="error")
    assert in_order([info, error]) == [error, info]


def test_findings_on_overlapping_words_are_one_point_weightiest_first(found: Found) -> None:
    statement = found("Mia will probably need help with feeding.", severity="warning")
    phrase = found("probably need", severity="error", anchor="phrase")
    (point,) = points([statement, phrase])
    assert point.findings == (phrase, statement)
    assert (point.start, point.end) == (statement.start, statement.end)


def test_a_row_is_one_point_with_what_stands_in_it(found: Found) -> None:
    row = found("| Monitor the home | | TBC |", anchor="action", rule="OUT005")
    cell = found("TBC", anchor="phrase", rule="OUT006")
    assert [point.findings for point in points([cell, row])] == [(row, cell)]


def test_neighbouring_statements_are_points_of_their_own(found: Found) -> None:
    first, second = found("Mia will probably need help with feeding."), found("Mum drinks.")
    assert len(points([first, second])) == 2


def test_findings_on_the_plan_and_on_its_title_words_stay_apart(found: Found) -> None:
    plan = found("Plan for Mia and Zac", anchor="plan", rule="FAT001")
    other = found("Plan for Mia and Zac", anchor="plan", rule="VOI001")
    words = found("Mia", anchor="phrase", rule="VOI003")
    together = points([words, plan, other])
    assert [point.findings for point in together] == [(plan, other), (words,)]
    assert [point.is_about_words for point in together] == [False, True]


def test_a_point_names_a_child_only_where_all_its_findings_do(found: Found) -> None:
    mia, nobody = found("Mia will", child="Mia"), found("Mia will", child=None)
    assert points([mia])[0].child == "Mia"
    assert points([mia, nobody])[0].child is None
