"""What could not be judged, and why: silence is not praise."""

from __future__ import annotations

from planlint.plan.resolve.model import Plan
from planlint.rules.finding import Unchecked


def unchecked_of(plan: Plan) -> list[Unchecked]:
    """One entry for each thing that could not be judged."""
    if not plan.children:
        return [
            Unchecked(
                None, None, "no child found: give the child's name and date of birth in a details table or in the title"
            )
        ]
    found = [Unchecked(None, None, problem) for problem in plan.layout.problems]
    for child in plan.children:
        if child.age_days is None and child.stage != "unborn":
            found.append(
                Unchecked(
                    "INF001",
                    child.name,
                    "no date of birth or age found: the rules for babies and reading age were not applied",
                )
            )
    return found
