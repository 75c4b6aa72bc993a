"""`Builder`: collects the blocks, directives and problems of one file in order. Every reader fills one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from planlint.document import Block, BlockKind, Directive, Document, Piece, Span
from planlint.readers.mapped import Mapped

_NAME = r"[A-Za-z]{2,}\d+|[a-z]+(?:-[a-z]+)+"
_DIRECTIVE = re.compile(
    rf"\bplanlint:\s*(?P<action>[a-z][a-z-]*)\s+(?P<codes>(?:{_NAME})(?:\s*,\s*(?:{_NAME}))*)(?![\w-])"
    r"\s*(?:[:,–—-]\s+)?(?P<reason>.*)",
    re.DOTALL,
)
_ADDRESSED = re.compile(r"\s*planlint\s*:")
_UNCLEAR = 'A comment to planlint could not be understood; write: planlint: allow CODE "reason"'
_QUOTES = "\"'“”‘’"


class Builder:
    """State of one reading: what has been found so far, and the directives that wait for their block."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.directives: list[Directive] = []
        self.problems: list[str] = []
        self._groups = 0
        self._tables = 0
        self._waiting: list[int] = []

    def group(self) -> int:
        """A number for a new group of blocks."""
        self._groups += 1
        return self._groups - 1

    def table(self) -> int:
        """A number for a new table."""
        self._tables += 1
        return self._tables - 1

    def add(
        self,
        kind: BlockKind,
        text: Mapped,
        *,
        group: int | None = None,
        anchor: int | None = None,
        **about: Any,
    ) -> int:
        """Add a block and return its number. `about` are further fields of `Block`.

        `anchor` is where the block stands in the source when no character of its text does (an empty cell).
        """
        pieces = text.pieces
        if not pieces and anchor is not None:
            pieces = (Piece(0, anchor, 0),)
        self.blocks.append(Block(kind, text.text, pieces, self.group() if group is None else group, **about))
        number = len(self.blocks) - 1
        if kind is not BlockKind.COMMENT:
            for waiting in self._waiting:
                self._attach(waiting, number)
            self._waiting.clear()
        return number

    def comment(self, text: Mapped, span: Span) -> None:
        """Add a comment as a block; one that speaks to planlint becomes directives for the next block."""
        self.add(BlockKind.COMMENT, text.tidied(), anchor=span.start)
        for directive in self._directives(text.text, span):
            self._waiting.append(len(self.directives))
            self.directives.append(directive)

    def inline_comment(self, text: str, span: Span, block: int) -> None:
        """Note the directives of a comment that stands inside a block."""
        self.directives += (_at(directive, block) for directive in self._directives(text, span))

    def problem(self, text: str) -> None:
        """Note what could not be read well, in plain words without plan text. The same words count once."""
        if text not in self.problems:
            self.problems.append(text)

    def document(
        self,
        source: str,
        format_name: str,
        meta: Mapping[str, Any] | None = None,
        meta_span: Span | None = None,
    ) -> Document:
        """The finished document. Directives with no block after them belong to the last block."""
        last = next((n for n, b in reversed(list(enumerate(self.blocks))) if b.kind is not BlockKind.COMMENT), None)
        for waiting in self._waiting:
            self._attach(waiting, last)
        self._waiting.clear()
        return Document(
            source,
            format_name,
            tuple(self.blocks),
            meta or {},
            meta_span,
            tuple(self.directives),
            tuple(self.problems),
        )

    def _directives(self, text: str, span: Span) -> list[Directive]:
        found = directives_in(text, span)
        if not found and _ADDRESSED.match(text):
            self.problem(_UNCLEAR)
        return found

    def _attach(self, directive: int, block: int | None) -> None:
        self.directives[directive] = _at(self.directives[directive], block)


def directives_in(text: str, span: Span) -> list[Directive]:
    """The directives that a comment's text holds, one a code, each at `span` and not yet with a block."""
    match = _DIRECTIVE.search(text)
    if match is None:
        return []
    reason = " ".join(match["reason"].split()).strip(_QUOTES + " ")
    codes = re.split(r"\s*,\s*", match["codes"])
    return [Directive(match["action"], code if "-" in code else code.upper(), reason, span) for code in codes]


def _at(directive: Directive, block: int | None) -> Directive:
    return Directive(directive.action, directive.code, directive.reason, directive.span, block)
