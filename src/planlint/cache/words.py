"""Strings of a report as places in the plan: the record holds where the words stand, not the words.

A folded string is a list. Its strings stand for themselves: they are marks, or words that the plan does not
have, or the fixed words of a rule's message. Its pairs `[start, length]` are read from the plan; triples
`[start, length, how]` as well, and then put in another case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Folded = list[str | list[int | str]]
_TOKEN = re.compile(r"\w+|\W+")
_HOLE = re.compile(r"\{\w+\}")
_CASES: dict[str, Callable[[str], str]] = {"l": str.lower, "u": str.upper, "c": str.capitalize}


class Words:
    """The words of one plan."""

    def __init__(self, source: str) -> None:
        self._source = source
        lower = source.lower()
        self._lower = lower if len(lower) == len(source) else ""  # a few characters change their length

    def fold(self, text: str, near: int = 0, template: str | None = None) -> Folded:
        """A string as places. `near`: where to look first; `template`: fixed words that it fills, if so."""
        parts = filled(template, text) if template else None
        if parts is None:
            return self._places(text, near)
        folded: Folded = []
        for fixed, value in parts:
            folded += [fixed] if fixed else []
            folded += self._places(value, near)
        return folded

    def unfold(self, folded: Sequence[str | Sequence[int | str]]) -> str:
        """The string again. Raises ValueError or TypeError where the record is none of ours."""
        return "".join(part if isinstance(part, str) else self._read(*part) for part in folded)

    def _read(self, start: int | str, length: int | str, how: int | str = "") -> str:
        words = self._source[int(start) : int(start) + int(length)]
        return _CASES[str(how)](words) if how else words

    def _places(self, text: str, near: int) -> Folded:
        tokens = _TOKEN.findall(text)
        folded: Folded = []
        at = 0
        while at < len(tokens):
            if not tokens[at][0].isalnum() and "_" not in tokens[at]:
                folded.append(tokens[at])
                at += 1
                continue
            start, after = self._longest(tokens, at, near)
            if after > at:
                length = sum(map(len, tokens[at:after]))
                folded.append([start, length])
                at = after
            else:
                folded.append(self._recased(tokens[at]))
                at += 1
        return folded

    def _longest(self, tokens: Sequence[str], at: int, near: int) -> tuple[int, int]:
        """Where the longest run of tokens from `at` stands in the plan, and the token after it."""
        found, after, run = -1, at, ""
        for number in range(at, len(tokens)):
            run += tokens[number]
            place = self._source.find(run, near)
            place = place if place >= 0 else self._source.find(run)
            if place < 0:
                break
            found, after = place, number + 1
        return found, after

    def _recased(self, word: str) -> str | list[int | str]:
        """A word that stands in the plan in another case, by its place; else itself: it is not the plan's."""
        place = self._lower.find(word.lower())
        if place >= 0:
            for how in _CASES:
                if self._read(place, len(word), how) == word:
                    return [place, len(word), how]
        return word


def filled(template: str, text: str) -> list[tuple[str, str]] | None:
    """The fixed words of a template, each with what fills the hole after it; None where it does not fit."""
    fixed = _HOLE.split(template.strip())
    pattern = "(.*?)".join(re.escape(part) for part in fixed)
    match = re.fullmatch(pattern, text, re.DOTALL)
    if match is None:
        return None
    return list(zip(fixed, [*match.groups(), ""], strict=True))
