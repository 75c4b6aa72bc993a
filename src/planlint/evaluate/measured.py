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
# `met` names the sets that the recogniser had learnt from: there the numbers flatter.
"""


@dataclass(frozen=True)
class Measured:
    """The plans a set, and each rule's score a set. `met` are the sets that the recogniser had learnt from."""

    plans: Mapping[str, int]
    scores: Mapping[str, Mapping[str, Score]]  # set → code → score
    met: tuple[str, ...] = ()

    @property
    def unmet(self) -> tuple[str, ...]:
        """The sets that say how planlint does on plans it has never seen; all where it has learnt from all."""
        return tuple(name for name in self.plans if name not in self.met) or tuple(self.plans)

    def of(self, code: str, sets: Iterable[str] | None = None) -> Score:
        """A rule's score over some sets: those that it has not met, unless others are named."""
        names = self.unmet if sets is None else sets
        return added(self.scores[name][code] for name in names if code in self.scores[name])

    def count(self, sets: Iterable[str] | None = None) -> int:
        """How many plans those sets hold."""
        return sum(self.plans[name] for name in (self.unmet if sets is None else sets))

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


def measure(outcomes: Iterable[Outcome], met: Iterable[str] = ()) -> Measured:
    """What came of checking labelled plans, a rule and a set."""
    sets = by_set(outcomes)
    counts = {name: len(some) for name, some in sets.items()}
    scores = {name: by_rule(some) for name, some in sets.items()}
    return Measured(counts, scores, tuple(name for name in met if name in counts))


def as_text(measured: Measured) -> str:
    """The text of the file: a line a rule, so that a change reads well in a diff."""
    plans = ", ".join(f"{name}: {count}" for name, count in measured.plans.items())
    lines = [f"plans: {{{plans}}}", f"met: [{', '.join(measured.met)}]", "rules:"]
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
    plans = {str(name): count for name, count in read["plans"].items()}
    return Measured(plans, scores, tuple(map(str, read["met"])))


def sentence(score: Score, plans: int) -> str:
    """What a score means, in words."""
    labelled = score.right + score.missed
    flagged = score.right + score.false_alarms
    return (
        f"In {plans} labelled plans that it had not met it flagged {flagged} places and was right about {score.right}; "
        f"of the {labelled} it should have flagged it found {score.right} "
        f"(precision {_share(score.precision)}, recall {_share(score.recall)})."
    )


def _share(share: float | None) -> str:
    return "unknown" if share is None else f"{share:.2f}"
