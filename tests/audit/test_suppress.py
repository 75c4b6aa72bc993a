from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from planlint.audit.suppress import Cell, Label, Table, hidden
from planlint.audit.tally import ALL, Counts, Group, Row

A, B, EITHER = Row("rule", "AAA001"), Row("rule", "AAA002"), Row("family", "AAA")
_TEAMS = [Group("team", name) for name in "xyz"]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Two rules and their family over three teams, each plan for one child."""
    sizes = {group: draw(st.integers(5, 9)) for group in _TEAMS}
    rows: dict[Row, dict[Group, int]] = {A: {}, B: {}, EITHER: {}}
    for group, size in sizes.items():
        one, other = draw(st.integers(0, size)), draw(st.integers(0, size))
        rows[A][group], rows[B][group] = one, other
        rows[EITHER][group] = draw(st.integers(max(one, other), min(size, one + other)))
    whole = {row: {ALL: sum(counts.values()), **counts} for row, counts in rows.items()}
    return Table(
        {ALL: Counts(*[sum(sizes.values())] * 2)} | {group: Counts(size, size) for group, size in sizes.items()},
        {row: {group: Counts(count, count) for group, count in counts.items()} for row, counts in whole.items()},
        {EITHER: (A, B)},
    )


def _choices(table: Table, secret: dict[Cell, Label], row: Row) -> list[tuple[int, ...]]:
    """Every way in which the counts of a row could be: the total, then each team's."""
    ranges = []
    for group in (ALL, *_TEAMS):
        label, size = secret.get((row, group, 0)), table.sizes[group].plans
        told = table.rows[row][group].plans
        ranges.append([told] if label is None else range(1, 5) if label == "few" else range(size + 1))
    return [counts for counts in product(*ranges) if counts[0] == sum(counts[1:])]


@settings(max_examples=60, deadline=None)
@given(tables())
def test_no_small_count_can_be_worked_out_even_by_trying_everything(table: Table) -> None:
    secret = hidden(table)
    worlds: dict[Row, set[tuple[int, ...]]] = {A: set(), B: set(), EITHER: set()}
    ways = {row: _choices(table, secret, row) for row in worlds}
    by_bounds = [(a, b) for a in ways[A] for b in ways[B]]
    for a, b in (*by_bounds[:: max(1, len(by_bounds) // 4000)], (_true(table, A), _true(table, B))):
        for either in ways[EITHER]:
            if all(max(x, y) <= z <= x + y for x, y, z in zip(a, b, either, strict=True)):
                worlds[A].add(a)
                worlds[B].add(b)
                worlds[EITHER].add(either)
    for row, found in worlds.items():
        for at, group in enumerate((ALL, *_TEAMS)):
            if 0 < table.rows[row][group].plans < 5:
                assert len({counts[at] for counts in found}) > 1, (row, group)


def _true(table: Table, row: Row) -> tuple[int, ...]:
    return tuple(table.rows[row][group].plans for group in (ALL, *_TEAMS))


@given(tables())
def test_every_count_from_one_to_four_is_hidden(table: Table) -> None:
    secret = hidden(table)
    for row, counts in table.rows.items():
        for group, count in counts.items():
            if 0 < count.plans < 5:
                assert (row, group, 0) in secret


@given(tables())
def test_few_is_said_of_small_counts_only(table: Table) -> None:
    for (row, group, measure), label in hidden(table).items():
        assert label != "few" or 0 < table.rows[row][group][measure] < 5


def test_a_small_count_is_not_had_by_taking_the_others_from_the_total() -> None:
    sizes = {ALL: Counts(30, 30), **{group: Counts(10, 10) for group in _TEAMS}}
    counts = dict(zip(_TEAMS, (Counts(2, 2), Counts(7, 7), Counts(8, 8)), strict=True))
    secret = hidden(Table(sizes, {A: {ALL: Counts(17, 17), **counts}}))
    assert secret[A, _TEAMS[0], 0] == "few"
    assert secret[A, _TEAMS[1], 0] == "withheld"
    assert (A, _TEAMS[2], 0) not in secret


def test_counts_without_a_small_one_are_all_shown() -> None:
    sizes = {ALL: Counts(30, 30), **{group: Counts(10, 10) for group in _TEAMS}}
    counts = dict(zip(_TEAMS, (Counts(0, 0), Counts(7, 7), Counts(8, 8)), strict=True))
    assert hidden(Table(sizes, {A: {ALL: Counts(15, 15), **counts}})) == {}


def test_a_small_total_is_not_divided() -> None:
    sizes = {ALL: Counts(30, 30), **{group: Counts(10, 10) for group in _TEAMS}}
    counts = dict(zip(_TEAMS, (Counts(0, 0), Counts(1, 1), Counts(2, 2)), strict=True))
    secret = hidden(Table(sizes, {A: {ALL: Counts(3, 3), **counts}}))
    assert secret[A, ALL, 0] == "few"
    assert {secret[A, group, 0] for group in _TEAMS} == {"withheld"}


def test_children_are_not_told_where_they_would_tell_the_plans() -> None:
    sizes = {ALL: Counts(20, 40), _TEAMS[0]: Counts(10, 20), _TEAMS[1]: Counts(10, 20)}
    rows = {A: {ALL: Counts(8, 12), _TEAMS[0]: Counts(3, 5), _TEAMS[1]: Counts(5, 7)}}
    secret = hidden(Table(sizes, rows))
    assert {cell for cell in secret if cell[1] != ALL} == {(A, group, m) for group in _TEAMS[:2] for m in (0, 1)}
