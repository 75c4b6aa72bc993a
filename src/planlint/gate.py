"""The gate: whether a run passes, and why not, in one plain line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from planlint.baseline import Baseline
from planlint.config.model import Config
from planlint.rules.finding import Report

_WEIGHT = {"error": 0, "warning": 1, "info": 2, "never": -1}


class Gate:
    """Lets reports pass by, marks what the baselines know, and counts what weighs against the run.

    Several configurations may hold in one run; each has its own weight, number and baseline.
    """

    def __init__(self, config_of: Callable[[Report], Config], *, show_known: bool = False) -> None:
        self._config_of, self._show_known = config_of, show_known
        self._against: Counter[tuple[Path, str, int]] = Counter()
        self._baselines: dict[Path, Baseline] = {}
        self.checked = 0
        self.known = 0
        self.failed = False  # a file could not be checked

    def reports(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The reports as they are to be told. Raises BaselineError for a baseline that cannot be used."""
        for report in reports:
            config = self._config_of(report)
            if report.error is not None:
                self.failed = True
                yield report
                continue
            self.checked += 1
            told = self._marked(report, config)
            new = [finding for finding in told.findings if not finding.known]
            self.known += len(told.findings) - len(new)
            heavy = sum(_WEIGHT[finding.severity] <= _WEIGHT[config.fail_on] for finding in new)
            self._against[(config.root, config.fail_on, config.max_findings)] += heavy
            yield told if self._show_known else replace(told, findings=tuple(new))

    @property
    def passed(self) -> bool:
        """Whether nothing weighs against the run, or not more than is let pass."""
        return all(count <= most for (_, _, most), count in self._against.items())

    def lines(self) -> Iterator[str]:
        """The verdict, and what is known already, each in one line."""
        if self._baselines:
            stale = sum(base.stale for base in self._baselines.values())
            covered = self.checked >= sum(base.plans for base in self._baselines.values())
            rest = f"; {stale} of it no longer found (planlint baseline --prune)" if stale and covered else ""
            yield f"Baseline: {_some(self.known, 'known finding')} left out of account{rest}."
        reasons = [
            f"{_some(count, 'finding')} of weight {weight}{' or more' if weight != 'error' else ''}"
            + (f", {most} let pass" if most else "")
            for (_, weight, most), count in self._against.items()
            if count > most
        ]
        if self.failed:
            reasons.append("not every file could be checked")
        yield f"Verdict: not passed ({'; '.join(reasons)})." if reasons else "Verdict: passed."

    def _marked(self, report: Report, config: Config) -> Report:
        if config.baseline is None:
            return report
        if config.baseline not in self._baselines:
            self._baselines[config.baseline] = Baseline.load(config.baseline)
        return self._baselines[config.baseline].marked(report)


def _some(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
