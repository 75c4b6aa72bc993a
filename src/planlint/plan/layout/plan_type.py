"""What type of plan a document is: what it says of itself, or what its title calls it."""

from __future__ import annotations

from planlint.plan.layout.model import Layout
from planlint.words import pattern, word_file

_KEYS = ("plan-type", "plan_type", "plan type", "type")


def plan_type_of(layout: Layout) -> str | None:
    """'ehc', 'cp', 'cin' and so on, or another word that the front matter gives; None where nothing tells."""
    document = layout.document
    said = {str(key).strip().lower(): value for key, value in document.meta.items()}
    for key in _KEYS:
        if isinstance(word := said.get(key), str) and word.strip():
            return _named(word) or word.strip().lower()
    return _named(document.blocks[layout.title].text) if layout.title is not None else None


def _named(words: str) -> str | None:
    """The type that words name, the first named where there are several."""
    lower = words.strip().lower()
    found = {name: pattern("plan_types", name).search(lower) for name in word_file("plan_types")}
    met = {name: match.start() for name, match in found.items() if match}
    return lower if lower in found else min(met, key=lambda name: met[name]) if met else None
