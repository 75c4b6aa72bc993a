"""What a writer has allowed: which findings a wish covers, and the wishes that say nothing.

A wish covers the findings of its rule in the block it stands at; in the front matter, all of the file. A
finding on a whole plan, part or section is covered from anywhere in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planlint.document import Directive, Span
from planlint.plan.resolve.model import Plan
from planlint.rules import catalogue
from planlint.rules.finding import Allowed, Finding, Why
from planlint.rules.model import Match, Rule

CHECK = "allow"  # the check type of the rules about wishes


@dataclass(frozen=True, slots=True)
class Settled:
    """Findings told and findings allowed; `faults` are the wishes at fault, by what is asked of them."""

    kept: tuple[Finding, ...]
    allowed: tuple[Allowed, ...]
    faults: Mapping[str, list[Match]] = field(default_factory=dict)


def settle(
    plan: Plan,
    findings: Sequence[Finding],
    picked: Sequence[Rule],
    rules: Sequence[Rule],
    required: Sequence[str],
) -> Settled:
    """Part the findings that a writer has allowed, with a reason, from the rest.

    `picked` are the rules looked for, `rules` all there are, `required` those that nobody may allow away.
    """
    wishes = [
        _Wish(d, _named(d.code, rules), _is_barred(d.code, rules, required))
        for d in plan.layout.document.directives
        if d.action == "allow"
    ]
    kept, allowed = [], []
    used: set[int] = set()
    for finding in findings:
        covering = [n for n, wish in enumerate(wishes) if wish.holds and wish.covers(plan, finding)]
        used.update(covering)
        if covering:
            allowed.append(Allowed(finding.rule, wishes[covering[0]].directive.reason.strip(), finding))
        else:
            kept.append(finding)
    looked_for = {rule.code for rule in picked}
    faults: dict[str, list[Match]] = {"known": [], "reason": [], "use": []}
    for number, wish in enumerate(wishes):
        if (fault := wish.fault(number in used, looked_for)) is not None:
            faults[fault].append(wish.match())
    return Settled(tuple(kept), tuple(allowed), faults)


@dataclass(frozen=True, slots=True)
class _Wish:
    directive: Directive
    rule: Rule | None
    barred: bool

    @property
    def holds(self) -> bool:
        return self.rule is not None and bool(self.directive.reason.strip()) and not self.barred

    def covers(self, plan: Plan, finding: Finding) -> bool:
        if self.rule is None or self.rule.code != finding.rule:
            return False
        block = self.directive.block
        return block is None or _stands_in(plan, block, finding)

    def fault(self, used: bool, looked_for: set[str]) -> str | None:
        if self.rule is None:
            return "known"
        if not self.directive.reason.strip():
            return "reason"
        return "use" if not used and self.rule.code in looked_for else None

    def match(self) -> Match:
        code = self.directive.code
        near = catalogue.nearest(code) if self.rule is None else None
        because = f"{code} may not be allowed away here" if self.barred else f"{code} is not found there"
        words = {"code": code, "near": f"; did you mean {near}?" if near else "", "because": because}
        return Match(self.directive.span, words=words, why=Why(cue=code))


def _named(code: str, rules: Sequence[Rule]) -> Rule | None:
    wanted = code.strip().lower()
    return next((r for r in rules if wanted in (r.code.lower(), r.name.lower(), *map(str.lower, r.aliases))), None)


def _is_barred(code: str, rules: Sequence[Rule], required: Sequence[str]) -> bool:
    rule = _named(code, rules)
    return rule is not None and any(catalogue.names_a_rule(word, rule) for word in required)


def _stands_in(plan: Plan, block: int, finding: Finding) -> bool:
    """Whether a block stands in what a finding is about."""
    layout = plan.layout
    if finding.anchor == "plan":
        return True
    if finding.anchor == "part" and (
        finding.child is None or len(plan.children) == 1 or finding.child in _children_at(plan, block)
    ):
        return True
    if finding.anchor == "section":
        heading = layout.sections[layout.section_of[block]].heading
        block = heading if heading is not None else block
    span = layout.document.blocks[block].span
    return span is not None and span.overlaps(
        Span(finding.start.offset, max(finding.end.offset, finding.start.offset + 1))
    )


def _children_at(plan: Plan, block: int) -> set[str]:
    """The children in whose parts a block stands, by its own statements or those of its section."""
    here = [s for s in plan.statements if s.layout.block == block]
    around = here or [s for s in plan.statements if s.layout.section == plan.layout.section_of[block]]
    return {plan.children[s.child].name for s in around if s.child is not None}
