"""From matches to a report: rules yield to one another, then selection, severity, wording and what was allowed."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from planlint.config import Config
from planlint.document import Document, Span
from planlint.plan.resolve.model import Plan
from planlint.rules import allow, catalogue
from planlint.rules.finding import Finding, Related, Report, Severity, Unchecked
from planlint.rules.fingerprint import fingerprinted
from planlint.rules.model import Match, Rule
from planlint.rules.reasons import reasons_of
from planlint.rules.strengths import strengths_of
from planlint.rules.unchecked import unchecked_of

_SHORT = 70  # characters of the flagged words that a message repeats


def report_of(
    path: str, plan: Plan, matches: Mapping[str, list[Match]], rules: Sequence[Rule], config: Config
) -> Report:
    """The report of a plan. Yielding is settled on all matches, before anything is selected or allowed."""
    settled = _settle(matches, rules)
    picked = catalogue.select(rules, config.select, config.ignore, config.required)
    findings = _findings(plan, {rule.code: settled[rule.code] for rule in picked}, rules, config)
    wishes = allow.settle(plan, findings, picked, rules, config.required)
    about_wishes = [rule for rule in picked if rule.check["type"] == allow.CHECK]
    faults = _findings(plan, {rule.code: wishes.faults[rule.check["ask"]] for rule in about_wishes}, rules, config)
    kept = sorted((*wishes.kept, *faults), key=lambda finding: (finding.start.offset, finding.end.offset, finding.rule))
    return fingerprinted(
        Report(
            path=path,
            children=tuple(child.name for child in plan.children),
            as_of=plan.as_of.isoformat(),
            findings=tuple(kept),
            strengths=tuple(strengths_of(plan, settled)),
            unchecked=tuple(_unchecked(plan)),
            allowed=wishes.allowed,
            text=plan.layout.document.source,
        )
    )


def _settle(matches: Mapping[str, list[Match]], rules: Sequence[Rule]) -> dict[str, list[Match]]:
    """A match goes where a rule that its own yields to has met the same action, or the same words."""
    settled = {}
    for rule in rules:
        over = [other for code in rule.yields_to for other in matches.get(code, ())]
        settled[rule.code] = [
            match for match in matches.get(rule.code, ()) if not any(_same(match, other) for other in over)
        ]
    return settled


def _same(one: Match, other: Match) -> bool:
    if one.action is not None and other.action is not None:
        return one.action == other.action
    return one.span.overlaps(other.span)


def _findings(plan: Plan, matches: Mapping[str, list[Match]], rules: Sequence[Rule], config: Config) -> list[Finding]:
    by_code = {rule.code: rule for rule in rules}
    order = sorted(
        ((match, code) for code, found in matches.items() for match in found), key=lambda pair: (pair[0].span, pair[1])
    )
    out = []
    for match, code in order:
        out.append(_finding(plan, by_code[code], match, config))
    return out


def _finding(plan: Plan, rule: Rule, match: Match, config: Config) -> Finding:
    document = plan.layout.document
    text = document.source[match.span.start : match.span.end]
    plain = _plain(text, document.format)
    child = plan.children[match.child].name if match.child is not None else None
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
        why=reasons_of(plan, rule, match),
        fixes=match.fixes,
        related=tuple(_related(document, words, span) for words, span in match.related),
        url=f"https://planlint.readthedocs.io/rules/{rule.code}",
    )


def _plain(text: str, format_name: str) -> str:
    """Flagged words without their markup."""
    if format_name == "html":
        text = html.unescape(re.sub(r"<!--.*?-->|<[^<>]*>", " ", text, flags=re.DOTALL))
    return " ".join(re.sub(r"[*_`|]+", " ", text).replace("\u00ad", "").split())


def _place(document: Document, span: Span) -> str | None:
    """Where a span stands, in words, in a format without lines: the place of its block."""
    found = None
    for block in document.blocks:
        if block.place and (block.key_span or block.pieces):
            begins = block.key_span.start if block.key_span else block.pieces[0].source_start
            found = block.place if begins <= span.start else found
    return found


def _related(document: Document, words: str, span: Span) -> Related:
    return Related(words, document.location(span.start), document.location(span.end))


def _severity(rule: Rule, config: Config) -> Severity:
    """As the configuration weighs the rule: the longest of its words that mean it has the say."""
    meant = [word for word in config.severity if catalogue.names_a_rule(word, rule)]
    return config.severity[max(meant, key=len)] if meant else rule.severity


def _worded(template: str, plan: Plan, match: Match, plain: str, child: str | None) -> str:
    """The rule's words with its placeholders filled."""
    said = match.words.get("action", plain)  # a row is spoken of by what is to be done
    short = said if len(said) <= _SHORT else said[: _SHORT - 1].rsplit(" ", 1)[0] + "…"
    anybody = "the child" if len(plan.children) == 1 else "each child"
    words = {"text": short, "child": child or anybody, "father": _father(plan), **match.words}
    filled = re.sub(r"\{(\w+)\}", lambda m: str(words.get(m[1], "")), template).strip()
    return filled[:1].upper() + filled[1:]


def _father(plan: Plan) -> str:
    """What to call the father in a message: his name where the plan has one father who has one."""
    names = {adult.name for adult in plan.adults if adult.role in ("father", "step-father", "partner")}
    return (names.pop() or "Dad") if len(names) == 1 else "a father" if names else "Dad"


def _unchecked(plan: Plan) -> list[Unchecked]:
    return unchecked_of(plan)
