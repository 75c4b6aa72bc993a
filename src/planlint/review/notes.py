"""What a review says, before it is put into any file: a note for each flagged place, and one of the whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from planlint.report.order import Point, points
from planlint.report.text import LIMITS
from planlint.rules.finding import Finding, Report, Severity

_LABELS: dict[Severity, str] = {"error": "Important", "warning": "Worth a look", "info": "Wording"}
_QUOTED = re.compile(r"“([^“”]+)” ")
_NOTES = ("footnote", "endnote")  # comments on these hang on their numbers, in Word
_FEW = 4  # words that are named even where the comment hangs on just them
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
    return (Note(start, end, tuple(_summary(report, len(found)))), *found)


def _note(point: Point, advised: set[str]) -> Note:
    """A point's note. Advice comes once a rule and file, and words that were named already are not named again."""
    paragraphs: list[str] = []
    named = ""
    for finding in point.findings:
        message, named = _message(finding, point, named)
        advice = f" {finding.advice}" if finding.advice and finding.rule not in advised else ""
        advised.add(finding.rule)
        paragraphs.append(f"{_LABELS[finding.severity]}: {message}{advice} [{finding.rule} {finding.name}]")
    return Note(point.start.offset, point.end.offset, tuple(paragraphs))


def _message(finding: Finding, point: Point, named: str) -> tuple[str, str]:
    """A finding's message, and the words that have been named by now.

    'This' stands for the words that the comment hangs on, 'It' for those that the note has named just before.
    """
    quoted = _QUOTED.match(finding.message)
    if quoted is None:
        return finding.message, named
    words, rest = quoted[1], finding.message[quoted.end() :]
    if words == named:
        return f"It {rest}", named
    in_note = (finding.place or "").startswith(_NOTES)
    hangs_on_it = (finding.start.offset, finding.end.offset) == (point.start.offset, point.end.offset) and not in_note
    if hangs_on_it and finding.plain.startswith(words.removesuffix("…")) and len(words.split()) > _FEW:
        return f"This {rest}", words
    return finding.message, words


def _title(text: str) -> tuple[int, int]:
    """Where the first words of a text stand, up to the end of their line."""
    start = len(text) - len(text.lstrip())
    ends = [at for mark in "\n\t" if (at := text.find(mark, start)) >= 0]
    return start, min(ends, default=len(text))


def _summary(report: Report, comments: int) -> Iterator[str]:
    counts = Counter(finding.severity for finding in report.findings)
    listed = ", ".join(f"{counts[severity]} {words}" for severity, words in _COUNTED.items() if counts[severity])
    total = f"{len(report.findings)} {'point' if len(report.findings) == 1 else 'points'}"
    places = f"{comments} {'comment' if comments == 1 else 'comments'}"
    yield f"planlint: {total} to look at, in {places} ({listed})." if listed else "planlint: nothing to point out."
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
