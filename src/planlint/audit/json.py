"""The audit as JSON, schema 1. `docs/audit.schema.json` describes it."""

from __future__ import annotations

import json
from typing import Any

from planlint.audit.cohort import Cohort, Line, Shown
from planlint.audit.data import briefing
from planlint.audit.groups import FEWEST
from planlint.audit.limits import LIMITS, PROMPT
from planlint.audit.tally import Group
from planlint.audit.trend import REPORT, SCHEMA, Change, Trend


def as_json(cohort: Cohort, trend: Trend | None) -> str:
    """The text of the file, in plain ASCII: equal audits give equal bytes."""
    return json.dumps(as_dict(cohort, trend), indent=2) + "\n"


def as_dict(cohort: Cohort, trend: Trend | None) -> dict[str, Any]:
    """The audit as plain dicts and lists."""
    return {
        "schema": SCHEMA,
        "report": REPORT,
        "planlint": cohort.version,
        "made": cohort.made,
        "cohort": _size(cohort),
        "suppressed_below": FEWEST,
        "groups": [
            {"by": one.group.by, "group": one.group.name, "plans": one.plans, "children": one.children, "of": one.parts}
            for one in cohort.divisions
        ],
        "rows": [_row(line) for line in cohort.lines],
        "briefing": _briefing(cohort),
        "trend": _trend(trend) if trend else None,
        "limits": [PROMPT, *(f"{head} {text}" for head, text in LIMITS)],
    }


def _size(cohort: Cohort) -> dict[str, Any]:
    few = f"fewer than {FEWEST}"
    return {
        "plans": cohort.size.plans if cohort.size else few,
        "children": cohort.size.children if cohort.size else "withheld",
        "months": list(cohort.months) if cohort.months else None,
        "files": cohort.files.met,
        "files_not_checked": cohort.files.not_checked,
        "files_without_child": cohort.files.without_child,
        "files_not_counted": [{"path": path, "reason": reason} for path, reason in cohort.files.names],
    }


def _row(line: Line) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "code": line.code,
        "name": line.name,
        "title": line.title,
        "family": line.family,
        "among": line.among,
        "off": line.off,
        "counts": [_counts(line, group) for group in line.children],
    }


def _counts(line: Line, group: Group) -> dict[str, Any]:
    counts: dict[str, Any] = {"by": group.by, "group": group.name}
    if group in line.plans:
        counts["plans"] = _shown(line.plans[group])
    return {**counts, "children": _shown(line.children[group])}


def _shown(shown: Shown) -> dict[str, Any]:
    return {"count": shown.value, "of": shown.of, "percent": shown.percent}


def _briefing(cohort: Cohort) -> dict[str, Any]:
    source = briefing()
    points = [
        {
            "key": point.key,
            "number": point.number,
            "title": point.title,
            "says": point.says,
            "rules": list(point.rules),
            "strengths": list(point.strengths),
            "ask": point.ask,
        }
        for point in source.points
    ]
    return {"title": source.title, "publisher": source.publisher, "year": source.year, "points": points}


def _trend(trend: Trend) -> dict[str, Any]:
    return {
        "made": trend.earlier.made,
        "planlint": trend.earlier.version,
        "same_planlint": trend.same_version,
        "plans": trend.earlier.plans,
        "changes": [_change(change) for change in trend.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.line.kind,
        "code": change.line.code,
        "percent_before": change.before,
        "percent_now": change.after,
        "points": change.points,
        "verdict": change.verdict,
    }
