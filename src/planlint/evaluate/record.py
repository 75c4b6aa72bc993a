"""Scores kept in a file, and what has changed since: the guard against a rule getting worse unseen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from planlint.evaluate.scores import Score

ALLOWANCE = 2  # misses and false alarms that a rule may gain before `evaluate --check` fails


class RecordError(ValueError):
    """A record that cannot be used; the message is one plain line that names it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One rule's score then and now. `before` is None for a rule that the record does not know."""

    rule: str
    before: Score | None
    after: Score

    @property
    def worse_by(self) -> int:
        """How many more misses and false alarms there are; negative where fewer, 0 for a new rule."""
        return self.after.wrong - self.before.wrong if self.before else 0

    @property
    def is_regression(self) -> bool:
        return self.worse_by > ALLOWANCE

    @property
    def has_other_labels(self) -> bool:
        """Whether the plans or their labels have changed, so that the counts do not compare."""
        return self.before is not None and (
            self.before.right + self.before.missed != self.after.right + self.after.missed
        )


def record(scores: Mapping[str, Score]) -> str:
    """The text of a record: JSON, a line a rule, so that a change reads well in a diff."""
    lines = [f"  {json.dumps(rule)}: {json.dumps(asdict(score))}" for rule, score in sorted(scores.items())]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def load_record(path: Path) -> dict[str, Score]:
    """The scores in a record. Raises RecordError for a file that is none."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        return {rule: Score(**counts) for rule, counts in read.items()}
    except OSError as error:
        raise RecordError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise RecordError(f"{path}: is no record of scores") from error


def changes(before: Mapping[str, Score], after: Mapping[str, Score]) -> list[Change]:
    """The rules whose counts differ, by code. A rule now without findings and labels counts as all zero."""
    compared = (Change(rule, before.get(rule), after.get(rule, Score())) for rule in {*before, *after})
    return sorted((change for change in compared if change.before != change.after), key=lambda c: c.rule)
