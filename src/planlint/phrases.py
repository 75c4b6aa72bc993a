"""Phrases to look for in a text: thousands of them, ready at once, the longest first.

A phrase meets whole words in any letter case, with any white space between, either apostrophe and any hyphen. `~`
stands before a word that may inflect, `{child}` for any run of signs without a space. Nothing is compiled: phrases
are grouped by the word they begin with, and a group is spelt out when a text holds that word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from planlint.inflection import forms

# Signs that count as one; the last three are what lower() would make longer, or leave unlike their letter.
_FOLDED = str.maketrans({"’": "'", "‑": "-", "–": "-", "İ": "i", "ı": "i", "ſ": "s"})
_BEGINNING = re.compile(r"\w+|(?<!\w)[^\w\s]")  # where a phrase can begin, and what it begins with
_UNEVEN = re.compile(r"[^\S ]|\s\s")
_ANY = ""  # the key of phrases that begin with anything
_KEPT = 4096  # texts that are kept folded: each is asked for by many lists, one after the other

_Part = tuple[str, ...]  # the spellings of a stretch of a phrase; none of them: a run of any signs
_Spelt = tuple[int, str, tuple[_Part, ...]]  # the rank of a phrase, the phrase, its parts
_Group = tuple[_Part, tuple[_Spelt, ...]]  # what all the phrases of a group begin with, and the phrases


@dataclass(frozen=True, slots=True)
class Met:
    """Where a phrase is met, and which: with the words of a `re.Match` for what is asked of it."""

    text: str
    phrase: str
    _start: int
    _end: int

    def start(self) -> int:
        """The offset of the first sign."""
        return self._start

    def end(self) -> int:
        """The offset after the last sign."""
        return self._end

    def __getitem__(self, group: int) -> str:
        """The words themselves; there is group 0 alone. Raises IndexError for another."""
        if group:
            raise IndexError(group)
        return self.text[self._start : self._end]


class Phrases:
    """A set of phrases. Immutable but for what it has spelt out; safe to share between threads."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Of two phrases that begin at one place the one written longer is met, then the first by the alphabet."""
        ranked = sorted({phrase for phrase in phrases if phrase.strip()}, key=lambda phrase: (-len(phrase), phrase))
        self._groups: dict[str, list[tuple[int, str]]] = {}
        for rank, phrase in enumerate(ranked):
            for key in _keys(phrase):
                self._groups.setdefault(key, []).append((rank, phrase))
        self._spelt: dict[str, _Group] = {}

    def search(self, text: str) -> Met | None:
        """The first place at which a phrase is met."""
        # Most texts hold no word of most lists: that is seen before anything is begun.
        return None if self._groups.keys().isdisjoint(_fold(text).keys) else next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[Met]:
        """Every place at which a phrase is met, from left to right, none within another."""
        folded = _fold(text)
        if self._groups.keys().isdisjoint(folded.keys):
            return
        done = 0
        for start, key in folded.beginnings:
            if start >= done and (key in self._groups or _ANY in self._groups):
                for _, phrase, end in self._ends(folded, start, key):
                    done = end
                    yield folded.met(phrase, start, end)
                    break

    def match(self, text: str) -> Met | None:
        """The phrase that a text begins with."""
        folded = _fold(text)
        return next((folded.met(phrase, 0, end) for _, phrase, end in self._at_head(folded)), None)

    def fullmatch(self, text: str) -> Met | None:
        """The phrase that a text consists of."""
        folded, whole = _fold(text), len(_fold(text).text)
        return next((folded.met(phrase, 0, end) for _, phrase, end in self._at_head(folded) if end == whole), None)

    def spelling(self, text: str) -> frozenset[str]:
        """All the phrases of which a text is a spelling: 'admitted' of '~admit' and of 'admitted'."""
        folded, whole = _fold(text), len(_fold(text).text)
        return frozenset(phrase for _, phrase, end in self._at_head(folded) if end == whole)

    def _at_head(self, folded: _Folded) -> Iterator[tuple[int, str, int]]:
        if folded.beginnings and folded.beginnings[0][0] == 0:
            yield from self._ends(folded, 0, folded.beginnings[0][1])

    def _ends(self, folded: _Folded, start: int, key: str) -> Iterator[tuple[int, str, int]]:
        """Rank, phrase and end of what is met at a place, by rank; a phrase comes once for each of its ends."""
        text = folded.text
        heads, group = self._spelt_for(key)
        if not text.startswith(heads, start):
            return
        for rank, phrase, parts in group:
            for end in _ends_of(text, start, parts):
                if end == len(text) or not (text[end].isalnum() or text[end] == "_"):
                    yield rank, phrase, end

    def _spelt_for(self, key: str) -> _Group:
        """The phrases that can begin with a word, spelt out."""
        key = key if key in self._groups else _ANY
        found = self._spelt.get(key)
        if found is None:
            listed = sorted({*self._groups.get(key, ()), *self._groups.get(_ANY, ())})
            group = tuple((rank, phrase, _parts(phrase)) for rank, phrase in listed)
            heads = dict.fromkeys(spelling for _, _, parts in group for spelling in parts[0] or ("",))
            found = self._spelt[key] = (tuple(heads), group)
        return found


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text in small letters with single spaces, where phrases can begin in it, and what stood where."""

    source: str
    text: str
    beginnings: tuple[tuple[int, str], ...]
    keys: frozenset[str]
    origin: tuple[int, ...] | None  # by offset, the offset in the source; None where they are the same

    def met(self, phrase: str, start: int, end: int) -> Met:
        if self.origin is not None:
            start, end = self.origin[start], self.origin[end - 1] + 1
        return Met(self.source, phrase, start, end)


@lru_cache(_KEPT)
def _fold(source: str) -> _Folded:
    text, origin = source.translate(_FOLDED).lower(), None
    if _UNEVEN.search(text):
        pieces = [(m.start(), " " if m[0].isspace() else m[0]) for m in re.finditer(r"\s+|\S+", text)]
        text = "".join(piece for _, piece in pieces)
        origin = tuple(at + offset for at, piece in pieces for offset in range(len(piece)))
    beginnings = tuple((m.start(), m[0]) for m in _BEGINNING.finditer(text))
    return _Folded(source, text, beginnings, frozenset([_ANY, *(key for _, key in beginnings)]), origin)


def _ends_of(text: str, start: int, parts: Sequence[_Part]) -> Iterator[int]:
    """Where the parts of a phrase end, one after the other from a place on."""
    if not parts:
        yield start
        return
    head, rest = parts[0], parts[1:]
    if head:
        if text.startswith(head, start):
            for spelling in head:
                if text.startswith(spelling, start):
                    yield from _ends_of(text, start + len(spelling), rest)
        return
    end = text.find(" ", start)
    end = len(text) if end < 0 else end
    if end > start:
        yield from _ends_of(text, end, rest)


def _keys(phrase: str) -> Iterable[str]:
    """What a phrase can begin with: words, a sign that is none, or anything."""
    first = phrase.split(maxsplit=1)[0]
    if "{" in first:
        return (_ANY,)
    if first.isalnum():
        return (_folded(first),)
    return {found[0] for spelling in _token(first) if (found := _BEGINNING.match(spelling))}


def _parts(phrase: str) -> tuple[_Part, ...]:
    """The stretches of a phrase between its `{child}`, each by all its spellings, with the spaces around them."""
    parts: list[_Part] = []
    stretch: list[Sequence[str]] = []
    for token in phrase.split():
        if parts or stretch:
            stretch.append((" ",))
        if "{" in token:
            parts += [_joined(stretch), ()] if stretch else [()]
            stretch = []
        else:
            stretch.append(_token(token))
    return (*parts, _joined(stretch)) if stretch else tuple(parts)


def _joined(stretch: Sequence[Sequence[str]]) -> _Part:
    return tuple("".join(pieces) for pieces in product(*stretch))


def _token(token: str) -> Sequence[str]:
    """The spellings of a word of a phrase: its forms, or with each hyphen as it is, as a space or left out."""
    word = _folded(token)
    if word.startswith("~"):
        return forms(word[1:])
    if "-" not in word or not word.strip("-"):
        return (word,)
    return _joined(
        [(piece,) if at == 0 else ("-" + piece, " " + piece, piece) for at, piece in enumerate(word.split("-"))]
    )


def _folded(word: str) -> str:
    return word.translate(_FOLDED).lower()
