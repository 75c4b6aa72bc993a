"""`--format csv`: a row a finding, for spreadsheets and data teams."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from planlint.report.excerpt import path_text, printable
from planlint.report.offsets import in_utf16
from planlint.report.options import Options
from planlint.report.order import in_order
from planlint.rules.finding import Finding, Report

COLUMNS = (
    "path", "child", "rule", "name", "severity", "line", "column", "end_line", "end_column", "place", "text",
    "message", "advice", "fingerprint", "error",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@")


def render(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """A head row, then a row a finding; a file that could not be checked has one row with its `error`."""
    yield _row(COLUMNS)
    for report in reports:
        if options.offset_encoding == "utf-16":
            report = in_utf16(report)
        yield ""
        path = path_text(report.path)
        if report.error is not None:
            yield _row([path, *[""] * (len(COLUMNS) - 2), report.error])
        for finding in in_order(report.findings):
            yield _row([path, *_values(finding), ""])


def _values(finding: Finding) -> list[str]:
    return [
        finding.child or "",
        finding.rule,
        finding.name,
        finding.severity,
        str(finding.start.line),
        str(finding.start.column),
        str(finding.end.line),
        str(finding.end.column),
        finding.place or "",
        finding.plain,
        finding.message,
        finding.advice,
        finding.fingerprint,
    ]


def _row(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(map(_harmless, values))
    return line.getvalue()


def _harmless(value: str) -> str:
    """On one line, and no formula: a spreadsheet takes text that begins with such a character for one."""
    shown = printable(value)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
