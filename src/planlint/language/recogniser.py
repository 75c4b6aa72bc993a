"""The trained recogniser: what kind of statement each is, and how strongly each statement rule's fault shows in it.

A linear model over the blocks of `features.py`, held as plain arrays beside this file and read with numpy alone. Each
statement is scored by itself, so its scores depend on nothing else in the batch. `scripts/train_recogniser.py` makes the
arrays; `docs/model-card.md` says how good they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planlint.language.features import BLOCKS, Lexicon, Reading
from planlint.language.features_classes import WordClasses
from planlint.language.statement import Recognition, StatementInput

MODEL = Path(__file__).parent / "model"
DECIMALS = 4  # probabilities are rounded, so that they do not hang on the machine's last bits


class TrainedRecogniser:
    """Scores statements with trained weights. Immutable after loading but for caches; safe to share between threads."""

    def __init__(self, meta: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
        """`meta`: labels, block scales, vocabulary, word classes and known words; `arrays`: weights and calibration."""
        self.meta, self.arrays = meta, arrays
        self.kinds: tuple[str, ...] = tuple(meta["kinds"])
        self.rules: tuple[str, ...] = tuple(meta["rules"])
        self._lexicon = Lexicon(WordClasses(meta["classes"]), frozenset(meta["known"]))
        self._scales = [float(meta["scales"][block]) for block in BLOCKS]
        self._vocabulary: list[dict[str, int]] = []
        start = 0
        for block in BLOCKS:
            names = meta["vocabulary"][block]
            self._vocabulary.append({name: start + at for at, name in enumerate(names)})
            start += len(names)
        self._rarity = arrays["rarity"].astype(np.float32)
        self._weights = arrays["weights"].astype(np.float32)
        self._bias = arrays["bias"].astype(np.float32)
        self._slope, self._offset = arrays["slope"].astype(np.float32), arrays["offset"].astype(np.float32)

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
        np.savez_compressed(folder / "weights.npz", **{name: self.arrays[name] for name in sorted(self.arrays)})

    def recognise(self, statements: Sequence[StatementInput]) -> list[Recognition]:
        """One recognition a statement, in order."""
        reading = Reading(self._lexicon)
        return [self._recognition(self._margins(reading.features(statement))) for statement in statements]

    def margins(self, statement: StatementInput) -> NDArray[np.float32]:
        """Uncalibrated scores, kinds first, then rules."""
        return self._margins(Reading(self._lexicon).features(statement))

    def _margins(self, blocks: Mapping[str, Sequence[str]]) -> NDArray[np.float32]:
        ids: list[int] = []
        starts: list[int] = []
        scales: list[float] = []
        for block, vocabulary, scale in zip(BLOCKS, self._vocabulary, self._scales, strict=True):
            if not scale:
                continue
            known = [at for name in blocks[block] if (at := vocabulary.get(name)) is not None]
            if known:
                starts.append(len(ids))
                scales.append(scale)
                ids += known
        if not ids:
            return self._bias
        values = self._rarity[ids]
        lengths = np.sqrt(np.add.reduceat(values * values, starts))
        counts = np.diff([*starts, len(ids)])
        values = values * np.repeat(np.asarray(scales, dtype=np.float32) / lengths, counts)
        scores: NDArray[np.float32] = values @ self._weights[ids] + self._bias
        return scores

    def _recognition(self, margins: NDArray[np.float32]) -> Recognition:
        chances = 1 / (1 + np.exp(-(margins * self._slope + self._offset)))
        rounded = [round(float(chance), DECIMALS) for chance in chances]
        cut = len(self.kinds)
        return Recognition(
            kinds=dict(zip(self.kinds, rounded[:cut], strict=True)),
            scores=dict(zip(self.rules, rounded[cut:], strict=True)),
        )


@cache
def trained_recogniser() -> TrainedRecogniser:
    """The recogniser that ships with planlint, read once."""
    return TrainedRecogniser.load()
