"""Check type `address`: to whom the plan is written. Parameter `ask`: plan (VOI001), slip (VOI002)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planlint.checks.context import Context
from planlint.fixes.person import second_person_fix
from planlint.plan.resolve.model import Plan, PlanStatement
from planlint.rules.finding import Why
from planlint.rules.model import Match

_GREETING = re.compile(r"\W*(?:dear|hello|hi|to)\s+[\w'’ -]+[,.!:]?\s*$", re.IGNORECASE)


def check(context: Context) -> Iterator[Match]:
    """The plan, where fewer than half of its statements about a child speak to them; else each slip."""
    plan = context.plan
    if not plan.children or all(child.stage == "unborn" for child in plan.children) or plan.title is None:
        return
    if context.params["ask"] == "plan":
        share = to_child_share(plan)
        if share is not None and share < 0.5:
            yield Match(plan.title, why=Why(score=round(share, 3), looked_for=("you", "your")))
        return
    if (to_child_share(plan) or 0.0) < 0.5:
        return
    for statement in plan.statements:
        if _slips(context, statement):
            yield Match(
                statement.span,
                child=statement.subject_child if statement.subject_child is not None else statement.child,
                why=context.why(statement, looked_for=("you", "your")),
                fixes=second_person_fix(plan, statement),
                statement=statement.index,
            )


def counted(plan: Plan) -> list[PlanStatement]:
    """The statements that have a child as subject, object or owner, outside professionals' sections and details."""
    return [
        s
        for s in plan.statements
        if not s.exempt and s.layout.category != "details" and not s.quoted and s.layout.slot not in ("owner", "when", "child")
        and (s.to_child or s.about_child or s.subject == "children")
        and not (s.subject == "writer" and not s.to_child and not s.children)
    ]  # fmt: skip


def to_child_share(plan: Plan) -> float | None:
    """Which share of the counted statements says 'you' to the child; None where none counts."""
    statements = counted(plan)
    if not statements:
        return None
    return sum(s.to_child for s in statements) / len(statements)


def _slips(context: Context, statement: PlanStatement) -> bool:
    """Speaks about the child of the part in the third person, and not to them."""
    plan = context.plan
    if statement.exempt or statement.quoted or statement.layout.category == "details" or statement.to_child:
        return False
    if statement.layout.slot in ("owner", "when", "child", "number") or _GREETING.match(statement.text):
        return False
    if statement.child is None and len(plan.children) > 1:
        return False
    if not statement.note.clause.verb or _greets(statement):
        return False
    own = statement.child
    forms = plan.children[own].aliases if own is not None else frozenset()
    named = any(m.text in forms and not m.quoted and m.dependency != "agent" for m in statement.note.mentions)
    by_pronoun = (
        own is not None
        and own in statement.children
        and statement.subject == "child"
        and statement.subject_child == own
    )
    called = any(m.kind == "baby" and not m.quoted for m in statement.note.mentions)
    return (
        (named and not _full_name_only(statement, forms))
        or (by_pronoun and context.over(statement, "pronoun"))
        or (called and context.over(statement, "pronoun"))
    )


def _greets(statement: PlanStatement) -> bool:
    """The name is called out, not spoken about: 'Osian, Mum has bipolar'."""
    first = next(iter(statement.note.mentions), None)
    return (
        first is not None
        and first.kind == "name"
        and first.start == 0
        and statement.text[first.end : first.end + 1] == ","
    )


def _full_name_only(statement: PlanStatement, forms: frozenset[str]) -> bool:
    """The child's full name in a legal line."""
    full = [m for m in statement.note.mentions if m.text in forms and " " in m.text]
    return (
        bool(full)
        and statement.is_("fact", at=0.5)
        and not [m for m in statement.note.mentions if m.text in forms and " " not in m.text]
    )
