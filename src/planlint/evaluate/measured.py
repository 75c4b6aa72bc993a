"""What was measured of each rule when the catalogue was last scored: `rules/measured.yaml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from planlint.evaluate.matching import Outcome
from planlint.evaluate.scores import Score, by_rule, by_set
from planlint.words import directory, load_yaml

FILE = "measured.yaml"
_HEAD = """\
# What planlint found in the labelled plans of corpora/plans, a rule and a set of plans. Written by
# `scripts/make_docs.py --measure`; do not edit. Each entry: [right, missed, false alarms, of these on traps].
"""


@dataclass(frozen=True)
class Measured:
    """The plans a set, and each rule's score a set."""

    plans: Mapping[str, int]
    scores: Mapping[str, Mapping[str, Score]]  # set → code → score

    def of(self, code: str) -> Score:
        """A rule's score over all sets."""
        return added(scores[code] for scores in self.scores.values() if code in scores)

    def codes(self) -> list[str]:
        """The rules that were found or labelled anywhere."""
        return sorted({code for scores in self.scores.values() for code in scores})


def added(scores: Iterable[Score]) -> Score:
    """Several scores as one."""
    total: Counter[str] = Counter()
    for score in scores:
        total.update(
            right=score.right,
            missed=score.missed,
            false_alarms=score.false_alarms,
            trapped=score.trapped,
        )
    return Score(total["right"], total["missed"], total["false_alarms"], total["trapped"])


def measure(outcomes: Iterable[Outcome]) -> Measured:
    """What came of checking labelled plans, a rule and a set."""
    sets = by_set(outcomes)
    return Measured(
        {name: len(some) for name, some in sets.items()}, {name: by_rule(some) for name, some in sets.items()}
    )


def as_text(measured: Measured) -> str:
    """The text of the file: a line a rule, so that a change reads well in a diff."""
    plans = ", ".join(f"{name}: {count}" for name, count in measured.plans.items())
    lines = [f"plans: {{{plans}}}", "rules:"]
    for code in measured.codes():
        sets = ", ".join(
            f"{name}: [{one.right}, {one.missed}, {one.false_alarms}, {one.trapped}]"
            for name, scores in measured.scores.items()
            if (one := scores.get(code))
        )
        lines.append(f"  {code}: {{{sets}}}")
    return _HEAD + "\n".join(lines) + "\n"


@cache
def load(path: Path | None = None) -> Measured | None:
    """What was measured of the catalogue; None where nothing was."""
    path = path or directory() / FILE
    if not path.is_file():
        return None
    read = load_yaml(path)
    scores: dict[str, dict[str, Score]] = {str(name): {} for name in read["plans"]}
    for code, sets in read["rules"].items():
        for name, counts in sets.items():
            scores[str(name)][code] = Score(*counts)
    return Measured({str(name): count for name, count in read["plans"].items()}, scores)


def sentence(score: Score, plans: int) -> str:
    """What a score means, in words."""
    labelled = score.right + score.missed
    flagged = score.right + score.false_alarms
    return (
        f"In {plans} labelled plans it flagged {flagged} places and was right about {score.right}; "
        f"of the {labelled} it should have flagged it found {score.right} "
        f"(precision {_share(score.precision)}, recall {_share(score.recall)})."
    )


def _share(share: float | None) -> str:
    return "unknown" if share is None else f"{share:.2f}"
