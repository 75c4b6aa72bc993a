"""planlint: a linter for children's-services plans.

    >>> import planlint
    >>> report = planlint.check_text("# Plan for Mia\n\nMia will probably need help with feeding.")

Names are looked up when they are first used, so that importing planlint loads neither spaCy nor pydantic.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planlint.linter import Inspection, Linter, Person, check_file, check_text
    from planlint.rules.finding import (
        Allowed,
        Edit,
        Finding,
        Fix,
        Related,
        Report,
        Strength,
        Unchecked,
        Why,
    )

__all__ = [
    "Allowed",
    "Edit",
    "Finding",
    "Fix",
    "Inspection",
    "Linter",
    "Person",
    "Related",
    "Report",
    "Strength",
    "Unchecked",
    "Why",
    "check_file",
    "check_text",
]

_LINTER = frozenset({"Inspection", "Linter", "Person", "check_file", "check_text"})


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return _version()
    if name not in __all__:
        raise AttributeError(f"module 'planlint' has no attribute {name!r}")
    return getattr(import_module("planlint.linter" if name in _LINTER else "planlint.rules.finding"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__, "__version__"])


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("planlint")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0+unknown"
