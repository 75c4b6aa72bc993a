"""`--format json`: schema 1, the whole report for machines. `docs/report.schema.json` describes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from planlint.report.excerpt import path_text
from planlint.report.offsets import in_utf16
from planlint.report.options import Options
from planlint.report.order import WEIGHT, in_order
from planlint.report.streamed import StreamedList
from planlint.rules.finding import Report

SCHEMA = 1


def render(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """One JSON object. Files stand in the order given, findings by place: equal runs give equal bytes.

    All but ASCII is escaped: the output means the same whatever encoding a console or a pipe puts on it.
    """
    counts: Counter[str] = Counter()
    head: dict[str, Any] = {"schema": SCHEMA, "planlint": options.version}
    if options.offset_encoding != "code-points":
        head["offset_encoding"] = options.offset_encoding
    files = StreamedList({**head, "files": []})
    yield files.start()
    for report in reports:
        counts.update(finding.severity for finding in report.findings)
        yield files.entries([file_entry(report, options)])
    yield files.end(summary={severity: counts[severity] for severity in WEIGHT})


def file_entry(report: Report, options: Options) -> dict[str, Any]:
    """A file's entry of the report."""
    if options.offset_encoding == "utf-16":
        report = in_utf16(report)
    tidy = replace(report, path=_path(report.path), findings=tuple(in_order(report.findings)))
    return tidy.to_dict(with_text=options.with_text)


def _path(path: str) -> str:
    try:
        path.encode()
    except UnicodeEncodeError:  # a name with bytes that are no text; many parsers refuse lone surrogates
        return path_text(path)
    return path
