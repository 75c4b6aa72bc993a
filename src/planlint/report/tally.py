"""The sum of a run: how many files, how many findings of each weight, what could not be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from planlint.rules.finding import Report, Severity


class Tally:
    """Counts reports as they pass by."""

    def __init__(self) -> None:
        self.files = 0
        self.failed = 0
        self.findings: Counter[Severity] = Counter()

    def counting(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The same reports, each counted on its way."""
        for report in reports:
            if report.error is None:
                self.files += 1
                self.findings.update(finding.severity for finding in report.findings)
            else:
                self.failed += 1
            yield report

    def sentence(self) -> str:
        """The sum in one line."""
        checked = f"{_some(self.files, 'file')} checked"
        found = ", ".join(
            (
                f"{_some(self.findings['error'], 'important point')} (error)",
                f"{self.findings['warning']} worth a look (warning)",
                f"{self.findings['info']} on wording (info)",
            )
        )
        failed = f"; {_some(self.failed, 'file')} could not be checked" if self.failed else ""
        return f"{checked}: {found}{failed}."


def _some(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
