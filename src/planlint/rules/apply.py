"""From matches to a report: rules yield to one another, then selection, severity, wording and what was allowed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from planlint.config import Config
from planlint.document import Document, Span
from planlint.plan.resolve.model import Plan
from planlint.rules import catalogue
from planlint.rules.finding import Allowed, Finding, Related, Report, Severity, Unchecked
from planlint.rules.model import Match, Rule
from planlint.rules.strengths import strengths_of
from planlint.rules.unchecked import unchecked_of

_SHORT = 70  # characters of the flagged words that a message repeats


def report_of(path: str, plan: Plan, matches: Mapping[str, list[Match]], rules: Sequence[Rule], config: Config) -> Report:
    """The report of a plan. Yielding is settled on all matches, before anything is selected or allowed."""
    settled = _settle(matches, rules)
    picked = {rule.code for rule in catalogue.select(rules, config.select, config.ignore)}
    findings = _findings(plan, {code: found for code, found in settled.items() if code in picked}, rules, config)
    kept, allowed = _allow(plan, findings)
    return Report(
        path=path,
        children=tuple(child.name for child in plan.children),
        as_of=plan.as_of.isoformat(),
        findings=tuple(kept),
        strengths=tuple(strengths_of(plan, settled)),
        unchecked=tuple(_unchecked(plan)),
        allowed=tuple(allowed),
        text=plan.layout.document.source,
    )


def _settle(matches: Mapping[str, list[Match]], rules: Sequence[Rule]) -> dict[str, list[Match]]:
    """A match goes where a rule that its own yields to has met the same action, or the same words."""
    settled = {}
    for rule in rules:
        over = [other for code in rule.yields_to for other in matches.get(code, ())]
        settled[rule.code] = [match for match in matches.get(rule.code, ()) if not any(_same(match, other) for other in over)]
    return settled


def _same(one: Match, other: Match) -> bool:
    if one.action is not None and other.action is not None:
        return one.action == other.action
    return one.span.overlaps(other.span)


def _findings(plan: Plan, matches: Mapping[str, list[Match]], rules: Sequence[Rule], config: Config) -> list[Finding]:
    by_code = {rule.code: rule for rule in rules}
    order = sorted(((match, code) for code, found in matches.items() for match in found), key=lambda pair: (pair[0].span, pair[1]))
    before: Counter[tuple[str, str, str]] = Counter()
    out = []
    for match, code in order:
        out.append(_finding(plan, by_code[code], match, config, before))
    return out


def _finding(plan: Plan, rule: Rule, match: Match, config: Config, before: Counter[tuple[str, str, str]]) -> Finding:
    document = plan.layout.document
    text = document.source[match.span.start : match.span.end]
    plain = " ".join(re.sub(r"[*_`|]+", " ", text).split())
    child = plan.children[match.child].name if match.child is not None else None
    key = (rule.code, child or "", plain.lower())
    before[key] += 1
    return Finding(
        rule=rule.code,
        name=rule.name,
        severity=_severity(rule, config),
        anchor=rule.anchor,
        child=child,
        message=_worded(rule.message, plan, match, plain, child),
        advice=_worded(rule.advice, plan, match, plain, child),
        text=text,
        plain=plain,
        start=document.location(match.span.start),
        end=document.location(match.span.end),
        place=_place(document, match.span),
        why=match.why,
        fixes=match.fixes,
        related=tuple(_related(document, words, span) for words, span in match.related),
        fingerprint=fingerprint(rule.code, child, plain, before[key]),
        url=f"https://planlint.readthedocs.io/rules/{rule.code}",
    )


def _place(document: Document, span: Span) -> str | None:
    """Where a span stands, in words, in a format without lines: the place of its block."""
    found = None
    for block in document.blocks:
        if block.place and block.span is not None and block.span.start <= span.start:
            found = block.place
    return found


def _related(document: Document, words: str, span: Span) -> Related:
    return Related(words, document.location(span.start), document.location(span.end))


def fingerprint(code: str, child: str | None, plain: str, nth: int) -> str:
    """A name for a finding that holds no line number and no plan text: rule, child, words, how many of the same before."""
    return hashlib.sha256(f"{code}\0{child or ''}\0{plain.lower()}\0{nth}".encode()).hexdigest()[:16]


def _severity(rule: Rule, config: Config) -> Severity:
    for key in (rule.code, rule.name, rule.family):
        if key in config.severity:
            return config.severity[key]
    return rule.severity


def _worded(template: str, plan: Plan, match: Match, plain: str, child: str | None) -> str:
    """The rule's words with its placeholders filled."""
    short = plain if len(plain) <= _SHORT else plain[: _SHORT - 1].rsplit(" ", 1)[0] + "…"
    words = {"text": short, "child": child or ("the child" if len(plan.children) == 1 else "each child"), **match.words}
    return re.sub(r"\{(\w+)\}", lambda m: str(words.get(m[1], "")), template).strip()


def _allow(plan: Plan, findings: Sequence[Finding]) -> tuple[list[Finding], list[Allowed]]:
    """Findings that the writer has allowed, with a reason, are listed apart."""
    kept, allowed = [], []
    directives = [d for d in plan.layout.document.directives if d.action == "allow" and d.reason.strip()]
    for finding in findings:
        reason = next((d.reason for d in directives if _covers(plan, d.code, d.block, finding)), None)
        if reason is None:
            kept.append(finding)
        else:
            allowed.append(Allowed(finding.rule, reason, finding))
    return kept, allowed


def _covers(plan: Plan, code: str, block: int | None, finding: Finding) -> bool:
    if code.upper() != finding.rule and code.lower() != finding.name:
        return False
    if block is None:
        return True
    span = plan.layout.document.blocks[block].span
    return span is not None and span.overlaps(Span(finding.start.offset, max(finding.end.offset, finding.start.offset + 1)))


def _unchecked(plan: Plan) -> list[Unchecked]:
    return unchecked_of(plan)
