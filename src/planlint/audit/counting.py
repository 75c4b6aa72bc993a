"""From the reports of a folder to its counts: each report is counted as it comes by, and then forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from planlint.audit.cohort import Files
from planlint.audit.on import RulesOn
from planlint.audit.profile import Teams, profile_of
from planlint.audit.tally import Tally
from planlint.cache import Cache
from planlint.config import Config
from planlint.readers import ReadError
from planlint.report.excerpt import path_text
from planlint.rules.finding import Report
from planlint.rules.model import Rule

NO_CHILD = "no child found"


@dataclass
class Counting:
    """Counts reports, each under the configuration of its file. `problem` is told of each file that cannot be counted."""

    teams: Teams
    config_of: Callable[[Path], Config]
    problem: Callable[[str, str], None]
    cache: Cache | None = None
    name_plans: bool = False
    tally: Tally = field(default_factory=Tally)
    _met: int = 0
    _failed: int = 0
    _childless: int = 0
    _names: list[tuple[str, str]] = field(default_factory=list)
    _on: RulesOn = field(default_factory=RulesOn)

    def count(self, reports: Iterable[Report]) -> None:
        """Count all reports of a run."""
        for report in reports:
            self._met += 1
            self._one(report)

    @property
    def files(self) -> Files:
        """What became of the files."""
        return Files(self._met, self._failed, self._childless, tuple(self._names))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule that could be on for a plan of the run, by code."""
        return self._on.rules

    def _one(self, report: Report) -> None:
        if report.error is not None:
            self._fail(report.path, report.error)
            return
        path = Path(report.path)
        config = self.config_of(path)
        try:
            profile = profile_of(path, report.as_of, config, self.teams, self.cache)
        except (ReadError, OSError) as error:  # gone, or changed, since it was checked
            self._fail(report.path, str(error) if isinstance(error, ReadError) else "cannot be read any more")
            return
        if not report.children:
            self._childless += 1
            self._name(report.path, NO_CHILD)
            return
        self.tally.add(report, profile, self._on.codes(path, config, profile.plan_type))

    def _fail(self, path: str, reason: str) -> None:
        self._failed += 1
        self.problem(reason, path)
        self._name(path, "could not be checked")

    def _name(self, path: str, reason: str) -> None:
        if self.name_plans:
            self._names.append((path_text(path), reason))
