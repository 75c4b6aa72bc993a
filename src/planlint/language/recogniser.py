"""The trained recogniser: what kind of statement each is, and how strongly each statement rule's fault
shows in it.

A linear model over the blocks of `features.py`, held as plain arrays beside this file and read with
numpy alone. Each statement is scored by itself, so its scores depend on nothing else in the batch.
`scripts/train_recogniser.py` makes the arrays; `docs/model-card.md` says how good they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planlint.language.features import BLOCKS, Lexicon, Reading, letters
from planlint.language.features_classes import WordClasses
from planlint.language.statement import Recognition, StatementInput

MODEL = Path(__file__).parent / "model"
DECIMALS = 4  # probabilities are rounded, so that they do not hang on the machine's last bits
_KEPT = 20_000  # words whose letters are remembered
_CHUNK = 64  # statements whose weights are gathered together


class TrainedRecogniser:
    """Scores statements with trained weights. Unchanging but for caches; safe to share between threads."""

    def __init__(self, meta: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
        """`meta`: labels, scales, vocabulary, classes and known words; `arrays`: weights and calibration."""
        self.meta, self.arrays = meta, arrays
        self.kinds: tuple[str, ...] = tuple(meta["kinds"])
        self.rules: tuple[str, ...] = tuple(meta["rules"])
        self._lexicon = Lexicon(WordClasses(meta["classes"]), frozenset(meta["known"]))
        self._blocks: list[tuple[str, dict[str, int], float]] = []
        start = 0
        for block in BLOCKS:
            names = meta["vocabulary"][block]
            if names:
                places = {name: start + at for at, name in enumerate(names)}
                self._blocks.append((block, places, float(meta["scales"][block])))
            start += len(names)
        self._spellings: dict[str, list[int]] = {}
        self._rarity = arrays["rarity"].astype(np.float32)
        self._weights = arrays["weights"].astype(np.float32)
        self._bias = arrays["bias"].astype(np.float32)
        self._slope, self._offset = arrays["slope"].astype(np.float64), arrays["offset"].astype(np.float64)

    @classmethod
    def load(cls, folder: Path = MODEL) -> TrainedRecogniser:
        """Read a model's folder. Raises FileNotFoundError where it is not there."""
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            return cls(meta, {name: stored[name] for name in stored.files})

    def save(self, folder: Path) -> None:
        """Write what `load` reads; the same model always gives the same bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.meta, ensure_ascii=False, indent=0, sort_keys=True)
        (folder / "meta.json").write_text(text + "\n", encoding="utf-8")
        stored: dict[str, Any] = {name: self.arrays[name] for name in sorted(self.arrays)}
        np.savez_compressed(folder / "weights.npz", **stored)

    def recognise(self, statements: Sequence[StatementInput]) -> list[Recognition]:
        """One recognition a statement, in order."""
        reading = Reading(self._lexicon)
        found: list[Recognition] = []
        for start in range(0, len(statements), _CHUNK):
            found += self._recognitions([reading.features(one) for one in statements[start : start + _CHUNK]])
        return found

    def margins(self, statements: Sequence[StatementInput]) -> NDArray[np.float32]:
        """Uncalibrated scores: a row a statement, kinds first, then rules."""
        reading = Reading(self._lexicon)
        return self._margins([reading.features(one) for one in statements])

    def _recognitions(self, rows: Sequence[Mapping[str, Sequence[str]]]) -> list[Recognition]:
        margins = self._margins(rows).astype(np.float64) * self._slope + self._offset
        chances = np.round(1 / (1 + np.exp(-margins)), DECIMALS).tolist()
        kinds, rules, cut = self.kinds, self.rules, len(self.kinds)
        return [
            Recognition(dict(zip(kinds, row[:cut], strict=True)), dict(zip(rules, row[cut:], strict=True)))
            for row in chances
        ]

    def _margins(self, rows: Sequence[Mapping[str, Sequence[str]]]) -> NDArray[np.float32]:
        """Sums of weights, each in the order of its row's features: other rows change nothing."""
        ids: list[int] = []
        blocks: list[int] = []  # where a block of a row starts
        scales: list[float] = []
        starts: list[int] = []  # where a row starts
        for row in rows:
            starts.append(len(ids))
            ids.append(0)  # a row without features still has this one, of weight nothing
            blocks.append(starts[-1])
            scales.append(0.0)
            for block, places, scale in self._blocks:
                before = len(ids)
                if block == "letters":
                    for token in row[block]:
                        ids += self._spelling(token, places)
                else:
                    ids += [at for at in map(places.get, row[block]) if at is not None]
                if len(ids) > before:
                    blocks.append(before)
                    scales.append(scale)
        chosen = np.array(ids)
        values: NDArray[Any] = self._rarity.take(chosen)
        lengths: NDArray[Any] = np.sqrt(np.add.reduceat(values * values, blocks))
        factors: NDArray[Any] = np.array(scales, dtype=np.float32) / lengths
        values *= np.repeat(factors, np.diff([*blocks, len(ids)]))
        weighed: NDArray[Any] = self._weights.take(chosen, axis=0)
        weighed *= values[:, None]
        scores: NDArray[np.float32] = np.add.reduceat(weighed, starts, axis=0)
        return scores + self._bias

    def _spelling(self, token: str, places: Mapping[str, int]) -> list[int]:
        """Where the letters of a word stand in the vocabulary; words come back, so it is kept."""
        found = self._spellings.get(token)
        if found is None:
            found = [at for piece in letters(token) if (at := places.get(piece)) is not None]
            if len(self._spellings) < _KEPT:
                self._spellings[token] = found
        return found


@cache
def trained_recogniser() -> TrainedRecogniser:
    """The recogniser that ships with planlint, read once."""
    return TrainedRecogniser.load()
