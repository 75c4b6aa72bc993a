"""`--format junit`: JUnit XML, which most build servers show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from planlint.report.excerpt import path_text
from planlint.report.options import Options
from planlint.report.order import in_order
from planlint.rules.finding import Finding, Report

# XML 1.0 has no way to write these characters.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """A suite a file, with a failed case a finding and a skipped one for what was allowed or not checked."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="planlint">\n'
    for report in reports:
        yield from _suite(report)
    yield "</testsuites>\n"


def _suite(report: Report) -> Iterator[str]:
    cases = [_failure(report, finding) for finding in in_order(report.findings)]
    failures = len(cases)
    skipped = [(f"{one.rule} allowed by the writer", one.reason) for one in report.allowed]
    skipped += [(f"{one.rule or 'planlint'} not checked", one.reason) for one in report.unchecked]
    cases += [_case(report, name, f"<skipped message={_attribute(reason)}/>") for name, reason in skipped]
    if report.error is not None:
        cases.append(_case(report, "planlint", f"<error message={_attribute(report.error)}/>"))
    elif not failures:
        cases.append(_case(report, "planlint", ""))
    yield (
        f"  <testsuite name={_attribute(path_text(report.path))} tests={_attribute(len(cases))} "
        f"failures={_attribute(failures)} errors={_attribute(int(report.error is not None))} "
        f"skipped={_attribute(len(skipped))}>\n"
    )
    yield from cases
    yield "  </testsuite>\n"


def _failure(report: Report, finding: Finding) -> str:
    where = finding.place or f"line {finding.start.line}, column {finding.start.column}"
    body = _text(f"{path_text(report.path)}, {where}\n{finding.text}\n{finding.advice}")
    inner = f"<failure type={_attribute(finding.severity)} message={_attribute(finding.message)}>{body}</failure>"
    return _case(report, f"{finding.rule} {finding.name} ({where})", inner)


def _case(report: Report, name: str, inner: str) -> str:
    suite = _attribute(path_text(report.path))
    return f"    <testcase classname={suite} name={_attribute(name)}>{inner}</testcase>\n"


def _attribute(value: str | int) -> str:
    return quoteattr(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", str(value)))


def _text(value: str) -> str:
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", value))
