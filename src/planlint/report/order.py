"""The order in which findings are told, and the points that people see: findings on the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planlint.document import Location
from planlint.rules.finding import Finding, Severity

WEIGHT: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}
_WORDS = frozenset({"phrase", "statement", "action"})


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at, with one or more reasons: the findings that stand there, weightiest first."""

    findings: tuple[Finding, ...]
    start: Location
    end: Location

    @property
    def is_about_words(self) -> bool:
        """Whether it points at words of the plan, not at a part, a section or the whole."""
        return self.findings[0].anchor in _WORDS

    @property
    def child(self) -> str | None:
        """The child whom all its findings are about, if there is one."""
        children = {finding.child for finding in self.findings}
        return children.pop() if len(children) == 1 else None


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by place; at one place the longer stretch first, then by weight and code."""
    return sorted(findings, key=_by_place)


def points(findings: Iterable[Finding]) -> list[Point]:
    """Findings gathered into points, by place.

    Findings on words join where their words overlap, a row with what stands in it. Findings on a part, a
    section or the plan join where they point at the same heading or title.
    """
    ordered = in_order(findings)
    groups = _overlapping([finding for finding in ordered if finding.anchor in _WORDS])
    whole: dict[tuple[int, int], list[Finding]] = {}
    for finding in ordered:
        if finding.anchor not in _WORDS:
            whole.setdefault((finding.start.offset, finding.end.offset), []).append(finding)
    made = [_point(group) for group in [*groups, *whole.values()]]
    return sorted(made, key=lambda point: (point.start.offset, point.is_about_words))


def _overlapping(ordered: Sequence[Finding]) -> list[list[Finding]]:
    groups: list[list[Finding]] = []
    reach = -1
    for finding in ordered:
        if groups and finding.start.offset < reach:
            groups[-1].append(finding)
        else:
            groups.append([finding])
        reach = max(reach, finding.end.offset)
    return groups


def _point(group: Sequence[Finding]) -> Point:
    by_weight = sorted(group, key=lambda finding: (WEIGHT[finding.severity], finding.rule, finding.start.offset))
    start = min((finding.start for finding in group), key=lambda location: location.offset)
    end = max((finding.end for finding in group), key=lambda location: location.offset)
    return Point(tuple(by_weight), start, end)


def _by_place(finding: Finding) -> tuple[int, int, int, str, str]:
    return (
        finding.start.offset,
        -finding.end.offset,
        WEIGHT[finding.severity],
        finding.rule,
        finding.child or "",
    )
