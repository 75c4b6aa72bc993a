"""Classes of words ('hedge', 'feeling', 'service') that the recogniser counts, so that a word it never met
still tells.

Takes lists of words and phrases; a first word that ends in `*` matches by its beginning. Imports nothing
of planlint.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_Rest = tuple[tuple[str, ...], str]  # the third and later words of a phrase, and its class
_Entry = tuple[tuple[str, ...], dict[str, list[_Rest]]]  # classes of the word alone; second word -> what may follow
_MEMORY = 20_000


class WordClasses:
    """Finds the classes of words in a row of tokens. Holds what it was made from, and a memory of words."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        """`lists`: class -> words and phrases in lower case, as `features_words.words` would give them."""
        self._whole: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._stems: dict[str, list[tuple[str, tuple[str, ...], str]]] = {}
        self._memory: dict[str, _Entry | None] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                first, *rest = phrase.split()
                if first.endswith("*"):
                    self._stems.setdefault(first[:3], []).append((first[:-1], tuple(rest), name))
                else:
                    self._whole.setdefault(first, []).append((tuple(rest), name))

    def hits(self, tokens: Sequence[str]) -> list[tuple[int, str]]:
        """Where a word or phrase of a class starts, and which class, in reading order."""
        found = []
        last = len(tokens) - 1
        for at, token in enumerate(tokens):
            entry = self._memory[token] if token in self._memory else self._entry(token)
            if entry is None:
                continue
            for name in entry[0]:
                found.append((at, name))
            if at < last and entry[1]:
                for rest, name in entry[1].get(tokens[at + 1], ()):
                    if not rest or tuple(tokens[at + 2 : at + 2 + len(rest)]) == rest:
                        found.append((at, name))
        return found

    def _entry(self, token: str) -> _Entry | None:
        phrases = list(self._whole.get(token, ()))
        phrases += [(rest, name) for stem, rest, name in self._stems.get(token[:3], ()) if token.startswith(stem)]
        follow: dict[str, list[_Rest]] = {}
        for rest, name in phrases:
            if rest:
                follow.setdefault(rest[0], []).append((rest[1:], name))
        alone = tuple(name for rest, name in phrases if not rest)
        entry = (alone, follow) if phrases else None
        if len(self._memory) < _MEMORY:
            self._memory[token] = entry
        return entry
