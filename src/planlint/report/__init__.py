"""The report room: reports in the formats people and machines read. One module a format.

Imports `document` and the records of `rules.finding` and `rules.model`, nothing else of planlint. A format
is a module with a function `render(reports, options)` that yields text; to add one, write the module and
name it in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Protocol, cast

from planlint.report.options import Options
from planlint.rules.finding import Report

__all__ = ["EXPLAINING", "FORMATS", "NAMING", "Options", "Render", "renderer"]

FORMATS = {
    "text": "planlint.report.text",
    "concise": "planlint.report.concise",
    "html": "planlint.report.html",
    "json": "planlint.report.json",
    "jsonl": "planlint.report.jsonl",
    "csv": "planlint.report.csv",
    "sarif": "planlint.report.sarif",
    "github": "planlint.report.github",
    "gitlab": "planlint.report.gitlab",
    "junit": "planlint.report.junit",
    "statistics": "planlint.report.statistics",
}
EXPLAINING = frozenset({"sarif"})  # formats that want `Options.rules`
NAMING = frozenset({"json", "sarif"})  # formats that want `Options.version`


class Render(Protocol):
    """What every format offers: text, in pieces as they are ready, for reports as they come.

    At least one piece is given for each report, be it empty, before the next report is asked for: so several
    formats can be written side by side, and no run is held in memory.
    """

    def __call__(self, reports: Iterable[Report], options: Options) -> Iterator[str]: ...


def renderer(name: str) -> Render:
    """The `render` function of a format. Raises KeyError for a name that is not in `FORMATS`."""
    return cast(Render, import_module(FORMATS[name]).render)
