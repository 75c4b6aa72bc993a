"""The plain text reader: headings, fields, lists, tables and wrapped paragraphs, told by their form alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planlint.document import BlockKind, Document, Span
from planlint.readers.builder import Builder
from planlint.readers.mapped import Mapped, stretch, weave
from planlint.readers.pairs import Part, is_page_mark
from planlint.readers.paragraph import Place, add_field, add_paragraph
from planlint.readers.plain_headings import heading_level
from planlint.readers.plain_lines import Line, letters, lines_of, running_lines, wrap_width
from planlint.readers.plain_page import Page
from planlint.readers.plain_tables import Found, aligned_table, drawn_table, tab_table
from planlint.readers.rich import Rich
from planlint.readers.tables import add_table

FORMAT = "text"
_DIRECTIVE = re.compile(r"\W*planlint:", re.ASCII)
_BROKEN = re.compile(r"[^\W\d_]-$")


def read(source: str) -> Document:
    """Read plain text. Never fails: each line becomes some block, a paragraph if it looks like no other."""
    lines = lines_of(source)
    reading = _Reading(source, Page(lines, wrap_width(lines), running_lines(lines)))
    reading.run()
    return reading.builder.document(source, FORMAT)


@dataclass
class _Reading:
    """State of one reading: the blocks so far and the open levels of a list."""

    source: str
    page: Page
    builder: Builder = field(default_factory=Builder)
    indents: list[int] = field(default_factory=list)
    list_group: int = 0
    fields_until: int = 0  # up to here lines with tabs are known to be fields
    capitals: bool = False
    titled: bool = False

    def run(self) -> None:
        """Read all lines."""
        lines = self.page.lines
        self.capitals = any(line.in_capitals and self.page.after_blank(line.number) for line in lines)
        at = 0
        while at < len(lines):
            at = self._take(at)

    def _take(self, at: int) -> int:
        """Read what begins at line `at`; returns the first line after it."""
        line = self.page.lines[at]
        if not line.text or (line.is_rule and not line.text.startswith("+-")):
            return at + 1
        if _DIRECTIVE.match(line.text):
            self.builder.comment(self._text(line), Span(line.start, line.end))
            return at + 1
        if self.page.is_furniture(line):
            self.builder.add(BlockKind.COMMENT, self._text(line).tidied())
            return at + 1
        table = self._table(line)
        if table is not None:
            add_table(self.builder, table.rows, has_head=table.has_head)
            self.indents.clear()
            return table.end
        level = heading_level(self.page, at, titled=self.titled, top=self._is_top(at), capitals=self.capitals)
        if level:
            return self._heading(line, level)
        if line.bullet:
            return self._item(line)
        parts = self.page.fields(at)
        return self._fields(line, parts) if parts else self._paragraph(line)

    def _table(self, line: Line) -> Found | None:
        at, lines = line.number, self.page.lines
        if line.is_running:
            return None
        if "|" in line.text or line.text.startswith("+-"):
            return drawn_table(self.source, lines, at)
        if "\t" in line.text and at >= self.fields_until:
            self.fields_until, table = tab_table(self.source, lines, at)
            return table
        if self.page.parts(line) is not None:
            return None
        if len(line.segments) > 1:
            return aligned_table(self.source, lines, at)
        return None

    def _is_top(self, at: int) -> bool:
        """Whether a heading here would be the plan's title: near the top, or right below the title."""
        written = [block for block in self.builder.blocks[-9:] if block.kind is not BlockKind.COMMENT]
        if not self.titled:
            return len(written) < 5
        last = written[-1] if written else None
        is_title = last is not None and last.kind is BlockKind.HEADING and last.level == 1
        return is_title and not self.page.after_blank(at)

    def _heading(self, line: Line, level: int) -> int:
        """Add a heading; of a running head only the segment with most letters is one."""
        self.indents.clear()
        self.titled = True
        text = self._text(line)
        if len(line.segments) > 1 and line.is_running:
            self.builder.add(BlockKind.COMMENT, text.tidied())
            text = text.cut(*max(line.segments, key=lambda segment: letters(line.text[slice(*segment)])))
        if text.text.endswith(":"):
            text = text.cut(0, len(text.text) - 1)
        self.builder.add(BlockKind.HEADING, text.tidied(), level=level, anchor=line.start)
        return line.number + 1

    def _item(self, line: Line) -> int:
        bullet = line.bullet
        assert bullet is not None
        while self.indents and line.indent <= self.indents[-1]:
            self.indents.pop()
        if not self.indents:
            self.list_group = self.builder.group()
        self.indents.append(line.indent)
        end = self.page.continued(line.number, hanging=True)
        first = stretch(self.source, line.start + bullet.end(), line.end)
        place = Place(BlockKind.ITEM, self.list_group, line.start, len(self.indents), bullet["marker"])
        add_paragraph(self.builder, Rich(self._flowing(first, line.number + 1, end)), place)
        return end

    def _fields(self, line: Line, parts: list[Part]) -> int:
        """Add the fields of a line; the lines that hang below it belong to the last one."""
        end = self.page.continued(line.number, hanging=parts[-1].key is not None)
        whole = self._text(line)
        for number, part in enumerate(parts):
            value = whole.cut(part.start, part.end)
            if number == len(parts) - 1:
                value = self._flowing(value, line.number + 1, end)
            place = Place(BlockKind.PARAGRAPH, self.builder.group(), line.start)
            if part.key is not None:
                key = whole.cut(*part.key)
                self.page.keys.add(key.text)
                add_field(self.builder, key, value, place)
            elif not is_page_mark(value.text):
                add_paragraph(self.builder, Rich(value), place)
        return end

    def _paragraph(self, line: Line) -> int:
        end = self.page.continued(line.number, hanging=False)
        if self.indents and line.indent <= self.indents[0]:
            self.indents.clear()
        group = self.list_group if self.indents else self.builder.group()
        text = self._flowing(self._text(line), line.number + 1, end)
        add_paragraph(self.builder, Rich(text), Place(BlockKind.PARAGRAPH, group, line.start))
        return end

    def _flowing(self, first: Mapped, start: int, end: int) -> Mapped:
        """A text and the wrapped lines after it as one; a word broken at a hyphen is joined, hyphen kept."""
        parts: list[Mapped | str] = [first]
        last = first.text
        for line in self.page.lines[start:end]:
            if last:
                parts.append("" if _BROKEN.search(last) and line.text[0].islower() else " ")
            parts.append(self._text(line))
            last = line.text
        return weave(parts)

    def _text(self, line: Line) -> Mapped:
        return stretch(self.source, line.start, line.end)
