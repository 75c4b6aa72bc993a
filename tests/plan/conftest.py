from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from planlint.linter import Linter
from planlint.plan.layout.build import lay_out
from planlint.plan.layout.model import Layout
from planlint.plan.resolve.model import Adult, Child, Plan
from planlint.plan.resolve.people import resolve_people
from planlint.readers import read_text

_TODAY = date(2026, 3, 1)


@dataclass(frozen=True)
class Laid:
    """A text laid out, with the people found in it."""

    layout: Layout
    children: tuple[Child, ...]
    adults: tuple[Adult, ...]

    @property
    def names(self) -> list[str]:
        return [child.name for child in self.children]

    @property
    def born(self) -> dict[str, date | None]:
        return {child.name: child.born for child in self.children}

    @property
    def roles(self) -> dict[str, str]:
        return {adult.name: adult.role for adult in self.adults}

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of the plan's tables and records of actions: slot → text."""
        blocks = self.layout.document.blocks
        return [
            {slot: " ".join(blocks[n].text for n in cells) for slot, cells in row.cells.items() if slot}
            for table in self.layout.tables
            if table.purpose == "actions"
            for row in table.rows
        ]


Lay = Callable[..., Laid]
Resolve = Callable[..., Plan]


@pytest.fixture(scope="session")
def lay() -> Lay:
    """Lay a text out, and say who is in it; no language model is needed for that."""

    def laid(text: str, format: str = "markdown") -> Laid:
        layout = lay_out(read_text(text, format))
        return Laid(layout, *resolve_people(layout, layout.plan_date or _TODAY))

    return laid


@pytest.fixture(scope="session")
def resolve() -> Resolve:
    """The resolved plan of a text."""
    linter = Linter()

    def resolved(text: str, format: str = "markdown") -> Plan:
        return linter.plan_of(read_text(text, format))

    return resolved
