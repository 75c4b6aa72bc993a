"""Check types: the verbs a rule file may use. Each reads the `Plan` and yields matches; none parses text again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import entry_points

from planlint.checks.context import Context
from planlint.rules.model import Match

Check = Callable[[Context], Iterator[Match]]
_BUILT_IN = {
    "statement": "statement",
    "action": "action",
    "mention": "mention",
    "balance": "fathers",
    "repetition": "repetition",
    "coverage": "coverage",
    "name": "name",
    "address": "address",
    "phrase": "phrase",
    "readability": "readability",
    "allow": "allow",
}


def check_of(kind: str) -> Check:
    """The check of a type's name: a built-in one, or one that a pack brings by the entry point group `planlint.checks`.

    Raises KeyError for a type that nobody brings.
    """
    if kind in _BUILT_IN:
        return import_module(f"planlint.checks.{_BUILT_IN[kind]}").check  # type: ignore[no-any-return]
    for entry in entry_points(group="planlint.checks"):
        if entry.name == kind:
            return entry.load()  # type: ignore[no-any-return]
    raise KeyError(kind)


def kinds() -> list[str]:
    """The names of all types that `check_of` knows."""
    return [*_BUILT_IN, *(entry.name for entry in entry_points(group="planlint.checks"))]


__all__ = ["Check", "Context", "check_of", "kinds"]
