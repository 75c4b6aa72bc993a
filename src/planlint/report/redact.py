"""`--redact`: reports without a word of the plans and without a name, for logs that others can read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from planlint.rules.finding import Allowed, Finding, Related, Report, Strength, Unchecked, Why

if TYPE_CHECKING:
    from planlint.rules.model import Rule

_ELSEWHERE = "this place belongs to it"


def redacted(reports: Iterable[Report], rules: Mapping[str, Rule]) -> Iterator[Report]:
    """The reports with numbers for files and children, and the rules' own words for what they found.

    Names of files go as well: they hold names of children. Files are numbered in the order of the run.
    """
    for number, report in enumerate(reports, 1):
        yield _report(report, number, rules)


def _report(report: Report, number: int, rules: Mapping[str, Rule]) -> Report:
    children = {name: f"child {at}" for at, name in enumerate(dict.fromkeys(report.children), 1)}

    def finding(one: Finding) -> Finding:
        rule = rules.get(one.rule)
        return replace(
            one,
            child=_child(one.child, children),
            message=rule.summary if rule else one.name.replace("-", " "),
            advice=_without_words(rule.advice) if rule else "",
            text="",
            plain="",
            why=Why(kinds=one.why.kinds, score=one.why.score),
            fixes=(),
            related=tuple(Related(_ELSEWHERE, other.start, other.end) for other in one.related),
            fingerprint="",
        )

    return replace(
        report,
        path=f"plan-{number}{Path(report.path).suffix if report.error is None else ''}",
        children=tuple(children.values()),
        as_of=None,
        findings=tuple(map(finding, report.findings)),
        strengths=tuple(_strength(one, children) for one in report.strengths),
        unchecked=tuple(_unchecked(one, children) for one in report.unchecked),
        allowed=tuple(_allowed(one, finding) for one in report.allowed),
        text=None,
    )


def _strength(one: Strength, children: Mapping[str, str]) -> Strength:
    return replace(one, child=_child(one.child, children), message=one.name.replace("-", " "))


def _unchecked(one: Unchecked, children: Mapping[str, str]) -> Unchecked:
    reason = one.reason
    for name, number in children.items():
        reason = reason.replace(name, number)
    return replace(one, child=_child(one.child, children), reason=reason)


def _allowed(one: Allowed, finding: Callable[[Finding], Finding]) -> Allowed:
    return Allowed(one.rule, "the writer's reason is left out", finding(one.finding) if one.finding else None)


def _child(name: str | None, children: Mapping[str, str]) -> str | None:
    return children.get(name, "a child") if name is not None else None


def _without_words(advice: str) -> str:
    """A rule's advice with its placeholders filled by words that are true of any plan."""
    filled = advice.replace("{child}", "the child").replace("{text}", "these words")
    return re.sub(r"\{(\w+)\}", r"the \1", filled)
