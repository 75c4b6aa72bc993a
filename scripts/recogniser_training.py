"""Fitting, calibrating and scoring the statement recogniser: what the training and the comparison scripts
share.

Every label is one linear support vector machine over the blocks of `planlint.language.features`, made
into probabilities by Platt's method on the margins of unseen writers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve
from sklearn.svm import LinearSVC
from statement_corpus import LABELS, Labelled

from planlint.language.features import BLOCKS, PLACE_BLOCKS, Lexicon, Reading, letters
from planlint.language.features_classes import WordClasses

Features = list[dict[str, Sequence[str]]]
Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
PLANS = "plans "  # how the name of a writer of plans starts


@dataclass(frozen=True, slots=True)
class Fitted:
    """One model: the features of each block, how rare each is, and a row of weights a feature."""

    vocabulary: dict[str, list[str]]
    rarity: Floats
    weights: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Data:
    """All rows: their features, a column a label (NaN where it cannot be told), and who wrote them."""

    found: Features
    targets: Floats
    writers: NDArray[np.str_]

    def only(self, rows: NDArray[np.intp]) -> Data:
        """Some of the rows."""
        return Data([self.found[at] for at in rows], self.targets[rows], self.writers[rows])


def word_classes(folder: Path) -> dict[str, list[str]]:
    """The word classes of all YAML files of `folder`, as one mapping."""
    merged: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        merged.update(yaml.safe_load(path.read_text(encoding="utf-8")))
    return merged


def data_of(rows: Sequence[Labelled], classes: Mapping[str, Sequence[str]], known: Sequence[str]) -> Data:
    """Read every row."""
    reading = Reading(Lexicon(WordClasses(classes), frozenset(known)))
    targets = [[np.nan if label in row.untold else float(label in row.labels) for label in LABELS] for row in rows]
    return Data(
        [_spelt(reading.features(row.statement)) for row in rows],
        np.array(targets),
        np.array([row.writer for row in rows]),
    )


def _spelt(row: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    return {**row, "letters": [piece for token in row["letters"] for piece in letters(token)]}


def fit(data: Data, config: Mapping[str, Any]) -> Fitted:
    """One machine a label, each on the rows that can tell it and the blocks that it may see."""
    vocabulary, rarity = _vocabularies(data.found, config)
    inputs = matrix(data.found, vocabulary, rarity, config)
    text = sum(len(vocabulary[block]) for block in BLOCKS if block not in PLACE_BLOCKS)  # place blocks come last
    training = config["training"]
    importance = np.where(np.char.startswith(data.writers, PLANS), training["plan_weight"], 1.0)
    weights, bias = np.zeros((inputs.shape[1], len(LABELS))), np.zeros(len(LABELS))
    for at, label in enumerate(LABELS):
        told = np.flatnonzero(~np.isnan(data.targets[:, at]))
        seen = text if label in training["without_place"] else inputs.shape[1]
        learner = LinearSVC(C=training["strength"], tol=1e-3, random_state=training["seed"])
        learner.fit(inputs[told][:, :seen], data.targets[told, at] > 0, sample_weight=importance[told])
        weights[:seen, at], bias[at] = learner.coef_[0], learner.intercept_[0]
    return Fitted(vocabulary, rarity, weights, bias)


def leave_one_out(data: Data, config: Mapping[str, Any]) -> Iterator[tuple[str, Fitted]]:
    """Each writer, and a model that has not met them."""
    for writer in sorted(set(data.writers)):
        yield str(writer), fit(data.only(np.flatnonzero(data.writers != writer)), config)


def margins_of(data: Data, fitted: Fitted, config: Mapping[str, Any]) -> Floats:
    """Uncalibrated scores of every row."""
    found: Floats = matrix(data.found, fitted.vocabulary, fitted.rarity, config) @ fitted.weights + fitted.bias
    return found


def _vocabularies(found: Features, config: Mapping[str, Any]) -> tuple[dict[str, list[str]], Floats]:
    """The features of each block that stand often enough, and how rare each is."""
    vocabulary: dict[str, list[str]] = {}
    rarity: list[float] = []
    for block in BLOCKS:
        counts = Counter(name for row in found for name in row[block]) if config["blocks"][block] else Counter()
        vocabulary[block] = sorted(name for name, count in counts.items() if count >= config["training"]["min_count"])
        rarity += [float(np.log((1 + len(found)) / (1 + counts[name])) + 1) for name in vocabulary[block]]
    return vocabulary, np.array(rarity)


def matrix(
    found: Features, vocabulary: Mapping[str, Sequence[str]], rarity: Floats, config: Mapping[str, Any]
) -> csr_matrix:
    """A row a statement; each block of it has the block's length."""
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
            if ids:
                weighed = rarity[ids]
                columns += ids
                values += list(weighed * config["blocks"][block] / np.sqrt(weighed @ weighed))
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(found), start))


def calibrate(margins: Floats, targets: Floats) -> tuple[Singles, Singles]:
    """Platt's slope and offset for each label, from margins of unseen writers."""
    slope, offset = np.ones(len(LABELS)), np.zeros(len(LABELS))
    for at in range(len(LABELS)):
        told = ~np.isnan(targets[:, at])
        learner = LogisticRegression(C=1e6).fit(margins[told][:, [at]], targets[told, at] > 0)
        slope[at], offset[at] = learner.coef_[0, 0], learner.intercept_[0]
    return slope.astype(np.float32), offset.astype(np.float32)


def chances(margins: Floats, slope: Singles, offset: Singles) -> Floats:
    """Margins as probabilities."""
    found: Floats = 1 / (1 + np.exp(-(margins * slope + offset)))
    return found


def average_precisions(data: Data, scored: Floats) -> dict[str, dict[str, float]]:
    """For each label, the mean over writers of single statements, and over all plans where labelled."""
    table: dict[str, dict[str, float]] = {}
    of_plans = np.char.startswith(data.writers, PLANS)
    for at, label in enumerate(LABELS):
        told = ~np.isnan(data.targets[:, at])
        each = [
            average_precision_score(data.targets[own, at], scored[own, at])
            for writer in sorted(set(data.writers[~of_plans]))
            if (data.targets[own := (data.writers == writer) & told, at] > 0).any()
        ]
        table[label] = {"statements": float(np.mean(each))}
        if (data.targets[of_plans & told, at] > 0).any():
            own = of_plans & told
            table[label]["plans"] = float(average_precision_score(data.targets[own, at], scored[own, at]))
    return table


def threshold(truth: Floats, scored: Floats, wanted: float) -> dict[str, float]:
    """The least score from which precision is as wanted, else at its best, with both measures there."""
    told = ~np.isnan(truth)
    precision, recall, limits = precision_recall_curve(truth[told] > 0, scored[told])
    good = np.flatnonzero((precision[:-1] >= wanted) & (recall[:-1] > 0))
    best = int(good[0]) if len(good) else int(np.argmax(precision[:-1] + (recall[:-1] > 0.1)))
    return {
        "threshold": round(float(limits[best]), 4),
        "precision": round(float(precision[best]), 3),
        "recall": round(float(recall[best]), 3),
    }
