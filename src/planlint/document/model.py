"""`Document`: the blocks of a file, each with its text and a piecewise map back to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the source in code points: `start` is its first character, `end` the one after it."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Location:
    """A place in the source: `offset` counts code points from 0, `line` and `column` from 1."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Piece:
    """`length` characters of a block's text that stand unchanged in the source."""

    text_start: int
    source_start: int
    length: int


class BlockKind(StrEnum):
    """What a block is. Every reader uses these and no others."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    FIELD = "field"
    QUOTATION = "quotation"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, table cell, key-value field, quotation or comment.

    `text` has no markup and no line breaks of mere wrapping (they are single spaces); `pieces` map it to the
    source. Blocks that are one paragraph in a writer's eyes (an item and its sub-items, the paragraphs of one
    cell) share a `group`.
    """

    kind: BlockKind
    text: str
    pieces: tuple[Piece, ...]
    group: int
    level: int = 0  # heading 1 to 6; item depth from 1; else 0
    table: int | None = None  # number of the table in the document, from 0
    row: int | None = None  # from 0, the head row included
    column: int | None = None  # from 0
    row_span: int = 1
    column_span: int = 1
    is_head: bool = False  # a cell of the head row
    head: str = ""  # a cell's column head, "" where there is none
    key: str = ""  # a field's key, without its colon
    key_span: Span | None = None  # where the key stands in the source
    marker: str = ""  # an item's marker as written: '-', '1.', '☑'
    italic: bool = False  # the whole block is emphasised: often a form's prompt
    bold: bool = False  # the whole block is strong: often a heading by look
    place: str | None = None  # for formats without lines: 'paragraph 4', 'table 2, row 3, column 1'

    def source_span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the source.

        Characters that planlint put in (the space for a wrapped line end) map to the nearest real ones.
        Raises ValueError for an empty or outside range.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no such range in the block: {start}:{end}")
        starts = [piece.text_start for piece in self.pieces]
        first = max(bisect_right(starts, start) - 1, 0)
        piece = self.pieces[first]
        if start >= piece.text_start + piece.length and first + 1 < len(self.pieces):
            piece = self.pieces[first + 1]
        begin = piece.source_start + min(max(start - piece.text_start, 0), piece.length)
        piece = self.pieces[max(bisect_right(starts, end - 1) - 1, 0)]
        finish = piece.source_start + min(end - piece.text_start, piece.length)
        return Span(begin, max(finish, begin))

    @property
    def span(self) -> Span | None:
        """The block's place in the source, its key included; None where it has neither text nor key."""
        inner = self.source_span(0, len(self.text)) if self.text and self.pieces else None
        if self.key_span is None or inner is None:
            return inner or self.key_span
        return Span(min(self.key_span.start, inner.start), max(self.key_span.end, inner.end))


@dataclass(frozen=True, slots=True)
class Directive:
    """A writer's wish, in whatever form the format has it: `planlint: allow CODE reason`."""

    action: str
    code: str
    reason: str
    span: Span
    block: int | None = None  # the block it stands before or in; None: the whole file


@dataclass(frozen=True)
class Document:
    """A file as planlint sees it.

    `source` is the decoded text, without a byte order mark, line ends as they are.
    """

    source: str
    format: str
    blocks: tuple[Block, ...]
    meta: Mapping[str, Any] = field(default_factory=dict)  # what the file says of itself: front matter
    meta_span: Span | None = None
    directives: tuple[Directive, ...] = ()
    problems: tuple[str, ...] = ()  # what could not be read well, in plain words, without plan text

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        text, at = self.source, 0
        while at < len(text):
            char = text[at]
            at += 1
            if char == "\n" or (char == "\r" and text[at : at + 1] != "\n"):
                starts.append(at)
        return starts

    def location(self, offset: int) -> Location:
        """Line and column of an offset of the source (code points, from 0)."""
        line = bisect_right(self._line_starts, offset)
        return Location(offset, line, offset - self._line_starts[line - 1] + 1)

    def line_span(self, line: int) -> Span:
        """The source span of a line (from 1), its line end left out."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.source)
        while end > start and self.source[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)
