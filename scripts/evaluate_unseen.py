"""Score the checks on labelled plans, each set judged with a recogniser that has not met it.

    python scripts/train_recogniser.py --output /somewhere/all --folds /somewhere/folds
    python scripts/evaluate_unseen.py /somewhere/folds

The recogniser that ships has learnt from `corpora/plans`, so `planlint evaluate corpora/plans` flatters it. Choose thresholds
by these numbers, and not by those.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from planlint import evaluate
from planlint.evaluate import Outcome, table
from planlint.language.recogniser import TrainedRecogniser
from planlint.linter import Linter

PLANS = Path(__file__).resolve().parent.parent / "corpora" / "plans"


def main() -> None:
    """Print the table of scores, and on request the misses and false alarms of a rule."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folds", type=Path, help="what train_recogniser.py --folds wrote")
    parser.add_argument("--misses", nargs="*", default=[], metavar="RULE")
    options = parser.parse_args()
    outcomes = [outcome for fold in sorted(options.folds.iterdir()) for outcome in _outcomes(fold)]
    for line in table.score_table(outcomes):
        print(line)
    for rule in options.misses:
        for line in table.misses(outcomes, rule):
            print(line)


def _outcomes(fold: Path) -> list[Outcome]:
    linter = Linter(recogniser=TrainedRecogniser.load(fold))
    labelled = [evaluate.load_labels(path) for path in evaluate.find_labels([PLANS / fold.name])]
    reports = linter.check_many([labels.plan for labels in labelled])
    return [evaluate.match(report, labels) for report, labels in zip(reports, labelled, strict=True)]


if __name__ == "__main__":
    main()
