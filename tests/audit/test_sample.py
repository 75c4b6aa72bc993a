from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from planlint.audit.sample import Candidate, draw, plan_id

teams = st.dictionaries(st.sampled_from("abcde"), st.integers(1, 30), min_size=1)


def _candidates(sizes: dict[str, int]) -> list[Candidate]:
    return [
        Candidate(plan_id(f"{team}{number}".encode()), Path(f"{team}{number}.md"), team, frozenset())
        for team, size in sizes.items()
        for number in range(size)
    ]


@given(teams, st.integers(1, 60), st.integers(0, 5))
def test_the_same_seed_draws_the_same_plans_whatever_their_order(sizes: dict[str, int], wanted: int, seed: int) -> None:
    plans = _candidates(sizes)
    assert draw(plans, wanted, seed) == draw(plans[::-1], wanted, seed)


@given(teams, st.integers(1, 200))
def test_so_many_plans_are_drawn_as_were_asked_for_or_as_there_are(sizes: dict[str, int], wanted: int) -> None:
    assert len(draw(_candidates(sizes), wanted, 0).plans) == min(wanted, sum(sizes.values()))


@given(teams, st.integers(1, 60))
def test_every_team_is_drawn_from_where_there_are_enough_draws(sizes: dict[str, int], wanted: int) -> None:
    drawn = Counter(plan.team for plan in draw(_candidates(sizes), wanted, 0).plans)
    assert all(drawn[team] <= size for team, size in sizes.items())
    assert wanted < len(sizes) or set(drawn) == set(sizes)


def test_teams_are_drawn_from_in_proportion() -> None:
    drawn = Counter(plan.team for plan in draw(_candidates({"a": 60, "b": 30, "c": 10}), 20, 7).plans)
    assert drawn == {"a": 12, "b": 6, "c": 2}


def test_another_seed_draws_other_plans() -> None:
    plans = _candidates({"a": 100})
    assert draw(plans, 10, 1).plans != draw(plans, 10, 2).plans


def test_copies_of_a_plan_count_as_one() -> None:
    plans = _candidates({"a": 3})
    assert draw([*plans, *plans], 10, 0).of == 3


def test_an_id_tells_nothing_but_that_the_plan_is_the_same() -> None:
    assert plan_id(b"# Plan for Mia") == plan_id(b"# Plan for Mia") != plan_id(b"# Plan for Mia.")
    assert len(plan_id(b"")) == 9
