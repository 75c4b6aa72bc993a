"""Labels of a plan: what must be found in it, and what only looks like a fault (see `corpora/README.md`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from planlint.document import Span

SUFFIX = ".labels.yaml"
_KEYS = frozenset({"rule", "quote", "nth", "child", "why"})


class LabelsError(ValueError):
    """A labels file that cannot be used; the message is one plain line that names it."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label or trap: with a `quote` about words, with a `child` alone about a part, else the plan."""

    rule: str
    quote: str | None = None
    nth: int = 1
    child: str | None = None
    why: str = ""

    def span(self, text: str) -> Span | None:
        """Where the quote stands in a plan's text; None for a label without one.

        Raises LabelsError where it does not stand there.
        """
        if self.quote is None:
            return None
        at = -1
        for _ in range(self.nth):
            at = text.find(self.quote, at + 1)
            if at < 0:
                times = f" {self.nth} times" if self.nth > 1 else ""
                raise LabelsError(f"{self.rule}: “{self.quote}” does not stand in the plan{times}")
        return Span(at, at + len(self.quote))


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of one plan."""

    plan: Path
    children: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    traps: tuple[Label, ...] = ()


def find_labels(paths: Iterable[Path]) -> list[Path]:
    """The labels files among the paths and in their folders, in order. A plan stands for its own.

    Raises LabelsError for a path that has no labels.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir() and (inside := list(path.rglob(f"*{SUFFIX}"))):
            found.update(inside)
        elif path.name.endswith(SUFFIX) and path.is_file():
            found.add(path)
        elif (beside := path.with_name(path.stem + SUFFIX)).is_file():
            found.add(beside)
        else:
            raise LabelsError(f"{path}: no labels here")
    return sorted(found)


def load_labels(path: Path) -> Labels:
    """The labels in a file. Raises LabelsError for one that is not as `corpora/README.md` says."""
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LabelsError(f"{path}: cannot be read: {type(error).__name__}") from error
    if not isinstance(read, Mapping) or not isinstance(read.get("plan"), str):
        raise LabelsError(f"{path}: must name its plan")
    return Labels(
        path.parent / read["plan"],
        tuple(str(child) for child in read.get("children") or ()),
        tuple(_label(entry, path) for entry in read.get("labels") or ()),
        tuple(_label(entry, path) for entry in read.get("traps") or ()),
    )


def _label(entry: Any, path: Path) -> Label:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("rule"), str):
        raise LabelsError(f"{path}: each label names a rule")
    unknown = sorted(map(str, set(entry) - _KEYS))
    if unknown:
        raise LabelsError(f"{path}: {entry['rule']}: unknown key {unknown[0]}")
    nth = entry.get("nth", 1)
    if not isinstance(nth, int) or nth < 1:
        raise LabelsError(f"{path}: {entry['rule']}: nth counts from 1")
    return Label(entry["rule"], entry.get("quote"), nth, entry.get("child"), entry.get("why", ""))
