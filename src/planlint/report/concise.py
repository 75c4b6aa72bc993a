"""`--format concise`: one finding a line, as editors and continuous integration expect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planlint.document import Location
from planlint.report.excerpt import path_text, printable
from planlint.report.offsets import in_utf16
from planlint.report.options import Options
from planlint.report.order import in_order
from planlint.rules.finding import Allowed, Finding, Report, Severity, Unchecked

_LABEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def render(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """`path:line:column: severity: CODE message [name]`, then a note for what was allowed or not checked."""
    for report in reports:
        if options.offset_encoding == "utf-16":
            report = in_utf16(report)
        yield ""
        path = path_text(report.path)
        for finding in in_order(report.findings):
            yield f"{path}:{_line(finding)}\n"
        for allowed in report.allowed:
            yield f"{path}:{_allowed(allowed)}\n"
        for unchecked in report.unchecked:
            yield f"{path}:1:1: note: {_unchecked(unchecked)} [unchecked]\n"


def _line(finding: Finding) -> str:
    where = f"{finding.start.line}:{finding.start.column}"
    place = f"{printable(finding.place)}: " if finding.place else ""
    message = printable(finding.message)
    known = " (in the baseline)" if finding.known else ""
    return f"{where}: {_LABEL[finding.severity]}: {finding.rule} {place}{message} [{finding.name}]{known}"


def _allowed(allowed: Allowed) -> str:
    start = allowed.finding.start if allowed.finding else Location(0, 1, 1)
    where = f"{start.line}:{start.column}"
    return f"{where}: note: {allowed.rule} allowed by the writer: {printable(allowed.reason)} [allowed]"


def _unchecked(unchecked: Unchecked) -> str:
    rule = f"{unchecked.rule} " if unchecked.rule else ""
    child = f"{printable(unchecked.child)}: " if unchecked.child else ""
    return f"{rule}not checked: {child}{printable(unchecked.reason)}"
