"""`--format jsonl`: JSON lines, one file's entry of the JSON report a line, each as soon as it is ready."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from planlint.report.json import SCHEMA, file_entry
from planlint.report.options import Options
from planlint.rules.finding import Report


def render(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """Each line is one JSON object: an entry of `files`, with the number of the schema."""
    for report in reports:
        yield json.dumps({"schema": SCHEMA, **file_entry(report, options)}) + "\n"
