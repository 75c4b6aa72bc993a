"""A run over files that stand under different configurations: what holds where, and what fails the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planlint.cli.files import files_in
from planlint.cli.settings import settings_for
from planlint.config import Config, FailOn
from planlint.config.files import config_of
from planlint.readers import known_suffixes
from planlint.report.order import WEIGHT
from planlint.rules import catalogue
from planlint.rules.finding import Report
from planlint.rules.model import Rule
from planlint.rules.packs import rules_with

if TYPE_CHECKING:
    from planlint.linter import Linter


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says; it goes before every configuration."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn | None = None
    as_of: date | None = None
    config: Path | None = None  # this configuration for all files
    no_config: bool = False

    def over(self, config: Config) -> Config:
        """A configuration with what was asked put over it."""
        return replace(
            config,
            select=self.select or config.select,
            ignore=(*config.ignore, *self.ignore),
            fail_on=self.fail_on or config.fail_on,
            as_of=self.as_of or config.as_of,
        )


@dataclass
class Run:
    """Checks files, each under the configuration nearest to it, and keeps what the exit status needs."""

    asked: Asked
    _configs: dict[Path | None, Config] = field(default_factory=dict)
    _linters: dict[Path | None, Linter] = field(default_factory=dict)
    _weighty: dict[Path | None, int] = field(default_factory=dict)

    def files(self, paths: Iterable[Path]) -> list[Path]:
        """The files that a run over these paths is about. Raises ConfigError."""
        return list(files_in(paths, lambda path: self._config(self._source(path)).takes(path)))

    def reports(self, files: Iterable[Path]) -> Iterator[Report]:
        """A report a file, in order. Raises ConfigError, and UsageError for a word that names no rule."""
        for source, group in groupby(files, self._source):
            for report in _checked(self._linter(source), group):
                yield self._counted(source, report)

    def text_report(self, text: str, format_name: str, path: str) -> Report:
        """The report of a text, under the configuration that would hold for a file of that path."""
        source = self._source(Path(path))
        return self._counted(source, self._linter(source).check_text(text, format=format_name, path=path))

    def rules(self, paths: Iterable[Path]) -> dict[str, Rule]:
        """The rules that hold for some files, packs among them, by code. Raises as `reports` does."""
        packs = {pack: None for path in paths for pack in self._config(self._source(path)).packs}
        try:
            return {rule.code: rule for rule in rules_with(list(packs))}
        except catalogue.RuleError as error:
            raise click.UsageError(str(error)) from error

    @property
    def fails(self) -> bool:
        """Whether more was found than a configuration lets pass."""
        return any(count > self._config(source).max_findings for source, count in self._weighty.items())

    def _source(self, path: Path) -> Path | None:
        """The configuration file that holds for a path."""
        source = None if self.asked.no_config else self.asked.config or config_of(path)
        if source not in self._configs:
            settings = settings_for(path, source, none=source is None)
            self._configs[source] = self.asked.over(settings.config)
        return source

    def _config(self, source: Path | None) -> Config:
        return self._configs[source]

    def _linter(self, source: Path | None) -> Linter:
        if source not in self._linters:
            from planlint.linter import Linter

            config = self._config(source)
            try:
                linter = Linter(config)
                catalogue.select(linter.rules, config.select, config.ignore)
            except catalogue.RuleError as error:
                raise click.UsageError(str(error)) from error
            self._linters[source] = linter
        return self._linters[source]

    def _counted(self, source: Path | None, report: Report) -> Report:
        limit = self._config(source).fail_on
        if limit != "never":
            found = sum(WEIGHT[finding.severity] <= WEIGHT[limit] for finding in report.findings)
            self._weighty[source] = self._weighty.get(source, 0) + found
        return report


def _checked(linter: Linter, paths: Iterable[Path]) -> Iterator[Report]:
    for is_folder, group in groupby(paths, Path.is_dir):
        if is_folder:
            problem = f"no plans in this folder; planlint reads {', '.join(known_suffixes())}"
            yield from (Report(str(path), error=problem) for path in group)
        else:
            yield from linter.check_many(group)
