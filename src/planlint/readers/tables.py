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


def add_table(builder: Builder, rows: Sequence[Sequence[Cell]], *, has_head: bool) -> None:
    """Add the rows as a table; the first is its head where `has_head`. Uneven rows are noted as a problem."""
    table = builder.table()
    heads = [cell.text.text for cell in rows[0]] if has_head and rows else []
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            is_head = has_head and number == 0
            block = builder.add(
                BlockKind.CELL,
                cell.text,
                anchor=cell.anchor,
                table=table,
                row=number,
                column=column,
                is_head=is_head,
                head="" if is_head or column >= len(heads) else heads[column],
                bold=cell.bold,
                italic=cell.italic,
            )
            for text, span in cell.comments:
                builder.inline_comment(text, span, block)
    if has_head and len({len(row) for row in rows}) > 1:
        builder.problem(f"Table {table + 1} has rows with more or fewer cells than its first row.")


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
