"""Why a finding was made: what its check has said, with what the statement and the rule file can add.

A rule's `check` may name word lists that tell of its fault (`tells: [file, list…]`) and what would have
answered it (`looked_for`). They explain; they decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planlint.plan.resolve.model import Plan, PlanStatement
from planlint.rules.finding import Why
from planlint.rules.model import Match, Rule
from planlint.words import pattern

_LIKELY = 0.5


def reasons_of(plan: Plan, rule: Rule, match: Match) -> Why:
    """The reasons a match can give, completed."""
    own = list(_statements(plan, match))
    kinds = match.why.kinds or tuple(kind for statement in own[:1] for kind in kinds_of(statement))
    cue = match.why.cue or _cue(plan, rule, match, own)
    looked_for = match.why.looked_for or tuple(map(str, rule.check.get("looked_for", rule.check.get("unless", ()))))
    return replace(match.why, cue=cue, kinds=kinds, looked_for=looked_for)


def kinds_of(statement: PlanStatement) -> tuple[str, ...]:
    """What a statement was read as, the likeliest first."""
    likely = [kind for kind, probability in statement.kinds.items() if probability >= _LIKELY]
    return tuple(sorted(likely, key=lambda kind: -statement.kinds[kind]))


def _statements(plan: Plan, match: Match) -> Iterator[PlanStatement]:
    """The statements that a match is about; none for one on a part, a section or the plan."""
    if match.statement is not None:
        yield plan.statements[match.statement]
    elif match.action is not None:
        yield from (plan.statements[number] for number in plan.actions[match.action].statements)


def _cue(plan: Plan, rule: Rule, match: Match, own: list[PlanStatement]) -> str | None:
    """The words that tell of the fault, or made the rule look; None where only what is missing does."""
    tells = rule.check.get("tells")
    if not tells:
        return match.words.get("sibling")
    about = own or [s for s in plan.statements if not s.exempt and match.child in (None, s.child, *s.children)]
    for statement in about:
        for met in pattern(*tells).finditer(statement.text):
            if not any(start <= met.start() < end for start, end in statement.note.quotes):
                return met[0]
    return match.words.get("sibling")
