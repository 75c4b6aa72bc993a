"""Train the statement recogniser and write its arrays, thresholds and scores.

    python scripts/train_recogniser.py [--config scripts/recogniser.cfg] [--output FOLDER] [--folds FOLDER]

Needs the `train` extra (scikit-learn). Each writer is left out in turn to calibrate the probabilities,
choose the thresholds and measure; the arrays that ship are then fitted to all. The same inputs give the
same bytes on one machine. `--folds` keeps, a set of plans, the model that has not met it: to judge the
checks on plans that are new to the recogniser.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from recogniser_training import (
    PLANS,
    Data,
    Fitted,
    Floats,
    Singles,
    average_precisions,
    calibrate,
    chances,
    data_of,
    fit,
    leave_one_out,
    margins_of,
    threshold,
    word_classes,
)
from statement_corpus import KINDS, LABELS, RULES, known_words, read_plan_statements, read_statements
from thinc.api import Config

from planlint.language.recogniser import TrainedRecogniser

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Train as the configuration says."""
    options = _options()
    config = Config().from_disk(options.config)
    output = options.output or ROOT / config["output"]["path"]
    corpora = config["corpora"]
    rows = read_statements(ROOT / corpora["statements"]) + read_plan_statements(ROOT / corpora["plans"])
    classes, known = word_classes(ROOT / corpora["classes"]), known_words(rows)
    data = data_of(rows, classes, known)
    margins = np.zeros(data.targets.shape)
    strangers: dict[str, Fitted] = {}
    for writer, fitted in leave_one_out(data, config):
        own = np.flatnonzero(data.writers == writer)
        margins[own] = margins_of(data.only(own), fitted, config)
        if options.folds and writer.startswith(PLANS):
            strangers[writer.removeprefix(PLANS)] = fitted
    calibration = calibrate(margins, data.targets)
    meta = {"kinds": KINDS, "rules": RULES, "scales": config["blocks"], "classes": classes, "known": known}
    for name, fitted in strangers.items():
        _model(fitted, meta, calibration).save(options.folds / name)
    _model(fit(data, config), meta, calibration).save(output)
    table = _table(data, chances(margins, *calibration), config["training"]["precision"])
    (output / "thresholds.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    _print(table)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=ROOT / "scripts" / "recogniser.cfg")
    parser.add_argument("--output", type=Path, help="where to write, in place of the configured folder")
    parser.add_argument("--folds", type=Path, help="where to keep, a set of plans, the model that has not met it")
    return parser.parse_args()


def _model(fitted: Fitted, meta: Mapping[str, Any], calibration: tuple[Singles, Singles]) -> TrainedRecogniser:
    slope, offset = calibration
    return TrainedRecogniser(
        {**meta, "vocabulary": fitted.vocabulary},
        {
            "rarity": fitted.rarity.astype(np.float32),
            "weights": fitted.weights.astype(np.float16),
            "bias": fitted.bias.astype(np.float32),
            "slope": slope,
            "offset": offset,
        },
    )


def _table(data: Data, scored: Floats, wanted: float) -> dict[str, dict[str, Any]]:
    """For each label, its threshold on unseen single statements and, where labelled, on unseen plans."""
    found = average_precisions(data, scored)
    of_plans = np.char.startswith(data.writers, PLANS)
    table: dict[str, dict[str, Any]] = {}
    for at, label in enumerate(LABELS):
        table[label] = {**threshold(data.targets[~of_plans, at], scored[~of_plans, at], wanted)}
        table[label]["average_precision"] = round(found[label]["statements"], 3)
        if "plans" in found[label]:
            on_plans = threshold(data.targets[of_plans, at], scored[of_plans, at], wanted)
            table[label]["plans"] = {**on_plans, "average_precision": round(found[label]["plans"], 3)}
    return table


def _print(table: Mapping[str, Mapping[str, Any]]) -> None:
    for label, row in table.items():
        print(f"{label:16s}", _cells(row), "| plans", _cells(row["plans"]) if "plans" in row else "not labelled")
    single = np.mean([table[rule]["average_precision"] for rule in RULES])
    plans = np.mean([table[rule]["plans"]["average_precision"] for rule in RULES])
    print(
        f"mean average precision over the statement rules: {single:.3f} on unseen statements, "
        f"{plans:.3f} on unseen plans"
    )


def _cells(row: Mapping[str, Any]) -> str:
    return "  ".join(f"{name} {row[name]:.3f}" for name in ("threshold", "precision", "recall", "average_precision"))


if __name__ == "__main__":
    main()
