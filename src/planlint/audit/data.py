"""What the audit knows beside the rules: the source briefing's learning points, and what things are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from planlint.words import load_yaml

OTHER = "other"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Point:
    """One learning point, with the codes of the rules and strengths that speak to it. `number` None: not one of the seven."""

    key: str
    number: int | None
    title: str
    says: str
    rules: tuple[str, ...]
    strengths: tuple[str, ...]
    ask: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """The source briefing."""

    title: str
    publisher: str
    year: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Plans that some rules are about; others cannot meet them."""

    key: str
    says: str
    rules: tuple[str, ...]


@cache
def briefing() -> Briefing:
    """The source briefing's learning points."""
    read = _read("briefing.yaml")
    points = tuple(
        Point(
            one["key"],
            one["number"],
            one["title"],
            one["says"],
            tuple(one["rules"]),
            tuple(one["strengths"]),
            one["ask"],
        )
        for one in read["points"]
    )
    return Briefing(read["title"], read["publisher"], read["year"], points)


@cache
def reaches() -> tuple[Reach, ...]:
    """The kinds of plans that some rules are about."""
    return tuple(Reach(key, one["says"], tuple(one["rules"])) for key, one in _read("labels.yaml")["reach"].items())


@cache
def labels(kind: str) -> Mapping[str, str]:
    """What the families, ages or plan_types are called, in the order to show them in."""
    found: dict[str, str] = _read("labels.yaml")[kind]
    return found


@cache
def _read(name: str) -> Any:
    return load_yaml(Path(__file__).with_name(name))
