"""Which labels the findings of a report meet, as `corpora/README.md` says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from planlint.document import Span
from planlint.evaluate.labels import Label, Labels, LabelsError
from planlint.rules.finding import Finding, Report

UNLABELLED = frozenset({"VOI004"})  # a metric decides it: nothing to agree with


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one plan: a finding is in `right`, in `repeated` or in `false_alarms`."""

    report: Report
    labels: Labels
    right: tuple[tuple[Label, Finding], ...] = ()
    repeated: tuple[Finding, ...] = ()  # inside a label already met: counts neither way
    missed: tuple[Label, ...] = ()
    false_alarms: tuple[Finding, ...] = ()
    trapped: tuple[Finding, ...] = ()  # those of the false alarms that fall on a trap of their rule

    @property
    def children_differ(self) -> bool:
        """Whether the plan was read as being for other children than it is."""
        read, labelled = self.report.children, self.labels.children
        return len(read) != len(labelled) or not all(
            any(_same_name(name, other) for other in labelled) for name in read
        )


def match(report: Report, labels: Labels) -> Outcome:
    """How a plan's findings and labels meet. Raises LabelsError where a quote does not stand in the plan."""
    if report.error is not None:
        return Outcome(report, labels, missed=tuple(_labelled(labels.labels)))
    findings = [finding for finding in report.findings if finding.rule not in UNLABELLED]
    rules = {finding.rule for finding in findings} | {label.rule for label in _labelled(labels.labels)}
    parts = [_match_rule(rule, findings, report, labels) for rule in sorted(rules)]
    return Outcome(
        report,
        labels,
        tuple(pair for part in parts for pair in part.right),
        tuple(finding for part in parts for finding in part.repeated),
        tuple(label for part in parts for label in part.missed),
        tuple(finding for part in parts for finding in part.false_alarms),
        tuple(finding for part in parts for finding in part.trapped),
    )


def _match_rule(rule: str, findings: Sequence[Finding], report: Report, labels: Labels) -> Outcome:
    found = [finding for finding in findings if finding.rule == rule]
    wanted = [label for label in labels.labels if label.rule == rule]
    tests = [_test(label, report, labels) for label in wanted]
    traps = [_test(trap, report, labels, is_trap=True) for trap in labels.traps if trap.rule == rule]
    holder = _pair(found, tests)
    paired = set(holder.values())
    left = [number for number in range(len(found)) if number not in paired]
    repeated = [found[number] for number in left if any(meets(found[number]) for meets in tests)]
    alarms = [found[number] for number in left if not any(meets(found[number]) for meets in tests)]
    return Outcome(
        report,
        labels,
        tuple((wanted[at], found[number]) for at, number in sorted(holder.items())),
        tuple(repeated),
        tuple(label for at, label in enumerate(wanted) if at not in holder),
        tuple(alarms),
        tuple(alarm for alarm in alarms if any(falls_on(alarm) for falls_on in traps)),
    )


def _labelled(labels: Iterable[Label]) -> Iterator[Label]:
    return (label for label in labels if label.rule not in UNLABELLED)


def _test(label: Label, report: Report, labels: Labels, *, is_trap: bool = False) -> Callable[[Finding], bool]:
    """The test whether a finding of the label's rule meets it.

    A trap of a rule about a part or the plan quotes what excuses the plan, which is not what such a finding
    points at: there the rule is enough, and the child where the trap names one.
    """
    try:
        quote = label.span(report.text or "")
    except LabelsError as error:
        raise LabelsError(f"{labels.plan}: {error}") from error

    def meets(finding: Finding) -> bool:
        if quote is not None and not (is_trap and finding.anchor in ("part", "section", "plan")):
            return Span(finding.start.offset, finding.end.offset).overlaps(quote)
        return label.child is None or _same_child(finding.child, label.child, labels.children)

    return meets


def _same_child(found: str | None, labelled: str, children: Sequence[str]) -> bool:
    if found is None:
        return len(children) == 1
    return _same_name(found, labelled)


def _pair(findings: Sequence[Finding], tests: Sequence[Callable[[Finding], bool]]) -> dict[int, int]:
    """Which finding meets which label, by number: a largest matching, so that none is missed needlessly."""
    holder: dict[int, int] = {}

    def settle(number: int, tried: set[int]) -> bool:
        for at, meets in enumerate(tests):
            if at in tried or not meets(findings[number]):
                continue
            tried.add(at)
            if at not in holder or settle(holder[at], tried):
                holder[at] = number
                return True
        return False

    for number in range(len(findings)):
        settle(number, set())
    return holder


def _same_name(one: str, other: str) -> bool:
    """Whether two names are the same, or one is the other with more to it: 'Baby' and 'Baby Prosser'."""
    shorter, longer = sorted((one.casefold().split(), other.casefold().split()), key=len)
    return bool(shorter) and longer[: len(shorter)] == shorter
