"""What planlint says of a plan: findings, strengths and what could not be judged, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from planlint.document import Location

Severity = Literal["error", "warning", "info"]
Anchor = Literal["phrase", "statement", "action", "part", "section", "plan"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the source between two offsets (code points) by `text`."""

    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Fix:
    """A suggested rewording. Only one marked `safe` may be applied without being looked at."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {"title": self.title, "safe": self.safe, "edits": [edit.to_dict() for edit in self.edits]}


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding: the empty cell, the sibling's sentence."""

    message: str
    start: Location
    end: Location

    def to_dict(self) -> dict[str, Any]:
        return {"message": self.message, "start": place(self.start), "end": place(self.end)}


@dataclass(frozen=True, slots=True)
class Why:
    """Why a finding was made: the cue met, the kinds of the statement, the model's score, the excuse not found."""

    cue: str | None = None
    kinds: tuple[str, ...] = ()
    score: float | None = None
    looked_for: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {"cue": self.cue, "kinds": list(self.kinds), "score": self.score, "looked_for": list(self.looked_for)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One point of one rule at exact words. `text` equals the source between `start` and `end`."""

    rule: str
    name: str
    severity: Severity
    anchor: Anchor
    child: str | None
    message: str
    advice: str
    text: str
    plain: str
    start: Location
    end: Location
    place: str | None = None
    why: Why = field(default_factory=Why)
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    fingerprint: str = ""
    url: str = ""
    known: bool = False  # recorded in the baseline of the run

    def to_dict(self) -> dict[str, Any]:
        entry: dict[str, Any] = {
            "rule": self.rule,
            "name": self.name,
            "severity": self.severity,
            "anchor": self.anchor,
            "child": self.child,
            "message": self.message,
            "advice": self.advice,
            "text": self.text,
            "plain": self.plain,
            "start": place(self.start),
            "end": place(self.end),
            "place": self.place,
            "why": self.why.to_dict(),
            "fixes": [fix.to_dict() for fix in self.fixes],
            "related": [related.to_dict() for related in self.related],
            "fingerprint": self.fingerprint,
            "url": self.url,
        }
        return {**entry, "known": True} if self.known else entry


@dataclass(frozen=True, slots=True)
class Strength:
    """Something the plan does well, with the place that shows it."""

    code: str
    name: str
    message: str
    child: str | None
    start: Location
    end: Location

    def to_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "name": self.name,
            "message": self.message,
            "child": self.child,
            "start": place(self.start),
            "end": place(self.end),
        }


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What could not be judged, and why. Silence is not praise."""

    rule: str | None
    child: str | None
    reason: str

    def to_dict(self) -> dict[str, Any]:
        return {"rule": self.rule, "child": self.child, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Allowed:
    """A finding that the writer has allowed, with the reason given."""

    rule: str
    reason: str
    finding: Finding | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"rule": self.rule, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Report:
    """All that planlint says of one file. `error` is one plain line where the file could not be checked."""

    path: str
    children: tuple[str, ...] = ()
    as_of: str | None = None
    error: str | None = None
    findings: tuple[Finding, ...] = ()
    strengths: tuple[Strength, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    text: str | None = None  # the source, or the text extracted from Word, ODT or PDF

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        """The file's entry of the JSON report (schema 1)."""
        entry: dict[str, Any] = {
            "path": self.path,
            "children": list(self.children),
            "as_of": self.as_of,
            "error": self.error,
            "strengths": [strength.to_dict() for strength in self.strengths],
            "unchecked": [unchecked.to_dict() for unchecked in self.unchecked],
            "allowed": [allowed.to_dict() for allowed in self.allowed],
            "findings": [finding.to_dict() for finding in self.findings],
        }
        if with_text:
            entry["text"] = self.text
        return entry


def place(location: Location) -> dict[str, int]:
    """A location as JSON has it."""
    return {"offset": location.offset, "line": location.line, "column": location.column}
