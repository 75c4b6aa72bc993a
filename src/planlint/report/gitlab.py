"""`--format gitlab`: a GitLab code quality report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from planlint.report.excerpt import path_text
from planlint.report.options import Options
from planlint.report.order import in_order
from planlint.rules.finding import Finding, Report, Severity

_SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """One JSON list, an entry a finding."""
    entries = [_entry(report, finding) for report in reports for finding in in_order(report.findings)]
    yield json.dumps(entries, indent=2) + "\n"


def _entry(report: Report, finding: Finding) -> dict[str, Any]:
    place = f"{finding.place}: " if finding.place else ""
    return {
        "description": f"{finding.rule} {place}{finding.message}",
        "check_name": finding.name,
        "fingerprint": _fingerprint(report, finding),
        "severity": _SEVERITY[finding.severity],
        "location": {
            "path": path_text(report.path.replace("\\", "/")),
            "lines": {"begin": finding.start.line, "end": finding.end.line},
        },
    }


def _fingerprint(report: Report, finding: Finding) -> str:
    """GitLab wants one that no other finding of the run has, so the file goes into it."""
    own = finding.fingerprint or f"{finding.start.offset}-{finding.end.offset}"
    key = f"{report.path}\0{finding.rule}\0{finding.child}\0{own}"
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:32]
