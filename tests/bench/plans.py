"""Plans to measure on: those of the corpora, and any number of copies of them with other names and words."""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
_DATES = {*calendar.day_name, *calendar.month_name}
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")  # a capital within a sentence
_WORD = re.compile(r"\b[a-z]{6,}\b")
_CHANGED = 0.03  # of the longer words


def corpus() -> list[Path]:
    """The plans that have labels, in their text formats."""
    return sorted(path for path in (ROOT / "corpora" / "plans").glob("*/*") if path.suffix in (".md", ".txt"))


def written(folder: Path, count: int) -> list[Path]:
    """So many plans in a folder, no two alike: copies with names and some words of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, path in enumerate(islice(cycle(corpus()), count)):
        copy = folder / f"{number:05}-{path.name}"
        copy.write_text(_varied(path.read_text(encoding="utf-8"), random.Random(number)), encoding="utf-8")
        paths.append(copy)
    return paths


def _varied(text: str, chance: random.Random) -> str:
    names = {name: "".join(_syllables(chance)).capitalize() for name in sorted(set(_NAME.findall(text)) - _DATES)}
    renamed = re.sub(r"\b[A-Z][a-z]{2,}\b", lambda met: names.get(met[0], met[0]), text)
    return _WORD.sub(lambda met: _misspelt(met[0], chance) if chance.random() < _CHANGED else met[0], renamed)


def _syllables(chance: random.Random) -> Iterator[str]:
    for _ in range(3):
        yield chance.choice("bdfgklmnprstvz") + chance.choice("aeiou")


def _misspelt(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
