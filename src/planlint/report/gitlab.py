"""`--format gitlab`: a GitLab code quality report."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from planlint.report.excerpt import path_text
from planlint.report.options import Options
from planlint.report.order import in_order
from planlint.report.streamed import StreamedList
from planlint.rules.finding import Finding, Report, Severity

_SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """One JSON list, an entry a finding."""
    listed = StreamedList([])
    yield listed.start()
    for report in reports:
        yield listed.entries(_entries(report))
    yield listed.end()


def _entries(report: Report) -> Iterator[dict[str, Any]]:
    """A file's findings, and those allowed, each with a fingerprint that no other of the run has."""
    met: Counter[str] = Counter()
    for finding in in_order(report.findings):
        key = _key(report, finding)
        met[key] += 1
        yield {**_entry(report, finding), "fingerprint": _digest(f"{key}\0{met[key]}")}
    for number, allowed in enumerate(report.allowed):
        if allowed.finding is not None:
            told = f"{allowed.rule} allowed by the writer: {allowed.reason}"
            mark = _digest(f"{_key(report, allowed.finding)}\0allowed {number}")
            yield {**_entry(report, allowed.finding), "description": told, "severity": "info", "fingerprint": mark}


def _entry(report: Report, finding: Finding) -> dict[str, Any]:
    place = f"{finding.place}: " if finding.place else ""
    return {
        "description": f"{finding.rule} {place}{finding.message}",
        "check_name": finding.name,
        "severity": _SEVERITY[finding.severity],
        "location": {
            "path": path_text(report.path.replace("\\", "/")),
            "lines": {"begin": finding.start.line, "end": finding.end.line},
        },
    }


def _key(report: Report, finding: Finding) -> str:
    own = finding.fingerprint or f"{finding.start.offset}-{finding.end.offset}"
    return f"{report.path}\0{finding.rule}\0{finding.child}\0{own}"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
