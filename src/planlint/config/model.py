"""What a team sets, as plain records. Loads nothing of the language room, and no validation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from planlint.config.patterns import matches
from planlint.rules.finding import Severity

FailOn = Literal["error", "warning", "info", "never"]


@dataclass(frozen=True, slots=True)
class Overrides:
    """What holds for some plans only: `select` takes the place of the general one, the rest add to theirs."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of a run.

    `select` and `ignore` take codes, prefixes or names; `as_of` overrides every plan's own date.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: FailOn = "error"
    as_of: date | None = None
    max_findings: int = 0  # so many findings of the weight of `fail_on` are let pass
    required: tuple[str, ...] = ()  # rules that can be neither ignored nor allowed away
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # by rule, parameters of its check
    packs: tuple[Path, ...] = ()  # folders of further rule files
    baseline: Path | None = None
    include: tuple[str, ...] = ()  # in folders, take only what one of these patterns matches
    exclude: tuple[str, ...] = ()  # in folders, leave out what one of these matches
    per_file: Mapping[str, Overrides] = field(default_factory=dict)
    plan_types: Mapping[str, Overrides] = field(default_factory=dict)
    root: Path = Path()  # the folder that patterns start from

    def for_file(self, path: Path) -> Config:
        """What holds for one file: the overrides of every pattern it matches, in order."""
        found = [over for pattern, over in self.per_file.items() if matches(pattern, path, self.root)]
        config = replace(self, per_file={})
        for over in found:
            config = config._with(over)
        return config

    def for_plan_type(self, name: str | None) -> Config:
        """What holds for plans of a type ('ehc')."""
        over = self.plan_types.get(name) if name else None
        return self._with(over) if over else self

    def takes(self, path: Path) -> bool:
        """Whether a file met in a folder is to be checked."""
        if self.include and not any(matches(pattern, path, self.root) for pattern in self.include):
            return False
        return not any(matches(pattern, path, self.root) for pattern in self.exclude)

    def key(self) -> str:
        """What the findings on a plan depend on, as one string. Equal strings mean equal findings."""
        return json.dumps(
            {
                "select": self.select,
                "ignore": self.ignore,
                "severity": dict(self.severity),
                "as_of": self.as_of.isoformat() if self.as_of else None,
                "required": self.required,
                "options": {code: dict(options) for code, options in self.options.items()},
                "packs": [str(pack) for pack in self.packs],
                "plan_types": {name: _plain(over) for name, over in self.plan_types.items()},
            },
            sort_keys=True,
            default=str,
        )

    def _with(self, over: Overrides) -> Config:
        return replace(
            self,
            select=over.select or self.select,
            ignore=(*self.ignore, *over.ignore),
            severity={**self.severity, **over.severity},
        )


def _plain(over: Overrides) -> dict[str, Any]:
    return {"select": over.select, "ignore": over.ignore, "severity": dict(over.severity)}
