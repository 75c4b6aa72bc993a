"""Who words say that somebody is: roles, and whose they are."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from planlint.phrases import Phrases
from planlint.plan.layout.model import Role
from planlint.plan.layout.names import NAMES, clean_name
from planlint.words import pattern, word_file


@cache
def role_pattern() -> Phrases:
    """Any word that gives a role."""
    return Phrases(item for items in word_file("people").values() for item in map(str, items))


@cache
def _role_patterns() -> tuple[tuple[str, Phrases], ...]:
    return tuple((role, pattern("people", role)) for role in word_file("people"))


_NOT_MUMS = re.compile(
    r"\b(?:nan|nana|nanna|gran|granny|grandma|nain|mamgu|aunt|auntie|aunty|sister|dad|father)['’]s\s", re.IGNORECASE
)


_OWNER = re.compile(r"(?:\s+[A-Z][\w-]+){0,2}['’]s\s")  # "Baby Reed's father": whose he is


def role_of(words: str) -> Role | None:
    """The role that a phrase gives ('Zac's step-dad' → step-father): the first met, of those at one place the longest.

    Whose they are does not count: "Ocean's father, at his brother's" is a father.
    """
    best: tuple[int, int, str] | None = None
    for role, expression in _role_patterns():
        for match in expression.finditer(words):
            owner = _OWNER.match(words, match.end()) is not None
            rank = (int(owner) * 1000 + match.start(), match.start() - match.end(), role)
            best = min(best, rank) if best else rank
    if best is None:
        return None
    if best[2] == "partner" and _NOT_MUMS.search(words):
        return "relative"
    return "relative" if best[2] == "female-partner" else cast(Role, best[2])


def possessor(text: str) -> str:
    """Whose the role is: 'Zac' in "Zac's dad", 'Ava and Noah' in "Ava and Noah's mum"; '' where no name says."""
    match = re.search(rf"({NAMES})['’]s?\s", text)
    if match is None:
        return ""
    several = " and " in match[1] or "&" in match[1] or "," in match[1]
    return match[1] if several else clean_name(match[1])
