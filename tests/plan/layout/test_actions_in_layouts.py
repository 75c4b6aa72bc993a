"""The same actions, written down in every way that plans have been seen to: who, what, when and the outcome are found."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


@dataclass(frozen=True)
class Act:
    """What every way of writing tells of one action."""

    action: str
    owner: str
    when: str
    outcome: str

    @property
    def slots(self) -> dict[str, str]:
        return {"action": self.action, "owner": self.owner, "when": self.when, "outcome": self.outcome}


_ACTS = (
    Act("Take Nathan to the asthma nurse", "Carly", "3 March 2026", "Nathan can run without coughing"),
    Act("Bring a bed and put it up", "Jo Bell", "10/03/2026", "Nathan sleeps nine hours in his own bed"),
    Act("Ring on Sundays at five", "Dad", "by 8 March", "Nathan hears from his dad each week"),
    Act("Keep a place at breakfast club", "Head teacher", "within 2 weeks", "Nathan has eaten before lessons"),
)
_HEADS = {
    "action": (
        "Action",
        "What",
        "What are we going to do?",
        "What needs to happen",
        "Agreed actions",
        "Task",
        "Steps",
        "How",
    ),
    "owner": (
        "Who",
        "By whom",
        "Person responsible",
        "Lead",
        "Whose job",
        "Who is helping me?",
        "Owner",
        "Responsible",
    ),
    "when": ("When", "By when?", "Timescale", "Target date", "Completion date", "Deadline", "Due"),
    "outcome": ("Outcome", "Desired outcome", "So that", "What will be different", "Planned outcomes", "Goal"),
}
_TOP = "# Plan for Nathan Pryce\n\nNathan, born 4 May 2018, lives with his mum, Carly. Made on 3 February 2026.\n\n"

acts = st.lists(st.sampled_from(_ACTS), min_size=2, max_size=4, unique=True)
heads = st.fixed_dictionaries({slot: st.sampled_from(words) for slot, words in _HEADS.items()})
orders = st.permutations(tuple(_HEADS))


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _table(order: list[str], top: list[str], rows: list[Act]) -> str:
    rule = "|---" * len(order) + "|\n"
    return (
        _TOP + "## Actions\n\n" + _row(top) + rule + "".join(_row([act.slots[slot] for slot in order]) for act in rows)
    )


@given(rows=acts, names=heads, order=orders)
@settings(deadline=None, max_examples=60)
def test_columns_are_told_by_their_heads_in_any_order(lay, rows, names, order):  # type: ignore[no-untyped-def]
    found = lay(_table(order, [names[slot] for slot in order], rows))
    assert found.rows == [act.slots for act in rows]


@given(rows=acts, order=st.permutations(("owner", "when", "outcome")))
@settings(deadline=None, max_examples=30)
def test_columns_without_heads_are_told_by_what_stands_in_them(lay, rows, order):  # type: ignore[no-untyped-def]
    order = ("action", *order)
    found = lay(_table(order, [""] * 4, rows))
    assert [{k: row.get(k) for k in ("action", "owner", "when")} for row in found.rows] == [
        {k: act.slots[k] for k in ("action", "owner", "when")} for act in rows
    ]


@given(rows=acts, names=heads, order=orders)
@settings(deadline=None, max_examples=30)
def test_a_table_on_its_side_has_an_action_a_column(lay, rows, names, order):  # type: ignore[no-untyped-def]
    lines = [_row([names[slot], *(act.slots[slot] for act in rows)]) for slot in order]
    rule = "|---" * (len(rows) + 1) + "|\n"
    found = lay(_TOP + lines[0] + rule + "".join(lines[1:]))
    assert found.rows == [act.slots for act in rows]


@given(rows=acts, names=heads)
@settings(deadline=None, max_examples=30)
def test_numbered_blocks_of_lines_are_an_action_each(lay, rows, names):  # type: ignore[no-untyped-def]
    blocks = "\n\n".join(
        f"Action {n}: {act.action}\n{names['owner']}: {act.owner}\n{names['when']}: {act.when}\n{names['outcome']}: {act.outcome}"
        for n, act in enumerate(rows, 1)
    )
    found = lay(
        f"PLAN FOR NATHAN PRYCE\n\nNathan, born 4 May 2018, lives with his mum, Carly.\n\nACTIONS\n\n{blocks}\n", "text"
    )
    assert found.rows == [act.slots for act in rows]


@pytest.mark.parametrize("lead", ["Need", "Worry", "Identified need"])
@given(rows=acts)
@settings(deadline=None, max_examples=15)
def test_lines_that_begin_with_the_need_are_an_action_each(lead, lay, rows):  # type: ignore[no-untyped-def]
    blocks = "\n\n".join(
        f"{lead} {n}: Nathan is tired\nWhat needs to happen: {a.action}\nBy whom: {a.owner}\nDeadline: {a.when}\nDesired outcome: {a.outcome}"
        for n, a in enumerate(rows, 1)
    )
    text = f"CHILD IN NEED PLAN\n\nChild: Nathan Pryce\nSocial worker: Jo Bell\nDate of plan: 3 February 2026\n\n{blocks}\n"
    found = lay(text, "text")
    assert [{k: row[k] for k in _HEADS} for row in found.rows] == [act.slots for act in rows]
    assert found.names == ["Nathan"]


def test_a_date_that_heads_a_column_called_target_is_the_day(lay):  # type: ignore[no-untyped-def]
    found = lay(
        _TOP + "| Worry | Steps | Person | Target | How will Nathan's life be better? |\n|---|---|---|---|---|\n"
        "| Sleep | Bring a bed | Jo Bell | 10 March 2026 | Nathan sleeps nine hours |\n"
    )
    assert found.rows == [
        {
            "need": "Sleep",
            "action": "Bring a bed",
            "owner": "Jo Bell",
            "when": "10 March 2026",
            "outcome": "Nathan sleeps nine hours",
        }
    ]


def test_a_head_row_that_is_an_action_is_one(lay):  # type: ignore[no-untyped-def]
    found = lay(
        _TOP + "## Actions\n\n| Take Nathan to the asthma nurse | Carly | 3 March 2026 |\n|---|---|---|\n"
        "| Bring a bed | Jo Bell | 10 March 2026 |\n"
    )
    assert [row["action"] for row in found.rows] == ["Take Nathan to the asthma nurse", "Bring a bed"]


def test_a_chronology_is_no_table_of_actions(lay):  # type: ignore[no-untyped-def]
    found = lay(
        _TOP + "## Chronology\n\n| 3 March 2025 | Police were called to the house | PC Dunn |\n|---|---|---|\n"
        "| 10 April 2025 | Nathan was late for school again | Mrs Lund |\n"
    )
    assert found.rows == []


def test_a_row_with_a_column_of_actions_each_for_family_and_professionals_is_two_actions(lay):  # type: ignore[no-untyped-def]
    found = lay(
        _TOP + "| Worries | Goals | Actions by family | Actions by professionals |\n|---|---|---|---|\n"
        "| Nathan is tired | Nathan is awake in class | Carly will put Nathan to bed by eight | Jo will bring a bed |\n"
    )
    assert [row["action"] for row in found.rows] == ["Carly will put Nathan to bed by eight", "Jo will bring a bed"]


def test_the_day_of_an_action_is_not_the_plans(lay):  # type: ignore[no-untyped-def]
    found = lay(
        "# Plan for Nathan\n\n| What | Who | When |\n|---|---|---|\n| Bring a bed for Nathan | Jo | 10 March 2026 |\n"
    )
    assert found.layout.plan_date is None


def test_whose_action_it_is_makes_nobody_a_child(lay):  # type: ignore[no-untyped-def]
    found = lay("# Plan for Nathan\n\nAction 1: Bring a bed for Nathan\n\nWho: Carly\n\nWhen: 10 March 2026\n")
    assert found.names == ["Nathan"]
