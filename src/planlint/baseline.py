"""The baseline: findings that were there when a team began, so that later runs tell of new ones only.

The file holds rules, salted fingerprints and counts: no plan text, no name, no path, no line number.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from planlint.rules.finding import Report
from planlint.rules.fingerprint import fingerprinted

NAME = "planlint-baseline.json"
_VERSION = 1
_KEY = "planlint-baseline"


class BaselineError(ValueError):
    """A baseline that cannot be used; one plain line that names the file."""


def is_baseline(path: Path) -> bool:
    """Whether a file is a baseline of any version, perhaps a damaged one: what may be written over."""
    try:
        with path.open("rb") as file:
            return f'"{_KEY}"'.encode() in file.read(100)
    except OSError:
        return False


@dataclass
class Baseline:
    """Known findings by rule and fingerprint, and which of them a run has met."""

    salt: bytes
    plans: int = 0  # how many it was made from
    known: Counter[tuple[str, str]] = field(default_factory=Counter)
    met: Counter[tuple[str, str]] = field(default_factory=Counter)

    @classmethod
    def new(cls) -> Baseline:
        """An empty one, with a salt of its own."""
        return cls(os.urandom(16))

    @classmethod
    def load(cls, path: Path) -> Baseline:
        """Read one. Raises BaselineError."""
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            if held[_KEY] != _VERSION:
                raise BaselineError(
                    f"{path}: a baseline of another version ({held[_KEY]!r}); make it anew: planlint baseline"
                )
            known = {
                (rule, mark): int(count) for rule, marks in held["findings"].items() for mark, count in marks.items()
            }
            return cls(bytes.fromhex(held["salt"]), int(held["plans"]), Counter(known))
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            raise BaselineError(f"{path}: cannot be read ({reason}); make one: planlint baseline") from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            if isinstance(error, BaselineError):
                raise
            raise BaselineError(f"{path}: not a baseline; make it anew: planlint baseline") from None

    def marked(self, report: Report) -> Report:
        """The report with its fingerprints salted, and the findings marked that are known."""
        salted = fingerprinted(report, self.salt)
        findings = []
        for finding in salted.findings:
            mark = (finding.rule, finding.fingerprint)
            is_known = self.met[mark] < self.known[mark]
            self.met[mark] += is_known
            findings.append(replace(finding, known=is_known))
        return replace(salted, findings=tuple(findings))

    def record(self, reports: Iterable[Report]) -> Baseline:
        """A baseline with this one's salt of what the reports hold."""
        made = Baseline(self.salt)
        for report in reports:
            if report.error is None:
                made.plans += 1
                marks = fingerprinted(report, self.salt).findings
                made.known.update((finding.rule, finding.fingerprint) for finding in marks)
        return made

    @property
    def stale(self) -> int:
        """How many known findings were not met."""
        return sum((self.known - self.met).values())

    def text(self) -> str:
        """The file's text; equal baselines give equal texts."""
        rules: dict[str, dict[str, int]] = {}
        for (rule, mark), count in sorted(self.known.items()):
            rules.setdefault(rule, {})[mark] = count
        held = {_KEY: _VERSION, "salt": self.salt.hex(), "plans": self.plans, "findings": rules}
        return json.dumps(held, indent=1) + "\n"
