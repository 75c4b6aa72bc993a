"""Rows of cells to blocks, for every format that has tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planlint.document import BlockKind, Span
from planlint.readers.builder import Builder
from planlint.readers.mapped import Mapped, stretch, weave

_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, and where it stands even if it is empty."""

    text: Mapped
    anchor: int
    bold: bool = False
    italic: bool = False
    comments: tuple[tuple[str, Span], ...] = ()
    span: int = 1  # columns that it covers
    row_span: int = 1


def add_table(builder: Builder, rows: Sequence[Sequence[Cell]], *, has_head: bool) -> None:
    """Add the rows as a table; the first is its head where `has_head`. Uneven rows are noted as a problem."""
    table = builder.table()
    heads: dict[int, str] = {}
    taken: set[tuple[int, int]] = set()
    widths: set[int] = set()
    for number, row in enumerate(rows):
        is_head = has_head and number == 0
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            taken.update((number + down, column + on) for down in range(cell.row_span) for on in range(cell.span))
            if is_head:
                heads.update(dict.fromkeys(range(column, column + cell.span), cell.text.text))
            _add_cell(builder, cell, table, (number, column), is_head, "" if is_head else heads.get(column, ""))
            column += cell.span
        widths.add(sum(line == number for line, _ in taken))
    if has_head and len(widths) > 1:
        builder.problem(f"Table {table + 1} has rows with more or fewer cells than its first row.")


def _add_cell(builder: Builder, cell: Cell, table: int, at: tuple[int, int], is_head: bool, head: str) -> None:
    block = builder.add(
        BlockKind.CELL,
        cell.text,
        anchor=cell.anchor,
        table=table,
        row=at[0],
        column=at[1],
        row_span=cell.row_span,
        column_span=cell.span,
        is_head=is_head,
        head=head,
        bold=cell.bold,
        italic=cell.italic,
    )
    for text, span in cell.comments:
        builder.inline_comment(text, span, block)


def is_rule(text: str) -> bool:
    """Whether a line is the one under the head of a table with bars: '| --- | :-: |'."""
    return _RULE.fullmatch(text.strip()) is not None


def pipe_cells(source: str, start: int, end: int) -> list[tuple[Mapped, int]]:
    """The cells of a row written with bars, and where each stands; a bar after a backslash is text."""
    while end > start and source[end - 1].isspace():
        end -= 1
    while start < end and source[start].isspace():
        start += 1
    if source.startswith("|", start) and start < end:
        start += 1
    cells: list[tuple[Mapped, int]] = []
    parts: list[Mapped] = []
    begin = at = start
    while at < end:
        char = source[at]
        if char == "\\" and source.startswith("|", at + 1) and at + 1 < end:
            parts.append(stretch(source, begin, at))
            begin = at + 1
            at += 2
        elif char == "|":
            parts.append(stretch(source, begin, at))
            cells.append(_cell(parts, begin, at))
            parts = []
            begin = at = at + 1
        elif char == "\\":
            at += 2
        else:
            at += 1
    if begin < end or parts:
        parts.append(stretch(source, begin, end))
        cells.append(_cell(parts, begin, end))
    return cells


def _cell(parts: list[Mapped], begin: int, end: int) -> tuple[Mapped, int]:
    text = weave(parts).trimmed()
    inner = text.offset(0)
    return text, inner if inner is not None else min(begin + 1, end)
