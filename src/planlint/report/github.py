"""`--format github`: workflow commands, which GitHub Actions shows as notes beside the lines of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planlint.report.excerpt import path_text, printable
from planlint.report.options import Options
from planlint.report.order import in_order
from planlint.rules.finding import Finding, Report, Severity

_COMMAND: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """`::error file=…,line=…,col=…,title=…::message`, one a finding; notices for what was allowed or not checked."""
    for report in reports:
        yield ""
        path = _property(path_text(report.path))
        if report.error is not None:
            yield f"::error file={path},title=planlint::{_data(report.error)}\n"
        for finding in in_order(report.findings):
            yield f"::{_COMMAND[finding.severity]} file={path},{_where(finding)}::{_message(finding)}\n"
        for allowed in report.allowed:
            title = _property(f"{allowed.rule} allowed by the writer")
            yield f"::notice file={path},title={title}::{_data(allowed.reason)}\n"
        for unchecked in report.unchecked:
            title = _property(f"{unchecked.rule or 'planlint'} not checked")
            yield f"::notice file={path},title={title}::{_data(unchecked.reason)}\n"


def _where(finding: Finding) -> str:
    title = _property(f"{finding.rule} {finding.name}")
    if finding.place is not None:  # a format without lines
        return f"title={title}"
    start, end = finding.start, finding.end
    columns = f",col={start.column},endColumn={end.column}" if start.line == end.line else ""
    return f"line={start.line},endLine={end.line}{columns},title={title}"


def _message(finding: Finding) -> str:
    place = f"{finding.place}: " if finding.place else ""
    return _data(f"{place}{finding.message} {finding.advice}".strip())


def _data(text: str) -> str:
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
