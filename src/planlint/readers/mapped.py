"""`Mapped`: text that knows, piece by piece, where it stands in another text. Blocks are made from it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from planlint.document import Piece

# Soft hyphens and zero-width characters come with pasted text and would split words for every rule; hyphens that do
# not break, which look like any other, would hide 'one-to-one'.
_UNTIDY = re.compile("[\\s\u00ad\u200b\u2060\ufeff]{2,}|[^\\S ]|[\u00ad\u200b\u2060\ufeff]|[\u2010\u2011]")


@dataclass(frozen=True, slots=True)
class Mapped:
    """`text`, and the `pieces` of it that stand unchanged in the outer text, in order."""

    text: str
    pieces: tuple[Piece, ...] = ()

    def cut(self, start: int, end: int) -> Mapped:
        """`text[start:end]` with its share of the pieces."""
        start, end = max(start, 0), min(end, len(self.text))
        if start == 0 and end == len(self.text):
            return self
        kept: list[Piece] = []
        first = max(bisect_right(self.pieces, start, key=lambda piece: piece.text_start) - 1, 0)
        for number in range(first, len(self.pieces)):
            piece = self.pieces[number]
            if piece.text_start >= end:
                break
            low = max(piece.text_start, start)
            high = min(piece.text_start + piece.length, end)
            if low < high:
                kept.append(Piece(low - start, piece.source_start + low - piece.text_start, high - low))
        return Mapped(self.text[start:end], tuple(kept))

    def trimmed(self) -> Mapped:
        """The same without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(len(self.text.rstrip()), start))

    def tidied(self) -> Mapped:
        """Trimmed, each run of white space one space, characters without width left out."""
        whole = self.trimmed()
        parts: list[Mapped] = []
        at = 0
        for match in _UNTIDY.finditer(whole.text):
            parts.append(whole.cut(at, match.start()))
            parts.append(_space(whole, match))
            at = match.end()
        if not parts:
            return whole
        parts.append(whole.cut(at, len(whole.text)))
        return weave(parts).trimmed()

    def through(self, outer: Mapped) -> Mapped:
        """This text, whose pieces point into `outer.text`, with pieces that point where `outer`'s do."""
        pieces: list[Piece] = []
        for piece in self.pieces:
            share = outer.cut(piece.source_start, piece.source_start + piece.length)
            pieces += (
                Piece(piece.text_start + inner.text_start, inner.source_start, inner.length) for inner in share.pieces
            )
        return Mapped(self.text, tuple(pieces))

    def offset(self, at: int) -> int | None:
        """Where the character at `at`, or the first one mapped after it, stands; None where there is none."""
        for piece in self.cut(at, len(self.text)).pieces:
            return piece.source_start
        return None

    @property
    def end(self) -> int | None:
        """Where the last mapped character ends in the outer text; None where nothing is mapped."""
        return self.pieces[-1].source_start + self.pieces[-1].length if self.pieces else None


def stretch(source: str, start: int, end: int) -> Mapped:
    """`source[start:end]`, mapped to where it stands."""
    return Mapped(source[start:end], (Piece(0, start, end - start),) if end > start else ())


def weave(parts: Iterable[Mapped | str]) -> Mapped:
    """The parts in a row; strings are text that stands nowhere in the outer text."""
    texts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            length += len(part)
            continue
        for piece in part.pieces:
            _append(pieces, Piece(piece.text_start + length, piece.source_start, piece.length))
        texts.append(part.text)
        length += len(part.text)
    return Mapped("".join(texts), tuple(pieces))


def _append(pieces: list[Piece], piece: Piece) -> None:
    if pieces:
        last = pieces[-1]
        if last.text_start + last.length == piece.text_start and last.source_start + last.length == piece.source_start:
            pieces[-1] = Piece(last.text_start, last.source_start, last.length + piece.length)
            return
    pieces.append(piece)


def _space(whole: Mapped, match: re.Match[str]) -> Mapped:
    """What an untidy stretch becomes: one space, a real one of the source if there is one, a hyphen, or nothing."""
    if match.group() in "\u2010\u2011":
        return Mapped("-")
    at = match.group().find(" ")
    if at >= 0:
        return whole.cut(match.start() + at, match.start() + at + 1)
    return Mapped(" " if any(char.isspace() for char in match.group()) else "")
