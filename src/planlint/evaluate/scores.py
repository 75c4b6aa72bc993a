"""Counts of outcomes a rule, a family and a set, with precision, recall and F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from planlint.evaluate.matching import Outcome


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one rule, one family or all. A share of nothing is None."""

    right: int = 0
    missed: int = 0
    false_alarms: int = 0
    trapped: int = 0

    @property
    def wrong(self) -> int:
        """Misses and false alarms together."""
        return self.missed + self.false_alarms

    @property
    def precision(self) -> float | None:
        return _share(self.right, self.right + self.false_alarms)

    @property
    def recall(self) -> float | None:
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        return _share(2 * self.right, 2 * self.right + self.wrong)

    def to_dict(self) -> dict[str, Any]:
        """Counts and shares, as `evaluate --format json` gives them."""
        shares = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        rounded = {name: None if share is None else round(share, 4) for name, share in shares.items()}
        return {**asdict(self), **rounded}


def by_rule(outcomes: Iterable[Outcome]) -> dict[str, Score]:
    """A score a rule, by code."""
    return _counted(outcomes, lambda rule: rule)


def by_family(outcomes: Iterable[Outcome]) -> dict[str, Score]:
    """A score a family of rules: the letters of their codes."""
    return _counted(outcomes, lambda rule: rule.rstrip("0123456789"))


def total(outcomes: Iterable[Outcome]) -> Score:
    """One score for all rules."""
    return _counted(outcomes, lambda _: "all").get("all", Score())


def by_set(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Outcomes by the folder that their plan stands in."""
    sets: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        sets.setdefault(outcome.labels.plan.parent.name, []).append(outcome)
    return dict(sorted(sets.items()))


def _counted(outcomes: Iterable[Outcome], key: Callable[[str], str]) -> dict[str, Score]:
    right: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    trapped: Counter[str] = Counter()
    for outcome in outcomes:
        right.update(key(label.rule) for label, _ in outcome.right)
        missed.update(key(label.rule) for label in outcome.missed)
        alarms.update(key(finding.rule) for finding in outcome.false_alarms)
        trapped.update(key(finding.rule) for finding in outcome.trapped)
    names: Mapping[str, int] = right + missed + alarms
    return {name: Score(right[name], missed[name], alarms[name], trapped[name]) for name in sorted(names)}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
