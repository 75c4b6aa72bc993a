"""What every check is given beside the plan: the rule's parameters and the thresholds of the scores."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from planlint.plan.resolve.model import Plan, PlanStatement
from planlint.rules.finding import Why


@cache
def thresholds() -> Mapping[str, float]:
    """The score from which each statement rule speaks: one file beside the checks, not in the rules."""
    text = (files("planlint") / "checks" / "thresholds.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)
    return found


@dataclass(frozen=True)
class Context:
    """A plan, the code of the rule that asks, and its parameters."""

    plan: Plan
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def score(self, statement: PlanStatement) -> float:
        """How strongly the rule's fault shows in a statement, from 0 to 1."""
        return statement.scores.get(self.code, 0.0)

    def over(self, statement: PlanStatement, name: str = "") -> bool:
        """Whether the score reaches the rule's threshold (or a named one of the rule's)."""
        return self.score(statement) >= thresholds().get(f"{self.code}{'.' + name if name else ''}", 0.5)

    def why(self, statement: PlanStatement, cue: str | None = None, looked_for: tuple[str, ...] = ()) -> Why:
        """The reasons a finding can give for itself."""
        kinds = tuple(sorted((k for k, v in statement.kinds.items() if v >= 0.5), key=lambda k: -statement.kinds[k]))
        return Why(cue, kinds, round(self.score(statement), 3), looked_for)
