"""Tables of a Word file to blocks: rows under a head, forms of labels and entries, boxes that frame text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from planlint.document import BlockKind, Span
from planlint.readers.builder import Builder
from planlint.readers.mapped import Mapped, weave
from planlint.readers.pairs import words
from planlint.readers.rich import Rich
from planlint.readers.word_lines import bullet_of, is_bold, rich_of, text_of_line
from planlint.readers.word_text import Cell, Line, Row, Table

_LABEL = 15  # words of the longest label
_ENTRY = 12  # words of an entry; more are prose
_LABEL_LEVEL = 6


class Flow(Protocol):
    """Adds paragraphs and tables as they stand on a page, outside any table."""

    def flow(self, content: tuple[Line | Table, ...], label_level: int = 0) -> None: ...

    def line(self, line: Line, label_level: int = 0) -> None: ...


def add_word_table(builder: Builder, source: str, table: Table, flow: Flow) -> None:
    """Add a table as the blocks that its form makes it."""
    adding = _Adding(builder, source, table, flow)
    if all(len(row.cells) <= 1 for row in table.rows):
        adding.boxes()
    elif adding.is_form():
        adding.form()
    else:
        adding.grid()


@dataclass
class _Adding:
    """State of adding one table."""

    builder: Builder
    source: str
    table: Table
    flow: Flow
    number: int | None = None  # of the table that rows are being added to
    heads: dict[int, str] = field(default_factory=dict)
    row: int = 0

    def boxes(self) -> None:
        """A table of one column only frames its text; a short shaded or bold row is the label of the next."""
        rows = [row.cells[0] for row in self.table.rows if row.cells]
        for number, cell in enumerate(rows):
            follows = number + 1 < len(rows)
            if follows and self._is_label(cell) and not self._is_label(rows[number + 1]):
                self._label(cell)
            else:
                self.flow.flow(cell.content)

    def is_form(self) -> bool:
        """Labels and entries by turns: 'Name | Mia | DOB | …', or a question beside its answer."""
        rows = [row.cells for row in self.table.rows if len(row.cells) > 1]
        if not rows or self.table.has_head or any(row.repeated for row in self.table.rows):
            return False
        if any(len(cells) % 2 for cells in rows) or not all(
            self._is_label(cell) for cells in rows for cell in cells[::2] if self._text(cell)
        ):
            return False
        if any(self._is_marked(cell) for cells in rows for cell in cells[1::2]):
            return False
        if max(len(cells) for cells in rows) > 2:
            return all(self._is_marked(cell) or not self._text(cell) for cells in rows for cell in cells[::2])
        marked = sum(self._is_marked(cells[0]) for cells in rows)
        return marked == len(rows) or (marked * 2 > len(rows) and any(self._is_prose(cells[1]) for cells in rows))

    def form(self) -> None:
        """Each label with its entry is a field; over an entry of several paragraphs it is a heading."""
        for row in self.table.rows:
            if len(row.cells) == 1:
                self._wide(row.cells[0])
                continue
            for label, entry in zip(row.cells[::2], row.cells[1::2], strict=False):
                lines = [line for line in entry.lines if text_of_line(self.source, line)]
                inner = any(isinstance(one, Table) for one in entry.content)
                if len(lines) > 1 or inner:
                    self._label(label)
                    self.flow.flow(entry.content)
                elif self._text(label):
                    self._field(label, entry)
                else:
                    self.flow.flow(entry.content)

    def grid(self) -> None:
        """Rows of cells, under a head where there is one; a row of one wide cell is a heading or text."""
        for index, row in enumerate(self.table.rows):
            if len(row.cells) == 1 and row.cells[0].span >= self.table.columns:
                self._wide(row.cells[0])
                continue
            if self._is_head(index, row):
                self._head(row)
                continue
            if self.number is None:
                self.number, self.row = self.builder.table(), 0
            self._cells(row)

    def _is_head(self, index: int, row: Row) -> bool:
        if row.repeated:
            return True
        grids = [n for n, one in enumerate(self.table.rows) if len(one.cells) > 1]
        first = index == grids[0]
        texts = [self._text(cell) for cell in row.cells]
        if any(words(text) > _LABEL for text in texts) or not any(texts):
            return False
        if first and self.table.has_head:
            return True
        marked = all(self._is_marked(cell) for cell, text in zip(row.cells, texts, strict=True) if text)
        after_wide = index > 0 and len(self.table.rows[index - 1].cells) == 1
        if marked and sum(map(bool, texts)) > 1 and (first or after_wide):
            return True
        return (
            first and len(grids) > 1 and len(texts) > 2 and all(texts) and self._differs(row, self.table.rows[grids[1]])
        )

    def _differs(self, row: Row, following: Row) -> bool:
        """Whether a row of plain words reads as a head: no sentences or figures, and more words below it."""
        heads = [self._text(cell) for cell in row.cells]
        below = " ".join(self._text(cell) for cell in following.cells)
        return not any(ch.isdigit() or ch in ".;" for text in heads for ch in text) and words(below) > words(
            " ".join(heads)
        )

    def _head(self, row: Row) -> None:
        if self.number is None or not self._begins():
            self.number, self.row, self.heads = self.builder.table(), 0, {}
        for cell in row.cells:
            parts: list[Mapped | str] = []
            for line in cell.lines:
                parts += [rich_of(self.source, line).text, "\n"]
            text = weave(parts).tidied()
            for column in range(cell.column, cell.column + cell.span):
                self.heads[column] = text.text or self.heads.get(column, "")
            self._add(text, cell, cell.lines[0] if cell.lines else None, self.builder.group(), is_head=True)
        self.row += 1

    def _begins(self) -> bool:
        """Whether the table under way has only heads so far: then a second head row belongs to it."""
        return all(block.is_head for block in self.builder.blocks if block.table == self.number)

    def _cells(self, row: Row) -> None:
        for cell in row.cells:
            group = self.builder.group()
            filled = [line for line in cell.lines if text_of_line(self.source, line)]
            for line in filled or cell.lines[:1]:
                found = rich_of(self.source, line)
                marker, begin = (line.form.marker, 0) if line.form.item else bullet_of(found.text.text)
                text = found.text.cut(begin, len(found.text.text)).tidied()
                self._add(text, cell, line, group, found, marker)
        for cell in row.cells:
            self.flow.flow(tuple(one for one in cell.content if isinstance(one, Table)))
        self.row += 1

    def _add(
        self,
        text: Mapped,
        cell: Cell,
        line: Line | None,
        group: int,
        found: Rich | None = None,
        marker: str = "",
        *,
        is_head: bool = False,
    ) -> None:
        self.builder.add(
            BlockKind.CELL,
            text,
            group=group,
            anchor=line.start if line else 0,
            table=self.number,
            row=self.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.span,
            is_head=is_head,
            head="" if is_head else self.heads.get(cell.column, ""),
            marker=marker,
            bold=found.all_bold() if found else False,
            italic=found.all_italic() if found else False,
            place=line.place if line else None,
        )

    def _field(self, label: Cell, entry: Cell) -> None:
        key = weave(rich_of(self.source, line).text for line in label.lines).tidied()
        key = key.cut(0, len(key.text.rstrip(" :")))
        line = next(
            (one for one in entry.lines if text_of_line(self.source, one)),
            entry.lines[0] if entry.lines else None,
        )
        text = rich_of(self.source, line).text.tidied() if line else Mapped("")
        start = key.offset(0)
        anchor = line.start if line else key.end or 0
        self.builder.add(
            BlockKind.FIELD,
            text,
            anchor=anchor,
            key=key.text,
            key_span=Span(start, key.end) if start is not None and key.end is not None else None,
            place=line.place if line else None,
        )

    def _wide(self, cell: Cell) -> None:
        """A cell across the whole table: a heading if it is short and marked, else text."""
        if self._is_label(cell) and self._is_marked(cell) and len(cell.lines) == 1:
            self._label(cell)
        else:
            self.flow.flow(cell.content)

    def _label(self, cell: Cell) -> None:
        for line in cell.lines:
            self.flow.line(line, _LABEL_LEVEL)

    def _text(self, cell: Cell) -> str:
        return " ".join(filter(None, (text_of_line(self.source, line) for line in cell.lines)))

    def _is_label(self, cell: Cell) -> bool:
        text = self._text(cell)
        return 0 < words(text) <= _LABEL and not text.endswith(".") and self._is_single(cell.lines)

    def _is_single(self, lines: Sequence[Line]) -> bool:
        return sum(bool(text_of_line(self.source, line)) for line in lines) <= 2

    def _is_marked(self, cell: Cell) -> bool:
        """Whether a cell looks like a label: shaded, bold, or with a colon or question mark at its end."""
        filled = [line for line in cell.lines if line.text.strip()]
        return bool(filled) and (
            cell.shaded
            or all(is_bold(line) or line.form.heading for line in filled)
            or self._text(cell).endswith((":", "?"))
        )

    def _is_prose(self, cell: Cell) -> bool:
        return words(self._text(cell)) > _ENTRY or len([line for line in cell.lines if line.text.strip()]) > 1
