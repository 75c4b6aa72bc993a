"""What the recogniser is given about a statement, and what it gives back: the interface, fixed for every version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StatementInput:
    """One statement in its place. The vocabularies are those of the labelled statements (`corpora/statements/`)."""

    text: str
    before: str = ""  # the neighbours in the same paragraph, cell or list item
    after: str = ""
    section: str = "other"
    cell: str = ""  # the action slot it stands in: action, outcome, owner, when, measure, progress, need, or ""
    children: int = 1
    age: str = "child"  # unborn, baby, toddler, child, teen
    voice: str = "third"  # you, third
    about: str = "child"  # a first guess by grammar; may be wrong
    child_names: frozenset[str] = frozenset()  # forenames and nicknames of the plan's children
    adult_names: frozenset[str] = frozenset()  # forenames and surnames of its adults


@dataclass(frozen=True, slots=True)
class Recognition:
    """Probabilities from 0 to 1: of each kind of statement, and of each statement rule's fault showing in it."""

    kinds: Mapping[str, float] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)


class Recogniser(Protocol):
    """Anything that recognises statements: the trained component, or another that a caller brings."""

    def recognise(self, statements: Sequence[StatementInput]) -> list[Recognition]:
        """One recognition a statement, in order. Deterministic; each depends on its own input alone."""
        ...
