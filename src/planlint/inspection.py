"""What planlint makes of a plan before any rule looks at it: children, adults, parts, sections, actions, statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planlint.document import Span
from planlint.plan.resolve.model import Action, Adult, Child, Part, Plan, PlanStatement

_SHOWN = 0.3  # kinds and scores below this are left out


@dataclass(frozen=True)
class Inspection:
    """A plan as the rules see it. Holds the plan's text: for rule authors, never for logs."""

    path: str
    plan: Plan

    def to_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON; offsets count code points of the source."""
        plan = self.plan
        return {
            "path": self.path,
            "as_of": plan.as_of.isoformat(),
            "plan_date": _day(plan.layout.plan_date),
            "review_date": _day(plan.layout.review_date),
            "voice": plan.voice,
            "children": [_child(child) for child in plan.children],
            "adults": [_adult(plan, adult) for adult in plan.adults],
            "sections": [
                {"title": s.title, "level": s.level, "category": s.category} for s in plan.layout.sections if s.title
            ],
            "tables": [{"purpose": t.purpose, "columns": list(t.slots)} for t in plan.layout.tables],
            "parts": [_part(plan, part) for part in plan.parts],
            "actions": [_action(plan, action) for action in plan.actions],
            "statements": [_statement(plan, statement) for statement in plan.statements],
            "problems": list(plan.layout.problems),
        }


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None


def _name(plan: Plan, child: int | None) -> str | None:
    return plan.children[child].name if child is not None else None


def _line(plan: Plan, span: Span) -> dict[str, int]:
    start = plan.layout.document.location(span.start)
    return {"offset": span.start, "end": span.end, "line": start.line, "column": start.column}


def _child(child: Child) -> dict[str, Any]:
    return {
        "name": child.name,
        "also": sorted(child.aliases - {child.name}),
        "born": _day(child.born),
        "age_days": child.age_days,
        "stage": child.stage,
        "pre_verbal": child.preverbal,
    }


def _adult(plan: Plan, adult: Adult) -> dict[str, Any]:
    return {
        "name": adult.name,
        "role": adult.role,
        "said_as": adult.title,
        "of": [plan.children[child].name for child in sorted(adult.of)],
    }


def _part(plan: Plan, part: Part) -> dict[str, Any]:
    return {"child": _name(plan, part.child), "own": part.own, "statements": list(part.statements)}


def _action(plan: Plan, action: Action) -> dict[str, Any]:
    return {
        "form": action.form,
        "text": action.text,
        "child": _name(plan, action.child),
        "slots": dict(action.slots),
        "outcome_over_it": action.outcome or None,
        **_line(plan, action.span),
    }


def _statement(plan: Plan, statement: PlanStatement) -> dict[str, Any]:
    return {
        "number": statement.index,
        "text": statement.text,
        "part": _name(plan, statement.child),
        "section": statement.layout.category,
        "slot": statement.layout.slot or None,
        "subject": statement.subject,
        "children": [plan.children[child].name for child in sorted(statement.children)],
        "to_child": statement.to_child,
        "quoted": statement.quoted,
        "kinds": _likely(statement.kinds),
        "scores": _likely(statement.scores),
        **_line(plan, statement.span),
    }


def _likely(chances: Any) -> dict[str, float]:
    return {name: chance for name, chance in sorted(chances.items(), key=lambda item: -item[1]) if chance >= _SHOWN}
