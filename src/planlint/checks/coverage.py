"""Check type `coverage`: each child has one of their own. Parameter `ask`: heading, need."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.checks.context import Context
from planlint.checks.statement import each_apart
from planlint.plan.resolve.model import Plan
from planlint.rules.finding import Why
from planlint.rules.model import Match

_OWN_KINDS = ("need", "outcome", "action", "assumed-need")
_OWN_SECTIONS = (
    "needs",
    "actions",
    "outcomes",
    "worries",
    "health",
    "education",
    "analysis",
    "observations",
    "other",
    "strengths",
    "contingency",
)


def check(context: Context) -> Iterator[Match]:
    """One match for the plan where a child lacks a heading; one a child who has no need, action or outcome."""
    plan = context.plan
    if len(plan.children) < 2 or plan.title is None:
        return
    if context.params["ask"] == "heading":
        missing = [child for child in plan.children if child.index not in headed(plan)]
        if missing:
            names = " and ".join(
                [", ".join(c.name for c in missing[:-1]), missing[-1].name] if len(missing) > 1 else [missing[0].name]
            )
            yield Match(plan.title, words={"missing": names}, why=Why(looked_for=("heading", "row", "column")))
        return
    for child in plan.children:
        if not _has_own(plan, child.index) and child.first_mention is not None:
            yield Match(child.first_mention, child=child.index, why=Why(looked_for=("need", "action", "outcome")))


def headed(plan: Plan) -> frozenset[int]:
    """Children with a heading, rows or a column of their own over needs or actions."""
    found = set()
    for statement in plan.statements:
        layout = statement.layout
        elsewhere = layout.category in ("views", "details", "contact", "review", "professionals")
        of_needs = layout.slot in ("action", "outcome", "need") or layout.category in ("needs", "actions", "worries")
        says = statement.is_("need", "outcome", "action", "assumed-need", at=0.3)
        if statement.child is not None and not elsewhere and (of_needs or says):
            found.add(statement.child)
    return frozenset(found)


def _has_own(plan: Plan, child: int) -> bool:
    for action in plan.actions:
        if action.child == child or action.children == {child}:
            return True
    for statement in plan.statements:
        if statement.layout.slot == "" and statement.layout.category in ("details",):
            continue
        own = statement.child == child or (statement.children == {child} and statement.subject != "children")
        own = own or (child in statement.children and each_apart(plan, statement, skip_first=False))
        if own and statement.is_(*_OWN_KINDS, at=0.4):
            return True
    return False
