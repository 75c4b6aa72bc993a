"""`--format csv`: a row a finding, an allowed finding, a thing not checked or a failed file, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from planlint.report.excerpt import path_text, printable
from planlint.report.offsets import in_utf16
from planlint.report.options import Options
from planlint.report.order import in_order
from planlint.rules.finding import Finding, Report

COLUMNS = (
    "path", "child", "rule", "name", "severity", "line", "column", "end_line", "end_column", "place", "text",
    "message", "advice", "fingerprint", "error", "kind", "reason",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@")


def render(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """A head row, then the rows; `kind` is finding, allowed, unchecked or error, and `reason` says why.

    An allowed finding has its writer's reason; what could not be checked has one, too.
    """
    yield _row(dict(zip(COLUMNS, COLUMNS, strict=True)))
    for report in reports:
        if options.offset_encoding == "utf-16":
            report = in_utf16(report)
        yield ""
        for row in _rows(report):
            yield _row({"path": path_text(report.path), **row})


def _rows(report: Report) -> Iterator[dict[str, str]]:
    if report.error is not None:
        yield {"error": report.error, "kind": "error"}
    for finding in in_order(report.findings):
        yield {**_values(finding), "kind": "finding"}
    for allowed in report.allowed:
        values = _values(allowed.finding) if allowed.finding else {"rule": allowed.rule}
        yield {**values, "kind": "allowed", "reason": allowed.reason}
    for unchecked in report.unchecked:
        about = {"child": unchecked.child or "", "rule": unchecked.rule or ""}
        yield {**about, "kind": "unchecked", "reason": unchecked.reason}


def _values(finding: Finding) -> dict[str, str]:
    return {
        "child": finding.child or "",
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "line": str(finding.start.line),
        "column": str(finding.start.column),
        "end_line": str(finding.end.line),
        "end_column": str(finding.end.column),
        "place": finding.place or "",
        "text": finding.plain,
        "message": finding.message,
        "advice": finding.advice,
        "fingerprint": finding.fingerprint,
    }


def _row(values: Mapping[str, str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(_harmless(values.get(column, "")) for column in COLUMNS)
    return line.getvalue()


def _harmless(value: str) -> str:
    """On one line, and no formula: a spreadsheet takes text that begins with such a character for one."""
    shown = printable(value)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
