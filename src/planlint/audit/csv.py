"""The audit as CSV: a row for each count of plans or children of each group, for spreadsheets and data teams."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from planlint.audit.cohort import Cohort, Line, Shown
from planlint.audit.tally import ALL, Group
from planlint.audit.trend import Change, Trend

COLUMNS = (
    "kind", "code", "name", "title", "by", "group", "plans", "plans_of", "plans_percent", "children", "children_of",
    "children_percent", "earlier_plans_percent", "change_points", "change",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@")


def as_csv(cohort: Cohort, trend: Trend | None) -> Iterator[str]:
    """A head row, then the size of each group, then each row's counts by group."""
    yield written(COLUMNS)
    if cohort.size is not None:
        whole = [ALL.by, ALL.name, cohort.size.plans, "", "", cohort.size.children]
        yield written(["size", "", "", "Plans and children audited", *whole], len(COLUMNS))
    for one in cohort.divisions:
        counts = [one.group.by, one.group.name, one.plans, "", "", one.children]
        yield written(["size", "", "", "Plans and children audited", *counts], len(COLUMNS))
    changes = {(change.line.kind, change.line.code): change for change in trend.changes} if trend else {}
    for line in cohort.lines:
        for group in line.children:
            yield _row(line, group, changes.get((line.kind, line.code)))


def _row(line: Line, group: Group, change: Change | None) -> str:
    plans = _cells(line.plans[group]) if group in line.plans else ["", "", ""]
    since: list[object] = []
    if change is not None and group == ALL:
        since = [change.before, change.points, change.verdict]
    named = [line.kind, line.code, line.name, line.title, group.by, group.name]
    return written([*named, *plans, *_cells(line.children[group]), *since], len(COLUMNS))


def _cells(shown: Shown) -> list[object]:
    return [shown.value, shown.of, shown.percent]


def written(values: Iterable[object], width: int = 0) -> str:
    """One row of CSV, filled up to a width. No text is left to be taken for a formula."""
    cells = [_harmless(value) for value in values]
    cells += [""] * (width - len(cells))
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _harmless(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
