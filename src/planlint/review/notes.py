"""What a review says, before it is put into any file: a note for each flagged place, and one of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from planlint.report.order import Point, points
from planlint.report.text import LIMITS
from planlint.rules.finding import Finding, Report, Severity

_LABELS: dict[Severity, str] = {"error": "Important", "warning": "Worth a look", "info": "Wording"}
_COUNTED: dict[Severity, str] = {"error": "important", "warning": "worth a look", "info": "on wording"}


@dataclass(frozen=True, slots=True)
class Note:
    """One comment: the text it hangs on, as offsets of the extracted text, and its paragraphs."""

    start: int
    end: int
    paragraphs: tuple[str, ...]


def notes_of(report: Report) -> tuple[Note, ...]:
    """The notes of a report, by place; the one of the whole plan comes first."""
    advised: set[str] = set()
    found = [_note(point, advised) for point in points(report.findings)]
    start, end = _title(report.text or "")
    return (Note(start, end, tuple(_summary(report))), *found)


def _note(point: Point, advised: set[str]) -> Note:
    paragraphs = [_said(finding, finding.rule not in advised) for finding in point.findings]
    advised.update(finding.rule for finding in point.findings)
    return Note(point.start.offset, point.end.offset, tuple(paragraphs))


def _said(finding: Finding, with_advice: bool) -> str:
    advice = f" {finding.advice}" if finding.advice and with_advice else ""
    return f"{_LABELS[finding.severity]}: {finding.message}{advice} [{finding.rule} {finding.name}]"


def _title(text: str) -> tuple[int, int]:
    """Where the first words of a text stand, up to the end of their line."""
    start = len(text) - len(text.lstrip())
    ends = [at for mark in "\n\t" if (at := text.find(mark, start)) >= 0]
    return start, min(ends, default=len(text))


def _summary(report: Report) -> Iterator[str]:
    counts = Counter(finding.severity for finding in report.findings)
    listed = ", ".join(f"{counts[severity]} {words}" for severity, words in _COUNTED.items() if counts[severity])
    total = f"{len(report.findings)} {'point' if len(report.findings) == 1 else 'points'}"
    yield f"planlint: {total} to look at ({listed})." if listed else "planlint: nothing to point out."
    if report.strengths:
        yield "What the plan does well:"
        yield from (f"+ {_about(strength.message, strength.child)}" for strength in report.strengths)
    if report.unchecked:
        yield "Not checked:"
        yield from (f"- {_about(unchecked.reason, unchecked.child)}" for unchecked in report.unchecked)
    if report.allowed:
        yield "Allowed by the writer:"
        yield from (f"- {allowed.rule}: {allowed.reason}" for allowed in report.allowed)
    yield LIMITS


def _about(message: str, child: str | None) -> str:
    return message if child is None or child in message else f"{child}: {message}"
