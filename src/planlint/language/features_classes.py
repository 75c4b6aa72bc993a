"""Classes of words ('hedge', 'feeling', 'service') that the recogniser counts, so that a word it never met still tells.

Takes lists of words and phrases; a last word that ends in `*` matches by its beginning. Imports nothing of planlint.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class WordClasses:
    """Finds the classes of words in a row of tokens. Holds only what it was made from, and a memory of words seen."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        """`lists`: class -> words and phrases in lower case, as `features_words.words` would give them."""
        self._starts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._stems: dict[str, list[tuple[str, tuple[str, ...], str]]] = {}
        self._memory: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                first, *rest = phrase.split()
                if first.endswith("*"):
                    self._stems.setdefault(first[:3], []).append((first[:-1], tuple(rest), name))
                else:
                    self._starts.setdefault(first, []).append((tuple(rest), name))

    def hits(self, tokens: Sequence[str]) -> list[tuple[int, str]]:
        """Where a word or phrase of a class starts, and which class, in reading order."""
        found = []
        for at, token in enumerate(tokens):
            for rest, name in self._of(token):
                if not rest or _follows(tokens, at + 1, rest):
                    found.append((at, name))
        return found

    def _of(self, token: str) -> tuple[tuple[tuple[str, ...], str], ...]:
        known = self._memory.get(token)
        if known is None:
            entries = list(self._starts.get(token, ()))
            entries += [
                (rest, name) for stem, rest, name in self._stems.get(token[:3], ()) if token.startswith(stem)
            ]
            known = tuple(entries)
            if len(self._memory) < 20_000:
                self._memory[token] = known
        return known


def _follows(tokens: Sequence[str], start: int, rest: Sequence[str]) -> bool:
    if start + len(rest) > len(tokens):
        return False
    for token, wanted in zip(tokens[start:], rest, strict=False):
        if token != wanted and not (wanted.endswith("*") and token.startswith(wanted[:-1])):
            return False
    return True
