"""Labels and column heads that stand beside names ('Child/young person', 'Forename(s)', 'Re')."""

from __future__ import annotations

import re
from functools import cache

from planlint.phrases import Phrases
from planlint.plan.layout.births import BORN_KEYS
from planlint.words import pattern

_ASIDE = re.compile(r"\([^()]*\)|\b\d+\b|\bno\.?(?=\s*\d)|#")


@cache
def bare_label(label: str) -> str:
    """A label without its colon, number and brackets: 'Child 1 (full name):' → 'child'."""
    text = _ASIDE.sub(" ", label.replace("(s)", "s").replace("(ren)", "ren").replace("’", "'"))
    return re.sub(r"\s+(?=['’]s)", "", " ".join(text.lower().split())).strip(" :?.*_-–—")


def _is_of(label: str, *lists: str) -> bool:
    text = bare_label(label)
    phrases: Phrases = pattern("details", *lists)
    if phrases.fullmatch(text) is not None:
        return True
    parts = [part.strip() for part in text.split("/")]  # 'Enw / Name' says it in two languages
    return not is_surname_first(label) and any(part and phrases.fullmatch(part) is not None for part in parts)


@cache
def is_surname_first(label: str) -> bool:
    """Whether the label is 'Surname / other names', over 'Reed / Mia'."""
    parts = [part.strip() for part in bare_label(label).split("/")]
    return len(parts) == 2 and pattern("details", "surnames").fullmatch(parts[0]) is not None


@cache
def stands_by_name(label: str) -> bool:
    """Whether somebody's name stands beside the label."""
    return _is_of(label, "child-names", "names", "nicknames", "receivers")


@cache
def stands_by_child(label: str) -> bool:
    """Whether a child's name stands beside the label, and nobody else's."""
    return _is_of(label, "child-names")


def stands_by_subject(label: str) -> bool:
    """Whether the label says whom a letter or minutes concern: a person or a matter ('Re', 'Subject')."""
    return _is_of(label, "addressed")


def stands_by_receiver(label: str) -> bool:
    """Whether the label says who gets a letter: the child it is about, or a grown-up."""
    return _is_of(label, "receivers")


def stands_by_surname(label: str) -> bool:
    """Whether a surname alone stands beside the label."""
    return _is_of(label, "surnames")


def stands_by_nickname(label: str) -> bool:
    """Whether the name stands beside the label that a child goes by, their name being given elsewhere."""
    return _is_of(label, "nicknames")


def stands_by_grown_up(label: str) -> bool:
    """Whether a grown-up's name stands beside the label, without saying which parent or carer it is."""
    return _is_of(label, "grown-labels")


def says_relationship(label: str) -> bool:
    """Whether the label says who the person named before is: 'Relationship to child'."""
    return _is_of(label, "relationships")


@cache
def holds_entry(label: str) -> bool:
    """Whether what stands beside the label is an entry of the form, never a statement: names, births, who was there."""
    return _is_of(label, "child-names", "names", "nicknames", "surnames", "grown-labels", "registers") or any(
        BORN_KEYS.fullmatch(part.strip()) is not None for part in bare_label(label).split("/")
    )


@cache
def is_entry_label(label: str) -> bool:
    """Whether a label or column head belongs to the details of people: their names, births, addresses, workers."""
    return holds_entry(label) or pattern("details", "keys").fullmatch(label.strip(" :?.")) is not None
