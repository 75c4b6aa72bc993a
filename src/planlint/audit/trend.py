"""What has changed since an earlier audit, by its JSON report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any, Literal

from planlint.audit.cohort import Cohort, Line
from planlint.audit.tally import ALL

SCHEMA = 1
REPORT = "audit"
KINDS = ("family", "rule", "strength", "point")
_CLEAR = 1.96  # standard errors that a change must come to before it is called one

Verdict = Literal["more", "fewer", "no clear change", "cannot be compared"]


class EarlierError(ValueError):
    """An earlier audit that cannot be used; the message is one plain line that names the file."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is read of an earlier audit: of each row how many plans, of how many; None where that was hidden."""

    made: str
    version: str
    plans: int | None
    shares: Mapping[tuple[str, str], tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Change:
    """A row then and now, in percent of the plans it could be met in. `points` is the difference, where both are shown."""

    line: Line
    before: float | None
    after: float | None
    points: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Trend:
    """All rows that both audits could have shown."""

    earlier: Earlier
    same_version: bool
    changes: tuple[Change, ...]


def load_earlier(path: Path) -> Earlier:
    """The JSON report of an earlier audit. Raises EarlierError."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EarlierError(f"{path}: cannot be read ({(error.strerror or 'unknown reason').lower()})") from error
    except ValueError as error:
        raise EarlierError(f"{path}: is no JSON; give the audit.json of an earlier audit") from error
    if not isinstance(read, dict) or read.get("report") != REPORT:
        raise EarlierError(f"{path}: is no audit; give the audit.json of an earlier audit")
    if read.get("schema") != SCHEMA:
        raise EarlierError(f"{path}: is an audit of schema {read.get('schema')}; this planlint reads schema {SCHEMA}")
    try:
        return Earlier(
            str(read["made"]), str(read["planlint"]), _number(read["cohort"]["plans"]), dict(_shares(read["rows"]))
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise EarlierError(f"{path}: is damaged: it is not as docs/audit.schema.json says") from error


def trend(cohort: Cohort, earlier: Earlier) -> Trend:
    """What has changed between an earlier audit and this one."""
    changes = tuple(
        _change(line, earlier.shares[line.kind, line.code])
        for line in cohort.lines
        if line.kind in KINDS and line.off != "all" and (line.kind, line.code) in earlier.shares
    )
    return Trend(earlier, earlier.version == cohort.version, changes)


def _change(line: Line, before: tuple[int, int] | None) -> Change:
    shown = line.plans[ALL]
    after = (shown.count, shown.of) if shown.count is not None and shown.of else None
    then = 100 * before[0] / before[1] if before else None
    now = 100 * after[0] / after[1] if after else None
    if before is None or after is None or then is None or now is None:
        return Change(line, _rounded(then), _rounded(now), None, "cannot be compared")
    points = now - then
    clear = abs(points) > _CLEAR * _error(*before, *after)
    verdict: Verdict = "no clear change" if not clear else "more" if points > 0 else "fewer"
    return Change(line, _rounded(then), _rounded(now), _rounded(points), verdict)


def _error(before: int, of_before: int, after: int, of_after: int) -> float:
    """The standard error, in percentage points, of the difference of two shares that are in truth the same."""
    share = (before + after) / (of_before + of_after)
    return 100 * sqrt(share * (1 - share) * (1 / of_before + 1 / of_after))


def _shares(rows: list[dict[str, Any]]) -> Iterator[tuple[tuple[str, str], tuple[int, int] | None]]:
    for row in rows:
        whole = next((one for one in row["counts"] if one["by"] == ALL.by), None)
        if row["kind"] in KINDS and whole is not None:
            count, of = _number(whole["plans"]["count"]), _number(whole["plans"]["of"])
            shown = count is not None and of is not None and 0 <= count <= of and of > 0
            yield (str(row["kind"]), str(row["code"])), (count or 0, of or 0) if shown else None


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
