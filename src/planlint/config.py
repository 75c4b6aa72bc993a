"""What a team sets. Loads nothing of the language room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from planlint.rules.finding import Severity


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of a run. `select` and `ignore` take codes, prefixes or names; `as_of` overrides every plan's own date."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: Literal["error", "warning", "info", "never"] = "error"
    as_of: date | None = None
