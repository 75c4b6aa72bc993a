"""`--format sarif`: SARIF 2.1.0, for GitHub code scanning and other readers of that standard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from planlint.document import Location
from planlint.report.offsets import in_utf16
from planlint.report.options import Options
from planlint.report.order import in_order
from planlint.report.streamed import StreamedList
from planlint.report.uri import uri_of
from planlint.rules.finding import Finding, Report, Severity
from planlint.rules.model import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "PLANROOT"


def render(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """One SARIF log with one run."""
    rules = {code: at for at, code in enumerate(options.rules)}
    results = StreamedList(_log(options))
    notices: list[dict[str, Any]] = []
    complete = True
    yield results.start()
    for report in reports:
        if options.offset_encoding == "utf-16":
            report = in_utf16(report)
        notices += _notices(report)
        complete = complete and report.error is None
        yield results.entries(_results(report, rules))
    yield results.end(invocations=[{"executionSuccessful": complete, "toolExecutionNotifications": notices}])


def _log(options: Options) -> dict[str, Any]:
    """The log without its results, and without what follows them."""
    utf16 = options.offset_encoding == "utf-16"
    run: dict[str, Any] = {
        "tool": {"driver": _driver(options)},
        "columnKind": "utf16CodeUnits" if utf16 else "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder planlint was run in."}}},
        "results": [],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _results(report: Report, rules: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """A file's findings, and those that its writer has allowed."""
    for finding in in_order(report.findings):
        yield _result(report, finding, rules)
    for allowed in report.allowed:
        if allowed.finding is not None:
            yield _result(report, allowed.finding, rules, allowed.reason)


def _driver(options: Options) -> dict[str, Any]:
    return {
        "name": "planlint",
        "informationUri": "https://planlint.readthedocs.io/",
        "version": options.version,
        "rules": [_rule(rule) for rule in options.rules.values()],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    leaves = "".join(f"\n- {line}" for line in rule.leaves_alone)
    text = f"{rule.summary}\n\n{rule.why}\n\nBetter: {_plain(rule.advice)}"
    sources = [f"{source.title}: {source.point}" if source.point else source.title for source in rule.sources]
    if leaves:
        text += f"\n\nWhat it leaves alone:{leaves}"
    if sources:
        text += "\n\nSource: " + "; ".join(sources)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": text, "markdown": text},
        "helpUri": f"https://planlint.readthedocs.io/rules/{rule.code}",
        "defaultConfiguration": {"enabled": rule.enabled, "level": _LEVEL[rule.severity]},
        "properties": {
            "tags": ["plain-language", rule.family.lower()],
            "problem.severity": _LEVEL[rule.severity],
        },
    }


def _plain(template: str) -> str:
    return template.replace("{child}", "the child").replace("{text}", "…").replace("{father}", "the father")


def _result(
    report: Report, finding: Finding, rules: Mapping[str, int], justification: str | None = None
) -> dict[str, Any]:
    advice = f" {finding.advice}" if finding.advice else ""
    found: dict[str, Any] = {
        "ruleId": finding.rule,
        "kind": "fail",
        "level": _LEVEL[finding.severity],
        "message": {"text": f"{finding.message}{advice}"},
        "locations": [_location(report.path, finding.start, finding.end, finding.place)],
    }
    if finding.rule in rules:
        found["ruleIndex"] = rules[finding.rule]
    if finding.fingerprint:
        found["partialFingerprints"] = {"planlint/v1": finding.fingerprint}
    if finding.related:
        found["relatedLocations"] = [
            _location(report.path, other.start, other.end, None, other.message) for other in finding.related
        ]
    if finding.known:
        found["baselineState"] = "unchanged"
    if justification is not None:
        found["suppressions"] = [
            {"kind": "inSource", "status": "accepted", "justification": justification or "no reason given"}
        ]
    return found


def _location(
    path: str, start: Location, end: Location, place: str | None, message: str | None = None
) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(path)}
    if place is None:
        physical["region"] = {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "charOffset": start.offset,
            "charLength": end.offset - start.offset,
        }
    location: dict[str, Any] = {"physicalLocation": physical}
    if place is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": place, "kind": "element"}]
    if message is not None:
        location["message"] = {"text": message or "See here."}
    return location


def _artifact(path: str) -> dict[str, Any]:
    uri, relative = uri_of(path)
    return {"uri": uri, "uriBaseId": _ROOT} if relative else {"uri": uri}


def _notices(report: Report) -> Iterator[dict[str, Any]]:
    """What could not be read or judged: not a result, and not silence."""
    where = [{"physicalLocation": {"artifactLocation": _artifact(report.path)}}]
    if report.error is not None:
        yield {"level": "error", "message": {"text": report.error}, "locations": where}
    for unchecked in report.unchecked:
        child = f"{unchecked.child}: " if unchecked.child else ""
        rule = f"{unchecked.rule} " if unchecked.rule else ""
        yield {
            "level": "note",
            "message": {"text": f"{rule}not checked: {child}{unchecked.reason}"},
            "locations": where,
        }
