"""Small made-up plans in the layouts of published UK templates: who is in them, when they were made, what they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

_HERE = Path(__file__).parent / "templates"
_ISLA, _FINN = date(2018, 5, 4), date(2025, 11, 12)
_MADE = date(2026, 2, 3)


@dataclass(frozen=True)
class Expected:
    born: dict[str, date | None]
    roles: dict[str, str] = field(default_factory=dict)
    made: date | None = None
    categories: tuple[str, ...] = ()  # some of those of its sections
    actions: tuple[str, ...] = ()
    slots: frozenset[str] = frozenset()  # of the first row of actions


_ISLA_ALONE: dict[str, date | None] = {"Isla": _ISLA}
_BOTH: dict[str, date | None] = {"Isla": _ISLA, "Finn": _FINN}
_PARENTS = {"Fiona Mackay": "mother", "Carl Dale": "step-father"}

PLANS = {
    "scottish-statutory.md": Expected(
        _ISLA_ALONE, {"Jo Bell": "professional", "Mr Reid": "professional"}, _MADE, ("needs", "views"),
        ("Fiona will put Isla to bed by eight",), frozenset({"need", "action", "outcome", "measure", "owner"}),
    ),
    "scottish-how-will-we-know.md": Expected(
        _ISLA_ALONE, {}, _MADE, (), ("Put Isla to bed by eight", "Take Isla to Brownies"),
        frozenset({"outcome", "action", "owner", "when", "progress"}),
    ),
    "scottish-specification.txt": Expected(
        _ISLA_ALONE, {"Fiona Mackay": "mother", "Jo Bell": "professional", "Mr Reid": "professional"}, None,
        ("worries", "needs", "contingency"),
    ),
    "ehc-running-header.txt": Expected(_ISLA_ALONE, {}, _MADE),
    "ehc-all-about-me.md": Expected(_ISLA_ALONE, {"Fiona": "mother", "Carl": "step-father"}, None, ("details", "views")),
    "ehc-sensitive-banner.md": Expected(_ISLA_ALONE, _PARENTS),
    "ehc-merge-fields.md": Expected(_ISLA_ALONE, {}, _MADE, ("needs",)),
    "my-ehc-plan.md": Expected(_ISLA_ALONE, {}, _MADE, ("views", "outcomes")),
    "early-help-three-questions.md": Expected(
        _BOTH, {**_PARENTS, "Rab Mackay": "father"}, None, ("worries", "strengths", "actions"),
        ("Fiona will put Isla to bed by eight from 3 March",),
    ),
    "early-help-row-a-child.md": Expected(_BOTH, _PARENTS),
    "early-help-file-number.md": Expected(
        _BOTH, _PARENTS, None, ("needs",), ("Put Isla to bed by eight",),
        frozenset({"need", "action", "owner", "outcome", "when"}),
    ),
    "care-plan-front-sheet.md": Expected(
        {"Isla": date(2011, 5, 4)}, {"Jo Bell": "professional", "Fiona": "mother"}, None,
        ("details", "needs", "analysis", "actions", "parents"), ("Jo will book football by 3 March 2026",),
    ),
    "isle-of-man-care-plan.txt": Expected(
        _ISLA_ALONE, {"Jo Bell": "professional", "Pat Orme": "carer"}, _MADE, ("outcomes", "views")
    ),
    "outline-protection-plan.md": Expected(
        _BOTH, {}, None, (), ("Nan will put Isla to bed",), frozenset({"need", "outcome", "action", "owner", "when"})
    ),
    "ics-exemplar.md": Expected(
        _BOTH, {}, None, (), ("Health visitor to show Fiona the wind-down",),
        frozenset({"need", "action", "when", "owner", "outcome"}),
    ),
    "family-plan-cin.md": Expected(
        {"Isla": None, "Finn": None}, {"Fiona": "mother", "Carl": "step-father"}, None, ("contingency",),
        (
            "Jo will bring a clock by 3 March, so that Isla can tell when it is morning.",
            "Fiona will buy a cot by 3 March, so that Finn sleeps flat.",
        ),
    ),
    "worries-goals-actions.md": Expected(
        _ISLA_ALONE, {}, _MADE, (),
        ("Fiona will put Isla to bed by eight from 3 March", "Jo will visit on Fridays until June"),
        frozenset({"need", "outcome", "action"}),
    ),
    "welsh-care-and-support.md": Expected(
        _ISLA_ALONE, {}, None, (), ("Jo will bring a clock by 3 March", "Fiona will put Isla to bed by eight"),
        frozenset({"need", "outcome", "action", "measure", "when"}),
    ),
    "written-agreement.txt": Expected(_ISLA_ALONE, {}, None, ("worries",)),
    "signs-of-safety.md": Expected(
        {"Isla": None, "Finn": None}, {"Fiona": "mother", "Carl": "step-father", "Jo Bell": "professional"}, _MADE,
        ("views",), ("Carl to leave the room when cross from 3 March",), frozenset({"need", "outcome", "action"}),
    ),
}  # fmt: skip


def _format(name: str) -> str:
    return "text" if name.endswith(".txt") else "markdown"


def test_every_template_has_its_expectations():  # type: ignore[no-untyped-def]
    assert {path.name for path in _HERE.iterdir()} == set(PLANS)


@pytest.mark.parametrize("name", PLANS)
def test_children_adults_and_the_day_of_the_plan_are_found(name, lay):  # type: ignore[no-untyped-def]
    found, expected = lay((_HERE / name).read_text(encoding="utf-8"), _format(name)), PLANS[name]
    assert found.born == expected.born
    assert expected.roles.items() <= found.roles.items()
    assert found.layout.plan_date == expected.made


@pytest.mark.parametrize("name", PLANS)
def test_sections_and_actions_are_found(name, resolve):  # type: ignore[no-untyped-def]
    plan, expected = resolve((_HERE / name).read_text(encoding="utf-8"), _format(name)), PLANS[name]
    assert set(expected.categories) <= {section.category for section in plan.layout.sections}
    if expected.actions:
        assert tuple(action.text for action in plan.actions) == expected.actions
    if expected.slots:
        assert {slot for slot, text in plan.actions[0].slots.items() if text} == expected.slots


def test_the_forms_own_words_are_no_statements(lay):  # type: ignore[no-untyped-def]
    texts = [
        statement.text
        for name in PLANS
        for statement in lay((_HERE / name).read_text(encoding="utf-8"), _format(name)).layout.statements
    ]
    assert not [t for t in texts if "Click or tap" in t or "PAGE" in t or "☐" in t or t.endswith("?")]


def test_names_and_births_in_a_form_are_no_statements(lay):  # type: ignore[no-untyped-def]
    laid = lay((_HERE / "early-help-file-number.md").read_text(encoding="utf-8"))
    assert not [s.text for s in laid.layout.statements if s.text in ("Isla", "Mackay", "04/05/2018", "Mother")]
