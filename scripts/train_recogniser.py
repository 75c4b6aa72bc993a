"""Train the statement recogniser and write its arrays, thresholds and scores.

    python scripts/train_recogniser.py [--config scripts/recogniser.cfg] [--output FOLDER]

Needs the `train` extra (scikit-learn). Every label is one logistic regression over the same features. Each writer (file)
is left out in turn to calibrate the probabilities, choose the thresholds and measure; the arrays that ship are then fitted
to all. The same inputs give the same bytes on the same machine.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve
from statement_corpus import KINDS, LABELS, RULES, Labelled, known_words, read_statements
from thinc.api import Config

from planlint.language.features import BLOCKS, features
from planlint.language.features_classes import WordClasses
from planlint.language.recogniser import TrainedRecogniser

ROOT = Path(__file__).resolve().parent.parent
Features = list[dict[str, list[str]]]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """One model: what each block knows, how rare it is, and a row of weights a feature."""

    vocabulary: dict[str, list[str]]
    rarity: Floats
    weights: Floats
    bias: Floats


def main() -> None:
    """Train as the configuration says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=ROOT / "scripts" / "recogniser.cfg")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    config = Config().from_disk(options.config)
    output = options.output or ROOT / config["output"]["path"]
    rows = read_statements(ROOT / config["corpora"]["statements"])
    classes, known = word_classes(ROOT / config["corpora"]["classes"]), known_words(rows)
    found = extract(rows, classes, known)
    targets = np.array([[label in row.labels for label in LABELS] for row in rows])
    unseen = leave_one_writer_out(rows, found, targets, config)
    slope, offset = calibrate(unseen, targets)
    fitted = fit(found, targets, config)
    model = TrainedRecogniser(
        {"kinds": KINDS, "rules": RULES, "scales": config["blocks"], "vocabulary": fitted.vocabulary,
         "classes": classes, "known": known},
        {"rarity": fitted.rarity.astype(np.float32), "weights": fitted.weights.astype(np.float16),
         "bias": fitted.bias.astype(np.float32), "slope": slope, "offset": offset},
    )
    model.save(output)
    table = scores(unseen, targets, [row.writer for row in rows], slope, offset, config["training"]["precision"])
    (output / "thresholds.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print_scores(table)


def word_classes(folder: Path) -> dict[str, list[str]]:
    """The word classes of all YAML files of `folder`, as one mapping."""
    merged: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        merged.update(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    return merged


def extract(rows: Sequence[Labelled], classes: Mapping[str, Sequence[str]], known: Sequence[str]) -> Features:
    """The features of every row."""
    finder, words = WordClasses(classes), frozenset(known)
    return [features(row.statement, finder, words) for row in rows]


def leave_one_writer_out(
    rows: Sequence[Labelled], found: Features, targets: NDArray[np.bool_], config: Mapping[str, Any]
) -> Floats:
    """Margins of every row by a model that has not met its writer."""
    writers = np.array([row.writer for row in rows])
    unseen = np.zeros(targets.shape)
    for writer in sorted(set(writers)):
        others, own = np.flatnonzero(writers != writer), np.flatnonzero(writers == writer)
        fitted = fit([found[at] for at in others], targets[others], config)
        unseen[own] = matrix([found[at] for at in own], fitted.vocabulary, fitted.rarity, config) @ fitted.weights
        unseen[own] += fitted.bias
    return unseen


def fit(found: Features, targets: NDArray[np.bool_], config: Mapping[str, Any]) -> Fitted:
    """One logistic regression a label."""
    vocabulary, rarity = vocabularies(found, config)
    inputs = matrix(found, vocabulary, rarity, config)
    weights, bias = np.zeros((inputs.shape[1], targets.shape[1])), np.zeros(targets.shape[1])
    for at in range(targets.shape[1]):
        learner = LogisticRegression(
            C=config["training"]["strength"], solver="liblinear", random_state=config["training"]["seed"]
        )
        learner.fit(inputs, targets[:, at])
        weights[:, at], bias[at] = learner.coef_[0], learner.intercept_[0]
    return Fitted(vocabulary, rarity, weights, bias)


def vocabularies(found: Features, config: Mapping[str, Any]) -> tuple[dict[str, list[str]], Floats]:
    """The features of each block that stand often enough, and how rare each is."""
    vocabulary: dict[str, list[str]] = {}
    rarity: list[float] = []
    for block in BLOCKS:
        counts = Counter(name for row in found for name in row[block]) if config["blocks"][block] else Counter()
        kept = sorted(name for name, count in counts.items() if count >= config["training"]["min_count"])
        vocabulary[block] = kept
        rarity += [float(np.log((1 + len(found)) / (1 + counts[name])) + 1) for name in kept]
    return vocabulary, np.array(rarity)


def matrix(
    found: Features, vocabulary: Mapping[str, Sequence[str]], rarity: Floats, config: Mapping[str, Any]
) -> csr_matrix:
    """A row a statement, each block of it of the block's length."""
    places, start = {}, 0
    for block in BLOCKS:
        places[block] = {name: start + at for at, name in enumerate(vocabulary[block])}
        start += len(vocabulary[block])
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for row in found:
        for block in BLOCKS:
            ids = [places[block][name] for name in row[block] if name in places[block]]
            weighed = rarity[ids] if ids else np.zeros(0)
            columns += ids
            values += list(weighed * config["blocks"][block] / (np.sqrt(weighed @ weighed) or 1))
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(found), start))


def calibrate(unseen: Floats, targets: NDArray[np.bool_]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Platt's slope and offset for each label, from margins of unseen writers."""
    slope, offset = np.ones(targets.shape[1]), np.zeros(targets.shape[1])
    for at in range(targets.shape[1]):
        learner = LogisticRegression(C=1e6).fit(unseen[:, [at]], targets[:, at])
        slope[at], offset[at] = learner.coef_[0, 0], learner.intercept_[0]
    return slope.astype(np.float32), offset.astype(np.float32)


def scores(
    unseen: Floats, targets: NDArray[np.bool_], writers: Sequence[str], slope: NDArray[np.float32],
    offset: NDArray[np.float32], wanted: float,
) -> dict[str, dict[str, float]]:
    """For each label: average precision (mean over the writers), and the threshold of the wanted precision."""
    table = {}
    for at, label in enumerate(LABELS):
        chances = 1 / (1 + np.exp(-(unseen[:, at] * slope[at] + offset[at])))
        truth = targets[:, at]
        each = [
            average_precision_score(truth[own], chances[own])
            for writer in sorted(set(writers))
            if truth[own := np.array([other == writer for other in writers])].any()
        ]
        precision, recall, thresholds = precision_recall_curve(truth, chances)
        good = np.flatnonzero(precision[:-1] >= wanted)
        best = good[0] if len(good) else int(np.argmax(precision[:-1]))
        table[label] = {
            "threshold": round(float(thresholds[best]), 4), "precision": round(float(precision[best]), 3),
            "recall": round(float(recall[best]), 3), "average_precision": round(float(np.mean(each)), 3),
        }
    return table


def print_scores(table: Mapping[str, Mapping[str, float]]) -> None:
    """The table on standard output."""
    for label, row in table.items():
        print(f"{label:16s}" + "".join(f"  {name} {value:6.3f}" for name, value in row.items()))
    mean = np.mean([table[rule]["average_precision"] for rule in RULES])
    print(f"mean average precision over the statement rules, a writer left out: {mean:.3f}")


if __name__ == "__main__":
    main()
