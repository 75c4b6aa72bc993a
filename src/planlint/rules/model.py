"""A rule as its file has it, and what a check yields before it becomes a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planlint.document import Span
from planlint.rules.finding import Anchor, Fix, Severity, Why


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: a title and the point it makes."""

    title: str
    point: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule file."""

    code: str
    name: str
    family: str
    severity: Severity
    anchor: Anchor
    summary: str
    why: str
    message: str
    advice: str
    check: Mapping[str, Any]
    sources: tuple[Source, ...] = ()
    leaves_alone: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    examples: Mapping[str, Any] = field(default_factory=dict)
    enabled: bool = True
    path: str = ""


@dataclass(frozen=True, slots=True)
class StrengthRule:
    """One strength file."""

    code: str
    name: str
    message: str
    why: str
    check: Mapping[str, Any]
    examples: Mapping[str, Any] = field(default_factory=dict)
    path: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Words of the source that a check has met. `words` fill the placeholders of the rule's message."""

    span: Span
    child: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    why: Why = field(default_factory=Why)
    related: tuple[tuple[str, Span], ...] = ()
    fixes: tuple[Fix, ...] = ()
    action: int | None = None  # the action it is about, for rules that yield on the same action
    statement: int | None = None
