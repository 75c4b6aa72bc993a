"""A run over files that stand under different configurations: what holds where, and what fails the run.

Nothing large is loaded here: a run that the cache can answer needs neither the catalogue nor the linter.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planlint.baseline import BaselineError
from planlint.batch import Batch
from planlint.cache import Cache
from planlint.cache.key import settings_key
from planlint.cli.files import files_in
from planlint.cli.settings import settings_for
from planlint.config import Config, ConfigError, FailOn
from planlint.config.files import config_of
from planlint.gate import Gate
from planlint.readers import known_suffixes
from planlint.rules.finding import Report

if TYPE_CHECKING:
    from planlint.rules.model import Rule


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says; it goes before every configuration."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn | None = None
    as_of: date | None = None
    config: Path | None = None  # this configuration for all files
    no_config: bool = False
    max_findings: int | None = None
    baseline: Path | None = None

    def over(self, config: Config) -> Config:
        """A configuration with what was asked put over it."""
        return replace(
            config,
            select=self.select or config.select,
            ignore=(*config.ignore, *self.ignore),
            fail_on=self.fail_on or config.fail_on,
            as_of=self.as_of or config.as_of,
            max_findings=config.max_findings if self.max_findings is None else self.max_findings,
            baseline=self.baseline or config.baseline,
        )


@dataclass
class Run:
    """Checks files, each under the configuration nearest to it, and keeps what the exit status needs."""

    asked: Asked
    cache: Cache | None = None
    jobs: int = 1
    show_known: bool = False
    unmarked: bool = False  # reports without regard to any baseline
    _configs: dict[Path | None, Config] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.gate = Gate(lambda report: self.config_of(Path(report.path)), show_known=self.show_known)
        self._batch = Batch(self.cache, self.jobs)

    def files(self, paths: Iterable[Path], *, all_by_patterns: bool = False) -> list[Path]:
        """The files that a run over these paths is about. Raises ConfigError.

        `all_by_patterns`: named files, too, only where the patterns of their configuration take them.
        """
        found = files_in(paths, lambda path: self.config_of(path).takes(path))
        return [path for path in found if not all_by_patterns or self.config_of(path).takes(path)]

    def reports(self, files: Sequence[Path]) -> Iterator[Report]:
        """A report a file, in order, less what its baseline knows. Raises ConfigError and UsageError."""
        for path in files:
            self.config_of(path)
        return self._checked(files) if self.unmarked else self._told(self._checked(files))

    def check_file(self, path: str | Path) -> Report:
        """The report of one file, less what its baseline knows. Raises as `reports` does."""
        return next(self.reports([Path(path)]))

    def bytes_report(self, data: bytes, format_name: str, path: str) -> Report:
        """The report of a file's bytes, under the configuration that would hold for a file of that path."""
        from planlint.linter import Linter

        linter = Linter(self.config_of(Path(path)))
        return next(self._told(iter([linter.check_bytes(data, format=format_name, path=path)])))

    def rules(self, paths: Iterable[Path]) -> dict[str, Rule]:
        """The rules that hold for some files, packs among them, by code. Raises as `reports` does."""
        packs = {pack: None for path in paths for pack in self.config_of(path).packs}
        return {rule.code: rule for rule in _rules(tuple(packs))}

    def config_of(self, path: Path) -> Config:
        """What holds for a path. Raises ConfigError, and UsageError for a word that names no rule."""
        source = None if self.asked.no_config else self.asked.config or config_of(path)
        if source not in self._configs:
            settings = settings_for(path, source, none=source is None, cache=self.cache)
            self._configs[source] = self.asked.over(settings.config)
            self._check_words(settings.config.packs)
        return self._configs[source]

    def _check_words(self, packs: tuple[Path, ...]) -> None:
        """Whether what was asked for names rules; once that is known, it need not be looked up again."""
        words = (*self.asked.select, *self.asked.ignore)
        key = settings_key(("words", *words), packs)
        if not words or (self.cache is not None and self.cache.get(key) is not None):
            return
        from planlint.rules.catalogue import RuleError, select

        try:
            select(_rules(packs), self.asked.select, self.asked.ignore)
        except RuleError as error:
            raise click.UsageError(str(error)) from error
        if self.cache is not None:
            self.cache.put(key, {})

    def _checked(self, files: Sequence[Path]) -> Iterator[Report]:
        empty = {path for path in files if os.path.isdir(path)}
        reports = self._batch.reports((path, self.config_of(path)) for path in files if path not in empty)
        for path in files:
            yield Report(str(path), error=_of_folder(path)) if path in empty else next(reports)
        yield from reports

    def _told(self, reports: Iterator[Report]) -> Iterator[Report]:
        try:
            yield from self.gate.reports(reports)
        except BaselineError as error:
            raise ConfigError(str(error)) from error


def _of_folder(path: Path) -> str:
    """Why a folder stands where a file should."""
    if not os.access(path, os.R_OK | os.X_OK):
        return "cannot be opened (permission denied)"
    return f"no plans in this folder; planlint reads {', '.join(known_suffixes())}"


def _rules(packs: tuple[Path, ...]) -> tuple[Rule, ...]:
    from planlint.rules.catalogue import RuleError
    from planlint.rules.packs import rules_with

    try:
        return rules_with(packs)
    except RuleError as error:
        raise click.UsageError(str(error)) from error
